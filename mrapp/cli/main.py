"""Arguments of `mrapp` and what becomes of errors: one line on stderr, exit 0, 1 or 2."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, TypeAlias
from zoneinfo import ZoneInfo

from mrapp import __version__
from mrapp.app.actions import check_variant_name
from mrapp.app.placing import SCALES
from mrapp.cli import commands
from mrapp.cli.language import user_language
from mrapp.cli.telling import tell
from mrapp.model.errors import (
    CancelledError,
    MrappError,
    NotInProjectError,
    OriginError,
    ProjectExistsError,
    ProjectNotFoundError,
    VariantNameError,
)
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase

OK, FINDINGS, WRONG_USE = 0, 1, 2
_WRONG_USE = (
    NotInProjectError,
    OriginError,
    ProjectExistsError,
    ProjectNotFoundError,
    VariantNameError,
)

_ON_GROUND = ("ground", "grond")

_NOT_DONE = Phrase(
    nl="{file} kan niet worden gelezen of geschreven: {reason}. Er is niets veranderd. Kies een "
    "andere plek of maak ruimte.",
    en="{file} cannot be read or written: {reason}. Nothing was changed. Choose another place or "
    "free some space.",
)


class _Parser(argparse.ArgumentParser):
    """Says a wrong argument in one line and exits with 2."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message} (see {self.prog} --help)", file=sys.stderr)
        raise SystemExit(WRONG_USE)


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line (without the program's name); returns the exit code."""
    parser = _parser()
    words = list(arguments)
    known = commands_of(parser)
    if not words or (words[0] not in known and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "open")
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
    parser = _Parser(
        prog="mrapp",
        description="See, walk through and answer to what is planned for a Dutch city.",
    )
    parser.add_argument("--version", action="version", version=f"mrapp {__version__}")
    table = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    _add_open(table)
    _add_new(table)
    _add_add(table)
    _add_info(table)
    _add_snapshot(table)
    _add_demo(table)
    _add_journey(table)
    return parser


_Table: TypeAlias = "argparse._SubParsersAction[_Parser]"


def _add_open(table: _Table) -> None:
    parser = table.add_parser("open", help="open a project in the window (the default)")
    parser.add_argument("project", metavar="PROJECT", nargs="?", type=Path)
    parser.set_defaults(do=commands.open_project)


def _add_new(table: _Table) -> None:
    parser = table.add_parser("new", help="make an empty project")
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument(
        "--origin",
        nargs=3,
        type=_finite,
        metavar=("X", "Y", "NAP"),
        required=True,
        help="the project's zero: RD x and y and NAP height in metres",
    )
    parser.add_argument("--name", metavar="N", type=_name, required=True)
    parser.set_defaults(do=commands.new)


def _add_add(table: _Table) -> None:
    parser = table.add_parser("add", help="add a model file to the city or to a variant")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("file", metavar="FILE", type=_file)
    parser.add_argument(
        "--variant", metavar="V", type=_variant, help="the variant that it belongs to"
    )
    place = parser.add_argument_group(
        "place", "for a file that does not say itself where it stands, such as glTF"
    )
    place.add_argument(
        "--at",
        nargs=3,
        type=_number_or_ground,
        metavar=("X", "Y", "NAP"),
        help="where its zero comes: RD x and y and NAP height in metres; "
        'with "ground" (or "grond") for NAP it is put on the ground there',
    )
    place.add_argument(
        "--turn",
        type=_finite,
        metavar="DEG",
        default=0.0,
        help="degrees, counter-clockwise seen from above",
    )
    place.add_argument(
        "--scale", type=_scale, metavar="S", default=1.0, help="how many times as large"
    )
    place.add_argument(
        "--up", choices=("y", "z"), help="the axis that points up in it, if not as usual"
    )
    parser.set_defaults(do=commands.add, wrong=parser.error)


def _add_info(table: _Table) -> None:
    parser = table.add_parser("info", help="tell what is in a project or a file")
    parser.add_argument("path", metavar="PROJECT|FILE", type=Path)
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    parser.set_defaults(do=commands.info, wrong=parser.error)


def _add_snapshot(table: _Table) -> None:
    parser = table.add_parser("snapshot", help="make a picture of a project; needs no screen")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--viewpoint", metavar="V")
    for option, what in (("--eye", "look from here"), ("--target", "look towards here")):
        parser.add_argument(
            option,
            nargs=3,
            type=_finite,
            metavar=("X", "Y", "NAP"),
            help=f"{what}, in place of a viewpoint: RD x and y and NAP height in metres",
        )
    parser.add_argument("--variant", metavar="V", help='a variant\'s id, or "now"')
    parser.add_argument(
        "--time", metavar="ISO", type=_moment, help="without a zone it is Dutch time"
    )
    parser.add_argument("--size", metavar="WxH", type=_size, default=(1920, 1080))
    parser.add_argument("--language", choices=("nl", "en"), default=None)
    parser.add_argument("--out", metavar="FILE.png", type=_png, required=True)
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    parser.set_defaults(do=commands.snapshot, wrong=parser.error)


def _add_demo(table: _Table) -> None:
    parser = table.add_parser("demo", help="put a copy of the demo project in a folder")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True)
    parser.set_defaults(do=commands.demo)


def _add_journey(table: _Table) -> None:
    parser = table.add_parser(
        "journey", help="drive the real window through the main job and keep pictures"
    )
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--out", metavar="DIR", type=Path, required=True)
    parser.set_defaults(do=commands.journey)


def _finite(word: str) -> float:
    try:
        value = float(word)
    except ValueError:
        value = float("nan")
    if not abs(value) < float("inf"):
        raise argparse.ArgumentTypeError(f"{word} is not a number")
    return value


def _number_or_ground(word: str) -> float | None:
    """Return a number; None for the word that means on the ground."""
    return None if word.casefold() in _ON_GROUND else _finite(word)


def _name(word: str) -> str:
    if not word.strip():
        raise argparse.ArgumentTypeError("a name needs a letter at least")
    return word


def _png(word: str) -> Path:
    # A pipe or a device has the name it has; /dev/stdout may be a link to a picture.
    named = any(each.lower().endswith(".png") for each in (word, os.path.realpath(word)))
    if not named and not _is_stream(Path(word)):
        raise argparse.ArgumentTypeError(f"{word} does not end in .png; pictures are PNG")
    return Path(word)


def _is_stream(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def _scale(word: str) -> float:
    value = _finite(word)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{word} is not larger than zero")
    if not SCALES[0] <= value <= SCALES[1]:
        low, high = (f"{each:f}".rstrip("0").rstrip(".") for each in SCALES)
        raise argparse.ArgumentTypeError(f"{word} is no scale from {low} to {high}")
    return value


def _variant(word: str) -> str:
    try:
        return check_variant_name(word)
    except VariantNameError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _file(word: str) -> Path:
    path = Path(word)
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"{word} is a folder; give a file")
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {word}")
    return path


def _size(word: str) -> tuple[int, int]:
    width, _, height = word.lower().partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"{word} is not a size such as 1920x1080")
    size = (int(width), int(height))
    if not all(16 <= side <= 16_384 for side in size):
        raise argparse.ArgumentTypeError("each side must be 16 to 16384 pixels")
    return size


def _moment(word: str) -> datetime:
    try:
        moment = datetime.fromisoformat(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{word} is not a time such as 2026-06-21T13:00"
        ) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    return moment.astimezone(UTC)
