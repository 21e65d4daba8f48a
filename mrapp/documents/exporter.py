"""The door of this room for remarks: one writer a format, and what went wrong in words."""

import errno
from collections.abc import Callable, Mapping
from pathlib import Path

from xlsxwriter.exceptions import XlsxFileError

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.exports.exports import Export
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.documents import bcf, csv_files, geojson, gpkg, xlsx
from mrapp.documents.files_along import with_files
from mrapp.documents.watching import Watch
from mrapp.model.remark_errors import (
    ExportFailedError,
    ExportNoSpaceError,
    ExportReadOnlyError,
    NothingToExportError,
)
from mrapp.model.system import reason_of

_WRITERS: Mapping[ExportKind, Callable[[Export, Path, Watch], None]] = {
    ExportKind.CSV: csv_files.write,
    ExportKind.XLSX: xlsx.write,
    ExportKind.GEOJSON: geojson.write,
    ExportKind.GPKG: gpkg.write,
}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class FileExporter:
    """Writes remarks to files; see `mrapp.app.exports.exports.Exporter`."""

    def write(
        self,
        kind: ExportKind,
        export: Export,
        path: Path,
        *,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> None:
        """Write `path` whole, or leave what was there."""
        if not export.table.ids:
            raise NothingToExportError
        watch = Watch(progress, cancelled)
        in_words(path, lambda: _write(kind, export, path, watch))


def _write(kind: ExportKind, export: Export, path: Path, watch: Watch) -> None:
    if kind is ExportKind.BCF:
        bcf.write(export, path, watch)  # holds its files itself
        return
    with with_files(export, path, watch):
        _WRITERS[kind](export, path, watch)


def in_words(path: Path, write: Callable[[], None]) -> None:
    """Write a file; raises `ExportFailedError` and its kin where that does not go."""
    try:
        write()
    except OSError as error:
        raise _disk_error(path, error) from error
    except XlsxFileError as error:
        beneath = error.__cause__ or error.__context__
        if isinstance(beneath, OSError):
            raise _disk_error(path, beneath) from error
        raise ExportFailedError(file=path.name, reason=str(error)) from error


def _disk_error(path: Path, error: OSError) -> ExportFailedError:
    if error.errno in _FULL:
        return ExportNoSpaceError(file=path.name)
    if error.errno in _FORBIDDEN:
        return ExportReadOnlyError(file=path.name)
    return ExportFailedError(file=path.name, reason=reason_of(error))
