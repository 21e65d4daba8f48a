"""The command that makes this machine a kiosk."""

import argparse
from collections.abc import Callable
from pathlib import Path

from mrapp import bootstrap


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
    parser.set_defaults(do=kiosk)


def kiosk(parsed: argparse.Namespace) -> int:
    """`mrapp kiosk PROJECT [--store DIR] [--windowed] [--still] [--pictures DIR]`."""
    return bootstrap.open_kiosk(
        parsed.project,
        parsed.store,
        windowed=parsed.windowed,
        still=parsed.still,
        pictures=parsed.pictures,
    )
