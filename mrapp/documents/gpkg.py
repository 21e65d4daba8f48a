"""GeoPackage: remarks as points in RD with NAP heights, and the dictionary as a table beside them.

EPSG:7415, which says of the heights that they are NAP; GDAL and QGIS show it where they show
EPSG:28992, and it is what the GeoPackages of 3DBAG are in.
"""

import shutil
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import pyogrio
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from mrapp.app.exports.columns import Column
from mrapp.app.exports.exports import Export, Table
from mrapp.app.replacing import writing
from mrapp.documents import dictionary
from mrapp.documents.scratch import scratch_folder
from mrapp.documents.watching import Watch
from mrapp.model.remark_errors import ExportFailedError, ExportNoSpaceError

CRS = "EPSG:7415"
_UTC = 100  # how GDAL writes the zone of a time

_BREATHING_ROWS = 250
_ROWS_SHARE = 0.9

_NO_TIME = np.iinfo(np.int64).min  # numpy's NaT

_GDAL_ERRORS = (DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError)
_BARE_BYTES = 2**20  # what a database takes without any remarks, amply

# A point with a height in ISO WKB: byte order, geometry type, x, y, z.
_WKB_POINT_Z = np.dtype([("order", "u1"), ("kind", "<u4"), ("at", "<f8", (3,))])
_KIND_POINT_Z = 1001


def write(export: Export, path: Path, watch: Watch) -> None:
    """Write layers `remarks` and `dictionary` to `path`; without a place: an empty geometry."""
    with scratch_folder() as folder:
        # GDAL wants a place of its own to build the database in, and asks for it many times.
        built = folder / "remarks.gpkg"
        try:
            watch.at(0.0)
            _remarks(export.table, built, watch)
            _dictionary(export.table, built)
            watch.at(_ROWS_SHARE)
        except _GDAL_ERRORS as error:
            # GDAL tells of a full disk in many words, and gives back what it took: we reckon.
            if shutil.disk_usage(folder).free < _needed_bytes(export.table):
                raise ExportNoSpaceError(file=path.name) from error
            raise ExportFailedError(file=path.name, reason=str(error)) from error
        with built.open("rb") as source, writing(path) as stream:
            shutil.copyfileobj(source, stream, 2**20)


class _Breath:
    """A text that lets others on when it is read.

    GDAL is given all rows in one call, in which no other thread of the program gets a turn: the
    window would stand still. But what is no `str` it asks for its words, and that is Python again.
    """

    def __init__(self, text: str, watch: Watch, part: float) -> None:
        self._text, self._watch, self._part = text, watch, part

    def __str__(self) -> str:
        """Return the text, after a turn for the others; raises `CancelledError` where asked."""
        self._watch.at(self._part)
        time.sleep(0)
        return self._text


def _breathing(ids: Sequence[str], watch: Watch) -> NDArray[np.object_]:
    """Return the ids as GDAL takes them, with a breath now and then."""
    every, count = _BREATHING_ROWS, len(ids)
    parts = range(0, count, every)
    texts: list[str | _Breath] = list(ids)
    texts[::every] = [_Breath(ids[row], watch, _ROWS_SHARE * row / count) for row in parts]
    column = np.empty(count, dtype=object)
    column[:] = texts
    return column


def _remarks(table: Table, built: Path, watch: Watch) -> None:
    fields = [field_of(column) for column in table.columns]
    fields[0] = _breathing(table.ids, watch), None  # the first column: every row has an id
    times = [column.id for column in table.columns if column.type == "time"]
    pyogrio.raw.write(
        built,
        points_wkb(table.places_rd),
        [values for values, _missing in fields],
        [column.id for column in table.columns],
        field_mask=[missing for _values, missing in fields],
        layer="remarks",
        driver="GPKG",
        geometry_type="Point Z",
        crs=CRS,
        gdal_tz_offsets={name: np.full(len(table.ids), _UTC) for name in times},
        layer_options={"DESCRIPTION": dictionary.note(table), "IDENTIFIER": table.title},
    )


def _needed_bytes(table: Table) -> int:
    """Return about how much room a database takes while it is built: itself and its journal."""
    cells = (cell for column in table.columns for cell in column.cells)
    return _BARE_BYTES + 2 * sum(
        len(cell.encode()) if isinstance(cell, str) else 8 for cell in cells
    )


def _dictionary(table: Table, built: Path) -> None:
    lines = np.array(list(dictionary.lines(table)), dtype=object)
    pyogrio.raw.write(
        built,
        None,
        list(lines.T),
        list(dictionary.header(table)),
        layer="dictionary",
        driver="GPKG",
        append=True,
    )


def points_wkb(places_rd: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return places (n, 3) as WKB, None where there is none (NaN)."""
    points = np.zeros(len(places_rd), _WKB_POINT_Z)
    points["order"], points["kind"], points["at"] = 1, _KIND_POINT_Z, places_rd
    content, size = points.tobytes(), _WKB_POINT_Z.itemsize
    wkb = np.empty(len(places_rd), dtype=object)
    wkb[:] = [content[at : at + size] for at in range(0, len(content), size)]
    wkb[np.isnan(places_rd).any(axis=1)] = None
    return wkb


def field_of(
    column: Column,
) -> tuple[NDArray[np.generic] | NDArray[np.object_], NDArray[np.bool_] | None]:
    """Return the cells of a column as GDAL takes them, and where there is none."""
    cells = column.cells
    if column.type == "text":
        texts = np.empty(len(cells), dtype=object)
        texts[:] = cells
        return texts, None
    if column.type == "time":
        # In seconds first: numpy takes far longer over datetimes.
        moments = [cell.timestamp() if isinstance(cell, datetime) else np.nan for cell in cells]
        milliseconds = np.array(moments) * 1000
        bare = np.where(np.isnan(milliseconds), _NO_TIME, np.rint(milliseconds))
        return bare.astype(np.int64).view("datetime64[ms]"), None
    if column.type == "number":
        return np.array(cells, dtype=np.float64), None  # None becomes NaN, NaN becomes NULL
    missing = np.array([cell is None for cell in cells], dtype=bool) if None in cells else None
    kind = np.bool_ if column.type == "truth" else np.int64
    return np.array([cell or 0 for cell in cells], dtype=kind), missing
