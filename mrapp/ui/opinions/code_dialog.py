"""Coming back to an opinion with the code on its receipt: read it, add to it, withdraw it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.remarks.opinions import Opinion
from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.dialogs.question import Answer, Role, ask
from mrapp.ui.style import font_px
from mrapp.ui.widgets import Reader, clear, wrapped


class CodeDialog(FollowingDialog):
    """Asks `find_wanted` (a code), `add_wanted` (a code and a text), `withdraw_wanted` (a code)."""

    find_wanted = Signal(str)
    add_wanted = Signal(str, str)
    withdraw_wanted = Signal(str)

    def __init__(self, parent: QWidget, language: str, scale: float) -> None:
        super().__init__(parent, language, scale)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found = ""
        self.code = QLineEdit()
        self.code.setMaxLength(60)
        self.code.returnPressed.connect(self._find)
        self.search = QPushButton()
        self.search.setProperty("look", "main")
        self.search.clicked.connect(self._find)
        self.told = wrapped()
        self.told_frame = QFrame()
        QVBoxLayout(self.told_frame).addWidget(self.told)
        self.told_frame.hide()
        self.text = wrapped()
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts = QVBoxLayout()
        self.more = QPlainTextEdit()
        self.more.setTabChangesFocus(True)
        self.add = QPushButton()
        self.withdraw = QPushButton()
        self.close_button = QPushButton()
        self.add.clicked.connect(lambda: self.add_wanted.emit(self._found, self.words))
        self.more.textChanged.connect(lambda: self.add.setEnabled(bool(self.words)))
        self.withdraw.clicked.connect(self._ask_to_withdraw)
        self.close_button.clicked.connect(self.close)
        self._inside = QWidget()
        self._lay_out()
        self.retranslate()
        self.show_none()

    @property
    def found(self) -> str:
        """The code whose opinion is shown, or nothing."""
        return self._found

    @property
    def words(self) -> str:
        """What is to be added."""
        return self.more.toPlainText().strip()

    def show_found(
        self, code: str, opinion: Opinion, mood: str, became: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Show the opinion of a code; mood: in words, or nothing. became: lines of two."""
        self._found = code
        self.told_frame.hide()
        said = "\n\n".join(part for part in (opinion.text, mood) if part)
        self.text.setText(said)
        self.text.setVisible(bool(said))
        clear(self._facts)
        for label, value in became:
            self._add_line(label, value, "")
        for fact in (*opinion.additions, *opinion.answers, *opinion.facts):
            self._add_line(fact.label, fact.value, "soft")
        self.more.clear()
        self._show_parts(True)
        self.more.setFocus()

    def _add_line(self, label: str, value: str, look: str) -> None:
        line = wrapped(look)
        line.setText(f"{label}: {value}")
        self._facts.addWidget(line)
        line.show()

    def show_none(self) -> None:
        """Show no opinion."""
        self._found = ""
        self._show_parts(False)

    def tell(self, words: str, *, good: bool) -> None:
        """Say what came of it, in the dialog itself."""
        self.told.setText(words)
        self.told_frame.setProperty("look", "good" if good else "error")
        self.told_frame.style().unpolish(self.told_frame)
        self.told_frame.style().polish(self.told_frame)
        self.told_frame.show()
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """While something is being done, nothing else can be asked, nor written."""
        for part in (self.search, self.withdraw, self.more):
            part.setEnabled(not busy)
        self.add.setEnabled(not busy and bool(self.words))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        self._asked = QLabel()
        self._asked.setBuddy(self.code)
        line = QHBoxLayout()
        line.addWidget(self.code, 1)
        line.addWidget(self.search)
        column.addWidget(self._asked)
        column.addLayout(line)
        column.addWidget(self.told_frame)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.addWidget(self.text)
        inside.addLayout(self._facts)
        inside.addStretch(1)
        self.reader = Reader(self._inside)
        column.addWidget(self.reader, 1)
        self._more_label = QLabel()
        self._more_label.setBuddy(self.more)
        column.addWidget(self._more_label)
        column.addWidget(self.more)
        buttons = QHBoxLayout()
        buttons.addWidget(self.withdraw)
        buttons.addStretch(1)
        buttons.addWidget(self.add)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)

    def retranslate(self) -> None:
        """Take all texts anew, and the room that they need."""
        self.setMinimumWidth(min(font_px(self.scale, 480), 900))
        line = self.fontMetrics().lineSpacing()
        self.reader.setMinimumHeight(9 * line)
        self.more.setFixedHeight(3 * line + 16)
        self.setWindowTitle(self.tr("With my code"))
        self._asked.setText(self.tr("The code on your receipt"))
        self.code.setAccessibleName(self._asked.text())
        self.code.setPlaceholderText("K7QM-3XWT-9PRD-5HJA")
        self.reader.setAccessibleName(self.tr("What you said"))
        self._more_label.setText(self.tr("Do you want to add something?"))
        self.more.setAccessibleName(self._more_label.text())
        self.search.setText(self.tr("Find my opinion"))
        self.add.setText(self.tr("Add"))
        self.withdraw.setText(self.tr("Withdraw my opinion"))
        self.close_button.setText(self.tr("Close"))
        for button in (self.search, self.add, self.withdraw, self.close_button):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
        self.adjustSize()

    def _show_parts(self, found: bool) -> None:
        for part in (self.reader, self._more_label, self.more, self.add, self.withdraw):
            part.setVisible(found)
        self.set_busy(False)
        self.adjustSize()

    def _find(self) -> None:
        if self.code.text().strip():
            self.find_wanted.emit(self.code.text())

    def _ask_to_withdraw(self) -> None:
        code = self._found
        ask(
            self,
            self.tr("Withdraw my opinion"),
            self.tr("Your opinion is erased here. That cannot be undone."),
            self.tr("Do you want to withdraw it?"),
            Answer(
                self.tr("Withdraw"), Role.DestructiveRole, lambda: self.withdraw_wanted.emit(code)
            ),
            Answer(self.tr("Keep it"), Role.RejectRole),
            default=1,
        )
