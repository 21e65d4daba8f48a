"""The card of the selected object: what it is in plain words, and what can be done with it."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.commands import all_commands
from mrapp.app.describe import Description, Fact
from mrapp.ui import icons
from mrapp.ui.style import font_px
from mrapp.ui.widgets import (
    Reader,
    Section,
    chip,
    clear,
    icon_button,
    name_button,
    restyle,
    set_icon_sizes,
    wrapped,
)

_WIDEST_SCALE_BESIDE = 1.3


class ObjectCard(QFrame):
    """Asks `close_wanted`, `hide_wanted`, `demolish_wanted` (mark or take back), `walk_wanted`."""

    close_wanted = Signal()
    hide_wanted = Signal()
    demolish_wanted = Signal(bool)
    walk_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "float")
        self._shown: Description | None = None
        self._language = "nl"
        self._stacked = False
        self.title = wrapped("heading")
        self.kind = wrapped("soft")
        self.close_button = icon_button("close")
        self.close_button.clicked.connect(self.close_wanted)
        self._chips = QHBoxLayout()
        self.walk = QPushButton(icons.icon("walk", worded=True), "")
        self.hide_it = QPushButton(icons.icon("hide", worded=True), "")
        self.demolish = QPushButton(icons.icon("demolish", worded=True), "")
        self.walk.clicked.connect(self.walk_wanted)
        self.hide_it.clicked.connect(self.hide_wanted)
        self.demolish.clicked.connect(self._ask_demolish)
        self._inside = QWidget()
        self._facts = QGridLayout()
        self.more = Section("info")
        self._more_facts = QGridLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        inside = self._inside
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addWidget(self.kind)
        column.addLayout(self._chips)
        for grid in (self._facts, self._more_facts):
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(5)
            grid.setColumnStretch(0, 5)
            grid.setColumnStretch(1, 6)
        column.addLayout(self._facts)
        self.more.rows.addLayout(self._more_facts)
        column.addWidget(self.more)
        for button in (self.walk, self.hide_it, self.demolish):
            column.addWidget(button)
        column.addStretch(1)
        self.reader = Reader(inside)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 10, 12)
        outer.setSpacing(6)
        outer.addLayout(head)
        outer.addWidget(self.reader, 1)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self._language = language
        commands = all_commands()
        name_button(self.close_button, self.tr("Close this card"))
        self.setAccessibleName(self.tr("The selected object"))
        self.reader.setAccessibleName(self.tr("What is known of the object"))
        for button, key in ((self.walk, "move.to_selected"), (self.hide_it, "object.hide")):
            button.setText(commands[key].button(language))
            button.setAccessibleName(commands[key].title.text(language))
            button.setToolTip(commands[key].help.text(language))
        self.demolish.setToolTip(commands["object.demolish"].help.text(language))
        self.more.set_title(self.tr("More details"))

    def show_object(self, told: Description | None, *, can_demolish: bool) -> None:
        """Show what is known of an object; None hides the card."""
        self.setVisible(told is not None)
        if told is None:
            self._shown = None
            return
        self.demolish.setVisible(can_demolish)
        again = self.tr("Take demolition back")
        self.demolish.setText(again if told.demolished else self.tr("Demolish in this variant"))
        self.demolish.setAccessibleName(self.demolish.text())
        if told == self._shown:
            return
        other = self._shown is None or told.ref != self._shown.ref
        self._shown = told
        self._fill(told, fold=other)

    def wanted_height(self, width: int) -> int:
        """Return the height at which all that is told fits, for a width."""
        margins = self._outer.contentsMargins()
        frame = self._outer.sizeHint().height() - self.reader.sizeHint().height()
        return frame + self.reader.height_for(width - margins.left() - margins.right()) + 4

    def _fill(self, told: Description, *, fold: bool) -> None:
        self.title.setText(told.title)
        self.kind.setText(told.kind)
        self.kind.setVisible(told.kind != told.title)
        clear(self._chips)
        if told.status is not None:
            self._chips.addWidget(mark := chip(told.status, self._language))
            mark.show()
        if told.demolished:
            gone = QLabel(self.tr("Demolished in this variant"))
            gone.setProperty("look", "key")
            self._chips.addWidget(gone)
            gone.show()
        self._chips.addStretch(1)
        self._fill_grid(self._facts, told.facts)
        self._fill_grid(self._more_facts, told.more)
        self.more.setVisible(bool(told.more))
        if fold:
            self.more.set_open(False)
            self.reader.verticalScrollBar().setValue(0)
        restyle(self)

    def set_text_scale(self, scale: float) -> None:
        """Fit the card to a text size: large text stands under its label, not beside it."""
        set_icon_sizes(self, font_px(scale, 18))
        stacked = scale > _WIDEST_SCALE_BESIDE
        if stacked != self._stacked:
            self._stacked = stacked
            if self._shown is not None:
                self._fill(self._shown, fold=False)

    def _fill_grid(self, grid: QGridLayout, facts: tuple[Fact, ...]) -> None:
        clear(grid)
        grid.setColumnStretch(1, 0 if self._stacked else 6)
        for number, fact in enumerate(facts):
            label, value = wrapped("soft"), wrapped()
            label.setText(_breakable(fact.label))
            value.setText(_breakable(fact.value))
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            below, aside = (1, 0) if self._stacked else (0, 1)
            place = number * (1 + below)
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, place + below, aside, Qt.AlignmentFlag.AlignTop)
            # Shown at once, so that the card does not shrink for a moment.
            label.show()
            value.show()

    def _ask_demolish(self) -> None:
        self.demolish_wanted.emit(self._shown is None or not self._shown.demolished)


def _breakable(text: str) -> str:
    """Let long names break after dots, underscores and hyphens, but no date."""
    text = re.sub(r"(\d{4})-(\d\d)-(\d\d)", "\\1\u2011\\2\u2011\\3", text)
    for sign in "._-/:":
        text = text.replace(sign, f"{sign}\u200b")
    return text
