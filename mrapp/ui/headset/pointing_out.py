"""What the facilitator points at, so that the visitor sees it too."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from mrapp.app.ground import GROUND_SURFACES
from mrapp.app.nearby import points_of, root_of
from mrapp.app.state import ObjectRef
from mrapp.scene.city_view import Hit
from mrapp.scene.pose import Pose
from mrapp.scene.walking import EYE_HEIGHT_M
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.headset.runner import HeadsetRunner
from mrapp.ui.workbench import Workbench
from mrapp.xr.frames import Vec3

# So far before what is pointed at one stands to look at it: far enough to see a front.
_BEFORE_M = 12.0
# Of what is high one stands farther off, so as not to look at its foot alone.
_TIMES_HIGH, _FARTHEST_M = 1.4, 60.0


@dataclass(frozen=True)
class Highlight:
    """What is pointed at, local metres.

    tip: where the arrow stands; spot: what was pointed at itself; seen_from: the eye that did.
    before_m: how far from the spot one stands to look at it. ref: what is outlined; None: a spot on
    the ground.
    """

    tip: Vec3
    spot: Vec3
    seen_from: Vec3
    before_m: float = _BEFORE_M
    ref: ObjectRef | None = None


class PointingOut(QObject):
    """Lets the visitor and the window see the same arrow, and the same outline.

    Signals: `changed` something else is pointed at, or nothing. follows: whether what is selected
    in the window is pointed at too. now: what is pointed at.
    """

    changed = Signal()

    def __init__(
        self, bench: Workbench, city: CityWidget, runner: HeadsetRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench, self._city, self._runner = bench, city, runner
        self.follows = False
        self.now: Highlight | None = None
        city.installEventFilter(self)
        city.picked.connect(self._take)

    def point_along(self, start: Vec3, end: Vec3) -> None:
        """Point at what is met first on the way between two places, local metres; sky: nothing."""
        self._point_at(self._city.city.first_hit(start, end), start)

    def follow(self) -> None:
        """Point at what is selected now, if that is wanted; no more at what no longer is."""
        session = self._bench.session
        selected = session.view.selection if session else None
        held = self.now.ref if self.now else None
        if selected == held or not self._runner.running:
            return
        if selected is not None and self.follows:
            self._become(self._of(selected, self._city.city.pose.eye))
        elif held is not None:
            self._become(None)

    def show(self) -> None:
        """See to it that the window shows it: its view may be another one by now."""
        place = self.now.tip if self.now else None
        company = self._city.city.company
        if company.place != place:
            company.place = place
            self._city.frame_wanted()

    def clear(self) -> None:
        """Point at nothing."""
        held = self.now.ref if self.now else None
        self._become(None)
        session = self._bench.session
        if held is not None and session is not None and session.view.selection == held:
            self._bench.select(None)

    def _take(self, hit: Hit | None) -> None:
        """Take in a click in the window; what it selected is followed anyway."""
        if self.follows and self._runner.running:
            self._point_at(hit, self._city.city.pose.eye)

    def _point_at(self, hit: Hit | None, eye: Vec3) -> None:
        if hit is None:
            self.clear()
        elif hit.ref is None or hit.surface in GROUND_SURFACES:
            self._become(Highlight(hit.point_local, hit.point_local, eye))
            self._bench.select(None)
        else:
            session = self._bench.session
            whole = root_of(hit.ref, session.meshes) if session else hit.ref
            self._become(self._of(whole, eye, hit))
            self._bench.select(whole)

    def _become(self, now: Highlight | None) -> None:
        if now == self.now:
            return
        self.now = now
        place = now.tip if now else None
        self._runner.wish(lambda loop: loop.beckon(place))
        self.show()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take away what is pointed at with Escape in the large window.

        There it lets go of what is selected; of a spot on the ground nothing is.
        """
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.KeyPress and self.now is not None:
            self.clear()
            return True
        return super().eventFilter(watched, event)

    def _of(self, ref: ObjectRef, eye: Vec3, hit: Hit | None = None) -> Highlight | None:
        """Return an object, with its arrow over the middle of it; None where it has no face."""
        session = self._bench.session
        mesh = session.meshes_now.get(ref.asset) if session else None
        points = points_of(ref, mesh) if mesh is not None else ()
        if session is None or not len(points):
            return None
        local = session.project.origin.frame().local_from_rd(np.asarray(points))
        low, high = local.min(axis=0), local.max(axis=0)
        x, y = ((low[:2] + high[:2]) / 2.0).tolist()
        tip = (x, y, float(high[2]))
        before_m = min(max(_BEFORE_M, _TIMES_HIGH * float(high[2] - low[2])), _FARTHEST_M)
        if hit is not None:
            return Highlight(tip, hit.point_local, eye, before_m, ref)
        half_m = math.hypot(*(high[:2] - low[:2])) / 2.0
        return Highlight(tip, (x, y, float(low[2])), eye, before_m + half_m, ref)

    def stand_before(self) -> Pose | None:
        """Return from where people look at what is pointed at: on the side that it was seen from.

        None: nothing is pointed at.
        """
        now = self.now
        if now is None:
            return None
        spot, eye = now.spot, now.seen_from
        east, north = eye[0] - spot[0], eye[1] - spot[1]
        away = math.hypot(east, north)
        share = min(now.before_m, away) / away if away > 1e-3 else 0.0
        x, y = spot[0] + share * east, spot[1] + share * north
        high = self._city.city.ground_m((x, y, spot[2] + EYE_HEIGHT_M)) + EYE_HEIGHT_M
        return Pose.looking((x, y, high), spot)
