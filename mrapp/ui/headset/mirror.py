"""What the visitor sees, on the facilitator's screen; a click in it points at what is there."""

import math
import time

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mrapp.ui.headset.steady import Steady
from mrapp.ui.style import PAPER
from mrapp.xr.exchange import Glimpse
from mrapp.xr.frames import Array, Vec3
from mrapp.xr.pointing import StandingPanel

_GROUND = QColor("#0C1420")
# Of the steadied picture so much is cut off all round: its edges come and go.
_CUT = 0.1
_REACH_M = 20_000.0
# A panel nearer to the plane of the eye than that is beside the picture.
_BEHIND_M = 0.05
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class MirrorView(QWidget):
    """Shows glimpses; without one, words. steadied: whether small turns of the head are evened.

    Signals: `picked` a place was clicked: where the eye is and a place far along the way from it
    through what was clicked, both local metres.
    """

    picked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steadied = True
        self._steady = Steady()
        self._image: QImage | None = None
        self._glimpse: Glimpse | None = None
        self._panels: dict[str, tuple[object, int, QImage]] = {}
        self._lay = QTransform()
        self._words = ""
        self._seen_s = 0.0
        self.setMinimumSize(240, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the size that it likes."""
        return QSize(640, 480)

    def show_words(self, words: str) -> None:
        """Show words in place of a picture: why there is none."""
        if self._image is None and words == self._words:
            return
        self._words, self._image, self._glimpse = words, None, None
        self.setAccessibleName(words)
        self.unsetCursor()
        self._steady.forget()
        self.update()

    def show_glimpse(self, glimpse: Glimpse) -> None:
        """Show what the visitor sees."""
        if glimpse.pixels is None or glimpse.eye is None:
            return
        height, width = glimpse.pixels.shape[:2]
        data = np.ascontiguousarray(glimpse.pixels)
        image = QImage(data.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        self._image, self._glimpse = image.copy(), glimpse
        there = {panel.picture.key for panel in glimpse.panels}
        self._panels = {key: each for key, each in self._panels.items() if key in there}
        now_s = time.monotonic()
        passed_s, self._seen_s = now_s - self._seen_s, now_s
        matrix = self._steady.follow(glimpse.eye, (width, height), passed_s)
        self._lay = _transform(matrix) if self.steadied else QTransform()
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.update()

    @property
    def picture(self) -> QImage | None:
        """What is shown; None for words."""
        return self._image

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at what is there."""
        way = self._way(event.position())
        if event.button() == Qt.MouseButton.LeftButton and way is not None:
            self.picked.emit(*way)

    def seen_at(self, at: QPointF) -> Vec3 | None:
        """Return a place of the stage, far off, that the eye sees there; None: no picture."""
        way, glimpse = self._way(at), self._glimpse
        return glimpse.place.stage(way[1]) if way is not None and glimpse is not None else None

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
            if self._glimpse is not None:
                self._draw_panels(painter, self._image, self._glimpse)
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

    def _way(self, at: QPointF) -> tuple[Vec3, Vec3] | None:
        """Return the way from the visitor's eye through a point of the widget; None: no picture."""
        image, glimpse = self._image, self._glimpse
        if image is None or glimpse is None or glimpse.eye is None:
            return None
        back, sure = (self._lay * self._fitted(image)).inverted()
        there = back.map(at)
        if not sure or not QRectF(image.rect()).contains(there):
            return None
        eye, place = glimpse.eye, glimpse.place
        left, right, up, down = np.tan(
            [eye.fov.left_rad, eye.fov.right_rad, eye.fov.up_rad, eye.fov.down_rad]
        )
        across, below = there.x() / image.width(), there.y() / image.height()
        way = np.array([left + across * (right - left), up + below * (down - up), -1.0])
        way = eye.pose.matrix[:3, :3] @ (way / np.linalg.norm(way))
        x, y, z = place.way((float(way[0]), float(way[1]), float(way[2])))
        start = place.local(eye.pose.position)
        far = start[0] + _REACH_M * x, start[1] + _REACH_M * y, start[2] + _REACH_M * z
        return start, far

    def _draw_panels(self, painter: QPainter, image: QImage, glimpse: Glimpse) -> None:
        """Draw the panels that the runtime lays over the picture in the headset, sharp as here."""
        lies = self._lay * self._fitted(image)
        for panel in glimpse.panels:
            corners = _corners(panel, glimpse, (image.width(), image.height()))
            if corners is None:
                continue
            laid = lies.map(corners)
            wide = max(_length(laid.at(0), laid.at(1)), _length(laid.at(3), laid.at(2)))
            picture = self._picture_of(panel, wide)
            turn = QTransform.quadToQuad(_whole(picture), laid)
            if isinstance(turn, QTransform):
                painter.setTransform(turn)
                painter.drawImage(QPointF(0.0, 0.0), picture)

    def _picture_of(self, panel: StandingPanel, wide: float) -> QImage:
        """Return a panel's picture at most twice as wide as it is drawn: else it would flicker."""
        picture, halved = panel.picture, 0
        while picture.size_px[0] / 2.0 ** (halved + 1) >= max(wide, 16.0):
            halved += 1
        known = self._panels.get(picture.key)
        if known is None or known[0] is not picture or known[1] != halved:
            full, high = picture.size_px
            data = np.ascontiguousarray(picture.pixels).tobytes()
            image = QImage(data, full, high, 4 * full, QImage.Format.Format_RGBA8888)
            image = image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
            size = image.size() / 2**halved
            known = picture, halved, image.scaled(size, mode=_SMOOTH)
            self._panels[picture.key] = known
        return known[2]


def _corners(panel: StandingPanel, glimpse: Glimpse, size_px: tuple[int, int]) -> QPolygonF | None:
    """Return the corners of a panel in a picture, from its top left on; None: it is not before."""
    assert glimpse.eye is not None
    eye, (wide, high) = glimpse.eye, panel.picture.size_m
    flat = np.array([[-1.0, 1.0], [1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]]) * [wide / 2.0, high / 2.0]
    places: Array = np.column_stack([flat, np.zeros(4), np.ones(4)])
    seen = (np.linalg.inv(eye.pose.matrix) @ panel.pose.matrix @ places.T)[:3]
    if float(seen[2].max()) > -_BEHIND_M:
        return None
    left, right, up, down = np.tan(
        [eye.fov.left_rad, eye.fov.right_rad, eye.fov.up_rad, eye.fov.down_rad]
    )
    x = (seen[0] / -seen[2] - left) / (right - left) * size_px[0]
    y = (up - seen[1] / -seen[2]) / (up - down) * size_px[1]
    return QPolygonF([QPointF(float(a), float(b)) for a, b in zip(x, y, strict=True)])


def _whole(image: QImage) -> QPolygonF:
    wide, high = float(image.width()), float(image.height())
    return QPolygonF([QPointF(x, y) for x, y in ((0, 0), (wide, 0), (wide, high), (0, high))])


def _length(a: QPointF, b: QPointF) -> float:
    return math.hypot(b.x() - a.x(), b.y() - a.y())


def _transform(matrix: np.ndarray) -> QTransform:
    """Return a matrix (3, 3) for column vectors as Qt's, which is for rows."""
    m = (matrix / matrix[2, 2]).T.tolist()
    return QTransform(*m[0], *m[1], *m[2])
