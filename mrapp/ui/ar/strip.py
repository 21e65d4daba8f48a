"""Drives the real window through a video or pictures, and keeps what it showed as one picture."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from mrapp.app.replacing import writing
from mrapp.ar.looking import Look
from mrapp.ui.ar.guiding import Guiding
from mrapp.ui.ar.sources import Source
from mrapp.ui.ar.window import ArWindow
from mrapp.ui.main_window import MainWindow
from mrapp.ui.robot import Robot, wait_for

_COLUMNS, _ROWS, _GAP_PX = 2, 3, 8
_SIZE = QSize(1440, 668)
_WIDE_PX = 820
_SLOWER = 4.0  # so that a machine that draws slowly shows it evenly too
_EACH_S = 1.1
"""So far apart are the moments that are kept, by the source's own clock."""


def strip(window: MainWindow, source: Source, out: Path) -> int:
    """Show a source to its end, or until the strip is full; 1 if the plan was never on a tile."""
    Robot(window).ready()
    guiding = window.ar.guiding
    seeing = guiding.seeing
    guiding.open()
    assert guiding.window is not None
    guiding.window.resize(_SIZE)
    guiding.choose(replace(source, slower=_SLOWER))
    _warm_up(guiding, guiding.window)
    keeper = _Keeper(guiding)
    seeing.shown.connect(keeper.see)
    guiding.start()
    wait_for(seeing.shown, lambda: keeper.full or not seeing.running, patience_s=600.0)
    seeing.shown.disconnect(keeper.see)
    found = list(keeper.kept)
    guiding.close()
    if found:
        with writing(out) as stream:
            stream.write(_png(_sheet(found)))
    return 0 if keeper.placed else 1


def _warm_up(guiding: Guiding, window: ArWindow) -> None:
    """Let the model be put on the tile and drawn once, which takes long, and go back."""
    seeing = guiding.seeing
    guiding.start()
    wait_for(
        seeing.shown, lambda: bool(window.scale.text()) or not seeing.running, patience_s=600.0
    )
    guiding.stop()


class _Keeper:
    """Keeps what the window shows, at moments that are some time apart."""

    def __init__(self, guiding: Guiding) -> None:
        self._guiding = guiding
        self._next_s = 0.0
        self.kept: list[QImage] = []
        self.placed = 0

    @property
    def full(self) -> bool:
        return len(self.kept) == _COLUMNS * _ROWS

    def see(self, look: Look) -> None:
        if self.full or look.frame.at_s < self._next_s:
            return
        self.placed += look.anchor is not None
        self._next_s = look.frame.at_s + _EACH_S
        if self._guiding.window is not None:
            self._guiding.seeing.draw_with_care()
            # The panel at the side takes the room for what it says only when its turn comes.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self.kept.append(self._guiding.window.grab().toImage())


def _sheet(found: list[QImage]) -> QImage:
    """Return pictures of one size side by side."""
    smooth = Qt.TransformationMode.SmoothTransformation
    small = [each.scaledToWidth(_WIDE_PX, smooth) for each in found]
    wide, high = small[0].width() + _GAP_PX, small[0].height() + _GAP_PX
    columns = min(_COLUMNS, len(small))
    rows = -(-len(small) // columns)
    size = QSize(columns * wide - _GAP_PX, rows * high - _GAP_PX)
    sheet = QImage(size, QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    painter = QPainter(sheet)
    for number, each in enumerate(small):
        painter.drawImage(QPoint(number % columns * wide, number // columns * high), each)
    painter.end()
    return sheet


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
