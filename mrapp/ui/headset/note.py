"""Recording a spoken note for who wears a headset: begun on a yes, level and length shown."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from mrapp.app.headset.saying_sheets import QUIET, Live
from mrapp.app.remarks.sound import MOST_S, QUIET_S, Recording, SpokenNote
from mrapp.model.errors import MrappError
from mrapp.model.sound_errors import NothingHeardError
from mrapp.ui.voice.sounds import Sounds

LOOK_MS = 125
"""How often the level is looked at: each time the panel is painted."""


class Ending:
    """Ends a recording once, whichever thread asks first; the others get the same note."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._lock = threading.Lock()
        self._note: SpokenNote | None = None

    def __call__(self) -> SpokenNote:
        """Return what was said; takes a moment. Raises `NothingHeardError`."""
        with self._lock:
            if self._note is None:
                self._note = self._recording.stop()
            return self._note


class NoteTaking(QObject):
    """One recording at a time.

    Signals: `began` it is being recorded; `looked` length and level are new; `packing` it has ended
    and what was said is put together; `taken` a `SpokenNote`; `failed` why there is none.
    """

    began = Signal()
    looked = Signal()
    packing = Signal()
    taken = Signal(object)
    failed = Signal(object)

    def __init__(self, sounds: Sounds, parent: QObject) -> None:
        super().__init__(parent)
        self._sounds = sounds
        self._recording: Recording | None = None
        self._ending: Ending | None = None
        # Counts wishes: an answer to one that was given up is let go.
        self._wish = 0
        self._still_ms = 0
        self.live = QUIET
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look)

    @property
    def recording(self) -> bool:
        """Whether the microphone is on."""
        return self._recording is not None

    def begin(self) -> None:
        """Begin to record."""
        self.abandon()
        wish = self._wish
        self._sounds.record(
            lambda recording: self._take(wish, recording), lambda error: self._fail(wish, error)
        )

    def finish(self) -> None:
        """End the recording and keep what was said."""
        recording, self._recording = self._recording, None
        if recording is None:
            return
        self._look.stop()
        wish = self._wish
        ending = self._ending = Ending(recording)
        self.packing.emit()
        self._sounds.end(
            ending, lambda note: self._end(wish, note), lambda error: self._fail(wish, error)
        )

    def hand_over(self) -> Ending | None:
        """Let go of what is being said, or put together; returns what ends it. None: nothing is.

        The microphone is on until that is called.
        """
        recording, ending = self._recording, self._ending
        self._recording = None
        self.abandon()
        return Ending(recording) if recording is not None else ending

    def put_together(self, ending: Ending, done: Callable[[SpokenNote | None], None]) -> None:
        """End what was handed over, and give what was said; None: nothing was heard."""
        self._sounds.end(ending, done, lambda _error: done(None))

    def abandon(self) -> None:
        """Record no more, and forget what was being said."""
        self._wish += 1
        recording, self._recording = self._recording, None
        self._ending = None
        self._look.stop()
        self.live = QUIET
        if recording is not None:
            self._sounds.leave(recording.drop)

    def look(self) -> None:
        """Look how long and how loud it is by now; what gives no sound, or too much of it, ends."""
        recording = self._recording
        if recording is None:
            return
        seconds = recording.seconds
        self._still_ms = 0 if seconds > self.live.seconds else self._still_ms + LOOK_MS
        self.live = Live(seconds, recording.level)
        self.looked.emit()
        if self._still_ms > 1000 * QUIET_S:
            self.abandon()
            self.failed.emit(NothingHeardError())
        elif seconds >= MOST_S:
            self.finish()

    def _take(self, wish: int, recording: Recording) -> None:
        if wish != self._wish:
            self._sounds.leave(recording.drop)  # it was given up meanwhile
            return
        self._recording, self.live, self._still_ms = recording, QUIET, 0
        self._look.start()
        self.began.emit()

    def _end(self, wish: int, note: SpokenNote) -> None:
        if wish == self._wish:
            self._ending = None
            self.taken.emit(note)

    def _fail(self, wish: int, error: MrappError) -> None:
        if wish == self._wish:
            self._ending = None
            self.failed.emit(error)
