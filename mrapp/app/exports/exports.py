"""What remarks become when they leave as a file: one table that explains itself.

Every format is written from this table, so that all say the same, and what may not be told is left
out once, here. `mrapp.documents` fills the port.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mrapp.app.counting.overview import Overview, overview
from mrapp.app.exports.answer_columns import answer_columns
from mrapp.app.exports.columns import LIST_SIGN, Cell, Column, clean
from mrapp.app.exports.export_columns import fact_columns
from mrapp.app.exports.export_files import Along, file_columns, files_along
from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.remarks.keeping import Kept
from mrapp.app.remarks.samples import sample_of
from mrapp.model.project import Project
from mrapp.model.remark import Attachment, Remark
from mrapp.model.remark_errors import NothingToExportError
from mrapp.model.texts import LANGUAGES, pick_language
from mrapp.model.values import LocalText

_RESERVED = {"fid", "geom"}  # GeoPackage's own columns

Attachments = Callable[[Attachment, str], bytes | None]
"""Gives the content of an attachment of the remark with this id; None where it is gone."""


@dataclass(frozen=True)
class Table:
    """Remarks as columns, with what each column means: data and data dictionary in one.

    project, name: of the project. language: in which readable texts stand. languages: those of the
    dictionary. ids, (n,): of the remarks. places_rd (n, 3): RD/NAP metres, NaN without a place.
    hides_small: whether small groups are hidden.
    """

    project: str
    name: LocalText
    language: str
    languages: tuple[str, ...]
    ids: tuple[str, ...]
    places_rd: NDArray[np.float64]
    columns: tuple[Column, ...]
    hides_small: bool = False

    @property
    def title(self) -> str:
        """The project's name in the language of the table."""
        return clean(pick_language(self.name, self.language))

    def column(self, column_id: str) -> Column | None:
        """Return the column with this id, or None."""
        return next((column for column in self.columns if column.id == column_id), None)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Go through the remarks: of each the cells of all columns."""
        return zip(*(column.cells for column in self.columns), strict=True)


@dataclass(frozen=True)
class Export:
    """All that a writer needs: the table, and what does not fit in one.

    kept: the remarks themselves, for views, additions and files; withdrawn ones have none. count:
    how often what was said, for formats with room for it. along: the files that go with it.
    """

    table: Table
    kept: Sequence[Kept]
    count: Callable[[], Overview]
    attachments: Attachments
    along: tuple[Along, ...] = ()


@dataclass(frozen=True)
class ToExport:
    """What there is to be exported, here or at a server. file: gives what is attached."""

    project: Project
    kept: Sequence[Kept]
    file: Attachments


class Exporter(Protocol):
    """Writes remarks to a file in one of the formats."""

    def write(
        self,
        kind: ExportKind,
        export: Export,
        path: Path,
        *,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> None:
        """Write `path` whole, or leave what was there.

        Raises `ExportFailedError` and its kin in words, and `CancelledError`.
        """
        ...


def no_attachments(_attachment: Attachment, _remark_id: str) -> None:
    """Give no file, for remarks that come without."""


def export_of(
    project: Project,
    kept: Sequence[Kept],
    language: str,
    *,
    hide_small: bool = False,
    with_spoken: bool = False,
    attachments: Attachments = no_attachments,
) -> Export:
    """Return remarks ready to be written in any format; see `table_of`.

    with_spoken: spoken notes go along as drawings always do; who asks for it knows why, as a voice
    tells who spoke.
    """
    standing = (each.remark for each in kept if each.remark is not None)
    along = files_along(standing, with_spoken=with_spoken)
    return Export(
        table=table_of(project, kept, language, hide_small=hide_small, along=along),
        kept=kept,
        count=lambda: overview(project, sample_of(kept), hide_small=hide_small),
        attachments=attachments,
        along=along,
    )


def table_of(
    project: Project,
    kept: Sequence[Kept],
    language: str,
    *,
    hide_small: bool = False,
    along: Sequence[Along] = (),
) -> Table:
    """Return the remarks that were not withdrawn as a table.

    project: with the questionnaires of every version, which say what answers mean. hide_small:
    no group of fewer than five people can be counted in the personal answers. along: the files
    that are named in a column.
    Raises `NothingToExportError` where no remark is left.
    """
    remarks = [each.remark for each in kept if each.remark is not None]
    if not remarks:
        raise NothingToExportError
    standing = [each for each in kept if each.remark is not None]
    columns = (
        *fact_columns(project, standing, remarks, language),
        *file_columns(along, remarks),
        *answer_columns(project, remarks, language, hide_small=hide_small),
    )
    return Table(
        project=project.id,
        name=project.name,
        language=language,
        languages=tuple(dict.fromkeys((*LANGUAGES, *project.languages))),
        ids=tuple(remark.id for remark in remarks),
        places_rd=_places_rd(remarks),
        columns=_with_own_ids(columns),
        hides_small=hide_small,
    )


def _places_rd(remarks: Sequence[Remark]) -> NDArray[np.float64]:
    nowhere = (np.nan, np.nan, np.nan)
    return np.array([remark.point or nowhere for remark in remarks], np.float64).reshape(-1, 3)


def _with_own_ids(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Number columns that would be called alike, in small letters too, as databases ask."""
    taken: dict[str, Column] = {}
    for column in columns:
        own, number = column.id, 1
        while own.lower() in taken or own.lower() in _RESERVED:
            number += 1
            own = f"{column.id}_{number}"
        taken[own.lower()] = column.called(own)
    return tuple(taken.values())


def spoken(column: Column, cell: Cell, language: str) -> str:
    """Return a cell in words: codes as what they stand for."""
    if cell is None:
        return ""
    text = str(cell)
    if text in column.codes:
        return _spoken_code(column.codes, text, language)
    if column.is_list:
        said = (_spoken_code(column.codes, code, language) for code in text.split(LIST_SIGN))
        return ", ".join(said)
    return text


def _spoken_code(codes: Mapping[str, LocalText], code: str, language: str) -> str:
    return clean(pick_language(codes[code], language)) if code in codes else code
