"""A microphone that is not there: it hears a soft made tone, and never what is said in the room."""

import time

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.sound import MOST_S, Give, Playing, SpokenNote
from mrapp.io.microphone import RATE_HZ, packed
from mrapp.model.sound_errors import NoSpeakerError

_LEAST_S = 0.5
_TONE_HZ, _SYLLABLES_HZ = 180.0, 3.5
_LOUD = 0.12


class MadeSound:
    """The `Sound` of a rehearsal; see `mrapp.app.remarks.sound`."""

    def record(self) -> "_MadeRecording":
        """Begin to make a tone."""
        return _MadeRecording()

    def play(self, content: bytes) -> Playing:  # noqa: ARG002 - the port has it
        """Refuse: a rehearsal is silent."""
        raise NoSpeakerError

    def stream(self, give: Give, rate_hz: int) -> Playing:  # noqa: ARG002 - the port has it
        """Refuse: a rehearsal is silent."""
        raise NoSpeakerError


class _MadeRecording:
    """A tone that comes and goes as syllables do, for as long as it lasts."""

    def __init__(self) -> None:
        self._begun_s = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long it is so far."""
        return min(time.monotonic() - self._begun_s, MOST_S)

    @property
    def level(self) -> float:
        """How loud it is just now."""
        return 0.15 + 0.45 * float(_swell(np.array([self.seconds]))[0])

    def stop(self) -> SpokenNote:
        """End it and return the tone."""
        seconds = max(self.seconds, _LEAST_S)
        t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
        samples = _LOUD * 2**15 * _swell(t) * np.sin(2.0 * np.pi * _TONE_HZ * t)
        return SpokenNote(packed(samples.astype(np.int16)), seconds)

    def drop(self) -> None:
        """End it; there is nothing to forget."""


def _swell(t: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how loud it is at some times, 0 to 1."""
    return np.abs(np.sin(np.pi * _SYLLABLES_HZ * t))
