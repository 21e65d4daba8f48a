"""The place where files lie, as names with bytes: a folder, S3 and the like."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

import fsspec
from fsspec.implementations.local import LocalFileSystem

from mrapp.app.replacing import replacing

_BLOCK_BYTES: Final = 2**20


class Bucket:
    """What lies at a URL as fsspec reads it, or in a folder."""

    def __init__(self, url: str) -> None:
        """Name the place; nothing is made yet."""
        self._fs, self._root = fsspec.core.url_to_fs(url)

    def names(self) -> Iterator[str]:
        """Go through the names of all files, such as a/b, in order."""
        for each in sorted(self._fs.find(self._root)):
            yield each.removeprefix(self._root).lstrip("/")

    @staticmethod
    def hash_in(name: str) -> str:
        """Return the SHA-256 that a file is called by."""
        return name.rpartition("/")[2]

    def open(self, name: str) -> tuple[int, IO[bytes]]:
        """Return how long a file is, and what is in it; raises FileNotFoundError."""
        path = f"{self._root}/{name}"
        return int(self._fs.size(path)), self._fs.open(path, "rb")

    def put(self, name: str, content: IO[bytes]) -> bool:
        """Write a file; False where it is not what it is called by: what was there before stays."""
        path, reckoned = f"{self._root}/{name}", hashlib.sha256()
        if isinstance(self._fs, LocalFileSystem):
            with suppress(_OtherError), replacing(Path(path), private=True) as stream:
                _copy(content, stream, reckoned)
                if reckoned.hexdigest() != self.hash_in(name):
                    raise _OtherError
                return True
            return False
        self._fs.makedirs(path.rpartition("/")[0], exist_ok=True)
        with self._fs.open(path, "wb") as stream:
            _copy(content, stream, reckoned)
        return reckoned.hexdigest() == self.hash_in(name)


class _OtherError(Exception):
    """A file is not what it is called by."""


def _copy(content: IO[bytes], stream: IO[bytes], reckoned: "hashlib._Hash") -> None:
    while block := content.read(_BLOCK_BYTES):
        stream.write(block)
        reckoned.update(block)
