"""XLSX: a sheet with the remarks, one with the data dictionary, one with the counts.

Every text is written as a text, so nothing in it is a formula or a link.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from mrapp.app.counting.counts import Counts
from mrapp.app.counting.overview import Overview
from mrapp.app.counting.small_groups import HIDDEN
from mrapp.app.exports.columns import Cell, clean
from mrapp.app.exports.exports import Export, Table
from mrapp.app.replacing import writing
from mrapp.documents import dictionary
from mrapp.documents.csv_files import iso
from mrapp.documents.scratch import scratch_folder
from mrapp.documents.watching import Watch
from mrapp.documents.xml_texts import xml_safe
from mrapp.model.remark_errors import ExportTooLargeError
from mrapp.model.texts import Phrase, pick_language

MOST_ROWS = 2**20
MOST_COLUMNS = 2**14
LONGEST_CELL = 32_767
"""In units of UTF-16. Source of the limits: Microsoft, "Excel specifications and limits"."""

_FIRST_YEAR = 1900
_CUT = Phrase(nl=" ... (afgekapt; zie csv of gpkg)", en=" ... (cut off; see csv or gpkg)")
_ROWS = Phrase(nl="rijen", en="rows")
_COLUMNS = Phrase(nl="kolommen", en="columns")
_REMARKS = Phrase(nl="Reacties", en="Remarks")
_DICTIONARY = Phrase(nl="Uitleg", en="Dictionary")
_COUNTS = Phrase(nl="Aantallen", en="Counts")
_COUNT_HEAD = (
    Phrase(nl="Vraag", en="Question"),
    Phrase(nl="Code", en="Code"),
    Phrase(nl="Antwoord", en="Answer"),
    Phrase(nl="Aantal", en="Number"),
    Phrase(nl="Gemiddelde", en="Mean"),
)
# Nothing is guessed from a text; rows go to a file of their own as they come.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write(export: Export, path: Path, watch: Watch) -> None:
    """Write the workbook to `path`; raises `ExportTooLargeError` where a sheet cannot hold it."""
    table = export.table
    for what, found, most in (
        (_ROWS, len(table.ids) + 1, MOST_ROWS),
        (_COLUMNS, len(table.columns), MOST_COLUMNS),
    ):
        if found > most:
            raise ExportTooLargeError(file=path.name, what=what, found=found, most=most)
    # Built apart: what the library leaves open where a disk is full could still write afterwards.
    with scratch_folder() as folder, TemporaryFile(dir=folder) as built:
        book = xlsxwriter.Workbook(built, _OPTIONS | {"tmpdir": str(folder)})
        try:
            _fill(book, export, watch)
        finally:
            # Also where it was stopped: this is what removes its own files.
            book.close()
        built.seek(0)
        with writing(path) as stream:
            shutil.copyfileobj(built, stream, 2**20)


def _fill(book: xlsxwriter.Workbook, export: Export, watch: Watch) -> None:
    table, pen = export.table, _Pen(book, export.table.language)
    titles = [pick_language(column.title, table.language) for column in table.columns]
    rows = watch.over(table.rows(), len(table.ids))
    pen.sheet(_REMARKS, titles, rows)
    pen.sheet(_DICTIONARY, dictionary.header(table), _explained(table))
    heads = [phrase.text(table.language) for phrase in _COUNT_HEAD]
    pen.sheet(_COUNTS, heads, _counted(export.count(), table.language))


def _explained(table: Table) -> Iterator[Sequence[Cell]]:
    yield from dictionary.lines(table)
    if table.hides_small:
        yield ("", "", "", "", "", "", dictionary.note(table))


def _counted(counts: Overview, language: str) -> Iterator[Sequence[Cell]]:
    for each in counts.lists:
        yield from _one_list(each, language)


def _one_list(counts: Counts, language: str) -> Iterator[Sequence[Cell]]:
    title = clean(pick_language(counts.title, language))
    if counts.what:
        title += f" ({pick_language(counts.what, language)})"
    for count in counts.counts:
        name = clean(pick_language(count.name, language))
        yield title, clean(count.code), name, HIDDEN if count.number is None else count.number
    if counts.mean is not None:
        yield title, None, None, counts.answered, counts.mean


class _Pen:
    """Writes sheets of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook, language: str) -> None:
        self._book, self._language = book, language
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._cut = _CUT.text(language)

    def sheet(self, name: Phrase, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a sheet with a line of titles that stays in sight, and rows."""
        sheet = self._book.add_worksheet(name.text(self._language))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(titles) - 1, 0), 18)
        for column, title in enumerate(titles):
            sheet.write_string(0, column, self._fitting(clean(title)), self._bold)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                self._write(sheet, last, column, cell)
        sheet.autofilter(0, 0, last, max(len(titles) - 1, 0))

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, datetime) and cell.year < _FIRST_YEAR:
            cell = iso(cell)
        if isinstance(cell, str):
            sheet.write_string(row, column, self._fitting(cell))
        elif isinstance(cell, datetime):
            bare = cell.astimezone(UTC).replace(tzinfo=None)
            sheet.write_datetime(row, column, bare, self._moment)
        elif isinstance(cell, bool):
            sheet.write_number(row, column, int(cell))
        else:
            sheet.write_number(row, column, cell)

    def _fitting(self, text: str) -> str:
        """Return a text that a cell can hold; one that was cut off says so."""
        text = xml_safe(text)
        if len(text) <= LONGEST_CELL // 2:
            return text
        units = text.encode("utf-16-le")
        if len(units) <= 2 * LONGEST_CELL:
            return text
        kept = units[: 2 * (LONGEST_CELL - len(self._cut))]
        return kept.decode("utf-16-le", "ignore") + self._cut
