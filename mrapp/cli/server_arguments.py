"""What the words of the commands of a server stand for."""

import argparse
from urllib.parse import urlsplit

from mrapp.cli.language import user_language
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
