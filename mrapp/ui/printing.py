"""A receipt on paper, where there is a printer."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from mrapp.ui.qr import qr_image

_CODE_PT, _WORDS_PT = 20, 11
_WIDEST_MM, _QR_MM = 70.0, 40.0
_MM_PER_INCH = 25.4


def can_print() -> bool:
    """Tell whether this machine has a printer."""
    return not QPrinterInfo.defaultPrinter().isNull()


def print_receipt(told: tuple[str, str, str], scanned: str, failed: Callable[[], None]) -> None:
    """Print a code with what it is for on the usual printer, without a dialog.

    told: a heading, the code, what it is for. scanned: what the square code holds.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    painter = QPainter()
    if not painter.begin(printer):
        failed()
        return
    dot = printer.resolution() / _MM_PER_INCH
    wide = min(round(_WIDEST_MM * dot), printer.width())
    y = 0
    for text, points in zip(told, (_WORDS_PT, _CODE_PT, _WORDS_PT), strict=True):
        painter.setFont(QFont("DejaVu Sans", points))
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        box = painter.boundingRect(QRect(0, y, wide, printer.height()), flags, text)
        painter.drawText(box, flags, text)
        y = box.bottom() + round(4 * dot)
    side = round(_QR_MM * dot)
    painter.drawImage(QRect(0, y, side, side), qr_image(scanned))
    if not painter.end():
        failed()
