"""The picture, large, to draw on: pens left of it, undo, and done."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.remarks.drawing import PENS, Drawing, Width
from mrapp.ui import icons
from mrapp.ui.asking.rows import Tiles
from mrapp.ui.drawing.pad import DrawingPad, Tool
from mrapp.ui.style import INK, PAPER, font_px
from mrapp.ui.widgets import Reader, wrapped

_TOOL_PX, _TOOLS_PX = 92, 232


class DrawDialog(QDialog):
    """Says `changed` after every stroke; however it is closed, what was drawn stays."""

    changed = Signal()

    def __init__(
        self, parent: QWidget, image: QImage, drawing: Drawing, language: str, scale: float
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Draw on the picture"))
        above = parent.window()
        self._room, self._scale = (above.parentWidget() or above).size(), scale
        self.pad = DrawingPad(image, drawing)
        self.tools: dict[Tool, QPushButton] = {
            name: self._button(pen.name.text(language), _dot(pen.colour))
            for name, pen in PENS.items()
        }
        self.tools["eraser"] = self._button(self.tr("Eraser"), icons.icon("rubber", worded=True))
        self.widths: dict[Width, QPushButton] = {
            "thin": self._button(self.tr("Thin line")),
            "thick": self._button(self.tr("Thick line")),
        }
        self.undo = self._button(self.tr("Undo"), icons.icon("undo", worded=True))
        self.redo = self._button(self.tr("Redo"), icons.icon("redo", worded=True))
        self.clear = self._button(self.tr("Erase all"), icons.icon("remove", worded=True))
        self.ready = self._button(self.tr("Done"))
        self.ready.setProperty("look", "main")
        self._choose_one(list(self.tools.values()))
        self._choose_one(list(self.widths.values()))
        self._connect()
        self._lay_out()
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as the window lets it: it is a picture to work on."""
        super().showEvent(event)
        self.resize(self._room - QSize(40, 40))

    def _connect(self) -> None:
        for name, button in self.tools.items():
            button.clicked.connect(lambda _on=False, name=name: self._take(name))
        for width, button in self.widths.items():
            button.clicked.connect(lambda _on=False, width=width: self._take_width(width))
        self.undo.clicked.connect(self.pad.undo)
        self.redo.clicked.connect(self.pad.redo)
        self.clear.clicked.connect(self.pad.clear)
        self.ready.clicked.connect(self.close)
        self.pad.changed.connect(self._show_state)
        self.pad.changed.connect(self.changed)

    def _take(self, tool: Tool) -> None:
        self.pad.tool = tool
        self._show_state()

    def _take_width(self, width: Width) -> None:
        self.pad.width_now = width

    def _show_state(self) -> None:
        pad = self.pad
        self.tools[pad.tool].setChecked(True)
        self.widths[pad.width_now].setChecked(True)
        self.undo.setEnabled(pad.can_undo)
        self.redo.setEnabled(pad.can_redo)
        self.clear.setEnabled(bool(pad.drawing.strokes))
        lines = self.tr("Lines on the picture: %1").replace("%1", str(len(pad.drawing.strokes)))
        pad.setAccessibleName(self.tr("The picture to draw on"))
        pad.setAccessibleDescription(lines)

    def _button(self, words: str, icon: QIcon | None = None) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        if icon is not None:
            side = font_px(self._scale, 18)
            button.setIcon(icon)
            button.setIconSize(QSize(round(side * icons.GAP), side))
        return button

    def _choose_one(self, buttons: Sequence[QPushButton]) -> None:
        group = QButtonGroup(self)
        for button in buttons:
            button.setCheckable(True)
            group.addButton(button)

    def _lay_out(self) -> None:
        how = wrapped()
        how.setText(
            self.tr(
                "Draw with the mouse, a finger or a pen. You do not have to: with the keyboard, "
                "or if you would rather not draw, words are enough."
            )
        )
        least = font_px(self._scale, _TOOL_PX)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        for title, buttons in (
            (self.tr("Colour"), list(self.tools.values())),
            (self.tr("Line"), list(self.widths.values())),
            (self.tr("Change"), [self.undo, self.redo, self.clear]),
        ):
            label = QLabel(title)
            label.setProperty("look", "soft")
            column.addWidget(label)
            column.addWidget(Tiles(buttons, least, 2))
        column.addStretch(1)
        tools = Reader(inside)
        tools.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tools.setFixedWidth(font_px(self._scale, _TOOLS_PX))
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(tools)
        body.addWidget(self.pad, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 14)
        outer.addWidget(how)
        outer.addLayout(body, 1)
        outer.addWidget(self.ready, 0, Qt.AlignmentFlag.AlignRight)


def _dot(colour: str) -> QIcon:
    """Return a dot of a colour, with rims that set it off from any ground."""
    side = 48
    image = QPixmap(round(side * icons.GAP), side)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for rim, radius in ((INK, 23), (PAPER, 21), (colour, 17)):
        painter.setBrush(QColor(rim))
        painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius)
    painter.end()
    return QIcon(image)
