"""What stands under a design, and a design on the ground."""

from dataclasses import replace

import numpy as np
import pytest

from mrapp.app.footprints import buildings_under
from mrapp.app.formats import MODEL_SUFFIXES
from mrapp.app.ground import Ground, on_ground
from mrapp.io.readers import FORMATS
from mrapp.model.citymesh import CityMesh, CityObject
from mrapp.model.placing import placed
from mrapp.model.project import Placement
from tests.app.test_session import BUILDING

X, Y = 105_000.0, 425_000.0


def city(*squares: tuple[str, float, float, float]) -> CityMesh:
    """Return flat roofs: a name, the lower corner from X, Y, and the side, metres."""
    points = [
        (X + x + dx * side, Y + y + dy * side, 5.0)
        for _, x, y, side in squares
        for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1))
    ]
    faces = [(4 * n, 4 * n + i, 4 * n + i + 1) for n in range(len(squares)) for i in (1, 2)]
    count = len(faces)
    return replace(
        BUILDING,
        points_rd=np.array(points),
        triangles=np.array(faces, np.int32),
        object_index=np.arange(count, dtype=np.int32) // 2,
        surface=np.zeros(count, np.uint8),
        material=np.full(count, -1, np.int32),
        texture=np.full(count, -1, np.int32),
        objects=tuple(CityObject(name, "BuildingPart", name[:1]) for name, *_ in squares),
    )


def test_a_design_of_any_size_finds_what_is_under_it() -> None:
    """Typed a thousand times too large it is looked at no finer than the city that is there."""
    places = [(row, column) for row in range(5) for column in range(5)]
    context = city(*((f"{row}{column}", 60.0 * row, 60.0 * column, 9.0) for row, column in places))
    for side in (1e3, 1e6, 1e9):
        wide = city(*((f"x{n}", -side / 2, -side / 2, side) for n in range(40)))
        assert len(buildings_under(wide, [context])) == 5
        half = city(("x", 120.0, -side, 2.0 * side))
        assert buildings_under(half, [context]) == ("2", "3", "4")
    assert buildings_under(city(("x", 1e6, 1e6, 10.0)), [context]) == ()


def test_buildings_under_a_design_are_those_whose_footprint_it_overlaps() -> None:
    context = city(
        ("a1", -5.0, -5.0, 8.0),  # three metres in, both ways
        ("b1", 20.0, 0.0, 10.0),  # touches
        ("c1", 19.95, 12.0, 20.0),  # measured five centimetres off: 0.4 m² of overlap
        ("d1", 4.0, 4.0, 2.0),  # wholly under it
        ("e1", 200.0, 0.0, 10.0),
        ("f1", -900.0, -900.0, 1800.0),  # wholly around it
    )
    assert buildings_under(city(("x", 0.0, 0.0, 20.0)), [context]) == ("a", "d", "f")


def test_a_turned_design_overlaps_less_than_its_box() -> None:
    slanted = city(("x", 0.0, 0.0, 20.0))
    corners = np.array([(0, -14, 5), (14, 0, 5), (0, 14, 5), (-14, 0, 5)], float)
    slanted = replace(slanted, points_rd=corners + np.array((X, Y, 0.0)))
    context = city(("corner", 10.0, 10.0, 8.0), ("middle", 2.0, 2.0, 6.0))
    assert buildings_under(slanted, [context]) == ("m",)


def test_a_design_stands_on_the_ground_and_nothing_of_it_hangs() -> None:
    slope = np.array([[(X, Y, 0.0), (X + 100, Y, 10.0), (X, Y + 100, 0.0)]])
    ground = Ground(slope)
    assert ground.height_m(X + 20, Y + 20) == pytest.approx(2.0)
    assert ground.height_m(X + 90, Y + 90) is None
    place = Placement(x=X + 20, y=Y + 20, nap=50.0, up="z")
    model = replace(city(("x", -X, -Y, 4.0)), report=replace(BUILDING.report, placed=False))
    points = placed(model, place).points_rd
    there = place.model_copy(update={"x": X + 40, "turn_deg": 90.0})
    stands = on_ground(points, "z", place, there, ground)
    # Its lowest points are at 5 m in the file; the lowest ground under them at x = 36 m.
    assert stands.nap == pytest.approx(3.6 - 5.0)
    beside = there.model_copy(update={"x": X - 500})
    assert on_ground(points, "z", place, beside, ground) == beside


def test_every_file_that_can_be_chosen_can_be_read() -> None:
    assert all(f"{suffix}," in f"{FORMATS},".replace(")", ",") for suffix in MODEL_SUFFIXES)
