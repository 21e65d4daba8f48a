"""Moving about for people who never used 3D: from keys, drags and wheel to Motions for the rig."""

import math
from collections.abc import Callable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.flying import Flight
from mrapp.scene.hovering import (
    ZOOM_A_STEP,
    approach,
    home_pose,
    looked_at,
    orbit,
    pan,
    pose_before,
    turned_north,
)
from mrapp.scene.moving import Box, Motion, Rig, WorldPort, motion_between
from mrapp.scene.pose import Pose, Vec3
from mrapp.scene.standing import building_ahead, standing_before
from mrapp.scene.walking import EYE_HEIGHT_M, landing_place, open_heading, settle, walk

WALK_M_PER_S = 1.4
FAST_FACTOR = 4.0
_TURN_RAD_PER_S = math.radians(60.0)
_STAND_BACK_M = 25.0
_NEAR_GROUND_M = 4.0
# What is no higher is stood upon, not looked at: a square, a lawn.
_FLAT_M = 1.5
_LONGEST_TICK_S = 0.1


class Key(StrEnum):
    """What a pressed key means for moving about."""

    FORWARD = "forward"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"
    TURN_LEFT = "turn-left"
    TURN_RIGHT = "turn-right"
    LOOK_UP = "look-up"
    LOOK_DOWN = "look-down"
    UP = "up"
    DOWN = "down"
    FAST = "fast"


class Mode(StrEnum):
    """WALK: on the ground at eye height. ORBIT: above the city, round a point."""

    WALK = "walk"
    ORBIT = "orbit"


class Navigator:
    """Takes what a person does with keys and mouse, and moves the rig.

    Pixels are device pixels, x to the right and y downwards. Call `tick` while it returns True.
    """

    def __init__(
        self, rig: Rig, world: WorldPort, shape: Callable[[], float] = lambda: 1.5
    ) -> None:
        """shape: tells the width of the picture for a height of 1."""
        self._rig = rig
        self._world = world
        self._shape = shape
        self._mode = Mode.ORBIT
        self._keys: frozenset[Key] = frozenset()
        self._pivot: Vec3 | None = None
        self._flight: Flight | None = None
        self._flown_s = 0.0

    @property
    def mode(self) -> Mode:
        """Whether the viewer walks or hovers."""
        return self._mode

    @property
    def moving(self) -> bool:
        """Whether a flight is under way or a key is held."""
        return self._flight is not None or bool(self._keys)

    def set_mode(self, mode: Mode) -> None:
        """Change between walking and hovering; to walk, the viewer lands smoothly first."""
        if mode == self._mode:
            return
        self._mode = mode
        self.stop()
        if mode == Mode.WALK:
            self._start_flight(self._landing(), 1.5)

    def stop(self) -> None:
        """Break off any flight, and forget what is gone round: the viewer is elsewhere now."""
        self._flight = None
        self._pivot = None

    def keys_down(self, keys: frozenset[Key]) -> None:
        """Say which keys are held now; a landing is finished before they move the walker."""
        # To hurry is no movement by itself.
        self._keys = keys if keys - {Key.FAST} else frozenset()
        if self._keys:
            self._take_over()

    def drag_look(self, dx_px: float, dy_px: float, height_px: float) -> None:
        """Look round: the picture follows the hand."""
        if not self._take_over():
            return
        angle = self._rig.pose.field_of_view_rad / max(height_px, 1.0)
        self._rig.apply(Motion(turn_rad=-dx_px * angle, tilt_rad=dy_px * angle))

    def drag_orbit(self, dx_px: float, dy_px: float, height_px: float) -> None:
        """Go round the point chosen with `orbit_about`, or what is in the middle of the view."""
        if self._mode == Mode.WALK:
            self.drag_look(dx_px, dy_px, height_px)
            return
        self._take_over()
        angle = math.pi / max(height_px, 1.0)
        self._rig.apply(
            orbit(self._rig.pose, self._centre(), dx_px * angle, dy_px * angle, self._world)
        )

    def drag_pan(self, dx_px: float, dy_px: float, height_px: float) -> None:
        """Pull the ground along with the hand; on foot, look round."""
        if self._mode == Mode.WALK:
            self.drag_look(dx_px, dy_px, height_px)
            return
        self._take_over()
        pose = self._rig.pose
        distance = max(math.dist(pose.eye, looked_at(pose, self._world)), 2.0)
        metre = 2.0 * distance * math.tan(pose.field_of_view_rad / 2.0) / max(height_px, 1.0)
        deep = metre / max(math.sin(abs(pose.pitch_rad)), 0.3)
        self._rig.apply(pan(pose, -dx_px * metre, dy_px * deep, self._world))
        self._pivot = None

    def zoom(self, steps: float, toward_local: Vec3 | None = None) -> None:
        """Go nearer (steps > 0) to a place, or to what is in the middle; on foot, walk."""
        if not self._take_over():
            return
        pose = self._rig.pose
        if self._mode == Mode.WALK:
            self._rig.apply(walk(pose, 0.7 * steps, 0.0, self._world))
            return
        target = toward_local or looked_at(pose, self._world)
        self._rig.apply(approach(pose, target, steps, self._world))

    def near(self, share: float, toward_local: Vec3 | None = None) -> None:
        """Be at a share (above 0) of the distance to a place, or to the middle; on foot, walk."""
        self.zoom(math.log(share) / math.log(ZOOM_A_STEP), toward_local)

    def twist(self, angle_rad: float) -> None:
        """Turn what is seen clockwise, seen from above; on foot nothing turns."""
        if self._mode == Mode.ORBIT:
            self.drag_orbit(-angle_rad, 0.0, math.pi)

    def orbit_about(self, point_local: Vec3) -> None:
        """Choose the point that `drag_orbit` goes round."""
        self._pivot = point_local

    def fly_to(self, pose: Pose, seconds: float = 1.5, mode: Mode | None = None) -> None:
        """Go to a pose in a smooth flight over what stands between.

        mode: in which one arrives; None: as the pose suggests.
        """
        self._suit(pose)
        self._mode = mode or self._mode
        self._pivot = None
        self._start_flight(pose, seconds)

    def be_at(self, pose: Pose) -> None:
        """Be in a pose at once, to the last bit; the mode follows the pose."""
        self.stop()
        self._suit(pose)
        self._rig.place(pose)

    def _suit(self, pose: Pose) -> None:
        """Walk where one would stand on the ground, else hover."""
        floor = self._world.floor_below(pose.eye)
        low = abs(pose.eye[2] - floor.height_m - EYE_HEIGHT_M) < 0.5
        self._mode = Mode.WALK if low and floor.walkable else Mode.ORBIT

    def go_home(self) -> None:
        """Go to where the whole project is seen."""
        self._mode = Mode.ORBIT
        self._pivot = None
        self._start_flight(self.home, 1.5)

    @property
    def home(self) -> Pose:
        """The pose that shows the whole project."""
        return home_pose(self._world, math.radians(50.0), self._shape())

    def look_at(self, thing: Box) -> None:
        """Fly to where a thing fills the picture, and go round it from then on."""
        self.fly_to(pose_before(thing, self._rig.pose, self._shape(), self._world))
        self.orbit_about(thing.centre)

    @property
    def looked_at(self) -> Vec3:
        """The place in the middle of the view; a sensible one where that is the sky."""
        return looked_at(self._rig.pose, self._world)

    def face_north(self) -> None:
        """Turn to the north, round what is looked at, or on the spot on foot."""
        pivot = None if self._mode == Mode.WALK else self._centre()
        self._start_flight(turned_north(self._rig.pose, pivot, self._world), 0.8)

    def walk_to(self, point_local: Vec3) -> None:
        """Go and stand at a place, or as near to it as a person can stand."""
        pose = self._rig.pose
        self._mode = Mode.WALK
        self._pivot = None
        feet = landing_place(point_local[0], point_local[1], self._world)
        eye = (feet[0], feet[1], feet[2] + EYE_HEIGHT_M)
        tilt = max(min(pose.pitch_rad, 0.2), -0.2)
        self._start_flight(Pose(eye, pose.heading_rad, tilt, pose.field_of_view_rad), 1.2)

    def stand_before(self, points_local: NDArray[np.float64]) -> None:
        """Go and stand where a building is seen, and look at it; in the middle of a flat thing.

        points_local: (n, 3) corners of the building, n > 0, local metres.
        """
        low, high = points_local.min(axis=0), points_local.max(axis=0)
        if high[2] - low[2] < _FLAT_M:
            x, y, z = (low + high) / 2.0
            self.walk_to((float(x), float(y), float(z)))
            return
        self._mode = Mode.WALK
        self._pivot = None
        self._start_flight(standing_before(points_local, self._rig.pose, self._world), 1.5)

    def tick(self, dt_s: float) -> bool:
        """Let time pass. Returns True while there is more to come."""
        if self._flight is not None:
            return self._fly(self._flight, dt_s)
        dt_s = min(dt_s, _LONGEST_TICK_S)
        if self._mode == Mode.WALK:
            return self._tick_on_foot(dt_s)
        if self._keys:
            self._rig.apply(self._hover(dt_s))
        return bool(self._keys)

    def _tick_on_foot(self, dt_s: float) -> bool:
        if self._keys:
            ahead, aside, turn, tilt = self._pushed(dt_s)
            speed = WALK_M_PER_S * (FAST_FACTOR if Key.FAST in self._keys else 1.0) * dt_s
            length = max(math.hypot(ahead, aside), 1.0)
            self._rig.apply(Motion(turn_rad=turn, tilt_rad=tilt))
            forward, right = ahead * speed / length, aside * speed / length
            self._rig.apply(walk(self._rig.pose, forward, right, self._world))
        sinking = settle(self._rig.pose, dt_s, self._world)
        if sinking is not None:
            self._rig.apply(sinking)
        return bool(self._keys) or sinking is not None

    def _hover(self, dt_s: float) -> Motion:
        pose = self._rig.pose
        ahead, aside, turn, tilt = self._pushed(dt_s)
        if turn or tilt:
            self._rig.apply(Motion(turn_rad=turn, tilt_rad=tilt))
        height = max(pose.eye[2] - self._world.box.low[2], 3.0)
        speed = 0.7 * height * (3.0 if Key.FAST in self._keys else 1.0) * dt_s
        rise = (Key.UP in self._keys) - (Key.DOWN in self._keys)
        self._pivot = None
        return pan(self._rig.pose, aside * speed, ahead * speed, self._world, rise * speed)

    def _pushed(self, dt_s: float) -> tuple[float, float, float, float]:
        """Return what the keys ask: ahead, to the right (each -1..1), turn and tilt, radians."""
        keys = self._keys
        turn = ((Key.TURN_RIGHT in keys) - (Key.TURN_LEFT in keys)) * _TURN_RAD_PER_S * dt_s
        tilt = ((Key.LOOK_UP in keys) - (Key.LOOK_DOWN in keys)) * _TURN_RAD_PER_S * dt_s
        ahead = float((Key.FORWARD in keys) - (Key.BACK in keys))
        aside = float((Key.RIGHT in keys) - (Key.LEFT in keys))
        return ahead, aside, turn, tilt

    def _fly(self, flight: Flight, dt_s: float) -> bool:
        self._flown_s += dt_s
        goal = flight.pose_at(self._flown_s)
        self._rig.apply(motion_between(self._rig.pose, goal))
        if self._flown_s < flight.seconds:
            return True
        self._flight = None
        return bool(self._keys) or self._mode == Mode.WALK

    def _take_over(self) -> bool:
        """Break off a flight, unless it lands: who walks in mid-air drops onto a roof.

        Returns whether the viewer's own movement counts now.
        """
        if self._mode == Mode.ORBIT:
            self._flight = None
        return self._flight is None

    def _start_flight(self, end: Pose, seconds: float) -> None:
        self._flight = Flight.between(self._rig.pose, end, seconds, self._world)
        self._flown_s = 0.0

    def _centre(self) -> Vec3:
        if self._pivot is None:
            self._pivot = looked_at(self._rig.pose, self._world)
        return self._pivot

    def _landing(self) -> Pose:
        """Return the pose of standing before the building nearest to what is looked at.

        Who is low already stays there; where there are no buildings the land is looked at.
        """
        pose = self._rig.pose
        floor = self._world.floor_below(pose.eye)
        if floor.walkable and pose.eye[2] - floor.height_m < _NEAR_GROUND_M:
            eye = (pose.eye[0], pose.eye[1], floor.height_m + EYE_HEIGHT_M)
            return Pose(eye, pose.heading_rad, pose.pitch_rad, pose.field_of_view_rad)
        goal = looked_at(pose, self._world)
        building = building_ahead(goal, pose, self._world)
        if building is not None:
            return standing_before(building, pose, self._world)
        back = min(_STAND_BACK_M, 0.5 * math.dist(goal, pose.eye))
        feet = landing_place(
            goal[0] - back * math.sin(pose.heading_rad),
            goal[1] - back * math.cos(pose.heading_rad),
            self._world,
        )
        eye = (feet[0], feet[1], feet[2] + EYE_HEIGHT_M)
        ahead = (goal[0], goal[1], eye[2])
        far = math.dist(goal[:2], feet[:2]) > 3.0
        heading = Pose.looking(eye, ahead).heading_rad if far else pose.heading_rad
        heading = open_heading(eye, heading, self._world)
        return Pose(eye, heading, 0.0, pose.field_of_view_rad)
