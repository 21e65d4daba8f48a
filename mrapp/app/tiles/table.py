"""The table by which any static web server answers for a project's tiles; it holds no secret.

For each code what it opens, in which state the tile is, and in which words that is said. What a
tile opens stands here and not in its code: who writes the table anew changes it without touching a
tile. `python -m mrapp.app.tiles.table` prints the published JSON Schema.
"""

import json
import sys
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, Field

from mrapp.app.tiles.naming import called
from mrapp.app.tiles.verdict import CODE_LENGTH, VerdictKind
from mrapp.app.tiles.verdict_words import PLANNED_WORDS, nearest_words, words_for
from mrapp.model.errors import OriginError
from mrapp.model.frames import wgs84_from_rd
from mrapp.model.project import NOW, Project, aware
from mrapp.model.texts import LANGUAGES, Notice, Phrase
from mrapp.model.tiles import ALPHABET, Tile, TilePlace, TileState
from mrapp.model.values import LocalText, Point3, Value

FORMAT: Final = "mrapp-tiles"
FORMAT_VERSION: Final = 1

_DEGREES_DIGITS = 8  # a millimetre
_LOST = Phrase(
    nl="{tile} opent '{what}', maar dat zit niet meer in het project; de tabel laat dat weg.",
    en="{tile} opens '{what}', which is no longer in the project; the table leaves that out.",
)

Code = Annotated[str, Field(pattern=f"^[{ALPHABET}]{{{CODE_LENGTH}}}$")]


class TableWords(Value):
    """What a visitor reads. "{name}", "{host}": filled in by the page."""

    title: str
    text: str


class TableOpens(Value):
    """What a page shows: an id in `variants`, or "now"; an id in `viewpoints`, or from the tile."""

    variant: str
    viewpoint: str | None = None


class TablePlace(Value):
    """Where a tile lies: RD/NAP metres, heading from the north of RD; WGS84 degrees for a map."""

    x: float
    y: float
    nap: float
    heading_deg: float
    longitude_deg: float | None = None
    latitude_deg: float | None = None


class TableTile(Value):
    """A tile by its code; of one that was removed nothing but its name."""

    id: str
    name: LocalText
    state: TileState
    opens: TableOpens | None = None
    place: TablePlace | None = None
    size_mm: float | None = None
    sheet: Literal["A4", "A3"] | None = None
    tags: tuple[int, ...] = ()


class TableVariant(Value):
    """A variant that a tile opens."""

    name: LocalText
    description: LocalText = Field(default={})


class TableViewpoint(Value):
    """A viewpoint that a tile opens: eye and target in RD/NAP metres, vertical field of view."""

    name: LocalText
    eye: Point3
    target: Point3
    field_of_view_deg: float
    time: AwareDatetime | None = None


class CodeForm(Value):
    """How a code is written, and how what people type is read: in upper case, then as here."""

    length: int = CODE_LENGTH
    alphabet: str = ALPHABET
    read_as: dict[str, str] = Field(default={"I": "1", "L": "1", "O": "0"})
    left_out: str = "- "


class TileTable(Value):
    """All a web server needs to answer for the tiles of a project.

    words: by what is found ("placed", "planned", "damaged", "removed", "mistyped", "unknown"), by
    language. nearest: how to ask whether another code was meant, with "{nearest}" for it.
    """

    format: Literal["mrapp-tiles"] = FORMAT
    format_version: int = FORMAT_VERSION
    project: str
    name: LocalText
    notice: LocalText = Field(default={})
    owner: LocalText = Field(default={})
    languages: tuple[str, ...]
    host: str
    earlier_hosts: tuple[str, ...] = ()
    made: AwareDatetime
    code: CodeForm = CodeForm()
    tiles: dict[Code, TableTile]
    variants: dict[str, TableVariant]
    viewpoints: dict[str, TableViewpoint]
    words: dict[str, dict[str, TableWords]]
    nearest: LocalText


class TableEntry(Value):
    """A project in the list of tables. file: its table, beside the list."""

    project: str
    name: LocalText
    file: str


class TableList(Value):
    """The list of tables in a folder: several projects may answer at one host."""

    format: Literal["mrapp-tile-tables"] = "mrapp-tile-tables"
    format_version: int = FORMAT_VERSION
    tables: tuple[TableEntry, ...] = ()


_WORDS: Final = {
    "placed": VerdictKind.VALID,
    "damaged": VerdictKind.DAMAGED,
    "removed": VerdictKind.REMOVED,
    "mistyped": VerdictKind.MISTYPED,
    "unknown": VerdictKind.UNKNOWN,
}


def tile_table(project: Project, now_utc: datetime) -> TileTable:
    """Return the table of a project's tiles. now_utc: when it is made, for who looks at two."""
    tiles = {tile.code: _row(project, tile) for tile in project.tiles}
    opened = [tile.opens for tile in tiles.values() if tile.opens]
    variants = {each.variant for each in opened}
    points = {each.viewpoint for each in opened}
    return TileTable(
        project=project.id,
        name=project.name,
        notice=project.notice,
        owner=project.tiling.owner,
        languages=project.languages,
        host=project.tiling.host,
        earlier_hosts=project.tiling.earlier_hosts,
        made=aware(now_utc),
        tiles=tiles,
        variants={
            each.id: TableVariant(name=each.name, description=each.description)
            for each in project.variants()
            if each.id in variants
        },
        viewpoints={
            each.id: TableViewpoint(
                name=each.name,
                eye=each.eye,
                target=each.target,
                field_of_view_deg=each.field_of_view_deg,
                time=each.time,
            )
            for each in project.viewpoints
            if each.id in points
        },
        words=_words(project),
        nearest={language: nearest_words(language) for language in LANGUAGES},
    )


def lost_openings(project: Project) -> tuple[Notice, ...]:
    """Return which tiles open what is no longer in the project."""
    found = []
    for tile in project.tiles:
        variant, point = tile.opens.variant, tile.opens.viewpoint
        known = variant in (None, NOW) or project.variant(variant) is not None
        lost = [*([] if known else [variant])]
        lost += [point] if point is not None and project.viewpoint(point) is None else []
        found += [Notice(_LOST, {"tile": called(tile), "what": what}) for what in lost]
    return tuple(found)


def _words(project: Project) -> dict[str, dict[str, TableWords]]:
    words: dict[str, dict[str, TableWords]] = {
        name: {
            str(language): TableWords.model_validate(words_for(kind, project, language))
            for language in LANGUAGES
        }
        for name, kind in _WORDS.items()
    }
    planned = {
        str(language): TableWords(title="{name}", text=PLANNED_WORDS.text(language))
        for language in LANGUAGES
    }
    return {**words, "planned": planned}


def _row(project: Project, tile: Tile) -> TableTile:
    if tile.state is TileState.REMOVED:
        return TableTile(id=tile.id, name=tile.name, state=tile.state)
    return TableTile(
        id=tile.id,
        name=tile.name,
        state=tile.state,
        opens=_opens(project, tile),
        place=_place(tile.stands),
        size_mm=tile.size_mm,
        sheet=tile.sheet,
        tags=tile.tags,
    )


def _opens(project: Project, tile: Tile) -> TableOpens:
    """Return what a tile opens: the variant it names, else its viewpoint's, else the start's."""
    point = project.viewpoint(tile.opens.viewpoint)
    wishes = (tile.opens.variant, point.variant if point else None, project.start.variant)
    known = (each for each in wishes if each == NOW or project.variant(each) is not None)
    return TableOpens(variant=next(known, None) or NOW, viewpoint=point.id if point else None)


def _place(place: TilePlace) -> TablePlace:
    degrees: dict[str, float] = {}
    try:
        there = wgs84_from_rd(place.x, place.y, place.nap)
        degrees["longitude_deg"] = round(there.longitude_deg, _DEGREES_DIGITS)
        degrees["latitude_deg"] = round(there.latitude_deg, _DEGREES_DIGITS)
    except OriginError:
        degrees = {}  # a project somewhere else than in the Netherlands has no map
    return TablePlace(x=place.x, y=place.y, nap=place.nap, heading_deg=place.heading_deg, **degrees)


def table_text(table: TileTable | TableList) -> str:
    """Return a table, or the list of them, as it is written: JSON, two spaces."""
    told = table.model_dump(mode="json", exclude_none=True)
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def schema_text() -> str:
    """Return the JSON Schema (2020-12) of the table, as it is published."""
    schema: dict[str, Any] = TileTable.model_json_schema(mode="validation")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:mrapp:tiles:{FORMAT_VERSION}",
        "$comment": "Further keys may come within a version; what is not known is passed over.",
    }
    return json.dumps({**head, **schema}, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
