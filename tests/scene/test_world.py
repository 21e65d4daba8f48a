"""Walking in a drawn town: the same rules as in a world of arithmetic, on VTK's own answers."""

import math

import numpy as np
import pytest
from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.app.state import AssetShow
from mrapp.scene.asset_view import AssetView
from mrapp.scene.city_view import CityView
from mrapp.scene.navigator import Key, Mode
from mrapp.scene.pose import Pose
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.shading import Shading
from mrapp.scene.snapshot import offscreen_window
from mrapp.scene.walking import EYE_HEIGHT_M
from mrapp.scene.world import World
from tests.scene.helpers import ORIGIN, MeshBuilder, state, town


@pytest.mark.slow
def test_a_stroll_through_town_stays_on_the_street() -> None:
    """Whoever turns and walks about at random is never inside a house nor off the ground."""
    mesh = town()
    window = offscreen_window()
    view = CityView(window)
    view.show(state(AssetShow("town", "context", "t")), {"town": mesh})
    houses = []
    for number, thing in enumerate(mesh.objects):
        if thing.type == "Building":
            corners = mesh.triangles[mesh.object_index == number]
            points = mesh.points_rd[corners].reshape(-1, 3) - ORIGIN.rd
            houses.append((points.min(axis=0), points.max(axis=0)))
    low, high = np.array([h[0] for h in houses]), np.array([h[1] for h in houses])
    view.pose = Pose((0.0, -40.0, 90.0), 0.3, -0.9)
    view.navigator.set_mode(Mode.WALK)
    while view.navigator.tick(0.1):
        pass
    rng = np.random.default_rng(11)
    walked = 0.0
    for _ in range(60):
        turn = Key.TURN_LEFT if rng.random() < 0.5 else Key.TURN_RIGHT
        view.navigator.keys_down(frozenset({turn}))
        for _ in range(int(rng.integers(1, 20))):
            view.navigator.tick(0.1)
        view.navigator.keys_down(frozenset({Key.FORWARD, Key.FAST}))
        before = view.pose.eye
        for _ in range(20):
            view.navigator.tick(0.1)
            x, y, z = view.pose.eye
            inside = (low[:, 0] < x) & (x < high[:, 0]) & (low[:, 1] < y) & (y < high[:, 1])
            assert not inside.any()
            assert abs(z - EYE_HEIGHT_M) < 0.02
        walked += math.dist(before, view.pose.eye)
    assert walked > 100.0
    view.close()


def test_home_shows_the_town_and_the_view_is_free() -> None:
    """Home looks down on the town from the south with nothing before the eye."""
    window = offscreen_window()
    view = CityView(window)
    view.show(state(AssetShow("town", "context", "t")), {"town": town()})
    view.navigator.go_home()
    while view.navigator.tick(0.1):
        pass
    window.SetSize(640, 400)
    hit = view.pick(320, 200)
    assert view.pose.eye[1] < -100.0
    assert hit is not None
    assert math.hypot(*hit.point_local[:2]) < 130.0, "within the town, 340 m wide"
    view.close()


def test_whoever_is_inside_a_building_gets_out() -> None:
    """From within a house, zooming out leaves it; from without, nothing enters it."""
    view = CityView(offscreen_window())
    view.show(state(AssetShow("town", "context", "t")), {"town": town()})
    inside = (9.5, 11.0, 3.0)
    view.pose = Pose.looking(inside, (9.5, 60.0, 3.0))
    view.navigator.zoom(-8.0, (9.5, 13.0, 3.0))
    assert math.dist(view.pose.eye, inside) > 4.0
    view.pose = Pose.looking((9.5, -14.0, 4.0), inside)
    view.navigator.zoom(30.0, inside)
    assert view.pose.eye[1] < 5.0
    view.close()


def test_hiding_everything_leaves_land_and_sky_to_look_at() -> None:
    """The last layer may be hidden, also by who stands in the middle of it."""
    window = offscreen_window()
    window.SetSize(160, 90)
    view = CityView(window)
    mesh = town()
    view.show(state(AssetShow("town", "context", "t")), {"town": mesh})
    far_home = view.navigator.home
    view.pose = Pose((0.0, -40.0, 1.7), 0.0, 0.0)
    view.render()
    view.show(state(), {"town": mesh})
    view.render()
    assert view.pick(80.0, 20.0) is None
    assert math.dist(view.navigator.home.eye, (0.0, 0.0, 0.0)) < math.dist(
        far_home.eye, (0.0, 0.0, 0.0)
    ), "home is where the little that is left is seen"
    view.close()


def test_whoever_is_put_somewhere_stays_there() -> None:
    """A flight that was under way does not carry the viewer off again."""
    view = CityView(offscreen_window())
    view.show(state(AssetShow("town", "context", "t")), {"town": town()})
    view.navigator.go_home()
    view.navigator.tick(0.3)
    view.pose = Pose((0.0, -40.0, 30.0), 0.3, -0.4)
    assert not view.navigator.tick(0.3)
    assert view.pose == Pose((0.0, -40.0, 30.0), 0.3, -0.4)
    view.close()


def test_the_nearest_face_of_what_is_carried_larger_is_as_far_as_it_is_seen() -> None:
    """A box from 0 to 10 m high, seen twice as large, is 6 m below an eye at 26 m."""
    make, world, renderer = MeshBuilder(), World(), vtkRenderer()
    make.box("b", (10.0, -5.0, 0.0), (20.0, 5.0, 10.0))
    view = AssetView(PreparedMesh(make.mesh(), ORIGIN, "design"), Shading(), renderer)
    twice = tuple(map(tuple, np.diag([2.0, 2.0, 2.0, 1.0]).tolist()))
    view.apply(AssetShow("box", "design", "b", carried=twice))
    view.build()
    world.set_contents([("b", view)])
    assert world.clearance((30.0, 0.0, 26.0), 100.0) == pytest.approx(6.0)
    view.close()
