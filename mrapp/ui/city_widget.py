"""The 3D view: shows the session's state, turns mouse and keys into movement, reports clicks."""

import math
from collections.abc import Collection, Mapping

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from mrapp.app.remarks.pins import Pinned
from mrapp.app.state import SceneState
from mrapp.model.citymesh import CityMesh
from mrapp.scene.city_view import CityView, Hit
from mrapp.scene.label_room import Rect
from mrapp.scene.navigator import Mode
from mrapp.scene.pose import Pose, Vec3
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.quality import Quality
from mrapp.ui.fingers import Fingers, Pinch
from mrapp.ui.held_keys import HeldKeys
from mrapp.ui.pointer import Pointer
from mrapp.ui.vtk_widget import VtkWidget

_TICK_MS = 16
# Where a frame takes long, a flight slows down rather than jumps (and walking does so itself).
_LONGEST_TICK_S = 0.4
_WHEEL_STEP = 120.0
_KEY_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
# So long after the last movement or change the view is drawn once more, with all care.
_REST_MS = 180


class CityWidget(VtkWidget):
    """The view on the city.

    Signals: `picked` and `reached` carry a `Hit` or None (click, double-click), `pin_picked` a
    `PinHit`, `tile_picked` an id; `asked` where something is to be said (right click, long press);
    `moved` after each change of place or direction; `mode_changed`; `settled` when all movement has
    ended; `by_keys` whether the view is worked with keys now; `filling` whether more is to come
    with the next frames (true) or all is there (false).
    """

    picked = Signal(object)
    pin_picked = Signal(object)
    tile_picked = Signal(str)
    asked = Signal(object)
    reached = Signal(object)
    moved = Signal()
    mode_changed = Signal()
    settled = Signal()
    filling = Signal(bool)
    by_keys = Signal(bool)

    def __init__(self, quality: Quality, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.city = CityView(self.hosted.window, quality)
        self._keys = HeldKeys()
        self._pointer = Pointer(self)
        self._pointer.clicked.connect(self._pick)
        self._pointer.asked.connect(self.asked)
        self._pointer.dragged.connect(self._drag)
        self._pointer.doubled.connect(self._reach)
        self._fingers = Fingers(self, self._begin_pinch, self._pinch)
        self._between: Vec3 | None = None
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._settle)
        self._incomplete = False
        # Whether the frame with all care is on its way, and whether any was drawn since then.
        self._settling = self._drawn = False
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(_TICK_MS)
        self._more.timeout.connect(self.frame_wanted)
        # By a timer: who hears of it may want a frame, and before that the window has a turn.
        self._full = QTimer(self)
        self._full.setSingleShot(True)
        self._full.setInterval(0)
        self._full.timeout.connect(self._be_full)
        self.painted.connect(self._on_painted)
        self.set_render(self._draw)

    def show_state(
        self,
        state: SceneState,
        meshes: Mapping[str, CityMesh],
        ready: Collection[PreparedMesh] = (),
    ) -> None:
        """Show what the session says; of what is large some in each frame. See `CityView.show`."""
        self.city.show(state, meshes, ready, gradually=True)
        self.show_more()

    def show_more(self) -> None:
        """Draw what was added to what is shown: edges, found by now."""
        if self.city.unfinished and not self._incomplete:
            self._incomplete = True
            self.filling.emit(True)
        self._soon_careful()

    @property
    def incomplete(self) -> bool:
        """Whether some of what is to be shown is still to come."""
        return self._incomplete

    def halt(self) -> None:
        """Bring no more until `go_on`, or until something is shown that is not seen now."""
        self.city.building.halt()
        self._be_full()

    def go_on(self) -> None:
        """Bring the rest after all."""
        self.city.building.go_on()
        self.show_more()

    def _on_painted(self) -> None:
        if self._settling and self._drawn:
            self._be_settled()
        if not self._incomplete:
            return
        self._rest.start()
        if self.city.unfinished:
            self._more.start()
        else:
            self._full.start()

    def _be_full(self) -> None:
        if self._incomplete and not self.city.unfinished:
            self._incomplete = False
            self.filling.emit(False)

    def set_quality(
        self,
        quality: Quality,
        state: SceneState | None,
        meshes: Mapping[str, CityMesh],
        ready: Collection[PreparedMesh] = (),
    ) -> None:
        """Draw with another quality from now on, from the same place."""
        pose, mode, over = self.city.pose, self.mode, self.city.over
        self.make_context_current()
        self.city.close()
        self.city = CityView(self.hosted.window, quality)
        self.city.over = over
        if state is not None:
            self.city.show(state, meshes, ready)
        self.city.pose = pose
        self.set_mode(mode)
        self.frame_wanted()

    def _draw(self) -> None:
        if self._hasty:
            self._settling = False
        elif self._settling and self.city.improve():
            # The picture stays as it is for a moment; the window does not stand still meanwhile.
            self._more.start()
            return
        self.city.render(interactive=self._hasty)
        self._drawn = True

    def _soon_careful(self) -> None:
        """Draw now, quickly if that is needed; and with all care once nothing changes any more."""
        self._rest.start()
        self.frame_wanted()

    def _settle(self) -> None:
        if not self._timer.isActive():
            self._settling, self._drawn = True, False
            self.frame_wanted()
            if not self.isVisible():
                # Nothing will be painted.
                self._be_settled()

    def _be_settled(self) -> None:
        self._settling = False
        self.settled.emit()

    def set_text_scale(self, scale: float) -> None:
        """Make the words in the view as large as those beside it."""
        self.city.text_scale = scale
        self.frame_wanted()

    def set_covered(self, places: tuple[Rect, ...]) -> None:
        """Say what lies over the view, device pixels from the lower left; no frame of its own."""
        if places != self.city.covered:
            self.city.covered = places
            if not self._timer.isActive():
                self._rest.start()

    @property
    def pose(self) -> Pose:
        """Where the viewer is, in the local frame."""
        return self.city.pose

    def stand(self, pose: Pose) -> None:
        """Be somewhere at once, without flying."""
        self.city.pose = pose
        self.moved.emit()
        self.frame_wanted()

    def be_at(self, pose: Pose) -> None:
        """Be somewhere at once, to the last bit; walking, if one would stand on the ground."""
        self.city.navigator.be_at(pose)
        self.mode_changed.emit()
        self.moved.emit()
        self._soon_careful()

    def show_pins(self, pinned: Pinned | None) -> None:
        """Show what people said; None: nothing of it."""
        self.city.pins.show(pinned)
        self._soon_careful()

    @property
    def mode(self) -> Mode:
        """Walking, or turning around the city as around a model."""
        return self.city.navigator.mode

    def set_mode(self, mode: Mode) -> None:
        """Start walking, or leave the ground."""
        if self.mode != mode:
            self.city.navigator.set_mode(mode)
            self.mode_changed.emit()
            self.go()

    def fly_to(self, pose: Pose, mode: Mode | None = None) -> None:
        """Fly smoothly to a pose. See `Navigator.fly_to`."""
        self.city.navigator.fly_to(pose, mode=mode)
        self.after_navigation()

    def after_navigation(self) -> None:
        """Say that the navigator was told something: movement begins, the mode may differ."""
        self.mode_changed.emit()
        self.go()

    def go(self) -> None:
        """Keep moving until the navigator has come to rest."""
        self._rest.stop()
        if not self._timer.isActive():
            self._clock.start()
            self._timer.start()

    @property
    def travelling(self) -> bool:
        """Whether the viewer is on the way: a walk, a flight, a drag."""
        return self._timer.isActive()

    @property
    def moving(self) -> bool:
        """Whether something changes, or did so just now: then frames are drawn quickly."""
        return self._hasty or self._settling

    @property
    def _hasty(self) -> bool:
        return self._timer.isActive() or self._rest.isActive() or self._incomplete

    def _tick(self) -> None:
        passed_s = min(self._clock.restart() / 1000.0, _LONGEST_TICK_S)
        more = self.city.navigator.tick(passed_s)
        self.moved.emit()
        self.frame_wanted()
        if not more and not self._keys.moves():
            self._timer.stop()
            self._rest.start()

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Go closer (steps above 0) or farther, towards what lies at a point of the widget."""
        hit = self.hit(at) if at is not None else None
        self.city.navigator.zoom(steps, hit.point_local if hit else None)
        self.go()

    def hit(self, at: QPointF) -> Hit | None:
        """Return what lies at a point of the widget."""
        scale = self.devicePixelRatioF()
        return self.city.pick(round(at.x() * scale), round(at.y() * scale))

    def hit_middle(self) -> Hit | None:
        """Return what lies in the middle of the view."""
        return self.hit(QPointF(self.width() / 2, self.height() / 2))

    def half_view_rad(self) -> float:
        """Return half the angle across the view's width."""
        vertical = math.tan(self.pose.field_of_view_rad / 2)
        return math.atan(vertical * self.width() / max(1, self.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: draw quickly while it changes, carefully after."""
        super().resizeEvent(event)
        self._rest.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A button went down: a click or the start of a drag."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.by_keys.emit(False)
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn, look around or shift the view while a button is down."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click without a drag picks what lies there."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to what lies there."""
        self._pointer.double(event)

    def _drag(self, buttons: Qt.MouseButton, step: QPointF) -> None:
        navigator, scale = self.city.navigator, self.devicePixelRatioF()
        way = step.x() * scale, step.y() * scale, self.height() * scale
        if not buttons & Qt.MouseButton.LeftButton:
            navigator.drag_pan(*way)
        elif self.mode == Mode.WALK:
            navigator.drag_look(*way)
        else:
            navigator.drag_orbit(*way)
        self.go()

    def _begin_pinch(self, middle: QPointF) -> None:
        """Two fingers came: what one did is no click, and what lies between them is the goal."""
        self._pointer.stop()
        hit = self.hit(middle)
        self._between = hit.point_local if hit else None

    def _pinch(self, pinch: Pinch) -> None:
        """Come nearer, shift and turn as two fingers do; on foot, walk and look round."""
        navigator, scale = self.city.navigator, self.devicePixelRatioF()
        height_px = self.height() * scale
        navigator.drag_pan(pinch.shift.x() * scale, pinch.shift.y() * scale, height_px)
        navigator.twist(pinch.turn)
        navigator.near(1.0 / pinch.ratio, self._between)
        self.go()

    def _pick(self, at: QPointF) -> None:
        scale = self.devicePixelRatioF()
        pixel = at.x() * scale, at.y() * scale
        pin, tile = self.city.pins.under(*pixel), self.city.tiles.under(*pixel)
        if pin is not None:
            self.pin_picked.emit(pin)
        elif tile is not None:
            self.tile_picked.emit(tile)
        else:
            self.picked.emit(self.hit(at))

    def _reach(self, at: QPointF) -> None:
        self.reached.emit(self.hit(at))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go closer or farther."""
        turned: QPoint = event.angleDelta()
        self.zoom(turned.y() / _WHEEL_STEP, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and turn while keys are held."""
        self.by_keys.emit(True)
        if self._keys.press(event.key(), event.modifiers()):
            self._keys_changed()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Stop walking when the key goes up."""
        if event.isAutoRepeat() or not self._keys.release(event.key()):
            super().keyReleaseEvent(event)
        else:
            self._keys_changed()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus when it came by a key."""
        self.by_keys.emit(event.reason() in _KEY_REASONS)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Without the focus no key is held."""
        self.by_keys.emit(False)
        if self._keys.moves():
            self._keys.release_all()
            self._keys_changed()
        super().focusOutEvent(event)

    def _keys_changed(self) -> None:
        self.city.navigator.keys_down(self._keys.moves())
        self.go()

    def close_view(self) -> None:
        """Stop moving and free everything that was drawn; safe twice."""
        for part in (self._timer, self._rest, self._more, self._full, self._pointer):
            part.stop()
        self.make_context_current()
        self.city.close()
        super().close_view()
