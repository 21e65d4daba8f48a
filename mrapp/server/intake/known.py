"""What a server has already of what one batch is about."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from pydantic import ValidationError
from sqlalchemy import Connection, Row, and_, case, func, or_, select

from mrapp.app.remarks.receipts import Seal
from mrapp.model.remark import sha256_of
from mrapp.protocol.checksums import packed
from mrapp.protocol.contents import SaidWithdrawal
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries, files, projects, remarks, seals
from mrapp.server.errors import NoSuchProjectError
from mrapp.server.intake.looking import Piece

_log = logging.getLogger(__name__)
_FEW: Final = 2000


@dataclass
class Known:
    """What is there, of entries and remarks that a batch names; grows with the batch.

    last: the number of the newest entry of the project when this was read. entries: kind and
    digest by id; said_of: by the id of a remark or addition, the remark it is of. remarks: those
    that are there; elsewhere: those of another project. withdrawn: remarks, there or not.
    unproven: by a remark that is not there, the withdrawals that count once it comes, with lookup,
    salt and digest of their seals. proofs: lookup, salt and digest of seals, with the remark each
    opens. files: media type and size of those that are complete, by remark and hash. added: how
    often something was added to a remark by who has its receipt, lately and in all.
    """

    last: int = 0
    entries: dict[str, tuple[str, str]] = field(default_factory=dict)
    said_of: dict[str, str] = field(default_factory=dict)
    remarks: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    unproven: dict[str, dict[str, tuple[str, str, str, str]]] = field(default_factory=dict)
    proofs: set[tuple[str, str, str, str]] = field(default_factory=set)
    files: dict[tuple[str, str], tuple[str | None, int]] = field(default_factory=dict)
    added: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, piece: Piece) -> None:
        """Note an entry of the batch that will be there."""
        entry = piece.entry
        self.entries[entry.id] = (entry.kind, entry.digest)
        if entry.kind == "withdrawal":
            self.withdrawn.add(piece.remark_id)
        else:
            self.said_of[entry.id] = piece.remark_id
        if entry.kind == "remark":
            self.remarks.add(entry.id)
            self._add_proof(piece)

    def add_unproven(self, piece: Piece) -> None:
        """Note a withdrawal of the batch that counts once its remark comes."""
        self.entries[piece.entry.id] = (piece.entry.kind, piece.entry.digest)
        if piece.seal is not None:
            found = self.unproven.setdefault(piece.remark_id, {})
            found[piece.entry.id] = _proof(piece.remark_id, piece.seal)

    def proven_by(self, piece: Piece) -> Sequence[str]:
        """Return the withdrawals of a remark that count now that it is there."""
        if piece.entry.kind != "remark" or piece.seal is None:
            return ()
        mark = _proof(piece.remark_id, piece.seal)
        found = self.unproven.get(piece.remark_id, {})
        return [each for each, proof in found.items() if proof == mark]

    def add_addition(self, remark_id: str) -> None:
        """Note that something more was added by who has the receipt."""
        lately, in_all = self.added.get(remark_id, (0, 0))
        self.added[remark_id] = (lately + 1, in_all + 1)

    def _add_proof(self, piece: Piece) -> None:
        if piece.seal is not None:
            self.proofs.add(_proof(piece.remark_id, piece.seal))

    def opens(self, piece: Piece) -> bool:
        """Tell whether an addition or a withdrawal has the seal of its remark."""
        if piece.seal is None:
            return False
        if _proof(piece.remark_id, piece.seal) in self.proofs:
            return True
        left = proof_left(piece.remark_id, piece.seal)
        is_left = (piece.remark_id, left["lookup"], left["salt"], left["digest"]) in self.proofs
        return is_left and piece.entry.kind == "withdrawal"


def proof_left(remark_id: str, seal: "Seal | Row[Any]") -> dict[str, str]:
    """Return what is kept of the seal of a remark that was made anonymous, as columns.

    No receipt leads to it. Only who has the whole seal, with its salt, can show that it is the one.
    """
    whole = packed([remark_id, seal.lookup, seal.salt, seal.digest])
    return {"lookup": "", "salt": "", "digest": sha256_of(whole)}


def read_known(
    database: Database, conn: Connection, project: str, pieces: Sequence[Piece]
) -> Known:
    """Return what is there of what a batch is about; raises `NoSuchProjectError`.

    Where the project's row is not locked, more may come meanwhile: see `is_still_so`.
    """
    known = _read_entries(database, conn, project, pieces)
    later = [each for each in pieces if each.entry.kind != "remark"]
    if later:
        _read_remarks(conn, project, {each.remark_id for each in later}, known)
    lookups = {each.seal.lookup for each in later if each.seal is not None}
    if lookups:
        _read_proofs(conn, project, lookups, {each.remark_id for each in later}, known)
    with_files = {each.entry.id for each in pieces if each.attachments}
    if with_files:
        _read_files(conn, project, with_files, known)
    return known


def read_added(
    conn: Connection, project: str, remark_ids: Collection[str], since: datetime
) -> dict[str, tuple[int, int]]:
    """Return how often something was added to remarks by who has the receipt, as `Known.added`."""
    c = entries.c
    lately = func.sum(case((c.received_utc > since, 1), else_=0))
    by_receipt = (c.project == project, c.kind == "addition", c.machine.is_(None))
    asked = select(c.about, lately, func.count()).where(*by_receipt, c.about.in_(remark_ids))
    return {about: (int(some), most) for about, some, most in conn.execute(asked.group_by(c.about))}


def is_still_so(conn: Connection, project: Row[Any], pieces: Sequence[Piece], last: int) -> bool:
    """Tell whether what was read of a batch still is all there is, now that the row is locked.

    last: the number of the newest entry when it was read.
    """
    if project.entries == last:
        return True
    if project.entries - last > _FEW:
        return False
    news = select(entries.c.id, entries.c.about).where(
        entries.c.project == project.id, entries.c.number > last
    )
    named = {each.entry.id for each in pieces} | {each.remark_id for each in pieces}
    return all(named.isdisjoint(row) for row in conn.execute(news))


def _read_entries(
    database: Database, conn: Connection, project: str, pieces: Sequence[Piece]
) -> Known:
    """Read which of these entries are there, and the withdrawals of their remarks.

    In one question, so that what comes after it is found by its number.
    """
    c, among = entries.c, database.among
    is_withdrawal = and_(
        among(c.about, {each.remark_id for each in pieces}), c.kind == "withdrawal"
    )
    is_named = or_(among(c.id, {each.entry.id for each in pieces}), is_withdrawal)
    sealed = case((c.is_unproven, c.content))
    asked = (
        select(
            projects.c.entries, c.number, c.id, c.kind, c.about, c.digest, sealed.label("sealed")
        )
        .select_from(projects.outerjoin(entries, and_(c.project == projects.c.id, is_named)))
        .where(projects.c.id == project)
    )
    rows = conn.execute(asked).all()
    if not rows:
        raise NoSuchProjectError(project=project)
    known, sent = Known(rows[0].entries), {each.entry.id for each in pieces}
    for row in rows:
        if row.id in sent:
            known.entries[row.id] = (row.kind, row.digest)
            if row.kind != "withdrawal":
                known.said_of[row.id] = row.about or row.id
        if row.kind == "withdrawal":
            _note_withdrawal(known, row)
    return known


def _note_withdrawal(known: Known, row: Any) -> None:  # noqa: ANN401 - of a question of ours
    """Note a withdrawal; its column sealed: what it says, where it counts once its remark comes."""
    if row.sealed is None:
        known.withdrawn.add(row.about)
        return
    try:
        seal = SaidWithdrawal.model_validate_json(row.sealed).seal
    except ValidationError:
        # Nobody can prove it any more; what else came with the remark has nothing to do with that.
        _log.error("entry %d of a list is damaged: a withdrawal that does not count", row.number)
        return
    if seal is not None:
        known.unproven.setdefault(row.about, {})[row.id] = _proof(row.about, seal)


def _read_remarks(conn: Connection, project: str, ids: Collection[str], known: Known) -> None:
    asked = select(remarks.c.project, remarks.c.id).where(remarks.c.id.in_(ids))
    for row in conn.execute(asked):
        (known.remarks if row.project == project else known.elsewhere).add(row.id)
    known.elsewhere -= known.remarks


def _read_proofs(
    conn: Connection,
    project: str,
    lookups: Collection[str],
    remark_ids: Collection[str],
    known: Known,
) -> None:
    names = ("remark", "lookup", "salt", "digest")
    asked = select(*(seals.c[name] for name in names))
    left = and_(seals.c.lookup == "", seals.c.remark.in_(remark_ids))
    asked = asked.where(seals.c.project == project, or_(seals.c.lookup.in_(lookups), left))
    known.proofs |= {tuple(row) for row in conn.execute(asked)}


def _read_files(conn: Connection, project: str, ids: Collection[str], known: Known) -> None:
    names = ("remark", "sha256", "media_type", "size_bytes")
    asked = select(*(files.c[name] for name in names))
    asked = asked.where(files.c.project == project, files.c.remark.in_(ids), files.c.is_complete)
    # Until the block ends none of them goes, as one does for which no remark came in time.
    for row in conn.execute(asked.with_for_update()):
        known.files[row.remark, row.sha256] = (row.media_type, row.size_bytes)


def _proof(remark_id: str, seal: Seal) -> tuple[str, str, str, str]:
    return (remark_id, seal.lookup, seal.salt, seal.digest)
