"""Arguments of `mrapp` and what becomes of errors: one line on stderr, exit 0, 1 or 2."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mrapp import __version__
from mrapp.cli import commands
from mrapp.cli.ar import add_ar
from mrapp.cli.arguments import (
    WRONG_USE,
    Parser,
    Table,
    file,
    finite,
    moment,
    name,
    number_or_ground,
    png,
    scale,
    size,
    variant,
)
from mrapp.cli.headset import add_vr
from mrapp.cli.kiosking import add_kiosk
from mrapp.cli.language import listen, user_language
from mrapp.cli.paper_arguments import add_paper_commands
from mrapp.cli.remark_arguments import add_remark_commands
from mrapp.cli.saving import add_saving_commands
from mrapp.cli.serving import add_server_commands
from mrapp.cli.syncing import add_sync_commands
from mrapp.cli.telling import tell
from mrapp.cli.tiling import add_tile_commands
from mrapp.cli.verifying import add_verify
from mrapp.model.errors import (
    CancelledError,
    MrappError,
    NotInProjectError,
    OriginError,
    ProjectExistsError,
    ProjectNotFoundError,
    VariantNameError,
)
from mrapp.model.remark_errors import (
    ReceiptWrongError,
    RemarkInvalidError,
    StoreMissingError,
)
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import HostNameError, TileRefusedError, TileUnknownError

OK, FINDINGS = 0, 1
_WRONG_USE = (
    HostNameError,
    NotInProjectError,
    OriginError,
    ProjectExistsError,
    ProjectNotFoundError,
    ReceiptWrongError,
    RemarkInvalidError,
    StoreMissingError,
    TileRefusedError,
    TileUnknownError,
    VariantNameError,
)

_NOT_DONE = Phrase(
    nl="{file} kan niet worden gelezen of geschreven: {reason}. Er is niets veranderd. Kies een "
    "andere plek of maak ruimte.",
    en="{file} cannot be read or written: {reason}. Nothing was changed. Choose another place or "
    "free some space.",
)


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line (without the program's name); returns the exit code."""
    parser = _parser()
    words = list(arguments)
    known = commands_of(parser)
    if not words or (words[0] not in known and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "open")
    listen(words)
    parsed = parser.parse_args(words)
    try:
        return int(parsed.do(parsed))
    except MrappError as error:
        tell(error.text(user_language()))
        return WRONG_USE if isinstance(error, _WRONG_USE) else FINDINGS
    except BrokenPipeError:
        # Whoever read our output has seen enough (`mrapp info ... | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        # A folder that is not there or may not be written, a full disk.
        where, reason = error.filename or "-", reason_of(error)
        tell(_NOT_DONE.text(user_language(), file=where, reason=reason))
        return FINDINGS
    except KeyboardInterrupt:
        tell(CancelledError().text(user_language()))
        return FINDINGS


def commands_of(parser: argparse.ArgumentParser) -> tuple[str, ...]:
    """Return the names of the sub-commands, for the tests and the documentation."""
    actions = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    return tuple(actions[0].choices)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="mrapp",
        description="See, walk through and answer to what is planned for a Dutch city.",
    )
    parser.add_argument("--version", action="version", version=f"mrapp {__version__}")
    table = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    _add_open(table)
    _add_new(table)
    _add_add(table)
    _add_info(table)
    _add_snapshot(table)
    _add_demo(table)
    _add_journey(table)
    add_remark_commands(table)
    add_paper_commands(table)
    add_kiosk(table.add_parser)
    add_vr(table)
    add_ar(table)
    add_server_commands(table.add_parser)
    add_saving_commands(table.add_parser)
    add_verify(table.add_parser)
    add_sync_commands(table.add_parser)
    add_tile_commands(table)
    return parser


def _add_open(table: Table) -> None:
    parser = table.add_parser("open", help="open a project in the window (the default)")
    parser.add_argument("project", metavar="PROJECT", nargs="?", type=Path)
    parser.add_argument("--store", metavar="DIR", type=Path, help="where opinions are kept")
    parser.set_defaults(do=commands.open_project)


def _add_new(table: Table) -> None:
    parser = table.add_parser("new", help="make an empty project")
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument(
        "--origin",
        nargs=3,
        type=finite,
        metavar=("X", "Y", "NAP"),
        required=True,
        help="the project's zero: RD x and y and NAP height in metres",
    )
    parser.add_argument("--name", metavar="N", type=name, required=True)
    parser.set_defaults(do=commands.new)


def _add_add(table: Table) -> None:
    parser = table.add_parser("add", help="add a model file to the city or to a variant")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("file", metavar="FILE", type=file)
    parser.add_argument(
        "--variant", metavar="V", type=variant, help="the variant that it belongs to"
    )
    place = parser.add_argument_group(
        "place", "for a file that does not say itself where it stands, such as glTF"
    )
    place.add_argument(
        "--at",
        nargs=3,
        type=number_or_ground,
        metavar=("X", "Y", "NAP"),
        help="where its zero comes: RD x and y and NAP height in metres; "
        'with "ground" (or "grond") for NAP it is put on the ground there',
    )
    place.add_argument(
        "--turn",
        type=finite,
        metavar="DEG",
        default=0.0,
        help="degrees, counter-clockwise seen from above",
    )
    place.add_argument(
        "--scale", type=scale, metavar="S", default=1.0, help="how many times as large"
    )
    place.add_argument(
        "--up", choices=("y", "z"), help="the axis that points up in it, if not as usual"
    )
    parser.set_defaults(do=commands.add, wrong=parser.error)


def _add_info(table: Table) -> None:
    parser = table.add_parser("info", help="tell what is in a project or a file")
    parser.add_argument("path", metavar="PROJECT|FILE", type=Path)
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    parser.set_defaults(do=commands.info, wrong=parser.error)


def _add_snapshot(table: Table) -> None:
    parser = table.add_parser("snapshot", help="make a picture of a project; needs no screen")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--viewpoint", metavar="V")
    for option, what in (("--eye", "look from here"), ("--target", "look towards here")):
        parser.add_argument(
            option,
            nargs=3,
            type=finite,
            metavar=("X", "Y", "NAP"),
            help=f"{what}, in place of a viewpoint: RD x and y and NAP height in metres",
        )
    parser.add_argument("--variant", metavar="V", help='a variant\'s id, or "now"')
    parser.add_argument(
        "--time", metavar="ISO", type=moment, help="without a zone it is Dutch time"
    )
    parser.add_argument("--size", metavar="WxH", type=size, default=(1920, 1080))
    parser.add_argument("--language", choices=("nl", "en"), default=None)
    parser.add_argument("--out", metavar="FILE.png", type=png, required=True)
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    parser.set_defaults(do=commands.snapshot, wrong=parser.error)


def _add_demo(table: Table) -> None:
    parser = table.add_parser("demo", help="put a copy of the demo project in a folder")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True)
    parser.set_defaults(do=commands.demo)


def _add_journey(table: Table) -> None:
    parser = table.add_parser(
        "journey", help="drive the real window through the main job and keep pictures"
    )
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--out", metavar="DIR", type=Path, required=True)
    parser.set_defaults(do=commands.journey)
