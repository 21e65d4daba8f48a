"""What is done to the files of a store, or to its disk, after those who worked on it were killed.

Each harm gets the folder of the store and a source of chance.
"""

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

PAGE = 4096
Harm = Callable[[Path, Random], None]


def nothing(_folder: Path, _random: Random) -> None:
    """Do no further harm."""


def database_cut(folder: Path, random: Random) -> None:
    """Cut the database short."""
    _cut(folder / "remarks.sqlite", random)


def database_overwritten(folder: Path, random: Random) -> None:
    """Write rubbish over a page of the database."""
    path = folder / "remarks.sqlite"
    with path.open("r+b") as stream:
        pages = path.stat().st_size // PAGE
        stream.seek(random.randrange(pages) * PAGE if pages else 0)
        stream.write(random.randbytes(PAGE))


def database_flipped(folder: Path, random: Random) -> None:
    """Change some bytes of the database."""
    path = folder / "remarks.sqlite"
    content = bytearray(path.read_bytes())
    for _ in range(random.choice((1, 5, 50)) if content else 0):
        content[random.randrange(len(content))] = random.randrange(256)
    path.write_bytes(content)


def database_gone(folder: Path, random: Random) -> None:
    """Remove the database, with its log or, as somebody might, without."""
    (folder / "remarks.sqlite").unlink()
    if random.random() < 0.5:
        log_gone(folder, random)


def log_gone(folder: Path, _random: Random) -> None:
    """Remove the log of the database, in which what came last may be."""
    for ending in ("-wal", "-shm"):
        (folder / f"remarks.sqlite{ending}").unlink(missing_ok=True)


def log_cut(folder: Path, random: Random) -> None:
    """Cut the log of the database short."""
    _cut(folder / "remarks.sqlite-wal", random)


def journal_cut(folder: Path, random: Random) -> None:
    """Cut the journal short."""
    _cut(folder / "journal.jsonl", random)


def journal_flipped(folder: Path, random: Random) -> None:
    """Change one byte of the journal."""
    path = folder / "journal.jsonl"
    size = path.stat().st_size
    if not size:
        return  # killed before anything stood in it
    at = random.randrange(size)
    with path.open("r+b") as stream:
        stream.seek(at)
        before = stream.read(1)[0]
        stream.seek(at)
        stream.write(bytes([before ^ random.randrange(1, 256)]))


def journal_gone(folder: Path, _random: Random) -> None:
    """Remove the journal."""
    (folder / "journal.jsonl").unlink()


def sent_cut(folder: Path, random: Random) -> None:
    """Cut the list of what was sent short."""
    _cut(folder / "sent.jsonl", random)


def older_version(folder: Path, _random: Random) -> None:
    """Make the database one of the first version."""
    with closing(sqlite3.connect(folder / "remarks.sqlite")) as conn:
        conn.executescript("DROP TABLE sent; DROP TABLE tried; PRAGMA user_version = 1;")


def _cut(path: Path, random: Random) -> None:
    if path.exists() and path.stat().st_size:
        with path.open("r+b") as stream:
            stream.truncate(random.randrange(path.stat().st_size))


class Disk:
    """A small disk in memory at `folder`; needs `unshare -rm` around the process."""

    def __init__(self, folder: Path, size: str) -> None:
        """Mount it."""
        folder.mkdir()
        self.folder = folder
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], check=True)

    def fill(self, left_bytes: int) -> None:
        """Fill it but for so many bytes."""
        filler = self.folder / "filler"
        with filler.open("wb", buffering=0) as stream:
            try:
                while stream.write(bytes(PAGE)):
                    pass
            except OSError:
                stream.truncate(max(0, stream.tell() - left_bytes))

    def free(self) -> None:
        """Make room."""
        (self.folder / "filler").unlink()

    def remount(self, how: str) -> None:
        """Let it be written ("rw") or not ("ro")."""
        subprocess.run(["mount", "-o", f"remount,{how}", self.folder], check=True)

    def unmount(self) -> None:
        """Let it go."""
        subprocess.run(["umount", self.folder], check=True)
