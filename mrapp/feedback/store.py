"""The store of one project's remarks, as `mrapp.app.remarks.keeping.RemarkStore` asks for it."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from pydantic_core import PydanticSerializationError

from mrapp.app.remarks.keeping import (
    MOST_WAITING_BYTES,
    Columns,
    Condition,
    Draft,
    Kept,
    Outbox,
    Outline,
    TakenIn,
    Waiting,
)
from mrapp.app.remarks.receipts import Receipt, Seal
from mrapp.feedback import tables, words
from mrapp.feedback.carrying import Carrier
from mrapp.feedback.columns import read_answers, read_columns, read_outline, read_texts
from mrapp.feedback.drafts import Drafts
from mrapp.feedback.entries import Piece, stamp
from mrapp.feedback.ledger import Ledger
from mrapp.feedback.reading import (
    is_here,
    read_kept,
    read_outbox,
    read_waiting,
    read_withdrawn,
    tombstone,
)
from mrapp.feedback.reasons import reason_of
from mrapp.feedback.sent import Sent
from mrapp.model.remark import (
    Addition,
    Answered,
    Attachment,
    Channel,
    Remark,
    Withdrawal,
    new_id,
    sha256_of,
)
from mrapp.model.remark_errors import (
    ReceiptUnknownError,
    RemarkInvalidError,
    RemarkNotKeptError,
    WithdrawnError,
)
from mrapp.model.texts import Notice, Phrase
from mrapp.model.values import Value
from mrapp.protocol.checksums import packed

_log = logging.getLogger(__name__)

_NOTHING = Phrase(nl="er staat niets in", en="it says nothing")
_OTHER_PROJECT = Phrase(nl="hij hoort bij een ander project", en="it belongs to another project")
_FILES = Phrase(
    nl="de bestanden zijn niet die welke erin genoemd staan",
    en="the files are not those that it names",
)
_OTHER = Phrase(
    nl="er is al een andere met hetzelfde kenmerk",
    en="there is another one already with the same id",
)
_NO_JSON = Phrase(nl="er staat iets in dat geen tekst is", en="something in it is no text")

_KNOWN = "SELECT id FROM entries WHERE id IN (SELECT value FROM json_each(?))"


class FolderStore:
    """The `RemarkStore` in a folder of its own."""

    def __init__(
        self,
        folder: Path,
        project_id: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open, or make, the store in `folder`; `now` tells what time it is."""
        self._project_id = project_id
        self._ledger = Ledger(folder, now)
        self._drafts = Drafts(folder / "drafts")

    def check(self) -> Condition:
        """Look at everything, mend what can be mended; see `RemarkStore`."""
        damaged = 0
        with _in_words():
            damaged = self._drafts.drop_damaged()
        if damaged:
            self._ledger.notices.append(Notice(words.DRAFT_DAMAGED, more=damaged - 1))
        return self._ledger.check()

    def ready(self) -> None:
        """Look whether something could be kept at this moment; see `RemarkStore`."""
        self._ledger.write(lambda _conn: ())
        with _in_words():
            self._drafts.try_out()

    def add(self, remark: Remark, seal: Seal, files: Mapping[str, bytes]) -> None:
        """Keep a remark, durably and once; see `RemarkStore`."""
        self._refuse_wrong(remark, files)
        content = _content({"remark": remark, "seal": seal})
        new: list[Path] = []

        def make(conn: sqlite3.Connection) -> Sequence[Piece]:
            if _is_there(conn, remark.id, content):
                return ()
            new.extend(self._ledger.files.write(remark, files))
            return (Piece("remark", remark.id, None, content),)

        self._ledger.write(make, lambda: self._ledger.files.undo(new))

    def add_to(self, receipt: Receipt, addition: Callable[[str], Addition]) -> Addition:
        """Keep an addition to the remark of a receipt; see `RemarkStore`."""
        remark_id = self._id_of(receipt)
        added = addition(remark_id)
        if not added.text.strip() or added.remark != remark_id:
            raise RemarkInvalidError(detail=_NOTHING)
        content = _content({"addition": added})

        def make(conn: sqlite3.Connection) -> Sequence[Piece]:
            if tombstone(conn, remark_id) is not None:
                raise WithdrawnError
            if _is_there(conn, added.id, content):
                return ()
            return (Piece("addition", added.id, remark_id, content),)

        self._ledger.write(make)
        return added

    def withdraw(self, receipt: Receipt, made_utc: datetime, channel: Channel) -> str:
        """Erase the remark of a receipt; see `RemarkStore`."""
        remark_id = self._id_of(receipt)
        withdrawal = Withdrawal(id=new_id(), remark=remark_id, made_utc=made_utc, channel=channel)

        def make(conn: sqlite3.Connection) -> Sequence[Piece]:
            if tombstone(conn, remark_id) is not None:
                return ()
            seal = _seal(conn, remark_id)
            content = _content({"withdrawal": withdrawal, "seal": seal})
            return (Piece("withdrawal", withdrawal.id, remark_id, content),)

        self._ledger.write(make)
        self._drop_left({remark_id})
        return remark_id

    def of_receipt(self, receipt: Receipt) -> Kept:
        """Return the remark of a receipt; see `RemarkStore`."""
        remark_id = self._id_of(receipt)
        kept = self.kept([remark_id])
        return kept[0] if kept else self._ledger.read(lambda conn: read_withdrawn(conn, remark_id))

    def kept(self, ids: Sequence[str] | None = None) -> Sequence[Kept]:
        """Return remarks in the order they were kept in; see `RemarkStore`.

        One that was damaged beyond mending is left out; `check` tells of it.
        """
        return self._ledger.read(lambda conn: list(read_kept(conn, ids)))

    def columns(self) -> Columns:
        """Return all remarks that stand, as columns."""
        return self._ledger.read(read_columns)

    def outline(self) -> Outline:
        """Return the same columns and when each was kept; see `RemarkStore`."""
        return self._ledger.read(read_outline)

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Return what was written in some remarks; see `RemarkStore`."""
        return self._ledger.read(lambda conn: read_texts(conn, ids))

    def answers(self, ids: Sequence[str]) -> Mapping[str, Answered]:
        """Return what was answered in some remarks; see `RemarkStore`."""
        return self._ledger.read(lambda conn: read_answers(conn, ids))

    def file(self, attachment: Attachment, remark_id: str) -> bytes | None:
        """Return the content of an attachment; see `RemarkStore`."""
        return self._ledger.files.read(remark_id, attachment)

    def count(self) -> int:
        """Return how many remarks were ever kept."""
        return self._ledger.read(
            lambda conn: int(conn.execute("SELECT COUNT(*) FROM remarks").fetchone()[0])
        )

    def outbox(self) -> Outbox:
        """Return what waits to be sent."""
        return self._ledger.read(read_outbox)

    def waiting(
        self, most: int, after: int = 0, most_bytes: int = MOST_WAITING_BYTES
    ) -> Sequence[Waiting]:
        """Return the first entries that wait to be sent; see `RemarkStore`."""
        return self._ledger.read(lambda conn: read_waiting(conn, most, after, most_bytes))

    def acknowledge(self, checksums: Mapping[str, str]) -> frozenset[str]:
        """Note that a server has entries; see `RemarkStore`."""
        at = stamp(self._ledger.now())
        told = [Sent(entry_id, checksum, at) for entry_id, checksum in checksums.items()]

        def note(conn: sqlite3.Connection) -> frozenset[str]:
            put = {each: tables.put_sent(conn, each) for each in told}
            new = [each for each, is_new in put.items() if is_new]
            if new:
                # Should a program end before the database has it too: that reads it when made anew.
                self._ledger.sent.append(*new)
            if None in put.values():
                tables.put_tried(conn, at, words.OTHER_THERE)
            return frozenset(each.id for each, is_new in put.items() if is_new is not None)

        return self._ledger.note(note)

    def send_again(self) -> int:
        """Let all that was acknowledged wait again; see `RemarkStore`."""

        def note(conn: sqlite3.Connection) -> int:
            # First: what is in the file, a database that is made anew would believe.
            self._ledger.sent.clear()
            return tables.forget_sent(conn)

        return self._ledger.note(note)

    def withdrawn_there(self, remark_id: str, made_utc: datetime) -> bool:
        """Erase a remark that was withdrawn elsewhere; see `RemarkStore`."""

        def make(conn: sqlite3.Connection) -> Sequence[Piece]:
            if not is_here(conn, remark_id) or tombstone(conn, remark_id) is not None:
                return ()
            withdrawal = Withdrawal(
                id=new_id(), remark=remark_id, made_utc=made_utc, channel=Channel.WEB
            )
            content = _content({"withdrawal": withdrawal, "seal": _seal(conn, remark_id)})
            return (Piece("withdrawal", withdrawal.id, remark_id, content, is_sent=True),)

        is_new = self._ledger.write(make) > 0
        self._drop_left({remark_id})
        return is_new

    def tried(self, why: Phrase | None) -> None:
        """Note that sending was tried; see `RemarkStore`."""
        at = stamp(self._ledger.now())
        self._ledger.note(lambda conn: tables.put_tried(conn, at, why))

    def carry_out(self, path: Path, passphrase: str) -> int:
        """Write all entries to one encrypted file; see `RemarkStore`."""
        return Carrier(self._ledger, self._project_id).out(path, passphrase)

    def carry_in(self, path: Path, passphrase: str) -> TakenIn:
        """Take in entries from such a file; see `RemarkStore`."""
        return Carrier(self._ledger, self._project_id).take_in(path, passphrase)

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being written, as it is now."""
        with _in_words():
            self._drafts.keep(draft)

    def drafts(self) -> Sequence[Draft]:
        """Return what was being written when a program ended by itself."""
        with _in_words():
            found = self._drafts.all()
        ids = packed([draft.id for draft in found]).decode()
        kept = self._ledger.read(lambda conn: {row[0] for row in conn.execute(_KNOWN, (ids,))})
        self._drop_left(kept)
        return [draft for draft in found if draft.id not in kept]

    def drop_draft(self, draft_id: str) -> None:
        """Erase a draft; safe twice."""
        with _in_words():
            self._drafts.drop(draft_id)

    def close(self) -> None:
        """Let go of all files; safe twice."""
        with _in_words():
            self._drafts.close()
        self._ledger.close()

    def _drop_left(self, remark_ids: Iterable[str]) -> None:
        """Erase drafts of remarks that were kept: a program ended before it could."""
        for each in remark_ids:
            try:
                self._drafts.drop(each)
            except OSError as error:
                # It is left out and tried again each time that drafts are asked for.
                _log.info("a draft of a remark that was kept stays for now: %s", error)

    def _refuse_wrong(self, remark: Remark, files: Mapping[str, bytes]) -> None:
        if remark.project != self._project_id:
            raise RemarkInvalidError(detail=_OTHER_PROJECT)
        if not remark.says_something:
            raise RemarkInvalidError(detail=_NOTHING)
        named = {each.sha256: each.size_bytes for each in remark.attachments}
        given = {sha256_of(content): len(content) for content in files.values()}
        if named != given or files.keys() != named.keys():
            raise RemarkInvalidError(detail=_FILES)

    def _id_of(self, receipt: Receipt) -> str:
        """Return the id of the remark of a receipt; takes a fifth of a second."""
        for remark_id, seal in self._ledger.read(
            lambda conn: _seals(conn, "lookup", receipt.lookup)
        ):
            if seal.opens(receipt):
                return remark_id
        raise ReceiptUnknownError


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RemarkNotKeptError(reason=reason_of(error)) from error


def _content(said: Mapping[str, Value | None]) -> bytes:
    try:
        return packed({k: v and v.model_dump(mode="json") for k, v in said.items()})
    except (TypeError, PydanticSerializationError) as error:
        raise RemarkInvalidError(detail=_NO_JSON) from error


def _is_there(conn: sqlite3.Connection, entry_id: str, content: bytes) -> bool:
    """Whether an entry is kept already; raises where it says something else, or was withdrawn."""
    if tombstone(conn, entry_id) is not None:
        raise WithdrawnError
    found = conn.execute("SELECT content FROM entries WHERE id = ?", (entry_id,)).fetchone()
    if found and found[0] != content:
        raise RemarkInvalidError(detail=_OTHER)
    return found is not None


def _seals(
    conn: sqlite3.Connection, by: Literal["about", "lookup"], key: str
) -> list[tuple[str, Seal]]:
    """Return seals with their remarks; raises ValueError for one that cannot be reckoned with."""
    found = conn.execute(
        f"SELECT about, lookup, salt, rounds, digest FROM seals WHERE {by} = ?",  # noqa: S608 - one of two names
        (key,),
    )
    return [
        (str(UUID(about)), Seal(lookup=lookup, salt=salt, rounds=rounds, digest=digest))
        for about, lookup, salt, rounds, digest in found
    ]


def _seal(conn: sqlite3.Connection, remark_id: str) -> Seal | None:
    return dict(_seals(conn, "about", remark_id)).get(remark_id)
