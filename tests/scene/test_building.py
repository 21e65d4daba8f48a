"""A large file comes onto the screen bit by bit, and ends as if it had come at once."""

import dataclasses
import math
from contextlib import closing
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from mrapp.app.state import AssetShow, Badge, ObjectRef, Rows
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.placing import local_move, placed
from mrapp.model.project import Placement, Status
from mrapp.scene.city_view import CityView
from mrapp.scene.palette import Role
from mrapp.scene.pose import Pose
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import grab
from tests.scene.helpers import ORIGIN, MeshBuilder, plan, state, town

pytestmark = pytest.mark.slow

POSE = Pose.looking((-150.0, -210.0, 120.0), (0.0, 10.0, 0.0))
TOWN = AssetShow("town", "context", "town")
PLAN = AssetShow("plan", "design", "plan", status=Status.IDEA)
SIZE_PX = (480, 320)


def _rows(rows: int) -> CityMesh:
    """Return so many rows of so many small houses, in a square of 200 m."""
    make = MeshBuilder()
    step = 200.0 / rows
    for row in range(rows):
        for column in range(rows):
            x, y = column * step - 100.0, row * step - 100.0
            low, high = (x, y, 0.0), (x + 0.7 * step, y + 0.7 * step, 4.0 + (row + column) % 5)
            make.box(f"b {row} {column}", low, high)
    return make.mesh()


def _ready(meshes: dict[str, CityMesh]) -> list[PreparedMesh]:
    roles: dict[str, Role] = {"town": "context", "plan": "design"}
    return [PreparedMesh(mesh, ORIGIN, roles[name]) for name, mesh in meshes.items()]


def _picture(view: CityView, window: vtkRenderWindow) -> NDArray[np.int64]:
    view.render()
    return grab(window).astype(np.int64)


def _fill(view: CityView) -> int:
    """Draw until all is there. Returns how many frames that took."""
    frames = 0
    while view.unfinished:
        view.render(interactive=True)
        frames += 1
    return frames


@pytest.fixture(scope="module")
def large() -> CityMesh:
    """A town of more triangles than two frames bring, however fast they come."""
    return _rows(180)


def test_bit_by_bit_ends_in_the_same_picture(window: vtkRenderWindow, large: CityMesh) -> None:
    """Frame by frame more is there, near before far; then all is, to the pixel."""
    meshes, shown = {"town": large, "plan": plan()}, state(TOWN, PLAN)
    with closing(CityView(window, Quality.STANDARD)) as view:
        view.show(shown, meshes)
        view.pose = POSE
        at_once = _picture(view, window)
    with closing(CityView(window, Quality.STANDARD)) as view:
        ready = _ready(meshes)
        view.show(shown, meshes, ready, gradually=True)
        view.pose = POSE
        assert _fill(view) >= 2
        without_edges = _picture(view, window)
        assert all(each.find_edges() for each in ready)
        assert _fill(view) > 0
        parts = 0
        while view.improve():
            parts += 1
        assert parts == 5, "two maps of shadows, and that of the sky in parts"
        assert np.array_equal(_picture(view, window), at_once)
        assert not np.array_equal(without_edges, at_once)


def test_what_is_not_there_yet_is_in_no_ones_way(window: vtkRenderWindow, large: CityMesh) -> None:
    """A click finds only what is seen; hiding and closing half-way leave nothing behind."""
    meshes = {"town": large}
    with closing(CityView(window, Quality.FAST)) as view:
        view.show(state(TOWN), meshes, _ready(meshes), gradually=True)
        view.pose = Pose.looking((-160.0, -160.0, 60.0), (-99.5, -99.5, 2.0))
        far = Pose.looking((160.0, 160.0, 20.0), (99.0, 99.0, 2.0))
        middle = (SIZE_PX[0] / 2, SIZE_PX[1] / 2)
        hit = view.pick(*middle)
        assert hit is None or hit.ref is None
        view.render(interactive=True)
        near, eye = view.pick(*middle), view.pose
        view.pose = far
        beyond = view.pick(*middle)
        assert near is not None
        assert near.ref is not None
        assert beyond is not None
        assert beyond.ref is None, "that tile is still to come"
        seen = ObjectRef("town", near.ref.object_id)
        hidden = dataclasses.replace(TOWN, hidden=frozenset({seen.object_id, "b 139 139"}))
        view.show(state(hidden), meshes, gradually=True)
        view.pose = eye
        _fill(view)
        hit = view.pick(*middle)
        assert hit is None or hit.ref != seen
        view.show(state(TOWN), {"town": town()}, gradually=True)
        view.render(interactive=True)


def test_a_mesh_that_was_made_ready_otherwise_is_made_ready_anew(window: vtkRenderWindow) -> None:
    """Another mesh, origin or role than was prepared is not shown by mistake."""
    meshes = {"town": town()}
    stale = [
        PreparedMesh(plan(), ORIGIN, "context"),
        PreparedMesh(meshes["town"], ORIGIN, "terrain"),
        PreparedMesh(meshes["town"], dataclasses.replace(ORIGIN, x=0.0), "context"),
    ]
    with closing(CityView(window, Quality.FAST)) as view, closing(CityView(window)) as other:
        for each, ready in ((view, stale), (other, [])):
            each.show(state(TOWN), meshes, ready)
            each.pose = Pose.looking((20.0, -65.0, 1.65), (30.0, 40.0, 6.0))
        view.render(interactive=True)
        for x in range(0, SIZE_PX[0], 60):
            assert view.pick(x, 150) == other.pick(x, 150)


def _at(place: Placement) -> CityMesh:
    return placed(dataclasses.replace(plan(), points_rd=plan().points_rd - ORIGIN.rd), place)


@pytest.mark.parametrize("quality", [Quality.FAST, Quality.STANDARD])
def test_what_is_carried_looks_and_is_found_as_if_it_stood_there(
    window: vtkRenderWindow, quality: Quality
) -> None:
    """A matrix moves faces, edges, shadows, badge, outline and clicks along with a design."""
    x, y, _ = ORIGIN.rd.tolist()
    before, after = (
        Placement(x=x - 30.0, y=y - 10.0, nap=3.0, turn_deg=30.0),
        Placement(x=x + 12.0, y=y - 14.0, nap=1.0, turn_deg=75.0, scale=1.25),
    )
    rows = local_move(before, after, "z", ORIGIN).tolist()
    full = dataclasses.replace(PLAN, status=Status.DECIDED)
    design = dataclasses.replace(full, carried=tuple(map(tuple, rows)))
    badge = Badge("plan", "tower", "Toren", Status.IDEA)
    more: dict[str, Any] = {"badges": (badge,), "selection": ObjectRef("plan", "tower-low")}
    pictures, hits = [], []
    for show, place in ((full, after), (design, before)):
        with closing(CityView(window, quality)) as view:
            view.show(state(TOWN, PLAN), {"town": town(), "plan": _at(before)})
            view.render()
            view.show(state(TOWN, show, **more), {"town": town(), "plan": _at(place)})
            view.pose = POSE
            pictures.append(_picture(view, window))
            places = [(x, y) for x in range(0, 480, 24) for y in range(0, 320, 16)]
            hits.append([view.pick(*place) for place in places])
    assert (np.abs(pictures[0] - pictures[1]).max(axis=2) > 8).mean() < 2e-3
    assert any(hit and hit.ref and hit.ref.asset == "plan" for hit in hits[0])
    for one, other in zip(*hits, strict=True):
        assert (one and one.ref) == (other and other.ref)
        if one and other:
            assert one.point_local == pytest.approx(other.point_local, abs=2e-3)
            assert one.normal_local == pytest.approx(other.normal_local, abs=1e-4)


def test_the_old_stays_until_the_new_is_there(window: vtkRenderWindow, large: CityMesh) -> None:
    """A file that takes the place of another leaves no gap of some frames."""
    moved = dataclasses.replace(large, points_rd=large.points_rd + np.array([0.0, 0.0, 1e-4]))
    with closing(CityView(window, Quality.FAST)) as view:
        view.pose = POSE
        view.show(state(TOWN), {"town": large})
        whole = _picture(view, window)
        view.show(
            state(TOWN),
            {"town": moved},
            [PreparedMesh(moved, ORIGIN, "context", edges=True)],
            gradually=True,
        )
        frames = 0
        while view.unfinished:
            view.render(interactive=True)
            frames += 1
            assert (np.abs(grab(window).astype(int) - whole).max(axis=2) > 40).mean() < 0.05
        assert frames > 1


def test_what_is_moved_on_while_the_new_comes_is_seen_once(
    window: vtkRenderWindow, large: CityMesh
) -> None:
    """The old arrays, still there for the new ones, go along."""
    show = AssetShow("large", "design", "large", status=Status.DECIDED)
    east = dataclasses.replace(show, carried=_eastward(250.0))
    west = dataclasses.replace(show, carried=_eastward(-500.0))
    moved = dataclasses.replace(large, points_rd=large.points_rd + np.array([250.0, 0.0, 0.0]))
    with closing(CityView(window, Quality.FAST)) as view:
        view.pose = Pose.looking((0.0, -10.0, 900.0), (0.0, 0.0, 0.0))
        view.show(state(show), {"large": large})
        view.show(state(east), {"large": large})
        view.render()
        ready = [PreparedMesh(moved, ORIGIN, "design", edges=True)]
        view.show(state(show), {"large": moved}, ready, gradually=True)
        view.render(interactive=True)
        view.show(state(west), {"large": moved}, gradually=True)
        view.render(interactive=True)
        assert view.unfinished
        early = grab(window).astype(np.int64)
    # Its shadow stays behind until a frame with all care; nothing of its own colour does.
    redness = early[:, :, 0] - early[:, :, 2]
    assert (redness[:, :240] > 40).any()
    assert redness[:, 240:].max() < 40


def _eastward(metres: float) -> Rows:
    rows = np.eye(4)
    rows[0, 3] = metres
    return tuple(map(tuple, rows.tolist()))


def test_what_is_dragged_leaves_no_shadow_behind(window: vtkRenderWindow) -> None:
    """Where it stood the ground is lit at the first frame; at rest its shadow is where it is."""
    show = AssetShow("plan", "design", "plan", status=Status.DECIDED)
    there = dataclasses.replace(show, carried=_eastward(-120.0))
    land = MeshBuilder()
    land.plane("land", (-300.0, -300.0), (300.0, 300.0), 0.0, Surface.TERRAIN)
    meshes, ground = {"land": land.mesh(), "plan": plan()}, AssetShow("land", "context", "land")
    with closing(CityView(window, Quality.FAST)) as view:
        view.show(state(ground), meshes)
        view.pose = Pose((40.0, 40.0, 400.0), 0.0, math.radians(-89.0))
        bare = _picture(view, window)
        view.show(state(ground, show), meshes)
        stood = _picture(view, window)
        view.show(state(ground, there), meshes)
        view.render(interactive=True)
        dragged = grab(window).astype(np.int64)
        rested = _picture(view, window)
    darker = (bare - stood).min(axis=2) > 15
    assert darker.sum() > 200, "it throws a shadow"
    assert ((bare - dragged).min(axis=2) > 15)[darker].mean() < 0.02
    moved = (bare - rested).min(axis=2) > 15
    assert moved.sum() > 200
    assert moved[darker].mean() < 0.02
