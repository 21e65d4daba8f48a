"""Sound that a test leads: a microphone, and loudspeakers, of which nothing is heard."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.sound import Give, SpokenNote
from mrapp.model.sound_errors import NoMicrophoneError, NoSpeakerError, NothingHeardError


@dataclass
class Spoken:
    """A recording that goes as far as a test says."""

    seconds: float = 0.0
    level: float = 0.5
    ended: str = ""

    def stop(self) -> SpokenNote:
        """End it, and give what was said."""
        self.ended = "stopped"
        if not self.seconds:
            raise NothingHeardError
        return SpokenNote(b"OggS" + bytes(8), self.seconds)

    def drop(self) -> None:
        """End it, and forget."""
        self.ended = self.ended or "dropped"


@dataclass
class Heard:
    """A note that is heard until a test, or a press, ends it."""

    over: bool = False

    def stop(self) -> None:
        """Be silent."""
        self.over = True


@dataclass
class Streamed:
    """Loudspeakers that take what they are given when a test says so."""

    give: Give
    rate_hz: int
    over: bool = False

    def take(self, seconds: float) -> NDArray[np.int16]:
        """Take so much, in parts as loudspeakers ask for them."""
        parts = [self.give(self.rate_hz // 100) for _ in range(round(100 * seconds))]
        return np.frombuffer(b"".join(parts), np.int16)

    def stop(self) -> None:
        """Be silent."""
        self.over = True


@dataclass
class PretendedSound:
    """Sound that a test leads. absent, mute: whether microphone and loudspeakers are not there."""

    absent: bool = False
    mute: bool = False
    streams: list[Streamed] = field(default_factory=list)
    recordings: list[Spoken] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    def record(self) -> Spoken:
        """Begin, if there is a microphone."""
        if self.absent:
            raise NoMicrophoneError
        self.recordings.append(Spoken())
        return self.recordings[-1]

    def play(self, content: bytes) -> Heard:
        """Play."""
        assert content.startswith(b"OggS")
        self.heard.append(Heard())
        return self.heard[-1]

    def stream(self, give: Give, rate_hz: int) -> Streamed:
        """Begin, if there are loudspeakers."""
        if self.mute:
            raise NoSpeakerError
        self.streams.append(Streamed(give, rate_hz))
        return self.streams[-1]
