"""Keeps entries: each once, numbered and chained in the order in which they came.

Withdrawals win, whichever comes first: what was withdrawn is not kept, or erased; its line in the
public list stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, select, update

from mrapp.model.texts import LANGUAGES, Phrase
from mrapp.protocol.checksums import digest_of
from mrapp.protocol.messages import ACKNOWLEDGED, EntryMessage, EntryResult, Outcome, Withdrawn
from mrapp.protocol.public_list import line_hash
from mrapp.server.changes import announce
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries as entry_rows
from mrapp.server.database.intake import files, projects, remarks, seals
from mrapp.server.database.moderating import additions
from mrapp.server.intake.erasing import erase_said
from mrapp.server.intake.known import Known, is_still_so, read_added, read_known
from mrapp.server.intake.looking import Piece, Refusal, look_at
from mrapp.server.intake.refusing import NO_SEAL, OTHER, OTHER_FILE, OTHERS_REMARK, too_much_added


@dataclass(frozen=True)
class Sent:
    """What one request sent: entries that were looked at, while nothing was locked.

    machine: which one sent them; None: a phone, or a page of the server. is_public: nobody vouches
    for who sends, so additions need the seal of their remark, too. is_vouched: it is known to be
    right, also where its seal is not.
    """

    looked: Sequence[Piece | Refusal]
    machine: str | None = None
    is_public: bool = False
    is_vouched: bool = False


@dataclass(frozen=True)
class Kept:
    """What became of each entry that requests sent, and how long the list was before and is now.

    No result has a checksum yet, so none acknowledges anything: see `read_back`.
    """

    results: Sequence[list[EntryResult]]
    before: int
    after: int

    @property
    def is_other_size(self) -> bool:
        """Whether the project has grown to another power of four."""
        return self.before.bit_length() // 2 != self.after.bit_length() // 2


def keep(
    database: Database,
    conn: Connection,
    project: str,
    entries: Sequence[EntryMessage],
    machine: str | None,
    now: datetime,
) -> list[EntryResult]:
    """Keep entries of a project within a block that writes; returns what became of each, in order.

    machine: which one sent them; None: a page of the server. The rest is as of `keep_all`, also
    that no result has a checksum.
    """
    sent = Sent([look_at(project, each) for each in entries], machine)
    return keep_all(database, conn, project, [sent], now).results[0]


def keep_again(
    database: Database,
    conn: Connection,
    project: str,
    entry: EntryMessage,
    now: datetime,
    *,
    is_vouched: bool,
) -> EntryResult:
    """Keep a withdrawal once more, where it was lost.

    is_vouched: it is known to be right, also where its seal is not; else it counts as what phones
    send.
    """
    sent = Sent([look_at(project, entry)], is_public=not is_vouched, is_vouched=is_vouched)
    return keep_all(database, conn, project, [sent], now).results[0][0]


def keep_all(
    database: Database, conn: Connection, project: str, sent: Sequence[Sent], now: datetime
) -> Kept:
    """Keep what some requests sent, within a block that writes.

    What is withdrawn has files that `mrapp.server.chores.settle_erasures` erases once the block is
    over. Raises `NoSuchProjectError`.
    """
    pieces = [x for each in sent for x in each.looked if isinstance(x, Piece)]
    receipts = {
        x.remark_id
        for each in sent
        for x in each.looked
        if each.machine is None and isinstance(x, Piece) and x.entry.kind == "addition"
    }

    def read() -> Known:
        known = read_known(database, conn, project, pieces)
        if receipts:
            known.added = read_added(conn, project, receipts, now - timedelta(hours=1))
        return known

    known = None
    if not any(each.attachments for each in pieces):
        # All others wait from the lock until the block ends, so as much as can be is done before
        # it. Not where there are files: those are held, and who has the project may want them.
        known = read()
    taking = _Taking(known, sent) if known else None
    row = database.lock_project(conn, project)
    if taking is None or not is_still_so(conn, row, pieces, taking.known.last):
        taking = _Taking(read(), sent)
    _Writing(database, conn, row, now).write(taking)
    return Kept(taking.results, row.entries, row.entries + len(taking.new))


def read_back(
    database: Database, project: str, results: Sequence[EntryResult]
) -> list[EntryResult]:
    """Return results with the checksum of what the database has, once that is on the disk.

    With it they are acknowledgements. Of what was withdrawn or erased it is the digest.
    """
    ids = [each.id for each in results if each.outcome in ACKNOWLEDGED]
    if not ids:
        return list(results)
    c = entry_rows.c
    asked = select(c.id, c.digest, c.salt, c.content)
    with database.reading() as conn:
        rows = conn.execute(asked.where(c.project == project, database.among(c.id, ids))).all()
    sums = {
        row.id: row.digest
        if row.content is None or row.salt is None
        else digest_of(row.salt, row.content)
        for row in rows
    }
    return [
        each.model_copy(update={"checksum": sums.get(each.id)})
        if each.outcome in ACKNOWLEDGED
        else each
        for each in results
    ]


class _Taking:
    """Sorts out what some requests sent. What comes later in it knows what came before.

    new: what is to be written, with the machine that sent it. unproven: new withdrawals that count
    once their remark comes; proven: those that do now.
    """

    def __init__(self, known: Known, sent: Iterable[Sent]) -> None:
        self.known = known
        self.new: list[tuple[Piece, str | None]] = []
        self.new_withdrawn: list[str] = []
        self.unproven: set[str] = set()
        self.proven: list[str] = []
        results = [[self._take(x, each) for x in each.looked] for each in sent]
        self.results = [[self._settled(x) for x in each] for each in results]

    def _take(self, piece: Piece | Refusal, sent: Sent) -> EntryResult:
        """Return what becomes of an entry; a new one is put with those to write."""
        if isinstance(piece, Refusal):
            return _refused(piece.id, piece.reason)
        entry = piece.entry
        there = self.known.entries.get(entry.id)
        if there is not None:
            if there != (entry.kind, entry.digest):
                return _refused(entry.id, OTHER)
            return EntryResult(id=entry.id, outcome=Outcome.KNOWN)
        reason = self._reason_against(piece, sent)
        if reason is not None:
            return _refused(entry.id, reason)
        self._prove(piece)
        missing = () if self._is_withdrawn(piece) else self._missing(piece)
        if missing:
            return EntryResult(id=entry.id, outcome=Outcome.MISSING, missing=missing)
        self._note(piece, sent)
        return EntryResult(id=entry.id, outcome=Outcome.STORED)

    def _settled(self, result: EntryResult) -> EntryResult:
        """Return a result as it is told: by what was withdrawn after it, too."""
        if result.outcome not in ACKNOWLEDGED:
            return result
        if self.known.said_of.get(result.id) not in self.known.withdrawn:
            return result
        return result.model_copy(update={"outcome": Outcome.WITHDRAWN})

    def _reason_against(self, piece: Piece, sent: Sent) -> Phrase | None:
        if piece.entry.kind == "remark":
            return self._wrong_file(piece)
        if piece.remark_id in self.known.elsewhere:
            return OTHERS_REMARK
        is_there = piece.remark_id in self.known.remarks
        needs_seal = is_there if piece.entry.kind == "withdrawal" else sent.is_public
        if needs_seal and not sent.is_vouched and not self.known.opens(piece):
            return NO_SEAL
        if piece.entry.kind == "addition" and sent.machine is None:
            return too_much_added(*self.known.added.get(piece.remark_id, (0, 0)))
        return None

    def _wrong_file(self, piece: Piece) -> Phrase | None:
        for each in piece.attachments:
            there = self.known.files.get((piece.entry.id, each.sha256))
            if there is not None and there != (each.media_type, each.size_bytes):
                return OTHER_FILE
        return None

    def _missing(self, piece: Piece) -> tuple[str, ...]:
        needed = {each.sha256 for each in piece.attachments} - set(piece.entry.lost)
        return tuple(sorted(x for x in needed if (piece.entry.id, x) not in self.known.files))

    def _is_withdrawn(self, piece: Piece) -> bool:
        return piece.entry.kind != "withdrawal" and piece.remark_id in self.known.withdrawn

    def _prove(self, piece: Piece) -> None:
        """Let withdrawals count that came before this remark and have its seal."""
        proven = self.known.proven_by(piece)
        if proven and piece.remark_id not in self.known.withdrawn:
            self.known.withdrawn.add(piece.remark_id)
            self.new_withdrawn.append(piece.remark_id)
        self.proven += proven

    def _note(self, piece: Piece, sent: Sent) -> None:
        self.new.append((piece, sent.machine))
        is_early = piece.entry.kind == "withdrawal" and piece.remark_id not in self.known.remarks
        if is_early and sent.is_public:
            # Ids are public: who knows one may say so of a remark that is still to come.
            self.unproven.add(piece.entry.id)
            self.known.add_unproven(piece)
            return
        if piece.entry.kind == "withdrawal" and piece.remark_id not in self.known.withdrawn:
            self.new_withdrawn.append(piece.remark_id)
        self.known.add(piece)
        if piece.entry.kind == "addition" and sent.machine is None:
            self.known.add_addition(piece.remark_id)


@dataclass
class _Writing:
    """Writes what is new, in a project whose row is locked."""

    database: Database
    conn: Connection
    project: Row[Any]
    now: datetime

    def write(self, taking: _Taking) -> None:
        """Write all that is new."""
        if not taking.new:
            return
        withdrawn, unproven = taking.known.withdrawn, taking.unproven - set(taking.proven)
        rows = [
            {**row, "is_unproven": row["id"] in unproven}
            for row in self._entries(taking.new, withdrawn)
        ]
        self.database.put(self.conn, entry_rows, rows)
        numbers = {row["id"]: row["number"] for row in rows}
        pieces = [piece for piece, _machine in taking.new]
        self._write_remarks(pieces, numbers, withdrawn)
        self._write_additions(pieces, withdrawn)
        self._write_seals([x for x in pieces if x.entry.id not in taking.unproven], withdrawn)
        self._claim_files(pieces, withdrawn)
        self._withdraw(taking)
        head = {"entries": rows[-1]["number"], "head": rows[-1]["hash"]}
        ours = projects.c.id == self.project.id
        self.conn.execute(update(projects).where(ours).values(head))

    def _entries(
        self, new: Iterable[tuple[Piece, str | None]], withdrawn: set[str]
    ) -> Iterable[dict[str, Any]]:
        number, prev = self.project.entries, self.project.head
        for piece, machine in new:
            entry, number = piece.entry, number + 1
            prev = line_hash(prev, number, entry.kind, entry.id, entry.about, entry.digest)
            is_said = entry.kind == "withdrawal" or piece.remark_id not in withdrawn
            yield {
                "project": self.project.id,
                "number": number,
                "id": entry.id,
                "kind": entry.kind,
                "about": entry.about,
                "digest": entry.digest,
                "salt": entry.salt if is_said else None,
                "content": piece.content if is_said else None,
                "hash": prev,
                "machine": machine,
                "received_utc": self.now,
            }

    def _write_remarks(
        self, new: Iterable[Piece], numbers: dict[str, int], withdrawn: set[str]
    ) -> None:
        rows = []
        for piece in new:
            if piece.columns is not None:
                is_gone = piece.entry.id in withdrawn
                told = dict.fromkeys(piece.columns) if is_gone else piece.columns
                at = self.now if is_gone else None
                number = numbers[piece.entry.id]
                named = {"project": self.project.id, "id": piece.entry.id, "number": number}
                rows.append({**named, "public_id": str(uuid4()), "withdrawn_utc": at, **told})
        if rows:
            self.database.put(self.conn, remarks, rows)

    def _write_additions(self, new: Iterable[Piece], withdrawn: set[str]) -> None:
        rows = [
            {"project": self.project.id, "id": piece.entry.id, "remark": piece.remark_id}
            for piece in new
            if piece.entry.kind == "addition" and piece.remark_id not in withdrawn
        ]
        if rows:
            self.database.put(self.conn, additions, rows)

    def _write_seals(self, new: Iterable[Piece], withdrawn: set[str]) -> None:
        sealed = [x for x in new if x.seal is not None and x.entry.kind != "addition"]
        first = [self._seal_of(each) for each in sealed if each.remark_id not in withdrawn]
        if first:
            self.database.put(self.conn, seals, first)
        # The seal of what was withdrawn may be there already.
        again = [self._seal_of(each) for each in sealed if each.remark_id in withdrawn]
        if again:
            self.conn.execute(self.database.insert(seals).on_conflict_do_nothing(), again)

    def _seal_of(self, piece: Piece) -> dict[str, Any]:
        # Not all that it holds: a value keeps keys that it does not know.
        told = {name: getattr(piece.seal, name) for name in ("lookup", "salt", "rounds", "digest")}
        return {"project": self.project.id, "remark": piece.remark_id, **told}

    def _claim_files(self, new: Iterable[Piece], withdrawn: set[str]) -> None:
        for piece in new:
            if piece.entry.id in withdrawn:
                continue
            for each in piece.attachments:
                this = (
                    files.c.project == self.project.id,
                    files.c.remark == piece.entry.id,
                    files.c.sha256 == each.sha256,
                )
                self.conn.execute(update(files).where(*this).values(role=each.role))

    def _withdraw(self, taking: _Taking) -> None:
        if taking.proven:
            ours = (entry_rows.c.project == self.project.id, entry_rows.c.id.in_(taking.proven))
            self.conn.execute(update(entry_rows).where(*ours).values(is_unproven=False))
        ids = taking.new_withdrawn
        erase_said(self.database, self.conn, self.project.id, ids, self.now, withdrawn=True)
        for each in ids:
            told = Withdrawn(remark=each, made_utc=self.now)
            announce(self.conn, self.project.id, told, self.now)


def _refused(entry_id: str, reason: Phrase) -> EntryResult:
    words = {language: reason.text(language) for language in LANGUAGES}
    return EntryResult(id=entry_id, outcome=Outcome.REFUSED, reason=words)
