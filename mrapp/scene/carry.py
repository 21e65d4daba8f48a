"""Where a file is drawn whose arrays are somewhere else: carried there by a matrix. Numpy only.

To work out a large design's arrays anew takes far longer than a frame; while it is being moved,
and until its arrays have followed, the graphics card carries it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mrapp.app.state import Rows

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Carry:
    """From where arrays are to where they are seen: `rows` of a (4, 4), both ends local metres.

    None: they are seen where they are.
    """

    rows: Rows | None = None

    @cached_property
    def matrix(self) -> Array:
        """The matrix, (4, 4); it multiplies column vectors."""
        return np.eye(4) if self.rows is None else np.array(self.rows)

    @cached_property
    def _back(self) -> Array:
        return np.asarray(np.linalg.inv(self.matrix), dtype=np.float64)

    @property
    def scale(self) -> float:
        """How many times as large things are seen."""
        return float(np.linalg.norm(self.matrix[:3, 0]))

    def after(self, first: "Carry") -> "Carry":
        """Return what carries to where this brings what `first` has carried already."""
        if self.rows is None:
            return first
        return Carry(tuple(map(tuple, (self.matrix @ first.matrix).tolist())))

    def points(self, points: NDArray[np.floating]) -> Array:
        """Return where places (..., 3) of the arrays are seen."""
        return _moved(points, self.matrix, self.rows is None)

    def back(self, points: NDArray[np.floating]) -> Array:
        """Return what places (..., 3) that are seen are in the arrays."""
        return _moved(points, self._back, self.rows is None)

    def way(self, way: Array) -> Array:
        """Return where a direction (3,) of the arrays points; a unit vector stays one."""
        turned = self.matrix[:3, :3] @ way
        share = float(np.linalg.norm(way)) / max(float(np.linalg.norm(turned)), 1e-12)
        return np.asarray(turned * share)

    def boxes(self, boxes: Array) -> Array:
        """Return the boxes (..., 2, 3) round where other boxes are seen: low and high corner."""
        if self.rows is None:
            return boxes
        picks = np.indices((2, 2, 2)).reshape(3, -1)
        corners = np.stack([boxes[..., picks[axis], axis] for axis in range(3)], axis=-1)
        moved = self.points(corners)
        return np.stack([moved.min(axis=-2), moved.max(axis=-2)], axis=-2)


def _moved(points: NDArray[np.floating], matrix: Array, stays: bool) -> Array:
    wide = np.asarray(points, dtype=np.float64)
    if stays:
        return wide
    # Not with @: for so small a matrix its threads cost more than they save.
    return np.asarray(np.einsum("...i,ji->...j", wide, matrix[:3, :3]) + matrix[:3, 3])
