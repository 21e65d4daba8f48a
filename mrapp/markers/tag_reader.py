"""The AprilTag 36h11 of a picture, by the AprilTag library, set up for tiles in a pavement."""

import ctypes
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyapriltags import Detector

Float64 = NDArray[np.float64]
Grey = NDArray[np.uint8]

LEAST_SIDE_PX = 16
"""A picture that is smaller holds no tag that could be read."""

_SHARPENING = 1.0
_DECIMATE = 1.0
_LEAST_MARGIN = 4.0


@dataclass(frozen=True, eq=False)
class TagSeen:
    """A tag in a picture. corners: (4, 2) pixels, clockwise from the tag's own top left."""

    tag_id: int
    corners: Float64

    @property
    def side_px(self) -> float:
        """The length of a side, were it seen straight."""
        return float(np.sqrt(area(self.corners)))


def area(corners: Float64) -> float:
    """Return the area of a quadrangle, (4, 2); above zero where it goes clockwise on screen."""
    x, y = corners.T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


class _QuadSettings(ctypes.Structure):
    """`apriltag_quad_thresh_params` of AprilTag 3, which pyapriltags does not hand on."""

    _fields_ = [
        ("min_cluster_pixels", ctypes.c_int),
        ("max_nmaxima", ctypes.c_int),
        ("critical_rad", ctypes.c_float),
        ("cos_critical_rad", ctypes.c_float),
        ("max_line_fit_mse", ctypes.c_float),
        ("min_white_black_diff", ctypes.c_int),
        ("deglitch", ctypes.c_int),
    ]


# Behind `debug`, one byte and three to fill up, in `apriltag_detector_t`.
_QUAD_AT = 28
_QUAD_USUAL = (5, 10, 10.0, 5, 0)


class TagReader:
    """Finds tags. For one thread at a time.

    least_contrast: grey levels between black and white in a neighbourhood that is looked at. The
    library's own 5 takes the grain of a pavement for edges: seven times slower, and no tag more.
    """

    def __init__(self, least_contrast: int, decimate: float = _DECIMATE, threads: int = 1) -> None:
        self._detector = Detector(
            "tag36h11", nthreads=threads, quad_decimate=decimate, refine_edges=1
        )
        pointer = self._detector.tag_detector_ptr
        assert pointer is not None, "the library makes a detector or raises"
        inner = pointer.contents
        # The constructor makes a whole number of it.
        inner.decode_sharpening = _SHARPENING
        quad = _QuadSettings.from_address(ctypes.addressof(inner) + _QUAD_AT)
        usual = (
            quad.min_cluster_pixels,
            quad.max_nmaxima,
            quad.max_line_fit_mse,
            quad.min_white_black_diff,
            quad.deglitch,
        )
        if usual == _QUAD_USUAL:  # else this is another library, whose memory is left alone
            quad.min_white_black_diff = least_contrast

    def read(self, grey: Grey) -> list[TagSeen]:
        """Return the tags in a grey picture, (height, width); none in one that is too small."""
        if min(grey.shape) < LEAST_SIDE_PX:
            return []
        found = self._detector.detect(np.ascontiguousarray(grey))
        # Its corners go from the top right against the clock, and count from a pixel's edge.
        seen = [
            TagSeen(each.tag_id, np.asarray(each.corners, np.float64)[[1, 0, 3, 2]] - 0.5)
            for each in found
            if each.decision_margin >= _LEAST_MARGIN
        ]
        return [each for each in seen if area(each.corners) > 0]
