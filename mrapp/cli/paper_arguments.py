"""The arguments of the commands about forms on paper."""

import argparse
from collections.abc import Callable
from pathlib import Path

from mrapp.cli.arguments import Parser, Table, pdf
from mrapp.model.texts import LANGUAGES
from mrapp.paper.sizes import MOST_COPIES


def add_paper_commands(table: Table) -> None:
    """Add the commands that print forms and read them back."""
    _add_form(table)
    _add_scan(table)


def _add_form(table: Table) -> None:
    parser = table.add_parser("form", help="print the questionnaire as forms on paper, as PDF")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--out", metavar="FILE.pdf", type=pdf, required=True)
    parser.add_argument(
        "--copies",
        metavar="N",
        type=_count,
        default=1,
        help=f"how many, each with a number and a receipt of its own; up to {MOST_COPIES}",
    )
    parser.add_argument("--large", action="store_true", help="in large letters, 18 points")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    _finish(parser, "form")


def _add_scan(table: Table) -> None:
    parser = table.add_parser("scan", help="read photographs of forms that were filled in")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument(
        "images", metavar="IMAGE", type=Path, nargs="+", help="JPEG or PNG, or a folder of these"
    )
    parser.add_argument(
        "--store", metavar="DIR", type=Path, help="where remarks are kept, if not as usual"
    )
    parser.add_argument("--event", metavar="E", help="the session at which they were filled in")
    parser.add_argument("--dry-run", action="store_true", help="tell only, keep nothing")
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    _finish(parser, "scan")


def _finish(parser: Parser, command: str) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default=None)
    parser.set_defaults(do=_late(command), wrong=parser.error)


def _count(word: str) -> int:
    number = int(word)
    if not 1 <= number <= MOST_COPIES:
        raise argparse.ArgumentTypeError(f"1 - {MOST_COPIES}: {word}")
    return number


def _late(command: str) -> Callable[[argparse.Namespace], int]:
    """Return what does a command; whoever opens a window waits for none of it."""

    def do(parsed: argparse.Namespace) -> int:
        from mrapp.cli import papering

        return {"form": papering.form, "scan": papering.scan}[command](parsed)

    return do
