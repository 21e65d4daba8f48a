"""Makes the pictures of docs/vr.md from those of a visit: smaller, so that they can be kept."""

from pathlib import Path
from typing import Final

from PIL import Image

_WIDEST_PX: Final = 1280
_QUALITY: Final = 82
_MOST_BYTES: Final = 250_000

_WANTED: Final = {
    "hint": "hint",
    "teleport": "teleport",
    "walking": "walking",
    "menu": "menu",
    "now": "variant-now",
    "tower": "variant-tower",
    "low": "variant-low",
    "winter": "afternoon",
    "model": "model",
    "spot": "model-spot",
    "pointing": "pointing",
    "pin": "pin",
    "voice": "voice",
    "thanks": "thanks",
}
"""By the name of each picture of docs/vr.md that of the visit; of several of one name the first."""


_AT_THE_SCREEN: Final = ("steady", "free")


def make_doc_pictures(out: Path, docs: Path) -> None:
    """Make all of them in a folder; raises ValueError for one that is too large for documents."""
    for name in _AT_THE_SCREEN:
        keep_small(out / f"facilitator-{name}.png", docs / f"vr-{name}.jpg")
    for name, source in _WANTED.items():
        keep_small(min(out.glob(f"*-{source}.png")), docs / f"vr-{name}.jpg")


def keep_small(source: Path, target: Path) -> None:
    """Keep a picture, no wider than pages are; raises ValueError where it is too large."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(source) as found:
        picture = found.convert("RGB")
    if picture.width > _WIDEST_PX:
        high = round(picture.height * _WIDEST_PX / picture.width)
        picture = picture.resize((_WIDEST_PX, high), Image.Resampling.LANCZOS)
    picture.save(target, quality=_QUALITY, optimize=True)
    if target.stat().st_size > _MOST_BYTES:
        raise ValueError(f"{target.name} has {target.stat().st_size} bytes")
