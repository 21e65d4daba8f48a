"""Pins in the view: as large near as far, found behind buildings, together from afar, clickable."""

from collections.abc import Iterator, Sequence
from contextlib import closing

import numpy as np
import pytest
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from mrapp.app.remarks.pins import By, Pinned
from mrapp.app.state import AssetShow, ObjectRef
from mrapp.scene.city_view import CityView
from mrapp.scene.pin_art import looks_drawn, pin_picture
from mrapp.scene.pose import Pose, Vec3, on_picture
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import grab, take_snapshot
from tests.app.opinions import columns_of
from tests.scene.helpers import ORIGIN, MeshBuilder, renderers_of, state

pytestmark = pytest.mark.slow

SIZE_PX = (640, 360)
TOWN = AssetShow("t", "context", "town")
ABOVE = Pose.looking((0.0, -120.0, 90.0), (0.0, 0.0, 0.0))


def _block() -> MeshBuilder:
    make = MeshBuilder()
    make.box("block", (-20.0, 0.0, 0.0), (20.0, 20.0, 30.0))
    return make


MESHES = {"t": _block().mesh()}


def pinned(places: Sequence[Vec3], by: By = "theme", chosen: str | None = None) -> Pinned:
    """Return pins at local places, all of theme 1 and mood 4."""
    points = np.array(places, dtype=np.float64).reshape(-1, 3) + ORIGIN.rd
    one = np.ones(len(points), dtype=np.int64)
    columns = columns_of(points, themes=one, moods=4 * one)
    return Pinned(columns, np.ones(len(points), dtype=np.bool_), by, chosen)


def changed(pose: Pose, pins: Pinned) -> NDArray[np.int64]:
    """Return how much pins change each pixel of a picture, (h, w)."""
    shown = state(TOWN, selection=ObjectRef("t", "block"))
    with_them, without = (
        take_snapshot(shown, MESHES, pose, *SIZE_PX, Quality.FAST, pinned=each).astype(np.int64)
        for each in (pins, None)
    )
    return np.asarray(np.abs(with_them - without).max(axis=2))


@pytest.fixture
def view(window: vtkRenderWindow) -> Iterator[CityView]:
    """Return a view of a block."""
    with closing(CityView(window, Quality.FAST)) as made:
        made.show(state(TOWN), MESHES)
        made.pose = ABOVE
        yield made


def on_screen(view: CityView, place: Vec3) -> tuple[float, float]:
    """Return where a place is, device pixels from the top left."""
    x, y, _ = on_picture([place], view.pose, SIZE_PX)[0]
    return x, SIZE_PX[1] - y


def test_a_pin_is_as_large_near_as_far_and_changes_nothing_else() -> None:
    """Not the light, not the shadows, not the line round what is selected."""
    areas = []
    for away in (1.0, 4.0, 30.0):
        pose = Pose.looking((0.0, -40.0 * away, 20.0 * away), (0.0, -10.0, 0.0))
        rows, columns = np.nonzero(changed(pose, pinned([(0.0, -10.0, 0.0)])))
        areas.append(len(rows))
        x, y, _ = on_picture([(0.0, -10.0, 0.0)], pose, SIZE_PX)[0]
        assert np.abs(columns - x).max() < 22
        assert (SIZE_PX[1] - rows - y).max() < 45
        assert rows.max() == pytest.approx(SIZE_PX[1] - y, abs=5)
    assert min(areas) > 500
    assert max(areas) - min(areas) < 0.1 * max(areas)


def test_a_pin_behind_a_building_is_pale_but_there() -> None:
    pose = Pose.looking((0.0, -60.0, 10.0), (0.0, 0.0, 10.0))
    front, behind = (
        changed(pose, pinned([(0.0, y, 10.0)]))[:, 250:390].sum() for y in (-3.0, 24.0)
    )
    assert 0.2 * front < behind < 0.8 * front


def test_far_pins_come_together_and_near_ones_part(view: CityView) -> None:
    places = [(4.0 * (n % 10) - 20.0, 2.0 * (n // 10) - 60.0, 0.0) for n in range(100)]
    view.pins.show(pinned(places))
    view.pose = Pose.looking((0.0, -3_000.0, 900.0), (0.0, -50.0, 0.0))
    view.render()
    far = view.pins.marks
    assert far.counts.tolist() == [100]
    hit = view.pins.under(*on_screen(view, places[int(far.at[0])]))
    assert hit is not None
    assert set(hit.ids) == {f"r{n}" for n in range(100)}
    assert hit.spread_m == pytest.approx(np.hypot(36.0, 18.0))
    view.pose = Pose.looking((0.0, -75.0, 20.0), (0.0, -50.0, 0.0))
    view.render()
    near = view.pins.marks
    assert len(near.counts) > 20
    assert near.counts.sum() == 100
    assert sorted(set(near.mark.tolist())) == list(range(len(near.counts)))


def test_turning_the_head_regroups_nothing(view: CityView) -> None:
    chance = np.random.default_rng(2)
    view.pins.show(pinned([tuple(row) for row in chance.uniform(-300.0, 300.0, (500, 3))]))
    view.render()
    before = view.pins.marks.mark.tolist()
    view.pose = Pose(ABOVE.eye, 2.0, -0.3, ABOVE.field_of_view_rad)
    view.render()
    assert view.pins.marks.mark.tolist() == before


def test_the_chosen_one_stands_alone_and_is_clicked_first_where_it_is(view: CityView) -> None:
    places = [(0.0, -30.0, 0.0)] * 30
    view.pins.show(pinned(places, chosen="r7"))
    view.render()
    assert sorted(view.pins.marks.counts.tolist()) == [1, 29]
    x, y = on_screen(view, places[0])
    hit = view.pins.under(x, y - 24.0)
    assert hit is not None
    assert hit.ids == ("r7",)
    assert view.pins.under(x + 80.0, y) is None


def test_what_is_masked_or_has_no_place_is_not_pinned(view: CityView) -> None:
    pins = pinned([(-60.0, -30.0, 0.0), (0.0, -30.0, 0.0), (np.nan, np.nan, np.nan)])
    pins.mask[0] = False
    view.pins.show(pins)
    view.render()
    assert pins.numbers.tolist() == [1]
    assert view.pins.under(*on_screen(view, (-60.0, -30.0, 0.0))) is None
    view.pins.show(None)
    view.render()
    assert view.pins.under(*on_screen(view, (0.0, -30.0, 0.0))) is None


def test_all_pins_are_one_thing_to_draw(view: CityView, window: vtkRenderWindow) -> None:
    chance = np.random.default_rng(2)
    overlay = renderers_of(window)[1]
    view.render()
    before = overlay.GetActors().GetNumberOfItems()
    for count in (3, 3_000):
        view.pins.show(pinned([tuple(row) for row in chance.uniform(-300.0, 300.0, (count, 3))]))
        view.render()
        assert overlay.GetActors().GetNumberOfItems() == before + 1


def test_pins_outlive_another_origin_and_come_back_after_none(
    view: CityView, window: vtkRenderWindow
) -> None:
    view.render()
    plain = grab(window)
    view.pins.show(pinned([(0.0, -30.0, 0.0)]))
    view.render()
    assert (grab(window) != plain).any()
    view.pins.show(None)
    view.render()
    assert (grab(window) == plain).all()


@pytest.mark.parametrize("by", ["theme", "mood"])
def test_looks_differ_by_more_than_colour(by: By) -> None:
    """What is white has another shape; themes that share one differ in colour."""
    pictures = [pin_picture(by, look).astype(np.float64) for look in range(looks_drawn(by))]
    for number, one in enumerate(pictures):
        for other in pictures[number + 1 :]:
            assert np.abs(one - other).max(axis=2).sum() > 3_000
    alike = 8 if by == "theme" else len(pictures)
    shapes = [np.where(p[..., :3].min(axis=2) > 200, p[..., 3], 0.0) for p in pictures[:alike]]
    for number, one in enumerate(shapes):
        for other in shapes[number + 1 :]:
            assert np.abs(one - other).sum() > 255 * 8
