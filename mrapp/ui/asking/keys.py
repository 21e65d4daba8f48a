"""A field to write in, with keys on the screen under it for whoever has none."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.tiles import Tile

_USUAL_PX, _FEWEST_LINES = 192, 3
_FIELD_SHARE, _KEYS_SHARE = 2, 3
LONGEST_TEXT = 20_000
"""Signs that can be written at a kiosk; far more than anybody does standing."""

_LETTERS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm,.?")
_SIGNS = ("1234567890", "éèëêáàäâóò", "öôíïúüûçñ€", "!:;'\"()/&@")
_BACK, _SHIFT, _OTHER, _SPACE, _LINE = "⌫", "⇧", "éë!", " ", "⏎"


class Writing(QPlainTextEdit):
    """The field: no menu, no links, no files dropped in, and Tab leads on."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.over_keys_px = 0
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        # What was taken back must not come again for somebody else.
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """Return a height that leaves room for keys under it, where there are some."""
        usual = super().sizeHint()
        return QSize(usual.width(), self.over_keys_px or usual.height())

    def minimumSizeHint(self) -> QSize:
        """Return its least size; not that of a scroll bar, of which only the handle is shown."""
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let nothing be dropped in."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor there; the other buttons would paste or open a menu."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """As above."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)


class Keys(QWidget):
    """Keys on the screen. They take no focus: what is written in keeps it."""

    def __init__(self, looks: Looks, write: Callable[[str], None]) -> None:
        super().__init__()
        self._looks, self._write = looks, write
        self._large = self._signs = False
        self._tiles: list[tuple[Tile, int, int]] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        for row in range(4):
            line = self._line()
            for column in range(10):
                tile = self._key("", partial(self._type, row, column))
                self._tiles.append((tile, row, column))
                line.addWidget(tile, 1)
        last = self._line()
        for face, name, do, wide in self._others():
            last.addWidget(self._key(face, do, name), wide)
        self._name_keys()

    def _others(self) -> tuple[tuple[str, str, Callable[[], None], int], ...]:
        return (
            (_SHIFT, self.tr("Capital letter"), self._shift, 3),
            (_OTHER, self.tr("Accents and signs"), self._change, 3),
            (self.tr("Space"), self.tr("Space"), partial(self._write, _SPACE), 8),
            (_LINE, self.tr("New line"), partial(self._write, "\n"), 3),
            (_BACK, self.tr("Erase one sign"), partial(self._write, "\b"), 3),
        )

    def _line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2)
        self._rows.addLayout(line)
        return line

    def _key(self, face: str, do: Callable[[], None], name: str = "") -> Tile:
        tile = KeyTile(face, self._looks, name=name)
        tile.clicked.connect(lambda _checked=False: do())
        return tile

    def _face(self, row: int, column: int) -> str:
        sign = (_SIGNS if self._signs else _LETTERS)[row][column]
        return sign.upper() if self._large else sign

    def _name_keys(self) -> None:
        for tile, row, column in self._tiles:
            face = self._face(row, column)
            tile.setText("&&" if face == "&" else face)
            tile.setAccessibleName(face)

    def _type(self, row: int, column: int) -> None:
        self._write(self._face(row, column))
        if self._large:
            self._shift()

    def _shift(self) -> None:
        self._large = not self._large
        self._name_keys()

    def _change(self) -> None:
        self._signs = not self._signs
        self._name_keys()


class KeyTile(Tile):
    """One key: as narrow as a target, and without focus."""

    def __init__(self, words: str, looks: Looks, *, name: str) -> None:
        super().__init__(words, looks, name=name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _pad(self) -> int:
        return 2


class TextField(QWidget):
    """The field and, where they are wanted, the keys under it, or beside it to need less height.

    note: words over the field.
    """

    def __init__(
        self,
        looks: Looks,
        text: str,
        name: str,
        said: Callable[[str], None],
        *,
        keys: bool,
        beside: bool = False,
        note: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._said = said
        self.writing = Writing(text, name)
        self.writing.setFont(looks.font())
        self.writing.setMinimumHeight(max(2 * looks.target_px, _FEWEST_LINES * looks.px()))
        if keys:
            self.writing.over_keys_px = max(round(_USUAL_PX / looks.scale), 2 * looks.target_px)
        self.writing.textChanged.connect(self._on_text)
        self.keys = Keys(looks, self._type)
        self.keys.setVisible(keys)
        row = QHBoxLayout(self) if keys and beside else QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        if note is not None:
            column.addWidget(note)
        column.addWidget(self.writing, 1)
        row.addLayout(column, _FIELD_SHARE)
        row.addWidget(self.keys, _KEYS_SHARE if keys and beside else 0)
        self.setFocusProxy(self.writing)
        self.writing.moveCursor(self.writing.textCursor().MoveOperation.End)

    def show_text(self, text: str) -> None:
        """Show a text that was written before; tells nothing."""
        if text != self.writing.toPlainText():
            before = self.writing.blockSignals(True)
            self.writing.setPlainText(text)
            self.writing.blockSignals(before)
            self.writing.moveCursor(self.writing.textCursor().MoveOperation.End)

    def _type(self, sign: str) -> None:
        cursor = self.writing.textCursor()
        if sign == "\b":
            cursor.deletePreviousChar()
        else:
            cursor.insertText(sign)
        self.writing.setTextCursor(cursor)
        self.writing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text(self) -> None:
        text = self.writing.toPlainText()
        if len(text) > LONGEST_TEXT:
            self.writing.textCursor().deletePreviousChar()
            return
        self._said(text)


class FindField(QWidget):
    """A line to search with; its keys, where they are wanted, come once it is touched."""

    def __init__(
        self, looks: Looks, name: str, typed: Callable[[str], None], *, keys: bool
    ) -> None:
        super().__init__()
        self.line = Line(name)
        self.line.textChanged.connect(typed)
        self.keys = Keys(looks, self._type)
        self.keys.hide()
        if keys:
            self.line.begun.connect(self.keys.show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.keys)
        self.setFocusProxy(self.line)

    def _type(self, sign: str) -> None:
        if sign == "\b":
            self.line.backspace()
        else:
            self.line.insert(sign)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


class Line(QLineEdit):
    """One line with as little behind it as `Writing`. `begun` comes when it gets the focus."""

    begun = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that somebody begins to write here."""
        super().focusInEvent(event)
        self.begun.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor there; the other buttons would paste or open a menu."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """As above."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
