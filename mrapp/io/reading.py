"""What all readers share: what comes out of them, how they tell progress, how they refuse."""

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import CancelledError, MrappError, ReadError
from mrapp.model.texts import Notice, Phrase

PARSING = Phrase(nl="Bestand ontleden", en="Parsing the file")
COLLECTING = Phrase(nl="Objecten verzamelen", en="Collecting objects")
FINISHING = Phrase(nl="Model samenstellen", en="Putting the model together")

FARTHEST = 1e9
"""Further from zero than any place on earth, in any unit that coordinate systems use."""

DESIGN = "Design"
"""The type of objects in files that know no kinds of their own: a city has none by this name."""

_WHY = (
    ("UTF-8", Phrase(nl=": dat is geen tekst (UTF-8)", en=": that is no text (UTF-8)")),
    ("end of data", Phrase(nl=": daar houdt het te vroeg op", en=": it ends there, too early")),
    ("trailing comma", Phrase(nl=": een komma te veel", en=": a comma too many")),
    ("after document", Phrase(nl=": daar staat nog iets na het eind", en=": more after its end")),
    ("depth limit", Phrase(nl=": te diep genest", en=": nested too deeply")),
)
"""What orjson says of broken JSON, and how a person would say it."""

Step = Callable[[float, Phrase], None]
"""Told how far reading is; raises `CancelledError` if it must stop."""


@dataclass(frozen=True)
class Reading:
    """What came out of a file; `refusal` says why its mesh cannot be used, if it cannot.

    `kept` is what it was made of: taking a parsed file apart costs as much as a sixth of the
    reading, and a process that ends anyway need not do it.
    """

    mesh: CityMesh
    refusal: MrappError | None
    kept: object = None


def stepper(tell: Step, cancelled: Callable[[], bool]) -> Step:
    """Return a step that tells progress and stops when cancelled."""

    def step(fraction: float, what: Phrase) -> None:
        if cancelled():
            raise CancelledError
        tell(fraction, what)

    return step


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep Python's garbage collector off: it costs four times as much as the parsing itself."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def refusal(file: str, nl: str, en: str) -> ReadError:
    """Return the error that says why `file` cannot be read: a clause in both languages."""
    return ReadError(file=file, detail=Phrase(nl=nl, en=en))


def broken_json(file: str, error: json.JSONDecodeError, first_line: int = 1) -> ReadError:
    """Return the error for a file whose JSON, which begins on `first_line`, cannot be parsed."""
    if "UTF-8" in error.msg:
        return refusal(
            file,
            nl="het is geen tekst (UTF-8), dus geen JSON",
            en="it is no text (UTF-8), so no JSON",
        )
    return ReadError(file=file, detail=broken_place(error, first_line))


def broken_place(error: json.JSONDecodeError, first_line: int = 1) -> Phrase:
    """Return where JSON that begins on `first_line` is broken, and why, where that helps.

    Not in the library's words: they are English, and of a language that few people write.
    """
    line, column = error.lineno + first_line - 1, error.colno
    reason = next((why for words, why in _WHY if words in error.msg), Phrase(nl="", en=""))
    return Phrase(
        nl=f"de JSON is stuk op regel {line}, teken {column}{reason.nl}",
        en=f"the JSON is broken at line {line}, character {column}{reason.en}",
    )


def as_notice(error: MrappError) -> Notice:
    """Return an error as a notice that says the same in both languages."""
    return Notice(
        Phrase(nl="{nl_text}", en="{en_text}"),
        {"nl_text": error.text("nl"), "en_text": error.text("en")},
    )
