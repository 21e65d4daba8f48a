"""From a frame to what lies on it: which tile is seen, whether it is one of ours, and where."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from mrapp.app.anchors import Anchor, AnchorFilter, Calm, pixels_apart
from mrapp.app.tiles.verdict import Verdict, VerdictKind
from mrapp.ar.frames import Bgr, Frame
from mrapp.model.sightings import Camera, TileSighting
from mrapp.model.tiles import Tile

Find = Callable[[Bgr, Camera, float], Sequence[TileSighting]]
"""Finds the tiles in a picture that was taken then, seconds; pictures come in their order."""

CameraOf = Callable[[tuple[int, int]], Camera]
"""Returns the camera for pictures of so many pixels."""

_WORTH_PX = 1.0
# A plan that may be so far beside its place is let go of.
_CALM = Calm(least=0.3, drift=30.0 / _WORTH_PX)
# Each so many frames without a tile they are looked at in a mirror too: that costs a second look.
_MIRROR_EVERY = 6
# So long a tile with a wrong code over its own stays one, though the code is not read each time.
_WARNED_S = 5.0

_SHOWN = (VerdictKind.VALID, VerdictKind.DAMAGED)


@dataclass(frozen=True)
class Judged:
    """What was made of a sighting. by_tags: its code was not read; its corners tell which it is."""

    verdict: Verdict
    by_tags: bool = False

    @property
    def tile(self) -> Tile | None:
        """The tile that it is; None for one that the plan may not stand on."""
        return self.verdict.tile if self.verdict.kind in _SHOWN else None


Judge = Callable[[TileSighting], Judged | None]
"""Says what a sighting is; None for one that says nothing yet: no code read, tags of nobody."""


@dataclass(frozen=True, eq=False)
class Look:
    """A frame, as it is to be shown, and what was made of just that one.

    judged: of what is in sight, what counts; None: no tile is. camera_from_tile: where that lies,
    calmed; strength: 1 while it is seen, less when it was lost. twice: the same tile is there two
    times. mirrored: the camera mirrors, and this frame was turned back. lost: the tile that was
    there last is out of sight for longer than its motion tells where it is.
    """

    frame: Frame
    camera: Camera
    judged: Judged | None
    sighting: TileSighting | None
    anchor: Anchor | None
    twice: bool = False
    mirrored: bool = False
    lost: bool = False


@dataclass(frozen=True)
class _Warned:
    """What was seen to be wrong, by which tags, and when."""

    judged: Judged
    tags: frozenset[int]
    at_s: float


class Looker:
    """Looks at one frame after the other of one source."""

    def __init__(self, find: Find, judge: Judge, camera_of: CameraOf) -> None:
        self._find, self._judge, self._camera_of = find, judge, camera_of
        self._mirrored = False
        self._without = 0
        self._camera: Camera | None = None
        self._maps: tuple[np.ndarray, np.ndarray] | None = None
        self._filter: AnchorFilter | None = None
        self._followed: Judged | None = None
        self._warned: _Warned | None = None

    def look(self, frame: Frame) -> Look:
        """Return what a frame shows; frames come in the order in which they were taken."""
        camera = self._camera_for(frame.size_px)
        found, pixels = self._found(self._straight(frame.pixels), camera, frame.at_s)
        camera = _turned(camera) if self._mirrored else camera
        shown = Frame(pixels, frame.at_s)
        judged = [(each, self._judged(each, frame.at_s)) for each in found]
        known = [(sighting, each) for sighting, each in judged if each is not None]
        best = max(known, key=lambda pair: self._rank(*pair), default=None)
        twice = best is not None and _times(best[1], known) > 1
        anchor = self._anchored(best, shown, camera)
        if best is None:
            kept = self._followed if anchor is not None else None
            lost = self._followed is not None and (anchor is None or anchor.strength < 1.0)
            return Look(shown, camera, kept, None, anchor, mirrored=self._mirrored, lost=lost)
        return Look(shown, camera, best[1], best[0], anchor, twice, self._mirrored)

    def _judged(self, sighting: TileSighting, at_s: float) -> Judged | None:
        """Judge a sighting; one whose code was seen to be wrong is not right by its tags after."""
        judged, tags = self._judge(sighting), frozenset(sighting.tags)
        if judged is None:
            return None
        if not judged.by_tags:
            wrong = judged.tile is None and bool(tags)
            self._warned = _Warned(judged, tags, at_s) if wrong else self._warned
            return judged
        warned = self._warned
        if warned is None or at_s - warned.at_s > _WARNED_S or not tags & warned.tags:
            return judged
        return warned.judged

    def _rank(self, sighting: TileSighting, judged: Judged) -> tuple[bool, bool, float]:
        """Return what makes a sighting count before others: shown at all, followed, and large."""
        before = self._followed.tile if self._followed else None
        followed = judged.tile is not None and before is not None and judged.tile.id == before.id
        usable = judged.tile is not None and sighting.camera_from_tile is not None
        return usable, followed, _area_px(sighting)

    def _anchored(
        self, best: tuple[TileSighting, Judged] | None, frame: Frame, camera: Camera
    ) -> Anchor | None:
        if best is not None and best[1].tile is None:
            # Nothing of ours may stand on a tile that is not.
            self._forget()
            return None
        matrix = best[0].camera_from_tile if best is not None else None
        if best is None or matrix is None:
            return self._filter.at(frame.at_s) if self._filter else None
        self._follow(best[1], camera)
        assert self._filter is not None
        return self._filter.seen(matrix, frame.at_s)

    def _follow(self, judged: Judged, camera: Camera) -> None:
        before, tile = self._followed, judged.tile
        assert tile is not None
        if before is None or before.tile is None or before.tile.id != tile.id:
            # What is drawn is about as wide as the tile, or as far away as this.
            apart = pixels_apart(tile.size_mm / 1000.0, _WORTH_PX, camera.focal_px[0])
            self._filter = AnchorFilter(apart, _CALM)
        self._followed = judged

    def _forget(self) -> None:
        self._filter = self._followed = None

    def _found(
        self, pixels: Bgr, camera: Camera, at_s: float
    ) -> tuple[Sequence[TileSighting], Bgr]:
        """Look, and in a mirror now and then: tags cannot be read in one, and many webcams are."""
        lies = (pixels, camera), (_mirrored(pixels), _turned(camera))
        as_before, turned = lies[self._mirrored], lies[not self._mirrored]
        found = self._find(*as_before, at_s)
        if any(each.tags for each in found):
            self._without = 0
            return found, as_before[0]
        self._without += 1
        if self._without % _MIRROR_EVERY != 1:
            return found, as_before[0]
        again = self._find(*turned, at_s)
        if not any(each.tags for each in again):
            return found, as_before[0]
        self._mirrored, self._without = not self._mirrored, 0
        self._forget()
        return again, turned[0]

    def _camera_for(self, size_px: tuple[int, int]) -> Camera:
        camera = self._camera
        if camera is None or (camera.width_px, camera.height_px) != size_px:
            given = self._camera_of(size_px)
            self._maps = _maps(given) if any(given.distortion) else None
            camera = replace(given, distortion=())
            self._camera = camera
            self._forget()
        return camera

    def _straight(self, pixels: Bgr) -> Bgr:
        """Return a picture without the lens's distortion: what is drawn over it has none."""
        if self._maps is None:
            return pixels
        return np.asarray(cv2.remap(pixels, *self._maps, cv2.INTER_LINEAR), dtype=np.uint8)


def _mirrored(pixels: Bgr) -> Bgr:
    return np.ascontiguousarray(pixels[:, ::-1])


def _turned(camera: Camera) -> Camera:
    """Return the camera that would have taken a picture's mirror image."""
    x, y = camera.centre_px
    return replace(camera, centre_px=(camera.width_px - 1.0 - x, y))


def _maps(camera: Camera) -> tuple[np.ndarray, np.ndarray]:
    size, bent = (camera.width_px, camera.height_px), np.array(camera.distortion)
    made = cv2.initUndistortRectifyMap(
        camera.matrix(), bent, np.eye(3), camera.matrix(), size, cv2.CV_16SC2
    )
    return np.asarray(made[0]), np.asarray(made[1])


def _times(judged: Judged, known: Sequence[tuple[TileSighting, Judged]]) -> int:
    """Return how many times the same tile is in sight."""
    if judged.tile is None:
        return 1
    return sum(each.tile is not None and each.tile.id == judged.tile.id for _, each in known)


def _area_px(sighting: TileSighting) -> float:
    """Return how much of the picture a sighting takes, by what was seen of it."""
    given = [*sighting.tags.values(), *([] if sighting.qr_px is None else [sighting.qr_px])]
    if not given:
        return 0.0
    corners = np.concatenate(given)
    return float(math.prod((corners.max(axis=0) - corners.min(axis=0)).tolist()))
