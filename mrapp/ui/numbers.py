"""A field for a number: read as it is written here, and kept and marked where it is wrong."""

import re

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from mrapp.ui.languages import locale_of
from mrapp.ui.widgets import restyle

_PLAIN = re.compile(r"[+-]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)")
_GROUPED = re.compile(r"([+-]?[1-9][0-9]{0,2})((?:([ .,])[0-9]{3})(?:\3[0-9]{3})*)([.,][0-9]+)?")
# With the sign that is not the language's own: thousands to one reader, a fraction to another.
_TWO_WAYS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def read_number(text: str, point: str) -> float | None:
    """Return the number that a person wrote; None where it is none, or can be read in two ways.

    `point` is the decimal sign of the language, a comma or a point. The other is one too, unless
    it may as well part the thousands: "1.125" is 1125 to one Dutch reader and 1,125 to another.
    """
    text = _tidy(text)
    if _PLAIN.fullmatch(text):
        return None if two_readings(text, point) else _float(text)
    found = _GROUPED.fullmatch(text)
    if found is None:
        return None
    first, groups, mark, fraction = found.groups(default="")
    if fraction.startswith(mark):
        return None
    return _float(first + groups.replace(mark, "") + fraction)


def two_readings(text: str, point: str) -> tuple[float, float] | None:
    """Return both numbers that a text can mean, where it can be read in two ways."""
    text = _tidy(text)
    if point in text or not _TWO_WAYS.fullmatch(text):
        return None
    return _float(re.sub("[.,]", "", text)), _float(text)


def _tidy(text: str) -> str:
    return re.sub(r"\s", " ", text.strip()).replace("\N{MINUS SIGN}", "-")


def _float(text: str) -> float:
    return float(text.replace(",", "."))


class NumberField(QDoubleSpinBox):
    """A number that shows no zeros at its end, and that no wheel changes in passing.

    What is no number, or out of range, stays as it was typed and is marked; the value stays what
    it was. `judged` tells that this may have changed. A field that wraps takes any number, modulo
    its range. Escape brings the value back.
    """

    judged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong: str | None = None
        self.set_language("nl")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Not at each digit: a place is one edit, and one step of undo.
        self.setKeyboardTracking(False)
        self.setMinimumWidth(1)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.editingFinished.connect(self._mark)

    @property
    def wrong(self) -> bool:
        """Whether what stands here is not its value, but what could not be read as one."""
        return self._wrong is not None

    @property
    def readings(self) -> tuple[str, str] | None:
        """What is typed here, in words, where it can be read in two ways."""
        found = two_readings(self._wrong or "", self.locale().decimalPoint())
        return (self.words(found[0]), self.words(found[1])) if found else None

    def complaint(self, name: str) -> str:
        """Return what has to be filled in under this name, where it was filled in wrong."""
        if not self.wrong:
            return ""
        limits = self.words(self.minimum()), self.words(self.maximum())
        if self.readings is not None:
            text = self.tr("%1: this can be read as %2 or as %3. Write it in one of these ways.")
            limits = self.readings
        elif self.wrapping():
            text = self.tr("%1: fill in a number.")
        else:
            text = self.tr("%1: fill in a number from %2 to %3.")
        for place, words in enumerate((name, *limits), start=1):
            text = text.replace(f"%{place}", words)
        return text

    def set_language(self, language: str) -> None:
        """Read and write numbers as that language does, with no mark at thousands."""
        locale = locale_of(language)
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        self.setLocale(locale)

    def show_value(self, value: float) -> None:
        """Show a number without telling that it changed; what was typed wrong gives way."""
        self._forget()
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)
        self._mark()

    def words(self, value: float) -> str:
        """Return a number as it is read: as short as it can be."""
        text = self.locale().toString(value, "f", self.decimals())
        point = self.locale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if point in text else text

    def textFromValue(self, value: float) -> str:
        """Return the number in words, or what was typed in its place and is wrong."""
        if self._wrong is not None and value == self.value():
            return self._wrong
        return self.words(value)

    def valueFromText(self, text: str) -> float:
        """Return the number that was typed; the value there is where that is wrong."""
        if text == self.words(self.value()):
            self._wrong = None
            return self.value()
        value = read_number(text, self.locale().decimalPoint())
        if value is not None and self.wrapping():
            value %= self.maximum()
        if value is None or not self.minimum() <= value <= self.maximum():
            self._wrong = text
            return self.value()
        self._wrong = None
        return value

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Let everything be typed: what is wrong is kept and marked, not bent into a number."""
        return QValidator.State.Acceptable, text, place

    def stepBy(self, steps: int) -> None:
        """Go on from the value there is, also where something wrong stands in its place."""
        self.interpretText()
        self._forget()
        super().stepBy(steps)
        self._mark()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from what it does in the window while there is something to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and self._takes_back(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape bring back the number that holds; once more, and it does what it does."""
        if not self._takes_back(event):
            super().keyPressEvent(event)
            return
        self._wrong = None
        self.lineEdit().setText(self.words(self.value()))
        self.selectAll()
        self._mark()

    def _takes_back(self, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return escape and self.lineEdit().text() != self.words(self.value())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the page under the pointer, unless a person is at work here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _forget(self) -> None:
        """Let the value stand here again in place of what was typed."""
        if self._wrong is not None:
            self._wrong = None
            self.lineEdit().setText(self.words(self.value()))

    def _mark(self) -> None:
        if self.property("wrong") != self.wrong:
            self.setProperty("wrong", self.wrong)
            restyle(self)
        self.judged.emit()
