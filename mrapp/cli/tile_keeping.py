"""`mrapp tile printed|place|inspect|damage|repair|remove`: what became of a tile, with a photo."""

import argparse
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from mrapp.app.history import Change, Moment
from mrapp.app.remarks.given import read_most
from mrapp.app.session import Session
from mrapp.app.tiles.keys import known_key
from mrapp.app.tiles.naming import tile_named
from mrapp.app.tiles.passport import (
    Noted,
    damage_tile,
    inspect_tile,
    note_printed,
    place_tile,
    remove_tile,
    repair_tile,
)
from mrapp.app.tiles.photos import (
    Seen,
    cleaned_photo,
    measured_in,
    place_warnings,
    what_is_seen,
)
from mrapp.cli.arguments import Table, file
from mrapp.cli.commands import at_work
from mrapp.cli.language import user_language
from mrapp.cli.telling import print_json, tell
from mrapp.cli.tile_acting import opened, place_asked, told
from mrapp.cli.tile_telling import tile_told
from mrapp.cli.tile_words import add_place, add_project, add_telling, add_tile
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileKeyNotKeptError, TileKeyOtherError
from mrapp.model.tiles import Tile, TileMeasured, TilePlace

_UNSEEN = Phrase(
    nl="Zonder foto weet niemand of de goede tegel er ligt. Geef er een met --photo.",
    en="Without a photo nobody knows whether the right tile lies there. Give one with --photo.",
)
_MEASURED = Phrase(
    nl="De code klopt. {off}",
    en="The code is right. {off}",
)
_OFF = Phrase(
    nl="De tegel ligt {off} m van zijn plan, {turn}° gedraaid.",
    en="The tile lies {off} m from its plan, turned by {turn}°.",
)
_NOT_COMPARED = Phrase(
    nl="De plek is niet vergeleken: geef een meting met --at en --heading, of neem een ingemeten "
    "tegel mee op de foto.",
    en="The place was not compared: give a survey with --at and --heading, or take a surveyed tile "
    "into the photo.",
)

Act = Callable[[Moment, str, Noted], Change]

_ACTS: Final[dict[str, tuple[Act, str]]] = {
    "inspect": (inspect_tile, "note that somebody went to look at a tile"),
    "damage": (damage_tile, "note that a tile is damaged"),
    "repair": (repair_tile, "note that a damaged tile is whole again"),
    "remove": (remove_tile, "note that a tile lies there no more"),
}
_MAYBE_UNREADABLE: Final = ("damage", "remove")


def add_keeping(table: Table) -> None:
    """Add what is noted in a tile's passport to a table of commands."""
    printed = table.add_parser("printed", help="note that tiles were printed or ordered")
    add_project(printed)
    printed.add_argument("tiles", metavar="ID", nargs="+")
    _add_note(printed)
    add_telling(printed)
    printed.set_defaults(do=note)
    placed = table.add_parser("place", help="note that a tile lies in its place, with a photo")
    add_tile(placed)
    add_place(placed, required=False)
    _add_photo(placed)
    placed.set_defaults(do=place, wrong=placed.error)
    for name, (_act, told_of) in _ACTS.items():
        parser = table.add_parser(name, help=told_of)
        add_tile(parser)
        _add_photo(parser)
        parser.set_defaults(do=act, deed=name)


def _add_photo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--photo", metavar="FILE", type=file, help="a PNG or JPEG of the tile")
    _add_note(parser)
    add_telling(parser)


def _add_note(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--note", metavar="WORDS", default="", help="what there is to say of it")


def note(parsed: argparse.Namespace) -> int:
    """`mrapp tile printed PROJECT ID...`: their codes change no more."""
    session = opened(parsed.project)
    ids = [tile_named(session.project, each).id for each in parsed.tiles]
    session.apply(note_printed(session.moment, ids, _noted(session, parsed)))
    session.save()
    if parsed.json:
        tiles = [tile for tile in session.project.tiles if tile.id in ids]
        print_json([tile_told(session.project, tile) for tile in tiles])
    else:
        print("\n".join(ids))
    return 0


def place(parsed: argparse.Namespace) -> int:
    """`mrapp tile place PROJECT ID [--photo F] [--at X Y NAP] [--heading DEG]`."""
    session = opened(parsed.project)
    tile = tile_named(session.project, parsed.tile)
    surveyed = None
    if parsed.at is not None or parsed.heading is not None:
        surveyed = place_asked(parsed, session, tile.stands)

    def act_on(moment: Moment, tile_id: str, noted: Noted) -> Change:
        return place_tile(moment, tile_id, noted, surveyed)

    measured = _carry_out(session, parsed, tile, act_on, surveyed)
    if measured is None:
        tell(_UNSEEN.text(user_language()))
    else:
        _tell_measured(tile, measured)
    return told(session, tile.id, as_json=parsed.json)


def act(parsed: argparse.Namespace) -> int:
    """`mrapp tile inspect|damage|repair|remove PROJECT ID [--photo F] [--note WORDS]`."""
    session = opened(parsed.project)
    tile = tile_named(session.project, parsed.tile)
    _carry_out(session, parsed, tile, _ACTS[parsed.deed][0])
    return told(session, tile.id, as_json=parsed.json)


def _carry_out(
    session: Session,
    parsed: argparse.Namespace,
    tile: Tile,
    act_on: Act,
    surveyed: TilePlace | None = None,
) -> TileMeasured | None:
    """Note a deed, with the photo in the project, and save; returns what the photo showed."""
    # What cannot be is said before a photo is looked at, or kept.
    act_on(session.moment, tile.id, _noted(session, parsed))
    if parsed.photo is None:
        session.apply(act_on(session.moment, tile.id, _noted(session, parsed)))
        session.save()
        return None
    ending, content = cleaned_photo(parsed.photo.name, read_most(parsed.photo))
    measured = _look(session, parsed, tile, surveyed)
    noted = _noted(session, parsed)
    name = f"tile-{tile.id}-{noted.now_utc:%Y%m%dT%H%M%S}{ending}"
    with at_work(session.services, session.opened) as work, TemporaryDirectory() as scratch:
        photo = Path(scratch) / name
        photo.write_bytes(content)
        try:
            asset = session.services.projects.adopt(session.opened, photo)
            noted = _noted(session, parsed, asset, measured)
            session.apply(act_on(session.moment, tile.id, noted))
            session.save()
        finally:
            work.tidy(session.opened, ())
    return measured


def _look(
    session: Session, parsed: argparse.Namespace, tile: Tile, surveyed: TilePlace | None
) -> TileMeasured:
    try:
        key = known_key(session.services.tile_keys, session.project)
    except (TileKeyOtherError, TileKeyNotKeptError):
        key = None  # the register tells what the key would
    sightings = session.services.tile_eyes(parsed.photo, session.project)
    seen = Seen(session.project, key, parsed.photo.name, sightings)
    if getattr(parsed, "deed", "") in _MAYBE_UNREADABLE:
        return what_is_seen(seen, tile)
    return measured_in(seen, tile, surveyed)


def _noted(
    session: Session,
    parsed: argparse.Namespace,
    photo: str | None = None,
    measured: TileMeasured | None = None,
) -> Noted:
    now, by = session.services.utc_now(), parsed.by.strip()
    return Noted(now, by, parsed.note, photo, measured)


def _tell_measured(tile: Tile, measured: TileMeasured) -> None:
    language = user_language()
    off = _NOT_COMPARED.text(language)
    if measured.off_m is not None:
        turn = f"{measured.heading_off_deg or 0.0:+.1f}"
        off = _OFF.text(language, off=f"{measured.off_m:.2f}", turn=turn)
    tell(_MEASURED.text(language, off=off))
    for warning in place_warnings(tile, measured):
        tell(warning.text(language))
