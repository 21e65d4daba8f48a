"""Fingers on the view: one does what a mouse does; two come nearer, shift and turn the city."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QEventPoint, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QWidget

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_NEAR_PX = 40
"""So far from the first a second tap may be; a finger is no point."""
_LEAST_PX = 24.0
"""Fingers that touch each other tell no direction."""


@dataclass(frozen=True)
class Pinch:
    """What two fingers did since the last time. Pixels of the widget, y downwards; radians.

    shift: of the place between them. ratio: how much wider apart they are, above 0. turn:
    clockwise.
    """

    shift: QPointF
    ratio: float
    turn: float


class Fingers(QObject):
    """Takes the touches of a widget.

    begun: called with the place between two fingers, that nothing is clicked any more; pinched:
    with what the two do.
    """

    def __init__(
        self, widget: QWidget, begun: Callable[[QPointF], None], pinched: Callable[[Pinch], None]
    ) -> None:
        super().__init__(widget)
        self._widget, self._begun, self._pinched = widget, begun, pinched
        self._down: dict[int, QPointF] = {}
        # The finger that is a mouse; None: there is none, or there were two.
        self._mouse: int | None = None
        self._tapped = QElapsedTimer()
        self._tap = QPointF()
        widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take touches, and let all else pass."""
        if not isinstance(event, QTouchEvent):
            return False
        event.accept()
        if event.type() == QEvent.Type.TouchCancel:
            self._begun(self._tap)
            self._let_go()
            self._down.clear()
        else:
            self._take(event.points())
        return True

    def _take(self, points: list[QEventPoint]) -> None:
        before = dict(self._down)
        for point in points:
            if point.state() == QEventPoint.State.Released:
                self._down.pop(point.id(), None)
            else:
                self._down[point.id()] = point.position()
        if len(self._down) > 1:
            both = list(self._down)[:2]
            if all(each in before for each in both):
                self._pinch(*(before[each] for each in both), *(self._down[each] for each in both))
            else:
                self._begun((self._down[both[0]] + self._down[both[1]]) / 2.0)
                self._let_go()
        elif not before and self._down:
            self._begin(points[0])
        elif self._mouse is not None:
            self._go_on(points[0])

    def _begin(self, point: QEventPoint) -> None:
        """A finger came: a button goes down; soon after a tap, for the second time."""
        at = point.position()
        soon = QApplication.doubleClickInterval()
        again = self._tapped.isValid() and self._tapped.elapsed() < soon
        again = again and (at - self._tap).manhattanLength() < _NEAR_PX
        self._mouse, self._tap = point.id(), at
        if again:
            self._tapped.invalidate()
        else:
            self._tapped.start()
        kind = QEvent.Type.MouseButtonDblClick if again else QEvent.Type.MouseButtonPress
        self._send(kind, at, _LEFT, _LEFT)

    def _go_on(self, point: QEventPoint) -> None:
        if point.state() == QEventPoint.State.Released:
            self._mouse = None
            self._send(QEvent.Type.MouseButtonRelease, point.position(), _LEFT, _NONE)
        elif point.state() == QEventPoint.State.Updated:
            self._send(QEvent.Type.MouseMove, point.position(), _NONE, _LEFT)

    def _let_go(self) -> None:
        """Let the button go: who listens was told that it clicks nothing."""
        if self._mouse is not None:
            self._mouse = None
            self._tapped.invalidate()
            self._send(QEvent.Type.MouseButtonRelease, self._tap, _LEFT, _NONE)

    def _send(
        self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, buttons: Qt.MouseButton
    ) -> None:
        whole = self._widget.mapToGlobal(at)
        modifiers = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(
            self._widget, QMouseEvent(kind, at, whole, button, buttons, modifiers)
        )

    def _pinch(self, first: QPointF, second: QPointF, one: QPointF, two: QPointF) -> None:
        was, now = second - first, two - one
        wide, wider = math.hypot(was.x(), was.y()), math.hypot(now.x(), now.y())
        ratio, turn = 1.0, 0.0
        if min(wide, wider) >= _LEAST_PX:
            ratio = wider / wide
            turn = math.atan2(now.y(), now.x()) - math.atan2(was.y(), was.x())
        shift = (one + two - first - second) / 2.0
        self._pinched(Pinch(shift, ratio, math.remainder(turn, math.tau)))
