"""A camera's picture with what is drawn over it, and a lamp that says that a camera is on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from mrapp.ui.style import PAPER, font_px

_GROUND, _LAMP, _OUTLINE = QColor(24, 30, 36), QColor(226, 38, 38), QColor(255, 196, 0)
_WORDS_GROUND = QColor(14, 20, 26, 205)
_SMOOTH = QPainter.RenderHint.SmoothPixmapTransform


@dataclass(frozen=True, eq=False)
class Seen:
    """What is shown of one frame: its picture, and what was drawn for just that picture.

    overlay: (h, w, 4), multiplied with its alpha; None: nothing. outline: the corners of what was
    found, pixels of the picture, where nothing is drawn on it; None: none is.
    """

    pixels: NDArray[np.uint8]
    overlay: NDArray[np.uint8] | None = None
    strength: float = 1.0
    outline: NDArray[np.float64] | None = None


class ArPicture(QWidget):
    """Shows a `Seen`, words over its foot, and the lamp over its corner."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(320, 240)
        self._scale = 1.0
        self._lamp = self._words = self._caption = ""
        self._image: QImage | None = None

    def sizeHint(self) -> QSize:
        """Return the size that it likes."""
        return QSize(960, 540)

    @property
    def image(self) -> QImage | None:
        """What is shown, camera and plan in one; None: nothing."""
        return self._image

    def wide_px(self, size_px: tuple[int, int]) -> int:
        """Return how many of the screen's own pixels wide a frame of a size is shown."""
        wide = self._room(QSize(*size_px)).width()
        return round(wide * self.devicePixelRatioF())

    def fit(self, scale: float) -> None:
        """Write as large as this."""
        self._scale = scale
        self.update()

    def show_seen(self, seen: Seen) -> None:
        """Show a frame with what lies over it."""
        self._image = laid_together(seen)
        self.update()

    def clear(self) -> None:
        """Show nothing, and keep nothing of what was shown."""
        self._image = None
        self.update()

    def say(self, words: str) -> None:
        """Write words over the picture's foot; "": none."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.update()

    def caption(self, words: str) -> None:
        """Write what the plan is, small in the corner at the foot; "": nothing."""
        if words != self._caption:
            self._caption = words
            self.update()

    def light(self, words: str) -> None:
        """Let the lamp burn, with words beside it; "": it is out."""
        if words != self._lamp:
            self._lamp = words
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture as large as it goes, whole."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _GROUND)
        if self._image is not None:
            painter.setRenderHint(_SMOOTH)
            painter.drawImage(self._room(self._image.size()), self._image)
        font = self.font()
        font.setPixelSize(font_px(self._scale, 17))
        painter.setFont(font)
        self._draw_words(painter)
        self._draw_lamp(painter)
        self._draw_caption(painter)
        painter.end()

    def _room(self, image: QSize) -> QRectF:
        share = min(self.width() / image.width(), self.height() / image.height())
        wide, high = share * image.width(), share * image.height()
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def _draw_words(self, painter: QPainter) -> None:
        if not self._words:
            return
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        inside = QRectF(self.rect()).adjusted(40, 24, -40, -36)
        bound = painter.boundingRect(inside, int(flags), self._words)
        foot = self.height() - bound.height() - 36 if self._image else bound.top()
        bound.moveTop(max(foot, 12.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_WORDS_GROUND)
        painter.drawRoundedRect(bound.adjusted(-16, -10, 16, 10), 8, 8)
        painter.setPen(QColor(PAPER))
        painter.drawText(bound, int(flags), self._words)

    def _draw_lamp(self, painter: QPainter) -> None:
        if not self._lamp:
            return
        high = painter.fontMetrics().height()
        wide = painter.fontMetrics().horizontalAdvance(self._lamp)
        plate = QRectF(12, 12, wide + 2.4 * high, 1.5 * high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_WORDS_GROUND)
        painter.drawRoundedRect(plate, 0.75 * high, 0.75 * high)
        painter.setBrush(_LAMP)
        painter.drawEllipse(QPointF(12 + 0.9 * high, 12 + 0.75 * high), 0.36 * high, 0.36 * high)
        painter.setPen(QColor(PAPER))
        there = plate.adjusted(1.6 * high, 0, 0, 0)
        painter.drawText(there, int(Qt.AlignmentFlag.AlignVCenter), self._lamp)

    def _draw_caption(self, painter: QPainter) -> None:
        if not self._caption:
            return
        font = self.font()
        font.setPixelSize(font_px(self._scale, 13))
        painter.setFont(font)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        inside = QRectF(self.rect()).adjusted(22, 24, -0.6 * self.width(), -18)
        bound = painter.boundingRect(inside, flags, self._caption)
        bound.moveBottom(inside.bottom())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_WORDS_GROUND)
        painter.drawRoundedRect(bound.adjusted(-10, -6, 10, 6), 6, 6)
        painter.setPen(QColor(PAPER))
        painter.drawText(bound, flags, self._caption)


def laid_together(seen: Seen) -> QImage:
    """Return a frame with what lies over it as one picture."""
    high, wide = seen.pixels.shape[:2]
    pixels = np.ascontiguousarray(seen.pixels)
    image = QImage(pixels.tobytes(), wide, high, 3 * wide, QImage.Format.Format_BGR888)
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    if seen.overlay is not None and seen.overlay.shape[1] > wide:
        # What is drawn is clearer than what the camera gives, and stays so.
        rows, columns = seen.overlay.shape[:2]
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(columns, rows, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    painter = QPainter(image)
    painter.setRenderHint(_SMOOTH)
    if seen.overlay is not None:
        rows, columns = seen.overlay.shape[:2]
        data = np.ascontiguousarray(seen.overlay).tobytes()
        form = QImage.Format.Format_RGBA8888_Premultiplied
        painter.setOpacity(seen.strength)
        over = QImage(data, columns, rows, 4 * columns, form)
        painter.drawImage(QRectF(image.rect()), over)
        painter.setOpacity(1.0)
    if seen.outline is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_OUTLINE, max(2.0, wide / 320.0)))
        # A pixel's middle is half a pixel from the picture's edge.
        corners = [QPointF(x + 0.5, y + 0.5) for x, y in seen.outline.tolist()]
        painter.drawPolygon(QPolygonF(corners))
    painter.end()
    return image
