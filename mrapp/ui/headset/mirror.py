"""What the visitor sees, on the facilitator's screen."""

import time

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from mrapp.ui.headset.steady import Steady
from mrapp.ui.style import PAPER
from mrapp.xr.exchange import Glimpse

_GROUND = QColor("#0C1420")
# Of the steadied picture so much is cut off all round: its edges come and go.
_CUT = 0.1


class MirrorView(QWidget):
    """Shows glimpses; without one, words. steadied: whether small turns of the head are evened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steadied = True
        self._steady = Steady()
        self._image: QImage | None = None
        self._lay = QTransform()
        self._words = ""
        self._seen_s = 0.0
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the size that it likes."""
        return QSize(640, 480)

    def show_words(self, words: str) -> None:
        """Show words in place of a picture: why there is none."""
        self._words, self._image = words, None
        self.setAccessibleName(words)
        self._steady.forget()
        self.update()

    def show_glimpse(self, glimpse: Glimpse) -> None:
        """Show what the visitor sees."""
        if glimpse.pixels is None or glimpse.eye is None:
            return
        height, width = glimpse.pixels.shape[:2]
        data = np.ascontiguousarray(glimpse.pixels)
        image = QImage(data.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        self._image = image.copy()
        now_s = time.monotonic()
        passed_s, self._seen_s = now_s - self._seen_s, now_s
        matrix = self._steady.follow(glimpse.eye, (width, height), passed_s)
        self._lay = _transform(matrix) if self.steadied else QTransform()
        self.update()

    @property
    def picture(self) -> QImage | None:
        """What is shown; None for words."""
        return self._image

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture over all of it, its middle in the middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _GROUND)
        if self._image is None:
            painter.setPen(QColor(PAPER))
            room = self.rect().adjusted(24, 24, -24, -24)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self._words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setTransform(self._lay * self._fitted(self._image))
            painter.drawImage(QPointF(0.0, 0.0), self._image)
        painter.end()

    def _fitted(self, image: QImage) -> QTransform:
        """Return how a picture fills the view, cut at its edges while it is steadied."""
        cut = _CUT if self.steadied else 0.0
        inside = QRectF(image.rect()).adjusted(
            cut * image.width(), cut * image.height(), -cut * image.width(), -cut * image.height()
        )
        scale = max(self.width() / inside.width(), self.height() / inside.height())
        result = QTransform()
        result.translate(self.width() / 2.0, self.height() / 2.0)
        result.scale(scale, scale)
        result.translate(-inside.center().x(), -inside.center().y())
        return result


def _transform(matrix: np.ndarray) -> QTransform:
    """Return a matrix (3, 3) for column vectors as Qt's, which is for rows."""
    m = (matrix / matrix[2, 2]).T.tolist()
    return QTransform(*m[0], *m[1], *m[2])
