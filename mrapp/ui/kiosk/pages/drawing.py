"""The picture of what was seen, to draw on with a finger, a mouse or a pen."""

from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mrapp.app.kiosk import visit as kiosk
from mrapp.app.remarks.drawing import PENS
from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.tiles import Mark, Tile
from mrapp.ui.drawing.pad import DrawingPad, Tool
from mrapp.ui.kiosk.page import KioskPage, Place

_HIGH_WIDE, _HIGH_UPRIGHT = 0.42, 0.33
"""How high the picture is, in parts of the window's height."""


class DrawPage(KioskPage):
    """Pens, the picture, and below it taking back and done."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("Draw on the picture"))
        self.say(self.tr("Draw with your finger, the mouse or a pen. You need not."), 0.85)
        seen = place.scenery.seen()
        image = seen.picture if seen is not None else place.scenery.city.grabFramebuffer()
        self.pad = DrawingPad(image, place.visit.drawing)
        self.pad.setAccessibleName(self.heading)
        high = place.scenery.city.window().height()
        part = _HIGH_WIDE if place.wide else _HIGH_UPRIGHT
        # Fixed, and lower where the words are large: all of the picture is to be seen at once.
        self.pad.setFixedHeight(round(part * high / place.looks.scale**0.6))
        self.pad.changed.connect(self._take)
        self.tools: dict[Tool, Tile] = {}
        for name, pen in PENS.items():
            words = pen.name.text(place.language)
            self.tools[name] = PenTile(words, place.looks, pen.colour)
        self.tools["eraser"] = Tile(self.tr("Eraser"), place.looks, mark=Mark.ONE)
        for tool, tile in self.tools.items():
            tile.clicked.connect(partial(self._choose, tool))
        if place.wide:
            self.grid(list(self.tools.values()), 5)
            self.rows.addWidget(self.pad)
        else:
            self._put_beside()
        self.undo = self.tile(self.tr("Undo"), self.pad.undo)
        self.clear = self.tile(self.tr("Erase all"), self.pad.clear)
        self.others = [self.undo, self.clear]
        self.on = self.tile(self.tr("Done"), partial(place.visiting.do, kiosk.go_back), main=True)
        self.show_visit()

    def show_visit(self) -> None:
        """Show what is in the hand, and what can be taken back."""
        for tool, tile in self.tools.items():
            tile.setChecked(tool == self.pad.tool)
        self.undo.setEnabled(self.pad.can_undo)
        self.clear.setEnabled(bool(self.pad.drawing.strokes))

    def _put_beside(self) -> None:
        """Put the pens beside the picture: what is seen on an upright screen is upright too."""
        pens = QVBoxLayout()
        pens.setSpacing(10)
        for tile in self.tools.values():
            pens.addWidget(tile)
        pens.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addLayout(pens, 1)
        row.addWidget(self.pad, 2)
        self.rows.addLayout(row)

    def _choose(self, tool: Tool, _checked: bool = False) -> None:
        self.pad.tool = tool
        self.show_visit()

    def _take(self) -> None:
        self.place.visiting.do(kiosk.draw, self.pad.drawing)
        self.show_visit()


class PenTile(Tile):
    """A tile with a dot of the pen's colour before its words."""

    def __init__(self, words: str, looks: Looks, colour: str) -> None:
        super().__init__(words, looks, mark=Mark.ONE)
        self._colour = colour

    def _draw_mark(self, painter: QPainter, ink: QColor) -> None:
        side = self._metrics().height()
        box = QRectF(self._pad(), (self.height() - side) / 2, side, side)
        painter.setPen(QPen(ink, 2.5))
        painter.setBrush(QColor(self._colour))
        painter.drawEllipse(box)
