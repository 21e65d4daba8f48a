"""Tiles over the frames of a camera: the pose now, steadier than one frame tells, and no later.

Each tile is followed with a small model of motion: it goes on turning and shifting as it did
(constant velocity), and each frame mends that by as much as the frame is surer than the model (a
Kalman filter on the pose, with the pose's own covariance). The newest frame counts: what is given
is the pose at that frame, and a fast hand is believed at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.markers.detect import TileFinder
from mrapp.model.sightings import Camera, TileSighting

Float64 = NDArray[np.float64]
Picture = NDArray[np.uint8]

LOST_S: Final = 0.5
"""How long a tile that is not seen is still expected where it was going."""

_TURN_NOISE, _SHIFT_NOISE = 6.0, 3.0  # how a hand speeds up: radians and metres a second squared
_LEAST_TURN, _LEAST_SHIFT = 2e-5, 1e-5  # no frame is surer than this
_JUMP = 60.0  # a frame that contradicts the model this much (chi squared of six) starts anew


@dataclass(eq=False)
class _Followed:
    """One tile: its pose, and how fast it turns and shifts, with their covariance (12, 12)."""

    sighting: TileSighting
    pose: Float64
    speed: Float64
    covariance: Float64
    seen_s: float
    at_s: float


class TileFollower:
    """Follows tiles through a camera's frames, one after the other; for one thread at a time."""

    def __init__(self, finder: TileFinder) -> None:
        self._finder = finder
        self._followed: list[_Followed] = []

    def see(
        self,
        picture: Picture,
        camera: Camera,
        at_s: float,
        *,
        gravity_camera: Float64 | None = None,
    ) -> tuple[TileSighting, ...]:
        """Return what is seen in the newest frame, its poses mended by those before.

        at_s: when the frame was taken. Frames may be left out; they may not come out of order.
        """
        before = tuple(
            replace(each.sighting, camera_from_tile=_ahead(each, at_s)[0])
            for each in self._followed
            if 0 <= at_s - each.seen_s <= LOST_S
        )
        seen = self._finder.find(picture, camera, gravity_camera=gravity_camera, before=before)
        return self.mend(seen, at_s)

    def mend(self, seen: Sequence[TileSighting], at_s: float) -> tuple[TileSighting, ...]:
        """Return sightings of the frame at `at_s` with their poses mended by those before."""
        left = [each for each in self._followed if 0 <= at_s - each.seen_s <= LOST_S]
        kept: list[_Followed] = []
        told = []
        for sighting in seen:
            if sighting.camera_from_tile is None:
                told.append(sighting)
                continue
            match = _nearest(sighting, left, at_s)
            left = [each for each in left if each is not match]
            followed = _mended(match, sighting, at_s) if match else _begun(sighting, at_s)
            kept.append(followed)
            told.append(followed.sighting)
        self._followed = kept + left
        return tuple(told)


def _nearest(
    sighting: TileSighting, followed: Sequence[_Followed], at_s: float
) -> _Followed | None:
    """The one that this is: with tags in common, the nearest of those."""
    pose = sighting.camera_from_tile
    assert pose is not None, "only tiles with a pose are followed"
    alike = [each for each in followed if set(each.sighting.tags) & set(sighting.tags)]
    return min(
        alike,
        key=lambda each: float(np.linalg.norm(_ahead(each, at_s)[0][:3, 3] - pose[:3, 3])),
        default=None,
    )


def _begun(sighting: TileSighting, at_s: float) -> _Followed:
    assert sighting.camera_from_tile is not None, "only tiles with a pose are followed"
    covariance = np.zeros((12, 12))
    covariance[:6, :6] = _measured(sighting)
    covariance[6:, 6:] = np.diag([4.0] * 3 + [4.0] * 3)  # a hand may move any way at first
    return _Followed(sighting, sighting.camera_from_tile, np.zeros(6), covariance, at_s, at_s)


def _measured(sighting: TileSighting) -> Float64:
    least = np.diag([_LEAST_TURN**2] * 3 + [_LEAST_SHIFT**2] * 3)
    return least if sighting.covariance is None else sighting.covariance + least


def _ahead(followed: _Followed, at_s: float) -> tuple[Float64, Float64]:
    """Where the model expects the tile at a time, and how sure that is."""
    gone = max(at_s - followed.at_s, 0.0)
    on = np.eye(12)
    on[:6, 6:] = np.eye(6) * gone
    push = np.diag([_TURN_NOISE**2] * 3 + [_SHIFT_NOISE**2] * 3)
    noise = np.block(
        [[push * gone**4 / 4, push * gone**3 / 2], [push * gone**3 / 2, push * gone**2]]
    )
    covariance = on @ followed.covariance @ on.T + noise
    return _moved(followed.pose, followed.speed * gone), covariance


def _mended(followed: _Followed, sighting: TileSighting, at_s: float) -> _Followed:
    pose = sighting.camera_from_tile
    assert pose is not None, "only tiles with a pose are followed"
    expected, covariance = _ahead(followed, at_s)
    off = _between(expected, pose)
    spread = covariance[:6, :6] + _measured(sighting)
    inverse = np.linalg.pinv(spread, hermitian=True)
    if float(off @ inverse @ off) > _JUMP:
        return _begun(sighting, at_s)
    gain = covariance[:, :6] @ inverse
    step = gain @ off
    after = covariance - gain @ covariance[:6]
    after = (after + after.T) / 2
    mended = _moved(expected, step[:6])
    told = replace(sighting, camera_from_tile=mended, covariance=after[:6, :6])
    return _Followed(told, mended, followed.speed + step[6:], after, at_s, at_s)


def _moved(pose: Float64, step: Float64) -> Float64:
    after = pose.copy()
    after[:3, :3] = cv2.Rodrigues(step[:3])[0] @ pose[:3, :3]
    after[:3, 3] += step[3:]
    return after


def _between(one: Float64, other: Float64) -> Float64:
    """The step, (6,), from one pose to another."""
    turn = cv2.Rodrigues(other[:3, :3] @ one[:3, :3].T)[0].ravel()
    return np.concatenate([turn, other[:3, 3] - one[:3, 3]])
