"""Keeps whoever stands at a kiosk in it: which keys and clicks come through, and which do not."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

PRESS_MS = 3_000
"""How long staff hold a finger in the corner."""

_KEYS = frozenset(
    {
        Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space,
        Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End,
        Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape, Qt.Key.Key_Shift,
    }
)  # fmt: skip
_NO_TEXT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_STAFF = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_KEY_EVENTS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
_NEVER = frozenset(
    {
        QEvent.Type.ContextMenu, QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop,
        QEvent.Type.Shortcut, QEvent.Type.WhatsThisClicked, QEvent.Type.ToolTip,
        QEvent.Type.EnterWhatsThisMode, QEvent.Type.QueryWhatsThis,
    }
)  # fmt: skip
_PRESSED = frozenset(
    {
        QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate,
        QEvent.Type.Wheel, QEvent.Type.KeyPress, QEvent.Type.InputMethod,
    }
)  # fmt: skip


class Lock(QObject):
    """Stands between the application and every event.

    Signals: `touched` somebody did something; `by_keys` whether with keys; `staff` somebody asks
    for the corner of the staff.
    """

    touched = Signal()
    by_keys = Signal(bool)
    staff = Signal()

    def __init__(self, window: QWidget, corner_px: Callable[[], int]) -> None:
        super().__init__(window)
        self._window, self._corner_px = window, corner_px
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.setInterval(PRESS_MS)
        self._held.timeout.connect(self.staff)

    def begin(self) -> None:
        """Look at every event from now on."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def end(self) -> None:
        """Let every event go its way again."""
        self._held.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Return whether an event goes no further."""
        kind = event.type()
        if kind in _NEVER:
            return True
        if isinstance(event, QKeyEvent) and kind in _KEY_EVENTS:
            return self._key(event, kind)
        if isinstance(event, QMouseEvent):
            self._corner(event, kind)
        if kind in _PRESSED:
            self.touched.emit()
            self.by_keys.emit(False)
        return False

    def _key(self, event: QKeyEvent, kind: QEvent.Type) -> bool:
        if event.key() == Qt.Key.Key_S and event.modifiers() == _STAFF:
            if kind == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self.staff.emit()
            return True
        if not comes_through(event):
            return True
        if kind == QEvent.Type.KeyPress:
            self.touched.emit()
            self.by_keys.emit(True)
        return False

    def _corner(self, event: QMouseEvent, kind: QEvent.Type) -> None:
        """Begin to count while a finger rests in the upper left corner."""
        at: QPoint = self._window.mapFromGlobal(event.globalPosition().toPoint())
        side = self._corner_px()
        inside = 0 <= at.x() < side and 0 <= at.y() < side
        if kind == QEvent.Type.MouseButtonPress and inside:
            self._held.start()
        elif kind == QEvent.Type.MouseButtonRelease or not inside:
            self._held.stop()


def comes_through(event: QKeyEvent) -> bool:
    """Tell whether a key does something at a kiosk: it writes, or it leads about the page."""
    modifiers = event.modifiers()
    # AltGr is Control and Alt at once on Windows; then it writes a sign.
    written = event.text()[:1].isprintable() and event.text() != ""
    if modifiers & _ALT_GR == _ALT_GR and not modifiers & Qt.KeyboardModifier.MetaModifier:
        return written
    if modifiers & (_NO_TEXT | Qt.KeyboardModifier.AltModifier):
        return False
    return event.key() in _KEYS or written


def clear_clipboard() -> None:
    """Forget what a visitor may have marked or copied."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear(clipboard.Mode.Clipboard)
    if clipboard.supportsSelection():
        clipboard.clear(clipboard.Mode.Selection)
