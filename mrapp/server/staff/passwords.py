"""Passwords of staff: kept as Argon2id, long rather than odd, and none that everybody tries first.

Source: OWASP ASVS 5.0, V6.2 (6.2.4: none of the 3,000 commonest that are long enough), and the
Password Storage Cheat Sheet (Argon2id, 19 MiB, 2 rounds).
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from mrapp.model.texts import Phrase
from mrapp.server.staff.guessing import guesses

LEAST_SIGNS: Final = 12
MOST_SIGNS: Final = 256
_LEAST_GUESSES: Final = 10.0
"""As a power of ten: what nobody tries at the page of signing in, nor soon against what is kept."""
_LEAST_REST: Final = 6
_LEAST_KINDS: Final = 5

_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_ALIKE: Final = str.maketrans("013457@$!", "oieastasi")
_ROWS: Final = re.compile(r"(?:19|20)\d\d|0?1234567890?|0?1?23456?|123+4?|321+|(.)\1{2,}")

_TOO_SHORT: Final = Phrase(
    nl=f"Een wachtwoord heeft minstens {LEAST_SIGNS} tekens. Een zin die u onthoudt, is goed.",
    en=f"A password has at least {LEAST_SIGNS} signs. A sentence that you remember is fine.",
)
_TOO_LONG: Final = Phrase(
    nl=f"Een wachtwoord heeft hoogstens {MOST_SIGNS} tekens.",
    en=f"A password has at most {MOST_SIGNS} signs.",
)
_TOO_COMMON: Final = Phrase(
    nl="Dit wachtwoord lijkt te veel op wat vaak wordt gebruikt. Kies iets dat niemand raadt, "
    "zoals vier woorden die niets met elkaar te maken hebben.",
    en="This password is too much like what is often used. Choose something that nobody guesses, "
    "such as four words that have nothing to do with each other.",
)


def hashed(password: str) -> str:
    """Return what is kept of a password; takes some hundredths of a second."""
    return _HASHER.hash(_plain(password))


def matches(kept: str | None, password: str) -> bool:
    """Tell whether a password is the one that is kept; takes as long where there is none."""
    try:
        _HASHER.verify(kept or _nobody(), _plain(password))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return kept is not None


def weakness(password: str, login: str) -> Phrase | None:
    """Return why a password is not taken, or None. There are no rules on kinds of signs."""
    if len(_plain(password)) < LEAST_SIGNS:
        return _TOO_SHORT
    if len(password) > MOST_SIGNS:
        return _TOO_LONG
    folded = _plain(password).casefold()
    if any(_is_common(each, login) for each in (folded, folded.translate(_ALIKE))):
        return _TOO_COMMON
    return _TOO_COMMON if guesses(folded, re.split(r"[\W_]", login)) < _LEAST_GUESSES else None


def _is_common(folded: str, login: str) -> bool:
    """Tell whether little is left once all that is tried first is taken out."""
    rest = folded
    for word in (login.casefold(), *_common_words()):
        rest = rest.replace(word, "") if word else rest
    rest = re.sub(r"[\W_]", "", _ROWS.sub("", rest))
    return len(rest) < _LEAST_REST or len(set(rest)) < _LEAST_KINDS


def _plain(password: str) -> str:
    # One and the same password may come in several ways from several keyboards.
    return unicodedata.normalize("NFKC", password)


@cache
def _common_words() -> tuple[str, ...]:
    words = (Path(__file__).parent / "common_words.txt").read_text(encoding="ascii").split()
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")
