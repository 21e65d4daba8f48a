"""The field to draw on: a picture, a pen in the hand, and what was drawn so far."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mrapp.app.remarks.drawing import (
    EMPTY,
    Drawing,
    PenName,
    Spot,
    Stroke,
    Width,
    is_new,
    spot,
    with_stroke,
    without_touched,
)
from mrapp.ui.drawing.painting import paint_stroke

Tool = PenName | Literal["eraser"]
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class DrawingPad(QWidget):
    """A picture to draw on with a mouse, a finger or a pen; says `changed` after each stroke.

    tool, width: what is in the hand. A finger comes as a mouse, which Qt makes of it; the blunt
    end of a pen erases.
    """

    changed = Signal()

    def __init__(self, image: QImage, drawing: Drawing = EMPTY) -> None:
        super().__init__()
        self.tool: Tool = "blue"
        self.width_now: Width = "thick"
        self.drawing = drawing
        self._image = image
        self._before: list[Drawing] = []
        self._after: list[Drawing] = []
        self._spots: list[Spot] = []
        self._begun: Drawing | None = None
        self._erasing = self._by_pen = False
        self._shown: QPixmap | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    @property
    def aspect(self) -> float:
        """The picture's height by its width."""
        return self._image.height() / max(self._image.width(), 1)

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether anything was taken back."""
        return bool(self._after)

    def undo(self) -> None:
        """Take back the last stroke, or the last that was erased."""
        self._step(self._before, self._after)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(self._after, self._before)

    def clear(self) -> None:
        """Take all strokes away; that can be taken back as well."""
        self._become(EMPTY)

    def sizeHint(self) -> QSize:
        """Return the size of the picture."""
        return self._image.size()

    def minimumSizeHint(self) -> QSize:
        """Return a size in which one can still draw."""
        return QSize(240, round(240 * self.aspect))

    def room(self) -> QRectF:
        """Return where the picture is: as large as fits, in the middle."""
        wide = min(float(self.width()), self.height() / max(self.aspect, 1e-6))
        high = wide * self.aspect
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    # The hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the pen down."""
        if event.button() == Qt.MouseButton.LeftButton and not self._by_pen:
            self._down(event.position(), self.tool == "eraser")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if not self._by_pen:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        if event.button() == Qt.MouseButton.LeftButton and not self._by_pen:
            self._up()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Do the same with a pen; the hand that rests on the screen meanwhile draws nothing."""
        kind, blunt = event.type(), QPointingDevice.PointerType.Eraser
        if kind == event.Type.TabletPress:
            self._down(event.position(), self.tool == "eraser" or event.pointerType() == blunt)
            self._by_pen = True
        elif kind == event.Type.TabletMove:
            self._move(event.position())
        elif kind == event.Type.TabletRelease:
            self._up()
            self._by_pen = False
        event.accept()

    def _down(self, at: QPointF, erasing: bool) -> None:
        self._begun, self._erasing = self.drawing, erasing
        self._spots = []
        if self.room().contains(at):
            self._move(at)
        else:
            self._begun = None

    def _move(self, at: QPointF) -> None:
        if self._begun is None:
            return
        room = self.room()
        here = spot((at.x() - room.x()) / room.width(), (at.y() - room.y()) / room.height())
        if self._erasing:
            self._show(without_touched(self.drawing, here, self.aspect))
        elif not self._spots or is_new(here, self._spots[-1]):
            self._spots.append(here)
            self.update()

    def _up(self) -> None:
        begun, self._begun = self._begun, None
        if begun is None:
            return
        stroke, drawn = self._stroke(), self.drawing
        self._spots, self.drawing = [], begun
        self._become(with_stroke(drawn, stroke) if stroke else drawn)

    def _stroke(self) -> Stroke | None:
        """Return the stroke that is being made."""
        if self._erasing or not self._spots or self.tool == "eraser":
            return None
        return Stroke(pen=self.tool, width=self.width_now, spots=tuple(self._spots))

    # What is drawn

    def _become(self, drawing: Drawing) -> None:
        if drawing == self.drawing:
            self._show(drawing)
            return
        self._before.append(self.drawing)
        self._after.clear()
        self._show(drawing)
        self.changed.emit()

    def _step(self, source: list[Drawing], aside: list[Drawing]) -> None:
        if source and self._begun is None:
            aside.append(self.drawing)
            self._show(source.pop())
            self.changed.emit()

    def _show(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self._shown = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to its new room."""
        super().resizeEvent(event)
        self._shown = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture with all strokes, and the one that is being made."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._shown is None:
            self._shown = self._painted()
        painter.drawPixmap(self.room(), self._shown, QRectF(self._shown.rect()))
        stroke = self._stroke() if self._begun is not None else None
        if stroke is not None:
            paint_stroke(painter, stroke, self.room())
        painter.end()

    def _painted(self) -> QPixmap:
        """Return the picture with its strokes, as large as it is shown."""
        ratio, room = self.devicePixelRatioF(), self.room()
        size = QSize(max(round(room.width() * ratio), 1), max(round(room.height() * ratio), 1))
        shown = QPixmap.fromImage(
            self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, _SMOOTH)
        )
        painter = QPainter(shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stroke in self.drawing.strokes:
            paint_stroke(painter, stroke, QRectF(shown.rect()))
        painter.end()
        return shown
