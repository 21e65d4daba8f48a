"""Takes in files part by part, so that a bad line only ever costs one part.

A part is kept where it follows on what is there; else nothing happens, and the answer tells where
to go on. So a part may come twice, or late, and any process of the server may get any of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, delete, select

from mrapp.app.remarks.bare import bare
from mrapp.model.remark import ATTACHMENT_LIMIT_BYTES, sha256_of
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
    """A file that is being taken in. kind_of: tells its media type; None: it may not be kept."""

    backend: Backend
    place: Place
    machine: str | None
    kind_of: Callable[[bytes], str | None] = media_type_of

    def state(self) -> UploadState:
        """Return how much of it there is; joins it, where a crash came in between."""
        there = self._there()
        if there.is_all and not there.is_complete:
            return self._finish(there)
        return self._told(there)

    def take(self, begin: int, size_bytes: int, content: bytes) -> UploadState:
        """Take in a part; returns how much there is then.

        begin: where it belongs in the file of `size_bytes`. Raises `FileWrongError`,
        `FileOtherError`, `TooLargeError` and `NoSuchProjectError`.
        """
        limit = CAPSULE_LIMIT_BYTES if self.place.remark == CAPSULES else ATTACHMENT_LIMIT_BYTES
        if size_bytes > limit:
            raise TooLargeError(limit=limit)
        there = self._there()
        if there.is_complete:
            return self._told(there)
        if there.size_bytes not in (None, size_bytes) or begin + len(content) > size_bytes:
            raise FileOtherError
        if begin != there.received_bytes:
            return self._told(there)
        if len(content) == size_bytes:
            return self._take_whole(content)
        if content:
            there = self._take_part(begin, size_bytes, content)
        return self._finish(there) if there.is_all else self._told(there)

    def _there(self) -> "_There":
        with self.backend.database.reading() as conn:
            return _read(conn, self.place)

    def _take_whole(self, content: bytes) -> UploadState:
        kind = self.kind_of(content)
        if kind is None or sha256_of(content) != self.place.sha256:
            raise FileWrongError
        self.backend.attachments.write(self.place, content)
        return self._note_complete(len(content), kind)

    def _take_part(self, begin: int, size_bytes: int, content: bytes) -> "_There":
        self.backend.attachments.write_chunk(self.place, begin, content)
        database = self.backend.database
        with database.writing() as conn:
            put = database.insert(files).values(**self._row(size_bytes)).on_conflict_do_nothing()
            conn.execute(put)
            part = {**vars(self.place), "begin": begin, "size_bytes": len(content)}
            conn.execute(database.insert(chunks).values(**part).on_conflict_do_nothing())
            return _read(conn, self.place)

    def _finish(self, there: "_There") -> UploadState:
        """Join the parts of a file that are all there."""
        stored = self.backend.attachments
        try:
            is_right = stored.complete(self.place, there.begins)
        except FileNotFoundError:
            return self._told(self._without_parts())
        kind = self._kind_of_stored() if is_right else None
        if kind is None:
            stored.drop(self.place)
            self._forget(there.begins)
            raise FileWrongError
        told = self._note_complete(there.received_bytes, kind)
        stored.drop_chunks(self.place, there.begins)
        return told

    def _without_parts(self) -> "_There":
        """Return what there is: parts are gone where another request joined them, or else lost."""
        there = self._there()
        if not there.is_complete:
            self._forget(there.begins)
        return self._there()

    def _kind_of_stored(self) -> str | None:
        if self.place.remark != CAPSULES:
            return self.kind_of(self.backend.attachments.read(self.place) or b"")
        with self.backend.attachments.opened(self.place) as stream:
            return self.kind_of(stream.read(len(_ZIP)))

    def _note_complete(self, size_bytes: int, kind: str) -> UploadState:
        database = self.backend.database
        done = {"is_complete": True, "media_type": kind}
        with database.writing() as conn:
            row = {**self._row(size_bytes), **done}
            put = database.insert(files).values(**row)
            conn.execute(
                put.on_conflict_do_update(index_elements=list(files.primary_key), set_=done)
            )
            conn.execute(delete(chunks).where(*_of(chunks, self.place)))
        return UploadState(sha256=self.place.sha256, received_bytes=size_bytes, complete=True)

    def _forget(self, begins: list[int]) -> None:
        with self.backend.database.writing() as conn:
            conn.execute(delete(chunks).where(*_of(chunks, self.place)))
            ours = (*_of(files, self.place), files.c.is_complete.is_(False))
            conn.execute(delete(files).where(*ours))
        self.backend.attachments.drop_chunks(self.place, begins)

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


def drop_upload(backend: Backend, place: Place) -> None:
    """Remove a file and all that is known of it."""
    with backend.database.writing() as conn:
        begins = list(conn.scalars(select(chunks.c.begin).where(*_of(chunks, place))))
        conn.execute(delete(chunks).where(*_of(chunks, place)))
        conn.execute(delete(files).where(*_of(files, place)))
    backend.attachments.drop_chunks(place, begins)
    backend.attachments.drop(place)


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
    )
    return conn.execute(asked.limit(1)).one_or_none() is not None


def _of(table: Table, place: Place) -> list[ColumnElement[bool]]:
    return [table.c[name] == value for name, value in vars(place).items()]
