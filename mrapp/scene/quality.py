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

    samples: anti-aliasing samples a pixel. samples_in_software: whether to take them even where
    there is no graphics card, at more than twice the time; else edges are smoothed afterwards.
    shadow_px: edge of a shadow map in texels.
    shadow_taps: places a shadow edge is sampled at, 1 or a square number's root squared.
    sky_shade: whether corners and courts that see less of the sky are drawn darker.
    """

    samples: int
    samples_in_software: bool
    shadow_px: int
    shadow_taps: int
    sky_shade: bool


EFFORTS = {
    Quality.FAST: Effort(
        samples=0, samples_in_software=False, shadow_px=2048, shadow_taps=1, sky_shade=False
    ),
    Quality.STANDARD: Effort(
        samples=4, samples_in_software=False, shadow_px=4096, shadow_taps=4, sky_shade=True
    ),
    Quality.HIGH: Effort(
        samples=8, samples_in_software=True, shadow_px=4096, shadow_taps=16, sky_shade=True
    ),
}
