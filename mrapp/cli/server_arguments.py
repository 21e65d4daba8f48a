"""What the words of the commands of a server stand for."""

import argparse
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from mrapp.cli.language import user_language
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase

_HIGHEST_PORT = 65535

_NO_PORT = Phrase(
    nl="{word} is geen poort: geef een heel getal van 0 tot en met {most}",
    en="{word} is no port: give a whole number from 0 to {most}",
)
_NOT_MANY = Phrase(
    nl="{word} is geen aantal: geef een heel getal van 1 of meer",
    en="{word} is no number of them: give a whole number of 1 or more",
)
GIB: Final = 2**30
"""Bytes."""

_MOST_GIB: Final = 2.0**30
_NO_SIZE = Phrase(
    nl="{word} is geen aantal GiB, zoals 20 of 0.5", en="{word} is no number of GiB, as 20 or 0.5"
)
_NO_EMAIL = Phrase(
    nl="{word} is geen e-mailadres, zoals api@example.nl",
    en="{word} is no address of e-mail, such as api@example.org",
)
_NO_WORDS = Phrase(
    nl="{word} is geen map met woordenlijsten: {why}",
    en="{word} is no folder with lists of words: {why}",
)
_NO_LIST = Phrase(
    nl="er staat geen bestand in dat heet naar een taal, zoals nl of nl.txt",
    en="there is no file in it that is called by a language, such as nl or nl.txt",
)
_NO_TEXT = Phrase(
    nl="een van de bestanden is geen tekst in UTF-8", en="one of the files is no text in UTF-8"
)
_NO_ADDRESS = Phrase(
    nl="{word} is geen adres van een site, zoals https://meningen.example.nl",
    en="{word} is no address of a site, such as https://opinions.example.org",
)


def port(word: str) -> int:
    """Return a port; 0: any that is free."""
    if not word.isascii() or not word.isdigit() or int(word) > _HIGHEST_PORT:
        raise argparse.ArgumentTypeError(
            _NO_PORT.text(user_language(), word=word, most=_HIGHEST_PORT)
        )
    return int(word)


def many(word: str) -> int:
    """Return how many there are to be, at least one."""
    if not word.isascii() or not word.isdigit() or int(word) == 0:
        raise argparse.ArgumentTypeError(_NOT_MANY.text(user_language(), word=word))
    return int(word)


def site(word: str) -> str:
    """Return the address of a site, which links begin with."""
    try:
        parts = urlsplit(word)
        is_site = parts.scheme in {"http", "https"} and bool(parts.hostname)
        is_site = is_site and not (parts.query or parts.fragment) and parts.port != 0
    except ValueError:
        is_site = False
    if not is_site:
        raise argparse.ArgumentTypeError(_NO_ADDRESS.text(user_language(), word=word))
    return word


def email(word: str) -> str:
    """Return what looks like an address of e-mail."""
    name, _at, host = word.rpartition("@")
    if not name or not host or not word.isprintable() or " " in word:
        raise argparse.ArgumentTypeError(_NO_EMAIL.text(user_language(), word=word))
    return word


def gib(word: str) -> int:
    """Return a number of GiB in bytes."""
    try:
        return round(min(max(float(word), 0.0), _MOST_GIB) * GIB)
    except ValueError as error:
        told = _NO_SIZE.text(user_language(), word=word)
        raise argparse.ArgumentTypeError(told) from error


def word_lists(word: str) -> Path:
    """Return a folder with lists of words that can be read, so that no mistake shows later."""
    from mrapp.app.moderating.abusive import list_files, read_word_lists

    folder = Path(word).absolute()
    try:
        read_word_lists(folder)
        if list_files(folder):
            return folder
        why = _NO_LIST
    except OSError as error:
        why = reason_of(error)
    except UnicodeError:
        why = _NO_TEXT
    raise argparse.ArgumentTypeError(_NO_WORDS.text(user_language(), word=word, why=why))
