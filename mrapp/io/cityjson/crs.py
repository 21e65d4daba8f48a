"""Coordinate systems of files, and the way from each to RD/NAP (EPSG:7415)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.cityjson import findings as found
from mrapp.io.cityjson.document import Json, as_mapping
from mrapp.io.findings import Findings
from mrapp.model.errors import MrappError, OriginError, UnsupportedCrsError
from mrapp.model.frames import GeoPoint, rd_from_wgs84
from mrapp.model.texts import Phrase

Floats = NDArray[np.float64]

_RD = frozenset({7415, 28992})
_GEOGRAPHIC_3D = frozenset({4979, 4937, 7912, 7931})
_GEOGRAPHIC_2D = frozenset({4326, 4258})
_CODE = re.compile(r"EPSG(?:/|:)+(?:[\w.]*(?:/|:)+)?(\d{4,6})", re.IGNORECASE)
_CRS84 = re.compile(r"CRS84(h?)\b", re.IGNORECASE)

_RD_LOW = np.array([-7_000.0, 289_000.0])
_RD_HIGH = np.array([300_000.0, 629_000.0])
_EXACT_MOST = 2_000
_STEP_DEG = np.array([0.0008, 0.0013])  # about 90 m north and east in the Netherlands


class Kind(Enum):
    """What can be done with a coordinate system."""

    RD = auto()
    GEOGRAPHIC = auto()
    UNNAMED = auto()
    OTHER = auto()


@dataclass(frozen=True)
class Crs:
    """A coordinate system: its name as reports show it, "" if the file names none."""

    name: str
    kind: Kind
    has_height: bool = True


def crs_of(header: Json) -> Crs:
    """Return the coordinate system that the first line or the whole of a CityJSON file names.

    Known spellings: `urn:ogc:def:crs:EPSG::7415` (1.0, also compound), `EPSG:7415`,
    `https://www.opengis.net/def/crs/EPSG/0/7415` (1.1 and later), and `crs: {epsg: 7415}` (drafts).
    """
    metadata = as_mapping(header.get("metadata"))
    said: Any = metadata.get("referenceSystem")
    if said is None:
        said = as_mapping(metadata.get("crs")).get("epsg", metadata.get("crs"))
    if said is None or said == "" or said == {}:
        return Crs("", Kind.UNNAMED)
    return _named(f"EPSG:{said}" if type(said) is int else str(said)[:200])


def _named(said: str) -> Crs:
    code = _CODE.search(said)
    if code is None:
        flat = _CRS84.search(said)
        if flat is None:
            return Crs(said, Kind.OTHER)
        return Crs(f"OGC:CRS84{flat[1]}", Kind.GEOGRAPHIC, bool(flat[1]))
    number = int(code[1])
    name = f"EPSG:{number}"
    if number in _RD:
        return Crs(name, Kind.RD)
    if number in _GEOGRAPHIC_3D or number in _GEOGRAPHIC_2D:
        return Crs(name, Kind.GEOGRAPHIC, number in _GEOGRAPHIC_3D)
    return Crs(name, Kind.OTHER)


def looks_like_rd(points: Floats) -> bool:
    """Tell whether the middle of the points, shape (n, 3), lies in the square where RD is used."""
    if not len(points):
        return False
    middle = np.median(points[:: max(1, len(points) // 500), :2], axis=0)
    return bool((middle >= _RD_LOW).all() and (middle <= _RD_HIGH).all())


def to_rd(
    points: Floats, crs: Crs, file: str, findings: Findings
) -> tuple[Floats, MrappError | None]:
    """Return points, shape (n, 3), in RD/NAP; or as they are with the error that says why not.

    WGS84 and ETRS89 are taken as the same: they differ by less than a metre (0.9 m in 2026), and
    files that say 4326 or 4979 hardly ever mean the difference.
    """
    if crs.kind is Kind.GEOGRAPHIC:
        return _from_degrees(points, crs, file, findings)
    if crs.kind is Kind.OTHER:
        return points, UnsupportedCrsError(file=file, crs=crs.name)
    if len(points) and not looks_like_rd(points):
        if crs.kind is Kind.RD:
            findings.add(found.NOT_IN_NL, crs=crs.name)
        else:
            findings.add(found.CRS_UNKNOWN)
    elif crs.kind is Kind.UNNAMED and len(points):
        findings.add(found.CRS_ASSUMED)
    return points, None


def _from_degrees(
    points: Floats, crs: Crs, file: str, findings: Findings
) -> tuple[Floats, MrappError | None]:
    if not len(points):
        return points, None
    if not crs.has_height:
        findings.add(found.HEIGHT_ASSUMED, crs=crs.name)
    degrees = points[:, :2]
    # EPSG says latitude first, many files do otherwise; in the Netherlands they cannot be confused.
    if np.median(degrees[:, 0]) < np.median(degrees[:, 1]):
        degrees = degrees[:, ::-1]
    try:
        rd = rd_from_degrees(np.column_stack([degrees, points[:, 2]]))
    except OriginError:
        where = Phrase(
            nl=f"{crs.name}, buiten Nederland", en=f"{crs.name}, outside the Netherlands"
        )
        return points, UnsupportedCrsError(file=file, crs=where)
    return rd, None


def rd_from_degrees(places: Floats, exact: Callable[[GeoPoint], Floats] = rd_from_wgs84) -> Floats:
    """Return RD/NAP, shape (n, 3), of latitudes, longitudes (degrees) and ellipsoidal heights (m).

    Up to 2,000 places are transformed one by one. More are interpolated bilinearly between the
    corners of cells of about 90 m, at most 1 mm off: RDNAPTRANS2018 moves smoothly between the
    nodes of its own grid, and its x and y do not depend on height. Raises `OriginError` outside
    the Netherlands.
    """
    if len(places) <= _EXACT_MOST:
        return np.array([exact(GeoPoint(*place)) for place in places.tolist()]).reshape(-1, 3)
    cell = np.floor(places[:, :2] / _STEP_DEG)
    part = places[:, :2] / _STEP_DEG - cell
    rd = np.zeros((len(places), 3))
    for north, east in ((0, 0), (0, 1), (1, 0), (1, 1)):
        nodes, which = np.unique(cell + np.array([north, east]), axis=0, return_inverse=True)
        flat = [exact(GeoPoint(node[0], node[1], 0.0)) for node in (nodes * _STEP_DEG).tolist()]
        weight = np.abs(1 - north - part[:, 0]) * np.abs(1 - east - part[:, 1])
        rd += np.array(flat)[which.reshape(-1)] * weight[:, None]
    rd[:, 2] += places[:, 2]
    return rd
