"""The finder of tiles for one source, and what is taken for its camera where nobody knows it."""

from collections.abc import Sequence
from functools import cache

from mrapp.ar.frames import Bgr
from mrapp.ar.looking import CameraOf, Find
from mrapp.markers.cameras import assumed_camera, fitted
from mrapp.markers.detect import TileFinder
from mrapp.markers.following import TileFollower
from mrapp.markers.known import known_tiles
from mrapp.model.project import Project
from mrapp.model.sightings import Camera, TileSighting
from mrapp.model.tile_errors import CameraFileError


def find_for(project: Project) -> Find:
    """Return what finds a project's tiles in the pictures of one source; for one thread."""

    @cache
    def follower() -> TileFollower:
        # With the first picture: to draw the codes of many tiles takes a while.
        hosts = filter(None, (project.tiling.host, *project.tiling.earlier_hosts))
        return TileFollower(TileFinder(known_tiles(project.tiles, *hosts)))

    def find(pixels: Bgr, camera: Camera, at_s: float) -> Sequence[TileSighting]:
        return follower().see(pixels, camera, at_s)

    return find


def cameras_of(known: Camera | None) -> CameraOf:
    """Return what says which camera takes pictures of a size: a known one, where it fits those."""

    def camera_of(size_px: tuple[int, int]) -> Camera:
        try:
            return fitted(known, *size_px) if known is not None else assumed_camera(*size_px)
        except CameraFileError:
            # Its pictures have another shape; the window says that a lens is assumed.
            return assumed_camera(*size_px)

    return camera_of
