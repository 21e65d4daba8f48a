"""The tiles that may be met: what their codes look like and what they say."""

from collections.abc import Iterable
from dataclasses import dataclass

from mrapp.app.tiles.address import tile_address
from mrapp.markers.codes import qr_modules
from mrapp.model.sightings import TileSighting
from mrapp.model.tile_layout import TileLayout
from mrapp.model.tiles import Tile

USUAL_MODULES = 25
"""Along a side of a tile's QR code, unless its host has a very short or a very long name."""


@dataclass(frozen=True)
class KnownTile:
    """A tile that may be in the picture. tags: clockwise from its top left; text: of its QR code.

    tile_id: None where only the measures are known.
    """

    tags: tuple[int, int, int, int]
    layout: TileLayout
    text: str | None = None
    tile_id: str | None = None


def known_tile(tile: Tile, host: str) -> KnownTile:
    """Return a project's tile as it can be met; raises ValueError for too long an address.

    host: as in its code; "" where none was chosen, so that what the code says is not known.
    """
    text = tile_address(host, tile.code) if host else None
    modules = len(qr_modules(text).modules) if text else USUAL_MODULES
    return KnownTile(tile.tags, TileLayout(tile.size_mm / 1000, modules), text, tile.id)


def known_tiles(tiles: Iterable[Tile], *hosts: str) -> tuple[KnownTile, ...]:
    """Return all tiles of a project as they can be met: with each of its hosts in their codes."""
    return tuple(known_tile(tile, host) for tile in tiles for host in hosts)


def identified(sighting: TileSighting, known: Iterable[KnownTile]) -> KnownTile | None:
    """Return which tile was seen: by what its code says, else by its tags if that is one tile.

    None for a code that says something else, whatever the tags are: who prints a sticker knows the
    tags too. One tag is no tile: everybody's boards and boxes begin with tag 0.
    """
    if sighting.contradicts:
        return None
    if sighting.text is not None:
        return next((each for each in known if each.text == sighting.text), None)
    seen = set(sighting.tags)
    alike = {each.tile_id: each for each in known if len(seen) >= 2 and seen <= set(each.tags)}
    return next(iter(alike.values())) if len(alike) == 1 else None
