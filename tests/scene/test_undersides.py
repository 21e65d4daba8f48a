"""Floors of closed buildings are drawn only where they can be seen: from below and from inside."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.state import AssetShow
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.scene.pose import Pose
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import take_snapshot
from mrapp.scene.undersides import undersides
from tests.scene.helpers import MeshBuilder, state, town

pytestmark = pytest.mark.slow

_CITY = AssetShow("city", "context", "city")
_RED = (0.9, 0.1, 0.1)


def _seen(mesh: CityMesh, pose: Pose) -> NDArray[np.int16]:
    shown = take_snapshot(state(_CITY), {"city": mesh}, pose, 320, 240, Quality.FAST)
    return shown.astype(np.int16)


def _on_stilts() -> MeshBuilder:
    """Return a house from 4 to 10 m above the land."""
    make = MeshBuilder()
    make.plane("land", (-40.0, -40.0), (40.0, 40.0), 0.0, Surface.TERRAIN)
    make.box("house", (-8.0, -8.0, 4.0), (8.0, 8.0, 10.0))
    return make


def _with_red_floors(make: MeshBuilder) -> CityMesh:
    red, mesh = make.material(_RED), make.mesh()
    return replace(mesh, material=np.where(mesh.surface == Surface.GROUND, red, -1).astype("i4"))


def _is_red(pixels: NDArray[np.int16]) -> NDArray[np.bool_]:
    return np.asarray(pixels[..., 0] > 1.5 * pixels[..., 1])


def test_from_above_nothing_is_missing() -> None:
    """The same picture as with floors that are called walls, which are always drawn."""
    mesh = town()
    floors = mesh.surface == Surface.GROUND
    whole = replace(mesh, surface=np.where(floors, Surface.WALL, mesh.surface).astype(np.uint8))
    assert np.array_equal(undersides(mesh, "context"), floors)
    assert not undersides(whole, "context").any()
    for pose in (
        Pose.looking((-150.0, -210.0, 120.0), (0.0, 10.0, 0.0)),
        Pose.looking((3.0, -120.0, 1.65), (3.0, 0.0, 3.0)),
    ):
        assert np.abs(_seen(mesh, pose) - _seen(whole, pose)).max() <= 1


def test_who_stands_under_a_house_sees_its_floor() -> None:
    """From below it is red; from above there is no red anywhere."""
    mesh = _with_red_floors(_on_stilts())
    below = _seen(mesh, Pose.looking((0.0, -3.0, 1.65), (0.0, 0.0, 4.0)))
    assert _is_red(below[120, 160])
    above = _seen(mesh, Pose.looking((0.0, -60.0, 40.0), (0.0, 0.0, 4.0)))
    assert not _is_red(above).any()


def test_who_is_inside_a_house_stands_on_its_floor() -> None:
    """A flight may end there, and so may a snapshot."""
    inside = Pose.looking((0.0, -3.0, 5.8), (0.0, 1.0, 4.0))
    assert _is_red(_seen(_with_red_floors(_on_stilts()), inside)[120, 160])


def test_a_floor_that_no_roof_covers_is_seen_from_above() -> None:
    """A shed with a roof over a third of it."""
    make = MeshBuilder()
    shed = make.thing("shed")
    corners = np.array([[x, y, z] for z in (0.0, 3.0) for y in (0.0, 9.0) for x in (0.0, 3.0, 9.0)])
    make.faces(shed, corners, np.array([[0, 5, 2], [0, 3, 5]]), Surface.GROUND)
    make.faces(shed, corners, np.array([[6, 7, 10], [6, 10, 9]]), Surface.ROOF)
    mesh = _with_red_floors(make)
    assert not undersides(mesh, "context").any()
    assert _is_red(_seen(mesh, Pose.looking((6.0, -5.0, 20.0), (6.0, 4.5, 0.0)))[120, 160])


def test_what_can_be_seen_from_elsewhere_is_no_underside() -> None:
    """A footprint without a house, the floor behind glass, a design: drawn from everywhere."""
    make = MeshBuilder()
    glass = make.material((0.5, 0.6, 0.7), opacity=0.3)
    square = np.array([[0.0, 0.0, 0.0], [5.0, 0.0, 0.0], [5.0, 5.0, 0.0], [0.0, 5.0, 0.0]])
    two = np.array([[0, 1, 2], [0, 2, 3]])
    make.faces(make.thing("footprint"), square, two, Surface.GROUND)
    make.box("shop", (10.0, 0.0, 0.0), (20.0, 10.0, 4.0), material=glass)
    lit = make.box("lit", (30.0, 0.0, 0.0), (40.0, 10.0, 4.0))
    make.faces(lit, square, two, Surface.WINDOW)
    make.box("closed", (50.0, 0.0, 0.0), (60.0, 10.0, 4.0))
    mesh = make.mesh()
    found = undersides(mesh, "context")
    assert {mesh.objects[number].id for number in mesh.object_index[found]} == {"closed"}
    assert (mesh.surface[found] == Surface.GROUND).all()
    assert not undersides(mesh, "design").any()
