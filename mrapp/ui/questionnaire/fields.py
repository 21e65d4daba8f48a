"""Fields for texts in every language of a project, side by side."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from mrapp.app.questions.form_words import language_name
from mrapp.model.values import LocalText
from mrapp.ui.asking.rows import Tiles
from mrapp.ui.style import font_px

_MOST_LINES = 6


class TextField(QPlainTextEdit):
    """A text that grows with its words. `typed` tells every change by hand, with its text.

    Undo is left to the window: a step back there is one for all fields. `visit` counts how often
    somebody began to type here, so that each time is one step.
    """

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.visit = 0
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show a text; what stands there already keeps its cursor."""
        if text != self.toPlainText():
            before = self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(before)
            self._fit()

    def sizeHint(self) -> QSize:
        """Return the size at which all lines are seen, up to six."""
        lines = min(max(self._lines(), 1), _MOST_LINES)
        around = self.height() - self.viewport().height() + 2 * self.document().documentMargin()
        return QSize(120, round(lines * self.fontMetrics().lineSpacing() + around))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, as narrow as it gets."""
        return QSize(60, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        return not _left_to_window(event) and super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin another step of undo."""
        self.visit += 1
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to where lines break now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _lines(self) -> int:
        block, lines = self.document().begin(), 0
        while block.isValid():
            self.document().documentLayout().blockBoundingRect(block)  # lays it out
            lines += max(block.layout().lineCount(), 1)
            block = block.next()
        return lines

    def _fit(self) -> None:
        many = self._lines() > _MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if many else policy.ScrollBarAlwaysOff
        )
        self.updateGeometry()

    def _tell(self) -> None:
        self._fit()
        self.typed.emit(self.toPlainText())


class LineField(QLineEdit):
    """One line, which leaves undo and redo to the window."""

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        return not _left_to_window(event) and super().event(event)


def _left_to_window(event: QEvent) -> bool:
    """Tell whether a field would keep for itself a key that the window undoes or redoes with."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    left = any(event.matches(key) for key in keys)
    if left:
        event.ignore()
    return left


class LanguageFields(QWidget):
    """One text in every language; `typed` tells the language, the text and the visit."""

    typed = Signal(str, str, int)

    def __init__(self, languages: tuple[str, ...], scale: float) -> None:
        super().__init__()
        self.fields: dict[str, TextField] = {}
        self._labels: dict[str, QLabel] = {}
        cells = []
        for language in languages:
            field, label = TextField(), QLabel()
            label.setProperty("look", "small")
            label.setBuddy(field)
            field.typed.connect(lambda text, key=language: self._tell(key, text))
            self.fields[language], self._labels[language] = field, label
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(1)
            column.addWidget(label)
            column.addWidget(field)
            column.addStretch(1)
            cells.append(cell)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Tiles(cells, font_px(scale, 190), len(languages)))

    @property
    def last(self) -> TextField:
        """The field of the last language."""
        return list(self.fields.values())[-1]

    def set_names(self, what: str, language: str) -> None:
        """Say what the text is, in the language of the program."""
        for key, field in self.fields.items():
            name = language_name(key).text(language)
            self._labels[key].setText(name)
            field.setPlaceholderText(name)
            field.setAccessibleName(f"{what}, {name}")

    def hide_labels(self) -> None:
        """Leave the names of the languages to the row above; an empty field still tells its own."""
        for label in self._labels.values():
            label.hide()

    def show_texts(self, texts: LocalText) -> None:
        """Show what the text is in each language."""
        for key, field in self.fields.items():
            field.show_text(texts.get(key, ""))

    def set_writable(self, writable: bool) -> None:
        """Let it be changed, or only be read."""
        for field in self.fields.values():
            field.setReadOnly(not writable)

    def _tell(self, language: str, text: str) -> None:
        self.typed.emit(language, text, self.fields[language].visit)
