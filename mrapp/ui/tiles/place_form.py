"""Where a tile lies and which way it looks: typed, pointed out in the view, or as one looks now."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mrapp.model.frames import HEIGHTS_NAP_M
from mrapp.model.tiles import Tile, TilePlace
from mrapp.ui import icons
from mrapp.ui.numbers import NumberField
from mrapp.ui.widgets import Section, wrapped

# Of each field of `TilePlace`: the lowest and the highest value, and a step.
_RANGES = {
    "x": (-7_000.0, 300_000.0, 0.1),
    "y": (289_000.0, 629_000.0, 0.1),
    "nap": (*HEIGHTS_NAP_M, 0.05),
    "heading_deg": (0.0, 360.0, 5.0),
}
FIELDS = tuple(_RANGES)
"""The fields of a `TilePlace`, in the order in which people fill them in."""


_DECIMALS, _OF_A_DEGREE = 3, 1


class PlaceForm(Section):
    """Asks `place_wanted` (a `TilePlace`), `point_wanted`, `look_wanted`, `ground_wanted`.

    Also `go_wanted`, to see it. What was surveyed is shown beside it, and changed nowhere here.
    """

    place_wanted = Signal(object)
    point_wanted = Signal()
    look_wanted = Signal()
    ground_wanted = Signal()
    go_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("place")
        self._place: TilePlace | None = None
        self._tile_id = ""
        self.numbers = {key: number_field(key) for key in FIELDS}
        self._labels = {key: QLabel() for key in self.numbers}
        self.point = QPushButton(icons.icon("viewpoint", worded=True), "")
        self.look = QPushButton(icons.icon("eye", worded=True), "")
        self.ground = QPushButton(icons.icon("to_ground", worded=True), "")
        self.go = QPushButton(icons.icon("fly", worded=True), "")
        self.surveyed = wrapped("small")
        self.wrong = wrapped()
        self._lay_out()
        for button, asked in (
            (self.point, self.point_wanted),
            (self.look, self.look_wanted),
            (self.ground, self.ground_wanted),
            (self.go, self.go_wanted),
        ):
            button.clicked.connect(asked)
        for key, number in self.numbers.items():
            number.valueChanged.connect(self._asker(key))
            number.judged.connect(self._tell_wrong)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for place, (key, label) in enumerate(self._labels.items()):
            label.setBuddy(self.numbers[key])
            label.setProperty("look", "small")
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(label)
            cell.addWidget(self.numbers[key])
            grid.addLayout(cell, place // 2, place % 2)
        for place, button in enumerate((self.point, self.look, self.ground, self.go)):
            grid.addWidget(button, 2 + place // 2, place % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.rows.addLayout(grid)
        self.rows.addWidget(self.wrong)
        self.rows.addWidget(self.surveyed)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self.set_title(self.tr("Place and direction"))
        words = {
            "x": (self.tr("RD x (m)"), self.tr("How far east the middle of the tile lies")),
            "y": (self.tr("RD y (m)"), self.tr("How far north the middle of the tile lies")),
            "nap": (self.tr("Height NAP (m)"), self.tr("How high the tile lies")),
            "heading_deg": (
                self.tr("Direction (°)"),
                self.tr("Where the top of the tile points: clockwise from the north of RD"),
            ),
        }
        for key, (label, tip) in words.items():
            self.numbers[key].set_language(language)
            self._labels[key].setText(label)
            self.numbers[key].setAccessibleName(label)
            self.numbers[key].setToolTip(tip)
        for button, text, tip in (
            (
                self.point,
                self.tr("Point it out"),
                self.tr("Click in the view where the tile lies; drag to choose its direction."),
            ),
            (
                self.look,
                self.tr("As I look now"),
                self.tr("The tile points the way you look in the view."),
            ),
            (
                self.ground,
                self.tr("On the ground"),
                self.tr("Brings the tile to the height of the ground there."),
            ),
            (self.go, self.tr("Fly to it"), self.tr("Go to where the tile is seen well.")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
        self._tell_wrong()

    def show_tile(self, tile: Tile) -> None:
        """Show where a tile is planned, and where it was measured to lie."""
        other, self._tile_id = tile.id != self._tile_id, tile.id
        self._place = tile.place
        for key, number in self.numbers.items():
            value = getattr(tile.place, key)
            # What was typed wrong stays to be mended while the others are edited.
            if other or not number.wrong or round(value, number.decimals()) != number.value():
                number.show_value(value)
        self.surveyed.setVisible(tile.surveyed is not None)
        if tile.surveyed is not None:
            at = tile.surveyed
            words = self.tr("Measured to lie at %1, %2, %3 m NAP, direction %4°.")
            told = (
                (at.x, self.numbers["x"]),
                (at.y, self.numbers["y"]),
                (at.nap, self.numbers["nap"]),
                (at.heading_deg, self.numbers["heading_deg"]),
            )
            for place, (value, number) in enumerate(told, start=1):
                words = words.replace(f"%{place}", number.words(value))
            self.surveyed.setText(words)

    def _asker(self, key: str) -> Callable[[float], None]:
        def wanted(value: float) -> None:
            if self._place is not None:
                # Only what was edited: the others may be finer than they are shown.
                self.place_wanted.emit(self._place.model_copy(update={key: value}))

        return wanted

    def _tell_wrong(self) -> None:
        told = [
            words
            for key, number in self.numbers.items()
            if (words := number.complaint(self._labels[key].text()))
        ]
        self.wrong.setText("\n".join(told))
        self.wrong.setVisible(bool(told))

    def first_focus(self) -> QWidget:
        """Return what takes the focus when the form opens."""
        return self.numbers["x"]


def number_field(key: str) -> NumberField:
    """Return a field for one number of a `TilePlace`."""
    low, high, step = _RANGES[key]
    number = NumberField()
    number.setDecimals(_OF_A_DEGREE if key == "heading_deg" else _DECIMALS)
    number.setRange(low, high)
    number.setSingleStep(step)
    number.setWrapping(key == "heading_deg")
    return number
