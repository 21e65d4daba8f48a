"""The estimated ground: true at every building, calm between them, deaf to what is no ground."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.state import ESTIMATED_GROUND
from mrapp.model.citymesh import CityMesh, CityObject, FileReport, Surface
from mrapp.model.frames import Origin
from mrapp.studies.ground_samples import unique_rows
from mrapp.studies.terrain import estimate_ground
from tests.studies.heights import height_at

pytestmark = pytest.mark.slow

Floats = NDArray[np.float64]
ORIGIN = Origin(105_400.0, 424_560.0, 0.0)
MOST_TRIANGLES = 60_000

# A box of 8 corners: below 0..3, above 4..7; its bottom looks down, its sides outwards.
_BOTTOM = [(0, 2, 1), (0, 3, 2)]
_TOP = [(4, 5, 6), (4, 6, 7)]
_SIDES = [
    face for a, b in ((0, 1), (1, 2), (2, 3), (3, 0)) for face in ((a, b, b + 4), (a, b + 4, a + 4))
]
_SIZE = np.array([10.0, 8.0])
_SQUARE = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])


def _boxes(
    places: Floats, ground_z: Floats, *, kind: str = "Building", semantics: bool = True
) -> CityMesh:
    """Return boxes of 10 by 8 by 9 m whose lower left corners stand at `places` (n, 2), local."""
    faces = np.array([*_BOTTOM, *_TOP, *_SIDES], np.int32)
    named = [Surface.GROUND] * 2 + [Surface.ROOF] * 2 + [Surface.WALL] * 8
    plan = places[:, None] + _SQUARE * _SIZE + (ORIGIN.x, ORIGIN.y)
    low = np.dstack([plan, np.broadcast_to(ground_z[:, None], plan.shape[:2])])
    points = np.concatenate([low, low + np.array([0.0, 0.0, 9.0])], axis=1).reshape(-1, 3)
    count = len(places)
    triangles = (faces + 8 * np.arange(count)[:, None, None]).reshape(-1, 3).astype(np.int32)
    nothing = np.zeros(0, np.int32)
    surface = np.tile(np.array(named, np.uint8), count)
    return CityMesh(
        points_rd=points,
        triangles=triangles,
        object_index=np.repeat(np.arange(count, dtype=np.int32), len(faces)),
        surface=surface if semantics else np.zeros_like(surface),
        material=np.full(len(triangles), -1, np.int32),
        texture=np.full(len(triangles), -1, np.int32),
        lines=np.zeros((0, 2), np.int32),
        line_object=nothing,
        spots=nothing,
        spot_object=nothing,
        objects=tuple(CityObject(f"{kind}-{i}", kind, f"{kind}-{i}") for i in range(count)),
        materials=(),
        textures=(),
        report=FileReport(
            "made", "", "EPSG:7415", {kind: count}, len(triangles), len(triangles), (), None,
            None, 0, 0,
        ),
    )  # fmt: skip


def _estimate(*meshes: CityMesh) -> CityMesh:
    ground = estimate_ground({str(i): mesh for i, mesh in enumerate(meshes)}, ORIGIN)
    assert ground is not None
    return ground


def _height_of(ground: CityMesh) -> Callable[[Floats], Floats]:
    """Return the function from local xy (n, 2) to NAP height (n,), nan beside the ground."""
    return lambda local_xy: height_at(ground, local_xy + ORIGIN.rd[:2])


def _under(places: Floats) -> Floats:
    """Return the corners and the middle of each box, (5 n, 2), local."""
    spots = np.array([*_SQUARE, (0.5, 0.5)]) * _SIZE
    return np.asarray((places[:, None] + spots).reshape(-1, 2))


def _slopes(ground: CityMesh) -> Floats:
    a, b, c = (ground.points_rd[ground.triangles[:, corner]] for corner in range(3))
    normal = np.cross(b - a, c - a)
    assert (normal[:, 2] > 0).all(), "each triangle is counter-clockwise from above"
    return np.asarray(np.hypot(normal[:, 0], normal[:, 1]) / normal[:, 2])


def _street_plan(seed: int, count: int = 225) -> Floats:
    side = round(count**0.5)
    places = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2) * 24.0
    return np.asarray(places + np.random.default_rng(seed).uniform(-5.0, 5.0, places.shape))


def _hill(xy: Floats) -> Floats:
    """A hill of 4 m over 300 m on land that drops 1 %."""
    away = np.hypot(xy[:, 0] - 170.0, xy[:, 1] - 170.0)
    return np.asarray(2.0 + 4.0 * np.exp(-((away / 150.0) ** 2)) - 0.01 * xy[:, 0])


def test_footprints_without_a_height_say_nothing_of_the_ground() -> None:
    """What 3DBAG could not measure lies flat at 0 m, often metres from a house on a hill."""
    places = _street_plan(5)[::3] * 6.0
    z = 20.0 + _hill(places / 6.0)
    houses, flat = _boxes(places, z), _boxes(places[:40] + np.array([12.0, 0.0]), np.zeros(40))
    flat_points = flat.points_rd * (1.0, 1.0, 0.0)
    town = replace(
        houses,
        points_rd=np.concatenate([houses.points_rd, flat_points]),
        triangles=np.concatenate([houses.triangles, flat.triangles + len(houses.points_rd)]),
        object_index=np.concatenate([houses.object_index, flat.object_index + len(places)]),
        surface=np.concatenate([houses.surface, np.zeros_like(flat.surface)]),
        objects=(*houses.objects, *(CityObject(f"f{i}", "Building", f"f{i}") for i in range(40))),
    )
    height = _height_of(_estimate(town))
    assert np.abs(height(_under(places)) - np.repeat(z, 5)).max() < 0.05
    only_flat = _estimate(replace(flat, points_rd=flat_points + np.array([0.0, 0.0, 3.0])))
    assert np.ptp(only_flat.points_rd[:, 2]) < 0.01


def test_ground_meets_every_building_and_stays_calm_between() -> None:
    places = _street_plan(1)
    z = _hill(places)
    ground = _estimate(_boxes(places, z))
    height = _height_of(ground)
    error = np.abs(height(_under(places)) - np.repeat(z, 5))
    assert np.median(error) < 0.01
    assert error.max() < 0.05
    assert _slopes(ground).max() < 0.15
    assert len(ground.triangles) <= MOST_TRIANGLES
    between = np.random.default_rng(2).uniform(20.0, 320.0, (2000, 2))
    assert np.abs(height(between) - _hill(between)).max() < 0.6


def test_basement_and_misplaced_building_do_not_bend_the_ground() -> None:
    places = _street_plan(3)
    truth = _hill(places)
    z = truth.copy()
    z[[60, 130]] -= 3.2  # basements
    z[[100, 101]] += 25.0  # two on stilts, side by side
    z[180] = -999.0  # no data, meant as a height
    height = _height_of(_estimate(_boxes(places, z)))
    error = np.abs(height(_under(places)) - np.repeat(truth, 5))
    assert error.max() < 0.5
    assert np.median(error) < 0.01


def test_ground_goes_on_around_and_under_the_buildings() -> None:
    places = _street_plan(4)
    ground = _estimate(_boxes(places, _hill(places)))
    low, high = places.min(axis=0), places.max(axis=0) + _SIZE
    around = np.array([low - 60.0, high + 60.0, (low[0] - 60.0, high[1] + 60.0)])
    height = _height_of(ground)
    assert np.isfinite(height(around)).all()
    everywhere = np.random.default_rng(5).uniform(low, high, (3000, 2))
    assert np.isfinite(height(everywhere)).all()
    extent = ground.points_rd[:, :2].max(axis=0) - ground.points_rd[:, :2].min(axis=0)
    assert (extent < (high - low) + 2 * 160.0).all()


@pytest.mark.parametrize("semantics", [True, False])
def test_one_building_gets_a_level_ground(semantics: bool) -> None:
    ground = _estimate(_boxes(np.array([(3.0, 4.0)]), np.array([1.25]), semantics=semantics))
    assert ground.points_rd[:, 2] == pytest.approx(1.25)
    assert np.isfinite(_height_of(ground)(np.array([(-30.0, -30.0), (40.0, 40.0)]))).all()
    assert 100 < len(ground.triangles) <= MOST_TRIANGLES


@pytest.mark.slow
def test_buildings_five_kilometres_apart_share_one_ground() -> None:
    near, far = _street_plan(6, 49), _street_plan(7, 49) + np.array([5_000.0, 3_000.0])
    places = np.concatenate([near, far])
    z = np.where(places[:, 0] < 2_500.0, 1.0, 13.0)
    ground = _estimate(_boxes(near, z[:49]), _boxes(far, z[49:]))
    assert len(ground.triangles) <= MOST_TRIANGLES
    assert np.abs(_height_of(ground)(_under(places)) - np.repeat(z, 5)).max() < 0.05
    assert ground.points_rd[:, 2].min() >= 1.0 - 1e-6
    assert ground.points_rd[:, 2].max() <= 13.0 + 1e-6
    assert _slopes(ground).max() < 0.1


def test_thousands_of_buildings_stay_within_the_count_of_triangles() -> None:
    places = _street_plan(8, 1600)
    z = 0.002 * places[:, 0]
    ground = _estimate(_boxes(places, z))
    assert len(ground.triangles) <= MOST_TRIANGLES
    error = np.abs(_height_of(ground)(_under(places)) - np.repeat(z, 5))
    assert np.percentile(error, 95) < 0.05


def test_without_ground_surfaces_the_lowest_corners_count() -> None:
    places = _street_plan(9)
    z = _hill(places)
    height = _height_of(_estimate(_boxes(places, z, semantics=False)))
    assert np.abs(height(_under(places)) - np.repeat(z, 5)).max() < 0.05


def test_parts_of_a_building_and_its_overhang_count_as_one() -> None:
    places = _street_plan(10)
    z = _hill(places)
    high = z.copy()
    high[::3] += 4.5  # the underside of a part that hangs over, called ground by the file
    lower, upper = _boxes(places, z), _boxes(places, high, kind="BuildingPart")
    parts = tuple(
        replace(part, root=whole.id)
        for part, whole in zip(upper.objects, lower.objects, strict=True)
    )
    count = len(lower.points_rd)
    both = replace(
        lower,
        points_rd=np.concatenate([lower.points_rd, upper.points_rd + np.array([2.0, 0.0, 0.0])]),
        triangles=np.concatenate([lower.triangles, upper.triangles + count]).astype(np.int32),
        object_index=np.concatenate(
            [lower.object_index, upper.object_index + len(lower.objects)]
        ).astype(np.int32),
        surface=np.concatenate([lower.surface, upper.surface]),
        objects=(*lower.objects, *parts),
    )
    height = _height_of(_estimate(both))
    assert np.abs(height(_under(places)) - np.repeat(z, 5)).max() < 0.3


def test_a_bridge_says_nothing_about_the_ground() -> None:
    bridge = _boxes(np.array([(0.0, 0.0)]), np.array([8.0]), kind="Bridge")
    assert estimate_ground({"bridge": bridge}, ORIGIN) is None
    beside = _boxes(np.array([(30.0, 0.0)]), np.array([1.0]))
    assert _estimate(bridge, beside).points_rd[:, 2] == pytest.approx(1.0)


def test_nothing_to_go_by_gives_nothing() -> None:
    assert estimate_ground({}, ORIGIN) is None
    empty = _boxes(np.zeros((0, 2)), np.zeros(0))
    assert estimate_ground({"empty": empty}, ORIGIN) is None


def test_estimated_ground_says_that_it_is_estimated() -> None:
    places = _street_plan(11, 25)
    ground = _estimate(_boxes(places, _hill(places)))
    (thing,) = ground.objects
    assert (thing.id, thing.type) == (ESTIMATED_GROUND, "TINRelief")
    assert thing.attributes["estimated"] is True
    assert thing.attributes["buildings"] == 25
    assert (ground.surface == Surface.TERRAIN).all()
    assert ground.report.triangles == len(ground.triangles) == len(ground.object_index)
    assert ground.report.extent is not None
    assert ground.report.extent.low == pytest.approx(ground.points_rd.min(axis=0))
    (notice,) = ground.report.warnings
    assert "geschat uit 25 gebouwen" in notice.text("nl")
    assert "estimated from 25 buildings" in notice.text("en")


@pytest.mark.parametrize("largest", [3, 2**20, 2**40])
def test_different_rows_are_those_that_numpy_finds(largest: int) -> None:
    """Also where the ranges together are larger than one number can hold."""
    rows = np.random.default_rng(4).integers(-largest, largest, (400, 3))
    rows = np.concatenate([rows, rows[::3]])
    theirs, first, inverse, count = np.unique(
        rows, axis=0, return_index=True, return_inverse=True, return_counts=True
    )
    ours = unique_rows(rows)
    assert np.array_equal(rows[ours[0]], theirs)
    assert all(map(np.array_equal, ours, (first, inverse.reshape(-1), count)))
    assert [len(each) for each in unique_rows(rows[:0])] == [0, 0, 0]
