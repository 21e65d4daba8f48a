"""Writing so that a power cut cannot take it back, and setting damaged files aside."""

import os
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

NEW = ".new"
"""What ends the name of a file that is being written and has not taken its place yet."""


def make_folder(folder: Path) -> None:
    """Make a folder that is for this person alone, if it is not there; raises OSError."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk. Windows does so by itself, and cannot be asked."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_all(stream: BinaryIO, content: bytes) -> None:
    """Write to a stream without buffer, wholly; raises OSError."""
    rest = memoryview(content)
    while rest:
        rest = rest[stream.write(rest) :]


def write_beside(path: Path, content: bytes) -> Path:
    """Write a file durably beside `path`, from where it can be put in its place."""
    beside = path.with_name(path.name + NEW)
    try:
        with beside.open("wb", buffering=0) as stream:
            write_all(stream, content)
            os.fsync(stream.fileno())
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def set_aside(path: Path, now: datetime) -> Path | None:
    """Rename a damaged file so that it is kept out of the way; None where there is none."""
    if not path.exists():
        return None
    stamp = f"{now:%Y%m%dT%H%M%S}Z"
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    return path.rename(aside)
