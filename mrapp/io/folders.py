"""Where the system wants a program to keep what it made for one person: one place for all of it."""

import os
import shutil
from pathlib import Path

from platformdirs import user_cache_path, user_state_path

_NAME = "mrapp"


def mesh_folder() -> Path | None:
    """Return where meshes of files read earlier are kept; None if they are not to be kept.

    MRAPP_CACHE names another folder, or says "off". Whoever empties it loses time and nothing
    else. It need not exist yet.
    """
    named = os.environ.get("MRAPP_CACHE", "")
    if named.lower() == "off":
        return None
    if named:
        return Path(named).absolute()
    return _somebodys(user_cache_path(_NAME, appauthor=False) / "meshes")


def state_folder() -> Path | None:
    """Return where work that is not saved yet is kept, and where capsules lie unpacked.

    MRAPP_STATE names another folder. None where there is no place that is this person's. It need
    not exist yet.
    """
    named = os.environ.get("MRAPP_STATE", "")
    if named:
        return Path(named).absolute()
    return _somebodys(user_state_path(_NAME, appauthor=False))


def _somebodys(folder: Path) -> Path | None:
    """Return a folder, None where it hangs from a home that nobody has."""
    return folder if folder.is_absolute() else None


def scratch_copy(path: Path, folder: Path) -> Path:
    """Return a copy of a project's folder in another; a project of one file stays where it is.

    For who adds files to it, which are copied into it, and wants nothing of that kept.
    """
    place = path.parent if path.name == "project.json" else path
    return Path(shutil.copytree(place, folder / place.name)) if place.is_dir() else path
