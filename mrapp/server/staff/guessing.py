"""How many guesses a password costs who begins with what most people choose.

A password is taken to pieces: words of a list by how common they are, rows of keys and of numbers,
years, what comes twice; what is left costs what its signs cost. The cheapest way counts. The idea
is that of Wheeler, "zxcvbn: Low-Budget Password Strength Estimation" (USENIX Security 2016); the
costs below are rounded to what is needed to tell what is tried first from the rest.
"""

import math
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent
_KEYS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "1234567890-=",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujmik",
    "1qazxsw23edcvfr45tgbnhy6",
    "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
    "qawsedrftgyhujik",
    "112233445566778899",
    "123321",
    "13579",
    "24680",
)
_LEAST_ROW: Final = 3
_LEAST_WORD: Final = 3
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TWICE: Final = (re.compile(r"(.+?)\1+"), re.compile(r"(.+)\1+"))
_ALIKE: Final = str.maketrans("013457@$!", "oieastasi")

# Powers of ten. A row: which one, from where, how far. A year: of a century, the likely ones first.
_ROW: Final = 2.0
_OF_A_YEAR: Final = 1.5
_AGAIN: Final = 0.5
_OWN: Final = 0.5
_DIGIT: Final = 1.0
_LETTER: Final = math.log10(26)
_SIGN: Final = 1.5


def guesses(password: str, own: Collection[str] = ()) -> float:
    """Return the power of ten of how many guesses find a password. own: words tried first."""
    folded = password.casefold()
    named = frozenset(each.casefold() for each in own if len(each) >= _LEAST_WORD)
    # Signs that stand for letters: who guesses tries those too, at little cost.
    return min(_cheapest(folded, named), _cheapest(folded.translate(_ALIKE), named) + _AGAIN)


def _cheapest(password: str, own: frozenset[str]) -> float:
    """Return the cost of the cheapest way to put a password together, from its begin on."""
    best = [0.0] + [math.inf] * len(password)
    for begin in range(len(password)):
        for end, cost in _pieces(password, begin, own):
            best[end] = min(best[end], best[begin] + cost)
    return best[-1]


def _pieces(password: str, begin: int, own: frozenset[str]) -> Iterator[tuple[int, float]]:
    """Yield where the pieces end that begin somewhere, with what each costs."""
    yield begin + 1, _of_sign(password[begin])
    longest = max(_longest_word(), *map(len, own), 0)
    for end in range(begin + _LEAST_WORD, min(len(password), begin + longest) + 1):
        piece = password[begin:end]
        if piece in own:
            yield end, _OWN
        elif piece in _words():
            yield end, _words()[piece]
        if piece in _rows():
            yield end, _ROW
    if year := _YEAR.match(password, begin):
        yield year.end(), _OF_A_YEAR
    for shortest_or_longest in _TWICE:
        if twice := shortest_or_longest.match(password, begin):
            yield twice.end(), _cheapest(twice[1], own) + _AGAIN


def _of_sign(sign: str) -> float:
    if sign.isdigit():
        return _DIGIT
    return _LETTER if sign.isalpha() else _SIGN


@cache
def _words() -> dict[str, float]:
    """Return words with what they cost: by their place in the list, and those of ours alike."""
    ranked = [each for each in _lines("common_passwords.txt") if len(each) >= _LEAST_WORD]
    costs = {each: math.log10(place) for place, each in enumerate(ranked, 1)}
    ours = _lines("common_words.txt") + _lines("usual_words.txt")
    return costs | {each: min(math.log10(len(ours)), costs.get(each, math.inf)) for each in ours}


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="ascii").splitlines()
    return [each for each in lines if each and not each.startswith("#")]


@cache
def _longest_word() -> int:
    return max(map(len, (*_words(), *_rows())))


@cache
def _rows() -> frozenset[str]:
    """Return all that is part of a row, either way round."""
    both = [row for each in _KEYS for row in (each, each[::-1])]
    return frozenset(
        row[begin:end]
        for row in both
        for begin in range(len(row))
        for end in range(begin + _LEAST_ROW, len(row) + 1)
    )
