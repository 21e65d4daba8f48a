"""A view that goes from state to state shows what a new view of the last state would."""

import dataclasses
from collections.abc import Iterator, Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.state import AssetShow, Badge, ObjectRef, SceneState
from mrapp.model.citymesh import CityMesh, CityObject, Surface
from mrapp.model.project import Status
from mrapp.scene.city_view import CityView
from mrapp.scene.navigator import Key
from mrapp.scene.pose import Pose
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import grab, offscreen_window
from tests.scene.helpers import ORIGIN, MeshBuilder, plan, state, town

pytestmark = pytest.mark.slow

POSE = Pose.looking((-150.0, -210.0, 120.0), (0.0, 10.0, 0.0))
NEAR = Pose.looking((-30.0, -40.0, 25.0), (0.0, 0.0, 4.0))
SHOW = AssetShow("m", "context", "m")


class Screen:
    """One view in one window, looked at again and again."""

    def __init__(self, pose: Pose, quality: Quality = Quality.FAST) -> None:
        self.window = offscreen_window()
        self.window.SetSize(480, 320)
        self.view = CityView(self.window, quality)
        self.view.pose = pose

    def picture(self, shown: SceneState, meshes: Mapping[str, CityMesh]) -> NDArray[np.int64]:
        """Show a state and return what is then seen."""
        self.view.show(shown, meshes)
        self.view.render()
        return grab(self.window).astype(np.int64)


@pytest.fixture
def screens() -> Iterator[list[Screen]]:
    """Return a list whose screens are closed after the test."""
    made: list[Screen] = []
    yield made
    for screen in made:
        screen.view.close()
        screen.window.Finalize()


def _pair(
    screens: list[Screen], pose: Pose, quality: Quality = Quality.FAST
) -> tuple[Screen, Screen]:
    screens += [Screen(pose, quality), Screen(pose, quality)]
    return screens[0], screens[1]


def _wired(mesh: CityMesh) -> CityMesh:
    """Return the mesh with an object that is nothing but a line and a point."""
    points = np.array([[0.0, 0.0, 30.0], [60.0, 0.0, 30.0], [0.0, 40.0, 30.0]]) + ORIGIN.rd
    first, wire = len(mesh.points_rd), len(mesh.objects)
    return dataclasses.replace(
        mesh,
        points_rd=np.concatenate([mesh.points_rd, points]),
        lines=np.array([[first, first + 1]], dtype=np.int32),
        line_object=np.array([wire], dtype=np.int32),
        spots=np.array([first + 2], dtype=np.int32),
        spot_object=np.array([wire], dtype=np.int32),
        objects=(*mesh.objects, CityObject("wire", "CityFurniture", "wire")),
    )


def test_lines_and_points_can_be_hidden_and_brought_back(screens: list[Screen]) -> None:
    """An object without any face goes when it is hidden, and comes back."""
    live, fresh = _pair(screens, POSE)
    meshes = {"m": _wired(town())}
    without = state(dataclasses.replace(SHOW, hidden=frozenset({"wire"})))
    first = live.picture(state(SHOW), meshes)
    hidden = live.picture(without, meshes)
    assert np.array_equal(hidden, fresh.picture(without, meshes))
    assert 40 < (np.abs(first - hidden).max(axis=2) > 25).sum() < 2_000
    assert np.array_equal(first, live.picture(state(SHOW), meshes))


def test_a_badge_follows_what_it_names(screens: list[Screen]) -> None:
    """A file read again with the building elsewhere takes its badge along."""
    live, fresh = _pair(screens, POSE)
    badge = Badge("p", "tower", "Toren · Voorstel", Status.PROPOSAL)
    shown = state(AssetShow("p", "design", "p"), badges=(badge,))
    moved = plan()
    moved = dataclasses.replace(moved, points_rd=moved.points_rd + np.array([60.0, 20.0, 0.0]))
    live.picture(shown, {"p": plan()})
    assert np.array_equal(live.picture(shown, {"p": moved}), fresh.picture(shown, {"p": moved}))


def test_nothing_is_shaded_by_what_is_gone(screens: list[Screen]) -> None:
    """With the last solid thing hidden, glass beside it stands in the open."""
    make = MeshBuilder()
    make.box("house", (-12.0, -3.0, 0.0), (-4.0, 12.0, 12.0))
    make.box("glass", (-3.0, -3.0, 0.0), (8.0, 6.0, 3.0), material=make.material((1, 1, 1), 0.4))
    live, fresh = _pair(screens, NEAR, Quality.STANDARD)
    meshes = {"m": make.mesh()}
    without = state(dataclasses.replace(SHOW, hidden=frozenset({"house"})))
    live.picture(state(SHOW), meshes)
    assert np.array_equal(live.picture(without, meshes), fresh.picture(without, meshes))


def test_glass_below_the_datum_is_not_dark(screens: list[Screen]) -> None:
    """Where nothing stands, how much sky is seen does not hang on the height above NAP."""
    pictures = []
    for z in (0.0, -6.0):
        make = MeshBuilder()
        pane = make.material((1, 1, 1), 0.4)
        make.box("glass", (-3.0, -3.0, z), (8.0, 6.0, z + 3.0), material=pane)
        x, y, height = NEAR.eye
        pose = dataclasses.replace(NEAR, eye=(x, y, height + z))
        screens.append(Screen(pose, Quality.STANDARD))
        pictures.append(screens[-1].picture(state(SHOW), {"m": make.mesh()}))
    # Some pixels of thin lines may fall otherwise at another height; the glass is thousands.
    assert (np.abs(pictures[0] - pictures[1]).max(axis=2) > 2).sum() < 60


def test_larger_text_comes_with_a_broader_outline(screens: list[Screen]) -> None:
    """A changed size of text redraws what is selected, at once."""
    live, fresh = _pair(screens, POSE)
    shown = state(AssetShow("p", "design", "p"), selection=ObjectRef("p", "tower-low"))
    small = live.picture(shown, {"p": plan()})
    live.view.text_scale = fresh.view.text_scale = 2.0
    live.view.render()
    large = grab(live.window).astype(np.int64)
    assert np.array_equal(large, fresh.picture(shown, {"p": plan()}))
    blue = [((seen[..., 2] > 180) & (seen[..., 0] < 60)).sum() for seen in (small, large)]
    assert blue[1] > 1.5 * blue[0]


def test_land_that_is_seen_is_found(screens: list[Screen]) -> None:
    """Between a patch of measured land and a house far off it, a click meets the land."""
    make = MeshBuilder()
    make.plane("patch", (-20.0, -20.0), (20.0, 20.0), 0.0, Surface.TERRAIN)
    make.box("house", (300.0, 300.0, 0.0), (310.0, 310.0, 8.0))
    live, _ = _pair(screens, Pose.looking((150.0, 100.0, 60.0), (150.0, 150.0, 0.0)))
    live.picture(state(SHOW), {"m": make.mesh()})
    hit = live.view.pick(240, 160)
    assert hit is not None
    assert hit.point_local == pytest.approx((150.0, 150.0, 0.0), abs=1.0)


def test_a_gap_in_the_land_has_a_floor(screens: list[Screen]) -> None:
    """Between two patches of land a click meets what is seen, and nobody sinks through it."""
    make = MeshBuilder()
    make.plane("west", (-80.0, -40.0), (-20.0, 40.0), 0.0, Surface.TERRAIN)
    make.plane("east", (20.0, -40.0), (80.0, 40.0), 2.0, Surface.TERRAIN)
    screens.append(Screen(Pose.looking((0.0, -30.0, 40.0), (0.0, 0.0, 0.0))))
    view = screens[0].view
    screens[0].picture(state(SHOW), {"m": make.mesh()})
    hit = view.pick(240, 160)
    assert hit is not None
    assert hit.ref is None
    assert -1.0 < hit.point_local[2] < 0.0
    view.navigator.keys_down(frozenset({Key.DOWN}))
    for _ in range(400):
        view.navigator.tick(0.1)
    assert hit.point_local[2] < view.pose.eye[2] < 2.0
