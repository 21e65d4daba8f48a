"""Digits to touch or type; what is typed is shown as dots."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mrapp.app.kiosk.staff import MOST_DIGITS
from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.rows import make_label
from mrapp.ui.asking.tiles import Tile

_DIGITS = "123456789"


class PinPad(QWidget):
    """Asks for a PIN and hands it on."""

    def __init__(
        self,
        looks: Looks,
        words: str,
        given: Callable[[str], None] | None,
        away: Callable[[], None],
    ) -> None:
        """given: gets the PIN; None: there is nothing to type, only to read."""
        super().__init__()
        self._given, self._away, self._code = given, away, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)
        column = QVBoxLayout(self)
        column.addWidget(make_label(words, looks, 1.1, bold=True))
        self._dots = make_label("", looks, 1.6)
        if given is not None:
            column.addWidget(self._dots)
            column.addLayout(self._digits(looks))
        self._looks, self._foot = looks, QHBoxLayout()
        self.add(self.tr("Close"), away)
        column.addLayout(self._foot)
        column.addStretch(1)

    def add(self, words: str, do: Callable[[], None]) -> None:
        """Add something to choose at the foot."""
        tile = Tile(words, self._looks)
        tile.clicked.connect(lambda _checked=False: do())
        self._foot.addWidget(tile)

    def _digits(self, looks: Looks) -> QGridLayout:
        digits = QGridLayout()
        faces = [*_DIGITS, "⌫", "0", "OK"]
        names = {"⌫": self.tr("Erase one sign"), "OK": self.tr("Ready")}
        for number, face in enumerate(faces):
            tile = Tile(face, looks, main=face == "OK", name=names.get(face, face))
            tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tile.clicked.connect(lambda _checked=False, face=face: self._take(face))
            digits.addWidget(tile, number // 3, number % 3)
        return digits

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
        if self._given is None:
            self._away()
            return
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
