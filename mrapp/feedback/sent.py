"""What a server has acknowledged, in a file of its own: the journal tells only what was said.

A line for each entry, with its id and digest, and nothing of what it says. The database has the
same; this is for when that must be made anew. What is missing here is only sent once more.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import orjson

from mrapp.feedback.durable import sync_folder, write_all
from mrapp.protocol.checksums import packed


class Sent(NamedTuple):
    """One acknowledgement: of which entry, by its id and digest, and when it came (ISO 8601)."""

    id: str
    digest: str
    at: str


class SentLog:
    """The file at `path`. Who appends holds the store's lock."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, which need not exist."""
        self._path = path

    def complete(self, known: Iterable[Sent]) -> None:
        """Write what is known and not here, durably; raises OSError."""
        there = {each[:2] for each in self}
        missing = [each for each in known if each[:2] not in there]
        if missing:
            self.append(*missing)

    def append(self, *sent: Sent) -> None:
        """Write acknowledgements, durably; raises OSError."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "r+b", buffering=0) as stream:
            is_new = stream.seek(0, os.SEEK_END) == 0
            # Whatever a program left half done ends here.
            lines = b"\n".join(packed(each._asdict()) for each in sent)
            write_all(stream, (b"" if is_new else b"\n") + lines)
            os.fsync(stream.fileno())
        if is_new:
            sync_folder(self._path.parent)

    def clear(self) -> None:
        """Forget all of it, durably; raises OSError."""
        self._path.unlink(missing_ok=True)
        sync_folder(self._path.parent)

    def __iter__(self) -> Iterator[Sent]:
        """Yield what can be read; what is damaged is left out. Raises OSError."""
        if not self._path.exists():
            return
        for line in self._path.read_bytes().splitlines():
            try:
                told = orjson.loads(line)
                yield Sent(str(told["id"]), str(told["digest"]), str(told["at"]))
            except (ValueError, KeyError, TypeError):
                continue
