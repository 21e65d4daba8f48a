"""Files that a model's file refers to: looked for in its own folder and below it, nowhere else."""

from pathlib import Path


def inside(folder: Path, reference: str) -> Path | None:
    """Return where `reference` leads, seen from `folder`; None if that is outside `folder`.

    Links are followed first, so that none leads outside. Raises `OSError` or `ValueError` for what
    can be no file's name.
    """
    home = folder.resolve()
    place = (home / reference.replace("\\", "/")).resolve()
    return place if place.is_relative_to(home) and "://" not in reference else None
