"""Checksums: of one file, and the list that `sha256sum --check` and setup.ps1 read."""

import hashlib
from pathlib import Path

NAME = "SHA256SUMS"


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write_sums(folder: Path) -> None:
    """Write the list for everything that lies in a folder now, sorted by name."""
    paths = sorted(
        each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()
    )
    lines = [f"{sha256(folder / name)}  {name}\n" for name in paths if name != NAME]
    (folder / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")
