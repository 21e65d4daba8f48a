"""Lets whoever wears a headset hear what they do, while the headset is in use."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from mrapp.app.headset.chimes import RATE_HZ, Chime
from mrapp.app.headset.mixing import Mixer
from mrapp.app.headset.wanted import LOUDNESS, USUAL_SOUND
from mrapp.app.remarks.sound import Playing, Sound
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.tasks import TaskRunner
from mrapp.ui.voice.sounds import Sounds

NO_SPEAKER: Final = Phrase(nl="Er is geen luidspreker.", en="There is no loudspeaker.")
_SWITCHED_OFF = Phrase(nl="Het geluid staat uit.", en="The sound is switched off.")


class Hearing(QObject):
    """The short sounds of one visitor after the other; without loudspeakers there is silence.

    Loudspeakers are opened once, beforehand: a chime waits for nothing but their own buffer. They
    are what the system uses by itself, which is the headset's where its software says so.

    Signal: `changed` there are loudspeakers, or none. absent: whether there are none.
    """

    changed = Signal()

    def __init__(self, sound: Sound, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._sounds = Sounds(sound, tasks)
        self._mixer = Mixer()
        self._playing: Playing | None = None
        self._house = self._own = USUAL_SOUND
        self._turn = 0
        self.absent = False

    @property
    def silent(self) -> Phrase | None:
        """Why a visitor cannot choose how loud it is; None: they can."""
        if self.absent:
            return NO_SPEAKER
        return None if LOUDNESS[self._house] else _SWITCHED_OFF

    def begin(self) -> None:
        """Open the loudspeakers; if there are none, that is no fault."""
        self.end()
        turn = self._turn
        self._sounds.stream(
            self._mixer.give,
            RATE_HZ,
            lambda playing: self._take(turn, playing),
            lambda error: self._miss(turn, error),
        )

    def end(self) -> None:
        """Be silent, and leave the loudspeakers to others. Safe twice."""
        self._turn += 1
        playing, self._playing = self._playing, None
        self._mixer.clear()
        if playing is not None:
            self._sounds.leave(playing.stop)

    def play(self, chime: Chime) -> None:
        """Let it be heard; for any thread."""
        if self._playing is not None:
            self._mixer.play(chime)

    def set_house(self, step: int) -> None:
        """Set how loud it is for everybody: a step of `LOUDNESS`."""
        self._house = step
        self._mixer.loudness = LOUDNESS[self._house] * LOUDNESS[self._own]
        self.changed.emit()

    def set_own(self, step: int) -> None:
        """Set how loud it is for this visitor, beside what is set for everybody."""
        self._own = step
        self._mixer.loudness = LOUDNESS[self._house] * LOUDNESS[self._own]

    def _take(self, turn: int, playing: Playing) -> None:
        if turn != self._turn:
            self._sounds.leave(playing.stop)  # it ended meanwhile
            return
        self._playing = playing
        self._tell(absent=False)

    def _miss(self, turn: int, _error: MrappError) -> None:
        if turn == self._turn:
            self._tell(absent=True)

    def _tell(self, *, absent: bool) -> None:
        if absent != self.absent:
            self.absent = absent
            self.changed.emit()
