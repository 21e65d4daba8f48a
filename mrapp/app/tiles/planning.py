"""What staff does with a tile before it is printed: add it, put and turn it, say what it opens."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from mrapp.app import actions
from mrapp.app.history import Change, Moment, changed_project
from mrapp.app.tiles.address import check_of, signs, tile_id_of
from mrapp.app.tiles.changing import changed_tile, refused, settled, tile_in
from mrapp.app.tiles.keys import mark_of
from mrapp.app.tiles.tags import free_tags
from mrapp.model.errors import not_in_project
from mrapp.model.frames import HEIGHTS_NAP_M, check_place
from mrapp.model.project import NOW, Project, aware
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileHostMissingError
from mrapp.model.tiles import (
    ID_LENGTH,
    PAPER_SIDE_MM,
    SIZES_MM,
    Tile,
    TileDeed,
    TileEntry,
    TileOpens,
    TilePlace,
    TileState,
)
from mrapp.model.values import LocalText

_VARIANT = Phrase(nl="variant", en="variant")
_ADD = Phrase(nl="tegel toevoegen", en="add tile")
_MOVE = Phrase(nl="tegel verplaatsen", en="move tile")
_RENAME = Phrase(nl="tegel hernoemen", en="rename tile")
_RESIZE = Phrase(nl="maat van tegel kiezen", en="choose size of tile")
_OPENS = Phrase(nl="kiezen wat een tegel opent", en="choose what a tile opens")
_DELETE = Phrase(nl="tegel wissen", en="delete tile")

_NO_SIZE = Phrase(
    nl="{size} mm is geen maat; kies van {low} tot {high} mm",
    en="{size} mm is no size; choose from {low} to {high} mm",
)
_NO_SHEET = Phrase(
    nl="{sheet} is geen papier voor een tegel; kies A4 of A3",
    en="{sheet} is no paper for a tile; choose A4 or A3",
)
_NO_HEADING = Phrase(
    nl="{heading} is geen richting; kies van 0 tot 360 graden, met de klok mee vanaf het noorden "
    "van RD (360 is 0)",
    en="{heading} is no heading; choose from 0 up to 360 degrees, clockwise from the north of RD "
    "(360 is 0)",
)
_NO_NUMBER = Phrase(nl="de plek heeft geen getallen", en="the place has no numbers")
_NO_HEIGHT = Phrase(
    nl="{nap} is geen hoogte van {low} tot {high} m NAP",
    en="{nap} is no height from {low} to {high} m NAP",
)
_NO_NAME = Phrase(nl="een naam heeft minstens een letter", en="a name needs a letter at least")
_LIES = Phrase(
    nl="hij ligt er al, met {size} mm. Maak een nieuwe tegel voor een andere maat",
    en="it lies there already, with {size} mm. Make a new tile for another size",
)
_PRINTED = Phrase(
    nl="hij is al gedrukt, dus zijn code kan ergens buiten zijn. Zet hem op 'weg' in plaats van "
    "hem te wissen: mrapp tile remove",
    en="it was printed, so its code may be somewhere outside. Mark it as removed in place of "
    "deleting it: mrapp tile remove",
)


@dataclass(frozen=True)
class TileWish:
    """What a new tile is to be. name None: a number. sheet: on paper, which tells the size too."""

    place: TilePlace
    size_mm: float = 300.0
    sheet: str | None = None
    opens: TileOpens = field(default_factory=TileOpens)
    name: LocalText | None = None


def place_of(x: float, y: float, nap: float, heading_deg: float) -> TilePlace:
    """Return a place for a tile; raises `TileRefusedError` and `NotInRdError` in words."""
    if not all(map(math.isfinite, (x, y, nap, heading_deg))):
        raise refused(_NO_NUMBER)
    if not 0.0 <= heading_deg < 360.0:
        raise refused(_NO_HEADING, heading=f"{heading_deg:g}")
    low, high = HEIGHTS_NAP_M
    if not low <= nap <= high:
        raise refused(_NO_HEIGHT, nap=f"{nap:g}", low=f"{low:g}", high=f"{high:g}")
    check_place(x, y)
    return TilePlace(
        x=round(x, 3), y=round(y, 3), nap=round(nap, 3), heading_deg=round(heading_deg, 3) % 360.0
    )


def check_wish(project: Project, wish: TileWish) -> None:
    """Raise what `add_tile` would, before a key is made for a tile that cannot be."""
    place = wish.place
    place_of(place.x, place.y, place.nap, place.heading_deg)
    _size(wish.size_mm, wish.sheet)
    _check_opens(project, wish.opens)
    if wish.name is not None:
        _named(wish.name)
    if not project.tiling.host:
        raise TileHostMissingError


def add_tile(
    moment: Moment, wish: TileWish, key: bytes, random: bytes, at: tuple[datetime, str]
) -> Change:
    """Add a tile; it is the last of the project.

    key: of the project (`mrapp.app.tiles.keys`). random: five bytes, for its id. at: when, and by
    whom. Raises `TileHostMissingError`, `TileRefusedError`, `NotInRdError`, `NotInProjectError`.
    """
    project, place = moment.project, wish.place
    check_wish(project, wish)
    size_mm, sheet = _size(wish.size_mm, wish.sheet)
    tile_id = _fresh(random, {tile.id for tile in project.tiles})
    added = Tile.model_validate(
        {
            "id": tile_id,
            "check": check_of(key, project.tiling.host, tile_id),
            "name": _named(wish.name) if wish.name else _numbered(project),
            "place": place,
            "size_mm": size_mm,
            "sheet": sheet,
            "opens": wish.opens,
            "tags": free_tags(project.tiles, place),
            "history": (TileEntry(deed=TileDeed.PLANNED, at=aware(at[0]), by=at[1]),),
        }
    )
    mark = project.tiling.key_mark or mark_of(key)
    tiling = project.tiling.model_copy(update={"key_mark": mark})
    return changed_project(moment, _ADD, tiles=(*project.tiles, added), tiling=tiling)


def _fresh(random: bytes, taken: set[str]) -> str:
    found, number = tile_id_of(random), int.from_bytes(random[:5], "big")
    while found in taken:
        number += 1
        found = signs(number, ID_LENGTH)
    return found


def _numbered(project: Project) -> LocalText:
    taken = {name for tile in project.tiles for name in tile.name.values()}
    number = len(project.tiles) + 1
    while f"Tegel {number}" in taken or f"Tile {number}" in taken:
        number += 1
    return {"nl": f"Tegel {number}", "en": f"Tile {number}"}


def move_tile(moment: Moment, tile_id: str, place: TilePlace, at: tuple[datetime, str]) -> Change:
    """Plan a tile in another place, or turn it; where it was measured to lie stays as it is."""
    old = tile_in(moment.project, tile_id)
    place_of(place.x, place.y, place.nap, place.heading_deg)
    told = (place_told(old.place), place_told(place))
    return settled(moment, old, "place", told, at, _MOVE, place=place)


def rename_tile(moment: Moment, tile_id: str, name: LocalText, at: tuple[datetime, str]) -> Change:
    """Give a tile another name, in the languages given."""
    old = tile_in(moment.project, tile_id)
    new = {**old.name, **_named(name)}
    told = (_quoted(old.name.values()), _quoted(new.values()))
    return settled(moment, old, "name", told, at, _RENAME, name=new)


def resize_tile(
    moment: Moment, tile_id: str, size_mm: float, sheet: str | None, at: tuple[datetime, str]
) -> Change:
    """Give a tile another size, or bring it to paper; refused once it lies somewhere."""
    old = tile_in(moment.project, tile_id)
    new_mm, new_sheet = _size(size_mm, sheet)
    if old.state is not TileState.PLANNED and new_mm != old.size_mm:
        raise refused(_LIES, size=f"{old.size_mm:g}")
    told = (_size_told(old.size_mm, old.sheet), _size_told(new_mm, new_sheet))
    return settled(moment, old, "size", told, at, _RESIZE, size_mm=new_mm, sheet=new_sheet)


def open_with_tile(
    moment: Moment, tile_id: str, opens: TileOpens, at: tuple[datetime, str]
) -> Change:
    """Say what a tile opens; it needs no new code for that. Raises `NotInProjectError`."""
    old = tile_in(moment.project, tile_id)
    _check_opens(moment.project, opens)
    return settled(
        moment, old, "opens", (opens_told(old.opens), opens_told(opens)), at, _OPENS, opens=opens
    )


def delete_tile(moment: Moment, tile_id: str) -> Change:
    """Take a tile out of the project; refused once it was printed."""
    old = tile_in(moment.project, tile_id)
    if old.printed:
        raise refused(_PRINTED)
    kept = tuple(tile for tile in moment.project.tiles if tile.id != old.id)
    return changed_project(moment, _DELETE, tiles=kept)


def coded_anew(moment: Moment, tile: Tile, host: str, key: bytes, entry: TileEntry | None) -> Tile:
    """Return a tile that was never printed with the code for a host under a key."""
    new = check_of(key, host, tile.id)
    if tile.printed or new == tile.check:
        return tile
    told = changed_tile(moment, tile, _ADD, entry, check=new).after.project.tile(tile.id)
    return told or tile


def place_told(place: TilePlace) -> str:
    """Return a place in signs that are the same in every language."""
    return f"{place.x:.3f} {place.y:.3f} {place.nap:+.3f} NAP {heading_told(place.heading_deg)}°"


def heading_told(heading_deg: float) -> str:
    """Return a heading in tenths of a degree: never 360.0, which is no heading."""
    return f"{round(heading_deg, 1) % 360.0:.1f}"


def opens_told(opens: TileOpens) -> str:
    """Return what a tile opens as VARIANT/VIEWPOINT."""
    return f"{opens.variant or ''}/{opens.viewpoint or ''}"


def _size_told(size_mm: float, sheet: str | None) -> str:
    return f"{size_mm:g} mm" + (f" {sheet}" if sheet else "")


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in dict.fromkeys(names))


def _size(size_mm: float, sheet: str | None) -> tuple[float, str | None]:
    if sheet is not None:
        if sheet not in PAPER_SIDE_MM:
            raise refused(_NO_SHEET, sheet=sheet)
        return PAPER_SIDE_MM[sheet], sheet
    low, high = SIZES_MM
    if not low <= size_mm <= high:  # also what is no number
        raise refused(_NO_SIZE, size=f"{size_mm:g}", low=f"{low:g}", high=f"{high:g}")
    return size_mm, None


def _named(name: LocalText) -> LocalText:
    plain = {language: " ".join(words.split()) for language, words in name.items()}
    if not plain or not all(plain.values()):
        raise refused(_NO_NAME)
    return plain


def _check_opens(project: Project, opens: TileOpens) -> None:
    variants = [variant.id for variant in project.variants()]
    if opens.variant is not None and opens.variant not in (NOW, *variants):
        raise not_in_project(_VARIANT, opens.variant, (NOW, *variants))
    points = [point.id for point in project.viewpoints]
    if opens.viewpoint is not None and opens.viewpoint not in points:
        raise not_in_project(actions.VIEWPOINT, opens.viewpoint, points)
