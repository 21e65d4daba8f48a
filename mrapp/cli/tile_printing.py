"""`mrapp tile print`: tiles to files for who makes them, lays them or puts one on a table."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from mrapp.app.outlining import read_ground_plan
from mrapp.app.progress import Progress, ignore_progress
from mrapp.app.session import Session
from mrapp.app.tiles.keys import known_key
from mrapp.app.tiles.naming import tile_named
from mrapp.app.tiles.printing import TileAdvice, TilePapers, TilePrint, files_of
from mrapp.app.tiles.proving import note_print
from mrapp.cli.arguments import Table, finite
from mrapp.cli.goals import check_goal
from mrapp.cli.language import user_language
from mrapp.cli.telling import print_json, tell
from mrapp.cli.tile_acting import kept, opened
from mrapp.cli.tile_proving import add_insisting, check_measures, insisted, prove_first
from mrapp.model.project import Project
from mrapp.model.texts import LANGUAGES, Phrase
from mrapp.model.tile_errors import NoTilesError, TileKeyOtherError, TileRefusedError
from mrapp.model.tiles import PAPER_SIDE_MM, SIZES_MM, Tile, TileState

_SUFFIXES: Final = (".pdf", ".svg")
_MANY: Final = 20  # tiles; fewer are there before anybody wonders

_NO_FORM = Phrase(
    nl="argument --out: {file} moet op .pdf of .svg eindigen",
    en="argument --out: {file} must end in .pdf or .svg",
)
_NO_SIZE = Phrase(
    nl="argument --size: kies van {low:g} tot {high:g} mm",
    en="argument --size: choose from {low:g} to {high:g} mm",
)
_ALL = Phrase(nl="alle", en="all")


def add_print(table: Table) -> None:
    """Add `mrapp tile print` to the table of sub-commands."""
    parser = table.add_parser("print", help="tiles as PDF or SVG, to the millimetre")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument(
        "tiles", metavar="ID", nargs="*", help="which tiles; without: all that were not removed"
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        required=True,
        help="FILE.pdf: a page a tile; FILE.svg: a file a tile, its id in the name",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--sheet", choices=tuple(PAPER_SIDE_MM), help="on paper of this size, for a table"
    )
    what.add_argument("--size", metavar="MM", type=finite, help="as a sample of another size")
    what.add_argument(
        "--mounting", action="store_true", help="the sheets for who lays them, with a map"
    )
    parser.add_argument(
        "--read-from", metavar="M", type=finite, help="refuse what phones do not read from so far"
    )
    parser.add_argument(
        "--reflectance",
        nargs=2,
        metavar=("WHITE", "BLACK"),
        type=finite,
        help="how much light the maker's white and black give back, 0 to 1: refuse too pale",
    )
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    add_insisting(parser)
    parser.add_argument("--language", choices=LANGUAGES, help="of the words for makers")
    parser.add_argument("--by", metavar="NAME", default="", help="who does it, for the passport")
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    parser.set_defaults(do=print_tiles, wrong=parser.error)


def print_tiles(parsed: argparse.Namespace) -> int:
    """`mrapp tile print PROJECT [ID...] --out FILE.pdf|svg [--sheet A4 | --size MM | --mounting]`.

    Prints the files. What is better known is told on the standard error; what would not work is
    refused before anything is written. Tiles without a proof are proved first; those that come
    short are printed for who insists on it twice. The passports of tiles that were printed say so.
    """
    _check(parsed)
    session = opened(parsed.project)
    chosen = tuple(_chosen(session.project, parsed.tiles))
    for file in files_of(chosen, parsed.out):
        check_goal(parsed, file)
    papers, wish = session.services.tile_papers(), _wish(session, chosen, parsed)
    advice = papers.advice(wish)
    _refuse(advice)
    for each in advice:
        tell(f"{each.tile_id}: {each.notice.text(user_language())}")
    if prove_first(session, wish, insisted(parsed)):
        wish = _wish(session, _chosen_again(session.project, chosen), parsed)
    progress = _by_quarters() if len(wish.tiles) >= _MANY else ignore_progress
    files = papers.write(wish, parsed.out, progress=progress)
    if not wish.mounting:
        _note(session, wish, parsed)
    if parsed.json:
        print_json(_told(papers, wish, files, advice))
    else:
        print("\n".join(map(str, files)))
    return 0


def _check(parsed: argparse.Namespace) -> None:
    language = user_language()
    if parsed.out.suffix.lower() not in _SUFFIXES:
        parsed.wrong(_NO_FORM.text(language, file=parsed.out.name))
    check_measures(parsed)
    low, high = SIZES_MM
    if parsed.size is not None and not low <= parsed.size <= high:
        parsed.wrong(_NO_SIZE.text(language, low=low, high=high))


def _wish(session: Session, chosen: tuple[Tile, ...], parsed: argparse.Namespace) -> TilePrint:
    services = session.services
    return TilePrint(
        session.opened,
        chosen,
        language=parsed.language or _language(session.project),
        sheet=parsed.sheet,
        size_mm=parsed.size,
        mounting=parsed.mounting,
        plan=read_ground_plan(services.read_mesh, session.opened) if parsed.mounting else None,
        key=_key(session),
        reading_m=parsed.read_from,
        reflectances=tuple(parsed.reflectance) if parsed.reflectance else None,
    )


def _key(session: Session) -> bytes | None:
    """Return the project's key: it tells which host a tile was made for, where that changed."""
    if not session.project.tiling.earlier_hosts:
        return None
    try:
        return known_key(session.services.tile_keys, session.project)
    except TileKeyOtherError:
        return None  # then today's host it is, as without any


def _language(project: Project) -> str:
    """Return the project's first language that we write in: makers need not be its users."""
    return next((each for each in project.languages if each in LANGUAGES), user_language())


def _chosen(project: Project, words: Sequence[str]) -> Iterable[Tile]:
    if words:
        return {tile.id: tile for tile in (tile_named(project, word) for word in words)}.values()
    there = [tile for tile in project.tiles if tile.state is not TileState.REMOVED]
    if not there:
        raise NoTilesError(name=_ALL)
    return there


def _chosen_again(project: Project, chosen: tuple[Tile, ...]) -> tuple[Tile, ...]:
    """Return the same tiles as they are now, with their proofs."""
    ids = {tile.id for tile in chosen}
    return tuple(tile for tile in project.tiles if tile.id in ids)


def _refuse(advice: Sequence[TileAdvice]) -> None:
    for each in advice:
        if each.refuses:
            named = Phrase(nl="{id}: {said}", en="{id}: {said}")
            reason = named.filled(id=each.tile_id, said=each.clause)
            raise TileRefusedError(reason=reason)


def _note(session: Session, wish: TilePrint, parsed: argparse.Namespace) -> None:
    noted = note_print(session.moment, wish, session.services.utc_now(), parsed.by.strip())
    kept(session, noted)


def _told(
    papers: TilePapers, wish: TilePrint, files: Sequence[Path], advice: Sequence[TileAdvice]
) -> dict[str, Any]:
    return {
        "files": list(map(str, files)),
        "tiles": [tile.id for tile in wish.tiles],
        "reading_distance_m": round(papers.reading_m(wish), 2),
        "warnings": [
            {"tile": each.tile_id, "text": each.notice.text(user_language())} for each in advice
        ],
    }


def _by_quarters() -> Progress:
    told = 0.0

    def hear(part: float, what: Phrase) -> None:
        nonlocal told
        if part >= told + 0.25:
            told = part
            tell(f"{part:.0%} {what.text(user_language())}")

    return hear
