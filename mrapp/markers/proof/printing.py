"""From the drawing to what was printed: ink that spread, and neither black nor white."""

from dataclasses import dataclass
from math import erf, exp, pi, sqrt

import cv2
import numpy as np

from mrapp.markers.proof.arrays import Float32, Grey, as32


@dataclass(frozen=True)
class Print:
    """How a tile is printed: the ink's spread over each edge, millimetres, and reflectances.

    The figures are those of an ordinary matt print; a laser printer spreads half as much.
    """

    gain_mm: float = 0.12
    ink: float = 0.05
    white: float = 0.78


def printed(art: Grey, px_per_mm: float, how: Print) -> Float32:
    """Return what each pixel of a drawing reflects once printed, 0..1, float32.

    Ink spreads evenly over its edges. The coverage is softened, and the level is taken at which
    the softened edge stands `gain_mm` outside the drawn one: for a straight edge that is exact.
    """
    ink = 1 - art.astype(np.float32) / 255
    soft_px = max(2 * how.gain_mm * px_per_mm, 0.6)
    shift = how.gain_mm * px_per_mm / soft_px
    level = (1 + erf(-shift / sqrt(2))) / 2
    slope = exp(-shift * shift / 2) / (soft_px * sqrt(2 * pi))
    softened = cv2.GaussianBlur(ink, (0, 0), soft_px, borderType=cv2.BORDER_REPLICATE)
    covered = np.clip((softened - level) / slope + 0.5, 0, 1)
    return as32(how.white + (how.ink - how.white) * covered)
