"""Makes the small pictures of docs/participation.md from those of a journey."""

from pathlib import Path
from typing import Final

from PIL import Image

_WIDEST_PX: Final = 900
_COLOURS: Final = 96
_MOST_BYTES: Final = 150_000

_WANTED: Final = {
    "online-kiosk.png": ("kiosk-which.png", 1000),
    "online-thanks.png": ("kiosk-later-thanks.png", 1000),
    "online-start.png": ("staff-1-start-1280.png", 700),
    "online-machines.png": ("staff-3-machines-1280.png", 700),
    "online-queue.png": ("staff-5-queue-1280.png", 1000),
    "online-queue-phone.png": ("staff-5-queue-390.png", 1500),
    "online-remark.png": ("staff-6-remark-1280.png", 1100),
    "online-answer.png": ("staff-9-draft-1280.png", 1000),
    "online-receipt.png": ("home-2-answer-390.png", 1300),
    "online-kiosk-answer.png": ("kiosk-answer.png", 1000),
    "online-results.png": ("results-3-many-1280.png", 1500),
    "online-log.png": ("staff-12-log-1280.png", 900),
}
"""For each picture, from which it is made and how many rows of it are kept, from the top."""


def make_doc_pictures(out: Path, docs: Path) -> None:
    """Make all of them in a folder; raises ValueError for one that is too large for documents."""
    docs.mkdir(parents=True, exist_ok=True)
    for name, (source, high) in _WANTED.items():
        with Image.open(out / source) as found:
            picture = found.convert("RGB")
        picture = picture.crop((0, 0, picture.width, min(high, picture.height)))
        if picture.width > _WIDEST_PX:
            part = _WIDEST_PX / picture.width
            picture = picture.resize((_WIDEST_PX, round(part * picture.height)))
        path = docs / name
        picture.quantize(_COLOURS).save(path, optimize=True)
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError(f"{name} has {path.stat().st_size} bytes")
