"""Exports made of what a server holds: where the key comes from, and how far it is."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from mrapp.cli.arguments import Parser, file
from mrapp.cli.language import user_language
from mrapp.cli.telling import tell
from mrapp.model.texts import Phrase

if TYPE_CHECKING:  # late, as below
    from mrapp.app.exports.exports import ToExport

KEY: Final = "MRAPP_KEY"
_NO_PROJECT = Phrase(
    nl="geef PROJECT, of --from-server URL", en="give PROJECT, or --from-server URL"
)
_ONE_PLACE = Phrase(
    nl="PROJECT en --store horen niet bij --from-server: de sleutel zegt welk project",
    en="PROJECT and --store do not go with --from-server: the key tells which project",
)
_ONLY_THERE = Phrase(
    nl="--key-file en --with-hidden horen bij --from-server",
    en="--key-file and --with-hidden go with --from-server",
)
_AGAIN = Phrase(
    nl="Het ophalen hapert: {reason}. Over {seconds} s probeert mrapp het weer. Stoppen: Ctrl-C.",
    en="Fetching falters: {reason}. mrapp tries again in {seconds} s. To stop: Ctrl-C.",
)
_NO_KEY = Phrase(nl="in {file} staat geen sleutel", en="there is no key in {file}")


def add_from_server(parser: Parser) -> None:
    """Add the arguments of an export of what a server holds."""
    parser.add_argument(
        "--from-server", metavar="URL", help="write what this server holds, and not this machine"
    )
    parser.add_argument(
        "--key-file",
        metavar="FILE",
        type=file,
        help=f"holds your key, from the page Keys of the server; without: {KEY}, else the key ring",
    )
    parser.add_argument(
        "--with-hidden", action="store_true", help="also what is not shown to others"
    )


def check_place(parsed: argparse.Namespace) -> None:
    """Say where it is wrong from where the remarks are to come."""
    wrong = None
    if parsed.from_server is None:
        if parsed.key_file is not None or parsed.with_hidden:
            wrong = _ONLY_THERE
        elif parsed.project is None:
            wrong = _NO_PROJECT
    elif parsed.project is not None or parsed.store is not None:
        wrong = _ONE_PLACE
    if wrong is not None:
        parsed.wrong(wrong.text(user_language()))


@contextmanager
def said_there(parsed: argparse.Namespace) -> "Iterator[ToExport]":
    """Read what the server holds within a block; raises `ServerReadError`s."""
    from mrapp.sync.exporting import said_at

    asked = {"with_hidden": parsed.with_hidden, "progress": show_progress, "told": _tell_waiting}
    try:
        with said_at(parsed.from_server, _key(parsed), **asked) as said:
            yield said
    finally:
        if sys.stderr.isatty():
            print(file=sys.stderr)


def _key(parsed: argparse.Namespace) -> str | None:
    """Return the key from a file or the environment, never from the command line itself."""
    if parsed.key_file is None:
        return os.environ.get(KEY, "").strip() or None
    try:
        key = str(parsed.key_file.read_text(encoding="ascii")).strip()
    except UnicodeDecodeError:
        key = ""
    if not key or not key.isprintable():
        parsed.wrong(_NO_KEY.text(user_language(), file=parsed.key_file))
    return key


def _tell_waiting(why: Phrase, seconds: float) -> None:
    """Tell that the line is bad, and that there is nothing to do but wait or stop."""
    if sys.stderr.isatty():
        print(file=sys.stderr)
    language = user_language()
    tell(_AGAIN.text(language, reason=why.text(language), seconds=max(1, round(seconds))))


def show_progress(fraction: float, what: Phrase) -> None:
    """Tell a person at a terminal how far it is, on one line; nothing in a pipe or a file."""
    if sys.stderr.isatty():
        told = f"\r{what.text(user_language())}: {fraction:4.0%}"
        print(told, end="\033[K", file=sys.stderr, flush=True)
