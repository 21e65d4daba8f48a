"""In which language the command line speaks: one for all that a run says."""

import argparse
import locale
import os
import re
from collections.abc import Sequence
from contextvars import ContextVar

from mrapp.model.texts import LANGUAGES

_DUTCH = (
    (r"the following arguments are required: (.*)", r"deze argumenten ontbreken: \1"),
    (r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)",
     r"argument \1: \2 kan niet, kies uit \3"),
    (r"argument (\S+): invalid int value: (.*)", r"argument \1: \2 is geen heel getal"),
    (r"argument (\S+): expected one argument", r"bij \1 hoort een waarde"),
    (r"argument (\S+): expected (\d+) arguments", r"bij \1 horen \2 waarden"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 en \2 kunnen niet samen"),
    (r"argument (\S+): ignored explicit argument (.*)", r"bij \1 hoort geen waarde (\2)"),
    (r"unrecognized arguments: (.*)", r"deze argumenten zijn er niet: \1"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 kan zijn: \2"),
    (r"one of the arguments (.*) is required", r"geef één van: \1"),
)  # fmt: skip
"""What argparse says of wrong arguments, and the same in Dutch."""


_asked = ContextVar("_asked", default="")


def listen(words: Sequence[str]) -> None:
    """Note the language that a command line asks for: also what is wrong in it is said in that."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--language", nargs="?", default="")
    asked = parser.parse_known_args(words)[0].language
    _asked.set(asked if asked in LANGUAGES else "")


def user_language() -> str:
    """Return the language that was asked for, else this person's.

    That is MRAPP_LANGUAGE, else the system's, else English.
    """
    wished = _asked.get() or os.environ.get("MRAPP_LANGUAGE") or locale.getlocale()[0] or ""
    # Windows has names of its own: Dutch_Netherlands.
    return "nl" if wished.lower().startswith(("nl", "dutch")) else "en"


def of_argparse(message: str, language: str) -> str:
    """Return what argparse says about wrong arguments, in a language; what is unknown as it is."""
    if language != "nl":
        return message
    for pattern, dutch in _DUTCH:
        message = re.sub(f"^{pattern}$", dutch, message, flags=re.DOTALL)
    return message
