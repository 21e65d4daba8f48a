"""The receipt in the window: its code as QR, on paper and as PDF."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from mrapp.app.counting.slips import receipt_paper
from mrapp.app.remarks.receipts import page_in_words, parse, scanned_of
from mrapp.app.session import Session
from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.save_file import SaveDialog
from mrapp.ui.printing import can_print, print_receipt
from mrapp.ui.qr import QrCode
from mrapp.ui.style import font_px
from mrapp.ui.widgets import set_icon_sizes, wrapped
from mrapp.ui.workbench import Workbench

_WRITING = Phrase(nl="De bon bewaren", en="Saving the receipt")
_DONE = Phrase(
    nl="De bon staat in {path}. Geef hem mee, en laat hem niet op deze computer staan.",
    en="The receipt is in {path}. Hand it over, and do not leave it on this computer.",
)
_QR_PX = 150
_STACKED_FROM = 1.3


class ReceiptPart(QWidget):
    """The code as QR with what can be done with it beside that; asks `save_wanted` for a PDF."""

    save_wanted = Signal()

    def __init__(
        self, code: str, beside: tuple[QWidget, ...], scale: float, server: str = ""
    ) -> None:
        """server: where the code opens on the internet; "": nowhere."""
        super().__init__()
        self._code, self._server = code, server
        self.print, self.save = QPushButton(), QPushButton()
        if not can_print():
            self.print.hide()
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self.save_wanted)
        self.told = wrapped("small")
        self.told.hide()
        column = QVBoxLayout()
        for part in (*beside, self.print, self.save):
            column.addWidget(part)
        column.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(14)
        self.qr = self._add_qr(scale)
        self._row.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._row)
        whole.addWidget(self.told)

    def retranslate(self, scale: float) -> None:
        """Take all texts anew, and the sizes that go with them."""
        self.print.setText(self.tr("Print"))
        self.save.setText(self.tr("Save as PDF…"))
        for button in (self.print, self.save):
            button.setAccessibleName(button.text().rstrip("…"))
            button.setAutoDefault(False)
        self._row.removeWidget(self.qr)
        self.qr.deleteLater()
        self.qr = self._add_qr(scale)
        set_icon_sizes(self, font_px(scale, 16))
        # Beside it a large code would not be seen whole: then it stands above.
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.BottomToTop if scale > _STACKED_FROM else ways.LeftToRight)

    def _add_qr(self, scale: float) -> QrCode:
        name = self.tr("The same code as a QR code")
        scanned = scanned_of(self._code, self._server)
        qr = QrCode(scanned, font_px(scale, _QR_PX), name)
        qr.setToolTip(name)
        self._row.insertWidget(0, qr, 0, Qt.AlignmentFlag.AlignTop)
        return qr

    def tell(self, words: str) -> None:
        """Say what came of it."""
        self.told.setText(words)
        self.told.setAccessibleName(words)
        self.told.show()

    def _print(self) -> None:
        heading = self.tr("The code of your opinion")
        words = self.tr(
            "With it you can read your opinion, add to it or withdraw it. Nobody else has this "
            "code, and we cannot find it again."
        )
        wrong = self.tr("The printer does not work. Write the code down.")
        if self._server:
            online = self.tr("On the internet: %1").replace("%1", page_in_words(self._server))
            words = f"{online}\n{words}"
        told = (heading, self._code, words)
        print_receipt(told, scanned_of(self._code, self._server), lambda: self.tell(wrong))


def ask_pdf(
    bench: Workbench,
    session: Session,
    part: ReceiptPart,
    code: str,
    tell: Callable[[Callable[[str], str]], None],
) -> None:
    """Ask where to save a receipt as PDF, and do so; `tell` gets what came of it, by language."""
    name = f"{part.tr('receipt', 'name of a file')}.pdf"
    title = part.save.accessibleName()

    def write(path: Path) -> None:
        language, now = bench.language, session.services.utc_now()
        paper = receipt_paper(session.project, parse(code), now, language, server=bench.server)
        bench.tasks.start(
            _WRITING,
            lambda *_: session.services.papers().receipt(paper, path, language),
            lambda _none: tell(lambda said: _DONE.text(said, path=path)),
            lambda error: tell(error.text),
            quick=True,
            lasting=True,
        )

    SaveDialog(part.window(), title, Path.home() / name, "PDF (*.pdf)", ".pdf", write).open()
