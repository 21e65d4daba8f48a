"""A printed tile in the room: the city comes to where it lies, through the rig, and follows it."""

import math

import pytest

from mrapp.app.marker_tracking import KnownTile, MarkerSeen
from mrapp.xr.anchoring import Anchoring, Came
from mrapp.xr.device import Frame, Inputs
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.moving.walker import Walker
from mrapp.xr.rig import StagePlace, StageRig
from mrapp.xr.scripted_markers import ScriptedMarkers
from mrapp.xr.simulated import SimulatedHeadset
from tests.scene.blocks import BlockWorld

TEXT = "HTTPS://SPOORZONE.EXAMPLE/T/7K3F9Q2MABCD"
TILE = KnownTile("7K3F9Q2M", TEXT, (11, 12, 13, 14), 0.3, (10.0, 20.0, 0.0), math.radians(60.0))
HEAD = RigidPose((0.0, 1.6, 0.0))
_STEP_NS = 50_000_000


def _flat(middle: Vec3, turned_rad: float) -> RigidPose:
    """On its back, its top so far clockwise from the stage's -z, seen from above."""
    sy, cy = math.sin(-turned_rad / 2.0), math.cos(-turned_rad / 2.0)
    sx, cx = math.sin(-math.pi / 4.0), math.cos(-math.pi / 4.0)
    return RigidPose(middle, (cy * sx, sy * cx, -sy * sx, cy * cx))


class Room:
    """Somebody in a room with a tile in it."""

    def __init__(self, pose: RigidPose | None) -> None:
        self.codes = ScriptedMarkers()
        self.rig = StageRig(StagePlace((0.0, -50.0, 0.0)))
        self.walker = Walker(self.rig, BlockWorld())
        self.anchoring = Anchoring(SimulatedHeadset(codes=self.codes), self.walker)
        self._number = 0
        self.came: list[Came] = []
        self.lay(pose)

    def lay(self, pose: RigidPose | None) -> None:
        """Let the tile lie there."""
        self.codes.seen = [MarkerSeen(pose.matrix, text=TEXT)] if pose is not None else []

    def pass_s(self, seconds: float = 3.0) -> StagePlace:
        """Let time pass; returns where the stage stands then."""
        for _ in range(round(seconds * 1e9 / _STEP_NS)):
            self._number += 1
            frame = Frame(self._number, self._number * _STEP_NS, _STEP_NS, True)
            came = self.anchoring.follow(frame)
            self.came += [came] if came is not None else []
            self.walker.frame(_STEP_NS / 1e9, HEAD, Inputs())
        return self.rig.place


def _way(place: StagePlace, pose: RigidPose) -> float:
    """Where the tile's top points in the city, degrees clockwise from north."""
    x, y, z = pose.matrix[:3, 1].tolist()
    east, north, _ = place.way((x, y, z))
    return math.degrees(math.atan2(east, north))


@pytest.mark.parametrize("turned_rad", [0.0, 0.7, -2.0])
def test_the_model_stands_on_the_tile_and_is_turned_as_it(turned_rad: float) -> None:
    pose = _flat((0.3, 0.74, -0.6), turned_rad)
    room = Room(pose)
    room.anchoring.look_for([TILE], life_size=False)
    place = room.pass_s()
    assert place.scale == 200.0
    assert place.local(pose.position) == pytest.approx((10.0, 20.0, 0.0), abs=1e-6)
    assert _way(place, pose) == pytest.approx(60.0)
    assert room.walker.tabletop.table.real
    assert room.walker.tabletop.table.centre == pytest.approx(pose.position)


def test_life_size_the_tile_is_where_it_belongs() -> None:
    pose = _flat((1.2, 0.0, -2.0), 0.4)
    room = Room(pose)
    room.anchoring.look_for([TILE], life_size=True)
    place = room.pass_s()
    assert place.scale == 1.0
    assert place.local(pose.position) == pytest.approx((10.0, 20.0, 0.0), abs=0.02)
    assert _way(place, pose) == pytest.approx(60.0)


def test_the_city_waits_for_a_tile_follows_one_that_is_moved_and_stays_when_it_is_hidden() -> None:
    room = Room(None)
    before = room.rig.place
    room.anchoring.look_for([TILE], life_size=False)
    assert room.pass_s() == before
    room.lay(_flat((0.0, 0.74, -0.6), 0.0))
    there = room.pass_s()
    assert there != before
    room.lay(_flat((0.01, 0.74, -0.6), 0.0))
    assert room.pass_s() == there
    room.lay(None)
    assert room.pass_s() == there
    moved = _flat((0.3, 0.74, -0.6), 0.5)
    room.lay(moved)
    assert room.pass_s(6.0).local(moved.position)[:2] == pytest.approx((10.0, 20.0), abs=0.5)
    room.anchoring.stop()
    room.lay(_flat((-0.5, 0.74, -0.6), 0.0))
    stays = room.rig.place
    assert room.pass_s() == stays


def test_no_model_is_put_on_a_tile_on_the_floor_and_it_is_told_once() -> None:
    room = Room(_flat((0.3, 0.02, -0.6), 0.0))
    before = room.rig.place
    room.anchoring.look_for([TILE], life_size=False)
    assert room.pass_s() == before
    assert room.came == [Came.REFUSED]
    room.lay(_flat((0.3, 0.74, -0.6), 0.0))
    assert room.pass_s() != before
    assert room.came == [Came.REFUSED, Came.FOUND]


def test_a_headset_that_finds_no_codes_says_so_and_is_asked_in_vain() -> None:
    plain, finding = SimulatedHeadset(), SimulatedHeadset(codes=ScriptedMarkers())
    assert not plain.facts.finds_codes
    assert finding.facts.finds_codes
    assert plain.codes(Frame(1, 1, 1, True)) is None
    assert finding.codes(Frame(1, 1, 1, True)) == ()
