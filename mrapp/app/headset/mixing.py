"""Chimes as one stream of sound: prepared before, mixed when the loudspeakers want more."""

import threading
from collections import deque
from typing import Final

import numpy as np

from mrapp.app.headset.chimes import Chime, Samples, samples_of

MOST_AT_ONCE: Final = 6
_LOUDEST = 2**15 - 1


class Mixer:
    """Mixes what is played; for any thread. loudness: a factor, 0: silent."""

    def __init__(self, loudness: float = 1.0) -> None:
        self.loudness = loudness
        self._lock = threading.Lock()
        self._playing: deque[tuple[Samples, int]] = deque(maxlen=MOST_AT_ONCE)
        # Made now, so that a press need not wait for it.
        self._samples = {chime: samples_of(chime) for chime in Chime}

    def play(self, chime: Chime) -> None:
        """Let a chime be heard from the next samples on; of too many at once the oldest goes."""
        if self.loudness > 0.0:
            with self._lock:
                self._playing.append((self._samples[chime], 0))

    def clear(self) -> None:
        """Forget what was not heard yet."""
        with self._lock:
            self._playing.clear()

    def give(self, count: int) -> bytes:
        """Return so many samples: mono, 16 bits with a sign, at `chimes.RATE_HZ`."""
        mixed = np.zeros(count, np.float32)
        with self._lock:
            going = list(self._playing)
            self._playing.clear()
            for samples, at in going:
                part = samples[at : at + count]
                mixed[: len(part)] += part
                if at + count < len(samples):
                    self._playing.append((samples, at + count))
        loud = np.clip(mixed * self.loudness, -1.0, 1.0)
        content: bytes = (loud * _LOUDEST).astype(np.int16).tobytes()
        return content
