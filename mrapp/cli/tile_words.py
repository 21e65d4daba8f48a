"""The words that the commands on tiles have in common: project, tile, place, what it opens."""

import argparse
from pathlib import Path

from mrapp.cli.arguments import finite, number_or_ground
from mrapp.cli.language import user_language
from mrapp.model.texts import Phrase
from mrapp.model.tiles import TileOpens

_NO_OPENS = Phrase(
    nl="{word} is niet VARIANT/KIJKPUNT, zoals toren/kade; een van de twee mag leeg zijn",
    en="{word} is not VARIANT/VIEWPOINT, such as tower/quay; either may be empty",
)


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
