"""How large the facilitator's window is, and where: wide, or narrow beside the large one."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mrapp.ui.style import font_px

_ANY_PX = 16_777_215  # Qt's own: as high as it likes.
_SMALL_PX, _SIDE_PX, _NARROW_PX = 210, 320, 250
TITLE_PX = 48
"""So high is what a system puts over a window."""


class WindowFit:
    """Holds a row of what the visitor sees and what stands beside it, and suits both to the screen.

    window: whose row it is. mirror: the picture in `seen`. side: what stands beside it.
    """

    def __init__(self, window: QWidget, mirror: QWidget, seen: QVBoxLayout, side: QWidget) -> None:
        self._window, self._mirror, self._side = window, mirror, side
        self._suits: tuple[float, bool] | None = None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, window)
        self._row.addLayout(seen, 1)
        self._row.addWidget(side)

    def fit(self, scale: float, *, narrow: bool) -> None:
        """Take the size that suits the scale of text and the screen, where that is another one."""
        if (scale, narrow) == self._suits:
            return
        self._suits = scale, narrow
        room = self._window.screen().availableGeometry()
        if narrow:
            self._stand_beside(scale, room)
        else:
            self._stand_wide(scale, room)

    def _stand_beside(self, scale: float, room: QRect) -> None:
        self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        # Of a small screen with large text most is still the city's.
        side = min(font_px(scale, _SIDE_PX), max(room.width() // 3, font_px(scale, _NARROW_PX)))
        self._share(0, 1)
        self._mirror.setFixedSize(side, min(font_px(scale, _SMALL_PX), room.height() // 4))
        self._side.setFixedWidth(side)
        self._forget_sizes()
        edges = self._row.contentsMargins()
        wide = side + edges.left() + edges.right()
        self._window.resize(wide, room.height() - TITLE_PX)
        self._window.move(room.right() - wide, room.top())

    def _stand_wide(self, scale: float, room: QRect) -> None:
        self._row.setDirection(QBoxLayout.Direction.LeftToRight)
        self._share(1, 0)
        self._mirror.setMinimumSize(240, 160)
        self._mirror.setMaximumSize(_ANY_PX, _ANY_PX)
        self._side.setFixedWidth(min(font_px(scale, _SIDE_PX), room.width() // 2))
        self._forget_sizes()
        wide, high = font_px(scale, 1180), font_px(scale, 960)
        self._window.resize(min(wide, room.width() - 40), min(high, room.height() - TITLE_PX))
        self._window.move(room.center() - self._window.rect().center())

    def _forget_sizes(self) -> None:
        """Forget what the layout asked for before: it would hold the window wide, or high."""
        self._row.invalidate()
        self._row.activate()

    def _share(self, seen: int, side: int) -> None:
        self._row.setStretch(0, seen)
        self._row.setStretch(1, side)
