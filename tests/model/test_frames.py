"""Frames: RD/NAP to WGS84 and back by known values, and what float32 keeps."""

import numpy as np
import pytest

from mrapp.model.errors import OriginError, PlaceOutsideError
from mrapp.model.frames import (
    GeoPoint,
    Origin,
    check_origin,
    degrees_near_rd,
    rd_from_wgs84,
    rd_near_degrees,
    wgs84_from_rd,
)

# RD x, y, NAP against latitude, longitude, ellipsoidal height, by RDNAPTRANS2018.
KNOWN = [
    ((121_302.0, 487_371.0, 2.68), (52.373179, 4.892367, 45.662586)),
    ((155_000.0, 463_000.0, 0.0), (52.155173, 5.387204, 43.277164)),
]
CORNERS = [
    (14_000.0, 370_000.0, 1.5),  # Westkapelle
    (195_000.0, 307_500.0, 320.0),  # Vaals
    (276_000.0, 575_000.0, 0.5),  # Nieuweschans
    (112_000.0, 560_000.0, 3.0),  # Den Helder
]


@pytest.mark.parametrize(("rd", "geo"), KNOWN)
def test_known_points(rd: tuple[float, float, float], geo: tuple[float, float, float]) -> None:
    found = wgs84_from_rd(*rd)
    assert (found.latitude_deg, found.longitude_deg) == pytest.approx(geo[:2], abs=6e-7)
    assert found.height_m == pytest.approx(geo[2], abs=1e-5)
    # Six decimals of a degree are 0.1 m.
    assert rd_from_wgs84(GeoPoint(*geo)) == pytest.approx(np.array(rd), abs=0.08)


@pytest.mark.parametrize("rd", CORNERS)
def test_round_trip_keeps_the_millimetre(rd: tuple[float, float, float]) -> None:
    back = rd_from_wgs84(wgs84_from_rd(*rd))
    assert np.abs(back - rd).max() < 0.001


@pytest.mark.parametrize("centre", [*CORNERS, (155_000.0, 463_000.0, 0.0)])
def test_local_frame_keeps_the_millimetre_in_float32(centre: tuple[float, float, float]) -> None:
    rng = np.random.default_rng(7)
    points_rd = np.array(centre) + rng.uniform(-2000.0, 2000.0, (5000, 3))
    origin = Origin(*centre)
    local = origin.local_from_rd(points_rd)
    assert local.dtype == np.float32
    assert local.shape == (5000, 3)
    assert np.abs(origin.rd_from_local(local) - points_rd).max() < 0.001
    assert origin.local_from_rd(origin.rd) == pytest.approx(np.zeros(3))


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (4.67, 51.81),  # degrees in the place of metres
        (424_560.0, 105_400.0),  # y before x
        (-20_000.0, 400_000.0),
        (100_000.0, 700_000.0),
        (float("nan"), 463_000.0),
    ],
)
def test_outside_rd_is_refused(x: float, y: float) -> None:
    for refuse in (check_origin, degrees_near_rd, lambda x, y: wgs84_from_rd(x, y, 0.0)):
        with pytest.raises(OriginError):
            refuse(x, y)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(4.67, 51.81), (48.86, 2.35), (50.2, 2.2), (95.0, 5.0), (float("nan"), 5.0)],
)
def test_place_outside_is_refused_in_its_own_words(latitude: float, longitude: float) -> None:
    with pytest.raises(PlaceOutsideError) as caught:
        rd_from_wgs84(GeoPoint(latitude, longitude, 0.0))
    for language in ("nl", "en"):
        said = caught.value.text(language)
        assert f"{latitude}°" in said
        assert f"{longitude}°" in said
        assert "300000" not in said  # metres are no help to who gave degrees


def test_quick_degrees_are_right_to_a_metre_all_over_the_country() -> None:
    worst = 0.0
    for x in range(-5_000, 300_000, 25_000):
        for y in range(290_000, 629_000, 25_000):
            exact, quick = wgs84_from_rd(x, y, 0.0), degrees_near_rd(x, y)
            north = (quick[0] - exact.latitude_deg) * 111_200
            east = (quick[1] - exact.longitude_deg) * 69_000
            worst = max(worst, float(np.hypot(north, east)))
            back = rd_near_degrees(np.array([[exact.longitude_deg, exact.latitude_deg]]))
            worst = max(worst, float(np.hypot(*(back[0] - (x, y)))))
    assert worst < 1.0
