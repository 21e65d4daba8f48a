"""What a tile is called, how large it is, and what it opens."""

from typing import Literal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSlider, QVBoxLayout

from mrapp.model.project import NOW, Project
from mrapp.model.texts import pick_language
from mrapp.model.tiles import PAPER_SIDE_MM, SIZES_MM, Tile, TileOpens
from mrapp.ui import icons
from mrapp.ui.numbers import NumberField
from mrapp.ui.questionnaire.fields import LineField
from mrapp.ui.widgets import Section, row

_STEP_MM = 10
Sheet = Literal["A4", "A3"]


class _CalmSlider(QSlider):
    """A slider that no wheel moves in passing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class _CalmCombo(QComboBox):
    """A list to choose from that no wheel changes in passing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class NameForm(Section):
    """Asks `name_wanted`, a text for each language."""

    name_wanted = Signal(object)

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__("plan")
        self.fields = {language: LineField() for language in languages}
        self._labels = {language: QLabel() for language in languages}
        self._shown: dict[str, str] = {}
        for language, field in self.fields.items():
            label = self._labels[language]
            label.setProperty("look", "small")
            label.setBuddy(field)
            field.setMaxLength(100)
            self.rows.addWidget(label)
            self.rows.addWidget(field)
            field.editingFinished.connect(self._ask)

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.set_title(self.tr("Name"))
        names = {"nl": self.tr("In Dutch"), "en": self.tr("In English")}
        for key, field in self.fields.items():
            self._labels[key].setText(names.get(key, key))
            field.setAccessibleName(f"{self.header.text()}: {self._labels[key].text()}")

    def show_tile(self, tile: Tile) -> None:
        """Show what a tile is called."""
        self._shown = dict(tile.name)
        for language, field in self.fields.items():
            words = tile.name.get(language, "")
            if field.text() != words:
                field.setText(words)

    def _ask(self) -> None:
        typed = {key: field.text().strip() for key, field in self.fields.items()}
        changed = {key: words for key, words in typed.items() if words != self._shown.get(key, "")}
        if changed:
            self.name_wanted.emit(changed)


class SizeForm(Section):
    """Asks `size_wanted` with millimetres and the paper, "" for a tile in the ground."""

    size_wanted = Signal(float, str)

    def __init__(self) -> None:
        super().__init__("larger")
        self.kind = _CalmCombo()
        for sheet in ("", *PAPER_SIDE_MM):
            self.kind.addItem("", sheet)
        self.number = NumberField()
        self.number.setDecimals(0)
        self.number.setRange(*SIZES_MM)
        self.number.setSingleStep(_STEP_MM)
        self.slider = _CalmSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(*(round(side) for side in SIZES_MM))
        self.slider.setSingleStep(_STEP_MM)
        self.slider.setPageStep(5 * _STEP_MM)
        self._label = QLabel()
        self._label.setProperty("look", "small")
        self._label.setBuddy(self.number)
        self.rows.addWidget(self.kind)
        self.rows.addWidget(self._label)
        self.rows.addLayout(row(self.slider, self.number, stretch=0))
        self.kind.activated.connect(self._ask_kind)
        self.number.valueChanged.connect(lambda value: self.size_wanted.emit(value, ""))
        self.slider.valueChanged.connect(self._slide)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self.set_title(self.tr("Size"))
        self.number.set_language(language)
        self._label.setText(self.tr("Side (mm)"))
        self.number.setAccessibleName(self._label.text())
        self.slider.setAccessibleName(self._label.text())
        self.kind.setAccessibleName(self.tr("Tile or paper"))
        self.kind.setItemText(0, self.tr("Tile in the pavement"))
        for place, sheet in enumerate(PAPER_SIDE_MM, start=1):
            self.kind.setItemText(place, self.tr("Paper, %1, for a table").replace("%1", sheet))

    def show_tile(self, tile: Tile) -> None:
        """Show how large a tile is."""
        self.kind.setCurrentIndex(max(self.kind.findData(tile.sheet or ""), 0))
        if not self.number.wrong or tile.size_mm != self.number.value():
            self.number.show_value(tile.size_mm)
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(tile.size_mm))
        for part in (self.number, self.slider):
            part.setEnabled(tile.sheet is None)

    def _slide(self, value: int) -> None:
        self.size_wanted.emit(float(round(value / _STEP_MM) * _STEP_MM), "")

    def _ask_kind(self) -> None:
        self.size_wanted.emit(300.0, self.kind.currentData())


class OpensForm(Section):
    """Asks `opens_wanted` (a `TileOpens`) and `view_wanted`: to open what is seen now."""

    opens_wanted = Signal(object)
    view_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("eye")
        self.variant, self.viewpoint = _CalmCombo(), _CalmCombo()
        self._labels = QLabel(), QLabel()
        for label, combo in zip(self._labels, (self.variant, self.viewpoint), strict=True):
            combo.setMinimumWidth(1)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            label.setProperty("look", "small")
            label.setBuddy(combo)
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(label)
            cell.addWidget(combo)
            self.rows.addLayout(cell)
            combo.activated.connect(self._ask)
        self.view = QPushButton(icons.icon("viewpoint", worded=True), "")
        self.view.clicked.connect(self.view_wanted)
        self.rows.addWidget(self.view)

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.set_title(self.tr("What it opens"))
        for label, combo, words in zip(
            self._labels,
            (self.variant, self.viewpoint),
            (self.tr("Plan"), self.tr("Seen from")),
            strict=True,
        ):
            label.setText(words)
            combo.setAccessibleName(words)
        self.view.setText(self.tr("What I see now"))
        self.view.setAccessibleName(self.view.text())
        self.view.setToolTip(
            self.tr("Keeps where you are as a viewpoint, and lets the tile open that.")
        )

    def show_tile(self, project: Project, tile: Tile, language: str) -> None:
        """Show what a tile opens, of what there is to open."""
        variants = [(v.id, pick_language(v.name, language)) for v in project.variants()]
        points = [(p.id, pick_language(p.name, language)) for p in project.viewpoints]
        usual = [("", self.tr("As the viewpoint has it"))] if tile.opens.viewpoint else []
        now = (NOW if tile.opens.viewpoint else "", self.tr("The city now"))
        given = tile.opens.variant or ""
        plain = [now, *variants] if not tile.opens.viewpoint else [*usual, now, *variants]
        _fill(self.variant, plain, "" if given == NOW and not tile.opens.viewpoint else given)
        over = ("", self.tr("Standing at the tile, looking its way"))
        _fill(self.viewpoint, [over, *points], tile.opens.viewpoint or "")

    def _ask(self) -> None:
        variant, point = self.variant.currentData(), self.viewpoint.currentData()
        self.opens_wanted.emit(TileOpens(variant=variant or None, viewpoint=point or None))


def _fill(combo: QComboBox, entries: list[tuple[str, str]], chosen: str) -> None:
    there = [(combo.itemData(n), combo.itemText(n)) for n in range(combo.count())]
    if there != entries:
        combo.clear()
        for key, words in entries:
            combo.addItem(words, key)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))
    combo.setToolTip(combo.currentText())
