"""The port to where remarks are kept, and what it tells; the room `feedback` fills it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.receipts import Receipt, Seal
from mrapp.model.remark import Addition, Answered, Attachment, Channel, Remark
from mrapp.model.remark_errors import StoreUnusableError
from mrapp.model.texts import Notice, Phrase


class State(StrEnum):
    """How far a remark has come."""

    WAITING = "waiting"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Kept:
    """A remark as it is kept. remark None: withdrawn, its content is erased."""

    number: int
    id: str
    kept_utc: datetime
    state: State
    remark: Remark | None
    additions: tuple[Addition, ...] = ()


@dataclass(frozen=True)
class Columns:
    """All remarks that were not withdrawn, as columns: for pins, filters and counts.

    ids, (n,): in the order in which they were kept. points_rd (n, 3): metres, NaN without a place.
    variants, themes, channels, states, events, languages: per remark an index into the tuple of
    the same name in `words`; -1: none. moods: 0 is none. made_s: seconds since 1970, UTC.
    """

    ids: tuple[str, ...]
    points_rd: NDArray[np.float64]
    variants: NDArray[np.int16]
    themes: NDArray[np.int16]
    channels: NDArray[np.int16]
    states: NDArray[np.int16]
    events: NDArray[np.int16]
    languages: NDArray[np.int16]
    moods: NDArray[np.int8]
    made_s: NDArray[np.float64]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Outline:
    """What can be counted of all remarks without reading what they say.

    columns: of those that stand. kept_s (n,): when each was kept, seconds since 1970, UTC.
    additions (n,): how many were added to each. withdrawn_s (m,): when those had been kept that
    were withdrawn since.
    """

    columns: Columns
    kept_s: NDArray[np.float64]
    additions: NDArray[np.int64]
    withdrawn_s: NDArray[np.float64]


@dataclass(frozen=True)
class Outbox:
    """What waits to be sent.

    remarks, additions, withdrawals: how many wait; sent: how many entries have been acknowledged.
    since: when the first that waits was kept; tried: when sending was tried last, and why: what
    stood in the way then, as a clause.
    """

    remarks: int
    additions: int
    withdrawals: int
    sent: int
    since: datetime | None = None
    tried: datetime | None = None
    why: Phrase | None = None

    @property
    def waiting(self) -> int:
        """How many entries wait."""
        return self.remarks + self.additions + self.withdrawals


@dataclass(frozen=True)
class Waiting:
    """One entry that waits to be sent; a server acknowledges it by its id and checksum.

    about: the remark that an addition or withdrawal belongs to. salt: in hex. content: JSON, as it
    was kept. checksum: SHA-256 of salt and content. files: those that go with a remark.
    """

    number: int
    id: str
    kind: Literal["remark", "addition", "withdrawal"]
    about: str | None
    salt: str
    content: bytes
    checksum: str
    files: tuple[Attachment, ...] = ()


MOST_WAITING_BYTES: Final = 2**22
"""How much of what waits is read at once, where more is not asked for."""


@dataclass(frozen=True)
class TakenIn:
    """What came of taking in a file with remarks: entries that were new, and known already."""

    new: int
    known: int
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Condition:
    """How a store was found: what was noticed, mended, and what could not be mended.

    entries: how many the journal proves; whole: whether nothing is missing.
    """

    entries: int
    whole: bool
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Sealed:
    """One opinion as it goes into the store: the same however often that is tried.

    files: their content by name. receipt: for its maker alone; the store gets the proof.
    """

    remark: Remark
    proof: Seal
    files: Mapping[str, bytes]
    receipt: Receipt


@dataclass(frozen=True)
class Draft:
    """What a visitor is writing: anything that goes into JSON, kept at every key."""

    id: str
    begun_utc: datetime
    content: Mapping[str, object] = field(default_factory=dict)


class RemarkStore(Protocol):
    """The remarks of one project on this machine, and its outbox. For any thread and process.

    Every method raises `RemarkError`s in words: `StoreBusyError`, `RemarkNotKeptError`,
    `StoreNewerError`, `StoreUnusableError`.
    """

    def check(self) -> Condition:
        """Look at every entry, mend what can be mended, and tell what was found."""
        ...

    def ready(self) -> None:
        """Look whether something could be kept at this moment; raises where it could not.

        Quick, and nothing stays of it.
        """
        ...

    def add(self, remark: Remark, seal: Seal, files: Mapping[str, bytes]) -> None:
        """Keep a remark; durable in database and journal once this returns.

        files: the contents of its attachments, by SHA-256. The same remark twice is kept once.
        Raises `RemarkInvalidError` where it says nothing, or its files are not those it names.
        """
        ...

    def add_to(self, receipt: Receipt, addition: Callable[[str], Addition]) -> Addition:
        """Keep an addition to the remark of a receipt; `addition` gets that remark's id.

        Raises `ReceiptUnknownError` and `WithdrawnError`.
        """
        ...

    def withdraw(self, receipt: Receipt, made_utc: datetime, channel: Channel) -> str:
        """Erase the remark of a receipt and leave a tombstone; returns its id.

        Twice is once. Raises `ReceiptUnknownError`.
        """
        ...

    def of_receipt(self, receipt: Receipt) -> Kept:
        """Return the remark of a receipt; raises `ReceiptUnknownError`."""
        ...

    def kept(self, ids: Sequence[str] | None = None) -> Sequence[Kept]:
        """Return remarks by id, or all, withdrawn ones too, in the order they were kept in."""
        ...

    def columns(self) -> Columns:
        """Return all remarks that stand, as columns."""
        ...

    def outline(self) -> Outline:
        """Return the same columns and when each was kept, withdrawn ones too."""
        ...

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Return what was written in some remarks, of those that stand."""
        ...

    def answers(self, ids: Sequence[str]) -> Mapping[str, Answered]:
        """Return what was answered in some remarks, of those that stand and have answers."""
        ...

    def file(self, attachment: Attachment, remark_id: str) -> bytes | None:
        """Return the content of an attachment; None where it is gone or damaged."""
        ...

    def count(self) -> int:
        """Return how many remarks were ever kept; for balanced orders of comparisons."""
        ...

    def outbox(self) -> Outbox:
        """Return what waits to be sent."""
        ...

    def waiting(
        self, most: int, after: int = 0, most_bytes: int = MOST_WAITING_BYTES
    ) -> Sequence[Waiting]:
        """Return the first entries that wait and have something to send, in order.

        after: the number of an entry, before which none is wanted. most_bytes: of their content
        together; a single one may have more.
        """
        ...

    def acknowledge(self, checksums: Mapping[str, str]) -> frozenset[str]:
        """Note that a server gave back ids and checksums of entries: then they leave the outbox.

        Returns the ids of those that are here with that checksum. Others leave nothing, and the
        outbox says why. Durable once this returns; twice is once. Should a program end before,
        they are sent again.
        """
        ...

    def send_again(self) -> int:
        """Let all that was acknowledged wait again: a server may have lost it.

        Returns how many entries; safe twice, and durable once this returns.
        """
        ...

    def withdrawn_there(self, remark_id: str, made_utc: datetime) -> bool:
        """Erase a remark of which a server says that it was withdrawn elsewhere.

        It leaves a tombstone and nothing to send. Durable once this returns, which tells whether
        anything changed: of a remark that is not here, or withdrawn already, nothing does.
        """
        ...

    def tried(self, why: Phrase | None) -> None:
        """Note that sending was tried just now, and what stood in the way, as a clause, if any."""
        ...

    def carry_out(self, path: Path, passphrase: str) -> int:
        """Write all entries to one encrypted file; returns how many. Nothing leaves the outbox."""
        ...

    def carry_in(self, path: Path, passphrase: str) -> TakenIn:
        """Take in entries from such a file; those that are known already change nothing.

        Raises `CarriedFileError`.
        """
        ...

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being written, as it is now; quick."""
        ...

    def drafts(self) -> Sequence[Draft]:
        """Return what was being written when a program ended by itself, and what this one writes.

        What another window is writing at this moment is not among it, nor what was kept as a
        remark of the same id: that draft is erased.
        """
        ...

    def drop_draft(self, draft_id: str) -> None:
        """Erase a draft; safe twice."""
        ...

    def close(self) -> None:
        """Let go of all files; safe twice."""
        ...


class RemarkStores(Protocol):
    """Opens the store of a project."""

    def open(self, project_id: str) -> RemarkStore:
        """Open, or make, the store of a project on this machine.

        Cheap: what a crash left half done is finished, the rest is `check`'s.
        """
        ...

    def has(self, project_id: str) -> bool:
        """Tell whether there is a store of a project, so that `open` would make none."""
        ...

    def folder(self, project_id: str) -> Path:
        """Return where all is that is kept of a project on this machine; it need not be there.

        Raises `StoreUnusableError` where there is no such place.
        """
        ...


_NO_STORE = Phrase(
    nl="er is op dit apparaat geen plek voor", en="this machine has no place for them"
)


class NoStores:
    """The `RemarkStores` where nothing that people say can be kept, and that is said."""

    def open(self, project_id: str) -> RemarkStore:
        """Raise `StoreUnusableError`."""
        raise StoreUnusableError(path=project_id, reason=_NO_STORE)

    def has(self, project_id: str) -> bool:
        """Tell that there is none."""
        del project_id
        return False

    def folder(self, project_id: str) -> Path:
        """Raise `StoreUnusableError`."""
        raise StoreUnusableError(path=project_id, reason=_NO_STORE)
