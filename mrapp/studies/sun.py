"""Where the sun stands, by NREL's Solar Position Algorithm (SPA) as kept in pvlib.

Source: I. Reda and A. Andreas, "Solar position algorithm for solar radiation applications",
NREL/TP-560-34302 (2003, revised 2008): right to 0.0003 degrees.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from math import atan2, cos, hypot, pi, radians, sin, tau
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from mrapp.app.state import Sun
from mrapp.model.frames import Origin, degrees_near_rd
from mrapp.model.project import aware

# The yearly means of De Bilt 1991-2020 (KNMI), for refraction: at 10 degrees above the horizon
# a day of -5 degC and 1040 hPa differs by 0.008 degrees from it.
_MEAN_PRESSURE_PA = 101_530.0
_MEAN_TEMPERATURE_C = 10.5

# Terrestrial minus universal time (IERS, 2026). Ten seconds beside it turn the sun 0.0001 degrees.
_DELTA_T_S = 69.2

# Refraction at sunrise and sunset, below which SPA counts the sun as set (Reda, section 3.14.1).
_RISE_REFRACTION_DEG = 0.5667

# NAP 0 lies 41 to 47 m above the ellipsoid; a sun does not notice the difference.
_NAP_ABOVE_ELLIPSOID_M = 43.0

_MINUTES_A_DAY = 1440

# Dutch summer time: days are kept from midnight to midnight there, so that what a window shows of
# one in summer, from its start, is of one.
_SUMMER = timezone(timedelta(hours=2))


@dataclass(frozen=True)
class SunPosition:
    """Where the sun stands, seen from one place; radians.

    azimuth_rad: clockwise from TRUE north, 0..2 pi. elevation_rad: geometric, without the
    atmosphere. apparent_elevation_rad: with refraction, so as it is seen and as it casts shadows.
    """

    azimuth_rad: float
    elevation_rad: float
    apparent_elevation_rad: float

    @property
    def zenith_rad(self) -> float:
        """The geometric angle from straight up."""
        return pi / 2 - self.elevation_rad

    @property
    def apparent_zenith_rad(self) -> float:
        """The angle from straight up with refraction: what NREL's report calls the zenith angle."""
        return pi / 2 - self.apparent_elevation_rad


def sun_position(
    moment_utc: datetime,
    latitude_deg: float,
    longitude_deg: float,
    height_m: float,
    pressure_pa: float = _MEAN_PRESSURE_PA,
    temperature_c: float = _MEAN_TEMPERATURE_C,
    delta_t_s: float = _DELTA_T_S,
) -> SunPosition:
    """Return the sun's position at a place on WGS84 (degrees, ellipsoidal height in metres).

    `moment_utc` may be in any zone but must name it: raises `ValueError` otherwise. `delta_t_s`
    is terrestrial minus universal time. Pressure and temperature (yearly means) bend the light.
    """
    seconds = np.array([aware(moment_utc).timestamp()])
    azimuth, elevation, apparent = _spa_angles(
        seconds, latitude_deg, longitude_deg, height_m, pressure_pa, temperature_c, delta_t_s
    )[:, 0]
    return SunPosition(float(azimuth), float(elevation), float(apparent))


def sun_at(moment_utc: datetime, origin: Origin) -> Sun:
    """Return where the sun is seen from a project's origin, clockwise from grid north.

    The first call of a day takes some 10 ms, each further one microseconds: whole minutes come from
    SPA, what lies between is interpolated (within 2e-6 rad). Raises `ValueError` for a moment
    without a zone and `OriginError` for an origin outside the area where RD is defined.
    """
    moment = aware(moment_utc).astimezone(_SUMMER)
    towards_sun = _minutes_of_day(moment.toordinal(), origin.x, origin.y, origin.nap)
    minute = moment.hour * 60 + moment.minute
    part = (moment.second + moment.microsecond * 1e-6) / 60
    east, north, up = (1 - part) * towards_sun[minute] + part * towards_sun[minute + 1]
    return Sun(
        azimuth_rad=atan2(east, north) % tau,
        elevation_rad=atan2(up, hypot(east, north)),
    )


@lru_cache(maxsize=256)
def grid_convergence_rad(x: float, y: float) -> float:
    """Return the bearing of RD's grid north at RD x, y (metres), clockwise from true north.

    At Dordrecht -0.56 degrees: grid north points west of true north, so an azimuth from grid north
    is one from true north minus this. Measured on 200 m along the grid's y axis.
    """
    south_latitude, south_longitude = degrees_near_rd(x, y - 100)
    north_latitude, north_longitude = degrees_near_rd(x, y + 100)
    middle = radians((south_latitude + north_latitude) / 2)
    # A degree of longitude against one of latitude, on the ellipsoid of WGS84 (e2 = 0.00669438).
    shape = (1 - 0.00669438 * sin(middle) ** 2) / (1 - 0.00669438)
    east = (north_longitude - south_longitude) * cos(middle) * shape
    return atan2(east, north_latitude - south_latitude)


@lru_cache(maxsize=32)
def _minutes_of_day(day: int, x: float, y: float, nap: float) -> NDArray[np.float64]:
    """Return unit vectors to the sun, shape (1441, 3), local frame, per minute of a day."""
    latitude, longitude = degrees_near_rd(x, y)
    midnight = datetime.fromordinal(day).replace(tzinfo=_SUMMER).timestamp()
    seconds = midnight + 60 * np.arange(_MINUTES_A_DAY + 1, dtype=np.float64)
    azimuth, _, elevation = _spa_angles(
        seconds,
        latitude,
        longitude,
        nap + _NAP_ABOVE_ELLIPSOID_M,
        _MEAN_PRESSURE_PA,
        _MEAN_TEMPERATURE_C,
        _DELTA_T_S,
    )
    azimuth = azimuth - grid_convergence_rad(x, y)
    flat = np.cos(elevation)
    return np.stack([flat * np.sin(azimuth), flat * np.cos(azimuth), np.sin(elevation)], axis=1)


def _spa_angles(
    seconds: NDArray[np.float64],
    latitude_deg: float,
    longitude_deg: float,
    height_m: float,
    pressure_pa: float,
    temperature_c: float,
    delta_t_s: float,
) -> NDArray[np.float64]:
    """Return azimuth, elevation and apparent elevation, radians, shape (3, n), for Unix times."""
    _, _, apparent, elevation, azimuth, _ = _spa().solar_position(
        seconds,
        latitude_deg,
        longitude_deg,
        height_m,
        pressure_pa / 100,  # millibar
        temperature_c,
        delta_t_s,
        _RISE_REFRACTION_DEG,
    )
    angles = np.array([azimuth, elevation, apparent], dtype=np.float64)
    return np.radians(angles)


@cache
def _spa() -> ModuleType:
    """Return `pvlib.spa`, loaded by itself.

    `import pvlib` takes 0.6 s for pandas, scipy and all of photovoltaics, before the first frame;
    its SPA is one file that needs numpy alone and loads in 2 ms.
    """
    package = find_spec("pvlib")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("pvlib is not installed", name="pvlib")
    file = Path(package.submodule_search_locations[0]) / "spa.py"
    spec = spec_from_file_location("pvlib_spa", file)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"pvlib has no {file}", name="pvlib.spa")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
