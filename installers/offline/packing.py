"""One file of a folder, the same to the last byte whenever the same things are packed.

What lies in it is compressed already, so neither form compresses again.
"""

import tarfile
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_FILE, _PROGRAM, _FOLDER = 0o644, 0o755, 0o755
_ZIP_UNIX = 3


def pack(folder: Path, archive: Path, at_s: int) -> None:
    """Pack a folder under its own name, as `archive` is called .tar or .zip.

    Each file gets the time `at_s` (seconds since 1970, UTC) and belongs to nobody in particular.
    """
    if archive.suffix == ".zip":
        _zip(folder, archive, at_s)
    else:
        _tar(folder, archive, at_s)


def _members(folder: Path) -> list[tuple[str, Path]]:
    paths = [folder, *folder.rglob("*")]
    return sorted((path.relative_to(folder.parent).as_posix(), path) for path in paths)


def _mode(path: Path) -> int:
    if path.is_dir():
        return _FOLDER
    return _PROGRAM if path.suffix == ".sh" else _FILE


def _tar(folder: Path, archive: Path, at_s: int) -> None:
    with tarfile.open(archive, "w", format=tarfile.GNU_FORMAT) as packed:
        for name, path in _members(folder):
            member = tarfile.TarInfo(name)
            member.mtime, member.mode = at_s, _mode(path)
            if path.is_dir():
                member.type = tarfile.DIRTYPE
                packed.addfile(member)
                continue
            member.size = path.stat().st_size
            with path.open("rb") as opened:
                packed.addfile(member, opened)


def _zip(folder: Path, archive: Path, at_s: int) -> None:
    at = datetime.fromtimestamp(at_s, UTC)
    date = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    with ZipFile(archive, "w", ZIP_STORED) as packed:
        for name, path in _members(folder):
            if path.is_dir():
                continue
            member = ZipInfo(name, date)
            # Otherwise it would say on which system it was made.
            member.create_system = _ZIP_UNIX
            member.external_attr = _mode(path) << 16
            member.file_size = path.stat().st_size
            with path.open("rb") as opened, packed.open(member, "w") as written:
                while chunk := opened.read(1 << 20):
                    written.write(chunk)
