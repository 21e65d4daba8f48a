"""The journal: a file that only grows, in which content can be erased but no entry removed.

It is opened anew each time: another process may have put a mended one in its place.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mrapp.feedback.durable import set_aside, sync_folder, write_all, write_beside
from mrapp.feedback.entries import Entry, blank, entry_of, line_of


@dataclass
class Found:
    """The entries found in one place, by number, and whether there was anything else there.

    damaged: numbers of which the content is not what was written. torn: bytes after the last end
    of a line. garbled: lines, or rows, that are no entry.
    """

    entries: dict[int, Entry] = field(default_factory=dict)
    damaged: set[int] = field(default_factory=set)
    torn: int = 0
    garbled: int = 0

    def put(self, entry: Entry) -> None:
        """Note an entry; of two with one number the first stays."""
        if entry.n in self.entries:
            self.garbled += 1
            return
        if not entry.is_sound:
            self.damaged.add(entry.n)
        self.entries[entry.n] = entry


class Journal:
    """The journal at `path`. All methods raise OSError; who calls holds the store's lock."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, which need not exist."""
        self.path = path

    def size(self) -> int:
        """Return how many bytes it has."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, begin: int, entries: Iterable[Entry]) -> int:
        """Write entries from the byte `begin` on, durably; returns where they end."""
        lines = b"".join(map(line_of, entries))
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "r+b", buffering=0) as stream:
            stream.seek(begin)
            write_all(stream, lines)
            os.fsync(stream.fileno())
        if begin == 0:
            sync_folder(self.path.parent)
        return begin + len(lines)

    def cut(self, size: int) -> None:
        """Take away what stands after so many bytes: it was never acknowledged."""
        if self.size() <= size:
            return
        with self.path.open("r+b", buffering=0) as stream:
            stream.truncate(size)
            os.fsync(stream.fileno())

    def lines(self, begin: int = 0) -> Iterator[bytes]:
        """Yield the lines from a byte on, each with its end; the last may be torn."""
        if not self.path.exists():
            return
        with self.path.open("rb") as stream:
            stream.seek(begin)
            yield from stream

    def found(self) -> Found:
        """Return all that can be read of it, damaged as it may be."""
        found = Found()
        for line in self.lines():
            if not line.endswith(b"\n"):
                found.torn = len(line)
                break
            try:
                found.put(entry_of(line))
            except ValueError:
                found.garbled += 1
        return found

    def write_anew(self, entries: Iterable[Entry], now: datetime) -> tuple[int, Path | None]:
        """Put a journal with these entries in the place of the old one, which is set aside.

        Returns how many bytes it has, and where the old one is.
        """
        lines = b"".join(map(line_of, entries))
        beside = write_beside(self.path, lines)
        aside = set_aside(self.path, now)
        beside.rename(self.path)
        sync_folder(self.path.parent)
        return len(lines), aside

    def erase(self, remark_ids: Iterable[str]) -> None:
        """Erase what was said in these remarks and in additions to them; durable."""
        if self.path.exists():
            erase_in(self.path, set(remark_ids))


def erase_in(path: Path, remark_ids: set[str]) -> None:
    """Erase remarks in place in a file of lines; a line that is no entry goes wholly.

    Nobody can tell any more whose words may stand in such a line.
    """
    begin = 0
    with path.open("rb") as lines, path.open("r+b", buffering=0) as stream:
        for line in lines:
            erased = _erased(line, remark_ids)
            if erased != line:
                stream.seek(begin)
                write_all(stream, erased)
            begin += len(line)
        os.fsync(stream.fileno())


def _erased(line: bytes, remark_ids: set[str]) -> bytes:
    try:
        entry = entry_of(line)
    except ValueError:
        return b" " * (len(line) - 1) + b"\n"
    if entry.kind == "withdrawal" or entry.remark_id not in remark_ids:
        return line
    return blank(line)
