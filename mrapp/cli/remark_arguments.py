"""The arguments of the commands about remarks."""

import argparse
from collections.abc import Callable
from pathlib import Path

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.cli.arguments import (
    PASSPHRASE,
    Parser,
    Table,
    day,
    file,
    finite,
    moment,
    mood,
    pdf,
    text_file,
)
from mrapp.cli.from_server import add_from_server
from mrapp.model.remark import Channel


def add_remark_commands(table: Table) -> None:
    """Add the commands that are about what people say."""
    _add_remark(table)
    _add_remarks(table)
    _add_withdraw(table)
    _add_outbox(table)
    _add_export(table)
    _add_slip(table)


def _add_remark(table: Table) -> None:
    parser = _about_remarks(table, "remark", "keep what somebody says; prints id and receipt")
    parser.add_argument(
        "--at",
        nargs=3,
        type=finite,
        metavar=("X", "Y", "NAP"),
        help="the place it is about: RD x and y and NAP height in metres",
    )
    said = parser.add_mutually_exclusive_group()
    said.add_argument("--text", metavar="T", help="what is said")
    said.add_argument(
        "--text-file", metavar="FILE", type=text_file, help="where it stands; - for standard input"
    )
    parser.add_argument(
        "--mood", metavar="1-5", type=mood, help="1 (very unhappy) to 5 (very happy)"
    )
    parser.add_argument("--theme", metavar="T", help="a theme of the project")
    parser.add_argument(
        "--answers",
        metavar="FILE",
        type=file,
        help="JSON with answers by question; see --answers-example and docs/command-line.md",
    )
    parser.add_argument(
        "--answers-example",
        action="store_true",
        help="only print such a file, for the questionnaire that this project asks now",
    )
    for role, kinds in (("drawing", "PNG or JPEG"), ("voice", "Ogg or WAV")):
        parser.add_argument(f"--{role}", metavar="FILE", type=file, help=f"{kinds}, up to 32 MB")
    _add_seen(parser)
    parser.add_argument("--event", metavar="E", help="the session of the project it is said at")
    parser.add_argument(
        "--channel", choices=[each.value for each in Channel], default=Channel.DESKTOP.value
    )
    _add_language(parser)
    _add_json(parser)
    parser.set_defaults(do=_late("remark"), wrong=parser.error)


def _add_seen(parser: Parser) -> None:
    seen = parser.add_argument_group(
        "what was seen", "without a viewpoint or an eye nothing was, and the remark has no view"
    )
    seen.add_argument("--viewpoint", metavar="V", help="from a viewpoint of the project")
    seen.add_argument(
        "--eye",
        nargs=3,
        type=finite,
        metavar=("X", "Y", "NAP"),
        help="from here, towards --at",
    )
    seen.add_argument("--variant", metavar="V", help='a variant\'s id, or "now"')
    seen.add_argument("--time", metavar="ISO", type=moment, help="without a zone it is Dutch time")
    seen.add_argument("--picture", action="store_true", help="draw it and keep it with the remark")


def _add_remarks(table: Table) -> None:
    parser = _about_remarks(table, "remarks", "list what was said")
    _add_json(parser)
    parser.set_defaults(do=_late("remarks"))


def _add_withdraw(table: Table) -> None:
    parser = _about_remarks(table, "withdraw", "erase the remark of a receipt")
    parser.add_argument("receipt", metavar="RECEIPT", help="such as K7QM-3XWT-9PRD-5HJA")
    parser.set_defaults(do=_late("withdraw"))


def _add_outbox(table: Table) -> None:
    parser = _about_remarks(
        table, "outbox", "tell what waits to be sent, or carry it in an encrypted file"
    )
    carried = parser.add_mutually_exclusive_group()
    carried.add_argument("--export", metavar="FILE", type=Path, help="write all to this file")
    carried.add_argument(
        "--import", metavar="FILE", type=file, dest="import_from", help="take in such a file"
    )
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=file,
        help=f"where the passphrase stands; else {PASSPHRASE}, else you are asked, "
        "else one is made and told",
    )
    _add_force(parser)
    _add_json(parser)
    parser.set_defaults(do=_late("outbox"), wrong=parser.error)


def _add_export(table: Table) -> None:
    parser = table.add_parser("export", help="write what was said to a file for other programs")
    parser.add_argument(
        "project", metavar="PROJECT", type=Path, nargs="?", help="not with --from-server"
    )
    _add_store(parser)
    add_from_server(parser)
    parser.add_argument(
        "--format",
        choices=[kind.value for kind in ExportKind],
        help="not needed where the name of the file ends so",
    )
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.add_argument("--event", metavar="E", help="only what was said at this session")
    parser.add_argument(
        "--hide-small", action="store_true", help="hide groups of fewer than five people"
    )
    parser.add_argument(
        "--with-spoken",
        action="store_true",
        help="spoken notes go along as files; a voice tells who spoke",
    )
    _add_force(parser)
    _add_language(parser)
    parser.set_defaults(do=_late("export"), wrong=parser.error)


def _add_slip(table: Table) -> None:
    parser = _about_remarks(table, "slip", "make the day slip, what was collected, as PDF")
    parser.add_argument("--out", metavar="FILE.pdf", type=pdf, required=True)
    parser.add_argument("--day", metavar="DATE", type=day, help="such as 2026-06-21; else today")
    parser.add_argument("--event", metavar="E", help="only this session")
    _add_force(parser)
    _add_language(parser)
    parser.set_defaults(do=_late("slip"), wrong=parser.error)


def _about_remarks(table: Table, command: str, purpose: str) -> Parser:
    parser = table.add_parser(command, help=purpose)
    parser.add_argument("project", metavar="PROJECT", type=Path)
    _add_store(parser)
    return parser


def _add_store(parser: Parser) -> None:
    parser.add_argument(
        "--store", metavar="DIR", type=Path, help="where remarks are kept, if not as usual"
    )


def _add_language(parser: Parser) -> None:
    parser.add_argument("--language", choices=("nl", "en"), default=None)


def _add_json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")


def _add_force(parser: Parser) -> None:
    parser.add_argument("--force", action="store_true", help="replace a file that is there")


def _late(command: str) -> Callable[[argparse.Namespace], int]:
    """Return what does a command; the window, which most runs open, starts without."""

    def do(parsed: argparse.Namespace) -> int:
        from mrapp.cli import outboxing, remarking

        commands = {
            "remark": remarking.remark,
            "remarks": remarking.remarks,
            "withdraw": remarking.withdraw,
            "outbox": outboxing.outbox,
            "export": outboxing.export,
            "slip": outboxing.slip,
        }
        return commands[command](parsed)

    return do
