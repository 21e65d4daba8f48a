"""Cameras that were switched off while their driver did not answer: they may be on still."""

from PySide6.QtCore import QObject, QTimer, Signal

from mrapp.ar.watching import Watch

# A driver that hangs tells nobody when it goes on.
_ASK_MS = 200


class LettingGo(QObject):
    """Holds what was stopped until its driver lets go.

    Signal: `let_go` the last of them did.
    """

    let_go = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: list[Watch] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def held(self) -> bool:
        """Whether a camera may be on that was switched off."""
        return any(watch.held for watch in self._left)

    def take(self, watch: Watch) -> None:
        """Take in what was stopped just now."""
        if watch.held:
            self._left.append(watch)
            self._timer.start()

    def _ask(self) -> None:
        self._left = [watch for watch in self._left if watch.held]
        if not self._left:
            self._timer.stop()
            self.let_go.emit()
