"""Frames: RD/NAP (EPSG:7415) to the project's local frame and to WGS84."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mrapp.model.errors import NotInRdError, OriginError, PlaceOutsideError

if TYPE_CHECKING:
    from pyrdnap import RDNAP2018v1

Float64 = NDArray[np.float64]
Float32 = NDArray[np.float32]

HEIGHTS_NAP_M = (-100.0, 1_000.0)
"""The lowest and the highest that anything stands, or is said to be about: amply."""

# The square in which RD coordinates are unambiguous (Kadaster, RDNAPTRANS2018, section 1).
_RD_X_M = (-7_000.0, 300_000.0)
_RD_Y_M = (289_000.0, 629_000.0)

# The same, wide, in degrees: where the transformation has its grids (section 2.3.2 there).
_GRID_LATITUDE_DEG = (50.0, 56.0)
_GRID_LONGITUDE_DEG = (2.0, 8.0)

# Power series around Amersfoort, in arc seconds: power of 100 km east, of 100 km north, factor.
# F.H. Schreutelkamp and G.L. Strang van Hees, "Benaderingsformules voor de transformatie tussen
# RD- en WGS84-kaartcoördinaten" (2001).
_LATITUDE_SERIES = (
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
)
_LONGITUDE_SERIES = (
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
)
# The way back, in metres: power of 0.36 degrees north, of 0.36 degrees east, factor; as above.
_X_SERIES = (
    (0, 1, 190_094.945),
    (1, 1, -11_832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
)
_Y_SERIES = (
    (1, 0, 309_056.544),
    (0, 2, 3_638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
)
_AMERSFOORT_RD_M = (155_000.0, 463_000.0)
_AMERSFOORT_DEG = (52.15517440, 5.38720621)


@dataclass(frozen=True)
class Origin:
    """The project's zero: RD x and y and NAP height, in metres (EPSG:7415)."""

    x: float
    y: float
    nap: float

    @property
    def rd(self) -> Float64:
        """The origin as an array of shape (3,), float64, in RD/NAP."""
        return np.array([self.x, self.y, self.nap], dtype=np.float64)

    def local_from_rd(self, points_rd: Float64) -> Float32:
        """Bring points, shape (..., 3), float64 RD/NAP, to the local frame as float32."""
        local = np.empty(points_rd.shape, np.float32)
        # By axis: along rows of three numpy takes twice as long.
        for axis, zero in enumerate(self.rd):
            local[..., axis] = points_rd[..., axis] - zero
        return local

    def rd_from_local(self, points_local: NDArray[np.floating]) -> Float64:
        """Bring points, shape (..., 3), from the local frame to RD/NAP, float64."""
        return np.asarray(points_local, dtype=np.float64) + self.rd


@dataclass(frozen=True)
class GeoPoint:
    """A place in WGS84: degrees north, degrees east, ellipsoidal height in metres."""

    latitude_deg: float
    longitude_deg: float
    height_m: float


def check_origin(x: float, y: float) -> None:
    """Raise `OriginError` if RD x, y (metres) is outside the area where RD is defined."""
    if not is_rd(x, y):
        raise OriginError(x=x, y=y)


def check_place(x: float, y: float) -> None:
    """Raise `NotInRdError` if RD x, y (metres) is outside the area where RD is defined."""
    if not is_rd(x, y):
        raise NotInRdError(x=x, y=y)


def is_rd(x: float, y: float) -> bool:
    """Tell whether x, y (metres) lie within the area where RD is defined."""
    return _RD_X_M[0] <= x <= _RD_X_M[1] and _RD_Y_M[0] <= y <= _RD_Y_M[1]


@cache
def _rdnap() -> "RDNAP2018v1":
    # Late: the grids cost 0.5 s, and the first frame does not need them.
    from pyrdnap import RDNAP2018v1

    return RDNAP2018v1()


def wgs84_from_rd(x: float, y: float, nap: float) -> GeoPoint:
    """Return the WGS84 (ETRS89) place of an RD/NAP point, by RDNAPTRANS2018 variant 1 (pyrdnap).

    Raises `OriginError` outside the area where the transformation is defined.
    """
    check_origin(x, y)
    place = _rdnap().reverse(x, y, nap)
    if not np.isfinite([place.lat, place.lon, place.height]).all():
        raise OriginError(x=x, y=y)
    return GeoPoint(float(place.lat), float(place.lon), float(place.height))


def rd_from_wgs84(place: GeoPoint) -> Float64:
    """Return RD/NAP, shape (3,), of a WGS84 (ETRS89) place, by RDNAPTRANS2018 variant 1.

    Raises `PlaceOutsideError` outside the area where the transformation is defined.
    """
    latitude, longitude = place.latitude_deg, place.longitude_deg
    outside = PlaceOutsideError(latitude=latitude, longitude=longitude)
    on_grid = (
        _GRID_LATITUDE_DEG[0] <= latitude <= _GRID_LATITUDE_DEG[1]
        and _GRID_LONGITUDE_DEG[0] <= longitude <= _GRID_LONGITUDE_DEG[1]
    )
    if not on_grid:
        raise outside
    found = _rdnap().forward(latitude, longitude, place.height_m)
    rd = np.array([found.RDx, found.RDy, found.H], dtype=np.float64)
    if not (np.isfinite(rd).all() and is_rd(found.RDx, found.RDy)):
        raise outside
    return rd


def degrees_near_rd(x: float, y: float) -> tuple[float, float]:
    """Return latitude and longitude (degrees, WGS84) of RD x, y (metres), right to 1 m.

    For what needs no better and cannot wait for the grids of `wgs84_from_rd` (0.5 s the first
    time): the sun above a project in its first frame. Source: the power series of Schreutelkamp
    and Strang van Hees (2001).

    Raises `OriginError` outside the area where RD is defined.
    """
    check_origin(x, y)
    east, north = (x - _AMERSFOORT_RD_M[0]) * 1e-5, (y - _AMERSFOORT_RD_M[1]) * 1e-5
    latitude_s = sum(c * east**p * north**q for p, q, c in _LATITUDE_SERIES)
    longitude_s = sum(c * east**p * north**q for p, q, c in _LONGITUDE_SERIES)
    return _AMERSFOORT_DEG[0] + latitude_s / 3600, _AMERSFOORT_DEG[1] + longitude_s / 3600


def rd_near_degrees(degrees: Float64) -> Float64:
    """Return RD x, y (metres), (n, 2), of longitudes and latitudes (degrees), right to 1 m.

    For outlines of thousands of corners, of which `rd_from_wgs84` takes milliseconds each. Source:
    as `degrees_near_rd`.
    """
    east = 0.36 * (degrees[:, 0] - _AMERSFOORT_DEG[1])
    north = 0.36 * (degrees[:, 1] - _AMERSFOORT_DEG[0])
    x = sum((c * north**p * east**q for p, q, c in _X_SERIES), np.zeros(len(degrees)))
    y = sum((c * north**p * east**q for p, q, c in _Y_SERIES), np.zeros(len(degrees)))
    return np.column_stack([x + _AMERSFOORT_RD_M[0], y + _AMERSFOORT_RD_M[1]])
