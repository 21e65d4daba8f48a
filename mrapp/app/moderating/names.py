"""Looks for names that somebody gives as their own: after "ik ben", "mijn naam is" and the like."""

import re
from collections.abc import Iterator
from typing import Final

from mrapp.app.moderating.pointing import Flag, FlagKind

# After these a name follows, whatever its case.
_NAMED: Final = (
    *("mijn naam is", "mijn naam:", "mijn naam =", "m'n naam is", "ik heet", "naam:"),
    *("my name is", "my name's", "i am called", "ich heiße", "ich heisse", "mein name ist"),
    *("je m'appelle", "mon nom est", "benim adım", "nazywam się", "اسمي"),
)
# After these a name may follow: only words that begin with a capital count.
_AM: Final = ("ik ben", "i am", "i'm", "i’m", "ich bin", "je suis", "jestem")
_GREETING: Final = (
    *("groet", "groetjes", "groeten", "vriendelijke groet", "vriendelijke groeten", "mvg"),
    *("regards", "kind regards", "sincerely", "mit freundlichen grüßen", "cordialement"),
)
_INFIX: Final = r"(?:van|von|de|der|den|het|'t|’t|ten|ter|te|el|al|bin|ben|du|la|le|da|dos|el-|al-)"
_WORD: Final = r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_])){0,30}"
_REST: Final = rf"(?: {_INFIX}){{0,3}} {_WORD}"
_AFTER_NAMED: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, _NAMED))}) {{0,2}}({_WORD}(?:{_REST}){{0,3}})",
    re.IGNORECASE,
)
_AFTER_AM: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, _AM))}) ({_WORD}(?:{_REST}){{0,3}})", re.IGNORECASE
)
_AFTER_GREETING: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, _GREETING))})[,!]?[ \n]{{1,3}}"
    rf"({_WORD}(?:{_REST}){{0,3}})\W{{0,9}}\Z",
    re.IGNORECASE,
)
# What people call themselves that is no name.
_NO_NAME: Final = re.compile(
    r"\w+(?:ander|aar|aars|ees|ist|ish|isch|ian|ean|er|se|je)|moslim|muslim|christen|jood|turk|"
    r"pool|dutch|french|god|zzp'er|an?|the|de|het|een|niet|geen|not|ook|also|al|dus|so|wel|er|heel|"
    r"erg|zeer|very|nu|now|hier|here|van|from|voor|for|tegen|against|blij|boos|bang|sure|sorry",
    re.IGNORECASE,
)


def names(text: str) -> Iterator[Flag]:
    """Yield names that somebody gives as their own."""
    for found in _AFTER_NAMED.finditer(text):
        if not _NO_NAME.fullmatch(found.group(1).split(" ")[0]):
            yield _flag(found, _name_part(found.group(1), is_strict=False))
    for pattern in (_AFTER_AM, _AFTER_GREETING):
        for found in pattern.finditer(text):
            part = _name_part(found.group(1), is_strict=True)
            if part and not _NO_NAME.fullmatch(part.split(" ")[0]):
                yield _flag(found, part)


def _flag(found: re.Match[str], part: str) -> Flag:
    return Flag(found.start(1), found.start(1) + len(part), FlagKind.NAME)


def _name_part(words: str, *, is_strict: bool) -> str:
    """Return the words that can be a name: up to the last one that begins with a capital.

    is_strict: the first has to begin with one; else it counts in any case.
    """
    parts = words.split(" ")
    if is_strict and not _is_capital(parts[0]):
        return ""
    last = 0
    for at, part in enumerate(parts[1:], 1):
        if _is_capital(part):
            last = at
        elif not re.fullmatch(_INFIX, part):
            break
    return " ".join(parts[: last + 1])


def _is_capital(word: str) -> bool:
    # In a text all in capitals a capital says nothing.
    return word[:1].isupper() and (len(word) == 1 or not word.isupper())
