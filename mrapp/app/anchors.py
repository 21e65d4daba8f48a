"""Where something that is seen again and again lies: calm, level, kept while it is out of sight.

One way for a camera on a desk (`camera_from_tile`) and for a headset (`stage_from_tile`). Matrices
are (4, 4), turn and shift, metres.
"""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Apart = Callable[[Array, Array], float]
"""How far two places differ, in units of what is worth to be followed at once."""

# Over so long is seen how a thing moves: less is noise, more is another movement.
_PATH_S = 0.1
# A hand that moves moves otherwise within so long.
_OTHERWISE_S = 0.15


@dataclass(frozen=True, eq=False)
class Anchor:
    """Where it lies. strength: 1 while it is seen and shortly after, then down to 0."""

    matrix: Array
    strength: float
    seen_at_s: float


@dataclass(frozen=True)
class Calm:
    """How calm an anchor is.

    least: how much of a new place counts where it hardly differs: the rest is noise. jump: what
    differs more is waited for once more, as it may be a slip, unless so long nothing was seen.
    keep_s, fade_s: how long it stays unseen, and then fades. drift: what was seen to move goes on
    so unseen, and stays and fades no longer than until it may be so far off; None: it stays put.
    """

    least: float = 0.25
    jump: float = math.inf
    again_s: float = 0.3
    keep_s: float = 0.6
    fade_s: float = 0.6
    drift: float | None = None


class AnchorFilter:
    """Takes sightings and tells where the thing lies."""

    def __init__(self, apart: Apart, calm: Calm | None = None) -> None:
        self._apart, self._calm = apart, calm or Calm()
        self._anchor: Anchor | None = None
        self._doubted: Array | None = None
        self._path: deque[tuple[float, Array]] = deque()

    def seen(self, matrix: Array, at_s: float) -> Anchor:
        """Take in a sighting; returns where the thing lies by it."""
        before = self._anchor
        if before is None or at_s - before.seen_at_s > self._calm.again_s:
            self._path.clear()
            return self._take(matrix, at_s)
        differs = self._apart(before.matrix, matrix)
        if differs > self._calm.jump and not self._confirmed(matrix):
            self._doubted = matrix
            # Seen it was: it stays where it is, and does not fade.
            self._anchor = Anchor(before.matrix, 1.0, at_s)
            return self._anchor
        if differs > self._calm.jump:
            return self._take(matrix, at_s)
        share = min(1.0, max(self._calm.least, differs))
        return self._take(between(before.matrix, matrix, share), at_s)

    def _confirmed(self, matrix: Array) -> bool:
        return self._doubted is not None and (
            self._apart(self._doubted, matrix) <= self._calm.jump / 2.0
        )

    def _take(self, matrix: Array, at_s: float) -> Anchor:
        self._anchor, self._doubted = Anchor(matrix, 1.0, at_s), None
        while len(self._path) > 1 and at_s - self._path[1][0] >= _PATH_S:
            self._path.popleft()
        self._path.append((at_s, matrix))
        return self._anchor

    def at(self, now_s: float) -> Anchor | None:
        """Return where it lies as far as is known at a moment; None: nobody knows any more."""
        anchor, calm = self._anchor, self._calm
        if anchor is None:
            return None
        unseen_s, keep_s = now_s - anchor.seen_at_s, self._keep_s()
        fade_s = calm.fade_s if calm.drift is None else min(calm.fade_s, keep_s)
        strength = 1.0 if unseen_s <= keep_s else 1.0 - (unseen_s - keep_s) / fade_s
        if strength <= 0.0:
            self.forget()
            return None
        matrix = anchor.matrix if calm.drift is None else self._ahead(unseen_s) @ anchor.matrix
        return Anchor(matrix, strength, anchor.seen_at_s)

    def _keep_s(self) -> float:
        """Return how long its motion tells where it is: half its change of speed, squared time."""
        calm, (begun_s, before), (ended_s, after) = self._calm, self._path[0], self._path[-1]
        if calm.drift is None or ended_s <= begun_s:
            return calm.keep_s
        speed = self._apart(before, after) / (ended_s - begun_s)
        far_s = math.sqrt(2.0 * calm.drift * _OTHERWISE_S / max(speed, 1e-9))
        return min(calm.keep_s, far_s)

    def _ahead(self, after_s: float) -> Array:
        """Return how it has moved so long after it was seen, if it went on as it did.

        As what sees it moves: a camera that only turns keeps its place, and so the turn is exact.
        """
        (begun_s, before), (ended_s, after) = self._path[0], self._path[-1]
        if ended_s <= begun_s:
            return np.eye(4)
        moved = after @ np.linalg.inv(before)
        return between(np.eye(4), moved, after_s / (ended_s - begun_s))

    def forget(self) -> None:
        """Know nothing of it any more."""
        self._anchor = self._doubted = None
        self._path.clear()


def between(one: Array, two: Array, share: float) -> Array:
    """Return the place so far on the way from one to another: 0 is the first, 1 the second.

    The turn by the shortest way (Rodrigues' formula with a share of its angle).
    """
    result = np.eye(4)
    result[:3, :3] = one[:3, :3] @ _turn(share * _rotation(one[:3, :3].T @ two[:3, :3]))
    result[:3, 3] = (1.0 - share) * one[:3, 3] + share * two[:3, 3]
    return result


def levelled(matrix: Array, up: Array) -> Array:
    """Return a place whose z axis points up, turned by the shortest way; its shift stays.

    A tile in a pavement lies level: what its own small picture says of its tilt is less sure than
    what a headset knows of gravity.
    """
    turn, above = matrix[:3, :3], up / np.linalg.norm(up)
    axis = np.cross(turn[:, 2], above)
    sine, cosine = float(np.linalg.norm(axis)), float(turn[:, 2] @ above)
    result = matrix.copy()
    if sine > 1e-9:
        result[:3, :3] = _turn(axis / sine * math.atan2(sine, cosine)) @ turn
    return result


def tilt_rad(matrix: Array, up: Array) -> float:
    """Return the angle between a place's z axis and up."""
    cosine = float(matrix[:3, 2] @ up) / float(np.linalg.norm(up))
    return math.acos(max(-1.0, min(1.0, cosine)))


def metres_apart(reach_m: float, worth_m: float) -> Apart:
    """Return a measure: how far points round the thing move, as a part of what is worth it."""
    points = _round(reach_m)

    def apart(one: Array, two: Array) -> float:
        moved = (points @ (one - two).T)[:, :3]
        return float(np.sqrt(np.mean(np.sum(moved**2, axis=1)))) / worth_m

    return apart


def pixels_apart(reach_m: float, worth_px: float, focal_px: float) -> Apart:
    """Return the same for a camera: how far those points move in its picture."""
    points = _round(reach_m)

    def apart(one: Array, two: Array) -> float:
        seen = [(points @ each.T)[:, :3] for each in (one, two)]
        flat = [each[:, :2] / np.maximum(each[:, 2:], 0.05) for each in seen]
        moved = focal_px * (flat[0] - flat[1])
        return float(np.sqrt(np.mean(np.sum(moved**2, axis=1)))) / worth_px

    return apart


def _round(reach_m: float) -> Array:
    """Return points over and round a thing, (n, 4)."""
    flat = [(x, y, z) for z in (0.0, 0.5) for y in (-0.5, 0.5) for x in (-0.5, 0.5)]
    return np.column_stack([reach_m * np.array(flat), np.ones(len(flat))])


def _rotation(turn: Array) -> Array:
    """Return the axis of a turn (3, 3), as long as its angle is in radians."""
    axis = np.array([turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]])
    length = float(np.linalg.norm(axis))
    angle = math.atan2(length, float(np.trace(turn)) - 1.0)
    if length < 1e-9:
        # None, or half a turn, whose axis is a column of turn + 1.
        half = turn + np.eye(3)
        column = half[:, int(np.argmax(np.diag(half)))]
        return np.zeros(3) if angle < 1.0 else column / np.linalg.norm(column) * math.pi
    return np.asarray(axis / length * angle)


def _turn(rotation: Array) -> Array:
    """Return the turn (3, 3) about an axis, as long as the angle (Rodrigues' formula)."""
    angle = float(np.linalg.norm(rotation))
    if angle < 1e-12:
        return np.eye(3)
    x, y, z = rotation / angle
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return np.asarray(np.eye(3) + math.sin(angle) * cross + (1 - math.cos(angle)) * cross @ cross)
