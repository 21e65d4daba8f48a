"""The register of tiles as a table for files: a row a tile, or a row a line of a passport."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from mrapp.app.counting.overview import overview
from mrapp.app.exports.columns import LIST_SIGN, Cell, CellType, Column, clean, local
from mrapp.app.exports.export_columns import variant_names
from mrapp.app.exports.exports import Export, Table, no_attachments
from mrapp.app.remarks.samples import sample_of
from mrapp.app.tiles.address import tile_address
from mrapp.app.tiles.proving import insisted_words, printed_words
from mrapp.app.tiles.words import DEEDS, STATES, WHATS, printed_form
from mrapp.model.project import Project
from mrapp.model.texts import LANGUAGES, Phrase, pick_language
from mrapp.model.tile_errors import RegisterEmptyError
from mrapp.model.tiles import Tile, TileDeed, TileEntry
from mrapp.model.values import LocalText

Row = tuple[Tile, TileEntry | None]

_BETWEEN = " | "


def _p(nl: str, en: str) -> Phrase:
    return Phrase(nl=nl, en=en)


_PLACE: Final = {
    "x": (
        _p("RD x", "RD x"),
        _p("het midden van de tegel, naar het oosten", "the middle of the tile, to the east"),
        "m (RD)",
    ),
    "y": (
        _p("RD y", "RD y"),
        _p("het midden van de tegel, naar het noorden", "the middle of the tile, to the north"),
        "m (RD)",
    ),
    "nap": (
        _p("hoogte", "height"),
        _p("hoogte van de bovenkant", "height of its top"),
        "m (NAP)",
    ),
    "heading_deg": (
        _p("richting", "heading"),
        _p(
            "waarheen de bovenkant wijst, met de klok mee vanaf het noorden van RD",
            "which way its top points, clockwise from the north of RD",
        ),
        "degrees",
    ),
}


@dataclass(frozen=True)
class _Fact:
    """A column to be: its line in the dictionary, and how a cell is read."""

    id: str
    type: CellType
    title: Phrase
    meaning: Phrase
    read: Callable[[Row], Cell]
    unit: str = ""
    codes: Mapping[str, LocalText] | None = None
    is_list: bool = False


def register_export(project: Project, language: str, *, history: bool = False) -> Export:
    """Return the register, ready to be written; raises `RegisterEmptyError`.

    history: a row for each line of the passports, else a row a tile.
    """
    tiles = project.tiles
    if not tiles:
        raise RegisterEmptyError
    rows: list[Row] = [(tile, None) for tile in tiles]
    if history:
        rows = [(tile, entry) for tile in tiles for entry in tile.history]
    facts = (
        *_tile_facts(project, language),
        *(_entry(language) if history else _passport(language)),
    )
    places = [(tile.stands.x, tile.stands.y, tile.stands.nap) for tile, _entry in rows]
    table = Table(
        project=project.id,
        name=project.name,
        language=language,
        languages=tuple(dict.fromkeys((*LANGUAGES, *project.languages))),
        ids=tuple(_row_id(row, number) for number, row in enumerate(rows)),
        places_rd=np.array(places, np.float64).reshape(-1, 3),
        columns=tuple(_column(fact, rows) for fact in facts),
    )
    return Export(table, (), lambda: overview(project, sample_of(())), no_attachments)


def _row_id(row: Row, number: int) -> str:
    tile, entry = row
    return tile.id if entry is None else f"{tile.id}-{number}"


def _column(fact: _Fact, rows: Sequence[Row]) -> Column:
    cells = [fact.read(row) for row in rows]
    return Column(
        id=fact.id,
        type=fact.type,
        title=local(fact.title),
        meaning=local(fact.meaning),
        cells=[clean(cell) if isinstance(cell, str) else cell for cell in cells],
        codes=fact.codes or {},
        is_list=fact.is_list,
        unit=fact.unit,
    )


def _tile_facts(project: Project, language: str) -> tuple[_Fact, ...]:
    """Return the columns that tell what a tile is and where it lies."""
    host = project.tiling.host
    states = {state.value: local(words) for state, words in STATES.items()}
    points = {point.id: point.name for point in project.viewpoints}
    return (
        _text("tile", _p("kenmerk", "id"), _p("id van de tegel", "id of the tile"), _id),
        _text(
            "address",
            _p("webadres", "web address"),
            _p("waar de tegel nu antwoord geeft", "where the tile answers today"),
            lambda row: tile_address(host, row[0].code),
        ),
        _text(
            "name",
            _p("naam", "name"),
            _p("naam van de tegel", "name of the tile"),
            lambda row: pick_language(row[0].name, language),
        ),
        _text(
            "state",
            _p("staat", "state"),
            _p("hoe het er nu mee is", "how it is now"),
            lambda row: row[0].state.value,
            states,
        ),
        *_place_facts("planned", _p("gepland", "planned"), lambda tile: tile.place),
        *_place_facts("surveyed", _p("ingemeten", "surveyed"), lambda tile: tile.surveyed),
        _number("size_mm", _p("maat", "size"), "mm", lambda row: row[0].size_mm),
        _text(
            "sheet",
            _p("papier", "paper"),
            _p("op papier van deze maat; leeg: een tegel", "on paper of this size; empty: a tile"),
            lambda row: row[0].sheet,
        ),
        _text(
            "variant",
            _p("variant", "variant"),
            _p("variant die hij opent", "variant that it opens"),
            lambda row: row[0].opens.variant,
            variant_names(project),
        ),
        _text(
            "viewpoint",
            _p("kijkpunt", "viewpoint"),
            _p("kijkpunt dat hij opent", "viewpoint that it opens"),
            lambda row: row[0].opens.viewpoint,
            points,
        ),
        _Fact(
            "tags",
            "text",
            _p("hoekmerken", "corner marks"),
            _p("AprilTags, vanaf linksboven met de klok mee", "AprilTags, clockwise from top left"),
            lambda row: LIST_SIGN.join(map(str, row[0].tags)),
            is_list=True,
        ),
    )


def _place_facts(
    which: str, words: Phrase, place: Callable[[Tile], object | None]
) -> tuple[_Fact, ...]:
    def part(name: str) -> Callable[[Row], Cell]:
        return lambda row: getattr(place(row[0]), name, None)

    def about(told: Phrase) -> Phrase:
        return _p(f"{words.nl}: {told.nl}", f"{words.en}: {told.en}")

    return tuple(
        _Fact(f"{which}_{name}", "number", about(title), about(meaning), part(name), unit)
        for name, (title, meaning, unit) in _PLACE.items()
    )


def _passport(language: str) -> tuple[_Fact, ...]:
    """Return the columns of a table with a row a tile: when each was done last, and all of it."""
    last = tuple(
        _Fact(
            f"{deed.value}_at",
            "time",
            DEEDS[deed],
            Phrase(nl=f"laatst: {DEEDS[deed].nl}", en=f"last: {DEEDS[deed].en}"),
            _last(deed),
        )
        for deed in TileDeed
    )
    history = _text(
        "history",
        _p("paspoort", "passport"),
        _p("alles wat er met de tegel gebeurde", "all that was done to the tile"),
        lambda row: _BETWEEN.join(entry_told(entry, language) for entry in row[0].history),
    )
    return (*last, *_measures(_latest), history)


def _last(deed: TileDeed) -> Callable[[Row], datetime | None]:
    def read(row: Row) -> datetime | None:
        return max((entry.at for entry in row[0].history if entry.deed is deed), default=None)

    return read


def _latest(row: Row) -> TileEntry | None:
    """Return the last line of a passport that a photo went with."""
    return next((entry for entry in reversed(row[0].history) if entry.photo), None)


def _measures(entry_of: Callable[[Row], TileEntry | None]) -> tuple[_Fact, ...]:
    def measured(name: str) -> Callable[[Row], Cell]:
        def read(row: Row) -> Cell:
            entry = entry_of(row)
            return getattr(entry.measured, name, None) if entry else None

        return read

    def photo(row: Row) -> Cell:
        entry = entry_of(row)
        return entry.photo if entry else None

    return (
        _text("photo", _p("foto", "photo"), _p("pad in het project", "path in the project"), photo),
        _number("off_m", _p("naast het plan", "off the plan"), "m", measured("off_m")),
        _number(
            "heading_off_deg",
            _p("gedraaid", "turned"),
            "degrees",
            measured("heading_off_deg"),
        ),
        _number("residual_px", _p("restfout", "residual"), "px", measured("residual_px")),
    )


def entry_told(entry: TileEntry, language: str) -> str:
    """Return one line of a passport in words."""
    what = WHATS[entry.what].text(language) if entry.what in WHATS else entry.what
    done = DEEDS[entry.deed].text(language) + (f" ({what})" if what else "")
    return "  ".join(
        (
            f"{entry.at:%Y-%m-%d %H:%M} UTC",
            done,
            *filter(None, (entry.by, printed_words(entry, language), entry.note)),
        )
    )


def _id(row: Row) -> Cell:
    return row[0].id


def _text(
    column: str,
    title: Phrase,
    meaning: Phrase,
    read: Callable[[Row], Cell],
    codes: Mapping[str, LocalText] | None = None,
) -> _Fact:
    return _Fact(column, "text", title, meaning, read, codes=codes)


def _number(column: str, title: Phrase, unit: str, read: Callable[[Row], Cell]) -> _Fact:
    return _Fact(column, "number", title, title, read, unit)


def _of_entry(name: str) -> Callable[[Row], Cell]:
    return lambda row: getattr(row[1], name, None) or None


_ENTRY: Final = (
    _Fact(
        "deed",
        "text",
        _p("wat er gebeurde", "what was done"),
        _p("wat er met de tegel gebeurde", "what was done to the tile"),
        lambda row: row[1].deed.value if row[1] else None,
        codes={deed.value: local(words) for deed, words in DEEDS.items()},
    ),
    _Fact("at", "time", _p("wanneer", "when"), _p("wanneer, UTC", "when, UTC"), _of_entry("at")),
    _text("by", _p("wie", "who"), _p("wie het deed", "who did it"), _of_entry("by")),
    _text(
        "what",
        _p("wat veranderde", "what was changed"),
        _p("wat er veranderde", "what was changed"),
        _of_entry("what"),
        {name: local(words) for name, words in WHATS.items()},
    ),
    _text(
        "note", _p("opmerking", "note"), _p("wat erbij staat", "what was noted"), _of_entry("note")
    ),
    _text(
        "printed_as",
        _p("gedrukt als", "printed as"),
        _p(
            "papier of maat waarop hij gedrukt is; leeg: zoals ontworpen",
            "paper or size that it was printed on; empty: as designed",
        ),
        lambda row: printed_form(row[1]) or None if row[1] else None,
    ),
    *_measures(lambda row: row[1]),
)


def _entry(language: str) -> tuple[_Fact, ...]:
    """Return the columns of a table with a row a line of a passport."""

    def why(row: Row) -> Cell:
        words = insisted_words(row[1]) if row[1] else None
        return words.text(language) if words else None

    title = _p("toch gedrukt", "printed anyway")
    meaning = _p(
        "waarin de proef tekortschoot van wat toch gedrukt is",
        "in what the proof came short of what was printed all the same",
    )
    return (*_ENTRY, _text("insisted", title, meaning, why))
