"""Carries entries from one machine to another in a file, for events without network.

The entries get their place in the chain of whoever takes them in; their salts and digests stay, so
that the same thing is known again everywhere. Withdrawals win, whichever comes first.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mrapp.app.remarks.keeping import TakenIn
from mrapp.app.replacing import writing
from mrapp.feedback import tables, words
from mrapp.feedback.entries import Entry, Piece
from mrapp.feedback.ledger import Ledger
from mrapp.feedback.parcel import LIMIT_BYTES, TOO_LARGE, Parcel, packed_up, unpacked
from mrapp.feedback.reasons import reason_of
from mrapp.model.remark_errors import ExportFailedError
from mrapp.model.texts import Notice, Phrase
from mrapp.protocol.contents import said_in

_NO_KEY = Phrase(nl="er is geen wachtwoord gegeven", en="no passphrase was given")


@dataclass
class _Tally:
    """What came of a parcel so far."""

    pieces: list[Piece] = field(default_factory=list)
    known: int = 0
    clashes: int = 0
    unreadable: int = 0
    files_missing: int = 0
    new_files: list[Path] = field(default_factory=list)

    def notices(self) -> tuple[Notice, ...]:
        """What is to be said of it."""
        return (
            *words.counted(words.CLASHES, self.clashes),
            *words.counted(words.UNREADABLE, self.unreadable),
            *words.counted(words.FILES_LEFT_OUT, self.files_missing),
        )


class Carrier:
    """Carries the entries of a ledger out, and others in."""

    def __init__(self, ledger: Ledger, project_id: str) -> None:
        """Carry for this project."""
        self._ledger, self._project_id = ledger, project_id

    def out(self, path: Path, passphrase: str) -> int:
        """Write all entries to `path`; returns how many. Raises ExportFailedError."""
        if not passphrase.strip():
            raise ExportFailedError(file=path.name, reason=_NO_KEY)
        entries = self._ledger.read(
            lambda conn: [tables.entry_of_row(row) for row in tables.rows(conn)]
        )
        files = self._files(entries, LIMIT_BYTES - sum(len(e.content or b"") for e in entries))
        if files is None:
            raise ExportFailedError(file=path.name, reason=TOO_LARGE)
        sealed = packed_up(Parcel(self._project_id, entries, files), passphrase)
        if len(sealed) > LIMIT_BYTES:  # nobody could take it in
            raise ExportFailedError(file=path.name, reason=TOO_LARGE)
        try:
            with writing(path) as stream:
                stream.write(sealed)
        except OSError as error:
            raise ExportFailedError(file=path.name, reason=reason_of(error)) from error
        return len(entries)

    def take_in(self, path: Path, passphrase: str) -> TakenIn:
        """Take in what is new in a file; all of it, or nothing. Raises CarriedFileError."""
        parcel = unpacked(path, passphrase, self._project_id)
        tallies: list[_Tally] = []

        def make(conn: sqlite3.Connection) -> Sequence[Piece]:
            # Once more, where the store was mended in between.
            tallies.append(self._sorted(conn, parcel))
            return tallies[-1].pieces

        self._ledger.write(make, lambda: self._undo(tallies))
        tally = tallies[-1]
        return TakenIn(len(tally.pieces), tally.known, tally.notices())

    def _undo(self, tallies: Sequence[_Tally]) -> None:
        self._ledger.files.undo(path for tally in tallies for path in tally.new_files)

    def _files(
        self, entries: Sequence[Entry], room_bytes: int
    ) -> dict[tuple[str, str], bytes] | None:
        """Return the attached files that are there and sound; None where there is no room."""
        found = {}
        for entry in entries:
            if entry.kind != "remark" or entry.content is None:
                continue
            for each in said_in(entry.content).remark.attachments:
                content = self._ledger.files.read(entry.id, each)
                if content is not None:
                    found[entry.id, each.sha256] = content
                    room_bytes -= len(content)
                if room_bytes < 0:
                    return None
        return found if room_bytes >= 0 else None

    def _sorted(self, conn: sqlite3.Connection, parcel: Parcel) -> _Tally:
        """Find out what is new, and write the files of remarks that are."""
        tally = _Tally()
        withdrawn = {e.remark_id for e in parcel.entries if e.kind == "withdrawal"}
        withdrawn |= {
            row[0]
            for row in conn.execute(
                "SELECT about FROM entries WHERE about IS NOT NULL AND kind = 'withdrawal'"
            )
        }
        for entry in parcel.entries:
            known = conn.execute(
                "SELECT digest, content FROM entries WHERE id = ?", (entry.id,)
            ).fetchone()
            is_gone = entry.kind != "withdrawal" and entry.remark_id in withdrawn
            if known is not None:
                same = known[0] == entry.digest or known[1] == entry.content or is_gone
                tally.known += same
                tally.clashes += not same
            elif is_gone:
                tally.pieces.append(_piece(entry.erased()))
            elif entry.content is None:
                tally.unreadable += 1
            else:
                tally.pieces.append(_piece(entry))
                self._keep_files(entry, entry.content, parcel, tally)
        return tally

    def _keep_files(self, entry: Entry, content: bytes, parcel: Parcel, tally: _Tally) -> None:
        if entry.kind != "remark":
            return
        remark = said_in(content).remark
        there = {
            each.sha256: parcel.files[remark.id, each.sha256]
            for each in remark.attachments
            if (remark.id, each.sha256) in parcel.files
        }
        tally.files_missing += len({each.sha256 for each in remark.attachments}) - len(there)
        tally.new_files += self._ledger.files.write(remark, there)


def _piece(entry: Entry) -> Piece:
    return Piece(entry.kind, entry.id, entry.about, entry.content, entry.salt, entry.digest)
