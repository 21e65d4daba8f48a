"""The pictures of pins as icons, so that a list and the map speak the same language."""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QImage, QPixmap

from mrapp.app.remarks.pins import By
from mrapp.scene.pin_art import HEAD_PX, pin_picture

_SCALE, _ROOM_PX = 2.0, 5.0


@cache
def pin_icon(by: By, look: int) -> QIcon:
    """Return the head of a pin with this look; see `Pinned.looks`."""
    pixels = pin_picture(by, look, _SCALE, stem=False)
    height, width = pixels.shape[:2]
    image = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
    side = round((1.4 * HEAD_PX + _ROOM_PX) * _SCALE)
    head = image.copy((width - side) // 2, (height - side) // 2, side, side)
    small = head.scaled(40, 40, mode=Qt.TransformationMode.SmoothTransformation)
    return QIcon(QPixmap.fromImage(small))
