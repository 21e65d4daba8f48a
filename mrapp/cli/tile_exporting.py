"""`mrapp tile table` and `mrapp tile export`: what leaves the register."""

import argparse
from pathlib import Path

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.tiles.register import register_export
from mrapp.app.tiles.table import lost_openings, tile_table
from mrapp.cli.arguments import Table, is_stream
from mrapp.cli.goals import check_goal, kind_of
from mrapp.cli.language import user_language
from mrapp.cli.telling import print_json, tell
from mrapp.cli.tile_acting import opened
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileHostMissingError

_NO_PAGE = Phrase(
    nl="{word} begint niet met / of https://", en="{word} does not begin with / or https://"
)
_NO_FORMAT = Phrase(
    nl="het register gaat naar een bestand dat eindigt op: {endings}",
    en="the register goes to a file that ends in: {endings}",
)
_KINDS = (ExportKind.CSV, ExportKind.GEOJSON)
_FILE = Phrase(nl="{path} is een bestand; geef een map", en="{path} is a file; give a folder")


def add_table(table: Table) -> None:
    """Add `mrapp tile table` to a table of commands."""
    parser = table.add_parser(
        "table", help="write what a static web server needs to answer for the tiles"
    )
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--out", metavar="DIR", type=Path, required=True)
    parser.add_argument(
        "--page",
        metavar="URL",
        type=page,
        help="where a scanned tile goes on to, with ?tile=CODE; without: words alone",
    )
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    parser.set_defaults(do=write_table, wrong=parser.error)


def add_export(table: Table) -> None:
    """Add `mrapp tile export` to a table of commands."""
    parser = table.add_parser("export", help="write the register to a file: .csv or .geojson")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.add_argument(
        "--format", choices=[kind.value for kind in _KINDS], help="where the name does not tell it"
    )
    parser.add_argument(
        "--history", action="store_true", help="a row for each line of the passports"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.add_argument("--language", choices=("nl", "en"), default=None)
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    parser.set_defaults(do=export, wrong=parser.error)


def export(parsed: argparse.Namespace) -> int:
    """`mrapp tile export PROJECT --out F.csv|geojson [--history]`: prints where it is."""
    session = opened(parsed.project)
    kind = kind_of(parsed)
    if kind not in _KINDS:
        endings = ", ".join(f".{each.value}" for each in _KINDS)
        parsed.wrong(_NO_FORMAT.text(user_language(), endings=endings))
    check_goal(parsed, parsed.out)
    told = register_export(session.project, user_language(), history=parsed.history)
    session.services.exporter().write(kind, told, parsed.out)
    if parsed.json:
        print_json({"out": str(parsed.out), "rows": len(told.table.ids)})
    elif not is_stream(parsed.out):
        print(parsed.out)
    return 0


def page(word: str) -> str:
    """Return where pages go on to: at the same host, or at another by https."""
    if not word.startswith(("/", "https://")) or word.startswith("//") or not word.isprintable():
        raise argparse.ArgumentTypeError(_NO_PAGE.text(user_language(), word=word))
    return word


def write_table(parsed: argparse.Namespace) -> int:
    """`mrapp tile table PROJECT --out DIR [--page URL]`: prints where the table is."""
    # Late: the window starts without it.
    from mrapp.documents.tile_pages import write_pages

    session = opened(parsed.project)
    if not session.project.tiling.host:
        raise TileHostMissingError
    if parsed.out.is_file():
        parsed.wrong(_FILE.text(user_language(), path=parsed.out))
    made = tile_table(session.project, session.services.utc_now())
    written = write_pages(made, parsed.out, parsed.page)
    for notice in lost_openings(session.project):
        tell(notice.text(user_language()))
    if parsed.json:
        print_json({"table": str(written[0]), "tiles": len(made.tiles), "files": len(written)})
    else:
        print(written[0])
    return 0
