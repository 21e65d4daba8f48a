"""`mrapp tile proof`: a tile through the camera model before it is printed."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mrapp.app.progress import Progress
from mrapp.app.session import Session
from mrapp.app.tiles.naming import tile_named
from mrapp.app.tiles.printing import TilePrint
from mrapp.app.tiles.proving import (
    Insisted,
    Standing,
    decimal,
    keep_proof,
    material_words,
    refuse_short,
    shortcomings,
    standing,
    under_proof,
    unproved,
)
from mrapp.cli.arguments import Table, finite
from mrapp.cli.language import user_language
from mrapp.cli.telling import print_json, tell
from mrapp.cli.tile_acting import opened
from mrapp.cli.tile_words import add_json, add_project
from mrapp.model.texts import Phrase

if TYPE_CHECKING:  # late, as below: it brings libraries that other commands do without
    from mrapp.markers.proof.door import Asked
    from mrapp.markers.proof.proving import Proof
    from mrapp.markers.proof.report import ProofReport

_NO_DISTANCE: Final = Phrase(
    nl="--read-from {metres} is geen afstand van {low} tot {high} m",
    en="--read-from {metres} is no distance from {low} to {high} m",
)
_NO_REFLECTANCE: Final = Phrase(
    nl="--reflectance: geef wit en zwart van 0 tot en met 1, wit het grootste",
    en="--reflectance: give white and black from 0 to 1, white the larger",
)
_DISTANCES_M = (0.2, 15.0)
_GOOD: Final = Phrase(
    nl="{tile}: goed. Gevonden {found}, gelezen {read}; een telefoon leest hem betrouwbaar tot "
    "{far} m.",
    en="{tile}: good. Found {found}, read {read}; a phone reads it reliably up to {far} m.",
)
_SHORT: Final = Phrase(nl="{tile}: niet gehaald: {why}.", en="{tile}: not passed: {why}.")
_QUICK: Final = Phrase(
    nl="Dit was een snelle proef; voor het drukken is de hele nodig.",
    en="This was a quick proof; printing takes the whole one.",
)
_INSIST: Final = Phrase(
    nl="geef --anyway en voor elke tegel --sure-of: {ids}",
    en="give --anyway, and for each tile --sure-of: {ids}",
)
_FURTHER: Final = Phrase(
    nl="{tile}: geprobeerd vanaf {read} m in plaats van {asked} m. Dichterbij past de tegel niet "
    "in het beeld.",
    en="{tile}: tried from {read} m in place of {asked} m. Nearer the tile does not fit in the "
    "picture.",
)
_WRITTEN: Final = Phrase(nl="geschreven: {path}", en="written: {path}")
_TOLD_AFTER = 0.1


def add_proof(table: Table) -> None:
    """Add `mrapp tile proof` to a table of commands."""
    parser = table.add_parser(
        "proof", help="try tiles through a camera model before printing; 1 if one comes short"
    )
    add_project(parser)
    parser.add_argument(
        "tile", metavar="ID", nargs="?", help="its id, the beginning of it, or its name; else all"
    )
    parser.add_argument("--quick", action="store_true", help="a few pictures only; is not kept")
    parser.add_argument(
        "--read-from",
        metavar="M",
        type=finite,
        help="from how many metres it is to be read; not nearer than twice its side",
    )
    parser.add_argument(
        "--reflectance",
        nargs=2,
        metavar=("WHITE", "BLACK"),
        type=finite,
        help="how much light the maker's white and black give back, 0 to 1",
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, help="reports and contact sheets into this folder"
    )
    add_json(parser)
    parser.set_defaults(do=proof, wrong=parser.error)


def proof(parsed: argparse.Namespace) -> int:
    """`mrapp tile proof PROJECT [ID] [--quick] [--read-from M] [--out DIR] [--json]`.

    Keeps each whole proof in the project at once, so that stopping half-way loses only one. Exit 1
    where a tile comes short.
    """
    from mrapp.markers.proof.door import Asked

    check_measures(parsed)
    session = opened(parsed.project)
    project = session.project
    tiles = (tile_named(project, parsed.tile),) if parsed.tile else project.tiles
    white_black = tuple(parsed.reflectance) if parsed.reflectance else None
    asked = Asked("quick" if parsed.quick else "full", parsed.read_from, white_black)
    proofs = [_proved(session, tile.id, asked, parsed.out) for tile in tiles]
    passed = [_passed(session, each) for each in proofs]
    if parsed.json:
        print_json([_told(session, each) for each in proofs])
    else:
        for each in proofs:
            print(_line(session, each))
        if parsed.quick and proofs:
            tell(_QUICK.text(user_language()))
    return 0 if all(passed) else 1


def check_measures(parsed: argparse.Namespace) -> None:
    """End the program for a distance or reflectances with which no tile can be tried."""
    low, high = _DISTANCES_M
    if parsed.read_from is not None and not low <= parsed.read_from <= high:
        values = {"metres": f"{parsed.read_from:g}", "low": f"{low:g}", "high": f"{high:g}"}
        parsed.wrong(_NO_DISTANCE.text(user_language(), **values))
    if parsed.reflectance is not None:
        white, black = parsed.reflectance
        if not 0.0 <= black < white <= 1.0:
            parsed.wrong(_NO_REFLECTANCE.text(user_language()))


def add_insisting(parser: argparse.ArgumentParser) -> None:
    """Add the two yeses with which a tile is printed that came short in its proof."""
    parser.add_argument(
        "--anyway", action="store_true", help="print what came short in its proof; needs --sure-of"
    )
    parser.add_argument(
        "--sure-of", metavar="ID", action="append", default=[], help="the whole id of such a tile"
    )


def insisted(parsed: argparse.Namespace) -> Insisted:
    """Return on what was insisted."""
    return Insisted(parsed.anyway, frozenset(each.strip().upper() for each in parsed.sure_of))


def prove_first(session: Session, wish: TilePrint, said: Insisted) -> bool:
    """Prove those that have no proof of what they are now; tells whether there were any.

    Refuses those that come short, unless somebody insisted twice: `TileShortError`.
    """
    from mrapp.markers.proof.door import Asked

    tiles = under_proof(wish)
    missing = unproved(session.project, tiles, wish.reflectances)
    for tile in missing:
        _proved(session, tile.id, Asked("full", wish.reading_m, wish.reflectances), None)
    now = tuple(filter(None, (session.project.tile(tile.id) for tile in tiles)))
    refuse_short(session.project, now, said, _INSIST)
    if wish.reflectances is None:
        for tile in now:
            material = material_words(tile.proof) if tile.proof else None
            if material is not None:
                tell(f"{tile.id}: {material.text(user_language())}")
    return bool(missing)


def _proved(session: Session, tile_id: str, asked: "Asked", out: Path | None) -> "Proof":
    """Make one proof, and keep and write it as asked."""
    from mrapp.markers.proof.door import judged, proof_of, write_proof

    tile = session.project.tile(tile_id)
    assert tile is not None
    made = proof_of(session.opened, tile, asked, progress=_by_tenths())
    _tell_further(made.report)
    if asked.level == "full":
        kept = judged(made.report, session.services.utc_now())
        session.apply(keep_proof(session.moment, tile_id, kept))
        session.save()
    if out is not None:
        for path in write_proof(made, out, user_language()):
            tell(_WRITTEN.text(user_language(), path=path))
    return made


def _tell_further(report: "ProofReport") -> None:
    """Tell where a tile was tried from further than was asked."""
    if report.asked_m is not None and report.read_m - report.asked_m >= 0.01:
        values = {"read": decimal(report.read_m), "asked": decimal(report.asked_m)}
        tell(_FURTHER.text(user_language(), tile=report.tile_id, **values))


def _passed(session: Session, made: "Proof") -> bool:
    return _why(session, made) is None


def _why(session: Session, made: "Proof") -> Phrase | None:
    from mrapp.markers.proof.door import judged

    return shortcomings(session.project, judged(made.report, session.services.utc_now()))


def _line(session: Session, made: "Proof") -> str:
    from mrapp.markers.proof.report import rate_words

    report, why, language = made.report, _why(session, made), user_language()
    if why is not None:
        return _SHORT.text(language, tile=report.tile_id, why=why)
    rates = {what: rate_words(report.wanted(what)) for what in ("found", "read")}
    far = decimal(report.reach_m("scanned") or 0.0)
    return _GOOD.text(language, tile=report.tile_id, far=far, **rates)


def _told(session: Session, made: "Proof") -> dict[str, Any]:
    from mrapp.markers.proof.report import report_told

    tile, why = session.project.tile(made.report.tile_id), _why(session, made)
    return {
        **report_told(made.report),
        "least_found": session.project.tiling.least_found,
        "passed": why is None,
        "why": None if why is None else {"nl": why.nl, "en": why.en},
        "standing": standing(session.project, tile) if tile else Standing.UNPROVED,
    }


def _by_tenths() -> Progress:
    """Return what tells how far it is: at first, and each time that a tenth more is done."""
    told = -_TOLD_AFTER

    def hear(part: float, what: Phrase) -> None:
        nonlocal told
        if part >= told + _TOLD_AFTER:
            told = part
            tell(what.text(user_language()))

    return hear
