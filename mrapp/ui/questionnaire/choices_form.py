"""The choices of a question: words in every language, order, ready-made ones, those of a file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.model.questions import Choice, Question
from mrapp.model.texts import pick_language
from mrapp.ui import icons
from mrapp.ui.questionnaire.fields import LanguageFields, LineField
from mrapp.ui.style import font_px
from mrapp.ui.widgets import (
    clear,
    icon_button,
    name_button,
    row,
    set_icon_sizes,
    tab_after,
    wrapped,
)


class ChoiceRow(QWidget):
    """One choice: its words, and buttons to move and remove it."""

    def __init__(self, languages: tuple[str, ...], scale: float) -> None:
        super().__init__()
        self.number = QLabel()
        self.texts = LanguageFields(languages, scale)
        self.up, self.down = icon_button("up", "plain"), icon_button("down", "plain")
        self.remove = icon_button("remove", "plain")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3)
        bottom = Qt.AlignmentFlag.AlignBottom
        self.number.setMinimumHeight(font_px(scale, 34))
        line.addWidget(self.number, 0, bottom)
        line.addWidget(self.texts, 1)
        for button in (self.up, self.down, self.remove):
            line.addWidget(button, 0, bottom)
        set_icon_sizes(self, font_px(scale, 16))


class ChoicesForm(QWidget):
    """Asks for choices to be added (words), changed (id, language, text, visit), moved and removed.

    `bands_wanted`, `file_wanted`: age bands, or the neighbourhoods of a map file, in their place.
    """

    add_wanted = Signal(str)
    text_wanted = Signal(str, str, str, int)
    move_wanted = Signal(str, int)
    remove_wanted = Signal(str)
    bands_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, before: QWidget) -> None:
        """Make it; the tab key comes here from `before`."""
        super().__init__()
        self._before = before
        self._built: tuple[object, ...] = ()
        self.rows: dict[str, ChoiceRow] = {}
        self.title = QLabel()
        self.title.setProperty("look", "heading")
        self.hint = wrapped("soft")
        self.names = QListWidget()
        self.names.setFixedHeight(160)
        self.add = QPushButton()
        self.add.setIcon(icons.icon("add", worded=True))
        self.bands, self.file = QPushButton(), QPushButton()
        self.new = LineField()
        self.new.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.bands.clicked.connect(self.bands_wanted)
        self.file.clicked.connect(self.file_wanted)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        column.addWidget(self.names)
        column.addLayout(self._list)
        column.addLayout(row(self.new, self.add, stretch=0))
        column.addLayout(row(self.bands, self.file))

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.title.setText(self.tr("Choices"))
        self.names.setAccessibleName(self.tr("Neighbourhoods"))
        self.new.setPlaceholderText(self.tr("New choice"))
        self.new.setAccessibleName(self.new.placeholderText())
        for button, words in (
            (self.add, self.tr("Add a choice")),
            (self.bands, self.tr("Use ready-made ages")),
            (self.file, self.tr("Take neighbourhoods from a file…")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
        self._built = ()

    def show_question(
        self,
        question: Question,
        languages: tuple[str, ...],
        language: str,
        scale: float,
        *,
        writable: bool,
    ) -> None:
        """Show the choices of a question."""
        listed = question.kind == "neighbourhood"
        keys = [] if listed else [choice.id for choice in question.choices]
        wanted = (question.id, tuple(keys), languages, language, scale)
        if wanted != self._built:
            self._built = wanted
            self._rebuild(keys, languages, language, scale)
        for choice in question.choices:
            if choice.id in self.rows:
                self.rows[choice.id].texts.show_texts(choice.text)
                self.rows[choice.id].texts.set_writable(writable)
        for number, each in enumerate(self.rows.values()):
            each.up.setEnabled(writable and number > 0)
            each.down.setEnabled(writable and number < len(keys) - 1)
            each.remove.setEnabled(writable)
        self._show_rest(question, language, writable)

    def _add(self) -> None:
        words = self.new.text().strip()
        if words:
            self.new.clear()
            self.add_wanted.emit(words)
        self.new.setFocus()

    def _show_rest(self, question: Question, language: str, writable: bool) -> None:
        kind = question.kind
        self.add.setVisible(kind != "neighbourhood")
        self.new.setVisible(kind != "neighbourhood")
        self.bands.setVisible(kind == "age")
        self.file.setVisible(kind == "neighbourhood")
        for widget in (self.new, self.add, self.bands, self.file):
            widget.setEnabled(writable)
        self.names.setVisible(kind == "neighbourhood" and bool(question.choices))
        hint = ""
        if kind in ("age", "neighbourhood"):
            hint = self.tr("“I would rather not say” is always there; you need not add it.")
        if kind == "neighbourhood":
            count = self.tr("Neighbourhoods: %1.").replace("%1", str(len(question.choices)))
            hint = f"{count} {hint}"
            self._list_names(question.choices, language)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def _list_names(self, choices: tuple[Choice, ...], language: str) -> None:
        names = [f"{pick_language(each.text, language)} ({each.id})" for each in choices]
        if names != [self.names.item(at).text() for at in range(self.names.count())]:
            self.names.clear()
            self.names.addItems(names)

    def _rebuild(
        self, keys: list[str], languages: tuple[str, ...], language: str, scale: float
    ) -> None:
        clear(self._list)
        self.rows = {}
        last = self._before
        for number, key in enumerate(keys, start=1):
            made = ChoiceRow(languages, scale)
            what = self.tr("Choice %1").replace("%1", str(number))
            made.number.setText(f"{number}.")
            made.texts.set_names(what, language)
            if number > 1:
                made.texts.hide_labels()
            for button, words in (
                (made.up, self.tr("%1: move up")),
                (made.down, self.tr("%1: move down")),
                (made.remove, self.tr("%1: remove")),
            ):
                name_button(button, words.replace("%1", what))
            self._connect(made, key, number - 1)
            self.rows[key] = made
            self._list.addWidget(made)
            last = tab_after(last, made)

    def _connect(self, made: ChoiceRow, key: str, place: int) -> None:
        made.texts.typed.connect(
            lambda language, text, visit: self.text_wanted.emit(key, language, text, visit)
        )
        made.up.clicked.connect(lambda: self.move_wanted.emit(key, place - 1))
        made.down.clicked.connect(lambda: self.move_wanted.emit(key, place + 1))
        made.remove.clicked.connect(lambda: self.remove_wanted.emit(key))
