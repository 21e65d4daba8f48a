"""How people name a tile: by its id or the beginning of it, its code, its address or its name."""

import re
from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase

from mrapp.app.tiles.address import read_address, tile_address
from mrapp.model.project import Project
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.tile_errors import NoTilesError, TileAmbiguousError, TileUnknownError
from mrapp.model.tiles import ALPHABET, CHECK_LENGTH, ID_LENGTH, Tile

_WITHOUT_HOST = re.compile("^/?T/")
_LEAST_SIGNS = 3
_MOST_NAMED = 20
# What Crockford's base 32 reads as another sign. Of ASCII alone: `upper` makes S of the long s.
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)
_READ_AS = str.maketrans("ILO", "110")
# What people, their phones and messengers put between signs, and behind the last one.
_BETWEEN = re.compile(r"[\s.\u002d\u00ad\u2010-\u2015\u2212\u200b-\u200d\u2060\ufeff]")


def plain_code(words: str) -> str:
    """Return what was typed as an id or a code would be written."""
    return _BETWEEN.sub("", words).translate(_CAPITALS).translate(_READ_AS)


def typed_address(words: str, host: str) -> str:
    """Return the address for a code that was typed without the host; other words as they are."""
    code = _WITHOUT_HOST.sub("", plain_code(words))
    if len(code) == ID_LENGTH + CHECK_LENGTH and set(code) <= set(ALPHABET):
        return tile_address(host, code)
    return words


def tile_named(project: Project, words: str) -> Tile:
    """Return the tile that a person means; raises `TileUnknownError`, `TileAmbiguousError`."""
    found = tiles_named(project, words)
    if not found:
        if not project.tiles:
            raise NoTilesError(name=words)
        raise TileUnknownError(name=words, known=listed(project.tiles))
    if len(found) > 1:
        raise TileAmbiguousError(name=words, known=listed(found))
    return found[0]


def tiles_named(project: Project, words: str) -> tuple[Tile, ...]:
    """Return the tiles that a person may mean; an id goes before a name, a whole one first."""
    address, name = read_address(words), words.strip().casefold()
    plain = address.tile_id + address.check if address else plain_code(words)
    exact = tuple(tile for tile in project.tiles if plain in (tile.id, tile.code))
    named = tuple(tile for tile in project.tiles if name in map(str.casefold, tile.name.values()))
    begun = tuple(tile for tile in project.tiles if tile.id.startswith(plain))
    return exact or named or (begun if _LEAST_SIGNS <= len(plain) <= ID_LENGTH else ())


def name_of(tile: Tile) -> Phrase:
    """Return a tile's name, in the language of whoever reads it."""
    return Phrase(nl=pick_language(tile.name, "nl"), en=pick_language(tile.name, "en"))


def called(tile: Tile) -> Phrase:
    """Return a tile's name with its id, in the language of whoever reads it."""
    name = name_of(tile)
    return Phrase(nl=f"{name.nl} ({tile.id})", en=f"{name.en} ({tile.id})")


def listed(tiles: Sequence[Tile]) -> Phrase:
    """Return some tiles on one line, not more than a person reads."""
    more = ["…"] if len(tiles) > _MOST_NAMED else []

    def told(language: str) -> str:
        named = (
            f"{tile.id} ({pick_language(tile.name, language)})" for tile in tiles[:_MOST_NAMED]
        )
        return ", ".join([*named, *more])

    return Phrase(nl=told("nl"), en=told("en"))
