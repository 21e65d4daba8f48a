"""How the command line says things: one line each, whatever strangers' files put in them."""

import sys

import orjson


def one_line(text: str) -> str:
    """Return a text on one line, with "?" for what moves a cursor or is no character."""
    return "".join(each if each.isprintable() else "?" for each in " ".join(text.split()))


def tell(text: str) -> None:
    """Say something beside the outcome, on the standard error."""
    print(f"mrapp: {one_line(text)}", file=sys.stderr)


def print_json(told: object) -> None:
    """Print an outcome as JSON, for scripts."""
    sys.stdout.buffer.write(orjson.dumps(told, option=orjson.OPT_INDENT_2))
    print()
