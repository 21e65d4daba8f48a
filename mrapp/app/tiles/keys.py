"""The key of a project's tiles: whose it is, and where it comes from when a tile is made."""

from hashlib import sha256

from mrapp.app.tiles.address import Address, is_made_with
from mrapp.app.tiles.ports import TileKeys
from mrapp.model.project import Project
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import (
    TileKeyMissingError,
    TileKeyNotKeptError,
    TileKeyOpenError,
    TileKeyOtherError,
    TileKeyThereError,
)
from mrapp.model.tiles import Tile

OPEN_KEY = b"This key is public: it is a demo"
"""The key of the demo project's tiles. Everybody can read it here, so it proves nothing."""

_OPEN_HOST = ".example"
"""Hosts that can never exist (RFC 2606): for these alone an open key will do."""


def mark_of(key: bytes) -> str:
    """Return eight signs by which people tell keys apart; it does not give the key away."""
    return sha256(b"mrapp tile key mark|" + key).hexdigest()[:8]


def made(tile: Tile, project: Project, key: bytes) -> bool:
    """Tell whether a tile's code was made with a key, for the project's host or an earlier one."""
    hosts = (project.tiling.host, *project.tiling.earlier_hosts)
    return any(is_made_with(key, Address(host, tile.id, tile.check)) for host in hosts)


def fits(key: bytes, project: Project) -> bool:
    """Tell whether a key is this project's: by its mark, else by the tiles made with it, if any."""
    if project.tiling.key_mark:
        return mark_of(key) == project.tiling.key_mark
    return not project.tiles or any(made(tile, project, key) for tile in project.tiles)


def known_key(keys: TileKeys, project: Project) -> bytes | None:
    """Return the key of a project's tiles: that of this computer, or the demo's; None: neither.

    Copies of a project share its id, so the key may be one that made way for another copy's. Raises
    `TileKeyOtherError` where there is a key on this computer, but none is the project's, and
    `TileKeyNotKeptError`.
    """
    key, mark = keys.find(project.id), project.tiling.key_mark
    if key is not None and fits(key, project):
        return key
    aside = key_aside(keys, project, mark) if key is not None and mark else None
    if aside is not None and fits(aside, project):
        return aside
    if project.tiles and fits(OPEN_KEY, project):
        return OPEN_KEY
    if key is not None:
        raise TileKeyOtherError
    return None


def key_to_make_with(keys: TileKeys, project: Project, fresh: bytes) -> bytes:
    """Return the key for another tile; the first tile of a project takes, and keeps, `fresh`.

    Raises `TileKeyMissingError` where there are tiles but no key, `TileKeyOtherError`,
    `TileKeyOpenError` and `TileKeyNotKeptError`.
    """
    key = known_key(keys, project)
    if key is None:
        if project.tiles:
            raise TileKeyMissingError
        keys.keep(project.id, fresh)
        return fresh
    refuse_open(key, project.tiling.host)
    return key


def refuse_open(key: bytes, host: str) -> None:
    """Raise `TileKeyOpenError` for the demo's key with a host that may exist."""
    if key == OPEN_KEY and not host.endswith(_OPEN_HOST):
        raise TileKeyOpenError(host=host)


def replaced_key(
    keys: TileKeys, project: Project, key: bytes, *, replace: bool
) -> tuple[Phrase, str | None]:
    """Keep a key for a project; returns where, and the mark under which the one before stays.

    replace: whether another may make way; else raises `TileKeyThereError`. One that is damaged
    makes way too, and is gone. Raises `TileKeyNotKeptError`; then what was kept before still is.
    """
    try:
        before = keys.find(project.id)
    except TileKeyNotKeptError:
        if not replace:
            raise
        before = None
    aside = None
    if before is not None and before != key:
        if not replace:
            raise TileKeyThereError(mark=mark_of(before))
        aside = mark_of(before)
        keys.keep(_aside(project, aside), before)
    return keys.keep(project.id, key), aside


def key_aside(keys: TileKeys, project: Project, mark: str) -> bytes | None:
    """Return a key of a project that made way for another; None where none has this mark."""
    return keys.find(_aside(project, mark.strip().lower()))


def _aside(project: Project, mark: str) -> str:
    return f"{project.id} {mark}"
