"""What a pointer does on the city: a click, a drag, a long press or a double click."""

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

_LONG_PRESS_MS = 700


class Pointer(QObject):
    """Give it the events of a mouse or a finger; it tells what they come to.

    Signals: `clicked` (place) with the left button; `asked` (place) by the right one, or by a long
    press; `dragged` (buttons, step); `doubled` (place). Places and steps are of the widget.
    """

    clicked = Signal(object)
    asked = Signal(object)
    dragged = Signal(object, object)
    doubled = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(_LONG_PRESS_MS)
        self._long.timeout.connect(self._ask)

    def press(self, event: QMouseEvent) -> None:
        """A button went down: a click or the start of a drag."""
        self._pressed = self._last = event.position()
        self._dragging = False
        if event.button() == Qt.MouseButton.LeftButton:
            self._long.start()

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved: a drag, once it has gone far enough with a button down."""
        if self._pressed is None:
            return
        place = event.position()
        far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if not self._dragging and not far:
            return
        self._dragging = True
        self._long.stop()
        step, self._last = place - self._last, place
        self.dragged.emit(event.buttons(), step)

    def release(self, event: QMouseEvent) -> None:
        """A button went up: without a drag, that was a click."""
        clicked = self._pressed is not None and not self._dragging
        self.stop()
        if clicked and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(event.position())
        elif clicked and event.button() == Qt.MouseButton.RightButton:
            self.asked.emit(event.position())

    def double(self, event: QMouseEvent) -> None:
        """A second click came at once."""
        self.stop()
        if event.button() == Qt.MouseButton.LeftButton:
            self.doubled.emit(event.position())

    def stop(self) -> None:
        """Forget what is pressed."""
        self._long.stop()
        self._pressed = None

    def _ask(self) -> None:
        at, self._pressed = self._pressed, None
        if at is not None:
            self.asked.emit(at)
