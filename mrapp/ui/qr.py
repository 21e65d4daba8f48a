"""The code on a receipt as a QR code, for the kiosk, the window and paper."""

import qrcode
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4  # modules of white around a QR code, as ISO/IEC 18004 asks


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
