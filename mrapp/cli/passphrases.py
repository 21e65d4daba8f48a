"""Where the passphrase of a sealed file comes from."""

import argparse
import getpass
import os
import sys
from typing import Final

from mrapp.app.remarks.receipts import LEAST_SIGNS
from mrapp.cli.arguments import PASSPHRASE
from mrapp.cli.language import user_language
from mrapp.model.texts import Phrase

NO_WORDS: Final = Phrase(
    nl="geef het wachtwoord met --passphrase-file FILE of in {variable}",
    en="give the passphrase with --passphrase-file FILE or in {variable}",
)
"""What is said where nobody gave one."""

_ASKED = Phrase(nl="wachtwoord: ", en="passphrase: ")
_ASKED_AGAIN = Phrase(nl="nog een keer: ", en="the same again: ")
_NOT_SAME = Phrase(
    nl="de twee waren niet gelijk; er is niets geschreven",
    en="the two were not the same; nothing was written",
)
_NO_TEXT = Phrase(nl="{file} is geen tekst in UTF-8", en="{file} is no text in UTF-8")
_EMPTY = Phrase(nl="het wachtwoord is leeg", en="the passphrase is empty")
_TOO_SHORT = Phrase(
    nl="het wachtwoord heeft minder dan {least} tekens; er is niets geschreven",
    en="the passphrase has fewer than {least} signs; nothing was written",
)


def passphrase_of(parsed: argparse.Namespace, *, twice: bool) -> str | None:
    """Return the passphrase from a file, the environment or a person; None: nobody gave one.

    twice: it is new, so it is asked twice, and must be long enough.
    """
    words: str
    language = user_language()
    if parsed.passphrase_file is not None:
        try:
            # Without the mark that some editors put before it: nobody types that.
            words = parsed.passphrase_file.read_text(encoding="utf-8-sig").strip()
        except UnicodeDecodeError:
            parsed.wrong(_NO_TEXT.text(language, file=parsed.passphrase_file))
    elif PASSPHRASE in os.environ:
        words = os.environ[PASSPHRASE].strip()
    elif sys.stdin.isatty():
        words = getpass.getpass(_ASKED.text(language)).strip()
        if twice and words and getpass.getpass(_ASKED_AGAIN.text(language)).strip() != words:
            parsed.wrong(_NOT_SAME.text(language))
    else:
        return None
    if not words:
        parsed.wrong(_EMPTY.text(language))
    if twice and len(words) < LEAST_SIGNS:
        parsed.wrong(_TOO_SHORT.text(language, least=LEAST_SIGNS))
    return words
