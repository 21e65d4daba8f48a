"""The thanks, once an opinion is kept: the code that leads back to it, and what happens next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mrapp.app.remarks.receipts import page_in_words
from mrapp.model.texts import pick_language
from mrapp.model.values import LocalText
from mrapp.ui import icons
from mrapp.ui.style import font_px
from mrapp.ui.widgets import Reader, restyle, wrapped

_LARGEST_PX = 31
"""The code in one line: no larger than fits beside the place at the largest text."""

if TYPE_CHECKING:
    from mrapp.ui.opinions.paper import ReceiptPart


class ReceiptPage(QWidget):
    """Asks `paper_wanted` for the receipt as PDF; `receipt` tells what came of it."""

    paper_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._thanks: LocalText = {}
        self._server = ""
        self.title, self.closing = wrapped("title"), wrapped()
        self._this, self._next = wrapped("soft"), wrapped("heading")
        self._steps = (wrapped(), wrapped(), wrapped())
        self.code = QLineEdit()
        self.code.setReadOnly(True)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setProperty("look", "code")
        restyle(self.code)
        self.copy = QPushButton(icons.icon("copy", worded=True), "")
        self.copy.clicked.connect(self._copy)
        self.close_button = QPushButton()
        self.close_button.setProperty("look", "main")
        self.receipt: ReceiptPart | None = None
        self._lay_out()

    def show_receipt(self, receipt: str, thanks: LocalText, scale: float, server: str = "") -> None:
        """Show the code; thanks: the closing words of the questions that were answered.

        server: where the code opens on the internet; "": nowhere.
        """
        # Late: nobody who comes to look needs a QR code or a printer.
        from mrapp.ui.opinions.paper import ReceiptPart

        self._thanks, self._server = thanks, server
        self.code.setText(receipt)
        self.receipt = ReceiptPart(receipt, (self._this, self.code, self.copy), scale, server)
        self.receipt.save_wanted.connect(self.paper_wanted)
        self._card.addWidget(self.receipt)

    def retranslate(self, language: str, scale: float) -> None:
        """Take all texts anew, and the sizes that go with them."""
        closing = pick_language(self._thanks, language) if self._thanks else ""
        self.closing.setText(closing)
        self.closing.setVisible(bool(closing))
        told = (
            (self.title, self.tr("Thank you. Your opinion is kept.")),
            (self._this, self.tr("This is your code:")),
            (self._next, self.tr("What happens next?")),
            (self._steps[0], self.tr(
                "Write the code down or copy it. We cannot find it for you: we know no names."
            )),
            (self._steps[1], self._way_back()),
            (self._steps[2], self.tr(
                "Your opinion is on this computer now. The municipality takes it along and reads "
                "it."
            )),
        )  # fmt: skip
        for label, words in told:
            label.setText(words)
        self.code.setAccessibleName(self.tr("Your code"))
        self.code.setStyleSheet(f"font-size: {min(font_px(scale, 20), _LARGEST_PX)}px")
        self.copy.setText(self.tr("Copy the code"))
        self.close_button.setText(self.tr("Close"))
        for button in (self.copy, self.close_button):
            button.setAccessibleName(button.text())
        if self.receipt is not None:
            self.receipt.retranslate(scale)

    def height_for(self, width: int) -> int:
        """Return the height at which all is seen, for a width."""
        margins = self._column.contentsMargins()
        frame = self._column.sizeHint().height() - self._reader.sizeHint().height()
        return frame + self._reader.height_for(width - margins.left() - margins.right()) + 8

    def _way_back(self) -> str:
        here = self.tr(
            "With the code you can read your opinion and the answer, add to it or withdraw "
            "it: choose Opinions > With my code."
        )
        if not self._server:
            return here
        words = self.tr("Or go to %1, or scan the square with a phone.")
        return f"{here} {words.replace('%1', page_in_words(self._server))}"

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        self._card = QVBoxLayout(card)
        self._card.setContentsMargins(14, 14, 14, 14)
        inside = QWidget()
        told = QVBoxLayout(inside)
        told.setContentsMargins(0, 0, 6, 0)
        told.setSpacing(8)
        for part in (self.title, self.closing, card, self._next, *self._steps):
            told.addWidget(part)
        told.addStretch(1)
        self._reader = Reader(inside)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._reader, 1)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self.copy.setText(self.tr("Copied"))
