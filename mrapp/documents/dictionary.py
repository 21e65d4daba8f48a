"""The data dictionary: what every column of a table means, one line a column and one a code."""

from collections.abc import Iterator
from pathlib import Path

from mrapp.app.counting.small_groups import HIDDEN, SMALLEST
from mrapp.app.exports.columns import Column, clean
from mrapp.app.exports.exports import Table

_HIDES = (
    f"Small groups are hidden: an answer, or combination of answers, about the person itself that "
    f"fewer than {SMALLEST} people gave stands as {HIDDEN}."
)


def beside(path: Path) -> Path:
    """Return where the dictionary of a file goes that cannot hold one."""
    return path.with_name(f"{path.stem}.dictionary.csv")


def header(table: Table) -> tuple[str, ...]:
    """Return the names of the dictionary's own columns."""
    texts = [f"{what}_{each}" for what in ("title", "meaning") for each in table.languages]
    codes = [f"code_meaning_{each}" for each in table.languages]
    return ("column", "type", "unit", "part", "source", "list", *texts, "code", *codes)


def lines(table: Table) -> Iterator[tuple[str, ...]]:
    """Return the dictionary: a line for each column, and after it a line for each of its codes."""
    blank = ("",) * len(table.languages)
    for column in table.columns:
        about = _about(table, column)
        yield (*about, "", *blank)
        for code, texts in column.codes.items():
            meaning = (clean(texts.get(each, "")) for each in table.languages)
            yield (*about, clean(code), *meaning)


def _about(table: Table, column: Column) -> tuple[str, ...]:
    titles = (clean(column.title.get(each, "")) for each in table.languages)
    meanings = (clean(column.meaning.get(each, "")) for each in table.languages)
    is_list = "|" if column.is_list else ""
    kind = (column.id, column.type, column.unit, column.part, clean(column.source), is_list)
    return (*kind, *titles, *meanings)


def note(table: Table) -> str:
    """Return, in English, what was left out on purpose; nothing where nothing was."""
    return _HIDES if table.hides_small else ""
