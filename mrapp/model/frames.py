"""Frames: RD/NAP (EPSG:7415) to the project's local frame and to WGS84."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mrapp.model.errors import OriginError

if TYPE_CHECKING:
    from pyrdnap import RDNAP2018v1

Float64 = NDArray[np.float64]
Float32 = NDArray[np.float32]

# The square in which RD coordinates are unambiguous (Kadaster, RDNAPTRANS2018, section 1).
_RD_X_M = (-7_000.0, 300_000.0)
_RD_Y_M = (289_000.0, 629_000.0)


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
        return np.asarray(points_rd - self.rd, dtype=np.float32)

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
    inside = _RD_X_M[0] <= x <= _RD_X_M[1] and _RD_Y_M[0] <= y <= _RD_Y_M[1]
    if not inside:
        raise OriginError(x=x, y=y)


@cache
def _rdnap() -> "RDNAP2018v1":
    # Late: the grids cost 0.2 s, and the first frame does not need them.
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

    Raises `OriginError` outside the area where the transformation is defined.
    """
    found = _rdnap().forward(place.latitude_deg, place.longitude_deg, place.height_m)
    rd = np.array([found.RDx, found.RDy, found.H], dtype=np.float64)
    if not np.isfinite(rd).all():
        raise OriginError(x=place.longitude_deg, y=place.latitude_deg)
    return rd
