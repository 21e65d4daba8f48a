"""Small things that are painted over the city and the pages: the pin, a QR code."""

import qrcode
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

_PIN_PX = 56
_QUIET = 4  # modules of white around a QR code, as ISO/IEC 18004 asks


class PinMark(QWidget):
    """A pin over the city, whose point is at a place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(_PIN_PX, _PIN_PX)
        self.hide()

    def point_at(self, place: QPoint) -> None:
        """Stand with the point on a place of the parent."""
        self.move(place - QPoint(_PIN_PX // 2, _PIN_PX - 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a drop with a hole, dark in light."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, tip = QPointF(_PIN_PX / 2, 20.0), QPointF(_PIN_PX / 2, _PIN_PX - 3.0)
        drop = QPainterPath()
        drop.moveTo(tip)
        drop.cubicTo(QPointF(middle.x() - 6, 42), QPointF(middle.x() - 17, 34), middle - _ASIDE)
        drop.arcTo(QRectF(middle.x() - 17, 3, 34, 34), 180, -180)
        drop.cubicTo(QPointF(middle.x() + 17, 34), QPointF(middle.x() + 6, 42), tip)
        painter.setPen(QPen(QColor("#FFFFFF"), 3))
        painter.setBrush(QColor("#B3123C"))
        painter.drawPath(drop)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(middle, 7, 7)
        painter.end()


_ASIDE = QPointF(17.0, 0.0)


def qr_image(text: str, module_px: int = 1) -> QImage:
    """Return a QR code, black on white, whose modules are whole pixels."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=_QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.setPixelColor(x, y, QColor("#000000" if dark else "#FFFFFF"))
    side = module_px * image.width()
    return image.scaled(side, side)


class QrCode(QWidget):
    """Shows a QR code as large as fits, its modules whole pixels."""

    def __init__(self, text: str, side_px: int, name: str) -> None:
        super().__init__()
        self._image = qr_image(text)
        side = max(side_px, self._image.width())
        self._module = side // self._image.width()
        self.setFixedSize(QSize(1, 1) * (self._module * self._image.width()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it without smoothing."""
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._image)
        painter.end()
