"""The arguments of `mrapp tile`: what staff does with tiles, one sub-command each."""

import argparse
from pathlib import Path

from mrapp.cli import tile_acting
from mrapp.cli.arguments import Table, finite, name, number_or_ground
from mrapp.cli.language import user_language
from mrapp.cli.tile_checking import add_check
from mrapp.cli.tile_keying import add_key
from mrapp.model.texts import Phrase
from mrapp.model.tiles import PAPER_SIDE_MM, TileOpens

_NO_OPENS = Phrase(
    nl="{word} is niet VARIANT/KIJKPUNT, zoals toren/kade; een van de twee mag leeg zijn",
    en="{word} is not VARIANT/VIEWPOINT, such as tower/quay; either may be empty",
)


def add_tile_commands(table: Table) -> None:
    """Add `mrapp tile` with its sub-commands to a table of commands."""
    parser = table.add_parser("tile", help="tiles with a code: plan, print, place, find and check")
    inner: Table = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_add(inner)
    _add_list(inner)
    _add_show(inner)
    _add_change(inner)
    _add_delete(inner)
    _add_settings(inner)
    add_key(inner)
    add_check(inner)


def add_project(parser: argparse.ArgumentParser) -> None:
    """Add the project that a sub-command is about."""
    parser.add_argument("project", metavar="PROJECT", type=Path)


def add_tile(parser: argparse.ArgumentParser) -> None:
    """Add the project, and the tile of it that a sub-command is about."""
    add_project(parser)
    parser.add_argument("tile", metavar="ID", help="its id, the beginning of it, or its name")


def add_telling(parser: argparse.ArgumentParser) -> None:
    """Add who does it, and how the outcome is told."""
    parser.add_argument("--by", metavar="NAME", default="", help="who does it, for the passport")
    add_json(parser)


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add how the outcome is told."""
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")


def opens(word: str) -> TileOpens:
    """Return what a tile opens, from VARIANT/VIEWPOINT."""
    variant, slash, viewpoint = word.partition("/")
    if not slash or "/" in viewpoint:
        raise argparse.ArgumentTypeError(_NO_OPENS.text(user_language(), word=word))
    return TileOpens(variant=variant.strip() or None, viewpoint=viewpoint.strip() or None)


def add_place(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Add where a tile lies and which way its top points."""
    parser.add_argument(
        "--at",
        nargs=3,
        type=number_or_ground,
        metavar=("X", "Y", "NAP"),
        required=required,
        help='its middle: RD x and y and NAP height in metres; "ground" for NAP: on the ground',
    )
    parser.add_argument(
        "--heading",
        metavar="DEG",
        type=finite,
        required=required,
        help="which way its top points: degrees clockwise from the north of RD, 0 up to 360",
    )


def _add_what(parser: argparse.ArgumentParser) -> None:
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--size", metavar="MM", type=finite, help="its side, 100 to 600 mm")
    size.add_argument(
        "--sheet", choices=tuple(PAPER_SIDE_MM), help="on paper of this size, for a table"
    )
    parser.add_argument(
        "--opens", metavar="VARIANT/VIEWPOINT", type=opens, help="what a phone shows that scans it"
    )
    parser.add_argument("--name", metavar="N", type=name, help="what it is called")


def _add_add(table: Table) -> None:
    parser = table.add_parser("add", help="plan a tile; prints its id")
    add_project(parser)
    add_place(parser, required=True)
    _add_what(parser)
    add_telling(parser)
    parser.set_defaults(do=tile_acting.add, wrong=parser.error)


def _add_list(table: Table) -> None:
    parser = table.add_parser("list", help="all tiles: id, state, place, what they open, name")
    add_project(parser)
    add_json(parser)
    parser.set_defaults(do=tile_acting.listed)


def _add_show(table: Table) -> None:
    parser = table.add_parser("show", help="one tile with its passport: what became of it")
    add_tile(parser)
    add_json(parser)
    parser.set_defaults(do=tile_acting.show)


def _add_change(table: Table) -> None:
    parser = table.add_parser("change", help="plan a tile elsewhere, or change what it is or opens")
    add_tile(parser)
    add_place(parser, required=False)
    _add_what(parser)
    add_telling(parser)
    parser.set_defaults(do=tile_acting.change, wrong=parser.error)


def _add_delete(table: Table) -> None:
    parser = table.add_parser("delete", help="delete a tile that was never printed")
    add_tile(parser)
    add_json(parser)
    parser.set_defaults(do=tile_acting.delete)


def _add_settings(table: Table) -> None:
    parser = table.add_parser("settings", help="show or set what all tiles of a project share")
    add_project(parser)
    parser.add_argument(
        "--host", metavar="NAME", help="the short official host in their codes, ar.gemeente.nl"
    )
    parser.add_argument("--mark", metavar="FILE", help='a picture on every tile, or "none"')
    parser.add_argument("--owner", metavar="N", type=name, help="whose tiles these are")
    parser.add_argument(
        "--least-found", metavar="SHARE", type=finite, help="threshold of the proof, 0 to 1"
    )
    add_telling(parser)
    parser.set_defaults(do=tile_acting.settings, wrong=parser.error)
