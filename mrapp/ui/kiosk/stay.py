"""Brings a full-screen kiosk back when a window manager's own keys have put it away."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

_LOOK_MS, _AWAY_MS = 500, 200
_TRIES = frozenset({2, 5, 10, 20, 40})
_THEN_EVERY = 60
"""At which looks the window comes anew: ever less often, as where a screen is off nothing helps."""


class Stay(QObject):
    """Looks whether the kiosk fills the screen and has the keys, and takes both back if not.

    `looked` comes after each look.
    """

    looked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._lost = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Fill the screen, and look from now on."""
        self._window.setWindowFlags(
            Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        )
        self._timer.start()
        self._come()

    def end(self) -> None:
        """Let the window go."""
        self._timer.stop()

    @property
    def here(self) -> bool:
        """Whether the kiosk is on the whole screen and has the keys."""
        window = self._window
        shown = window.isFullScreen() and window.windowHandle().isExposed()
        return shown and window.isActiveWindow()

    def _look(self) -> None:
        self._lost = 0 if self.here else self._lost + 1
        if self._lost:
            self._come_back()
        self.looked.emit()

    def _come_back(self) -> None:
        if self._lost == 1:
            self._window.raise_()
            self._window.activateWindow()
        elif self._lost in _TRIES or self._lost % _THEN_EVERY == 0:
            # Another desktop, or all windows put away: a window that comes anew comes here. Not at
            # once: Qt would take the end of the old focus for that of the new one.
            self._window.hide()
            QTimer.singleShot(_AWAY_MS, self, self._come)

    def _come(self) -> None:
        if not self._timer.isActive():
            return
        self._window.showFullScreen()
        self._window.raise_()
        self._window.activateWindow()
