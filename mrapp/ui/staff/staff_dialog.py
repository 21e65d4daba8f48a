"""What the dialogs of staff share: a title, a line of what came of it, a task to wait for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.staff.waiting import Waiting
from mrapp.ui.style import font_px
from mrapp.ui.tasks import TaskRunner
from mrapp.ui.widgets import Reader, restyle, wrapped

_GAP = 6


class StaffDialog(FollowingDialog):
    """A column of parts that scrolls, and below it what happens, and a button to close.

    wide_px: how wide it is for letters of normal size.
    """

    wide_px = 560

    def __init__(self, parent: QWidget, tasks: TaskRunner, language: str, scale: float) -> None:
        super().__init__(parent, language, scale)
        self._told: Callable[[str], str] | None = None
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(20, 16, 20, 8)
        self.column.setSpacing(8)
        self.reader = Reader(inside)
        self.told = wrapped()
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._frame = QFrame()
        within = QVBoxLayout(self._frame)
        within.setContentsMargins(10, 8, 10, 8)
        within.addWidget(self.told)
        self._frame.hide()
        self.waiting = Waiting(tasks)
        self.close_button = self.button()
        self.close_button.clicked.connect(self.reject)
        self._line = QHBoxLayout()
        self._line.addStretch(1)
        self._line.addWidget(self.close_button)
        self._below = below = QVBoxLayout()
        below.setContentsMargins(20, 0, 20, 14)
        below.setSpacing(8)
        below.addWidget(self.waiting)
        below.addWidget(self._frame)
        below.addLayout(self._line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(_GAP)
        whole.addWidget(self.reader, 1)
        whole.addLayout(below)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.say_on(self.close_button, self.tr("Close"))
        self.waiting.retranslate(self.language)
        self.reader.setAccessibleName(self.windowTitle())
        if self._told is not None:
            self.told.setText(self._told(self.language))
            self.told.setAccessibleName(self.told.text())
        self.fit()

    def put_lines(self, grid: QGridLayout, lines: Sequence[tuple[str, str]]) -> None:
        """Put lines of two in a grid that is part of this dialog; they count for `fit` at once."""
        for row, line in enumerate(lines):
            for column, words in enumerate(line):
                label = wrapped()
                label.setText(words)
                grid.addWidget(label, row, column)
                label.show()

    def button(self, look: str = "") -> QPushButton:
        """Return a button that has no words yet."""
        made = QPushButton()
        made.setAutoDefault(False)
        if look:
            made.setProperty("look", look)
        return made

    @staticmethod
    def say_on(part: QAbstractButton, words: str) -> None:
        """Write words on a button or a box to tick, to read and to hear."""
        part.setText(words)
        part.setAccessibleName(words.rstrip("…"))

    def put_below(self, *buttons: QPushButton) -> None:
        """Put buttons before the one that closes."""
        for place, button in enumerate(buttons, 1):
            self._line.insertWidget(place, button)

    def tell(self, say: Callable[[str], str] | None, good: bool = True) -> None:
        """Say what came of something, given the language; None: nothing any more."""
        self._told = say
        words = say(self.language) if say is not None else ""
        self.told.setText(words)
        self._frame.setProperty("look", "good" if good else "error")
        self._frame.setVisible(bool(words))
        self.told.setAccessibleName(words)
        restyle(self._frame)
        self.fit()

    def fit(self) -> None:
        """Be as high as what it holds, within the screen."""
        most = self.screen().availableSize()
        width = min(font_px(self.scale, self.wide_px), round(0.9 * most.width()))
        self._below.activate()
        below = self._below
        tall = below.hasHeightForWidth()
        rest = below.totalHeightForWidth(width) if tall else below.sizeHint().height()
        wanted = self.reader.height_for(width) + rest + _GAP
        self.resize(width, min(wanted, round(0.85 * most.height())))

    def event(self, event: QEvent) -> bool:
        """Take another size where what is inside wants one."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        """Take a size now that the letters have theirs."""
        super().showEvent(event)
        # It takes the focus, so that keys can scroll where not all fits.
        self.reader.setAccessibleName(self.windowTitle())
        self.fit()

    def reject(self) -> None:
        """Stop what goes on, and close."""
        self.waiting.cancel()
        super().reject()
