"""Files that belong to remarks, and capsules of projects: in a folder, or wherever fsspec reaches.

Paths are made of hashes and ids alone, never of what somebody called something. What files there
are, and which are whole, the database knows; here only their content lies.
"""

import hashlib
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
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

WITHDRAWN: Final = "withdrawn"
"""What stands in the place of a remark for the notes of `mrapp.server.withdrawals`."""

_KNOWN: Final = "withdrawals-known-until"
_BLOCK_BYTES: Final = 2**20
_FOLDER_SIGNS: Final = 32
_UUID: Final = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


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
        self._is_local = isinstance(self._files, LocalFileSystem)

    def free_bytes(self) -> int | None:
        """Return how much room is left on the disk where files lie; None: nobody can tell."""
        if not self._is_local:
            return None
        there = Path(self._root)
        while not there.exists():
            there = there.parent
        return shutil.disk_usage(there).free

    def write_chunk(self, place: Place, begin: int, content: bytes) -> None:
        """Keep the part of a file that begins at `begin`; the same again changes nothing."""
        path = self._chunk(place, begin)
        if self._is_local:
            with self._replacing(path) as stream:
                stream.write(content)
            return
        # Not by way of another name, which costs as much again: it is looked at when it is joined.
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        with self._files.open(path, "wb") as stream:
            stream.write(content)

    def write(self, place: Place, parts: Iterable[bytes]) -> bool:
        """Keep a whole file where it has the hash that it must have; whether it has.

        Whatever goes wrong, one that is there already stays as it is. Raises what `parts` raises.
        """
        with suppress(_OtherHashError), self._replacing(self._path(place)) as stream:
            stream.writelines(_checked(parts, place.sha256))
            return True
        return False

    def parts(self, place: Place, begins: Sequence[int]) -> Iterator[bytes]:
        """Read the parts of a file one after the other; raises FileNotFoundError."""
        for begin in begins:
            with self._files.open(self._chunk(place, begin), "rb") as stream:
                while part := stream.read(_BLOCK_BYTES):
                    yield part

    def drop_chunks(self, place: Place, begins: Sequence[int]) -> None:
        """Remove the parts of a file; safe twice."""
        for begin in begins:
            self._remove(self._chunk(place, begin))

    def drop(self, place: Place) -> None:
        """Remove a file, whole and all parts of it that lie there; safe twice."""
        for path in self._in(self._folder(place.project, place.remark)):
            name = path.rpartition("/")[2]
            if name == place.sha256 or name.startswith((f"{place.sha256}.", f"{place.sha256}-")):
                self._remove(path)

    def read(self, place: Place) -> bytes | None:
        """Return the content of a file; None where it is gone or damaged."""
        try:
            with self.opened(place) as stream:
                content = stream.read()
        except FileNotFoundError:
            return None
        return content if sha256_of(content) == place.sha256 else None

    def has(self, place: Place) -> bool:
        """Tell whether a file lies there, whole or damaged."""
        return bool(self._files.exists(self._path(place)))

    @contextmanager
    def opened(self, place: Place) -> Iterator[IO[bytes]]:
        """Read a file piece by piece, from anywhere in it; raises FileNotFoundError."""
        with self._files.open(self._path(place), "rb") as stream:
            yield stream

    def erase(self, project: str, remark: str) -> None:
        """Remove all files of a remark, parts too; safe twice."""
        folder = self._folder(project, remark)
        self._files.invalidate_cache()
        if self._files.exists(folder):
            self._files.rm(folder, recursive=True)

    def mark_erased(self, project: str, remark: str) -> None:
        """Note that a remark was erased: whoever puts an old backup back erases it again."""
        with self._replacing(f"{self._folder(project, ERASED)}/{remark}") as stream:
            stream.write(remark.encode())

    def erased(self, project: str) -> set[str]:
        """Return the remarks of a project that were ever erased."""
        return {each.rpartition("/")[2] for each in self._in(self._folder(project, ERASED))}

    def _in(self, folder: str) -> list[str]:
        self._files.invalidate_cache()
        found = self._files.ls(folder, detail=False) if self._files.exists(folder) else []
        return [str(each) for each in found]

    def note_withdrawal(self, project: str, entry: str, told: bytes) -> None:
        """Keep a note of a withdrawal, by the id of its entry; the same again changes nothing."""
        with self._replacing(f"{self._folder(project, WITHDRAWN)}/{entry}") as stream:
            stream.write(told)

    def withdrawals(self) -> dict[str, str]:
        """Return where all notes of withdrawals are, of all projects, by the id of the entry."""
        found = {}
        for folder in self._in(self._root):
            for each in self._in(f"{folder}/{WITHDRAWN}"):
                name = each.rpartition("/")[2]
                # Not what somebody who ended suddenly was writing.
                if _UUID.fullmatch(name):
                    found[name] = each
        return found

    def read_note(self, path: str) -> bytes:
        """Return a note that `withdrawals` named."""
        with self._files.open(path, "rb") as stream:
            return bytes(stream.read())

    def note_known(self, until: datetime) -> None:
        """Note that all withdrawals until a moment are among the notes, or will not be there."""
        with self._replacing(f"{self._root}/{_KNOWN}") as stream:
            stream.write(until.isoformat().encode())

    def known_until(self) -> datetime | None:
        """Return until when withdrawals are known here; None: that was never noted here."""
        self._files.invalidate_cache()
        try:
            told = self.read_note(f"{self._root}/{_KNOWN}").decode("ascii", "replace")
            return datetime.fromisoformat(told)
        except (FileNotFoundError, ValueError):
            return None

    @contextmanager
    def _replacing(self, path: str) -> Iterator[IO[bytes]]:
        """Write beside, then replace: what breaks off half-way changes nothing that is there."""
        if self._is_local:
            with replacing(Path(path), private=True) as local:
                yield local
            return
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        # A store keeps what came so far when a block is left by an error, too.
        beside = f"{path}-{secrets.token_hex(4)}"
        try:
            with self._files.open(beside, "wb") as stream:
                yield stream
            self._files.mv(beside, path)
        finally:
            self._remove(beside)

    def _remove(self, path: str) -> None:
        # Another process may have written it: what a store remembers of a folder may be old.
        self._files.invalidate_cache()
        with suppress(FileNotFoundError):
            # Somebody else may remove it at the same instant.
            if self._files.exists(path):
                self._files.rm(path)

    def _path(self, place: Place) -> str:
        return f"{self._folder(place.project, place.remark)}/{place.sha256}"

    def _chunk(self, place: Place, begin: int) -> str:
        return f"{self._path(place)}.{begin}"

    def _folder(self, project: str, remark: str) -> str:
        # A project's id may hold anything; its hash is a name for a folder everywhere.
        return f"{self._root}/{sha256_of(project.encode())[:_FOLDER_SIGNS]}/{remark}"


class _OtherHashError(Exception):
    """What was written is not what it is called."""


def _checked(parts: Iterable[bytes], sha256: str) -> Iterator[bytes]:
    """Go through parts, and raise `_OtherHashError` at the end where they have another hash."""
    reckoned = hashlib.sha256()
    for part in parts:
        reckoned.update(part)
        yield part
    if reckoned.hexdigest() != sha256:
        raise _OtherHashError
