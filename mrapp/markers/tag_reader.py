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

_SHARPENING = 0.25
_LEAST_MARGIN = 4.0
_BLOCK_PX = 12  # as much as the library looks at together: four pixels and their neighbours
_CONTRASTS = (12, 55)


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
    (ax, ay), (bx, by) = corners[2] - corners[0], corners[3] - corners[1]
    return float((ax * by - bx * ay) / 2)


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


# As the library makes them; `cos_critical_rad` is that of ten degrees.
_QUAD_USUAL = (5, 10, 0.0, 0.9848, 10.0, 5, 0)


class TagReader:
    """Finds tags. For one thread at a time.

    Where a neighbourhood has less contrast than `_worthwhile_contrast` the library is told not to
    look. Its own 5 grey levels take the grain of a pavement for edges: up to seven times slower,
    and no tag more.
    """

    def __init__(self, decimate: float = 1.0, threads: int = 1) -> None:
        self._detector = Detector(
            "tag36h11", nthreads=threads, quad_decimate=decimate, refine_edges=0
        )
        pointer = self._detector.tag_detector_ptr
        assert pointer is not None, "the library makes a detector or raises"
        inner = pointer.contents
        # The constructor makes a whole number of it.
        inner.decode_sharpening = _SHARPENING
        self._quad = _quad_settings(inner)

    def read(self, grey: Grey) -> list[TagSeen]:
        """Return the tags in a grey picture, (height, width); none in one that is too small."""
        if min(grey.shape) < LEAST_SIDE_PX:
            return []
        if self._quad is not None:
            self._quad.min_white_black_diff = _worthwhile_contrast(grey)
        found = self._detector.detect(np.ascontiguousarray(grey))
        # Its corners go from the top right against the clock, and count from a pixel's edge.
        seen = [
            TagSeen(each.tag_id, np.asarray(each.corners, np.float64)[[1, 0, 3, 2]] - 0.5)
            for each in found
            if each.decision_margin >= _LEAST_MARGIN
        ]
        return [each for each in seen if area(each.corners) > 0]


def _quad_settings(inner: ctypes.Structure) -> _QuadSettings | None:
    """Return the settings of a detector that was just made, to be written to.

    They lie behind `debug` (one byte in the library, an int in pyapriltags) in a structure that
    goes on for another hundred bytes. None where they are not what the library makes of them: that
    is another library, whose memory is left alone.
    """
    behind = type(inner).debug.offset + ctypes.sizeof(ctypes.c_int)
    settings = _QuadSettings.from_address(ctypes.addressof(inner) + behind)
    told = [round(getattr(settings, name), 4) for name, *_ in _QuadSettings._fields_]
    return settings if tuple(told) == _QUAD_USUAL else None


def _worthwhile_contrast(grey: Grey) -> int:
    """Return the grey levels that tell an edge from grain.

    A quarter of most pictures is flat: what contrast there is there, noise makes.
    """
    rows, columns = (each // _BLOCK_PX for each in grey.shape)
    if rows < 4 or columns < 4:
        return _CONTRASTS[0]
    blocks = grey[: rows * _BLOCK_PX, : columns * _BLOCK_PX].reshape(
        rows, _BLOCK_PX, columns, _BLOCK_PX
    )[::4]
    contrast = blocks.max(axis=(1, 3)).astype(np.int32) - blocks.min(axis=(1, 3))
    return int(np.clip(1.7 * np.percentile(contrast, 25), *_CONTRASTS))
