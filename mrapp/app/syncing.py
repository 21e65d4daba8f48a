"""Sending what was said to a server and hearing what became of it: the port, values and rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from mrapp.app.progress import Cancelled, Progress
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText

FIRST_WAIT_S: Final = 1.0
LONGEST_WAIT_S: Final = 15 * 60.0
QUIET_S: Final = 60.0
"""How often a server is asked for news where nothing is wrong and nothing waits."""

_DOUBLINGS = 20  # more make no difference


def retry_after_s(failures: int, random: Callable[[], float], asked_s: float = 0.0) -> float:
    """Return how long to wait after so many failures in a row, the first counted as 1.

    random: 0..1. asked_s: what the server asked for at least. Exponential with full jitter, so
    that machines which lost one network do not come back all at once. Source: M. Brooker,
    "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
    """
    most_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(failures, _DOUBLINGS))
    return max(FIRST_WAIT_S, min(asked_s, LONGEST_WAIT_S), most_s * random())


@dataclass(frozen=True)
class Offered:
    """A version of the project that the server has and this machine has not."""

    number: int
    title: str
    size_bytes: int
    published_utc: datetime


@dataclass(frozen=True)
class SyncState:
    """How sending stands.

    server: where to; "": nowhere, this machine is not enrolled. key_in: where its key is kept.
    held: somebody asked to hold. busy: it goes on at this moment; files: how many of how many
    files have gone. waiting: entries not sent. succeeded: when all went well last. tried: when it
    was tried last, and why: what stood in the way then, as a clause. refused: how many entries the
    server refused for good, and refusal: why the first, as a sentence. news: rises with each
    round in which anything here became other than it was.
    """

    server: str = ""
    key_in: Phrase | None = None
    may_publish: bool = False
    held: bool = False
    busy: bool = False
    files: tuple[int, int] = (0, 0)
    waiting: int = 0
    succeeded: datetime | None = None
    tried: datetime | None = None
    why: Phrase | None = None
    refused: int = 0
    refusal: Phrase | None = None
    offered: Offered | None = None
    news: int = 0

    @property
    def enrolled(self) -> bool:
        """Whether there is a server to send to."""
        return bool(self.server)


@dataclass(frozen=True)
class Reply:
    """What a municipality answered. decided, effect: by language; effect: what this remark did."""

    decided: LocalText
    effect: LocalText
    published_utc: datetime


@dataclass(frozen=True)
class Became:
    """What became of a remark, as far as this machine has heard.

    state: "new", "shown" or "hidden"; None: nothing was heard. reason: why it is hidden, by
    language. replies: oldest first.
    """

    state: str | None = None
    reason: LocalText | None = None
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True)
class SyncRound:
    """What one round came to.

    sent: entries that left the outbox; refused: entries that stay; erased: remarks that were
    withdrawn elsewhere; heard: changes that came.
    """

    sent: int = 0
    refused: int = 0
    erased: int = 0
    heard: int = 0


class Sync(Protocol):
    """Sending of one project's remarks from this machine. For any thread.

    Raises `SyncError`s, and `RemarkError`s of the store.
    """

    def state(self) -> SyncState:
        """Return how it stands; reads files, so not while somebody waits."""
        ...

    def follow(self, told: Callable[[SyncState], None] | None) -> None:
        """Have each change told, from the thread that sends; None: no more."""
        ...

    def start(self) -> None:
        """Begin to send beside whatever goes on: at once, and whenever something waits."""
        ...

    def wake(self) -> None:
        """Try now: something was kept, or the network may be back. Quick."""
        ...

    def hold(self, held: bool) -> None:
        """Hold sending, or resume it; that lasts, whatever ends in between."""
        ...

    def once(self) -> SyncRound:
        """Send and hear all there is, now. Raises `SyncBusyError` while another program does."""
        ...

    def send_again(self) -> int:
        """Let all that was sent wait again, where a server may have lost it; returns how much."""
        ...

    def enrol(self, url: str, code: str, label: str) -> None:
        """Let this machine belong to the project on a server; then sending begins."""
        ...

    def became(self, remark_id: str) -> Became:
        """Return what became of a remark."""
        ...

    def publish(
        self,
        capsule: Path,
        title: str,
        plan: GroundPlan | None,
        progress: Progress,
        cancelled: Cancelled,
    ) -> int:
        """Publish a version of the project; returns its number. The same one twice is once.

        capsule: the project as one file. plan: what the server draws maps from.
        """
        ...

    def fetch(self, folder: Path, progress: Progress, cancelled: Cancelled) -> Path:
        """Fetch the version that is offered into a folder, beside whatever is there.

        Returns the file. Stopped halfway it goes on where it was the next time. Raises
        `NoUpdateError`.
        """
        ...

    def close(self) -> None:
        """Stop, and wait until nothing goes on any more; what was not sent waits. Safe twice."""
        ...
