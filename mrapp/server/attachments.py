"""Files that belong to remarks, and capsules of projects: in a folder, or wherever fsspec reaches.

Paths are made of hashes and ids alone, never of what somebody called something. What files there
are, and which are whole, the database knows; here only their content lies.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import fsspec
from fsspec.implementations.local import LocalFileSystem

from mrapp.app.replacing import replacing
from mrapp.model.remark import sha256_of

CAPSULES: Final = "capsules"
"""What stands in the place of a remark for the capsules of a project."""

ERASED: Final = "erased"
"""What stands in the place of a remark for the marks of those that were erased."""

_BLOCK_BYTES: Final = 2**20
_FOLDER_SIGNS: Final = 32


@dataclass(frozen=True)
class Place:
    """Which file: of which project, of which remark (or `CAPSULES`), with which SHA-256."""

    project: str
    remark: str
    sha256: str


class Attachments:
    """Content of files, below a folder or a URL such as s3://bucket/folder. For any thread.

    All methods raise OSError where that cannot be reached or is full.
    """

    def __init__(self, url: str) -> None:
        """Keep files at `url`; nothing is made yet. Raises ValueError for what fsspec lacks."""
        found: tuple[Any, str] = fsspec.core.url_to_fs(url)
        self._files, self._root = found

    def write_chunk(self, place: Place, begin: int, content: bytes) -> None:
        """Keep the part of a file that begins at `begin`; the same again changes nothing."""
        self._write(self._chunk(place, begin), [content])

    def write(self, place: Place, content: bytes) -> None:
        """Keep a whole file."""
        self._write(self._path(place), [content])

    def complete(self, place: Place, begins: Sequence[int]) -> bool:
        """Join the parts of a file; whether that has the hash that it must have."""
        reckoned = hashlib.sha256()
        for part in self._parts(place, begins):
            reckoned.update(part)
        if reckoned.hexdigest() != place.sha256:
            return False
        self._write(self._path(place), self._parts(place, begins))
        return True

    def drop_chunks(self, place: Place, begins: Sequence[int]) -> None:
        """Remove the parts of a file; safe twice."""
        for begin in begins:
            self._remove(self._chunk(place, begin))

    def drop(self, place: Place) -> None:
        """Remove a whole file; safe twice."""
        self._remove(self._path(place))

    def read(self, place: Place) -> bytes | None:
        """Return the content of a file; None where it is gone or damaged."""
        try:
            with self.opened(place) as stream:
                content = stream.read()
        except FileNotFoundError:
            return None
        return content if sha256_of(content) == place.sha256 else None

    @contextmanager
    def opened(self, place: Place) -> Iterator[IO[bytes]]:
        """Read a file piece by piece, from anywhere in it; raises FileNotFoundError."""
        with self._files.open(self._path(place), "rb") as stream:
            yield stream

    def erase(self, project: str, remark: str) -> None:
        """Remove all files of a remark, parts too; safe twice."""
        folder = self._folder(project, remark)
        # Another process may have written there: what a store remembers of it may be old.
        self._files.invalidate_cache()
        if self._files.exists(folder):
            self._files.rm(folder, recursive=True)

    def mark_erased(self, project: str, remark: str) -> None:
        """Note that a remark was erased: whoever puts an old backup back erases it again."""
        self._write(f"{self._folder(project, ERASED)}/{remark}", [remark.encode()])

    def erased(self, project: str) -> set[str]:
        """Return the remarks of a project that were ever erased."""
        folder = self._folder(project, ERASED)
        self._files.invalidate_cache()
        found = self._files.ls(folder, detail=False) if self._files.exists(folder) else []
        return {str(each).rpartition("/")[2] for each in found}

    def _write(self, path: str, parts: Iterator[bytes] | Sequence[bytes]) -> None:
        if isinstance(self._files, LocalFileSystem):
            with replacing(Path(path), private=True) as stream:
                stream.writelines(parts)
            return
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        with self._files.open(path, "wb") as stream:
            for part in parts:
                stream.write(part)

    def _parts(self, place: Place, begins: Sequence[int]) -> Iterator[bytes]:
        for begin in begins:
            with self._files.open(self._chunk(place, begin), "rb") as stream:
                while part := stream.read(_BLOCK_BYTES):
                    yield part

    def _remove(self, path: str) -> None:
        if self._files.exists(path):
            self._files.rm(path)

    def _path(self, place: Place) -> str:
        return f"{self._folder(place.project, place.remark)}/{place.sha256}"

    def _chunk(self, place: Place, begin: int) -> str:
        return f"{self._path(place)}.{begin}"

    def _folder(self, project: str, remark: str) -> str:
        # A project's id may hold anything; its hash is a name for a folder everywhere.
        return f"{self._root}/{sha256_of(project.encode())[:_FOLDER_SIGNS]}/{remark}"
