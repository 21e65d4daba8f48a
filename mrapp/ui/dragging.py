"""Turns the mouse on a design's handles into stands; everywhere else the view works as ever."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from mrapp.scene.city_view import CityView
from mrapp.scene.handles import Handles, Part, Stand
from mrapp.ui.city_widget import CityWidget

_CURSORS: Mapping[Part, Qt.CursorShape] = {
    Part.MOVE: Qt.CursorShape.SizeAllCursor,
    Part.TURN: Qt.CursorShape.OpenHandCursor,
    Part.LIFT: Qt.CursorShape.SizeVerCursor,
}


def _of_designs(view: CityView) -> Handles:
    return view.handles


class HandleDrag(QObject):
    """Sees the events of the view first.

    Signals: `begun` with the `Part` that was taken; `moved` with the `Stand` that is asked for, at
    most once for each frame that is painted; `ended`; `cancelled` by Escape.
    """

    begun = Signal(object)
    moved = Signal(object)
    ended = Signal()
    cancelled = Signal()

    def __init__(
        self, city: CityWidget, handles_of: Callable[[CityView], Handles] = _of_designs
    ) -> None:
        """handles_of: gives those of a view that are dragged; else the ones of designs."""
        super().__init__(city)
        self._city, self._handles_of = city, handles_of
        self._stand: Stand | None = None
        self._shown_in: Handles | None = None
        self._part: Part | None = None
        self._wanted: Stand | None = None
        self._painting = False
        city.setMouseTracking(True)
        city.installEventFilter(self)
        city.painted.connect(self._on_painted)

    @property
    def held(self) -> bool:
        """Whether a handle is being dragged."""
        return self._part is not None

    def show(self, stand: Stand | None) -> None:
        """Show the handles of a stand; None takes them away, and lets go."""
        if stand is None and self.held:
            self._let_go()
        if stand == self._stand and self._shown_in is self._handles:
            return
        self._stand, self._shown_in = stand, self._handles
        self._shown_in.show(stand)
        if stand is None:
            self._city.unsetCursor()
        self._city.frame_wanted()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is meant for the handles; all else goes on to the view."""
        kind = event.type()
        if self._stand is None:
            return False
        if kind == QEvent.Type.MouseButtonPress:
            return self._press(cast("QMouseEvent", event))
        if kind == QEvent.Type.MouseMove:
            return self._move(cast("QMouseEvent", event))
        if kind == QEvent.Type.MouseButtonRelease:
            return self._release(cast("QMouseEvent", event))
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return self._key(cast("QKeyEvent", event))
        return False

    def _press(self, event: QMouseEvent) -> bool:
        if self.held or event.button() != Qt.MouseButton.LeftButton:
            return self.held
        part = self._handles.part_at(*self._pixel(event.position()))
        if part is None:
            return False
        self._city.setFocus(Qt.FocusReason.MouseFocusReason)
        self._part = part
        self._handles.begin(part, *self._pixel(event.position()))
        self._handles.highlight(part)
        self._city.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.begun.emit(part)
        return True

    def _move(self, event: QMouseEvent) -> bool:
        if self._part is None:
            if event.buttons() == Qt.MouseButton.NoButton:
                self._hover(event.position())
            return False
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._wanted = self._handles.dragged(*self._pixel(event.position()), fine)
        self._tell()
        return True

    def _hover(self, place: QPointF) -> None:
        part = self._handles.part_at(*self._pixel(place))
        self._handles.highlight(part)
        if part is None:
            self._city.unsetCursor()
        else:
            self._city.setCursor(_CURSORS[part])
        self._city.frame_wanted()

    def _release(self, event: QMouseEvent) -> bool:
        if not self.held:
            return False
        if event.button() == Qt.MouseButton.LeftButton:
            self._painting = False
            self._tell()
            self._let_go()
            self.ended.emit()
        return True

    def _key(self, event: QKeyEvent) -> bool:
        """Let Escape give up the drag rather than the selection."""
        if not self.held or event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._let_go()
            self.cancelled.emit()
        return True

    def _let_go(self) -> None:
        self._part = self._wanted = None
        self._painting = False
        self._handles.end()
        self._handles.highlight(None)
        self._city.unsetCursor()

    def _tell(self) -> None:
        """Ask for the last stand, unless what was asked before has not been painted yet."""
        if self._wanted is None or self._painting:
            return
        wanted, self._wanted = self._wanted, None
        self._painting = True
        self.moved.emit(wanted)
        self._city.frame_wanted()

    def _on_painted(self) -> None:
        self._painting = False
        self._tell()
        if self._shown_in is not self._handles:
            # The view was made anew, for another quality.
            self._shown_in = self._handles
            self._shown_in.show(self._stand)

    @property
    def _handles(self) -> Handles:
        return self._handles_of(self._city.city)

    def _pixel(self, place: QPointF) -> tuple[float, float]:
        scale = self._city.devicePixelRatioF()
        return place.x() * scale, place.y() * scale
