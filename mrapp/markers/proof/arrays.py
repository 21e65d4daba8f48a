"""The arrays of the camera model: light and reflectances as float32, half the way to carry."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Float32 = NDArray[np.float32]
Float64 = NDArray[np.float64]
Grey = NDArray[np.uint8]


def as32(values: ArrayLike) -> Float32:
    """Return values as float32; those that are so already, as they are."""
    return np.asarray(values, np.float32)
