"""What `mrapp tile add`, `list`, `show`, `change`, `delete` and `settings` do."""

import argparse
import secrets
from datetime import datetime
from pathlib import Path

from mrapp import bootstrap
from mrapp.app.ground import ground_of
from mrapp.app.history import Change
from mrapp.app.remarks.given import read_most
from mrapp.app.session import Session
from mrapp.app.tiles.address import KEY_BYTES
from mrapp.app.tiles.keys import key_to_make_with, known_key, mark_of
from mrapp.app.tiles.naming import tile_named
from mrapp.app.tiles.planning import (
    TileWish,
    add_tile,
    check_wish,
    delete_tile,
    move_tile,
    open_with_tile,
    place_of,
    rename_tile,
    resize_tile,
)
from mrapp.app.tiles.settings import (
    host_of,
    host_warning,
    set_host,
    set_least_found,
    set_mark,
    set_owner,
)
from mrapp.cli.choosing import load_seen
from mrapp.cli.language import user_language
from mrapp.cli.telling import print_json, tell
from mrapp.cli.tile_telling import passport_lines, settings_told, tile_line, tile_told
from mrapp.model.errors import NoGroundError
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileKeyMissingError
from mrapp.model.tiles import Tile, TileOpens, TilePlace

_ONLY_HEIGHT = Phrase(
    nl="argument --at: alleen de hoogte kan grond zijn",
    en="argument --at: only the height can be ground",
)
_NO_FILE = Phrase(nl="er is geen bestand {path}", en="there is no file {path}")
_NO_PICTURE = Phrase(
    nl="{path} is geen beeldmerk in PNG, JPEG of eenvoudige SVG",
    en="{path} is no mark in PNG, JPEG or simple SVG",
)
_NOTHING = Phrase(nl="zeg wat er anders moet", en="say what is to change")
_NEW_KEY = Phrase(
    nl="Dit project heeft nu een sleutel voor zijn tegels ({mark}). Bewaar hem ook ergens anders, "
    "voor uzelf en voor collega's: mrapp tile key export",
    en="This project now has a key for its tiles ({mark}). Keep it somewhere else too, for "
    "yourself and for colleagues: mrapp tile key export",
)
_NO_MARK = "none"


def opened(path: Path) -> Session:
    """Return a session on a project."""
    services = bootstrap.build_services()
    return Session(services.projects.load(path), services)


def when(session: Session, parsed: argparse.Namespace) -> tuple[datetime, str]:
    """Return when something is done and by whom, as actions on tiles take it."""
    return session.services.utc_now(), parsed.by.strip()


def kept(session: Session, change: Change) -> None:
    """Carry out a change and save the project, where it changed anything."""
    session.apply(change)
    if session.history.unsaved:
        session.save()


def told(session: Session, tile_id: str, *, as_json: bool) -> int:
    """Print what became of a tile: its id, or all of it as JSON."""
    tile = session.project.tile(tile_id)
    if as_json and tile is not None:
        print_json(tile_told(session.project, tile))
    else:
        print(tile_id)
    return 0


def add(parsed: argparse.Namespace) -> int:
    """`mrapp tile add PROJECT --at X Y NAP|ground --heading DEG ...`: prints the new tile's id."""
    session = opened(parsed.project)
    wish = TileWish(
        place=_place(parsed, session, None),
        size_mm=300.0 if parsed.size is None else parsed.size,
        sheet=parsed.sheet,
        opens=parsed.opens or TileOpens(),
        name=dict.fromkeys(session.project.languages, parsed.name) if parsed.name else None,
    )
    check_wish(session.project, wish)
    key = _key(session)
    change = add_tile(session.moment, wish, key, secrets.token_bytes(5), when(session, parsed))
    kept(session, change)
    return told(session, session.project.tiles[-1].id, as_json=parsed.json)


def _key(session: Session) -> bytes:
    keys, fresh = session.services.tile_keys, secrets.token_bytes(KEY_BYTES)
    key = key_to_make_with(keys, session.project, fresh)
    if key == fresh:
        tell(_NEW_KEY.text(user_language(), mark=mark_of(key)))
    return key


def listed(parsed: argparse.Namespace) -> int:
    """`mrapp tile list PROJECT [--json]`: a line a tile."""
    project, language = opened(parsed.project).project, user_language()
    if parsed.json:
        print_json([tile_told(project, tile) for tile in project.tiles])
    else:
        for tile in project.tiles:
            print(tile_line(tile, language))
    return 0


def show(parsed: argparse.Namespace) -> int:
    """`mrapp tile show PROJECT ID [--json]`: a tile's passport."""
    project = opened(parsed.project).project
    tile = tile_named(project, parsed.tile)
    if parsed.json:
        print_json(tile_told(project, tile))
    else:
        print("\n".join(passport_lines(project, tile, user_language())))
    return 0


def change(parsed: argparse.Namespace) -> int:
    """`mrapp tile change PROJECT ID ...`: move, turn, rename, resize, or open something else."""
    session = opened(parsed.project)
    tile, at = tile_named(session.project, parsed.tile), when(session, parsed)
    wished = (parsed.at, parsed.heading, parsed.size, parsed.sheet, parsed.opens, parsed.name)
    if all(each is None for each in wished):
        parsed.wrong(_NOTHING.text(user_language()))
    if parsed.at is not None or parsed.heading is not None:
        place = _place(parsed, session, tile)
        session.apply(move_tile(session.moment, tile.id, place, at))
    if parsed.name is not None:
        name = dict.fromkeys(session.project.languages, parsed.name)
        session.apply(rename_tile(session.moment, tile.id, name, at))
    if parsed.size is not None or parsed.sheet is not None:
        size_mm = tile.size_mm if parsed.size is None else parsed.size
        session.apply(resize_tile(session.moment, tile.id, size_mm, parsed.sheet, at))
    if parsed.opens is not None:
        session.apply(open_with_tile(session.moment, tile.id, parsed.opens, at))
    if session.history.unsaved:
        session.save()
    return told(session, tile.id, as_json=parsed.json)


def _place(parsed: argparse.Namespace, session: Session, tile: Tile | None) -> TilePlace:
    """Return the place asked for; what was not said of it stays as `tile` has it."""
    return place_asked(parsed, session, tile.place if tile else None)


def place_asked(
    parsed: argparse.Namespace, session: Session, before: TilePlace | None
) -> TilePlace:
    """Return the place that --at and --heading say; what they leave out is as before."""
    heading = parsed.heading if parsed.heading is not None else before and before.heading_deg
    if parsed.at is None and before is not None:
        return place_of(before.x, before.y, before.nap, heading or 0.0)
    x, y, nap = parsed.at
    if x is None or y is None:
        parsed.wrong(_ONLY_HEIGHT.text(user_language()))
    if nap is None:
        place_of(x, y, 0.0, heading or 0.0)  # what is wrong is said before files are read
        load_seen(session, None)
        nap = ground_of(session.project, session.meshes_now).height_m(x, y)
    if nap is None:
        raise NoGroundError
    return place_of(x, y, nap, heading or 0.0)


def delete(parsed: argparse.Namespace) -> int:
    """`mrapp tile delete PROJECT ID`: prints the id of what is no more."""
    session = opened(parsed.project)
    tile = tile_named(session.project, parsed.tile)
    kept(session, delete_tile(session.moment, tile.id))
    return told(session, tile.id, as_json=False)


def settings(parsed: argparse.Namespace) -> int:
    """`mrapp tile settings PROJECT [--host H] [--mark FILE] [--owner N] [--least-found SHARE]`."""
    session = opened(parsed.project)
    if parsed.host is not None:
        _set_host(session, parsed)
    if parsed.mark is not None:
        session.apply(set_mark(session.moment, _mark(session, parsed)))
    if parsed.owner is not None:
        owner = dict.fromkeys(session.project.languages, parsed.owner)
        session.apply(set_owner(session.moment, owner))
    if parsed.least_found is not None:
        session.apply(set_least_found(session.moment, parsed.least_found))
    if session.history.unsaved:
        session.save()
    shown = settings_told(session.project)
    if parsed.json:
        print_json(shown)
    else:
        for name, value in shown.items():
            print(f"{name}: {value}")
    return 0


def _set_host(session: Session, parsed: argparse.Namespace) -> None:
    project, host = session.project, host_of(parsed.host)
    warning = host_warning(project, host)
    key = known_key(session.services.tile_keys, project) if project.tiles else None
    if project.tiles and key is None and host != project.tiling.host:
        raise TileKeyMissingError
    session.apply(set_host(session.moment, host, key, when(session, parsed)))
    if warning:
        tell(warning.text(user_language()))


def _mark(session: Session, parsed: argparse.Namespace) -> str | None:
    if parsed.mark.casefold() == _NO_MARK:
        return None
    file = Path(parsed.mark)
    if not file.is_file():
        parsed.wrong(_NO_FILE.text(user_language(), path=file))
    # Late: OpenCV is slow to come.
    from mrapp.markers.marks import read_mark

    if read_mark(read_most(file)) is None:
        parsed.wrong(_NO_PICTURE.text(user_language(), path=file))
    return session.services.projects.adopt(session.opened, file)
