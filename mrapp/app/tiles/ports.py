"""What tiles need of other rooms: where keys are kept, and eyes that find tiles in photographs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from mrapp.model.project import Project
from mrapp.model.sightings import TileSighting
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileKeyNotKeptError, TilePhotoError

_NOWHERE = Phrase(nl="er is geen plek voor", en="there is no place for it")
_NO_EYES = Phrase(nl="hier kunnen geen tegels worden gezien", en="tiles cannot be seen here")


class TileKeys(Protocol):
    """Keeps the key of each project's tiles on this computer."""

    def find(self, project_id: str) -> bytes | None:
        """Return a project's key; None where there is none. Raises `TileKeyNotKeptError`."""
        ...

    def keep(self, project_id: str, key: bytes) -> Phrase:
        """Keep a project's key in place of any before; returns where, as a clause.

        Raises `TileKeyNotKeptError`; then what was kept before still is.
        """
        ...


class NoTileKeys:
    """The `TileKeys` of scripts: there is no place for any."""

    def find(self, _project_id: str) -> bytes | None:
        """Return that there is no key."""
        return None

    def keep(self, _project_id: str, _key: bytes) -> Phrase:
        """Refuse."""
        raise TileKeyNotKeptError(reason=_NOWHERE)


TileEyes = Callable[[Path, Project], Sequence[TileSighting]]
"""Finds tiles in a photograph: those of a project, and any other. A text is one that was read.

Raises a `MrappError` in words for what is no picture.
"""


def no_eyes(photo: Path, _project: Project) -> Sequence[TileSighting]:
    """Be the `TileEyes` of where tiles cannot be found: refuses."""
    raise TilePhotoError(file=photo.name, reason=_NO_EYES)
