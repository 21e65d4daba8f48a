"""The picture of a question on paper, as large as there is room; a map in it can be clicked."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

_PIN = QColor("#C2410C")


class PaperPicture(QWidget):
    """Shows a picture whole. `clicked` carries x and y in its own pixels."""

    clicked = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.pin: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(140)

    def show_picture(self, picture: NDArray[np.uint8] | None) -> None:
        """Show a picture, (height, width, 3) blue, green, red; None: nothing."""
        self._image = QImage()
        self.pin = None
        if picture is not None:
            whole = np.ascontiguousarray(picture)
            high, wide = whole.shape[:2]
            image = QImage(whole.data, wide, high, 3 * wide, QImage.Format.Format_BGR888)
            self._image = image.copy()  # what it was made of goes
        self.update()

    def set_pin(self, pin: tuple[float, float] | None) -> None:
        """Mark a place, in pixels of the picture."""
        self.pin = pin
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for little: it takes what the rest leaves."""
        return QSize(620, 150)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the middle."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = self._where()
        painter.drawImage(where, self._image)
        painter.setPen(QPen(QColor("#C9CDD2"), 1))
        painter.drawRect(where)
        if self.pin is not None:
            scale = where.width() / self._image.width()
            middle = where.topLeft() + QPointF(*self.pin) * scale
            painter.setPen(QPen(_PIN, 3))
            painter.drawEllipse(middle, 13, 13)
            painter.drawPoint(middle)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell where it was clicked."""
        where = self._where()
        if event.button() is Qt.MouseButton.LeftButton and where.contains(event.position()):
            at = (event.position() - where.topLeft()) * (self._image.width() / where.width())
            self.clicked.emit(at.x(), at.y())

    def _where(self) -> QRectF:
        if self._image.isNull():
            return QRectF()
        scale = min(self.width() / self._image.width(), self.height() / self._image.height())
        wide, high = self._image.width() * scale, self._image.height() * scale
        return QRectF((self.width() - wide) / 2, 1, wide - 1, high - 2)
