"""What a camera is and what it saw of a tile: values that finding, placing and showing share.

Frame `camera`: OpenCV's, x to the right, y down, z forward, metres; pixels count from the middle of
the first one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]
KnownFrom = Literal["calibrated", "exif", "assumed"]
Quality = Literal["good", "fair", "poor", "none"]


@dataclass(frozen=True)
class Camera:
    """A pinhole with distortion (OpenCV's k1, k2, p1, p2, k3), for pictures of one size, pixels."""

    width_px: int
    height_px: int
    focal_px: tuple[float, float]
    centre_px: tuple[float, float]
    distortion: tuple[float, ...] = ()
    known_from: KnownFrom = "assumed"

    def matrix(self) -> Float64:
        """Return the intrinsic matrix, (3, 3)."""
        (fx, fy), (cx, cy) = self.focal_px, self.centre_px
        return np.array([[fx, 0.0, cx], [0.0, fy, cy], [0.0, 0.0, 1.0]])


@dataclass(frozen=True, eq=False)
class TileSighting:
    """One tile in one picture.

    tags: the corners of each tag that was found, (4, 2) pixels, by the tag's id, clockwise from the
    tag's own top left. qr_px: those of the QR code, (4, 2). text: what the QR code says.
    camera_from_tile: (4, 4), None with fewer than two tags; residual_px: what it leaves of the
    corners, root mean square. covariance: (6, 6), of the turn (radians) and the shift (metres) in
    the camera's frame, None without a pose. contradicts: what is seen of its code and its tags is
    not of one tile of the register (a tile of another project, a copied code): it is none of them.
    """

    tags: Mapping[int, Float64] = field(default_factory=dict)
    text: str | None = None
    qr_px: Float64 | None = None
    camera_from_tile: Float64 | None = None
    residual_px: float | None = None
    covariance: Float64 | None = None
    quality: Quality = "none"
    contradicts: bool = False
