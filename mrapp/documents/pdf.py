"""Day slips and receipts as PDF."""

import io
from pathlib import Path

import qrcode
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4, A6
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from mrapp.app.counting.slip_words import NO_NAMES, SLIP, SlipSection, about, day_text, sections
from mrapp.app.counting.slips import DaySlip, ReceiptPaper
from mrapp.app.replacing import writing
from mrapp.documents import words_of_paper as words
from mrapp.documents.exporter import in_words
from mrapp.documents.lettering import LOST, marked, printable, style, width_pt
from mrapp.model.texts import Phrase

_MARGIN_PT = 20 * mm
_FRAME_PT = 6.0  # what reportlab leaves free within the margins
_ROLL_WIDTH_PT, _ROLL_MARGIN_PT = 80 * mm, 5 * mm
_A6_MARGIN_PT = 7 * mm
_SQUARE_PT = 38 * mm
_CODE_PT = 18.0
_LINE = HexColor("#bbbbbb")


class PdfPapers:
    """Makes PDFs; see `mrapp.app.counting.slips.Papers`."""

    def day_slip(self, slip: DaySlip, path: Path, language: str) -> None:
        """Write the slip of a day, A4."""
        in_words(path, lambda: _keep(path, _slip_pdf(slip, language)))

    def receipt(self, receipt: ReceiptPaper, path: Path, language: str) -> None:
        """Write a receipt: A6, or as long as it has to be on a roll of 80 mm."""
        in_words(path, lambda: _keep(path, _receipt_pdf(receipt, language)))


def _keep(path: Path, content: bytes) -> None:
    with writing(path) as stream:
        stream.write(content)


def _slip_pdf(slip: DaySlip, language: str) -> bytes:
    title = SLIP.text(language)
    parts: list[Flowable] = [
        Paragraph(marked(title), style(20, bold=True)),
        Spacer(0, 3 * mm),
        Paragraph(marked(slip.project), style(13)),
        *(Paragraph(marked(line), style(11)) for line in about(slip, language)),
        *(part for each in sections(slip, language) for part in _section(each)),
        Spacer(0, 6 * mm),
        Paragraph(marked(NO_NAMES.text(language)), style(10, grey=True)),
    ]
    why = slip.outbox.why.text(language) if slip.outbox.why else ""
    told = [slip.project, slip.event or "", *(each.name for each in slip.events), why]
    if any(LOST in printable(text) for text in told):
        parts.append(Paragraph(marked(words.LOST_SIGNS.text(language)), style(10, grey=True)))
    stream = io.BytesIO()
    SimpleDocTemplate(
        stream, pagesize=A4, title=f"{title} - {printable(slip.project)}", author="mrapp",
        lang=language, leftMargin=_MARGIN_PT, rightMargin=_MARGIN_PT, topMargin=_MARGIN_PT,
        bottomMargin=_MARGIN_PT,
    ).build(parts)  # fmt: skip
    return stream.getvalue()


def _section(section: SlipSection) -> list[Flowable]:
    """Return a heading with a table of two columns under it."""
    plain = style(11)
    rows = [[Paragraph(marked(a), plain), Paragraph(marked(b), plain)] for a, b in section.lines]
    width = A4[0] - 2 * (_MARGIN_PT + _FRAME_PT)
    ruled = TableStyle(
        [("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE), ("VALIGN", (0, 0), (-1, -1), "TOP"),
         ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    )  # fmt: skip
    heading = Paragraph(marked(section.title), style(13, bold=True))
    table = Table(rows, [width * 0.62, width * 0.38], style=ruled)
    return [Spacer(0, 7 * mm), heading, Spacer(0, 1.5 * mm), table]


def _receipt_pdf(receipt: ReceiptPaper, language: str) -> bytes:
    on_roll = receipt.size == "roll"
    width, height = (_ROLL_WIDTH_PT, A4[1]) if on_roll else A6
    margin = _ROLL_MARGIN_PT if on_roll else _A6_MARGIN_PT
    room = width - 2 * margin
    parts = _receipt_parts(receipt, language, room)
    if on_roll:
        height = 2 * margin + sum(part.wrap(room, A4[1])[1] for part in parts)
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(width, height), lang=language)
    canvas.setTitle(f"{words.RECEIPT.text(language)} - {printable(receipt.project)}")
    canvas.setAuthor("mrapp")
    top = height - margin
    for part in parts:
        _, taken = part.wrap(room, top)
        part.drawOn(canvas, margin, top - taken)
        top -= taken
    canvas.save()
    return stream.getvalue()


def _receipt_parts(receipt: ReceiptPaper, language: str, room_pt: float) -> list[Flowable]:
    def line(phrase: Phrase, size_pt: float = 10, **values: object) -> Paragraph:
        return Paragraph(marked(phrase.text(language, **values)), style(size_pt))

    # What a paper of this width has room for: a name of a project may be of any length.
    name = receipt.project if len(receipt.project) <= 80 else f"{receipt.project[:79]}…"
    return [
        Paragraph(marked(words.RECEIPT.text(language)), style(13, bold=True)),
        Paragraph(marked(name), style(10)),
        line(words.GIVEN, day=day_text(receipt.day)),
        Spacer(0, 2 * mm),
        _square(receipt.scanned, room_pt),
        _code(receipt.code, room_pt),
        Spacer(0, 1.5 * mm),
        line(words.WITH_THIS),
        *(line(each) for each in words.CAN_DO),
        Spacer(0, 1.5 * mm),
        line(words.WHERE_ONLINE, page=receipt.page) if receipt.page else line(words.WHERE),
        line(words.KEEP_IT),
    ]


def _square(content: str, room_pt: float) -> Drawing:
    """Return a QR code in the middle of a line, with the white that scanners want around it."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(content)
    code.make(fit=True)
    cells: list[list[bool]] = code.get_matrix()
    side, left = _SQUARE_PT / len(cells), (room_pt - _SQUARE_PT) / 2
    drawing = Drawing(room_pt, _SQUARE_PT)
    for row, line in enumerate(cells):
        for column, dark in enumerate(line):
            if dark:
                x, y = left + column * side, _SQUARE_PT - (row + 1) * side
                drawing.add(Rect(x, y, side, side, strokeColor=None, fillColor=black))
    return drawing


def _code(code: str, room_pt: float) -> Paragraph:
    """Return the code on one line, as large as fits."""
    size_pt = min(_CODE_PT, 0.99 * _CODE_PT * room_pt / width_pt(code, _CODE_PT))
    return Paragraph(marked(code), style(size_pt, bold=True, centred=True))
