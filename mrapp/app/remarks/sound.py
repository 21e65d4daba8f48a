"""The port to microphone and loudspeakers: spoken notes, and the short sounds of a headset.

Nothing is ever recorded but between `Sound.record` and the end of that recording.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from mrapp.model.sound_errors import NoMicrophoneError, NoSpeakerError

MOST_S = 60.0
"""How long a spoken note is at most."""

QUIET_S = 3.0
"""A microphone that gives nothing at all for so long is not there any more."""


@dataclass(frozen=True)
class SpokenNote:
    """What somebody said: Ogg with Opus, and how long it is."""

    content: bytes = field(repr=False)
    seconds: float


Give = Callable[[int], bytes]
"""Called on the loudspeakers' own thread with how many samples they want: mono, 16 bits."""


class Recording(Protocol):
    """A recording that goes on; all of it stays in memory until it is wanted."""

    @property
    def seconds(self) -> float:
        """How long it is so far; no longer than `MOST_S`."""
        ...

    @property
    def level(self) -> float:
        """How loud it is just now, 0 to 1."""
        ...

    def stop(self) -> SpokenNote:
        """End it and return what was said; takes a moment. Raises `NothingHeardError`."""
        ...

    def drop(self) -> None:
        """End it and forget what was said; safe twice."""
        ...


class Playing(Protocol):
    """A note that is heard."""

    @property
    def over(self) -> bool:
        """Whether it was heard to its end, or stopped."""
        ...

    def stop(self) -> None:
        """Be silent; safe twice."""
        ...


class Sound(Protocol):
    """Records and plays; for any thread. The first call may take a second."""

    def record(self) -> Recording:
        """Begin to record; raises `NoMicrophoneError`."""
        ...

    def play(self, content: bytes) -> Playing:
        """Begin to play a note; raises `NoSpeakerError` and `NoteDamagedError`."""
        ...

    def stream(self, give: Give, rate_hz: int) -> Playing:
        """Play what `give` returns until it is stopped, soon after; raises `NoSpeakerError`."""
        ...


class NoSound:
    """The `Sound` of a machine without any."""

    def record(self) -> Recording:
        """Refuse."""
        raise NoMicrophoneError

    def play(self, content: bytes) -> Playing:  # noqa: ARG002 - the port has it
        """Refuse."""
        raise NoSpeakerError

    def stream(self, give: Give, rate_hz: int) -> Playing:  # noqa: ARG002 - the port has it
        """Refuse."""
        raise NoSpeakerError


def audible(sound: Sound, rate_hz: int) -> bool:
    """Tell whether there are loudspeakers; may take a second."""
    try:
        sound.stream(lambda count: bytes(2 * count), rate_hz).stop()
    except NoSpeakerError:
        return False
    return True
