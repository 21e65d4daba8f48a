"""The finder of tiles for one source, and what is taken for its camera where nobody knows it."""

import math
from collections.abc import Sequence
from functools import cache

from mrapp.ar.frames import Bgr
from mrapp.ar.looking import Find
from mrapp.markers.detect import TileFinder
from mrapp.markers.known import known_tiles
from mrapp.model.project import Project
from mrapp.model.sightings import Camera, TileSighting

# Webcams see about so far to the sides; phones, held level, about as much.
_USUAL_ACROSS_RAD = math.radians(66.0)


def find_for(project: Project) -> Find:
    """Return what finds a project's tiles in the pictures of one source; for one thread."""

    @cache
    def finder() -> TileFinder:
        # With the first picture: to draw the codes of many tiles takes a while.
        host = project.tiling.host
        return TileFinder(known_tiles(project.tiles, host) if host else ())

    before: Sequence[TileSighting] = ()

    def find(pixels: Bgr, camera: Camera) -> Sequence[TileSighting]:
        nonlocal before
        before = finder().find(pixels, camera, before=before)
        return before

    return find


def camera_of(size_px: tuple[int, int]) -> Camera:
    """Return a usual camera for pictures of a size: its field of view is assumed."""
    wide, high = size_px
    focal_px = max(wide, high) / 2.0 / math.tan(_USUAL_ACROSS_RAD / 2.0)
    return Camera(wide, high, (focal_px, focal_px), ((wide - 1) / 2.0, (high - 1) / 2.0))
