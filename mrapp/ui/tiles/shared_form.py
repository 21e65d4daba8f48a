"""What all tiles of a project share: web address, owner, mark, and the threshold of the proof."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from mrapp.model.project import Project
from mrapp.ui.numbers import NumberField
from mrapp.ui.questionnaire.fields import LineField
from mrapp.ui.widgets import Section, wrapped


class SharedForm(Section):
    """Asks `host_wanted`, `owner_wanted` (words), `least_wanted` (0..1), and for a mark or none."""

    host_wanted = Signal(str)
    owner_wanted = Signal(str)
    least_wanted = Signal(float)
    mark_wanted = Signal()
    no_mark_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("layers")
        self.host, self.owner, self.least = LineField(), LineField(), NumberField()
        self.least.setDecimals(0)
        self.least.setRange(0.0, 100.0)
        self.least.setSingleStep(5.0)
        self.mark, self.no_mark = QPushButton(), QPushButton()
        self.mark_name = wrapped("soft")
        self._labels = [QLabel() for _ in range(4)]
        self.about_host, self.wrong_host, self._wrong = wrapped("small"), wrapped(), QFrame()
        self._wrong.setProperty("look", "error")
        within = QVBoxLayout(self._wrong)
        within.setContentsMargins(10, 6, 10, 6)
        within.addWidget(self.wrong_host)
        self._wrong.hide()
        marks = QHBoxLayout()
        marks.addWidget(self.mark)
        marks.addWidget(self.no_mark)
        marks.addStretch(1)
        for label, field in zip(self._labels, (self.host, self.owner, self.least), strict=False):
            label.setProperty("look", "small")
            label.setBuddy(field)
            self.rows.addWidget(label)
            self.rows.addWidget(field)
            if field is self.host:
                self.rows.addWidget(self._wrong)
                self.rows.addWidget(self.about_host)
        self._labels[3].setProperty("look", "small")
        for part in (self._labels[3], self.mark_name):
            self.rows.addWidget(part)
        self.rows.addLayout(marks)
        self.host.editingFinished.connect(self._ask_host)
        self.owner.editingFinished.connect(self._ask_owner)
        self.least.valueChanged.connect(lambda share: self.least_wanted.emit(share / 100.0))
        self.mark.clicked.connect(self.mark_wanted)
        self.no_mark.clicked.connect(self.no_mark_wanted)
        self._shown, self._language = ("", ""), "nl"
        self._refused = ""
        self._why: Callable[[str], str] | None = None

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self.set_title(self.tr("For all tiles"))
        words = (
            self.tr("Web address"),
            self.tr("Owner, as it stands on the tile"),
            self.tr("Found in the proof at least (%), else printing asks first"),
            self.tr("Mark of the municipality"),
        )
        for label, each in zip(self._labels, words, strict=True):
            label.setText(each)
        for field, name in zip((self.host, self.owner, self.least), words, strict=False):
            field.setAccessibleName(name)
        self.host.setPlaceholderText("ar.gemeente.nl")
        self.about_host.setText(
            self.tr(
                "Short and official: every tile has it in its code. Later another server can "
                "stand behind it; the tiles stay as they are."
            )
        )
        self.least.set_language(language)
        self._language = language
        self._say_wrong(language)
        for button, each in ((self.mark, self.tr("Choose…")), (self.no_mark, self.tr("No mark"))):
            button.setText(each)
            button.setAccessibleName(f"{words[3]}: {each.rstrip('…')}")

    def show_project(self, project: Project, language: str) -> None:
        """Show what the tiles of a project share."""
        tiling = project.tiling
        owner = tiling.owner.get(language) or next(iter(tiling.owner.values()), "")
        before, self._shown = self._shown[0], (tiling.host, owner)
        if tiling.host != before:
            self.keep_refused("")
        self._say_wrong(language)
        for field, words in ((self.host, self._refused or tiling.host), (self.owner, owner)):
            if field.text() != words and not field.hasFocus():
                field.setText(words)
        if not self.least.wrong:
            self.least.show_value(round(100.0 * tiling.least_found))
        self.mark_name.setText(tiling.mark or self.tr("None"))
        self.no_mark.setVisible(tiling.mark is not None)

    def keep_refused(self, words: str, why: Callable[[str], str] | None = None) -> None:
        """Keep what was typed as a web address, with why it was refused; "": forget it."""
        self._refused, self._why = words, why

    def _say_wrong(self, language: str) -> None:
        reason = self._why(language) if self._why is not None else ""
        self.wrong_host.setText(reason)
        self.wrong_host.setAccessibleName(reason)
        self._wrong.setVisible(bool(reason))

    def _ask_host(self) -> None:
        words = self.host.text()
        self.keep_refused("")
        if words.strip().lower() != self._shown[0]:
            self.host_wanted.emit(words)
        self._say_wrong(self._language)

    def _ask_owner(self) -> None:
        if self.owner.text().strip() != self._shown[1]:
            self.owner_wanted.emit(self.owner.text().strip())
