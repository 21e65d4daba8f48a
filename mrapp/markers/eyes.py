"""The eyes of the register: which tiles are in a photograph. Fills the port `TileEyes`."""

from collections.abc import Sequence
from pathlib import Path

from mrapp.model.project import Project
from mrapp.model.sightings import TileSighting


def see_tiles(photo: Path, project: Project) -> Sequence[TileSighting]:
    """Return what is seen of tiles in a photo; raises `PictureUnreadError` for what is none."""
    # Late: OpenCV and the two readers are slow to come, and the window starts without them.
    from mrapp.markers.detect import TileFinder
    from mrapp.markers.known import known_tiles
    from mrapp.markers.searching import Lens, search_picture

    # A tile that was printed for an earlier host still says that one.
    hosts = filter(None, (project.tiling.host, *project.tiling.earlier_hosts))
    known = [each for host in hosts for each in known_tiles(project.tiles, host)]
    return search_picture(photo, TileFinder(known), Lens()).seen
