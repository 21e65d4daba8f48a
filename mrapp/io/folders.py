"""Where the system wants a program to keep what it made for one person: one place for all of it.

As platformdirs has it, for the two systems that mrapp runs on.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_NAME = "mrapp"


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for what can be made again: on Linux as the XDG base directories say.

    Whoever empties it loses time and nothing else. It need not exist yet.
    """
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA", "")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / _NAME / "Cache"
    # A relative path there counts as none, says the standard.
    named = Path(environment.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".cache") / _NAME


def mesh_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return where meshes of files read earlier are kept; None if they are not to be kept.

    MRAPP_CACHE names another folder, or says "off".
    """
    named = environment.get("MRAPP_CACHE", "")
    if named.lower() == "off":
        return None
    try:
        return Path(named).absolute() if named else cache_folder(environment) / "meshes"
    except RuntimeError:
        # Nobody's home: there is no place that is this person's.
        return None
