"""How tiles are told on the command line: one line each, a passport, JSON."""

from collections.abc import Mapping
from typing import Any, Final

from mrapp.app.tiles.address import tile_address
from mrapp.app.tiles.planning import opens_told, place_told
from mrapp.app.tiles.register import entry_told
from mrapp.app.tiles.words import STATES
from mrapp.model.project import Project
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.tiles import Tile, TileEntry

_PLANNED_AT: Final = Phrase(nl="gepland", en="planned at")
_LIES_AT: Final = Phrase(nl="ligt op", en="lies at")
_OPENS: Final = Phrase(nl="opent", en="opens")
_STATE: Final = Phrase(nl="staat", en="state")
_SIZE: Final = Phrase(nl="maat", en="size")
_NONE: Final = Phrase(nl="niets", en="nothing")


def tile_told(project: Project, tile: Tile) -> dict[str, Any]:
    """Return a tile as JSON tells it: all of it, with its code and address."""
    told = tile.model_dump(mode="json")
    address = tile_address(project.tiling.host, tile.code) if project.tiling.host else None
    return {"id": tile.id, "code": tile.code, "address": address, **told, "printed": tile.printed}


def settings_told(project: Project) -> Mapping[str, Any]:
    """Return what all tiles of a project share."""
    return project.tiling.model_dump(mode="json")


def tile_line(tile: Tile, language: str) -> str:
    """Return a tile on one line."""
    name = pick_language(tile.name, language)
    state = STATES[tile.state].text(language)
    size = f"{tile.size_mm:g} mm"
    return "  ".join((tile.id, state, size, place_told(tile.stands), opens_told(tile.opens), name))


def passport_lines(project: Project, tile: Tile, language: str) -> list[str]:
    """Return a tile's passport: what it is, and each thing that was done to it."""
    opens = opens_told(tile.opens)
    told = tile_told(project, tile)
    lines = [
        f"{tile.id}  {pick_language(tile.name, language)}",
        f"{told['address'] or tile.code}",
        f"{_STATE.text(language)}: {STATES[tile.state].text(language)}",
        f"{_SIZE.text(language)}: {tile.size_mm:g} mm {tile.sheet or ''}".rstrip(),
        f"{_PLANNED_AT.text(language)}: {place_told(tile.place)}",
        *([f"{_LIES_AT.text(language)}: {place_told(tile.surveyed)}"] if tile.surveyed else []),
        f"{_OPENS.text(language)}: {opens if opens != '/' else _NONE.text(language)}",
        "AprilTags: " + " ".join(map(str, tile.tags)),
    ]
    return [*lines, *(_entry_line(entry, language) for entry in tile.history)]


def _entry_line(entry: TileEntry, language: str) -> str:
    told = entry_told(entry, language)
    return f"{told}  {entry.photo}" if entry.photo else told
