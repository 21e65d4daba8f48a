"""CSV as spreadsheets in Dutch read it, and safe to open in one.

UTF-8 with a byte order mark, semicolons, decimal commas (the convention of R's read.csv2: where a
comma ends the units, a semicolon parts the columns), lines ending in CR LF, times in ISO 8601.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from mrapp.app.exports.columns import Cell
from mrapp.app.exports.exports import Export, Table
from mrapp.app.replacing import writing
from mrapp.documents import dictionary
from mrapp.documents.watching import Watch

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula. Source: OWASP, "CSV Injection"."""

# A spreadsheet set to English takes commas between cells, and quotes within one for no quotes: a
# piece of a text becomes a cell, or a line of it a row. What calls or computes has one of these
# marks; "10,-" and "a, -5" have not and stay as they are.
_PIECE = re.compile("[^,\\t\\n]+")
_MARKS = re.compile("[(|!]")
_BEGINNING = re.compile(r"""(?:^|(?<="))(?= *[=+\-@＝＋－＠])""")


def write(export: Export, path: Path, watch: Watch) -> None:
    """Write the remarks to `path`, and the dictionary beside it where there is a beside."""
    table = export.table
    with with_dictionary(table, path) as stream:
        rows = watch.over(table.rows(), len(table.ids))
        cells = ([plain(cell) for cell in row] for row in rows)
        _fill(stream, [column.id for column in table.columns], cells)


@contextmanager
def with_dictionary(table: Table, path: Path) -> Iterator[BinaryIO]:
    """Write to `path` with its dictionary beside it: both whole, or neither.

    A pipe has no beside: what reads from it goes without.
    """
    if path.exists() and not path.is_file():
        with writing(path) as stream:
            yield stream
        return
    with writing(dictionary.beside(path)) as explained, writing(path) as stream:
        texts = ([defused(text) for text in line] for line in dictionary.lines(table))
        _fill(explained, dictionary.header(table), texts)
        yield stream


def plain(cell: Cell) -> str:
    """Return a cell as it stands in the file."""
    if isinstance(cell, str):
        return defused(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return iso(cell) if isinstance(cell, datetime) else str(cell)


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe keeps it text.

    Nor a piece of it, where commas or ends of lines are taken to part the cells.
    """
    whole = f"'{text}" if text.lstrip(" ").startswith(_FORMULA_SIGNS) else text
    return _PIECE.sub(_defused_piece, whole) if _MARKS.search(whole) else whole


def _defused_piece(piece: re.Match[str]) -> str:
    return _BEGINNING.sub("'", piece[0]) if _MARKS.search(piece[0]) else piece[0]


def iso(moment: datetime) -> str:
    """Return a time in UTC as ISO 8601 writes it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _fill(stream: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    text.detach()
