"""What is made of tiles: prints, the proof before it, the mounting sheet, files for others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton

from mrapp.model.project import Project
from mrapp.model.tiles import Tile
from mrapp.ui.tiles.exporting import EXPORTS
from mrapp.ui.tiles.proving import proof_words
from mrapp.ui.widgets import Section, wrapped

_WANTS = ("print", "proof", "sheet", "photo", "print_all")


class PaperForm(Section):
    """Asks `wanted` with "print", "proof", "sheet", "photo" or "print_all", or a kind of export."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("picture")
        self.buttons = {want: QPushButton() for want in _WANTS}
        self.proven = wrapped("small")
        grid = QGridLayout()
        for place, (want, button) in enumerate(self.buttons.items()):
            button.clicked.connect(lambda _on=False, key=want: self.wanted.emit(key))
            grid.addWidget(button, place // 2, place % 2)
        self.export = QPushButton()
        menu = QMenu(self.export)
        self._exports = {want: menu.addAction("") for want in EXPORTS}
        for want, action in self._exports.items():
            action.triggered.connect(lambda _on=False, key=want: self.wanted.emit(key))
        self.export.setMenu(menu)
        grid.addWidget(self.export, len(_WANTS) // 2, len(_WANTS) % 2)
        self.rows.addLayout(grid)
        self.rows.addWidget(self.proven)

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.set_title(self.tr("Print, proof and photo"))
        words = {
            "print": (self.tr("Print…"), self.tr("A PDF or SVG at exact millimetres.")),
            "proof": (
                self.tr("Proof…"),
                self.tr("Tries the tile out on many pictures: far, aslant, dirty, dark."),
            ),
            "sheet": (self.tr("Mounting sheet…"), self.tr("For who lays it: a map and measures.")),
            "photo": (
                self.tr("Find in a photo…"),
                self.tr("Which tile is it, and how does it lie?"),
            ),
            "print_all": (self.tr("Print all…"), self.tr("One PDF with all tiles.")),
        }
        for want, (text, tip) in words.items():
            self.buttons[want].setText(text)
            self.buttons[want].setAccessibleName(text.rstrip("…"))
            self.buttons[want].setToolTip(tip)

        self.export.setText(self.tr("Export list"))
        self.export.setAccessibleName(self.export.text())
        exports = {
            "csv": self.tr("Tiles as a table (CSV)…"),
            "geojson": self.tr("Tiles on a map (GeoJSON)…"),
            "passports": self.tr("Passports as a table (CSV)…"),
        }
        for want, text in exports.items():
            self._exports[want].setText(text)

    def show_tile(self, project: Project, tile: Tile, language: str) -> None:
        """Show what came of the proof of a tile."""
        self.proven.setText(proof_words(project, tile, language))
