"""Where a design stands, in numbers: place, turn, scale; the ground; and what it replaces."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.placing import SCALES
from mrapp.model.frames import HEIGHTS_NAP_M
from mrapp.model.placing import chain
from mrapp.model.project import Placement
from mrapp.model.texts import Notice
from mrapp.ui import icons
from mrapp.ui.numbers import NumberField
from mrapp.ui.widgets import Section, wrapped

_DECIMALS = 3
# Of each number: the field of `Placement`, the lowest and the highest value, and a step.
_RANGES = (
    ("x", -7_000.0, 300_000.0, 1.0),
    ("y", 289_000.0, 629_000.0, 1.0),
    ("nap", *HEIGHTS_NAP_M, 0.1),
    ("turn_deg", 0.0, 360.0, 1.0),
    ("scale", *SCALES, 0.1),
)


@dataclass(frozen=True)
class Standing:
    """A design or layer as the panel tells of it.

    up_of_format: the axis that points up by its format. under: how many buildings of today stand
    under it, and how many of those are marked as demolished; None where that cannot be marked, or
    where it is not known, as while it is `counting`. odd: what is odd about its place or size.
    """

    item_id: str
    name: str
    place: Placement
    up_of_format: str
    under: tuple[int, int] | None
    odd: tuple[Notice, ...] = ()
    counting: bool = False


class PlacePanel(Section):
    """Asks `place_wanted` (a `Placement`), `ground_wanted`, `demolish_wanted`.

    And with the id of what it shows: `fly_wanted` to see it, `bring_wanted` to have it in what
    is seen; `left` when the placing is done.
    """

    place_wanted = Signal(object)
    ground_wanted = Signal()
    demolish_wanted = Signal()
    fly_wanted = Signal(str)
    bring_wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("place", parent)
        self._language = "nl"
        self._shown: Standing | None = None
        self._item_id = ""
        self.name = wrapped()
        self.fly = QPushButton(icons.icon("fly", worded=True), "")
        self.bring = QPushButton(icons.icon("bring", worded=True), "")
        self.done = QPushButton(icons.icon("done", worded=True), "")
        self.numbers = {field: _number(*values) for field, *values in _RANGES}
        self.numbers["turn_deg"].setWrapping(True)
        self.numbers["scale"].setDecimals(6)
        self.up = QComboBox()
        self.up.setMinimumWidth(1)
        self._labels = {field: QLabel() for field in (*self.numbers, "up")}
        self.ground = QPushButton(icons.icon("to_ground", worded=True), "")
        self.stay = QCheckBox()
        self.stay.setChecked(True)
        self.odd = wrapped()
        self.wrong = wrapped()
        self.wrong_frame = QFrame()
        self.wrong_frame.setProperty("look", "error")
        self.wrong_frame.hide()
        self.under = wrapped()
        self.demolish = QPushButton(icons.icon("demolish", worded=True), "")
        self.steps = wrapped("small")
        self._lay_out()
        for field, number in self.numbers.items():
            number.valueChanged.connect(self._asker(field))
            number.judged.connect(self._tell_wrong)
        self.up.activated.connect(self._ask_up)
        self.ground.clicked.connect(self.ground_wanted)
        self.demolish.clicked.connect(self.demolish_wanted)
        self.fly.clicked.connect(lambda: self.fly_wanted.emit(self._item_id))
        self.bring.clicked.connect(lambda: self.bring_wanted.emit(self._item_id))
        self.done.clicked.connect(self.left)
        self.hide()

    def _lay_out(self) -> None:
        top: tuple[QWidget, ...] = (self.name, self.fly, self.bring)
        for part in top:
            self.rows.addWidget(part)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for place, (field, label) in enumerate(self._labels.items()):
            cell = QVBoxLayout()
            cell.setSpacing(2)
            widget = self.numbers.get(field, self.up)
            label.setBuddy(widget)
            label.setProperty("look", "small")
            cell.addWidget(label)
            cell.addWidget(widget)
            grid.addLayout(cell, place // 2, place % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.rows.addLayout(grid)
        QVBoxLayout(self.wrong_frame).addWidget(self.wrong)
        self.rows.addWidget(self.wrong_frame)
        for part in (self.odd, self.ground, self.stay, self.under, self.demolish):
            self.rows.addWidget(part)
        for part in (self.done, self.steps):
            self.rows.addWidget(part)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self._language = language
        self.set_title(self.tr("Place of the design"))
        words = {
            "x": (self.tr("RD x (m)"), self.tr("How far east the zero of the file stands")),
            "y": (self.tr("RD y (m)"), self.tr("How far north the zero of the file stands")),
            "nap": (self.tr("Height NAP (m)"), self.tr("How high the zero of the file stands")),
            "turn_deg": (self.tr("Turned (°)"), self.tr("Counter-clockwise, seen from above")),
            "scale": (self.tr("Scale"), self.tr("How many times as large as in the file")),
            "up": (self.tr("Up in the file"), self.tr("The axis that points up in the file")),
        }
        for number in self.numbers.values():
            number.set_language(language)
        for field, (label, tip) in words.items():
            widget = self.numbers.get(field, self.up)
            self._labels[field].setText(label)
            widget.setAccessibleName(label)
            widget.setToolTip(tip)
        self._retranslate_buttons()
        self.up.setAccessibleDescription(self.up.toolTip())
        self._tell_wrong()
        if self._shown is not None:
            self._show_words(self._shown)

    def _retranslate_buttons(self) -> None:
        for button, text, tip in (
            (self.fly, self.tr("Fly to it"), self.tr("Go to where the design is seen well.")),
            (
                self.bring,
                self.tr("Bring it here"),
                self.tr("Puts the design on the ground in the middle of what you see."),
            ),
            (self.done, self.tr("Done"), self.tr("Back to the variants. The design stays here.")),
            (
                self.ground,
                self.tr("Put on the ground"),
                self.tr(
                    "Lifts or lowers the design until its lowest points stand on the ground. On a "
                    "slope nothing of it hangs in the air: the rest sinks in."
                ),
            ),
            (
                self.stay,
                self.tr("Stay on the ground"),
                self.tr("With another place, turn or scale the height follows the ground."),
            ),
            (
                self.demolish,
                self.tr("Mark as demolished"),
                self.tr("In this variant these buildings make room for the design."),
            ),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)

    def show_standing(self, standing: Standing | None) -> None:
        """Show where something stands; None hides the panel."""
        self.setVisible(standing is not None)
        if standing == self._shown or standing is None:
            self._shown = standing
            return
        other = standing.item_id != self._item_id
        self._shown, self._item_id = standing, standing.item_id
        for field, number in self.numbers.items():
            value = getattr(standing.place, field)
            value = value % 360.0 if field == "turn_deg" else value
            # What was typed wrong stays to be mended while the others are edited.
            if other or not number.wrong or round(value, number.decimals()) != number.value():
                number.show_value(value)
        self._show_words(standing)

    def _show_words(self, standing: Standing) -> None:
        place = standing.place
        self.name.setText(standing.name)
        self.odd.setText("\n".join(notice.text(self._language) for notice in standing.odd))
        self.odd.setVisible(bool(standing.odd))
        self._show_up(place, standing.up_of_format)
        title = self.tr("From the file to its place:")
        lines = (step.text(self._language) for step in chain(place, standing.up_of_format))
        rows = "\n".join(f"{count}. {words}" for count, words in enumerate(lines, start=1))
        self.steps.setText(f"{title}\n{rows}")
        self._show_under(standing)

    def _tell_wrong(self) -> None:
        """Say what has to be typed in each field that was filled in wrong, beside its mark."""
        told = []
        for field, number in self.numbers.items():
            words = number.complaint(self._labels[field].text())
            number.setAccessibleDescription(words or number.toolTip())
            if words:
                told.append(words)
        if told:
            told.append(self.tr("What stands there was not applied."))
        self.wrong.setText("\n".join(told))
        self.wrong_frame.setVisible(bool(told))

    def first_focus(self) -> QWidget:
        """Return what takes the focus when the panel opens."""
        return self.numbers["x"]

    def _show_up(self, place: Placement, up_of_format: str) -> None:
        self.up.clear()
        for axis in ("y", "z"):
            own = self.tr("%1 (format)") if axis == up_of_format else "%1"
            self.up.addItem(own.replace("%1", axis), axis)
        self.up.setCurrentIndex(self.up.findData(place.up or up_of_format))

    def _show_under(self, standing: Standing) -> None:
        total, marked = standing.under or (0, 0)
        self.under.setVisible(standing.under is not None or standing.counting)
        if total <= marked and self.demolish.hasFocus():
            # It has done its work, or waits; Qt would go on to another panel.
            self.stay.setFocus()
        self.demolish.setEnabled(total > marked)
        if standing.counting:
            self.under.setText(self.tr("Looking for buildings of today under this design…"))
            return
        self.demolish.setVisible(total > 0)
        if not total:
            self.under.setText(self.tr("No building of today stands under this design."))
            return
        text = self.tr("Buildings under this design: %1. Marked as demolished: %2.")
        self.under.setText(text.replace("%1", str(total)).replace("%2", str(marked)))

    def _asker(self, field: str) -> Callable[[float], None]:
        def wanted(value: float) -> None:
            self._ask(field, value)

        return wanted

    def _ask_up(self, _index: int) -> None:
        axis = self.up.currentData()
        own = self._shown is not None and axis == self._shown.up_of_format
        self._ask("up", None if own else axis)

    def _ask(self, field: str, value: object) -> None:
        if self._shown is None:
            return
        # Only what was edited: the others may be finer than they are shown.
        wanted = self._shown.place.model_copy(update={field: value})
        self._shown = None
        self.place_wanted.emit(wanted)


def _number(low: float, high: float, step: float) -> NumberField:
    number = NumberField()
    number.setDecimals(_DECIMALS)
    number.setRange(low, high)
    number.setSingleStep(step)
    return number
