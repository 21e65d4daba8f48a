"""The view shows a state, touches only what differs, and leaves nothing behind."""

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.app.state import AssetShow, Badge, ObjectRef
from mrapp.model.project import Status
from mrapp.scene.asset_view import AssetView
from mrapp.scene.city_view import CityView
from mrapp.scene.pieces import TILE_OBJECTS, split
from mrapp.scene.pose import Pose
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.quality import Quality
from mrapp.scene.shading import Shading
from mrapp.scene.snapshot import grab, offscreen_window, take_snapshot
from tests.scene.helpers import ORIGIN, MeshBuilder, plan, state, sun, town

pytestmark = pytest.mark.slow


POSE = Pose.looking((-150.0, -210.0, 120.0), (0.0, 10.0, 0.0))
TOWN = AssetShow("town", "context", "town")
CAPTIONS = ("Spoorzone · Toren · Voorstel", "Café «Één» — 3 m²", "© 3DBAG · Kadaster")


def _snap(shown: object, *, size: tuple[int, int] = (480, 320)) -> NDArray[np.uint8]:
    meshes = {"town": town(), "plan": plan()}
    return take_snapshot(shown, meshes, POSE, *size, Quality.FAST)  # type: ignore[arg-type]


def _many(rows: int) -> MeshBuilder:
    make = MeshBuilder()
    for row in range(rows):
        for column in range(rows):
            x, y = column * 12.0, row * 12.0
            make.box(f"b {row} {column}", (x, y, 0.0), (x + 8.0, y + 8.0, 7.0))
    return make


def test_a_city_is_cut_into_tiles_of_neighbours() -> None:
    """Each triangle is in one piece; no piece has more than about 500 objects; parts stay."""
    mesh = _many(40).mesh()
    pieces = split(mesh)
    everything = np.sort(np.concatenate([piece.triangles for piece in pieces]))
    assert np.array_equal(everything, np.arange(len(mesh.triangles)))
    assert max(len(piece.objects) for piece in pieces) <= TILE_OBJECTS
    assert len(pieces) <= 2 * math.ceil(1600 / TILE_OBJECTS)
    seen = [frozenset(piece.objects.tolist()) for piece in pieces]
    assert not seen[0] & seen[1]


def test_hiding_and_ghosting_touch_only_the_tiles_concerned() -> None:
    """One building gone: one tile drawn anew, and the next state puts it back."""
    renderer = vtkRenderer()
    window = offscreen_window()
    window.AddRenderer(renderer)
    view = AssetView(PreparedMesh(_many(40).mesh(), ORIGIN, "context"), Shading(), renderer)
    view.apply(AssetShow("m", "context", "m"))
    view.build()
    for show in (
        AssetShow("m", "context", "m", hidden=frozenset({"b 3 3"})),
        AssetShow("m", "context", "m", ghosts=frozenset({"b 3 3"})),
        AssetShow("m", "context", "m"),
    ):
        before = [tile.times_touched for tile in view.tiles]
        assert view.apply(show)
        assert sum(tile.times_touched for tile in view.tiles) - sum(before) == 1
        assert not view.apply(show)
    view.close()


def test_two_equal_states_give_the_same_picture() -> None:
    """The window's own way of drawing and a snapshot give the same pixels, twice."""
    shown = state(TOWN, captions=CAPTIONS)
    first = _snap(shown)
    window = offscreen_window()
    window.SetSize(480, 320)
    view = CityView(window, Quality.FAST)
    view.show(state(TOWN, at=sun(90.0, 20.0)), {"town": town()})
    view.pose = Pose((0.0, 0.0, 300.0), 1.0, -1.0)
    view.render()
    view.show(shown, {"town": town()})
    view.pose = POSE
    view.render()
    assert np.array_equal(first, _snap(shown))
    assert np.abs(first.astype(int) - grab(window)).max() <= 1
    view.close()


def test_a_view_is_the_same_picture_however_one_came_there() -> None:
    """What belongs to the way there, as shadows made for a place nearby, is not seen."""
    window = offscreen_window()
    window.SetSize(960, 640)
    view = CityView(window, Quality.HIGH)
    town_of_many = {"town": _many(12).mesh()}
    view.show(state(TOWN, at=sun(140.0, 30.0)), town_of_many)
    pose = Pose((70.0, -12.0, 1.7), 0.2, 0.05)
    pictures = []
    for aside_m in (400.0, 4.0, -4.0, 9.0):
        for x in (500.0, pose.eye[0] + aside_m, pose.eye[0]):
            view.pose = replace(pose, eye=(x, *pose.eye[1:]))
            view.render()
        pictures.append(grab(window))
    assert all(np.array_equal(picture, pictures[0]) for picture in pictures)
    view.close()


def test_hidden_is_gone_and_a_ghost_shows_through() -> None:
    """Hiding changes the picture; a ghost is neither the house nor nothing."""
    houses = frozenset(
        f"house {row} {column} {n}" for row in (-1, 0) for column in (-1, 0) for n in range(4)
    )
    solid = _snap(state(TOWN)).astype(int)
    gone = _snap(state(AssetShow("town", "context", "t", hidden=houses))).astype(int)
    ghost = _snap(state(AssetShow("town", "context", "t", ghosts=houses))).astype(int)
    changed = np.abs(solid - gone).max(axis=2) > 25
    assert changed.mean() > 0.01
    assert (np.abs(ghost - gone).max(axis=2) > 8)[changed].mean() > 0.3
    assert (np.abs(ghost - solid).max(axis=2) > 8)[changed].mean() > 0.3


def test_captions_badges_and_selection_are_in_every_picture() -> None:
    """Captions lie at the lower left, on a dark plate, with letters at least 14 pixels tall."""
    design = AssetShow("plan", "design", "plan", status=Status.PROPOSAL)
    bare = _snap(state(TOWN, design), size=(960, 640)).astype(int)
    badge = Badge("plan", "tower", "Toren · Voorstel", Status.PROPOSAL)
    full = _snap(
        state(
            TOWN,
            design,
            captions=CAPTIONS,
            badges=(badge,),
            selection=ObjectRef("plan", "tower-low"),
        ),
        size=(960, 640),
    ).astype(int)
    changed = np.abs(full - bare).max(axis=2) > 30
    lower_left = changed[-100:, :260]
    assert lower_left.mean() > 0.5
    letters = full[-100:, :260].min(axis=2) > 200
    rows = np.flatnonzero(letters[:, 20:200].any(axis=1))
    assert len(rows) >= 3 * 10
    assert rows.max() - rows.min() >= 3 * 14
    assert changed[: 640 // 2].any()
    blue = (full[..., 2] > 180) & (full[..., 0] < 60)
    assert blue.sum() > 150


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_captions_stay_inside_a_narrow_picture(scale: float) -> None:
    """A long line is broken between words; with large letters too nothing is cut off."""
    line = "Maaiveld geschat uit de gebouwen, met een zin die echt te lang is voor de plaat"
    shown = state(TOWN, captions=(line, line))
    picture = take_snapshot(shown, {"town": town()}, POSE, 500, 400, Quality.FAST, scale)
    bare = take_snapshot(state(TOWN), {"town": town()}, POSE, 500, 400, Quality.FAST, scale)
    changed = np.abs(picture.astype(int) - bare).max(axis=2) > 30
    assert changed.any(axis=0)[:400].any()
    assert not changed[:, -60:].any()
    assert not changed[:20].any()


def test_status_shows_without_colour() -> None:
    """Decided, proposal and idea differ in a picture without colours."""
    grey = []
    for status in Status:
        show = AssetShow("plan", "design", "plan", status=status)
        meshes = {"plan": plan()}
        pose = Pose.looking((-60.0, -60.0, 40.0), (0.0, 34.0, 14.0))
        picture = take_snapshot(state(show), meshes, pose, 480, 320, Quality.FAST)
        grey.append(picture.astype(float).mean(axis=2))
    for one, two in ((0, 1), (1, 2), (0, 2)):
        assert (np.abs(grey[one] - grey[two]) > 12).sum() > 400


def test_the_sky_is_there_from_on_high() -> None:
    """Far above everything it still runs from the horizon's colour to a deeper blue."""
    pose = Pose((0.0, -900.0, 700.0), 0.0, 0.1, math.radians(60.0))
    picture = take_snapshot(state(TOWN), {"town": town()}, pose, 240, 160, Quality.FAST)
    blue = picture[:90, 120].astype(float) @ np.array([-0.5, -0.5, 1.0])
    assert np.ptp(blue) > 30.0
    assert blue[:30].mean() > blue[60:].mean() + 20.0


def test_an_empty_project_is_land_and_sky() -> None:
    """Without any file there is a calm land to the horizon, and one can walk on it."""
    window = offscreen_window()
    window.SetSize(240, 160)
    view = CityView(window, Quality.FAST)
    view.show(state(), {})
    view.pose = Pose((0.0, 0.0, 1.65), 0.0, 0.0)
    view.render()
    picture = grab(window).astype(float)
    assert picture[:70].mean(axis=(0, 1))[2] > picture[:70].mean(axis=(0, 1))[0] + 20
    assert picture[90:].mean(axis=(0, 1))[1] > picture[90:].mean(axis=(0, 1))[2] + 10
    assert picture[100:].std(axis=(0, 1)).max() < 8
    hit = view.pick(120, 150)
    assert hit is not None
    assert hit.ref is None
    view.close()


def test_a_window_serves_one_view_after_another() -> None:
    """A second view in the same window draws what the first did, as does a new context."""
    window = offscreen_window()
    window.SetSize(240, 160)
    pictures = []
    for _ in range(2):
        view = CityView(window, Quality.FAST)
        view.show(state(TOWN, captions=CAPTIONS), {"town": town()})
        view.pose = POSE
        view.render()
        pictures.append(grab(window).astype(int))
        window.Finalize()
        view.render()
        pictures.append(grab(window).astype(int))
        view.close()
    assert all(np.abs(picture - pictures[0]).max() <= 1 for picture in pictures)


def test_a_file_that_is_missing_leaves_nothing_to_click() -> None:
    """A state that cannot be shown raises; what it had dropped by then is not found again."""
    window = offscreen_window()
    window.SetSize(240, 160)
    view = CityView(window, Quality.FAST)
    view.pose = Pose.looking((-22.0, -60.0, 60.0), (-22.0, 12.0, 4.0))
    view.show(state(TOWN), {"town": town()})
    view.render()
    seen = view.pick(120, 80)
    assert seen is not None
    assert seen.ref is not None
    with pytest.raises(KeyError):
        view.show(state(TOWN), {})
    left = view.pick(120, 80)
    assert left is not None
    assert left.ref is None
    view.close()
