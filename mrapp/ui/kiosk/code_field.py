"""A field for the code of a receipt, with keys for the signs that are in codes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mrapp.app.remarks.receipts import shown
from mrapp.ui.asking.keys import KeyTile, Line
from mrapp.ui.asking.looks import Looks

MONO = ("DejaVu Sans Mono", "Consolas", "Courier New")
_ROWS = ("1234567890", "QWERTYP", "ASDFGHJK", "ZXCVBNM")
_GAP = 2


class CodeField(QWidget):
    """A line that shows a code as it is printed, however it is typed; under it the keys."""

    def __init__(
        self, looks: Looks, code: str, name: str, given: Callable[[str], None], *, keys: bool
    ) -> None:
        super().__init__()
        self._given = given
        self.line = Line(name)
        self.line.setPlaceholderText("")
        self.line.setText(code)
        # A style sheet of the program would win over a font that is set.
        families = ", ".join(f'"{each}"' for each in MONO)
        self.line.setStyleSheet(f"font-family: {families}; font-size: {looks.px(1.7)}px")
        self.line.setMinimumHeight(looks.target_px)
        self.line.textEdited.connect(self._type)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.line)
        self.keys = self._make_keys(looks)
        self.keys.setVisible(keys)
        column.addWidget(self.keys)
        self.setFocusProxy(self.line)

    def _make_keys(self, looks: Looks) -> QWidget:
        keys = QWidget(self)
        rows = QVBoxLayout(keys)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(_GAP)
        for signs in _ROWS:
            row = QHBoxLayout()
            row.setSpacing(_GAP)
            for sign in signs:
                row.addWidget(self._key(sign, sign, looks), 1)
            rows.addLayout(row)
        row.addWidget(self._key("⌫", self.tr("Erase one sign"), looks), 2)
        return keys

    def _key(self, face: str, name: str, looks: Looks) -> KeyTile:
        tile = KeyTile(face, looks, name=name)
        tile.clicked.connect(partial(self._press, face))
        return tile

    def _press(self, face: str, _checked: bool = False) -> None:
        if face == "⌫":
            self.line.backspace()
        else:
            self.line.insert(face)
        self._type(self.line.text())

    def _type(self, text: str) -> None:
        """Show it in groups; the cursor stays behind the sign that it was behind."""
        before = shown(text[: self.line.cursorPosition()])
        code = shown(text)
        self.line.setText(code)
        self.line.setCursorPosition(len(before))
        self._given(code)
