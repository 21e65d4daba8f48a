"""The receipt in the window: its code as QR, on paper and as PDF."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mrapp.app.counting.slips import receipt_paper
from mrapp.app.remarks.receipts import parse
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


class ReceiptPart(QWidget):
    """The code as QR with what can be done with it beside that; asks `save_wanted` for a PDF."""

    save_wanted = Signal()

    def __init__(self, code: str, beside: tuple[QWidget, ...], scale: float) -> None:
        super().__init__()
        self._code = code
        name = self.tr("The same code as a QR code")
        self.qr = QrCode(code, font_px(scale, _QR_PX), name)
        self.qr.setToolTip(name)
        self.print = QPushButton(self.tr("Print"))
        self.print.setVisible(can_print())
        self.print.clicked.connect(self._print)
        self.save = QPushButton(self.tr("Save as PDF…"))
        self.save.clicked.connect(self.save_wanted)
        for button in (self.print, self.save):
            button.setAccessibleName(button.text().rstrip("…"))
            button.setAutoDefault(False)
        self.told = wrapped("small")
        self.told.hide()
        column = QVBoxLayout()
        for part in (*beside, self.print, self.save):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(row)
        whole.addWidget(self.told)
        set_icon_sizes(self, font_px(scale, 16))

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
        print_receipt(self._code, heading, words, lambda: self.tell(wrong))


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
        paper = receipt_paper(session.project, parse(code), now, language)
        bench.tasks.start(
            _WRITING,
            lambda *_: session.services.papers().receipt(paper, path, language),
            lambda _none: tell(lambda said: _DONE.text(said, path=path)),
            lambda error: tell(error.text),
            quick=True,
            lasting=True,
        )

    SaveDialog(part.window(), title, Path.home() / name, "PDF (*.pdf)", ".pdf", write).open()
