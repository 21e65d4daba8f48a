"""Keeps entries: each once, numbered and chained in the order in which they came.

Withdrawals win, whichever comes first: what was withdrawn is not kept, or erased; its line in the
public list stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, select, update

from mrapp.model.texts import LANGUAGES, Phrase
from mrapp.protocol.checksums import digest_of
from mrapp.protocol.messages import EntryMessage, EntryResult, Outcome, Withdrawn
from mrapp.protocol.public_list import line_hash
from mrapp.server.changes import announce
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries as entry_rows
from mrapp.server.database.intake import files, projects, remarks, seals
from mrapp.server.database.moderating import additions
from mrapp.server.intake.erasing import erase_said
from mrapp.server.intake.known import Known, read_known
from mrapp.server.intake.looking import Piece, Refusal, look_at

_OTHER = Phrase(
    nl="er is al een andere met hetzelfde kenmerk",
    en="there is another one already with the same id",
)
_OTHERS_REMARK = Phrase(
    nl="de mening waar hij bij hoort is van een ander project",
    en="the opinion that it belongs to is of another project",
)
_NO_SEAL = Phrase(
    nl="het bewijs van de bon ontbreekt of is van een andere mening",
    en="the proof of the receipt is missing, or is of another opinion",
)
_OTHER_FILE = Phrase(
    nl="een van de bestanden is niet wat de mening ervan zegt",
    en="one of its files is not what the opinion says of it",
)


def keep(
    database: Database,
    conn: Connection,
    project: str,
    entries: Sequence[EntryMessage],
    machine: str | None,
    now: datetime,
) -> list[EntryResult]:
    """Keep entries of a project within a block that writes; returns what became of each, in order.

    machine: which one sent them; None: a phone, or a page of the server. What is withdrawn has
    files that `mrapp.server.chores.settle_erasures` erases once the block is over. Raises
    `NoSuchProjectError`.
    """
    looked = [look_at(project, each) for each in entries]
    return keep_looked(database, conn, project, looked, machine, now)


def keep_looked(
    database: Database,
    conn: Connection,
    project: str,
    looked: Sequence[Piece | Refusal],
    machine: str | None,
    now: datetime,
    *,
    is_public: bool = False,
) -> list[EntryResult]:
    """Do the same with entries that were looked at before, while nothing was locked.

    is_public: nobody vouches for who sends, so additions need the seal of their remark, too.
    """
    return _keep(database, conn, project, looked, machine, now, is_public=is_public)


def keep_vouched(
    database: Database, conn: Connection, project: str, entry: EntryMessage, now: datetime
) -> EntryResult:
    """Keep a withdrawal that is known to be right, also where its seal is not: once more, then."""
    looked = [look_at(project, entry)]
    return _keep(database, conn, project, looked, None, now, is_vouched=True)[0]


def _keep(
    database: Database,
    conn: Connection,
    project: str,
    looked: Sequence[Piece | Refusal],
    machine: str | None,
    now: datetime,
    *,
    is_public: bool = False,
    is_vouched: bool = False,
) -> list[EntryResult]:
    row = database.lock_project(conn, project)
    pieces = [each for each in looked if isinstance(each, Piece)]
    taking = _Taking(read_known(database, conn, project, pieces), is_public, is_vouched)
    results = [
        _refused(x.id, x.reason) if isinstance(x, Refusal) else taking.take(x) for x in looked
    ]
    stored = _Writing(database, conn, row, machine, now).write(taking)
    return [taking.settled(each, stored) for each in results]


@dataclass
class _Taking:
    """Sorts out one batch. What comes later in it knows what came before."""

    known: Known
    is_public: bool = False
    is_vouched: bool = False
    new: list[Piece] = field(default_factory=list)
    new_withdrawn: list[str] = field(default_factory=list)
    unproven: set[str] = field(default_factory=set)
    proven: list[str] = field(default_factory=list)

    def take(self, piece: Piece | Refusal) -> EntryResult:
        """Return what becomes of an entry; a new one is put with those to write."""
        if isinstance(piece, Refusal):
            return _refused(piece.id, piece.reason)
        entry = piece.entry
        there = self.known.entries.get(entry.id)
        if there is not None:
            if there != (entry.kind, entry.digest):
                return _refused(entry.id, _OTHER)
            return _acknowledged(entry, Outcome.KNOWN)
        reason = self._reason_against(piece)
        if reason is not None:
            return _refused(entry.id, reason)
        self._prove(piece)
        missing = () if self._is_withdrawn(piece) else self._missing(piece)
        if missing:
            return EntryResult(id=entry.id, outcome=Outcome.MISSING, missing=missing)
        self._note(piece)
        return _acknowledged(entry, Outcome.STORED)

    def settled(self, result: EntryResult, stored: dict[str, str]) -> EntryResult:
        """Return a result as it is told: by what is there now, and what was withdrawn after it."""
        if result.checksum is None:
            return result
        if (
            result.id in self.known.said_of
            and self.known.said_of[result.id] in self.known.withdrawn
        ):
            return result.model_copy(update={"outcome": Outcome.WITHDRAWN})
        now = stored.get(result.id) or self.known.checksums.get(result.id) or result.checksum
        return result.model_copy(update={"checksum": now})

    def _reason_against(self, piece: Piece) -> Phrase | None:
        if piece.entry.kind == "remark":
            return self._wrong_file(piece)
        if piece.remark_id in self.known.elsewhere:
            return _OTHERS_REMARK
        is_there = piece.remark_id in self.known.remarks
        needs_seal = is_there if piece.entry.kind == "withdrawal" else self.is_public
        return None if not needs_seal or self.is_vouched or self.known.opens(piece) else _NO_SEAL

    def _wrong_file(self, piece: Piece) -> Phrase | None:
        for each in piece.attachments:
            there = self.known.files.get((piece.entry.id, each.sha256))
            if there is not None and there != (each.media_type, each.size_bytes):
                return _OTHER_FILE
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

    def _note(self, piece: Piece) -> None:
        self.new.append(piece)
        is_early = piece.entry.kind == "withdrawal" and piece.remark_id not in self.known.remarks
        if is_early and self.is_public:
            # Ids are public: who knows one may say so of a remark that is still to come.
            self.unproven.add(piece.entry.id)
            self.known.add_unproven(piece)
            return
        if piece.entry.kind == "withdrawal" and piece.remark_id not in self.known.withdrawn:
            self.new_withdrawn.append(piece.remark_id)
        self.known.add(piece)


@dataclass
class _Writing:
    """Writes what is new, in a project whose row is locked."""

    database: Database
    conn: Connection
    project: Row[Any]
    machine: str | None
    now: datetime

    def write(self, taking: _Taking) -> dict[str, str]:
        """Write all that is new; returns by id the digest of what the database then has."""
        if not taking.new:
            return {}
        withdrawn = taking.known.withdrawn
        rows = [
            {**row, "is_unproven": row["id"] in taking.unproven - set(taking.proven)}
            for row in self._entries(taking.new, withdrawn)
        ]
        stored = self._write_entries(rows)
        numbers = {row["id"]: row["number"] for row in rows}
        self._write_remarks(taking.new, numbers, withdrawn)
        self._write_additions(taking.new, withdrawn)
        self._write_seals([x for x in taking.new if x.entry.id not in taking.unproven], withdrawn)
        self._claim_files(taking.new, withdrawn)
        self._withdraw(taking)
        head = {"entries": rows[-1]["number"], "head": rows[-1]["hash"]}
        ours = projects.c.id == self.project.id
        self.conn.execute(update(projects).where(ours).values(head))
        if _is_other_size(self.project.entries, rows[-1]["number"]):
            self.database.refresh_statistics(self.conn)
        return stored

    def _entries(self, new: Iterable[Piece], withdrawn: set[str]) -> Iterable[dict[str, Any]]:
        number, prev = self.project.entries, self.project.head
        for piece in new:
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
                "machine": self.machine,
                "received_utc": self.now,
            }

    def _write_entries(self, rows: list[dict[str, Any]]) -> dict[str, str]:
        """Write entries, and read them back: what is acknowledged is what is there."""
        self.database.put(self.conn, entry_rows, rows)
        columns = entry_rows.c
        asked = select(columns.id, columns.salt, columns.content).where(
            columns.project == self.project.id,
            columns.number.between(rows[0]["number"], rows[-1]["number"]),
        )
        stored = self.conn.execute(asked)
        return {x.id: digest_of(x.salt, x.content) for x in stored if x.content is not None}

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


def _is_other_size(before: int, after: int) -> bool:
    """Tell whether a project has grown to another power of four."""
    return before.bit_length() // 2 != after.bit_length() // 2


def _acknowledged(entry: EntryMessage, outcome: Outcome) -> EntryResult:
    return EntryResult(id=entry.id, outcome=outcome, checksum=entry.digest)


def _refused(entry_id: str, reason: Phrase) -> EntryResult:
    words = {language: reason.text(language) for language in LANGUAGES}
    return EntryResult(id=entry_id, outcome=Outcome.REFUSED, reason=words)
