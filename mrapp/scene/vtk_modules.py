"""Makes VTK find its own modules at once."""

from collections.abc import Iterable
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import vtkmodules

_NAME = "find_lib_path"


def find_at_once() -> None:
    """Let VTK ask for a module's file by name before it looks through its whole folder.

    For each module that it imports VTK 9.7 matches some 500 file names against a pattern, twice: 2
    ms each, and a window needs twenty. What is not found by name is looked for as before.
    """
    inside = vars(vtkmodules)
    looked_through = inside.get(_NAME)
    if looked_through is None:
        # Another version of VTK, which looks in its own way.
        return

    def find(folders: Iterable[str], module: str) -> str | None:
        places = (Path(folder, module + end) for folder in folders for end in EXTENSION_SUFFIXES)
        named = next((str(place) for place in places if place.is_file()), None)
        found: str | None = named or looked_through(folders, module)
        return found

    inside[_NAME] = find
