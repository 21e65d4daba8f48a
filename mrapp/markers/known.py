"""The tiles that may be met: what their codes look like and what they say."""

from collections.abc import Iterable
from dataclasses import dataclass

from mrapp.app.tiles.address import tile_address
from mrapp.markers.codes import qr_modules
from mrapp.model.tile_layout import TileLayout
from mrapp.model.tiles import Tile


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
    """Return a project's tile as it can be met; raises ValueError for too long an address."""
    text = tile_address(host, tile.code)
    layout = TileLayout(tile.size_mm / 1000, len(qr_modules(text).modules))
    return KnownTile(tile.tags, layout, text, tile.id)


def known_tiles(tiles: Iterable[Tile], host: str) -> tuple[KnownTile, ...]:
    """Return all tiles of a project as they can be met."""
    return tuple(known_tile(tile, host) for tile in tiles)
