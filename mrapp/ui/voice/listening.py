"""The button with which one listens to a spoken note, and stops listening."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton

from mrapp.app.remarks.sound import Playing
from mrapp.model.errors import MrappError
from mrapp.ui import icons
from mrapp.ui.voice.sounds import Sounds

_LOOK_MS = 100


class ListenButton(QPushButton):
    """Plays a note; `failed` carries why it cannot be heard. Silent once it is hidden."""

    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self._sounds: Sounds | None = None
        self._content = b""
        self._playing: Playing | None = None
        self._turn = 0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._watch)
        self.clicked.connect(self._on_click)
        self.retranslate()

    def give(self, sounds: Sounds, content: bytes) -> None:
        """Take another note; what is heard of the one before ends."""
        self.stop()
        self._sounds, self._content = sounds, content

    def retranslate(self) -> None:
        """Say what a press does."""
        heard = self._look.isActive()
        words = self.tr("Stop listening") if heard else self.tr("Listen")
        self.setIcon(icons.icon("stop" if heard else "play", worded=True))
        self.setText(words)
        self.setAccessibleName(
            self.tr("Stop listening") if heard else self.tr("Listen to the note")
        )

    def stop(self) -> None:
        """Be silent."""
        self._turn += 1
        playing, self._playing = self._playing, None
        if playing is not None and self._sounds is not None:
            self._sounds.leave(playing.stop)
        self._look.stop()
        self.retranslate()

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent where nobody sees how to stop it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.stop()

    def _on_click(self) -> None:
        if self._look.isActive():
            self.stop()
        elif self._sounds is not None:
            turn, sounds = self._turn, self._sounds
            self._look.start()
            self.retranslate()
            sounds.play(
                self._content, lambda playing: self._take(turn, sounds, playing), self._fail
            )

    def _take(self, turn: int, sounds: Sounds, playing: Playing) -> None:
        if turn == self._turn:
            self._playing = playing
        else:
            sounds.leave(playing.stop)  # it was stopped before it began

    def _watch(self) -> None:
        if self._playing is not None and self._playing.over:
            self.stop()

    def _fail(self, error: MrappError) -> None:
        self.stop()
        self.failed.emit(error)
