"""What somebody with a headset sees, as a remark keeps it, with a small picture."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from mrapp.app.headset.telling import Seen
from mrapp.app.history import Moment
from mrapp.app.remarks.making import GivenFile, Look
from mrapp.model.frames import Origin
from mrapp.model.values import Point3
from mrapp.ui.opinions.portrait import SIZE_PX, as_file

FIELD_OF_VIEW_RAD = math.radians(90.0)
"""The vertical field of view of an eye whose own is not told."""


@dataclass(frozen=True, eq=False)
class Glance:
    """What is seen at a moment, local metres.

    eye, look_at: from where and where to. pixels: (h, w, 3 or 4) sRGB, top row first, of that eye;
    None: none was taken. field_of_view_rad: vertical, of the pixels.
    """

    eye: Point3
    look_at: Point3
    pixels: np.ndarray | None = None
    field_of_view_rad: float = FIELD_OF_VIEW_RAD


def seen_of(glance: Glance, moment: Moment) -> Seen:
    """Return what is seen of a moment of the session."""
    origin = moment.project.origin.frame()
    return Seen(moment, look_of(glance, origin), picture_of(glance))


def look_of(glance: Glance, origin: Origin) -> Look:
    """Return a glance as a remark keeps it: RD/NAP, clockwise from grid north."""
    x, y, nap = (float(v) for v in origin.rd_from_local(np.array(glance.eye, dtype=np.float64)))
    east, north, up = np.array(glance.look_at) - np.array(glance.eye)
    high, wide = glance.pixels.shape[:2] if glance.pixels is not None else SIZE_PX[::-1]
    return Look(
        eye=(x, y, nap),
        heading_rad=math.atan2(east, north) % math.tau,
        pitch_rad=math.atan2(up, math.hypot(east, north)),
        field_of_view_rad=glance.field_of_view_rad,
        size_px=(int(wide), int(high)),
    )


def picture_of(glance: Glance) -> GivenFile | None:
    """Return what was seen as a small picture; None: there is none."""
    if glance.pixels is None:
        return None
    pixels = np.ascontiguousarray(glance.pixels[..., :3])
    high, wide = pixels.shape[:2]
    image = QImage(pixels.tobytes(), wide, high, 3 * wide, QImage.Format.Format_RGB888)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    if wide > SIZE_PX[0] or high > SIZE_PX[1]:
        image = image.scaled(*SIZE_PX, keep, smooth)
    return as_file(image)
