"""`mrapp tile key`: make, show, save and read in the key of a project's tiles."""

import argparse
import secrets
from pathlib import Path

from mrapp.app.replacing import writing
from mrapp.app.session import Session
from mrapp.app.tiles.address import KEY_BYTES
from mrapp.app.tiles.keys import (
    OPEN_KEY,
    fits,
    key_aside,
    known_key,
    mark_of,
    refuse_open,
    replaced_key,
)
from mrapp.app.tiles.settings import code_anew
from mrapp.cli.arguments import PASSPHRASE, Table, file
from mrapp.cli.goals import check_goal
from mrapp.cli.language import user_language
from mrapp.cli.passphrases import NO_WORDS, passphrase_of
from mrapp.cli.telling import print_json, tell
from mrapp.cli.tile_acting import opened
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileKeyMissingError, TileKeyOtherError

_KEPT = Phrase(nl="De sleutel ({mark}) staat nu {where}.", en="The key ({mark}) is now {where}.")
_SAVE_IT = Phrase(
    nl="Bewaar hem ook ergens anders, voor uzelf en voor collega's: mrapp tile key export",
    en="Keep it somewhere else too, for yourself and for colleagues: mrapp tile key export",
)
_APART = Phrase(
    nl="Bewaar het wachtwoord apart van het bestand; zonder wachtwoord kan niemand het openen.",
    en="Keep the passphrase apart from the file; without it nobody can open the file.",
)
_STAY = Phrase(
    nl="{number} tegels zijn al gedrukt en houden de code die ze hebben; ze blijven geldig, want "
    "ze staan in het register.",
    en="{number} tiles were printed and keep the code they have; they stay valid, as they are in "
    "the register.",
)
_ASIDE = Phrase(
    nl="De vorige sleutel ({mark}) is bewaard. Terughalen: mrapp tile key import PROJECT --mark "
    "{mark} --replace",
    en="The key before ({mark}) was kept. To bring it back: mrapp tile key import PROJECT --mark "
    "{mark} --replace",
)
_OPEN = Phrase(
    nl="Dit is de open sleutel van de demo: iedereen kent hem. Hij bewijst niets.",
    en="This is the open key of the demo: everybody knows it. It proves nothing.",
)
_NO_MARK = Phrase(
    nl="op deze computer is geen vorige sleutel {mark} van dit project",
    en="this computer has no earlier key {mark} of this project",
)


def add_key(table: Table) -> None:
    """Add `mrapp tile key` with what is done with a key."""
    parser = table.add_parser("key", help="the key that a project's codes are made with")
    inner: Table = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    made = _about(inner, "make", "make a key; needed for no project but one whose key is lost")
    _add_replace(made)
    made.set_defaults(do=make)
    shown = _about(inner, "show", "tell whether the key is on this computer, by its mark")
    shown.set_defaults(do=show)
    out = _about(inner, "export", "save the key in a file, locked by a passphrase")
    out.add_argument("--file", metavar="F", type=Path, required=True)
    out.add_argument("--force", action="store_true", help="replace a file that is there")
    _add_passphrase(out)
    out.set_defaults(do=export, wrong=out.error)
    taken = _about(inner, "import", "read in such a file")
    source = taken.add_mutually_exclusive_group(required=True)
    source.add_argument("--file", metavar="F", type=file)
    source.add_argument("--mark", metavar="M", help="bring back a key that was replaced here")
    _add_replace(taken)
    _add_passphrase(taken)
    taken.set_defaults(do=import_key, wrong=taken.error)


def _about(table: Table, name: str, told: str) -> argparse.ArgumentParser:
    parser = table.add_parser(name, help=told)
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    return parser


def _add_replace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--replace", action="store_true", help="in place of the key that is there, which is kept"
    )


def _add_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=file,
        help=f"where the passphrase stands; else {PASSPHRASE}, else you are asked",
    )


def make(parsed: argparse.Namespace) -> int:
    """`mrapp tile key make PROJECT [--replace]`: new codes for all tiles never printed."""
    session = opened(parsed.project)
    project, keys = session.project, session.services.tile_keys
    lost = not parsed.replace and keys.find(project.id) is None
    if lost and project.tiles and not fits(OPEN_KEY, project):
        raise TileKeyMissingError
    key = secrets.token_bytes(KEY_BYTES)
    _keep(session, key, replace=parsed.replace)
    _code_anew(session, key)
    tell(_SAVE_IT.text(user_language()))
    return _told(parsed, key)


def show(parsed: argparse.Namespace) -> int:
    """`mrapp tile key show PROJECT`: its mark; exit 1 where the key is not on this computer."""
    session = opened(parsed.project)
    key = known_key(session.services.tile_keys, session.project)
    if key is None:
        raise TileKeyMissingError
    if key == OPEN_KEY:
        tell(_OPEN.text(user_language()))
    return _told(parsed, key)


def export(parsed: argparse.Namespace) -> int:
    """`mrapp tile key export PROJECT --file F`: prints where it is."""
    session = opened(parsed.project)
    key = known_key(session.services.tile_keys, session.project)
    if key is None:
        raise TileKeyMissingError
    # Late: the window starts without it.
    from mrapp.io.tile_key_files import sealed_key

    check_goal(parsed, parsed.file)
    words = _words(parsed, new=True)
    sealed = sealed_key(session.project.id, key, words)
    with writing(parsed.file) as stream:
        stream.write(sealed)
    tell(_APART.text(user_language()))
    return _told(parsed, key, file=parsed.file)


def import_key(parsed: argparse.Namespace) -> int:
    """`mrapp tile key import PROJECT --file F | --mark M [--replace]`."""
    # Late: as above.
    from mrapp.io.tile_key_files import key_in

    session = opened(parsed.project)
    if parsed.mark is not None:
        found = key_aside(session.services.tile_keys, session.project, parsed.mark)
        key = found or parsed.wrong(_NO_MARK.text(user_language(), mark=parsed.mark))
    else:
        key = key_in(parsed.file, _words(parsed, new=False), session.project)
    if not fits(key, session.project) and not parsed.replace:
        raise TileKeyOtherError
    refuse_open(key, session.project.tiling.host)
    _keep(session, key, replace=parsed.replace)
    _code_anew(session, key)
    return _told(parsed, key)


def _code_anew(session: Session, key: bytes) -> None:
    """Make a key the project's, where it was another's so far."""
    project = session.project
    if fits(key, project) and (project.tiling.key_mark or not project.tiles):
        return
    session.apply(code_anew(session.moment, key, (session.services.utc_now(), "")))
    session.save()
    stay = sum(tile.printed for tile in project.tiles)
    if stay:
        tell(_STAY.text(user_language(), number=stay))


def _keep(session: Session, key: bytes, *, replace: bool) -> None:
    keys, project, language = session.services.tile_keys, session.project, user_language()
    where, aside = replaced_key(keys, project, key, replace=replace)
    tell(_KEPT.text(language, mark=mark_of(key), where=where))
    if aside is not None:
        tell(_ASIDE.text(language, mark=aside))


def _words(parsed: argparse.Namespace, *, new: bool) -> str:
    words = passphrase_of(parsed, twice=new)
    if words is None:
        parsed.wrong(NO_WORDS.text(user_language(), variable=PASSPHRASE))
    return words or ""


def _told(parsed: argparse.Namespace, key: bytes, **more: Path) -> int:
    if parsed.json:
        print_json({"mark": mark_of(key), **{name: str(path) for name, path in more.items()}})
    else:
        print(next(iter(more.values()), mark_of(key)))
    return 0
