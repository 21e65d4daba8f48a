"""The city over a camera's picture: edges are where OpenCV says, shadows on the tile's plane."""

import math
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.state import AssetShow
from mrapp.model.sightings import Camera
from mrapp.model.tile_layout import rd_from_tile
from mrapp.model.tiles import TilePlace
from mrapp.scene.ar_view import ArView, Standing
from mrapp.scene.cut_out import cut_out, reach_m
from mrapp.scene.plinth import WIDER
from mrapp.scene.quality import Quality
from tests.scene.helpers import ORIGIN, MeshBuilder, state, sun, town

pytestmark = pytest.mark.slow

Array = NDArray[np.float64]

# Off its middle, and not the same across as upright.
CAMERA = Camera(960, 540, (815.0, 808.0), (501.0, 247.5))
NIGHT, HIGH_SUN = sun(180.0, -20.0), sun(300.0, 45.0)
PLACE = TilePlace(x=105_400.0, y=424_560.0, nap=0.0, heading_deg=30.0)
HERE = Standing((0.0, 0.0, 0.0), 40.0)
SHOW = AssetShow("cube", "design", "cube")


@pytest.fixture
def view() -> Iterator[ArView]:
    made = ArView(Quality.STANDARD)
    yield made
    made.close()


def _local_from_tile() -> Array:
    shift = np.eye(4)
    shift[:3, 3] = -ORIGIN.rd
    return shift @ rd_from_tile(PLACE)


def _tile_from_camera(eye: tuple[float, float, float], at: tuple[float, float, float]) -> Array:
    """A camera at a place of the tile's frame that looks at another, a little askew."""
    forward = np.subtract(at, eye) / math.dist(at, eye)
    right = np.cross(forward, [0.05, 0.0, 1.0])
    right /= np.linalg.norm(right)
    result = np.eye(4)
    result[:3, :3] = np.column_stack([right, np.cross(forward, right), forward])
    result[:3, 3] = eye
    return result


def _px(points_local: Array, local_from_camera: Array) -> Array:
    seen = np.linalg.inv(local_from_camera)
    turn, _ = cv2.Rodrigues(seen[:3, :3])
    pixels, _ = cv2.projectPoints(points_local, turn, seen[:3, 3], CAMERA.matrix(), None)
    return np.asarray(pixels.reshape(-1, 2), dtype=np.float64)


def _box(low: Array) -> MeshBuilder:
    make = MeshBuilder()
    x, y, z = low.tolist()
    make.box("cube", (x, y, z), (x + 1.0, y + 1.0, z + 1.0))
    return make


def _inside_px(hull: cv2.typing.MatLike, low: Array, high: Array) -> Array:
    """How far the middle of each pixel of a window lies inside a polygon (n, 1, 2)."""
    rows, columns = range(int(low[1]), int(high[1]) + 1), range(int(low[0]), int(high[0]) + 1)
    return np.array(
        [[cv2.pointPolygonTest(hull, (float(x), float(y)), True) for x in columns] for y in rows]
    )


def test_a_cube_five_metres_from_a_tile_seen_at_two_is_where_opencv_projects_it(
    view: ArView,
) -> None:
    local_from_tile = _local_from_tile()
    # Two metres from the tile, which is in the picture's foot; the cube stands behind it.
    local_from_camera = local_from_tile @ _tile_from_camera((0.2, -1.4, 1.43), (0.3, 3.0, 0.4))
    low = (local_from_tile @ [0.0, 5.0, 0.0, 1.0])[:3]
    corners = low + np.array([[x, y, z] for z in (0, 1) for y in (0, 1) for x in (0, 1)])
    view.show(state(SHOW, at=NIGHT), {"cube": _box(low).mesh()}, HERE)
    cover = view.draw(local_from_camera, CAMERA)[..., 3] / 255.0
    hull = cv2.convexHull(_px(corners, local_from_camera).astype(np.float32))
    low_px, high_px = hull.min(axis=(0, 1)) - 3.0, hull.max(axis=(0, 1)) + 3.0
    inside = _inside_px(hull, low_px, high_px)
    (left, top), (right, foot) = low_px.astype(int), high_px.astype(int)
    seen = cover[top : foot + 1, left : right + 1]
    assert (inside > 0.0).sum() > 15_000
    assert inside[seen >= 0.5].min() > -0.5
    assert inside[seen < 0.5].max() < 0.5
    assert cover.sum() == pytest.approx(seen.sum())
    # All edges together: where its middle is.
    moments = cv2.moments(hull)
    rows, columns = np.mgrid[0 : CAMERA.height_px, 0 : CAMERA.width_px]
    middle = (columns * cover).sum() / cover.sum(), (rows * cover).sum() / cover.sum()
    wanted = moments["m10"] / moments["m00"], moments["m01"] / moments["m00"]
    assert middle == pytest.approx(wanted, abs=0.05)


def test_a_smaller_model_is_the_large_one_seen_from_as_much_further(view: ArView) -> None:
    local_from_tile = _local_from_tile()
    seen = _tile_from_camera((0.1, -0.5, 0.6), (0.0, 0.0, 0.05))
    view.show(state(SHOW, at=NIGHT), {"cube": _box(np.zeros(3)).mesh()}, HERE)
    ten = np.diag([10.0, 10.0, 10.0, 1.0])
    small = view.draw(local_from_tile @ ten @ seen, CAMERA)
    further = seen.copy()
    further[:3, 3] *= 10.0
    large = view.draw(local_from_tile @ further, CAMERA)
    assert (small[..., 3] == 255).sum() > 500
    assert np.abs(small.astype(int) - large).mean() < 0.01


def test_a_shadow_falls_on_the_tiles_plane_and_nothing_else_is_drawn_there(view: ArView) -> None:
    local_from_camera = _local_from_tile() @ _tile_from_camera((0.0, -6.0, 5.0), (0.0, 2.0, 0.0))
    low = (_local_from_tile() @ [0.0, 2.0, 0.0, 1.0])[:3]
    meshes = {"cube": _box(low).mesh()}
    view.show(state(SHOW, at=HIGH_SUN), meshes, HERE)
    by_day = view.draw(local_from_camera, CAMERA)
    middle = low + np.array([0.5, 0.5, 0.0])
    # The sun is half-way up at the left: a metre high throws its shadow a metre to the right.
    aside = np.array([math.sin(math.radians(120.0)), math.cos(math.radians(120.0)), 0.0])
    shaded, lit = middle + aside, middle - 1.5 * aside
    (x, y), (u, v) = _px(np.array([shaded, lit]), local_from_camera).round().astype(int)
    assert by_day[y, x, :3].max() == 0
    assert 100 < by_day[y, x, 3] < 180
    assert by_day[v, u].max() == 0
    view.show(state(SHOW, at=NIGHT), meshes, HERE)
    assert view.draw(local_from_camera, CAMERA)[y, x].max() == 0


def test_a_model_on_a_tile_is_cut_out_round_and_stands_on_a_plate(view: ArView) -> None:
    whole = town()
    piece = cut_out(whole, (ORIGIN.x, ORIGIN.y), 60.0)
    assert 0 < len(piece.triangles) < 0.4 * len(whole.triangles)
    names = {piece.objects[number].id for number in np.unique(piece.object_index)}
    assert "house 0 0 0" in names
    assert "house 2 2 3" not in names
    scale, rise_m = 500.0, 4.0
    standing = Standing((0.0, 0.0, -rise_m), 3.0 * 60.0, 60.0, rise_m)
    size = np.diag([scale, scale, scale, 1.0])
    size[2, 3] = -rise_m
    seen = _tile_from_camera((0.05, -0.45, 0.35), (0.0, 0.0, 0.0))
    shown = state(AssetShow("town", "context", "town"), at=HIGH_SUN)
    view.show(shown, {"town": piece}, standing)
    picture = view.draw(size @ seen, CAMERA)
    solid = picture[..., 3] == 255
    # Its plate is 245 mm wide, with the camera 570 mm away: wide and round, and all within it.
    turns = np.linspace(0.0, math.tau, 72)
    rim = WIDER * 60.0 * np.stack([np.sin(turns), np.cos(turns), 0.0 * turns], axis=1)
    top = _px((0.98 * rim + [0.0, 0.0, rise_m]) / scale, seen).round().astype(int)
    assert solid[top[:, 1], top[:, 0]].all()
    foot = _px(1.02 * rim / scale, seen).round().astype(int)
    beside = foot[foot[:, 1] > foot[:, 1].mean()]
    assert not solid[beside[:, 1], beside[:, 0]].any()
    assert not solid[:40].any()
    assert not solid[:, :200].any()
    again = replace(standing, rim_m=None, rise_m=0.0)
    view.show(shown, {"town": whole}, again)
    assert (view.draw(size @ seen, CAMERA)[..., 3] == 255)[:, :200].any()


def test_land_is_cut_along_a_circle_and_what_the_circle_goes_through_is_left_out() -> None:
    make = MeshBuilder()
    make.box("land", (-200.0, -200.0, -1.0), (200.0, 200.0, 0.0))
    make.box("within", (10.0, 10.0, 0.0), (20.0, 20.0, 9.0))
    make.box("across", (45.0, -5.0, 0.0), (55.0, 5.0, 9.0))
    whole, here = make.mesh(), (ORIGIN.x, ORIGIN.y)
    piece = cut_out(whole, here, 50.0)
    flat = piece.points_rd[piece.triangles][..., :2] - np.array(here)
    assert np.hypot(*np.moveaxis(flat, -1, 0)).max() < 50.001
    names = [piece.objects[number].id for number in piece.object_index]
    assert set(names) == {"land", "within"}
    # The land's upper and lower face: two discs, cut along many sides, and none turned over.
    (a, b), land = (flat[:, 1] - flat[:, 0]).T, np.array(names) == "land"
    c, d = (flat[:, 2] - flat[:, 0]).T
    areas = ((a * d - b * c) / 2.0)[land]
    assert areas[areas > 0].sum() == pytest.approx(math.pi * 50.0**2, rel=2e-3)
    assert areas[areas < 0].sum() == pytest.approx(-math.pi * 50.0**2, rel=2e-3)
    # Of a plan nothing may be missing: the circle grows to hold it, or cuts through it.
    plan = cut_out(whole, here, 50.0, plan=True)
    assert "across" in {plan.objects[number].id for number in plan.object_index}
    assert reach_m(whole, here, 50.0) == pytest.approx(math.hypot(55.0, 5.0))
