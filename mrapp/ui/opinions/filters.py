"""The fields with which one says which opinions one wants to see."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from mrapp.app.questions.question_words import MOOD_WORDS
from mrapp.app.remarks.filtering import WITHOUT, Filter, counts
from mrapp.app.remarks.keeping import Columns
from mrapp.app.remarks.opinions import name_of
from mrapp.model.project import Project
from mrapp.ui.opinions.pin_icons import pin_icon

_COLUMNS = ("themes", "variants", "channels", "states", "events")
_DAYS = (1, 7, 30, 365)
_ALL = None

K = TypeVar("K", int, str)


class Filters(QWidget):
    """Says `changed` when another wish was given; `wanted` is the wish."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.textChanged.connect(self.changed)
        self.boxes = {name: QComboBox() for name in (*_COLUMNS, "moods", "period")}
        self._labels = {name: QLabel() for name in self.boxes}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for place, (name, box) in enumerate(self.boxes.items()):
            box.setMinimumWidth(1)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.activated.connect(self.changed)
            label = self._labels[name]
            label.setProperty("look", "small")
            label.setBuddy(box)
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(label)
            cell.addWidget(box)
            grid.addLayout(cell, place // 2, place % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.words)
        whole.addLayout(grid)

    def retranslate(self) -> None:
        """Take all texts anew; `show_choices` follows."""
        names = {
            "themes": self.tr("Theme"),
            "variants": self.tr("Variant"),
            "channels": self.tr("Given by"),
            "states": self.tr("State"),
            "events": self.tr("Event"),
            "moods": self.tr("Mood"),
            "period": self.tr("Given when"),
        }
        for name, words in names.items():
            self._labels[name].setText(words)
            self.boxes[name].setAccessibleName(words)
        self.words.setPlaceholderText(self.tr("Search for words"))
        self.words.setAccessibleName(self.words.placeholderText())

    def set_icon_size(self, size_px: int) -> None:
        """Fit the icons in the fields to a text size."""
        for box in self.boxes.values():
            box.setIconSize(QSize(size_px, size_px))

    def show_choices(self, project: Project, columns: Columns, language: str) -> None:
        """Offer what there is to choose from, with how many; what was chosen stays chosen."""
        for name in _COLUMNS:
            given = {
                word: (name_of(project, name, word, language) or self.tr("None"), number)
                for word, number in counts(columns, name).items()
                if number
            }
            self._offer(name, given)
        for place, word in enumerate(columns.words.get("themes", ())):
            at = self.boxes["themes"].findData(word)
            if at >= 0:
                self.boxes["themes"].setItemIcon(at, pin_icon("theme", place))
        self._offer_moods(columns, language)
        days = (self.tr("Today"), self.tr("Last 7 days"), self.tr("Last 30 days"))
        periods = dict(zip(_DAYS, (*days, self.tr("Last year")), strict=True))
        self._offer("period", {key: (words, 0) for key, words in periods.items()})

    def wanted(self, now_utc: datetime) -> Filter:
        """Return the wish as it is given."""
        chosen = {name: self.boxes[name].currentData() for name in self.boxes}
        of: dict[str, Any] = {
            name: None if chosen[name] is None else frozenset({str(chosen[name])})
            for name in _COLUMNS
        }
        moods, days = chosen["moods"], chosen["period"]
        since = now_utc - timedelta(days=days) if days else None
        return Filter(
            **of,
            moods=None if moods is None else frozenset({int(moods)}),
            since_s=since.astimezone(UTC).timestamp() if since else None,
            words=self.words.text(),
        )

    def clear(self) -> None:
        """Want everything again."""
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self.words.clear()
        self.changed.emit()

    def _offer_moods(self, columns: Columns, language: str) -> None:
        found = {int(mood): int((columns.moods == mood).sum()) for mood in range(6)}
        names = {mood: MOOD_WORDS[mood - 1].text(language) for mood in range(1, 6)}
        names[0] = self.tr("None")
        self._offer("moods", {mood: (names[mood], found[mood]) for mood in names if found[mood]})
        for mood in range(6):
            at = self.boxes["moods"].findData(mood)
            if at >= 0:
                self.boxes["moods"].setItemIcon(at, pin_icon("mood", mood - 1))

    def _offer(self, name: str, given: Mapping[K, tuple[str, int]]) -> None:
        box = self.boxes[name]
        before = box.currentData()
        box.clear()
        box.addItem(self.tr("All"), _ALL)
        for key, (words, number) in given.items():
            box.addItem(f"{words} ({number})" if number else words, key)
        at = box.findData(before) if before is not None else 0
        box.setCurrentIndex(max(at, 0))
        # Where there is nothing to choose from, there is no field.
        wanted = name not in ("events", "themes") or any(key != WITHOUT for key in given)
        box.setVisible(wanted)
        self._labels[name].setVisible(wanted)
