"""GeoJSON: every remark a feature, at its place in WGS84, as RFC 7946 asks."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.app.exports.columns import Cell
from mrapp.app.exports.exports import Export, Table
from mrapp.documents.csv_files import iso, with_dictionary
from mrapp.documents.watching import Watch
from mrapp.model.errors import OriginError
from mrapp.model.frames import wgs84_from_rd

_DEGREES_DIGITS = 9  # 0.1 mm
_METRES_DIGITS = 4


def write(export: Export, path: Path, watch: Watch) -> None:
    """Write the remarks to `path`, one a line, and the dictionary beside it.

    A remark without a place, or with one outside RD, is a feature without a geometry.
    """
    table = export.table
    with with_dictionary(table, path) as stream:
        about = {"type": "FeatureCollection", "name": table.title}
        stream.write(_json(about)[:-1].encode() + b', "features": [\n')
        for number, feature in enumerate(watch.over(features(table), len(table.ids))):
            stream.write((",\n" if number else "").encode() + _json(feature).encode())
        stream.write(b"\n]}\n")


def features(table: Table) -> Iterator[dict[str, Any]]:
    """Go through remarks as features."""
    names = [column.id for column in table.columns]
    for remark_id, place, row in zip(table.ids, table.places_rd, table.rows(), strict=True):
        yield {
            "type": "Feature",
            "id": remark_id,
            "geometry": _geometry(place),
            "properties": dict(zip(names, map(_value, row), strict=True)),
        }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _value(cell: Cell) -> str | int | float | bool | None:
    return iso(cell) if isinstance(cell, datetime) else cell


def _geometry(place_rd: NDArray[np.float64]) -> dict[str, object] | None:
    """Return a place, shape (3,), as longitude, latitude and metres above the WGS84 ellipsoid."""
    if np.isnan(place_rd).any():
        return None
    try:
        found = wgs84_from_rd(*place_rd.tolist())
    except OriginError:
        return None
    degrees = (
        round(found.longitude_deg, _DEGREES_DIGITS),
        round(found.latitude_deg, _DEGREES_DIGITS),
    )
    return {"type": "Point", "coordinates": [*degrees, round(found.height_m, _METRES_DIGITS)]}
