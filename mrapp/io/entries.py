"""A folder of entries that can be made again: bounded, shared by processes, safe to delete.

Nothing here is a source of errors: what cannot be written is not kept, and what is damaged, cut
short or not ours is as good as absent. Each entry is written beside and put in place whole; there
is nothing to lock, and whoever reads one that is thrown away meanwhile reads on.
"""

import contextlib
import logging
import os
import shutil
import stat
import struct
import time
import uuid
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BufferedIOBase, BufferedReader, FileIO
from pathlib import Path

_log = logging.getLogger(__name__)

_HEAD = struct.Struct("<8sIQ")  # what it is, the checksum of the rest, the length of the rest
_MAGIC = b"mrapp-1\n"
_SUFFIX, _PART = ".entry", ".part"
_PART_STAYS_S = 3600.0
_CHUNK_BYTES = 2**20
# Left free on the disk for others: a cache is no reason for a full disk.
_SPARE_BYTES = 2**29


class Entries:
    """Entries by name in `folder`, at most `limit_bytes` together; the least lately used go first.

    A name is letters and digits. Safe to use from several threads and processes at once.
    """

    def __init__(self, folder: Path, limit_bytes: int = 2 * 1024**3) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._said = False

    @contextmanager
    def open(self, name: str) -> Iterator[BufferedIOBase | None]:
        """Give the content of an entry, looked through for damage; None where there is none."""
        try:
            raw = open_plain(self._place(name))
        except OSError:
            yield None
            return
        with BufferedReader(raw) as stream:
            if not _is_whole(raw):
                self.drop(name)
                yield None
                return
            raw.seek(_HEAD.size)
            with contextlib.suppress(OSError):
                os.utime(self._place(name))
            yield stream

    def drop(self, name: str) -> None:
        """Throw an entry away, if it is there."""
        # Windows does not while somebody reads it; then it is for another time.
        with contextlib.suppress(OSError):
            self._place(name).unlink()

    def takes(self, size: int) -> bool:
        """Whether an entry of so many bytes would be kept: one alone must not drive out all."""
        return size <= self._limit_bytes // 2

    def write(self, name: str, pieces: Sequence[bytes | memoryview]) -> None:
        """Keep an entry, in place of one of that name; throw others away if it gets too much."""
        size = sum(len(piece) for piece in pieces)
        if not self.takes(size):
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if shutil.disk_usage(self._folder).free > size + _SPARE_BYTES:
                self._write(name, pieces, size)
            self._trim()
        except FileNotFoundError:
            # Somebody emptied it this moment; so be it.
            return
        except OSError as error:
            if not self._said:
                self._said = True
                _log.warning("nothing is kept in %s: %s", self._folder, error)

    def _write(self, name: str, pieces: Sequence[bytes | memoryview], size: int) -> None:
        part = self._folder / f"{uuid.uuid4().hex}{_PART}"
        try:
            # Not flushed to the disk: after a power cut the checksum tells what did not arrive.
            with part.open("xb") as stream:
                stream.write(bytes(_HEAD.size))
                checksum = 0
                for piece in pieces:
                    stream.write(piece)
                    checksum = zlib.crc32(piece, checksum)
                stream.seek(0)
                stream.write(_HEAD.pack(_MAGIC, checksum, size))
            part.replace(self._place(name))
        finally:
            part.unlink(missing_ok=True)

    def _trim(self) -> None:
        """Throw away what was used longest ago until the rest fits, and what was left half."""
        kept = []
        for entry in os.scandir(self._folder):
            with contextlib.suppress(OSError):
                if entry.name.endswith(_SUFFIX):
                    about = entry.stat()
                    kept.append((about.st_mtime_ns, about.st_size, entry.path))
                elif entry.name.endswith(_PART) and _is_old(entry):
                    Path(entry.path).unlink()
        total = sum(size for _, size, _ in kept)
        for _, size, path in sorted(kept):
            if total <= self._limit_bytes:
                return
            with contextlib.suppress(OSError):
                Path(path).unlink()
            total -= size

    def _place(self, name: str) -> Path:
        return self._folder / f"{name}{_SUFFIX}"


def open_plain(path: Path) -> FileIO:
    """Open a file for reading; raises OSError, also for a pipe, which would keep one waiting."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    raw = FileIO(os.open(path, flags))
    if not stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
        raw.close()
        raise OSError(f"{path} is no plain file")
    return raw


def _is_old(entry: "os.DirEntry[str]") -> bool:
    return time.time() - entry.stat().st_mtime > _PART_STAYS_S


def _is_whole(raw: FileIO) -> bool:
    """Whether a file is an entry as it was written; leaves it read to its end."""
    try:
        head = raw.read(_HEAD.size)
        if len(head) != _HEAD.size:
            return False
        magic, checksum, size = _HEAD.unpack(head)
        if magic != _MAGIC or os.fstat(raw.fileno()).st_size != _HEAD.size + size:
            return False
        found, chunk = 0, memoryview(bytearray(_CHUNK_BYTES))
        while count := raw.readinto(chunk):
            found = zlib.crc32(chunk[:count], found)
    except OSError:
        return False
    return bool(found == checksum)
