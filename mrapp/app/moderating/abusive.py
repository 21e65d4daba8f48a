"""Looks for abusive words: a short list of our own, and lists that whoever runs the server has.

Lists are files with a word or phrase on each line, one file for each language, such as those of
github.com/LDNOOBW (CC BY 4.0), which are not part of mrapp.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from mrapp.app.moderating.pointing import Flag, FlagKind

_MOST_WORDS: Final = 6
_WORD: Final = re.compile(r"(?:[^\W_]|[@$])+(?:['’-](?:[^\W_]|[@$])+)*")
_LANGUAGE: Final = re.compile("[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_ALIKE: Final = str.maketrans("013457@$", "oieastas")


class WordLists:
    """Abusive words and phrases, whole and in any case.

    Our own count in every text; those of a list in texts of its language, and Dutch and English
    ones everywhere, since many write in those whatever they read in.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]] | None = None) -> None:
        """Take our own words, and more by language."""
        self._lists = {"": _phrases(_own_words())}
        self._lists |= {language: _phrases(each) for language, each in (lists or {}).items()}
        every = frozenset().union(*self._lists.values())
        self._longest = max(each.count(" ") + 1 for each in every)

    def abusive(self, text: str, language: str) -> list[Flag]:
        """Return where in a text they stand, longest first; none lies within another."""
        used = [self._lists.get(name, frozenset()) for name in {"", "nl", "en", language}]
        found, flags, at = list(_WORD.finditer(text)), [], 0
        plain = [_plain(each.group()) for each in found]
        while at < len(found):
            many = _many_of(used, plain[at : at + self._longest])
            if many:
                last = found[at + many - 1]
                flags.append(Flag(found[at].start(), last.end(), FlagKind.ABUSE))
            at += many or 1
        return flags


def _many_of(used: Sequence[frozenset[str]], words: Sequence[str]) -> int:
    """Return how many of the words, from the first on, are one of the phrases; 0: none."""
    for many in range(len(words), 0, -1):
        phrase = " ".join(words[:many])
        if any(phrase in each for each in used):
            return many
    return 0


def _phrases(lines: Iterable[str]) -> frozenset[str]:
    split = [[_plain(word) for word in _WORD.findall(line)] for line in lines]
    return frozenset(" ".join(each) for each in split if 0 < len(each) <= _MOST_WORDS)


@cache
def _own_words() -> tuple[str, ...]:
    return tuple((Path(__file__).parent / "abusive_words.txt").read_text("utf-8").splitlines())


def _plain(word: str) -> str:
    """Return a word as it is compared: in small letters, signs that stand for letters as those."""
    return word.casefold().translate(_ALIKE) if not word.isdigit() else word


def read_word_lists(folder: Path | None) -> WordLists:
    """Return our own words and those in the files of a folder; raises OSError, UnicodeError.

    They are named by a language, such as nl or nl.txt. Lines that begin with # are no words.
    """
    lists = {
        path.stem[:2]: [
            line for line in path.read_text("utf-8-sig").splitlines() if not line.startswith("#")
        ]
        for path in (list_files(folder) if folder else ())
    }
    return WordLists(lists)


def list_files(folder: Path) -> list[Path]:
    """Return the files in a folder that are named by a language; raises OSError."""
    return [
        path
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix in ("", ".txt") and _LANGUAGE.fullmatch(path.stem)
    ]
