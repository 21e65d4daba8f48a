"""Looks for what may be personal in a text, offline: addresses, numbers, plates, names.

It would rather miss than cry wolf: whoever reads a queue in which every number is marked stops
looking at marks. Every pattern is bounded, so that no text makes it slow.
"""

import re
from collections.abc import Iterator
from typing import Final

from mrapp.app.moderating.names import names
from mrapp.app.moderating.pointing import Flag, FlagKind, apart

_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.%+-]{1,64} ?(?:@|\(at\)|\[at\]) ?(?:[\w-]{1,63}\.){1,4}[^\W\d_]{2,24}\b",
    re.IGNORECASE,
)
# Netherlands: nine digits after 0 or +31; elsewhere: what begins with a plus. What is nobody's own
# (0800, 0900 and the like) is let be.
_PHONE: Final = re.compile(
    r"(?<![\w+])(?:"
    r"(?:(?:\+|00)31[ .-]?(?:\(0\) ?)?|\(?0(?!800|90[069]))[1-9](?:[ ().-]{0,2}\d){8}"
    r"|\+(?!31)[1-9]\d{0,2}(?:[ ().-]{0,2}\d){7,12}"
    r")(?!\d|[-.,/]\d)"
)
_IBAN: Final = re.compile(r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z0-9]){11,30}", re.IGNORECASE)
_BSN: Final = re.compile(r"(?<![\w.,+-])\d{3}[ .-]?\d{3}[ .-]?\d{3}(?![\w]|[.,-]\d)")
_BSN_NAMED: Final = re.compile(
    r"\b(?:bsn|burgerservice-?nummer|sofi-?nummer)\D{0,12}(\d(?:[ .-]?\d){7,8})(?!\d)",
    re.IGNORECASE,
)

_IBAN_SIGNS: Final = {
    "NL": 18,
    "BE": 16,
    "DE": 22,
    "FR": 27,
    "GB": 22,
    "ES": 24,
    "IT": 27,
    "PL": 28,
    "TR": 26,
    "AT": 20,
    "BG": 22,
    "CH": 21,
    "CZ": 24,
    "DK": 18,
    "EE": 20,
    "FI": 18,
    "GR": 27,
    "HR": 21,
    "HU": 28,
    "IE": 22,
    "LT": 20,
    "LU": 20,
    "LV": 21,
    "MT": 31,
    "NO": 15,
    "PT": 25,
    "RO": 24,
    "SE": 24,
    "SI": 19,
    "SK": 24,
    "UA": 29,
}
"""How long an account number is in each country. Source: SWIFT, IBAN registry."""

# Of licence plates: X a letter, 9 a digit. Source: RDW, the fourteen "sidecodes". The first three
# may have any letter, later ones no vowels, C or Q.
_OLD_PLATES: Final = ("XX-99-99", "99-99-XX", "99-XX-99")
_NEW_PLATES: Final = (
    *("XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99", "XX-999-X", "X-999-XX"),
    *("XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9"),
)
_NOT_A_PLATE: Final = re.compile(r"mrt|\d{4} ?[a-z]{2}", re.IGNORECASE)


def _plate(letter: str, shapes: tuple[str, ...], between: str) -> str:
    signs = {"X": letter, "9": r"\d", "-": between}
    return "|".join("".join(signs[sign] for sign in shape) for shape in shapes)


def _plates() -> re.Pattern[str]:
    # With dashes in any case; without them, or with spaces, in capitals only.
    dashed = f"{_plate('[A-Za-z]', _OLD_PLATES, '-')}|{_plate(_LATER, _NEW_PLATES, '-')}"
    plain = f"{_plate('[A-Z]', _OLD_PLATES, ' ?')}|{_plate(_LATER_CAPITALS, _NEW_PLATES, ' ?')}"
    return re.compile(rf"(?<![\w-])(?:{dashed}|{plain})(?![\w-])")


_LATER_CAPITALS: Final = "[BDFGHJKLMNPRSTVWXYZ]"
_LATER: Final = "[BDFGHJKLMNPRSTVWXYZbdfghjklmnprstvwxyz]"
_PLATE: Final = _plates()


def personal(text: str) -> list[Flag]:
    """Return what may be personal in a text, in order; nothing of it overlaps."""
    return apart(
        [
            *_emails(text),
            *_ibans(text),
            *_phones(text),
            *_bsns(text),
            *_seen_plates(text),
            *names(text),
        ]
    )


def is_bsn(digits: str) -> bool:
    """Tell whether eight or nine digits pass the 11-test of citizen service numbers.

    Source: Logisch Ontwerp BSN: 9a + 8b + ... + 2h - i is a multiple of eleven.
    """
    nine = [int(sign) for sign in digits.zfill(9)]
    total = sum(n * weight for n, weight in zip(nine, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0 and any(nine)


def is_iban(signs: str) -> bool:
    """Tell whether an account number, without spaces, passes its check. Source: ISO 13616."""
    plain = signs.upper()
    if len(plain) != _IBAN_SIGNS.get(plain[:2]) or not plain.isascii():
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _emails(text: str) -> Iterator[Flag]:
    return (Flag(*found.span(), FlagKind.EMAIL) for found in _EMAIL.finditer(text))


def _phones(text: str) -> Iterator[Flag]:
    return (Flag(*found.span(), FlagKind.PHONE) for found in _PHONE.finditer(text))


def _ibans(text: str) -> Iterator[Flag]:
    for found in _IBAN.finditer(text):
        end = _end_of_iban(found.group())
        if end is not None:
            yield Flag(found.start(), found.start() + end, FlagKind.IBAN)


def _end_of_iban(found: str) -> int | None:
    """Return how many signs of what was found are an account number, with its spaces."""
    wanted = _IBAN_SIGNS.get(found[:2].upper(), 0)
    signs = ""
    for at, sign in enumerate(found):
        signs += sign.strip()
        if len(signs) == wanted:
            return at + 1 if is_iban(signs) else None
    return None


def _bsns(text: str) -> Iterator[Flag]:
    for found in _BSN.finditer(text):
        if is_bsn(_digits(found.group())):
            yield Flag(*found.span(), FlagKind.BSN)
    for found in _BSN_NAMED.finditer(text):
        if is_bsn(_digits(found.group(1))):
            yield Flag(*found.span(1), FlagKind.BSN)


def _seen_plates(text: str) -> Iterator[Flag]:
    for found in _PLATE.finditer(text):
        if not _NOT_A_PLATE.search(found.group()):
            yield Flag(*found.span(), FlagKind.PLATE)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
