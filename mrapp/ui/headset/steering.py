"""Keyboard and mouse over the visitor's picture lead the visitor's body."""

import math

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from mrapp.ui.headset.mirror import MirrorView
from mrapp.xr.rehearsal.by_hand import ByHand, Wish

_KEYS = {
    Qt.Key.Key_W: Wish.AHEAD,
    Qt.Key.Key_Up: Wish.AHEAD,
    Qt.Key.Key_S: Wish.BACK,
    Qt.Key.Key_Down: Wish.BACK,
    Qt.Key.Key_A: Wish.LEFT,
    Qt.Key.Key_Left: Wish.LEFT,
    Qt.Key.Key_D: Wish.RIGHT,
    Qt.Key.Key_Right: Wish.RIGHT,
    Qt.Key.Key_Q: Wish.TURN_LEFT,
    Qt.Key.Key_E: Wish.TURN_RIGHT,
    Qt.Key.Key_T: Wish.AIM,
    Qt.Key.Key_M: Wish.MENU,
    Qt.Key.Key_B: Wish.UNDO,
    Qt.Key.Key_G: Wish.HOLD,
}
_RAD_PER_PX = math.radians(0.2)


class Steering(QObject):
    """Hears what is done over a picture, while somebody leads.

    Signal: `given_back` the script is to lead again.
    """

    given_back = Signal()

    def __init__(self, mirror: MirrorView, parent: QObject) -> None:
        super().__init__(parent)
        self._mirror = mirror
        self._by_hand: ByHand | None = None
        self._dragged: QPointF | None = None

    def lead(self, by_hand: ByHand | None) -> None:
        """Lead a body from now on; None: none."""
        before, self._by_hand = self._by_hand, by_hand
        leads = by_hand is not None
        if leads and before is None:
            self._mirror.installEventFilter(self)
        elif not leads and before is not None:
            self._mirror.removeEventFilter(self)
        self._mirror.setMouseTracking(leads)
        policy = Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus
        self._mirror.setFocusPolicy(policy)
        if leads:
            self._mirror.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is for the visitor; clicks then point out nothing for them."""
        if self._by_hand is None:
            return False
        if isinstance(event, QKeyEvent):
            return self._key(self._by_hand, event)
        if isinstance(event, QMouseEvent):
            self._mouse(self._by_hand, event)
            return True
        if event.type() == QEvent.Type.FocusOut:
            # Whose keys are heard elsewhere is not walking on.
            self._by_hand.wishes = frozenset()
        return False

    def _key(self, by_hand: ByHand, event: QKeyEvent) -> bool:
        key, down = Qt.Key(event.key()), event.type() != QEvent.Type.KeyRelease
        if key == Qt.Key.Key_Escape and down:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.given_back.emit()
            return True
        wish = _KEYS.get(key)
        if wish is None:
            return False
        event.accept()
        if not event.isAutoRepeat() and event.type() != QEvent.Type.ShortcutOverride:
            by_hand.hold(wish, down)
        return True

    def _mouse(self, by_hand: ByHand, event: QMouseEvent) -> None:
        at = event.position()
        by_hand.target = self._mirror.seen_at(at)
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._mirror.setFocus()
                by_hand.hold(Wish.PRESS, True)
            case QEvent.Type.MouseButtonRelease if event.button() == Qt.MouseButton.LeftButton:
                by_hand.hold(Wish.PRESS, False)
            case QEvent.Type.MouseButtonPress:
                self._dragged = at
            case QEvent.Type.MouseButtonRelease:
                self._dragged = None
            case QEvent.Type.MouseMove if self._dragged is not None:
                by = at - self._dragged
                self._dragged = at
                by_hand.look(by.x() * _RAD_PER_PX, by.y() * _RAD_PER_PX)
            case _:
                pass
