"""The bar on top: which project is open, and what is asked most; and the pad to move with."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.ui import icons
from mrapp.ui.actions import Actions
from mrapp.ui.style import ACCENT, font_px
from mrapp.ui.widgets import ElidedLabel

_COMMANDS = (
    "project.open",
    "project.add",
    "project.save",
    "edit.undo",
    "edit.redo",
    "picture.save",
    "text.smaller",
    "text.larger",
    "language.switch",
    "help.keys",
)
_GROUP_STARTS = ("edit.undo", "picture.save", "text.smaller")
_NEVER_WORDS = ("text.smaller", "text.larger")
_WORDS_GO_FIRST = (
    "edit.redo",
    "edit.undo",
    "picture.save",
    "help.keys",
    "project.save",
    "project.add",
    "project.open",
    "language.switch",
)
_TITLE_ROOM_PX = 250


class TopBar(QFrame):
    """Title on the left, commands on the right; words give way to icons where room is short."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._scale = 1.0
        self.mark = QLabel()
        self.title = ElidedLabel()
        self.title.setObjectName("projectTitle")
        self.note = ElidedLabel()
        self.note.setObjectName("projectNote")
        self.buttons = {
            key: actions.button(key, worded=key not in _NEVER_WORDS) for key in _COMMANDS
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 6, 12, 6)
        line.setSpacing(2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.note)
        line.addWidget(self.mark)
        line.addSpacing(8)
        line.addLayout(words, 1)
        for key, button in self.buttons.items():
            if key in _GROUP_STARTS:
                line.addSpacing(8)
            line.addWidget(button)

    def show_project(self, title: str, note: str, *, unsaved: bool) -> None:
        """Show which project is open and whether it differs from what was saved."""
        shown = f"{title} *" if unsaved else title
        self.title.setText(shown)
        self.title.setToolTip(shown)
        self.note.setText(note)
        self.note.setToolTip(note)
        self.note.setVisible(bool(note))

    def set_text_scale(self, scale: float) -> None:
        """Fit icons and words to a text size."""
        self._scale = scale
        size = font_px(scale, 20)
        for key, button in self.buttons.items():
            room = 1.0 if key in _NEVER_WORDS else icons.GAP
            button.setIconSize(QSize(round(size * room), size))
        self.mark.setPixmap(icons.picture("mark", font_px(scale, 28), ACCENT))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let words come and go with the width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show words beside as many icons as there is room for."""
        style = Qt.ToolButtonStyle
        for key, button in self.buttons.items():
            bare = key in _NEVER_WORDS
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if bare else style.ToolButtonTextBesideIcon
            )
        room = self.width() - font_px(self._scale, _TITLE_ROOM_PX) - 80
        for key in _WORDS_GO_FIRST:
            if sum(button.sizeHint().width() + 4 for button in self.buttons.values()) <= room:
                return
            self.buttons[key].setToolButtonStyle(style.ToolButtonIconOnly)


# The words in the view take at most this part of its width; the pad must leave it free.
_WORDS_SHARE = 0.62
_ARRANGEMENTS = ((7,), (2, 5), (1, 1, 3, 2))


class MovePad(QFrame):
    """The pad over the view: model or walk, home, all, north, farther and closer."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "float")
        self._modes = [
            actions.button(key, "mode", worded=True) for key in ("move.orbit", "move.walk")
        ]
        for button in self._modes:
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rest = [
            actions.button(key)
            for key in ("move.home", "move.overview", "move.north", "move.farther", "move.closer")
        ]
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(5, 5, 5, 5)
        self._rows.setSpacing(4)
        self._arrangement: tuple[int, ...] = ()
        self._arrange(_ARRANGEMENTS[0])

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.setAccessibleName(self.tr("Moving"))

    def set_text_scale(self, scale: float) -> None:
        """Fit icons and words to a text size."""
        size = font_px(scale, 20)
        style = Qt.ToolButtonStyle
        for button in self._modes:
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(round(size * icons.GAP), size))
        for button in self._rest:
            button.setToolButtonStyle(style.ToolButtonIconOnly)
            button.setIconSize(QSize(size, size))

    def fit(self, view_width: int) -> None:
        """Take as many rows as leave room for the words beside the pad."""
        room = round(view_width * (1.0 - _WORDS_SHARE)) - 3 * 12
        for arrangement in _ARRANGEMENTS:
            if self._width_in(arrangement) <= room:
                break
        if arrangement != self._arrangement:
            self._arrange(arrangement)
        self.adjustSize()

    def buttons(self) -> list[QToolButton]:
        """Return the buttons in order."""
        return [*self._modes, *self._rest]

    def _split(self, arrangement: tuple[int, ...]) -> list[list[QToolButton]]:
        left = self.buttons()
        rows = []
        for count in arrangement:
            rows.append(left[:count])
            left = left[count:]
        return rows

    def _width_in(self, arrangement: tuple[int, ...]) -> int:
        rows = self._split(arrangement)
        return max(sum(button.sizeHint().width() + 4 for button in line) for line in rows) + 12

    def _arrange(self, arrangement: tuple[int, ...]) -> None:
        self._arrangement = arrangement
        while (old := self._rows.takeAt(0)) is not None:
            line = old.layout()
            while line is not None and line.takeAt(0) is not None:
                pass
        for buttons in self._split(arrangement):
            line = QHBoxLayout()
            line.setSpacing(4)
            for button in buttons:
                line.addWidget(button, 1 if button in self._modes else 0)
            self._rows.addLayout(line)
