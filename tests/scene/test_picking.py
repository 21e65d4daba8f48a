"""A click finds the object that is seen there: compared with rays and triangles in numpy."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.state import ESTIMATED_GROUND, AssetShow, ObjectRef
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.scene.city_view import CityView
from mrapp.scene.pose import Pose
from mrapp.scene.snapshot import offscreen_window
from tests.scene.helpers import ORIGIN, MeshBuilder, state, town

SIZE_PX = (640, 400)


def _ray(pose: Pose, x_px: float, y_px: float) -> NDArray[np.float64]:
    width, height = SIZE_PX
    half = math.tan(pose.field_of_view_rad / 2.0)
    aside = ((x_px + 0.5) / width * 2.0 - 1.0) * half * width / height
    above = (1.0 - (y_px + 0.5) / height * 2.0) * half
    sin, cos = math.sin(pose.heading_rad), math.cos(pose.heading_rad)
    low, flat = math.sin(pose.pitch_rad), math.cos(pose.pitch_rad)
    way = np.array([sin * flat, cos * flat, low]) + aside * np.array([cos, -sin, 0.0])
    return way + above * np.array([-sin * low, -cos * low, flat])


def _first_triangle(mesh: CityMesh, eye: NDArray[np.float64], way: NDArray[np.float64]) -> int:
    """Return the triangle that a ray meets first, -1 for none (Moeller and Trumbore, 1997)."""
    corners = mesh.points_rd[mesh.triangles] - ORIGIN.rd
    one, two = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    cross = np.cross(way, two)
    size = np.einsum("ij,ij->i", one, cross)
    safe = np.where(np.abs(size) < 1e-12, np.inf, size)
    gap = eye - corners[:, 0]
    u = np.einsum("ij,ij->i", gap, cross) / safe
    turned = np.cross(gap, one)
    v = turned @ way / safe
    t = np.einsum("ij,ij->i", two, turned) / safe
    met = (u >= 0) & (v >= 0) & (u + v <= 1) & (t > 1e-6)
    return int(np.argmin(np.where(met, t, np.inf))) if met.any() else -1


@pytest.mark.parametrize(
    "pose",
    [
        Pose.looking((-150.0, -210.0, 120.0), (0.0, 10.0, 0.0)),
        Pose.looking((20.0, -65.0, 1.65), (30.0, 40.0, 6.0)),
    ],
)
def test_every_pixel_finds_what_numpy_finds(pose: Pose) -> None:
    """Over a grid of pixels the picked object, point and surface are those of plain geometry."""
    window = offscreen_window()
    window.SetSize(*SIZE_PX)
    view = CityView(window)
    mesh = town()
    view.show(state(AssetShow("town", "context", "t")), {"town": mesh})
    view.pose = pose
    found = 0
    for x in range(5, SIZE_PX[0], 37):
        for y in range(5, SIZE_PX[1], 29):
            way = _ray(pose, x, y)
            number = _first_triangle(mesh, np.array(pose.eye), way)
            hit = view.pick(x, y)
            if number < 0:
                assert hit is None or hit.ref is None
                continue
            found += 1
            assert hit is not None
            name = mesh.objects[mesh.object_index[number]].id
            assert hit.ref == ObjectRef("town", name)
            assert hit.surface == mesh.surface[number]
            assert np.cross(np.subtract(hit.point_local, pose.eye), way) == pytest.approx(
                np.zeros(3), abs=0.02 * float(np.linalg.norm(way))
            )
    assert found > 60
    view.close()


def test_what_is_hidden_or_estimated_is_not_found() -> None:
    """A hidden object lets the click through; estimated ground is a place without a name."""
    make = MeshBuilder()
    make.box("near", (-5.0, 10.0, 0.0), (5.0, 14.0, 10.0))
    make.box("far", (-5.0, 30.0, 0.0), (5.0, 34.0, 10.0))
    ground = MeshBuilder()
    ground.plane("g", (-90.0, -90.0), (90.0, 90.0), 0.0, Surface.TERRAIN)
    meshes = {"m": make.mesh(), ESTIMATED_GROUND: ground.mesh()}
    window = offscreen_window()
    window.SetSize(*SIZE_PX)
    view = CityView(window)
    view.pose = Pose.looking((0.0, -20.0, 5.0), (0.0, 30.0, 5.0))
    land = AssetShow(ESTIMATED_GROUND, "terrain", "g")
    centre = (SIZE_PX[0] / 2, SIZE_PX[1] / 2)
    view.show(state(land, AssetShow("m", "context", "m")), meshes)
    first = view.pick(*centre)
    view.show(state(land, AssetShow("m", "context", "m", hidden=frozenset({"near"}))), meshes)
    second = view.pick(*centre)
    below = view.pick(centre[0], SIZE_PX[1] - 1)
    sky = view.pick(centre[0], 0)
    assert first is not None
    assert first.ref == ObjectRef("m", "near")
    assert first.normal_local == pytest.approx((0.0, -1.0, 0.0), abs=1e-6)
    assert second is not None
    assert second.ref == ObjectRef("m", "far")
    assert below is not None
    assert below.ref is None
    assert below.point_local[2] == pytest.approx(0.0, abs=1e-4)
    assert sky is None
    view.close()
