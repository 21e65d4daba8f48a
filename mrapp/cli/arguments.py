"""What the words of a command line stand for; one that stands for nothing is said to be wrong."""

import argparse
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn, TypeAlias
from zoneinfo import ZoneInfo

from mrapp.app.actions import check_variant_name
from mrapp.app.placing import SCALES
from mrapp.cli.language import of_argparse, user_language
from mrapp.model.errors import VariantNameError
from mrapp.model.texts import Phrase

WRONG_USE = 2
"""The exit code after a word that stands for nothing."""

_SEE = Phrase(nl="(zie {prog} --help)", en="(see {prog} --help)")
_NO_NUMBER = Phrase(nl="{word} is geen getal", en="{word} is not a number")
_NO_COUNT = Phrase(
    nl="{word} is geen heel getal boven nul", en="{word} is no whole number above zero"
)
_NO_SHARE = Phrase(nl="{word} ligt niet tussen 0.1 en 2", en="{word} is not from 0.1 to 2")
_NO_NAME = Phrase(nl="een naam heeft minstens een letter", en="a name needs a letter at least")
_NO_ENDING = Phrase(nl="{word} eindigt niet op {ending}", en="{word} does not end in {ending}")
_NOT_POSITIVE = Phrase(nl="{word} is niet groter dan nul", en="{word} is not larger than zero")
_NO_SCALE = Phrase(
    nl="{word} is geen schaal van {low} tot {high}", en="{word} is no scale from {low} to {high}"
)
_FOLDER = Phrase(nl="{word} is een map; geef een bestand", en="{word} is a folder; give a file")
_NO_FILE = Phrase(nl="er is geen bestand {word}", en="there is no file {word}")
_NO_SIZE = Phrase(
    nl="{word} is geen maat zoals 1920x1080", en="{word} is not a size such as 1920x1080"
)
_SIDES = Phrase(
    nl="elke zijde heeft 16 tot 16384 pixels", en="each side must be 16 to 16384 pixels"
)
_NO_TIME = Phrase(
    nl="{word} is geen tijd zoals 2026-06-21T13:00",
    en="{word} is not a time such as 2026-06-21T13:00",
)
_NO_DAY = Phrase(
    nl="{word} is geen dag zoals 2026-06-21", en="{word} is not a day such as 2026-06-21"
)
_NO_MOOD = Phrase(
    nl="{word} is geen heel getal van 1 (heel ontevreden) tot en met 5 (heel tevreden)",
    en="{word} is not a whole number from 1 (very unhappy) to 5 (very happy)",
)

_ON_GROUND = ("ground", "grond")


class Parser(argparse.ArgumentParser):
    """Says a wrong argument in one line and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end the program."""
        language = user_language()
        told = of_argparse(message, language)
        print(f"{self.prog}: {told} {_SEE.text(language, prog=self.prog)}", file=sys.stderr)
        raise SystemExit(WRONG_USE)


PASSPHRASE = "MRAPP_PASSPHRASE"  # noqa: S105 - the name of the variable, not what is in it
STANDARD_INPUT = Path("-")

Table: TypeAlias = "argparse._SubParsersAction[Parser]"
"""The commands, to which each adds its own arguments."""


def finite(word: str) -> float:
    """Return a number."""
    try:
        value = float(word)
    except ValueError:
        value = float("nan")
    if not abs(value) < float("inf"):
        raise _wrong(_NO_NUMBER, word)
    return value


def number_or_ground(word: str) -> float | None:
    """Return a number; None for the word that means on the ground."""
    return None if word.casefold() in _ON_GROUND else finite(word)


def name(word: str) -> str:
    """Return a name that says something."""
    if not word.strip():
        raise _wrong(_NO_NAME, word)
    return word


def png(word: str) -> Path:
    """Return where a picture goes."""
    return _ending_in(".png", word)


def pdf(word: str) -> Path:
    """Return where a paper goes."""
    return _ending_in(".pdf", word)


def _ending_in(ending: str, word: str) -> Path:
    # A pipe or a device has the name it has; /dev/stdout may be a link to a picture.
    named = any(each.lower().endswith(ending) for each in (word, os.path.realpath(word)))
    if not named and not is_stream(Path(word)):
        raise _wrong(_NO_ENDING, word, ending=ending)
    return Path(word)


def is_stream(path: Path) -> bool:
    """Tell whether something is a pipe or a device, that takes what is written."""
    return path.exists() and not path.is_file() and not path.is_dir()


def scale(word: str) -> float:
    """Return how many times as large."""
    value = finite(word)
    if value <= 0:
        raise _wrong(_NOT_POSITIVE, word)
    if not SCALES[0] <= value <= SCALES[1]:
        low, high = (f"{each:f}".rstrip("0").rstrip(".") for each in SCALES)
        raise _wrong(_NO_SCALE, word, low=low, high=high)
    return value


def count(word: str) -> int:
    """Take a whole number above zero."""
    if not word.isdecimal() or int(word) < 1:
        raise _wrong(_NO_COUNT, word)
    return int(word)


def share(word: str) -> float:
    """Take a share of the recommended resolution, 0.1 to 2."""
    number = finite(word)
    if not 0.1 <= number <= 2.0:
        raise _wrong(_NO_SHARE, word)
    return number


def variant(word: str) -> str:
    """Return the name of a variant."""
    try:
        return check_variant_name(word)
    except VariantNameError as error:
        raise argparse.ArgumentTypeError(error.text(user_language())) from error


def file(word: str) -> Path:
    """Return a file that is there."""
    path = Path(word)
    if path.is_dir():
        raise _wrong(_FOLDER, word)
    if not path.is_file():
        raise _wrong(_NO_FILE, word)
    return path


def text_file(word: str) -> Path:
    """Return a file that is there, or what stands for standard input."""
    return STANDARD_INPUT if word == str(STANDARD_INPUT) else file(word)


def size(word: str) -> tuple[int, int]:
    """Return width and height in pixels."""
    width, _, height = word.lower().partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise _wrong(_NO_SIZE, word)
    size = (int(width), int(height))
    if not all(16 <= side <= 16_384 for side in size):
        raise _wrong(_SIDES, word)
    return size


def moment(word: str) -> datetime:
    """Return a moment in UTC; without a zone it is Dutch time."""
    try:
        moment = datetime.fromisoformat(word)
    except ValueError as error:
        raise _wrong(_NO_TIME, word) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    return moment.astimezone(UTC)


def day(word: str) -> date:
    """Return a day."""
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise _wrong(_NO_DAY, word) from error


def mood(word: str) -> int:
    """Return a mood, 1 to 5."""
    if word not in tuple("12345"):
        raise _wrong(_NO_MOOD, word)
    return int(word)


def _wrong(phrase: Phrase, word: str, **values: object) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(phrase.text(user_language(), word=word, **values))
