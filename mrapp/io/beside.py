"""Files that a model's file refers to: looked for in its own folder and below it, nowhere else."""

import os
from pathlib import Path

_LONGEST_NAME_BYTES = 255  # on every file system that people have


def inside(folder: Path, reference: str) -> Path | None:
    """Return where `reference` leads, seen from `folder`; None if that is outside `folder`.

    Links are followed first, so that none leads outside; those that go round in circles lead to
    themselves. Raises `OSError` or `ValueError` for what can be no file's name.
    """
    plain = reference.replace("\\", "/")
    if any(len(os.fsencode(part)) > _LONGEST_NAME_BYTES for part in plain.split("/")):
        raise ValueError("a name is too long")
    # Not Path.resolve: before Python 3.13 it fails on links that go round in circles.
    home = Path(os.path.realpath(folder))
    place = Path(os.path.realpath(home / plain))
    return place if place.is_relative_to(home) and "://" not in reference else None


def content(place: Path) -> bytes:
    """Return what is in a file; raises OSError, also for a pipe, which would keep one waiting."""
    if not place.is_file():
        raise FileNotFoundError(place)
    return place.read_bytes()
