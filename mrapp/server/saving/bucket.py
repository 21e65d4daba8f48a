"""The place where files lie, as names with bytes: a folder, S3 and the like."""

from collections.abc import Iterator
from typing import IO

import fsspec


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

    def put(self, name: str, content: IO[bytes]) -> None:
        """Write a file."""
        path = f"{self._root}/{name}"
        self._fs.makedirs(path.rpartition("/")[0], exist_ok=True)
        with self._fs.open(path, "wb") as stream:
            while block := content.read(2**20):
                stream.write(block)
