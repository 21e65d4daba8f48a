"""The bar on top: which project is open, and what is asked most; and the pad to move with."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
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
from mrapp.ui.style import font_px

_WITH_WORDS = (
    "project.open",
    "project.add",
    "project.save",
    "edit.undo",
    "edit.redo",
    "picture.save",
)
_ICON_ONLY = ("text.smaller", "text.larger")
_WIDEST_SCALE_WITH_WORDS = 1.2


class TopBar(QFrame):
    """Title on the left, commands on the right; only icons where the text is large."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.mark = QLabel()
        self.title = QLabel()
        self.title.setObjectName("projectTitle")
        self.note = QLabel()
        self.note.setObjectName("projectNote")
        for label in (self.title, self.note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            # A long name is cut off rather than pushing the buttons away.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._worded = [actions.button(key) for key in _WITH_WORDS]
        self._plain = [actions.button(key) for key in _ICON_ONLY]
        self.language = actions.button("language.switch")
        self.help = actions.button("help.keys")
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
        for number, button in enumerate([*self._worded, *self._plain, self.language, self.help]):
            if number in (3, 5, 6):
                line.addSpacing(10)
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
        size = font_px(scale, 20)
        worded = scale <= _WIDEST_SCALE_WITH_WORDS
        style = Qt.ToolButtonStyle
        for button in [*self._worded, *self._plain, self.language, self.help]:
            button.setIconSize(QSize(size, size))
            words = worded and button not in self._plain
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
            )
        self.mark.setPixmap(icons.picture("mark", font_px(scale, 28), "#0A5A9C"))


class MovePad(QFrame):
    """The pad over the view: model or walk, closer and farther, home, all, north."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "float")
        self._modes = [actions.button(key, "mode") for key in ("move.orbit", "move.walk")]
        self._rest = [
            actions.button(key)
            for key in ("move.home", "move.overview", "move.north", "move.farther", "move.closer")
        ]
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(6, 6, 6, 6)
        self._line.setSpacing(4)
        for button in [*self._modes, *self._rest]:
            self._line.addWidget(button)

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.setAccessibleName(self.tr("Moving"))

    def set_text_scale(self, scale: float) -> None:
        """Fit icons and words to a text size."""
        size = font_px(scale, 20)
        style = Qt.ToolButtonStyle
        for button in self._modes:
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon)
        for button in self._rest:
            button.setToolButtonStyle(style.ToolButtonIconOnly)
        for button in [*self._modes, *self._rest]:
            button.setIconSize(QSize(size, size))
        self.adjustSize()

    def buttons(self) -> list[QToolButton]:
        """Return the buttons in order."""
        return [*self._modes, *self._rest]
