"""Microphone and loudspeakers from the window: each may keep one waiting, so in a task."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from mrapp.app.remarks.sound import Give, Playing, Recording, Sound, SpokenNote
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.tasks import TaskRunner

T = TypeVar("T")

_SOUND = Phrase(nl="Geluid", en="Sound")


@dataclass(frozen=True)
class Sounds:
    """What the machine has for sound, and the tasks it is asked in."""

    sound: Sound
    tasks: TaskRunner

    def record(
        self, done: Callable[[Recording], None], failed: Callable[[MrappError], None]
    ) -> None:
        """Begin to record."""
        self._ask(self.sound.record, done, failed)

    def end(
        self,
        stop: Callable[[], SpokenNote],
        done: Callable[[SpokenNote], None],
        failed: Callable[[MrappError], None],
    ) -> None:
        """End a recording, by its `stop`, and take what was said."""
        self._ask(stop, done, failed)

    def play(
        self, content: bytes, done: Callable[[Playing], None], failed: Callable[[MrappError], None]
    ) -> None:
        """Begin to play a note."""
        self._ask(lambda: self.sound.play(content), done, failed)

    def stream(
        self,
        give: Give,
        rate_hz: int,
        done: Callable[[Playing], None],
        failed: Callable[[MrappError], None],
    ) -> None:
        """Begin to play what is given as it is wanted."""
        self._ask(lambda: self.sound.stream(give, rate_hz), done, failed)

    def leave(self, end: Callable[[], None]) -> None:
        """End what goes on, whatever comes of it."""
        self._ask(end, _nothing, _nothing)

    def _ask(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MrappError], None],
    ) -> None:
        self.tasks.start(
            _SOUND,
            lambda _progress, _cancelled: work(),
            done,
            failed,
            quick=True,
            stoppable=False,
            quiet=True,
        )


def _nothing(_answer: object) -> None:
    """Need no answer."""
