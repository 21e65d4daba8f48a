"""What lies over the city: the sheet with the page, and the countdown."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.rows import make_label
from mrapp.ui.asking.tiles import Tile
from mrapp.ui.kiosk.page import KioskPage
from mrapp.ui.kiosk.visiting import Visiting

_INSIDE, _GAP = 16, 10
_WIDEST_PX = 1320
"""Lines of text are not wider than this on a wide screen."""
_COVER_PX = 900


class Sheet(QFrame):
    """Shows one page: its content, which scrolls where there is too much, and its foot."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.page: KioskPage | None = None
        self._foot: QWidget | None = None
        self._reader = QScrollArea()
        self._reader.setWidgetResizable(True)
        self._reader.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._reader.setFrameShape(QFrame.Shape.NoFrame)
        self._reader.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_INSIDE, _INSIDE, _INSIDE, _INSIDE)
        self._column.setSpacing(_GAP)
        self._column.addWidget(self._reader, 1)

    def show_page(self, page: KioskPage, looks: Looks) -> None:
        """Show a page in place of the one before, of which nothing stays."""
        if self._foot is not None:
            self._foot.hide()
            self._foot.deleteLater()
        old = self._reader.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.page = page
        page.rows.addStretch(1)
        self._reader.setWidget(page)
        self._reader.verticalScrollBar().setSingleStep(looks.target_px)
        self._foot = self._make_foot(page)
        if self._foot is not None:
            self._column.addWidget(self._foot)

    def _make_foot(self, page: KioskPage) -> QWidget | None:
        tiles = page.foot()
        if not tiles:
            return None
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for tile in tiles:
            # Among three or more each is as wide as its words ask for: equal shares break some.
            row.addWidget(tile, 0 if len(tiles) > 2 else 2 if tile is page.on else 1)
        return foot

    def wanted_height(self, width: int) -> int:
        """Return the height at which the whole page is seen."""
        inside = min(width, _WIDEST_PX) - 2 * _INSIDE - 4
        tall = 2 * _INSIDE + 4
        if self.page is not None:
            tall += max(self.page.heightForWidth(inside), self.page.rows.minimumSize().height())
        layout = self._foot.layout() if self._foot is not None else None
        if layout is not None:
            tall += layout.heightForWidth(inside) + _GAP
        return tall

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the content in the middle of a wide screen."""
        super().resizeEvent(event)
        aside = max(0, self.width() - _WIDEST_PX) // 2
        self._column.setContentsMargins(_INSIDE + aside, _INSIDE, _INSIDE + aside, _INSIDE)

    def settle(self) -> None:
        """Do without a scroll bar where all fits.

        Once it is there, words beside it break earlier and fewer tiles stand in a row: so all is
        too high, and the bar stays.
        """
        if self._reader.verticalScrollBar().isVisible():
            self._reader.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._reader.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until a control is seen."""
        self._reader.ensureWidgetVisible(widget, 8, 8)


class Cover(QFrame):
    """Covers what pages may cover, and so all that was said; its column is in the middle."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.column = QVBoxLayout(self)
        self.hide()

    def arrange(self, room: QRect, tall: int) -> None:
        """Cover the lower part of the screen."""
        self.setGeometry(room.x(), room.bottom() + 1 - tall, room.width(), tall)
        aside = 2 * _INSIDE + max(0, room.width() - _COVER_PX) // 2
        self.column.setContentsMargins(aside, 2 * _INSIDE, aside, 2 * _INSIDE)


class CountdownSheet(Cover):
    """Asks whether somebody is still there; covers all that was said."""

    def __init__(self, parent: QWidget, visiting: Visiting) -> None:
        super().__init__(parent)
        self._visiting = visiting
        self._inside: QWidget | None = None
        self._number = make_label("", visiting.looks)
        self.here = Tile("", visiting.looks)

    def dress(self, looks: Looks) -> None:
        """Take words, sizes and colours anew."""
        if self._inside is not None:
            self._inside.deleteLater()
        self._inside = QWidget()
        rows = QVBoxLayout(self._inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * _GAP)
        rows.addStretch(1)
        rows.addWidget(make_label(self.tr("Are you still there?"), looks, 1.35, bold=True))
        self._number = make_label("", looks, 2.4, bold=True)
        rows.addWidget(self._number)
        rows.addWidget(
            make_label(self.tr("Then everything that is not kept yet is erased."), looks)
        )
        self.here = Tile(self.tr("I am still here"), looks, main=True, size=1.2)
        self.here.clicked.connect(self._visiting.still_here)
        stop = Tile(self.tr("Stop and erase"), looks)
        stop.clicked.connect(self._visiting.stop)
        row = QHBoxLayout()
        row.addWidget(stop, 1)
        row.addWidget(self.here, 2)
        rows.addLayout(row)
        rows.addStretch(1)
        self.column.addWidget(self._inside)

    def show_left(self, left_s: int | None) -> bool:
        """Show how many seconds are left; None: nobody is asked. Whether it went away just now."""
        if left_s is None:
            was_there = self.isVisible()
            self.hide()
            return was_there
        words = self.tr("%1 seconds").replace("%1", str(left_s))
        self._number.setText(words)
        self._number.setAccessibleName(words)
        if not self.isVisible():
            self.show()
            self.raise_()
            self.here.setFocus(Qt.FocusReason.OtherFocusReason)
        return False
