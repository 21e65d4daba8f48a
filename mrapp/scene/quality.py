"""How much a picture may cost."""

from dataclasses import dataclass
from enum import StrEnum


class Quality(StrEnum):
    """What to spend on a picture: FAST on a slow machine, HIGH for one that may take its time."""

    FAST = "fast"
    STANDARD = "standard"
    HIGH = "high"


@dataclass(frozen=True)
class Effort:
    """What a quality means for the drawing.

    samples: anti-aliasing samples a pixel (0 = none). shadow_px: edge of a shadow map in texels.
    shadow_taps: places a shadow edge is sampled at, 1 or a square number's root squared.
    sky_shade: whether corners and courts that see less of the sky are drawn darker.
    """

    samples: int
    shadow_px: int
    shadow_taps: int
    sky_shade: bool


EFFORTS = {
    Quality.FAST: Effort(samples=0, shadow_px=2048, shadow_taps=1, sky_shade=False),
    Quality.STANDARD: Effort(samples=4, shadow_px=4096, shadow_taps=4, sky_shade=True),
    Quality.HIGH: Effort(samples=8, shadow_px=4096, shadow_taps=16, sky_shade=True),
}
