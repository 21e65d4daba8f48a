"""The command that makes this machine a kiosk."""

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path

from mrapp import bootstrap
from mrapp.app.kiosk.staff import FEWEST_DIGITS, MOST_DIGITS, is_pin
from mrapp.cli.arguments import WRONG_USE
from mrapp.cli.camera_arguments import add_camera, camera_source
from mrapp.cli.language import user_language
from mrapp.cli.telling import tell
from mrapp.model.texts import Phrase

_NEW = Phrase(
    nl=f"Nieuwe pincode voor de kiosk ({FEWEST_DIGITS} tot {MOST_DIGITS} cijfers): ",
    en=f"New PIN of the kiosk ({FEWEST_DIGITS} to {MOST_DIGITS} digits): ",
)
_AGAIN = Phrase(nl="Nog een keer dezelfde: ", en="The same once more: ")
_NO_PIN = Phrase(
    nl=f"Dat kan geen pincode zijn: {FEWEST_DIGITS} tot {MOST_DIGITS} cijfers, niet allemaal "
    "gelijk. Er is niets veranderd.",
    en=f"That cannot be a PIN: {FEWEST_DIGITS} to {MOST_DIGITS} digits, not all the same. Nothing "
    "was changed.",
)
_NOT_SAME = Phrase(
    nl="De twee waren niet gelijk. Er is niets veranderd.",
    en="The two were not the same. Nothing was changed.",
)
_SET = Phrase(nl="De pincode is gezet: {file}", en="The PIN is set: {file}")

_NO_CAMERA = Phrase(
    nl="--calibration hoort bij --camera of --video: zonder camera is er geen lens",
    en="--calibration goes with --camera or --video: without a camera there is no lens",
)
_NEW_STORE = Phrase(
    nl="Meningen worden bewaard in {path}; die map is er nog niet, en wordt gemaakt.",
    en="Opinions are kept in {path}; that folder is not there yet, and will be made.",
)


def add_kiosk(add_parser: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `mrapp kiosk` to a table of commands."""
    parser = add_parser("kiosk", help="open a project full screen, for visitors to say something")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--store", metavar="DIR", type=Path, help="where opinions are kept")
    parser.add_argument(
        "--windowed", action="store_true", help="in a window, to try it; not to be left alone"
    )
    parser.add_argument(
        "--still", action="store_true", help="cuts in place of flights, for slow machines too"
    )
    parser.add_argument(
        "--pictures", metavar="DIR", type=Path, help="go through it by a script; keep pictures"
    )
    parser.add_argument(
        "--new-pin", action="store_true", help="only ask for the PIN of the staff, and keep it"
    )
    add_camera(parser)
    parser.set_defaults(do=kiosk, wrong=parser.error)


def kiosk(parsed: argparse.Namespace) -> int:
    """`mrapp kiosk PROJECT [--store DIR] [--camera N] ...`: until staff end it; the exit code."""
    if parsed.calibration is not None and parsed.camera is None and parsed.video is None:
        parsed.wrong(_NO_CAMERA.text(user_language()))
    if parsed.new_pin:
        return _set_pin(parsed.store)
    if parsed.store is not None and not parsed.store.is_dir():
        tell(_NEW_STORE.text(user_language(), path=parsed.store))
    # Late: a new PIN needs no window.
    from mrapp.ui.kiosk.parts import KioskWish

    wish = KioskWish(
        parsed.project,
        bootstrap.kiosk_pin_file(parsed.store).file.parent,
        parsed.windowed,
        parsed.still,
        parsed.pictures,
        camera_source(parsed),
    )
    return bootstrap.open_kiosk(parsed.store, wish)


def _set_pin(store: Path | None) -> int:
    """Set the PIN of the staff: typed twice, unseen, or one line of standard input."""
    language = user_language()
    if sys.stdin.isatty():
        code = getpass.getpass(_NEW.text(language))
        again = getpass.getpass(_AGAIN.text(language))
    else:
        code = again = sys.stdin.readline().strip()
    wrong = None if is_pin(code) else _NO_PIN
    if code != again:
        wrong = _NOT_SAME
    if wrong is not None:
        tell(wrong.text(language))
        return WRONG_USE
    print(_SET.text(language, file=bootstrap.keep_kiosk_pin(store, code)))
    return 0
