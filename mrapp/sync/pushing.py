"""Sends what waits: files first, then their entries, in portions; nothing holds up the rest.

An entry leaves the outbox only where the server gave back its checksum. All may end at any instant:
what was sent and not noted is sent once more, and the server knows it by its id.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from mrapp.app.remarks.keeping import RemarkStore, Waiting
from mrapp.model.remark import Attachment
from mrapp.model.sync_errors import NotOurServerError, RefusedError
from mrapp.model.texts import LANGUAGES, Phrase
from mrapp.model.values import LocalText
from mrapp.protocol.messages import (
    ACKNOWLEDGED,
    BATCH_BYTES,
    BATCH_ENTRIES,
    Batch,
    EntryMessage,
    EntryResult,
    Outcome,
)
from mrapp.sync.addresses import path_of
from mrapp.sync.uploading import upload

if TYPE_CHECKING:
    # Only its type: HTTP is slow to come, and not all who send need it at once.
    from mrapp.sync.client import Client

# In JSON within JSON a text takes up to twice its room, and something stands beside it.
_PORTION_BYTES: Final = 3 * BATCH_BYTES // 8
_NO_REASON = Phrase(nl="de server zegt niet waarom", en="the server does not say why")
_NO_FORM = Phrase(nl="hij past niet in een bericht", en="it does not fit into a message")
_STILL_MISSING = Phrase(
    nl="de server mist bestanden die wel zijn verzonden",
    en="the server lacks files that were sent",
)


@dataclass
class Pushed:
    """What came of it. refused: why an entry stays here, by its id and language."""

    sent: int = 0
    erased: int = 0
    refused: dict[str, LocalText] = field(default_factory=dict)


class Push:
    """Sends all that waits in a store, once."""

    def __init__(
        self,
        store: RemarkStore,
        client: "Client",
        project: str,
        utc_now: Callable[[], datetime],
        files_told: Callable[[int, int], None] = lambda _done, _of: None,
        go_on: Callable[[], bool] = lambda: True,
    ) -> None:
        """files_told: how many files of how many have gone. go_on: asked between portions."""
        self._store, self._client, self._project = store, client, project
        self._utc_now, self._files_told, self._go_on = utc_now, files_told, go_on
        self.pushed: Final = Pushed()

    def run(self, *, files_first: bool = True) -> Pushed:
        """Send until nothing waits that was not tried; raises `SyncError`, `RemarkError`.

        files_first: not where most is there already: then only files that are missing go.
        """
        last = 0
        while self._go_on():
            some = self._store.waiting(BATCH_ENTRIES, last, _PORTION_BYTES)
            if not some:
                break
            last = some[-1].number
            lacking = self._send(self._with_files(some) if files_first else self._without(some))
            if lacking:
                # Not sent yet, or the server lost them since.
                again = [each for each in some if each.id in lacking]
                for each in self._send(self._with_files(again)):
                    self.pushed.refused[each] = _told(_STILL_MISSING)
        return self.pushed

    def _with_files(self, entries: Sequence[Waiting]) -> list[EntryMessage]:
        """Send the files of entries; returns the entries of which all that is here is there."""
        total = sum(len(each.files) for each in entries)
        ready, done = [], 0
        for entry in entries:
            if total:
                self._files_told(done, total)
            try:
                lost = self._lost_of(entry)
                if not (lost and self._is_withdrawn(entry)):
                    ready.append(_message(entry, lost))
            except (RefusedError, ValidationError) as error:
                self._refuse(entry.id, error)
            done += len(entry.files)
        if total:
            self._files_told(total, total)
        return ready

    def _without(self, entries: Sequence[Waiting]) -> list[EntryMessage]:
        """Return entries of which no file is sent; the server asks for those that it lacks."""
        ready = []
        for entry in entries:
            try:
                ready.append(_message(entry, ()))
            except ValidationError as error:
                self._refuse(entry.id, error)
        return ready

    def _lost_of(self, entry: Waiting) -> tuple[str, ...]:
        """Send the files of an entry; returns the hashes of those that are gone or damaged here."""
        return tuple(each.sha256 for each in entry.files if not self._sent_file(entry, each))

    def _is_withdrawn(self, entry: Waiting) -> bool:
        """Whether it was withdrawn a moment ago: then it is not to be sent any more."""
        return any(each.remark is None for each in self._store.kept([entry.id]))

    def _sent_file(self, entry: Waiting, file: Attachment) -> bool:
        content = self._store.file(file, entry.id)
        if content is None:
            return False
        path = path_of(self._project, "remarks", entry.id, "files", file.sha256)
        upload(self._client, path, len(content), lambda at, most: content[at : at + most])
        return True

    def _send(self, entries: Sequence[EntryMessage]) -> set[str]:
        """Send entries, and return the ids of those of which the server lacks files.

        Where it takes none of them, each half goes by itself.
        """
        if not entries:
            return set()
        try:
            results = self._results(entries)
        except RefusedError as error:
            if len(entries) == 1:
                self._refuse(entries[0].id, error)
                return set()
            half = len(entries) // 2
            return self._send(entries[:half]) | self._send(entries[half:])
        return self._settle(entries, results)

    def _results(self, entries: Sequence[EntryMessage]) -> Sequence[EntryResult]:
        results = self._client.send(self._project, Batch(entries=tuple(entries))).results
        if [each.id for each in results] != [each.id for each in entries]:
            raise NotOurServerError(server=self._client.server)
        return results

    def _settle(self, entries: Sequence[EntryMessage], results: Sequence[EntryResult]) -> set[str]:
        """Note what became of entries; returns the ids of those of which files are missing."""
        there: dict[str, str] = {}
        missing = set()
        for entry, result in zip(entries, results, strict=True):
            if result.outcome is Outcome.WITHDRAWN:
                # First: once nothing waits, nobody would ask again.
                erased = self._store.withdrawn_there(entry.about or entry.id, self._utc_now())
                self.pushed.erased += erased
            if result.outcome in ACKNOWLEDGED:
                there[entry.id] = result.checksum or ""
            elif result.outcome is Outcome.MISSING:
                missing.add(entry.id)
            else:
                self.pushed.refused[entry.id] = dict(result.reason or {}) or _told(_NO_REASON)
        self.pushed.sent += len(self._store.acknowledge(there)) if there else 0
        return missing

    def _refuse(self, entry_id: str, error: RefusedError | ValidationError) -> None:
        why = error.why if isinstance(error, RefusedError) else _NO_FORM
        self.pushed.refused[entry_id] = _told(why)


def _message(entry: Waiting, lost: tuple[str, ...]) -> EntryMessage:
    return EntryMessage(
        id=entry.id,
        kind=entry.kind,
        about=entry.about,
        salt=entry.salt,
        content=entry.content.decode("utf-8"),
        digest=entry.checksum,
        lost=lost,
    )


def _told(phrase: Phrase) -> LocalText:
    return {each: phrase.text(each) for each in LANGUAGES}
