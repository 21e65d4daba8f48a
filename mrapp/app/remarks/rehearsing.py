"""What a rehearsal works with in place of the real store and microphone.

What is said in a rehearsal is nobody's opinion. It is kept where nothing counts, sends or exports
it, and is erased when the rehearsal ends.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from mrapp.app.remarks.keeping import NoStores, RemarkStores
from mrapp.app.remarks.sound import NoSound, Sound


class ErasableStores(RemarkStores, Protocol):
    """Stores that go. erase: removes all that was kept, once it is closed. Safe twice."""

    erase: Callable[[], None]


class NothingRehearsed(NoStores):
    """The stores where nobody rehearses."""

    def __init__(self) -> None:
        self.erase: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class RehearsalPlace:
    """A store for one rehearsal, and a sound that nobody makes."""

    remarks: ErasableStores = field(default_factory=NothingRehearsed)
    sound: Sound = field(default_factory=NoSound)
