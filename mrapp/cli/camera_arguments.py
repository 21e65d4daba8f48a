"""What commands are told of a camera: which one, or what is seen in its place, and its lens."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mrapp.cli.arguments import count, file

if TYPE_CHECKING:  # late, as below: most commands need no Qt
    from mrapp.ui.ar.sources import Source


def add_camera(parser: argparse.ArgumentParser, *, pictures: bool = False) -> None:
    """Add the words for a camera. pictures: whether a folder of them may stand in its place."""
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--camera", metavar="N", type=count, help="which camera; the first is 1 (it asks first)"
    )
    source.add_argument("--video", metavar="FILE", type=Path, help="a video in place of a camera")
    if pictures:
        source.add_argument("--pictures", metavar="DIR", type=Path, help="the pictures in a folder")
    parser.add_argument(
        "--calibration", metavar="FILE", type=file, help="what `mrapp tile calibrate` wrote of it"
    )


def camera_source(parsed: argparse.Namespace, pictures: Path | None = None) -> "Source | None":
    """Return what was asked for; None: nothing. Raises `CameraFileError`."""
    from mrapp.markers.cameras import read_camera
    from mrapp.ui.ar.sources import Source

    known = read_camera(parsed.calibration) if parsed.calibration is not None else None
    if parsed.video is not None:
        return Source("video", path=parsed.video, camera=known)
    if pictures is not None:
        return Source("pictures", path=pictures, camera=known)
    if parsed.camera is None and known is None:
        return None
    return Source("camera", (parsed.camera or 1) - 1, camera=known)
