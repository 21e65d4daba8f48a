"""The questions of a questionnaire in order: choose, add, move (also by dragging), remove."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.questions.form_words import KIND_WORDS
from mrapp.model.questions import Kind, Questionnaire
from mrapp.model.texts import pick_language
from mrapp.ui import icons
from mrapp.ui.widgets import icon_button, name_button, row, set_icon_sizes


class QuestionRows(QListWidget):
    """The rows; the first stands for the questionnaire as a whole and stays where it is.

    `moved` tells that a row was dragged: from which place to which, both counted over questions.
    """

    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setSpacing(1)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(100)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move, and leave the rows as they are until it is done."""
        onto = self.indexAt(event.position().toPoint())
        below = self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.BelowItem
        to = onto.row() + (1 if below else 0) if onto.isValid() else self.count()
        start = self.currentRow()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if start > 0:
            # Counted without the first row, and without the one that is on its way.
            self.moved.emit(start - 1, max(to - 1 - (1 if to > start else 0), 0))


class QuestionList(QWidget):
    """Asks for a question to be chosen (None: the whole), added, moved and removed."""

    chosen = Signal(object)
    add_wanted = Signal(str)
    move_wanted = Signal(str, int)
    remove_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = QuestionRows()
        self.rows.currentItemChanged.connect(self._choose)
        self.rows.moved.connect(self._drag)
        self.rows.installEventFilter(self)
        self.add = QPushButton()
        self.add.setIcon(icons.icon("add", worded=True))
        self.menu = QMenu(self)
        self.add.setMenu(self.menu)
        self.up, self.down = icon_button("up"), icon_button("down")
        self.remove = icon_button("remove")
        self.up.clicked.connect(lambda: self._step(-1))
        self.down.clicked.connect(lambda: self._step(1))
        self.remove.clicked.connect(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.add)
        column.addWidget(self.rows, 1)
        column.addLayout(row(self.up, self.down, self.remove))

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self.rows.setAccessibleName(self.tr("Questions"))
        self.add.setText(self.tr("Add a question"))
        self.add.setAccessibleName(self.add.text())
        name_button(self.up, self.tr("Move the question up (Alt+Up)"))
        name_button(self.down, self.tr("Move the question down (Alt+Down)"))
        name_button(self.remove, self.tr("Remove the question (Delete)"))
        self.menu.clear()
        for kind, words in KIND_WORDS.items():
            action = self.menu.addAction(words.text(language))
            action.triggered.connect(lambda _on=False, kind=kind: self.add_wanted.emit(kind))

    def set_icon_size(self, size_px: int) -> None:
        """Fit the icons to a text size."""
        set_icon_sizes(self, size_px)

    def show_form(
        self, form: Questionnaire, question: str | None, language: str, *, writable: bool
    ) -> None:
        """Show the questions of a version, and which one is chosen."""
        before = self.rows.blockSignals(True)
        wanted: list[tuple[str | None, str]] = [(None, self.tr("Name, introduction and thanks"))]
        wanted += [
            (each.id, f"{n}. {_titled(pick_language(each.text, language), each.kind, language)}")
            for n, each in enumerate(form.questions, start=1)
        ]
        while self.rows.count() > len(wanted):
            self.rows.takeItem(self.rows.count() - 1)
        while self.rows.count() < len(wanted):
            self.rows.addItem(QListWidgetItem())
        for place, (key, words) in enumerate(wanted):
            item = self.rows.item(place)
            item.setText(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(_WHOLE if key is None or not writable else _MOVABLE)
            if key == question:
                self.rows.setCurrentItem(item)
        self.rows.blockSignals(before)
        self._show_able(len(form.questions), writable)

    def _show_able(self, count: int, writable: bool) -> None:
        place = self.rows.currentRow()
        self.add.setEnabled(writable)
        self.up.setEnabled(writable and place > 1)
        self.down.setEnabled(writable and 0 < place < count)
        self.remove.setEnabled(writable and place > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move and remove with keys."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            doers = {
                Qt.Key.Key_Up: self.up if alt else None,
                Qt.Key.Key_Down: self.down if alt else None,
                Qt.Key.Key_Delete: self.remove,
            }
            button = doers.get(Qt.Key(event.key()))
            if button is not None:
                button.click()
                return True
        return super().eventFilter(watched, event)

    def _key(self) -> str | None:
        place = self.rows.currentRow()
        key = self.rows.item(place).data(Qt.ItemDataRole.UserRole) if place >= 0 else None
        return key if isinstance(key, str) else None

    def _choose(self) -> None:
        self.chosen.emit(self._key())

    def _step(self, steps: int) -> None:
        key = self._key()
        if key is not None:
            self.move_wanted.emit(key, self.rows.currentRow() - 1 + steps)

    def _drag(self, start: int, to: int) -> None:
        item = self.rows.item(start + 1)
        if start != to:
            self.move_wanted.emit(item.data(Qt.ItemDataRole.UserRole), to)

    def _remove(self) -> None:
        key = self._key()
        if key is not None:
            self.remove_wanted.emit(key)


_WHOLE = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_MOVABLE = _WHOLE | Qt.ItemFlag.ItemIsDragEnabled


def _titled(text: str, kind: Kind, language: str) -> str:
    return text or f"({KIND_WORDS[kind].text(language)})"
