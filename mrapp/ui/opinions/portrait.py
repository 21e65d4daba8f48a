"""The small picture that goes with a remark: what is seen, without what people said of it.

Its pin is drawn over it where it is shown: what is kept must be the same again when the same is
seen again.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Literal

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter

from mrapp.app.remarks.making import GivenFile, Look
from mrapp.app.session import Session
from mrapp.model.frames import Origin
from mrapp.model.remark import Sight
from mrapp.model.values import Point3
from mrapp.scene.pin_art import pin_picture
from mrapp.scene.places import pose_of_look
from mrapp.scene.pose import on_picture
from mrapp.scene.prepared import PreparedMesh
from mrapp.ui.city_widget import CityWidget

SIZE_PX = (960, 540)
_SHOWN_PX = 260
"""How wide the picture is about where it is shown."""

_QUALITY = 88


def portrait(city: CityWidget, session: Session, ready: Collection[PreparedMesh] = ()) -> QImage:
    """Return what the view shows, at most 960 by 540, drawn with all care.

    Without pins, tiles and company, without an outline round what is selected, and with badges
    where they hang if nothing lies over the view: so that it is the same again when the same is
    seen again.
    """
    view, state, meshes = city.city, session.scene_state(), session.meshes
    pinned, covered = view.pins.shown, view.covered
    # All at once: nothing of what is still to come may be missing.
    view.show(replace(state, selection=None), meshes, ready)
    view.pins.show(None)
    view.covered, view.company.shown, view.tiles.hidden = (), False, True
    try:
        image = city.picture_of(view.render)
    finally:
        view.covered, view.company.shown, view.tiles.hidden = covered, True, False
        view.pins.show(pinned)
        view.show(state, meshes, ready)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(*SIZE_PX, keep, smooth)


def spot_of(point: Point3 | None, look: Look | Sight, origin: Origin) -> QPointF | None:
    """Return where a point, RD/NAP metres, is on a picture: parts of it from the top left.

    None: nowhere on it.
    """
    if point is None:
        return None
    local = np.array(point, dtype=np.float64) - origin.rd
    wide, high = look.size_px
    x, y, ahead = on_picture(local[None], pose_of_look(look, origin), (wide, high))[0].tolist()
    spot = QPointF(x / wide, 1.0 - y / high)
    return spot if ahead > 0.0 and QRectF(0.0, 0.0, 1.0, 1.0).contains(spot) else None


def with_pin(image: QImage, spot: QPointF | None) -> QImage:
    """Return a picture with a pin where the remark is about, as large as on the map when shown."""
    if spot is None or image.isNull():
        return image
    pixels = pin_picture("theme", -1, image.width() / _SHOWN_PX)
    high, wide = pixels.shape[:2]
    pin = QImage(pixels.tobytes(), wide, high, 4 * wide, QImage.Format.Format_RGBA8888)
    shown = image.convertToFormat(QImage.Format.Format_RGB888)
    painter = QPainter(shown)
    middle = QPointF(spot.x() * shown.width(), spot.y() * shown.height())
    painter.drawImage(middle - QPointF(wide / 2, high / 2), pin)
    painter.end()
    return shown


def as_file(image: QImage, role: Literal["picture", "drawing"] = "picture") -> GivenFile:
    """Return a picture as a file of a remark; for any thread.

    A drawing is kept as a picture as well: every program shows it, in BCF too, and what it was
    drawn on belongs to it. As JPEG it is a fifth of what it would be as PNG.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"JPG")
    writer.setQuality(_QUALITY)
    writer.write(image.convertToFormat(QImage.Format.Format_RGB888))
    buffer.close()
    return GivenFile(role, "image/jpeg", bytes(content.data()))
