"""The eyes of the register: which tiles are in a photograph. Fills the port `TileEyes`."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mrapp.model.project import Project
from mrapp.model.sightings import Camera, TileSighting
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TilePhotoError

if TYPE_CHECKING:
    from mrapp.markers.detect import Picture

_LONGEST_PX: Final = 4096
_USUAL_ACROSS_RAD: Final = math.radians(66.0)
"""How far a telephone sees to the longer side, about: nothing else is known of its camera."""

_NO_PICTURE: Final = Phrase(
    nl="het is geen foto die gelezen kan worden, of hij is veel te groot",
    en="it is no photo that can be read, or it is much too large",
)


def see_tiles(photo: Path, project: Project) -> Sequence[TileSighting]:
    """Return what is seen of tiles in a photo; raises `TilePhotoError` for what is none."""
    # Late: OpenCV and the two readers are slow to come, and the window starts without them.
    from mrapp.markers.detect import TileFinder
    from mrapp.markers.known import known_tiles

    # A tile that was printed for an earlier host still says that one.
    hosts = filter(None, (project.tiling.host, *project.tiling.earlier_hosts))
    known = [each for host in hosts for each in known_tiles(project.tiles, host)]
    picture = _pixels(photo)
    high, wide = picture.shape[:2]
    focal_px = max(wide, high) / 2.0 / math.tan(_USUAL_ACROSS_RAD / 2.0)
    camera = Camera(wide, high, (focal_px, focal_px), ((wide - 1) / 2.0, (high - 1) / 2.0))
    return TileFinder(known).find(picture, camera)


def _pixels(photo: Path) -> "Picture":
    # Late: as above.
    import cv2
    import numpy as np

    try:
        content = np.frombuffer(photo.read_bytes(), np.uint8)
        pixels = cv2.imdecode(content, cv2.IMREAD_COLOR) if len(content) else None
    except OSError as error:
        raise TilePhotoError(file=photo.name, reason=reason_of(error)) from error
    except cv2.error:  # larger than OpenCV takes
        pixels = None
    if pixels is None:
        raise TilePhotoError(file=photo.name, reason=_NO_PICTURE)
    share = _LONGEST_PX / max(pixels.shape[:2])
    if share < 1.0:
        size = tuple(max(1, round(side * share)) for side in pixels.shape[1::-1])
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return np.asarray(pixels, np.uint8)
