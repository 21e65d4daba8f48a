"""The picture, large, to draw on: pens left of it, undo, and done."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.remarks.drawing import PENS, Drawing, PenName, Width
from mrapp.ui import icons
from mrapp.ui.asking.rows import Tiles
from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.drawing.pad import DrawingPad, Tool
from mrapp.ui.style import INK, PAPER, font_px
from mrapp.ui.widgets import Reader, wrapped

_TOOL_PX, _TOOLS_PX, _MARGIN_PX = 92, 232, 20


class DrawDialog(FollowingDialog):
    """Says `changed` after every stroke; however it is closed, what was drawn stays."""

    changed = Signal()

    def __init__(
        self, parent: QWidget, image: QImage, drawing: Drawing, language: str, scale: float
    ) -> None:
        super().__init__(parent, language, scale)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        above = parent.window()
        self._window = above.parentWidget() or above
        self.pad = DrawingPad(image, drawing)
        self.tools: dict[Tool, QPushButton] = {
            name: self._button(_dot(pen.colour)) for name, pen in PENS.items()
        }
        self.tools["eraser"] = self._button(icons.icon("rubber", worded=True))
        self.widths: dict[Width, QPushButton] = {"thin": self._button(), "thick": self._button()}
        self.undo = self._button(icons.icon("undo", worded=True))
        self.redo = self._button(icons.icon("redo", worded=True))
        self.clear = self._button(icons.icon("remove", worded=True))
        self.ready = self._button()
        self.ready.setProperty("look", "main")
        self._how = wrapped()
        self._titles = [QLabel() for _ in range(3)]
        self._choose_one(list(self.tools.values()))
        self._choose_one(list(self.widths.values()))
        self._connect()
        self._lay_out()
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as the window lets it: it is a picture to work on.

        The focus is on the colour in the hand: on another it would look as chosen as that one.
        """
        super().showEvent(event)
        window = self._window
        room = QRect(window.mapToGlobal(QPoint()), window.size())
        self.setGeometry(room.adjusted(_MARGIN_PX, 2 * _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX))
        self.tools[self.pad.tool].setFocus()

    def retranslate(self) -> None:
        """Take all texts anew, and the sizes that go with them."""
        self.setWindowTitle(self.tr("Draw on the picture"))
        named = {button: PENS[name].name.text(self.language) for name, button in self._pens()}
        named |= {
            self.tools["eraser"]: self.tr("Eraser"),
            self.widths["thin"]: self.tr("Thin line"),
            self.widths["thick"]: self.tr("Thick line"),
            self.undo: self.tr("Undo"),
            self.redo: self.tr("Redo"),
            self.clear: self.tr("Erase all"),
            self.ready: self.tr("Done"),
        }
        side = font_px(self.scale, 18)
        for button, words in named.items():
            button.setText(words)
            button.setAccessibleName(words)
            button.setIconSize(QSize(round(side * icons.GAP), side))
        titles = (self.tr("Colour"), self.tr("Line"), self.tr("Change"))
        for label, words in zip(self._titles, titles, strict=True):
            label.setText(words)
        self._how.setText(
            self.tr(
                "Draw with the mouse, a finger or a pen. You do not have to: with the keyboard, "
                "or if you would rather not draw, words are enough."
            )
        )
        self._tools.setFixedWidth(font_px(self.scale, _TOOLS_PX))
        self._show_state()

    def _pens(self) -> list[tuple[PenName, QPushButton]]:
        return [(name, self.tools[name]) for name in PENS]

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

    def _button(self, icon: QIcon | None = None) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        if icon is not None:
            button.setIcon(icon)
        return button

    def _choose_one(self, buttons: Sequence[QPushButton]) -> None:
        group = QButtonGroup(self)
        for button in buttons:
            button.setCheckable(True)
            group.addButton(button)

    def _lay_out(self) -> None:
        least = font_px(self.scale, _TOOL_PX)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        groups = (
            list(self.tools.values()),
            list(self.widths.values()),
            [self.undo, self.redo, self.clear],
        )
        for label, buttons in zip(self._titles, groups, strict=True):
            label.setProperty("look", "soft")
            column.addWidget(label)
            column.addWidget(Tiles(buttons, least, 2))
        column.addStretch(1)
        tools = self._tools = Reader(inside)
        tools.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(tools)
        body.addWidget(self.pad, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 14)
        outer.addWidget(self._how)
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
