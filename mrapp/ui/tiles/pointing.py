"""Pointing out in the view where a tile lies: a press puts it there, a drag turns it."""

import math
from typing import cast

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from mrapp.model.frames import Origin
from mrapp.scene.pose import Vec3, ray_through
from mrapp.ui.city_widget import CityWidget

_DRAG_PX = 14.0
_STEP_DEG = 5.0
_DECIMALS = 3

Spot = tuple[float, float, float]


class Pointing(QObject):
    """While it is `active` it sees the events of the view first.

    Signals: `put` with x, y and NAP (RD metres) at a press; `turned` with a heading in degrees
    while it is dragged; `ended` at the release; `stopped` by Escape.
    """

    put = Signal(object)
    turned = Signal(float)
    ended = Signal()
    stopped = Signal()

    def __init__(self, city: CityWidget) -> None:
        super().__init__(city)
        self._city = city
        self._origin: Origin | None = None
        self._at: tuple[QPointF, Vec3] | None = None
        self._turning = False

    @property
    def active(self) -> bool:
        """Whether a click is waited for."""
        return self._origin is not None

    def begin(self, origin: Origin) -> None:
        """Wait for a click. origin: of the local frame."""
        if not self.active:
            self._city.installEventFilter(self)
        self._origin = origin
        self._city.setCursor(Qt.CursorShape.CrossCursor)

    def end(self) -> None:
        """Wait no longer; safe where nothing is waited for."""
        if self.active:
            self._city.removeEventFilter(self)
            self._city.unsetCursor()
        self._origin, self._at, self._turning = None, None, False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the left button; the view is turned and shifted by the others as ever."""
        kind = event.type()
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return self._press(cast("QMouseEvent", event))
        if kind == QEvent.Type.MouseMove and self._at is not None:
            self._drag(cast("QMouseEvent", event).position())
            return True
        if kind == QEvent.Type.MouseButtonRelease and self._at is not None:
            self._at, self._turning = None, False
            self.ended.emit()
            return True
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return self._key(cast("QKeyEvent", event))
        return False

    def _press(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton or self._origin is None:
            return False
        self._city.setFocus(Qt.FocusReason.MouseFocusReason)
        hit = self._city.hit(event.position())
        if hit is None:
            return True
        rd = self._origin.rd_from_local(np.array(hit.point_local, dtype=np.float64))
        self._at = event.position(), hit.point_local
        x, y, nap = (round(float(each), _DECIMALS) for each in rd)
        self.put.emit((x, y, nap))
        return True

    def _drag(self, to: QPointF) -> None:
        assert self._at is not None
        pressed, (x, y, z) = self._at
        if not self._turning and (to - pressed).manhattanLength() < _DRAG_PX:
            return
        self._turning = True
        place = self._on_level(to, z)
        if place is not None:
            heading = math.degrees(math.atan2(place[0] - x, place[1] - y)) % 360.0
            self.turned.emit(round(heading / _STEP_DEG) * _STEP_DEG % 360.0)

    def _on_level(self, at: QPointF, level_m: float) -> tuple[float, float] | None:
        """Return where the pointer is on a level plane, local metres; None over the horizon."""
        scale = self._city.devicePixelRatioF()
        size = round(self._city.width() * scale), round(self._city.height() * scale)
        eye, way = ray_through(at.x() * scale, at.y() * scale, self._city.pose, size)
        drop = level_m - eye[2]
        if drop * way[2] <= 0.0:
            # Beyond the horizon: the way itself tells.
            return eye[0] + 1e6 * way[0], eye[1] + 1e6 * way[1]
        return eye[0] + drop / way[2] * way[0], eye[1] + drop / way[2] * way[1]

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.stopped.emit()
        return True
