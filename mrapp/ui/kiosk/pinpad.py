"""Digits to touch or type; of what is typed only is shown, and said, how many there are."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mrapp.app.kiosk.staff import FEWEST_DIGITS, MOST_DIGITS
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
        self._words = make_label(words, looks, 1.1, bold=True)
        column.addWidget(self._words)
        # Not made where it is not shown: without a parent it would outlive the pad.
        self._dots: Dots | None = None
        if given is not None:
            self._dots = Dots(looks)
            column.addWidget(self._dots)
            column.addLayout(self._digits(looks))
        self._looks, self._foot = looks, QHBoxLayout()
        self.add(self.tr("Close"), away)
        column.addLayout(self._foot)
        column.addStretch(1)
        self._show()

    def ask(self, words: str, *, aloud: bool) -> None:
        """Ask, or tell, something else; aloud: a screen reader says it at once."""
        if words == self._words.text():
            return
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.setAccessibleName(words)
        if aloud:
            self._say(words)

    def _say(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

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
            if not self._code:
                # A key that is held down must not cost the tries that are left.
                return
            code, self._code = self._code, ""
            self._show()
            self._given(code)
            return
        self._code = self._code[:-1] if face == "⌫" else (self._code + face)[:MOST_DIGITS]
        self._say(self._show())

    def _show(self) -> str:
        """Show how many digits were typed; returns the same in words."""
        words = self.tr("Digits: %1").replace("%1", str(len(self._code)))
        if self._dots is not None:
            self._dots.show_count(len(self._code), words)
        return words


class Dots(QLabel):
    """A dot for each digit that was typed, in a row of rings: as many as a PIN has at least."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks, self._count = looks, 0
        self.setFixedHeight(round(1.6 * looks.px()))

    def show_count(self, count: int, words: str) -> None:
        """Show how many there are; words: the same for a screen reader."""
        self._count = count
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them; no sign of a font, which a system may lack."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._looks.px(0.9)
        ink = QColor(self._looks.colours.ink)
        painter.setPen(QPen(ink, 2.5))
        for number in range(max(self._count, FEWEST_DIGITS)):
            painter.setBrush(ink if number < self._count else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(2 + number * 1.5 * side, 4, side, side))
        painter.end()
