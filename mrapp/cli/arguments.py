"""What the words of a command line stand for; one that stands for nothing is said to be wrong."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, TypeAlias
from zoneinfo import ZoneInfo

from mrapp.app.actions import check_variant_name
from mrapp.app.placing import SCALES
from mrapp.model.errors import VariantNameError

WRONG_USE = 2
"""The exit code after a word that stands for nothing."""

_ON_GROUND = ("ground", "grond")


class Parser(argparse.ArgumentParser):
    """Says a wrong argument in one line and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end the program."""
        print(f"{self.prog}: {message} (see {self.prog} --help)", file=sys.stderr)
        raise SystemExit(WRONG_USE)


Table: TypeAlias = "argparse._SubParsersAction[Parser]"
"""The commands, to which each adds its own arguments."""


def finite(word: str) -> float:
    """Return a number."""
    try:
        value = float(word)
    except ValueError:
        value = float("nan")
    if not abs(value) < float("inf"):
        raise argparse.ArgumentTypeError(f"{word} is not a number")
    return value


def number_or_ground(word: str) -> float | None:
    """Return a number; None for the word that means on the ground."""
    return None if word.casefold() in _ON_GROUND else finite(word)


def name(word: str) -> str:
    """Return a name that says something."""
    if not word.strip():
        raise argparse.ArgumentTypeError("a name needs a letter at least")
    return word


def png(word: str) -> Path:
    """Return where a picture goes."""
    # A pipe or a device has the name it has; /dev/stdout may be a link to a picture.
    named = any(each.lower().endswith(".png") for each in (word, os.path.realpath(word)))
    if not named and not _is_stream(Path(word)):
        raise argparse.ArgumentTypeError(f"{word} does not end in .png; pictures are PNG")
    return Path(word)


def _is_stream(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def scale(word: str) -> float:
    """Return how many times as large."""
    value = finite(word)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{word} is not larger than zero")
    if not SCALES[0] <= value <= SCALES[1]:
        low, high = (f"{each:f}".rstrip("0").rstrip(".") for each in SCALES)
        raise argparse.ArgumentTypeError(f"{word} is no scale from {low} to {high}")
    return value


def variant(word: str) -> str:
    """Return the name of a variant."""
    try:
        return check_variant_name(word)
    except VariantNameError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def file(word: str) -> Path:
    """Return a file that is there."""
    path = Path(word)
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"{word} is a folder; give a file")
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {word}")
    return path


def size(word: str) -> tuple[int, int]:
    """Return width and height in pixels."""
    width, _, height = word.lower().partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"{word} is not a size such as 1920x1080")
    size = (int(width), int(height))
    if not all(16 <= side <= 16_384 for side in size):
        raise argparse.ArgumentTypeError("each side must be 16 to 16384 pixels")
    return size


def moment(word: str) -> datetime:
    """Return a moment in UTC; without a zone it is Dutch time."""
    try:
        moment = datetime.fromisoformat(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{word} is not a time such as 2026-06-21T13:00"
        ) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    return moment.astimezone(UTC)
