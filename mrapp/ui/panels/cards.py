"""Cards over the view: the first steps for a newcomer, and the welcome without a project."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mrapp.ui import icons
from mrapp.ui.widgets import wrapped


class FirstSteps(QFrame):
    """Four pictures with words: how to look around. `understood` when it may go."""

    understood = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "float")
        self.title = wrapped("heading")
        self.button = QPushButton()
        self.button.setProperty("look", "main")
        self.button.clicked.connect(self.understood)
        self._icons = [QLabel() for _ in range(4)]
        self._words = [wrapped() for _ in range(4)]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        for place, (mark, words) in enumerate(zip(self._icons, self._words, strict=True)):
            self._grid.addWidget(mark, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addLayout(self._grid)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)

    def set_icon_size(self, size_px: int) -> None:
        """Draw the pictures as large as the text asks for."""
        for mark, name in zip(
            self._icons, ("mouse_left", "mouse_wheel", "mouse_click", "arrow_keys"), strict=True
        ):
            image = icons.picture(name, round(size_px * self.devicePixelRatioF()))
            image.setDevicePixelRatio(self.devicePixelRatioF())
            mark.setPixmap(image)

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.title.setText(self.tr("This is how you look around"))
        texts = (
            self.tr("Drag with the left mouse button to turn the city."),
            self.tr("Turn the mouse wheel to come closer."),
            self.tr("Click a building to read what it is. Double-click to go there."),
            self.tr("Walk with the arrow keys. Press F1 for help."),
        )
        for label, text in zip(self._words, texts, strict=True):
            label.setText(text)
        self.button.setText(self.tr("Got it"))
        self.button.setAccessibleName(self.button.text())
        self.setAccessibleName(self.title.text())


class Welcome(QFrame):
    """Stands in the middle while no project is open: what to begin with."""

    open_wanted = Signal()
    new_wanted = Signal()
    last_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "float")
        self._last = ""
        self.title = wrapped("title")
        self.words = wrapped("soft")
        self.open = QPushButton(icons.white("open"), "")
        self.new = QPushButton(icons.icon("new", worded=True), "")
        self.last = QPushButton(icons.icon("viewpoint", worded=True), "")
        self.open.setProperty("look", "main")
        self.open.clicked.connect(self.open_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.last.clicked.connect(self.last_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 26)
        column.setSpacing(12)
        for widget in (self.title, self.words, self.open, self.new, self.last):
            column.addWidget(widget)

    def set_last(self, path: str) -> None:
        """Offer the project that was open last; an empty path offers none."""
        self._last = path
        self.last.setVisible(bool(path))
        self._name_last()

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.title.setText(self.tr("Look at your city of tomorrow"))
        self.words.setText(
            self.tr("Open a project to see a plan in its surroundings, or make one from a file.")
        )
        self.open.setText(self.tr("Open a project"))
        self.new.setText(self.tr("New project from a file"))
        for button in (self.open, self.new):
            button.setAccessibleName(button.text())
        self._name_last()

    def _name_last(self) -> None:
        self.last.setText(self.tr("Continue with %1").replace("%1", Path(self._last).name))
        self.last.setAccessibleName(self.last.text())
