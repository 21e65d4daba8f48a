"""Where on a tile its codes are: a QR code in the middle, an AprilTag in each corner.

Frame `tile`: zero in the tile's middle, x to the right and y up as a reader sees it who faces it, z
out of it; metres. All corners go clockwise from the top left. The proportions are those that did
best of the designs that were tried on rendered pictures: of 300 mm a tag takes 56 mm, with 10 mm of
white around it, and the QR code 160 mm with its quiet zone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.model.tiles import TilePlace

Float64 = NDArray[np.float64]

QUIET_MODULES = 4
"""Modules of white around a QR code, as ISO/IEC 18004 asks."""

TAG_MODULES = 8
"""Modules along a side of an AprilTag 36h11, its black border among them, its white one not."""

_WHOLE_MM, _TAG_MM, _WHITE_MM, _QR_MM = 300.0, 56.0, 10.0, 160.0
_TURNS = np.array([[-1.0, 1.0], [1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]])


@dataclass(frozen=True)
class TileLayout:
    """The measures of one tile, metres. modules: along a side of its QR code, no quiet zone."""

    size_m: float
    modules: int

    @property
    def scale(self) -> float:
        """How many times as large as the design of 300 mm."""
        return self.size_m / (_WHOLE_MM / 1000)

    @property
    def tag_m(self) -> float:
        """The side of a tag with its black border."""
        return _TAG_MM / 1000 * self.scale

    @property
    def white_m(self) -> float:
        """The white between a tag and the tile's edge."""
        return _WHITE_MM / 1000 * self.scale

    @property
    def module_m(self) -> float:
        """The side of one module of the QR code."""
        return _QR_MM / 1000 * self.scale / (self.modules + 2 * QUIET_MODULES)

    @property
    def qr_m(self) -> float:
        """The side of the QR code, its quiet zone not counted."""
        return self.module_m * self.modules

    def corners(self) -> Float64:
        """Return the corners of the whole tile, (4, 3)."""
        return _square(np.zeros(2), self.size_m)

    def qr_corners(self) -> Float64:
        """Return the outer corners of the QR code's modules, (4, 3)."""
        return _square(np.zeros(2), self.qr_m)

    def tag_corners(self) -> Float64:
        """Return the outer corners of each tag's black border, (4, 4, 3): tag, corner, axis."""
        middle = self.size_m / 2 - self.white_m - self.tag_m / 2
        return np.stack([_square(turn * middle, self.tag_m) for turn in _TURNS])


def _square(middle: Float64, side: float) -> Float64:
    flat = middle + _TURNS * side / 2
    return np.column_stack([flat, np.zeros(4)])


def rd_from_tile(place: TilePlace) -> Float64:
    """Return the matrix, (4, 4), from a tile's own frame to RD/NAP; the tile lies level."""
    heading = np.radians(place.heading_deg)
    east, north = np.sin(heading), np.cos(heading)
    matrix = np.eye(4)
    matrix[:3, 0] = north, -east, 0.0
    matrix[:3, 1] = east, north, 0.0
    matrix[:3, 3] = place.x, place.y, place.nap
    return matrix


def rd_from_camera(place: TilePlace, camera_from_tile: Float64) -> Float64:
    """Return the matrix, (4, 4), from a camera's frame to RD/NAP: its last column is the camera.

    camera_from_tile: (4, 4), of a tile that lies at this place, level.
    """
    turn, shift = camera_from_tile[:3, :3], camera_from_tile[:3, 3]
    tile_from_camera = np.eye(4)
    tile_from_camera[:3, :3] = turn.T
    tile_from_camera[:3, 3] = -turn.T @ shift
    return np.asarray(rd_from_tile(place) @ tile_from_camera, np.float64)
