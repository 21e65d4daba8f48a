"""The desktop's own view while a visitor walks in the city: shows where they stand and look."""

import math
import time

from PySide6.QtCore import QObject, QTimer

from mrapp.scene.wearer import Wearer
from mrapp.ui.city_widget import CityWidget
from mrapp.xr.exchange import Glimpse
from mrapp.xr.frames import Array, Vec3

# What moves less than that is not worth a frame.
_STEP_M, _TURN = 0.02, 0.9998
_LEAST_MS = 80
# The view draws no more than this share of the time for the visitor's sake.
_SHARE = 0.4


class Spectator(QObject):
    """Shows the visitor in the view of the window, as often as it can be drawn with ease."""

    def __init__(self, city: CityWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._city = city
        self._shown: Wearer | None = None
        self._wanted_s = self._took_s = 0.0
        self._waits = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._next: Wearer | None = None
        self._rest.timeout.connect(self._go_on)
        city.painted.connect(self._on_painted)

    def show(self, glimpse: Glimpse | None) -> None:
        """Show who is seen there; None, or nobody whose place is known: nobody."""
        wearer = _wearer_of(glimpse, self._city) if glimpse else None
        same = self._city.city.company.wearer is self._shown
        if same and not _differs(self._shown, wearer):
            return
        if wearer is None:
            self._rest.stop()
            self._put(None)
        elif self._rest.isActive():
            self._next = wearer
        else:
            self._put(wearer)

    def _put(self, wearer: Wearer | None) -> None:
        self._next, self._shown = None, wearer
        self._city.city.company.wearer = wearer
        self._wanted_s, self._waits = time.monotonic(), True
        self._city.frame_wanted()
        if wearer is not None:
            self._rest.start(max(_LEAST_MS, round(1000.0 * self._took_s / _SHARE)))

    def _on_painted(self) -> None:
        if self._waits:
            self._took_s, self._waits = time.monotonic() - self._wanted_s, False

    def _go_on(self) -> None:
        if self._next is not None:
            self._put(self._next)


def _wearer_of(glimpse: Glimpse, city: CityWidget) -> Wearer | None:
    if glimpse.eye is None or not glimpse.tracked:
        return None
    place = glimpse.place
    head: Array = place.matrix @ glimpse.eye.pose.matrix
    head[:3, :3] /= place.scale
    head[:3, 3] = glimpse.head
    return Wearer(head, city.city.ground_m(glimpse.head), place.scale, glimpse.hands)


def _differs(before: Wearer | None, now: Wearer | None) -> bool:
    if before is None or now is None:
        return before is not now
    poses = [(before.head, now.head)]
    poses += [(a.grip, b.grip) for a, b in zip(before.hands, now.hands, strict=False)]
    rays = [[hold.ray is None for hold in each.hands] for each in (before, now)]
    return rays[0] != rays[1] or any(_apart(a, b, now.scale) for a, b in poses)


def _apart(a: Array, b: Array, scale: float) -> bool:
    turned = (float((a[:3, :3] * b[:3, :3]).sum()) - 1.0) / 2.0
    return math.dist(_place(a), _place(b)) > _STEP_M * scale or turned < _TURN


def _place(at: Array) -> Vec3:
    x, y, z = at[:3, 3].tolist()
    return (x, y, z)
