"""Digits to touch or type; what is typed is shown as dots."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mrapp.app.staff import MOST_DIGITS
from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.rows import make_label
from mrapp.ui.asking.tiles import Tile

_DIGITS = "123456789"


class PinPad(QWidget):
    """Asks for a PIN and hands it on."""

    def __init__(
        self, looks: Looks, words: str, given: Callable[[str], None], away: Callable[[], None]
    ) -> None:
        super().__init__()
        self._given, self._away, self._code = given, away, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)
        column = QVBoxLayout(self)
        column.addWidget(make_label(words, looks, 1.1, bold=True))
        self._dots = make_label("", looks, 1.6)
        column.addWidget(self._dots)
        digits = QGridLayout()
        faces = [*_DIGITS, "⌫", "0", "OK"]
        names = {"⌫": self.tr("Erase one sign"), "OK": self.tr("Ready")}
        for number, face in enumerate(faces):
            tile = Tile(face, looks, main=face == "OK", name=names.get(face, face))
            tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tile.clicked.connect(lambda _checked=False, face=face: self._take(face))
            digits.addWidget(tile, number // 3, number % 3)
        column.addLayout(digits)
        row = QHBoxLayout()
        close = Tile(self.tr("Close"), looks)
        close.clicked.connect(lambda _checked=False: self._away())
        row.addWidget(close)
        column.addLayout(row)
        column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, Backspace, Enter; Escape goes away."""
        key, text = event.key(), event.text()
        if text.isdigit() and text.isascii():
            self._take(text)
        elif key == Qt.Key.Key_Backspace:
            self._take("⌫")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take("OK")
        elif key == Qt.Key.Key_Escape:
            self._away()
        else:
            super().keyPressEvent(event)

    def _take(self, face: str) -> None:
        if face == "OK":
            code, self._code = self._code, ""
            self._show()
            self._given(code)
            return
        self._code = self._code[:-1] if face == "⌫" else (self._code + face)[:MOST_DIGITS]
        self._show()

    def _show(self) -> None:
        self._dots.setText("● " * len(self._code))
        self._dots.setAccessibleName(self.tr("Digits: %1").replace("%1", str(len(self._code))))
