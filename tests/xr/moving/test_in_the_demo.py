"""Moving about in the demonstration project, on VTK's own answers: streets, houses and water."""

import math
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from mrapp.app.state import AssetShow
from mrapp.io.readers import read_file
from mrapp.model.frames import Origin
from mrapp.scene.city_view import CityView
from mrapp.scene.moving import WorldPort
from mrapp.scene.snapshot import offscreen_window
from mrapp.scene.walking import landing_place
from mrapp.xr.frames import RigidPose
from mrapp.xr.moving.comfort import FREE
from mrapp.xr.moving.spots import can_stand, open_above
from mrapp.xr.rig import StagePlace
from tests.scene.helpers import state
from tests.xr.moving.visits import FRAME_S, Visit, both, hand, turned

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo() -> Iterator[WorldPort]:
    """Return the world of the demonstration with its planned tower."""
    folder = Path(__file__).parents[3] / "models/spoorzone/assets"
    files = [path for path in sorted(folder.glob("*.city.json")) if "plan_low" not in path.name]
    meshes = {path.name: read_file(path) for path in files}
    points = np.concatenate([mesh.points_rd for mesh in meshes.values()])
    middle = np.round((points.min(axis=0) + points.max(axis=0)) / 2.0)
    origin = Origin(float(middle[0]), float(middle[1]), 0.0)
    shown = state(*(AssetShow(name, "context", name) for name in meshes))
    with closing(CityView(offscreen_window())) as view:
        view.show(type(shown)(origin, shown.shows, shown.sun), meshes)
        yield view._world


def test_a_long_walk_with_stick_and_jumps_stays_in_the_streets(demo: WorldPort) -> None:
    """At random through the town: never in a house, on a roof, in the water or falling."""
    rng = np.random.default_rng(5)
    feet = landing_place(0.0, 0.0, demo)
    visit = Visit(demo, StagePlace(feet), FREE)
    visit.run(0.1)
    walked, landed, heading = 0.0, 0, 0.0
    for _ in range(15):
        before = visit.eye
        heading += float(rng.uniform(-1.2, 1.2))
        visit.head = RigidPose((0.0, 1.65, 0.0), turned(heading))
        for _ in range(20):
            visit.frame(both(hand(), hand((0.0, 1.0))), dt_s=0.1)
            _check(visit)
        walked += math.dist(before, visit.eye)
        before = visit.eye
        aim = RigidPose((0.0, 1.2, 0.0), turned(heading, float(rng.uniform(-0.5, 0.6))))
        visit.run(0.05)
        visit.run(0.05, both(hand((0.0, 1.0), aim), hand()))
        arc = visit.seen[-1].arc
        visit.run(0.4, both(hand(aim=aim), hand()))
        _check(visit)
        if arc is not None and arc.allowed and arc.lands is not None:
            landed += 1
            assert math.dist(visit.eye[:2], arc.lands[:2]) < 1e-3
        else:
            assert math.dist(visit.eye, before) < 0.4, "still settling at most"
    assert walked > 15.0
    assert landed > 3


def _check(visit: Visit) -> None:
    """Whoever stands there stands on a street, under the sky, with room for the head."""
    x, y, z = visit.eye
    floor = visit.world.floor_below((x, y, z - 0.9))
    assert floor.walkable
    assert abs(z - 1.65 - floor.height_m) < 0.4
    assert open_above((x, y, floor.height_m), visit.world)


def test_every_building_is_refused_and_some_street_is_found_beside_it(demo: WorldPort) -> None:
    """Nobody is put into any of the buildings of the town, however they are asked to."""
    boxes = demo.buildings
    assert len(boxes) > 20
    visit = Visit(demo, StagePlace(landing_place(0.0, 0.0, demo)))
    visit.frame(both())
    for low, high in boxes[:: max(1, len(boxes) // 25)]:
        x, y = (low[:2] + high[:2]) / 2.0
        ground = demo.floor_below((x, y, low[2] + 1.0)).height_m
        for z in (ground, float(high[2])):
            inside = can_stand((float(x), float(y), z), demo)
            visit.walker.go_to((float(x), float(y), z))
            for _ in range(6):
                visit.frame(both(), dt_s=10.0 * FRAME_S)
            _check(visit)
            assert inside == (math.dist(visit.eye[:2], (x, y)) < 1e-3)
