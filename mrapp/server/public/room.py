"""Bounds what files of phones may take: nobody knows whose they are, and others need the disk too.

Three bounds: what waits for its remark in a project, all that phones sent to a project, and what
must be left free on the disk. See `mrapp.server.backend.PhoneRoom`.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from mrapp.server.backend import Backend
from mrapp.server.database.intake import chunks, files
from mrapp.server.errors import NoRoomError

_AGAIN_S: Final = 3600
# What a file and a part of one cost besides their content: rows, and blocks of a disk.
_FILE_BYTES: Final = 65_536
_PART_BYTES: Final = 4096


def ask_room(backend: Backend, project: str, size_bytes: int) -> None:
    """Raise `NoRoomError` where so much more of a phone's files does not fit any more.

    Of several that come at once each may still fit: so a bound is passed by some MiB at most.
    """
    room = backend.settings.room
    free = backend.attachments.free_bytes()
    if free is not None and free - size_bytes < room.free_bytes:
        raise NoRoomError(seconds=_AGAIN_S)
    with backend.database.reading() as conn:
        waiting, claimed = _taken(conn, project)
    is_full = waiting + size_bytes > room.waiting_bytes
    if is_full or waiting + claimed + size_bytes > room.files_bytes:
        raise NoRoomError(seconds=_AGAIN_S)


def bytes_of_phones(conn: Connection, project: str) -> int:
    """Return what all files of phones take in a project, as its bound counts it."""
    return sum(_taken(conn, project))


def crowded(backend: Backend) -> Sequence[str]:
    """Return the projects in which over half of the room for files that wait is taken."""
    asked = select(files.c.project).where(files.c.machine.is_(None), files.c.role.is_(None))
    with backend.database.reading() as conn:
        named = conn.scalars(asked.distinct().order_by(files.c.project)).all()
        half = backend.settings.room.waiting_bytes / 2
        return [each for each in named if _taken(conn, each)[0] > half]


def _taken(conn: Connection, project: str) -> tuple[int, int]:
    """Return what files of phones take in a project: those that wait, and those of a remark."""
    of_phones: tuple[ColumnElement[bool], ...]
    of_phones = (files.c.project == project, files.c.machine.is_(None))
    is_claimed = files.c.role.is_not(None)
    whole = func.coalesce(func.sum(case((files.c.is_complete, files.c.size_bytes), else_=0)), 0)
    asked = select(is_claimed, func.count(), whole).where(*of_phones).group_by(is_claimed)
    waiting = claimed = 0
    for is_one, count, size_bytes in conn.execute(asked):
        taken = int(size_bytes) + count * _FILE_BYTES
        waiting, claimed = (waiting, taken) if is_one else (taken, claimed)
    return waiting + _parts(conn, of_phones), claimed


def _parts(conn: Connection, of_phones: Sequence[ColumnElement[bool]]) -> int:
    """Return what parts of files take that are not whole yet."""
    names = ("project", "remark", "sha256")
    same = and_(*(chunks.c[name] == files.c[name] for name in names))
    size = func.coalesce(func.sum(chunks.c.size_bytes + _PART_BYTES), 0)
    asked = select(size).select_from(files.join(chunks, same))
    return int(conn.scalar(asked.where(*of_phones, files.c.is_complete.is_(False))) or 0)
