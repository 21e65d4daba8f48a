"""How people name a tile: by its id or the beginning of it, its code, its address or its name."""

from collections.abc import Sequence

from mrapp.app.tiles.address import read_address
from mrapp.model.project import Project
from mrapp.model.texts import pick_language
from mrapp.model.tile_errors import NoTilesError, TileAmbiguousError, TileUnknownError
from mrapp.model.tiles import ID_LENGTH, Tile

_LEAST_SIGNS = 3
_MOST_NAMED = 20
# What Crockford's base 32 reads as another sign, and what people put between signs to read them.
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def plain_code(words: str) -> str:
    """Return what was typed as an id or a code would be written."""
    return words.strip().upper().translate(_READ_AS)


def tile_named(project: Project, words: str) -> Tile:
    """Return the tile that a person means; raises `TileUnknownError`, `TileAmbiguousError`."""
    found = tiles_named(project, words)
    if not found:
        if not project.tiles:
            raise NoTilesError(name=words)
        raise TileUnknownError(name=words, known=_listed(project.tiles))
    if len(found) > 1:
        raise TileAmbiguousError(name=words, known=_listed(found))
    return found[0]


def tiles_named(project: Project, words: str) -> tuple[Tile, ...]:
    """Return the tiles that a person may mean; an id goes before a name, a whole one first."""
    address, name = read_address(words), words.strip().casefold()
    plain = address.tile_id + address.check if address else plain_code(words)
    exact = tuple(tile for tile in project.tiles if plain in (tile.id, tile.code))
    named = tuple(tile for tile in project.tiles if name in map(str.casefold, tile.name.values()))
    begun = tuple(tile for tile in project.tiles if tile.id.startswith(plain))
    return exact or named or (begun if _LEAST_SIGNS <= len(plain) <= ID_LENGTH else ())


def _listed(tiles: Sequence[Tile]) -> str:
    told = [f"{tile.id} ({pick_language(tile.name, 'nl')})" for tile in tiles[:_MOST_NAMED]]
    return ", ".join([*told, "…"] if len(tiles) > _MOST_NAMED else told)
