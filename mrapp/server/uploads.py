"""Takes in files part by part, so that a bad line only ever costs one part.

A part is kept where it follows on what is there; else nothing happens, and the answer tells where
to go on. So a part may come twice, or late, and any process of the server may get any of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, or_, select, update

from mrapp.app.remarks.bare import bare
from mrapp.model.remark import ATTACHMENT_LIMIT_BYTES
from mrapp.protocol.messages import UploadState
from mrapp.server.attachments import CAPSULES, Place
from mrapp.server.backend import Backend
from mrapp.server.database.intake import chunks, entries, files, projects
from mrapp.server.errors import FileOtherError, FileWrongError, NoSuchProjectError, TooLargeError
from mrapp.server.media import media_type_of

CAPSULE_LIMIT_BYTES: Final = 2**31 - 1
"""The largest capsule."""

CAPSULE_TYPE: Final = "application/zip"
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True)
class Upload:
    """A file that is being taken in. kind_of: tells its media type; None: it may not be kept.

    ask_room: raises an error where so many bytes more may not come.
    """

    backend: Backend
    place: Place
    machine: str | None
    kind_of: Callable[[bytes], str | None] = media_type_of
    ask_room: Callable[[int], None] = lambda _size_bytes: None

    def state(self) -> UploadState:
        """Return how much of it there is; joins it, where a crash came in between."""
        there = self._there()
        if there.is_all and not there.is_complete:
            return self._finish(there)
        return self._told(there)

    def take(self, begin: int, size_bytes: int, content: bytes) -> UploadState:
        """Take in a part; returns how much there is then.

        begin: where it belongs in the file of `size_bytes`. Raises `FileWrongError`,
        `FileOtherError`, `TooLargeError` and `NoSuchProjectError`, and what `ask_room` does.
        """
        limit = CAPSULE_LIMIT_BYTES if self.place.remark == CAPSULES else ATTACHMENT_LIMIT_BYTES
        if size_bytes > limit:
            raise TooLargeError(limit=limit)
        there = self._there()
        if there.is_complete:
            return self._told(there)
        if there.size_bytes not in (None, size_bytes) or begin + len(content) > size_bytes:
            raise FileOtherError
        if begin != there.received_bytes or not content:
            return self._told(there)
        self.ask_room(len(content))
        there = self._begin(size_bytes)
        if begin != there.received_bytes or there.is_complete:
            return self._told(there)
        if len(content) == size_bytes:
            return self._settle(there, size_bytes, self._keep(content))
        there = self._take_part(begin, size_bytes, content)
        return self._finish(there) if there.is_all else self._told(there)

    def _there(self) -> "_There":
        with self.backend.database.reading() as conn:
            return _read(conn, self.place)

    def _begin(self, size_bytes: int) -> "_There":
        """Note that it comes, before anything of it lies there: so none is left that nobody knows.

        What was begun long ago counts as begun now, so that it is not swept meanwhile.
        """
        database, row = self.backend.database, self._row(size_bytes)
        with database.writing() as conn:
            again = {"begun_utc": row["begun_utc"]}
            put = database.insert(files).values(**row)
            conn.execute(
                put.on_conflict_do_update(
                    index_elements=list(files.primary_key),
                    set_=again,
                    where=files.c.is_complete.is_(False),
                )
            )
            return _read(conn, self.place)

    def _take_part(self, begin: int, size_bytes: int, content: bytes) -> "_There":
        self.backend.attachments.write_chunk(self.place, begin, content)
        database = self.backend.database
        with database.writing() as conn:
            put = database.insert(files).values(**self._row(size_bytes)).on_conflict_do_nothing()
            conn.execute(put)
            # It may have come whole meanwhile, by another request; from here on nobody notes that.
            ours = select(files.c.sha256).where(*_of(files, self.place))
            conn.execute(ours.with_for_update())
            there = _read(conn, self.place)
            if not there.is_complete:
                part = {**vars(self.place), "begin": begin, "size_bytes": len(content)}
                conn.execute(database.insert(chunks).values(**part).on_conflict_do_nothing())
                return _read(conn, self.place)
        self.backend.attachments.drop_chunks(self.place, [begin])
        return there

    def _finish(self, there: "_There") -> UploadState:
        """Join the parts of a file that are all there."""
        if there.is_complete:
            return self._told(there)
        try:
            kind = self._join(there.begins)
        except FileNotFoundError:
            # Another request joined them; or they are lost.
            return self._told(self._forget(there.begins))
        return self._settle(there, there.received_bytes, kind)

    def _join(self, begins: list[int]) -> str | None:
        """Keep a file by its parts; returns its media type, None where it may not be kept."""
        stored = self.backend.attachments
        parts = stored.parts(self.place, begins)
        if self.place.remark != CAPSULES:
            return self._keep(b"".join(parts))
        if not stored.write(self.place, parts):
            return None
        with stored.opened(self.place) as stream:
            kind = self.kind_of(stream.read(len(_ZIP)))
        if kind is None:
            stored.drop(self.place)
        return kind

    def _keep(self, content: bytes) -> str | None:
        kind = self.kind_of(content)
        is_kept = kind is not None and self.backend.attachments.write(self.place, [content])
        return kind if is_kept else None

    def _settle(self, there: "_There", size_bytes: int, kind: str | None) -> UploadState:
        """Note what became of a file; raises `FileWrongError` for one that may not be kept."""
        if kind is None:
            left = self._forget(there.begins)
            if not left.is_complete:
                raise FileWrongError
            return self._told(left)
        begins = self._note_complete(size_bytes, kind)
        self.backend.attachments.drop_chunks(self.place, begins)
        return UploadState(sha256=self.place.sha256, received_bytes=size_bytes, complete=True)

    def _note_complete(self, size_bytes: int, kind: str) -> list[int]:
        """Note that a file is whole; returns where the parts begin that are not needed any more."""
        database = self.backend.database
        done = {"is_complete": True, "media_type": kind, "size_bytes": size_bytes}
        with database.writing() as conn:
            row = {**self._row(size_bytes), **done}
            put = database.insert(files).values(**row)
            conn.execute(
                put.on_conflict_do_update(index_elements=list(files.primary_key), set_=done)
            )
            gone = delete(chunks).where(*_of(chunks, self.place))
            return list(conn.scalars(gone.returning(chunks.c.begin)))

    def _forget(self, begins: list[int]) -> "_There":
        """Forget what came of a file, unless it is whole by now; returns what there is then."""
        database = self.backend.database
        with database.writing() as conn:
            ours = (*_of(files, self.place), files.c.is_complete.is_(False))
            if conn.execute(delete(files).where(*ours)).rowcount:
                conn.execute(delete(chunks).where(*_of(chunks, self.place)))
            there = _read(conn, self.place)
        self.backend.attachments.drop_chunks(self.place, begins)
        return there

    def _row(self, size_bytes: int) -> dict[str, Any]:
        now = self.backend.utc_now()
        begun = {"machine": self.machine, "begun_utc": now, "size_bytes": size_bytes}
        return {**vars(self.place), **begun}

    def _told(self, there: "_There") -> UploadState:
        return UploadState(
            sha256=self.place.sha256,
            received_bytes=there.received_bytes,
            complete=there.is_complete,
        )


def kind_of_capsule(content: bytes) -> str | None:
    """Return the media type of a capsule, which is a zip; looks at its first bytes."""
    return CAPSULE_TYPE if content.startswith(_ZIP) else None


def kind_of_bare(content: bytes) -> str | None:
    """Return what a file is that has nothing in it but what is seen or heard."""
    kind = media_type_of(content)
    return kind if kind is not None and bare(kind, content) == content else None


@dataclass(frozen=True)
class Deadlines:
    """Before which moments files were begun that wait no longer for their remark.

    of_phones: the same of what phones sent; of_crowded: and in the projects `crowded`.
    """

    of_any: datetime
    of_phones: datetime
    of_crowded: datetime
    crowded: Sequence[str] = ()


def unclaimed(conn: Connection, before: Deadlines, most: int) -> Sequence[Place]:
    """Return files that nobody needs: begun before, and no remark came; or it was withdrawn."""
    asked = select(files.c.project, files.c.remark, files.c.sha256).where(_is_unclaimed(before))
    return [Place(*row) for row in conn.execute(asked.limit(most))]


def drop_unclaimed(backend: Backend, place: Place, before: Deadlines) -> None:
    """Remove a file and all that is known of it, unless somebody needs it by now."""
    this = (*_of(files, place), _is_unclaimed(before))
    with backend.database.writing() as conn:
        # First nobody may count on it any more: half-way the server may end.
        conn.execute(update(files).where(*this).values(is_complete=False))
    with backend.database.writing() as conn:
        # Who sends it anew waits until this is over.
        if conn.execute(delete(files).where(*this)).rowcount:
            conn.execute(delete(chunks).where(*_of(chunks, place)))
            backend.attachments.drop(place)


def _is_unclaimed(before: Deadlines) -> ColumnElement[bool]:
    begun, is_crowded = files.c.begun_utc, files.c.project.in_(before.crowded)
    is_late_of_phone = or_(begun < before.of_phones, and_(is_crowded, begun < before.of_crowded))
    is_late = or_(begun < before.of_any, and_(files.c.machine.is_(None), is_late_of_phone))
    is_withdrawn = (
        select(entries.c.id)
        .where(entries.c.project == files.c.project, entries.c.about == files.c.remark)
        .where(entries.c.kind == "withdrawal", ~entries.c.is_unproven)
        .exists()
    )
    return or_(and_(files.c.role.is_(None), is_late), is_withdrawn)


@dataclass(frozen=True)
class _There:
    """What there is of a file. size_bytes None: nothing yet."""

    size_bytes: int | None
    received_bytes: int
    begins: list[int]
    is_complete: bool

    @property
    def is_all(self) -> bool:
        return self.size_bytes is not None and self.received_bytes == self.size_bytes


def _read(conn: Connection, place: Place) -> _There:
    """Return what there is; of a remark that was withdrawn nothing more is needed."""
    if conn.scalar(select(projects.c.id).where(projects.c.id == place.project)) is None:
        raise NoSuchProjectError
    if _is_withdrawn(conn, place):
        return _There(None, 0, [], is_complete=True)
    row = conn.execute(select(files).where(*_of(files, place))).one_or_none()
    if row is None:
        return _There(None, 0, [], is_complete=False)
    if row.is_complete:
        return _There(row.size_bytes, row.size_bytes, [], is_complete=True)
    asked = select(chunks.c.begin, chunks.c.size_bytes).where(*_of(chunks, place))
    received, begins = 0, []
    for begin, size_bytes in conn.execute(asked.order_by(chunks.c.begin)):
        if begin == received:
            begins.append(begin)
            received += size_bytes
    return _There(row.size_bytes, received, begins, is_complete=False)


def _is_withdrawn(conn: Connection, place: Place) -> bool:
    asked = select(entries.c.id).where(
        entries.c.project == place.project,
        entries.c.about == place.remark,
        entries.c.kind == "withdrawal",
        ~entries.c.is_unproven,
    )
    return conn.execute(asked.limit(1)).one_or_none() is not None


def _of(table: Table, place: Place) -> list[ColumnElement[bool]]:
    return [table.c[name] == value for name, value in vars(place).items()]
