"""A store of remarks that lives in memory, for the tests of who works with one."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from mrapp.app.remarks.keeping import (
    MOST_WAITING_BYTES,
    Columns,
    Condition,
    Draft,
    Kept,
    Outbox,
    Outline,
    RemarkStore,
    State,
    TakenIn,
    Waiting,
)
from mrapp.app.remarks.receipts import Receipt, Seal
from mrapp.app.remarks.samples import outline_of
from mrapp.model.remark import Addition, Answered, Attachment, Channel, Remark, sha256_of
from mrapp.model.remark_errors import (
    CarriedFileError,
    ReceiptUnknownError,
    RemarkError,
    RemarkInvalidError,
    StoreUnusableError,
    WithdrawnError,
)
from mrapp.model.texts import Phrase

_OTHER = Phrase(nl="er is al een andere", en="there is another one already")
_NOTHING = Phrase(nl="er staat niets in", en="it says nothing")
_NO_FILES = Phrase(nl="dit geheugen kent geen bestanden", en="this memory knows no files")


class MemoryStore:
    """Keeps remarks and drafts as long as it lives.

    trouble: raised by the next thing that is kept; late_trouble: by the next one, which is kept
    all the same. threads: from where it was used.
    """

    def __init__(self, project_id: str = "") -> None:
        """Keep remarks of one project; "": of any."""
        self._project_id = project_id
        self.kept_drafts: dict[str, Draft] = {}
        self.trouble: RemarkError | None = None
        self.late_trouble: RemarkError | None = None
        self.threads: set[str] = set()
        self.closed = 0
        self.why: Phrase | None = None
        self.reads = 0
        self._kept: dict[str, Kept] = {}
        self._seals: dict[str, Seal] = {}
        self._files: dict[tuple[str, str], bytes] = {}
        self._lock = threading.Lock()

    def _used(self) -> None:
        self.threads.add(threading.current_thread().name)

    def check(self) -> Condition:
        """Find everything whole."""
        self._used()
        return Condition(len(self._kept), True)

    def ready(self) -> None:
        """Be ready."""
        self._used()

    def add(self, remark: Remark, seal: Seal, files: Mapping[str, bytes]) -> None:
        """Keep a remark, unless there is trouble."""
        self._used()
        trouble, self.trouble = self.trouble, None
        if trouble is not None:
            raise trouble
        self._refuse_wrong(remark, files)
        with self._lock:
            there = self._kept.get(remark.id)
            if there is not None and there.remark is None:
                raise WithdrawnError
            if there is not None and (there.remark, self._seals[remark.id]) != (remark, seal):
                raise RemarkInvalidError(detail=_OTHER)
            number = len(self._kept) + 1
            self._kept.setdefault(
                remark.id, Kept(number, remark.id, remark.made_utc, State.WAITING, remark)
            )
            self._seals[remark.id] = seal
            self._files.update({(remark.id, name): each for name, each in files.items()})
        self._fail_late()

    def _fail_late(self) -> None:
        late, self.late_trouble = self.late_trouble, None
        if late is not None:
            raise late

    def _refuse_wrong(self, remark: Remark, files: Mapping[str, bytes]) -> None:
        named = {each.sha256 for each in remark.attachments}
        sound = all(sha256_of(each) == name for name, each in files.items())
        if not remark.says_something or not sound or named != files.keys():
            raise RemarkInvalidError(detail=_NOTHING)
        if self._project_id not in ("", remark.project):
            raise RemarkInvalidError(detail=_OTHER)

    def put(self, remarks: Sequence[Remark]) -> None:
        """Keep remarks that nobody has a receipt of."""
        for remark in remarks:
            number = len(self._kept) + 1
            kept = Kept(number, remark.id, remark.made_utc, State.WAITING, remark)
            self._kept[remark.id] = kept

    def add_to(self, receipt: Receipt, addition: Callable[[str], Addition]) -> Addition:
        """Keep an addition."""
        found = self.of_receipt(receipt)
        if found.remark is None:
            raise WithdrawnError
        added = addition(found.id)
        if not added.text.strip():
            raise RemarkInvalidError(detail=_NOTHING)
        if added not in found.additions:
            longer = replace(found, additions=(*found.additions, added))
            self._kept[found.id] = longer
        self._fail_late()
        return added

    def withdraw(self, receipt: Receipt, made_utc: datetime, channel: Channel) -> str:
        """Erase a remark."""
        found = self.of_receipt(receipt)
        assert channel
        assert made_utc
        self._erase(found)
        return found.id

    def _erase(self, found: Kept) -> None:
        gone = Kept(found.number, found.id, found.kept_utc, State.WITHDRAWN, None)
        self._kept[found.id] = gone
        self._files = {key: each for key, each in self._files.items() if key[0] != found.id}

    def of_receipt(self, receipt: Receipt) -> Kept:
        """Return the remark of a receipt."""
        self._used()
        for remark_id, seal in self._seals.items():
            if seal.opens(receipt):
                return self._kept[remark_id]
        raise ReceiptUnknownError

    def kept(self, ids: Sequence[str] | None = None) -> Sequence[Kept]:
        """Return remarks."""
        self._used()
        some = self._kept.keys() if ids is None else set(ids)
        wanted = [each for each in self._kept if each in some]
        self.reads += len(wanted)
        return [self._kept[each] for each in wanted]

    def columns(self) -> Columns:
        """Return all that stand, as columns."""
        self._used()
        return self.outline().columns

    def outline(self) -> Outline:
        """Return the same, with when each was kept."""
        return outline_of(list(self._kept.values()))

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """Return what was written."""
        return {each.id: each.remark.text for each in self.kept(ids) if each.remark}

    def answers(self, ids: Sequence[str]) -> dict[str, Answered]:
        """Return what was answered."""
        said = {each.id: each.remark.answered for each in self.kept(ids) if each.remark}
        return {each: answered for each, answered in said.items() if answered}

    def file(self, attachment: Attachment, remark_id: str) -> bytes | None:
        """Return the content of an attachment."""
        return self._files.get((remark_id, attachment.sha256))

    def count(self) -> int:
        """Return how many there ever were."""
        return len(self._kept)

    def outbox(self) -> Outbox:
        """Return that all of them wait."""
        kept = list(self._kept.values())
        stand = [each for each in kept if each.remark]
        added = sum(len(each.additions) for each in stand)
        since = kept[0].kept_utc if kept else None
        return Outbox(len(stand), added, len(kept) - len(stand), 0, since)

    def waiting(
        self, most: int, after: int = 0, most_bytes: int = MOST_WAITING_BYTES
    ) -> Sequence[Waiting]:
        """Return that nothing can be sent from memory."""
        assert most_bytes
        return [][after:most]

    def acknowledge(self, checksums: Mapping[str, str]) -> frozenset[str]:
        """Refuse."""
        assert checksums
        return frozenset()

    def send_again(self) -> int:
        """Let nothing wait: nothing was sent."""
        return 0

    def withdrawn_there(self, remark_id: str, made_utc: datetime) -> bool:
        """Erase a remark that stands."""
        assert made_utc
        found = self._kept.get(remark_id)
        if found is None or found.remark is None:
            return False
        self._erase(found)
        return True

    def tried(self, why: Phrase | None) -> None:
        """Note it."""
        self.why = why

    def carry_out(self, path: Path, passphrase: str) -> int:
        """Refuse."""
        raise CarriedFileError(file=path.name + passphrase[:0], reason=_NO_FILES)

    def carry_in(self, path: Path, passphrase: str) -> TakenIn:
        """Refuse."""
        raise CarriedFileError(file=path.name + passphrase[:0], reason=_NO_FILES)

    def keep_draft(self, draft: Draft) -> None:
        """Keep a draft."""
        self._used()
        self.kept_drafts[draft.id] = draft

    def drafts(self) -> Sequence[Draft]:
        """Return the drafts."""
        for each in self.kept_drafts.keys() & self._kept.keys():
            del self.kept_drafts[each]
        return list(self.kept_drafts.values())

    def drop_draft(self, draft_id: str) -> None:
        """Erase a draft."""
        self.kept_drafts.pop(draft_id, None)

    def close(self) -> None:
        """Count that it was closed."""
        self.closed += 1


class MemoryStores:
    """One store for every project, whoever opens it."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.refusal: RemarkError | None = None

    def open(self, project_id: str) -> RemarkStore:
        """Return the store, or refuse."""
        assert project_id
        if self.refusal is not None:
            raise self.refusal
        return self.store

    def has(self, project_id: str) -> bool:
        """Tell that there is one."""
        return bool(project_id)

    def folder(self, project_id: str) -> Path:
        """Refuse: memory is no place."""
        raise StoreUnusableError(path=project_id, reason=Phrase(nl="niets", en="nothing"))
