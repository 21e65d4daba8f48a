"""Paints a sheet as the picture of a panel: calm, in strong contrast, with no widget at all."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from mrapp.app.headset.panels import PanelPicture
from mrapp.app.headset.sheets import LESS, MORE, Kind, Sheet
from mrapp.app.headset.sizes import PX_PER_M
from mrapp.ui.asking.faces import draw_face
from mrapp.ui.headset.cells import Cell
from mrapp.ui.headset.layout import RIM, Layout, lay_out
from mrapp.ui.style import ACCENT_DARK, ACCENT_SOFT, EDGE, ERROR, ERROR_SOFT, GROUND, INK, PAPER

_ROUND, _TILE_ROUND = 36.0, 20.0
_RING, _RING_ROUND = 10.0, 28.0
_SOFT_OFF = "#E1E7EC"

TEXT_PAIRS = (
    (INK, GROUND),
    (INK, PAPER),
    (INK, ACCENT_SOFT),
    (INK, ERROR_SOFT),
    (INK, _SOFT_OFF),
    (PAPER, ACCENT_DARK),
    (PAPER, INK),
)
"""Every pair of words and ground on a panel."""


class PaintedPanel:
    """A sheet that was laid out; painted again at once when a hand hovers or presses."""

    def __init__(self, sheet: Sheet, language: str, scale: float) -> None:
        self.layout: Layout = lay_out(sheet, language, scale)

    def picture(self, hovered: str | None = None, held: str | None = None) -> PanelPicture:
        """Return the panel. hovered, held: the areas that a hand points at, and presses."""
        layout = self.layout
        size = (layout.wide, layout.high)
        image = QImage(*size, QImage.Format.Format_RGBA8888_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, layout)
        for text in layout.texts:
            text.lines.draw(painter, text.left, text.top, INK)
        for cell in layout.cells:
            _draw_cell(painter, cell, hovered, held)
        painter.end()
        wide_m = layout.wide / PX_PER_M
        sheet = layout.sheet
        words = tuple(text.lines.text for text in layout.all_texts)
        return PanelPicture(sheet.key, pixels_of(image), wide_m, layout.areas, sheet.stand, words)


def paint(
    sheet: Sheet,
    language: str,
    scale: float = 1.0,
    hovered: str | None = None,
    held: str | None = None,
) -> PanelPicture:
    """Return a sheet as a panel in a language. scale: of its text, see `sizes.TEXT_SCALES`."""
    return PaintedPanel(sheet, language, scale).picture(hovered, held)


def pixels_of(image: QImage) -> np.ndarray:
    """Return an image as (h, w, 4) sRGB with straight alpha, top row first."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    wide, high, stride = plain.width(), plain.height(), plain.bytesPerLine()
    rows = np.frombuffer(plain.constBits(), dtype=np.uint8).reshape(high, stride)
    return rows[:, : 4 * wide].reshape(high, wide, 4).copy()


def _draw_ground(painter: QPainter, layout: Layout) -> None:
    box = QRectF(0, 0, layout.wide, layout.high).adjusted(2, 2, -2, -2)
    painter.setPen(QPen(QColor(EDGE), 4.0))
    painter.setBrush(QColor(GROUND))
    painter.drawRoundedRect(box, _ROUND, _ROUND)
    if layout.line is not None:
        painter.setPen(QPen(QColor(EDGE), 3.0))
        painter.drawLine(QPointF(RIM, layout.line), QPointF(layout.wide - RIM, layout.line))
    if layout.notice is not None:
        _draw_box(painter, layout.notice, ERROR_SOFT, ERROR, 4.0)
    if layout.code is not None:
        _draw_box(painter, layout.code, PAPER, ACCENT_DARK, 5.0)
    if layout.meter is not None:
        _draw_meter(painter, layout.meter, layout.sheet.meter or 0.0)


def _draw_box(painter: QPainter, box: QRectF, ground: str, edge: str, wide: float) -> None:
    painter.setPen(QPen(QColor(edge), wide))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, _TILE_ROUND, _TILE_ROUND)


def _draw_meter(painter: QPainter, box: QRectF, level: float) -> None:
    """Draw how loud it is: bars that fill from the left, and a dot: it is being recorded."""
    dot = QRectF(box.left(), box.top(), box.height(), box.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ERROR))
    painter.drawEllipse(dot.adjusted(8, 8, -8, -8))
    left, count = dot.right() + 28.0, 24
    step = (box.right() - left) / count
    for number in range(count):
        bar = QRectF(left + number * step, box.top(), step - 10.0, box.height())
        lit = number < round(min(max(level, 0.0), 1.0) * count)
        painter.setPen(QPen(QColor(ACCENT_DARK if lit else EDGE), 3.0))
        painter.setBrush(QColor(ACCENT_DARK) if lit else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar, 6, 6)


def _draw_cell(painter: QPainter, cell: Cell, hovered: str | None, held: str | None) -> None:
    item = cell.item
    ground, ink, edge, wide = _looks(cell, held)
    pen = QPen(QColor(edge), wide)
    if not item.enabled:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(cell.box, _TILE_ROUND, _TILE_ROUND)
    if cell.sides is not None:
        _draw_sides(painter, cell, held)
    for area in cell.areas():
        if area.id == hovered:
            box = QRectF(QPointF(area.left, area.top), QPointF(area.right, area.bottom))
            _draw_ring(painter, box)
    if cell.mark is not None:
        _draw_mark(painter, cell, ink)
    for text in cell.texts:
        text.lines.draw(painter, text.left, text.top, ink)


def _looks(cell: Cell, held: str | None) -> tuple[str, str, str, float]:
    """Return ground, ink, edge and how wide the edge is."""
    item = cell.item
    if not item.enabled:
        return _SOFT_OFF, INK, EDGE, 3.0
    if held == item.id:
        return INK, PAPER, INK, 4.0
    if item.main:
        return ACCENT_DARK, PAPER, ACCENT_DARK, 4.0
    if item.chosen and item.kind is not Kind.TOGGLE:
        return ACCENT_SOFT, INK, ACCENT_DARK, 8.0
    return PAPER, INK, EDGE, 4.0


def _draw_ring(painter: QPainter, box: QRectF) -> None:
    """Draw what says that a press would be this one."""
    ring = box.adjusted(-_RING, -_RING, _RING, _RING)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(INK), _RING))
    painter.drawRoundedRect(ring, _RING_ROUND, _RING_ROUND)


def _draw_sides(painter: QPainter, cell: Cell, held: str | None) -> None:
    """Draw minus and plus; a side that leads nowhere is left empty but for its sign."""
    assert cell.sides is not None
    item = cell.item
    rows = ((cell.sides[0], LESS, item.less), (cell.sides[1], MORE, item.more))
    for box, side, leads in rows:
        pressed = held == f"{item.id}{side}"
        ground = INK if pressed else ACCENT_DARK if leads else _SOFT_OFF
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, _TILE_ROUND, _TILE_ROUND)
        arm, middle = min(box.width(), box.height()) * 0.22, box.center()
        painter.setPen(QPen(QColor(PAPER if leads or pressed else EDGE), 10.0))
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
        if side == MORE:
            painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))


def _draw_mark(painter: QPainter, cell: Cell, ink: str) -> None:
    item, box = cell.item, cell.mark
    assert box is not None
    if item.kind is Kind.FACE:
        draw_face(painter, box, item.number)
        return
    painter.setPen(QPen(QColor(ink), 4.0))
    painter.setBrush(QColor(ACCENT_DARK) if item.chosen else QColor(PAPER))
    if item.kind is Kind.TOGGLE:
        _draw_switch(painter, box, item.chosen)
        return
    if item.kind is Kind.SEVERAL:
        painter.drawRoundedRect(box, 8, 8)
    else:
        painter.drawEllipse(box)
    if not item.chosen:
        return
    painter.setPen(QPen(QColor(PAPER), 7.0))
    if item.kind is Kind.ORDER:
        painter.setFont(cell.texts[0].lines.font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(item.number))
    elif item.kind is Kind.SEVERAL:
        _draw_tick(painter, box)
    else:
        painter.setBrush(QColor(PAPER))
        painter.drawEllipse(box.center(), box.width() * 0.16, box.width() * 0.16)


def _draw_switch(painter: QPainter, box: QRectF, on: bool) -> None:
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    side = box.height() - 16.0
    left = box.right() - side - 8.0 if on else box.left() + 8.0
    knob = QRectF(left, box.top() + 8.0, side, side)
    painter.setBrush(QColor(PAPER if on else INK))
    painter.drawEllipse(knob)
    if on:
        painter.setPen(QPen(QColor(ACCENT_DARK), 6.0))
        _draw_tick(painter, knob)


def _draw_tick(painter: QPainter, box: QRectF) -> None:
    x, y, side = box.x(), box.y(), box.width()
    tick = ((0.22, 0.55), (0.43, 0.75), (0.8, 0.28))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x + a * side, y + b * side) for a, b in tick]))
