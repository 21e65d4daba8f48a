"""Forms as PDF, A4: every copy with a number and a receipt of its own."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.remarks.receipts import Receipt, Seal, new_receipt
from mrapp.documents.lettering import printable
from mrapp.markers.codes import Modules, qr_modules, tag_modules
from mrapp.model.errors import CancelledError
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.project import Project
from mrapp.model.questions import Questionnaire
from mrapp.model.texts import Phrase, pick_language
from mrapp.paper import words
from mrapp.paper.elements import (
    Box,
    Drawn,
    Example,
    Face,
    FormPage,
    Panel,
    Picture,
    Rect,
    Rule,
    Words,
    WritingField,
)
from mrapp.paper.ground import MapFrame, box_for, draw_map
from mrapp.paper.layout import FormLayout, layout_of
from mrapp.paper.lettering import MM_PER_PT, face, wrapped
from mrapp.paper.mark import MapBox, PageMark, new_serials, proof_of, turn_of, which_of
from mrapp.paper.sizes import LEFT, PAGE_HEIGHT, PAGE_WIDTH, ROOM

PRINTING: Final = Phrase(nl="Formulieren maken", en="Making forms")
PICTURE_PX: Final = (912, 564)
"""Of a plan that is compared: width, height."""

_QUALITY: Final = 88
_GREY: Final = HexColor("#555555")
_LINE: Final = HexColor("#cfcfcf")
_PANEL: Final = HexColor("#f3f4f5")
_FACE_GROUNDS: Final = ("#F9DCD3", "#FBE9D2", "#FAF4D6", "#EBF4D8", "#DAEFD9")
_BENDS: Final = (-0.2, -0.1, 0.0, 0.1, 0.2)
_BOX_LINE: Final = 0.35
_WRITING_PITCH: Final = 9.5


@dataclass(frozen=True)
class Copy:
    """One form for one citizen: its number, the receipt on its strip, and the seal of that."""

    serial: str
    receipt: Receipt
    proof: Seal


@dataclass(frozen=True)
class FormPaper:
    """What is printed. pictures: PNG or JPEG by (viewpoint, variant); plan: for maps."""

    project: Project
    form: Questionnaire
    language: str
    large: bool = False
    plan: GroundPlan | None = None
    pictures: Mapping[tuple[str, str], bytes] = field(default_factory=dict)


def new_copies(
    count: int,
    random: Callable[[int], bytes],
    progress: Progress = ignore_progress,
    cancelled: Cancelled = never_cancelled,
) -> list[Copy]:
    """Return copies with numbers and receipts; a fifth of a second each. `CancelledError`."""
    made: list[Copy] = []
    for serial in new_serials(count, random):
        if cancelled():
            raise CancelledError
        progress(len(made) / count, PRINTING)
        receipt = new_receipt(random)
        made.append(Copy(serial, receipt, proof_of(receipt, serial)))
    return made


def compared(form: Questionnaire) -> list[tuple[str, str]]:
    """Return of which viewpoints and variants a form shows pictures."""
    wanted = {
        (question.viewpoint or "", variant)
        for question in form.questions
        for variant in question.variants or ()
    }
    return sorted(wanted)


def picture_jpeg(pixels: NDArray[np.uint8]) -> bytes:
    """Return a picture of a plan, (height, width, 3) sRGB, as it goes on a form."""
    bgr = np.ascontiguousarray(pixels[:, :, ::-1])
    return cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()


def form_pdf(
    paper: FormPaper, copies: Sequence[Copy], cancelled: Cancelled = never_cancelled
) -> bytes:
    """Return forms as one PDF, copy after copy. `CancelledError`."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(PAGE_WIDTH * mm, PAGE_HEIGHT * mm), lang=paper.language)
    name = pick_language(paper.form.name, paper.language)
    canvas.setTitle(printable(f"{name} - {paper.project.title(paper.language)}"))
    canvas.setAuthor("mrapp")
    pictures = {key: ImageReader(io.BytesIO(each)) for key, each in paper.pictures.items()}
    for copy in copies:
        if cancelled():
            raise CancelledError
        turn = turn_of(copy.serial)
        layout = layout_of(paper.form, paper.language, large=paper.large, turn=turn)
        for page in layout.pages:
            _Printer(canvas, paper, pictures).page(layout, page, copy)
            canvas.showPage()
    canvas.save()
    return stream.getvalue()


def map_box(paper: FormPaper, page: FormPage) -> MapBox | None:
    """Return what the map on a page shows; None where there is none."""
    if not page.maps:
        return None
    area = page.maps[0]
    question = paper.form.question(area.question)
    assert question is not None
    return box_for(paper.project, question, paper.plan, area.rect.width / area.rect.height)


def mark_of(paper: FormPaper, layout: FormLayout, page: FormPage, copy: Copy) -> PageMark:
    """Return what the square on a page says."""
    last = page.number == len(layout.pages)
    return PageMark(
        which=which_of(paper.project, paper.form),
        language=paper.language,
        large=paper.large,
        page=page.number,
        pages=len(layout.pages),
        serial=copy.serial,
        map_box=map_box(paper, page),
        proof=copy.proof if last else None,
    )


class _Printer:
    """Draws on one page; millimetres, y up."""

    def __init__(
        self, canvas: Canvas, paper: FormPaper, pictures: Mapping[tuple[str, str], ImageReader]
    ) -> None:
        self._canvas, self._paper, self._pictures = canvas, paper, pictures

    def page(self, layout: FormLayout, page: FormPage, copy: Copy) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.scale(mm, mm)
        for rect, tag in zip(page.tags, page.tag_ids, strict=True):
            self._modules(rect, tag_modules(tag))
        mark = mark_of(self._paper, layout, page, copy)
        self._modules(page.square, qr_modules(mark.text()).modules)
        for part in page.drawn:
            self._draw(part)
        for area in page.maps:
            assert mark.map_box is not None
            frame = MapFrame(mark.map_box, area.rect)
            paper = self._paper
            names_pt = 11.0 if paper.large else 8.0
            draw_map(
                canvas, frame, paper.plan, paper.project, paper.language, PAGE_HEIGHT, names_pt
            )
        for each in page.fields:
            self._lines(each)
        for box in page.boxes:
            self._box(box)
        if page.strip is not None:
            self._strip(page.strip, copy)
        else:
            self._foot(copy)
        canvas.restoreState()

    def _modules(self, rect: Rect, modules: Modules) -> None:
        """Draw a code as one path, so that no hair line shows between its modules."""
        side = rect.width / len(modules)
        path = self._canvas.beginPath()
        for row, line in enumerate(modules):
            for column, dark in enumerate(line):
                if dark:
                    x, y = rect.x + column * side, PAGE_HEIGHT - rect.y - (row + 1) * side
                    path.rect(x, y, side, side)
        self._canvas.setFillColor(black)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def _draw(self, part: Drawn) -> None:
        canvas = self._canvas
        match part:
            case Words():
                self._words(part)
            case Rule():
                canvas.setStrokeColor(_LINE)
                canvas.setLineWidth(0.2)
                canvas.line(part.x, PAGE_HEIGHT - part.y, part.to_x, PAGE_HEIGHT - part.to_y)
            case Panel():
                canvas.setStrokeColor(HexColor("#888888"))
                canvas.setFillColor(white if part.framed else _PANEL)
                canvas.setLineWidth(0.25)
                self._rounded(part.rect, 1.2, stroke=int(part.framed))
            case Example():
                self._example(part)
            case Face():
                self._face(part)
            case Picture():
                self._picture(part)

    def _words(self, part: Words) -> None:
        canvas = self._canvas
        canvas.setFillColor(_GREY if part.grey else black)
        canvas.setFont(face(bold=part.bold), part.size_pt * MM_PER_PT)
        draw = canvas.drawCentredString if part.centred else canvas.drawString
        draw(part.x, PAGE_HEIGHT - part.y, printable(part.words))

    def _rounded(self, rect: Rect, radius: float, *, stroke: int) -> None:
        self._canvas.roundRect(
            rect.x, PAGE_HEIGHT - rect.bottom, rect.width, rect.height, radius,
            stroke=stroke, fill=1,
        )  # fmt: skip

    def _box(self, box: Box) -> None:
        self._square(box.rect)

    def _square(self, rect: Rect) -> None:
        canvas = self._canvas
        canvas.setStrokeColor(black)
        canvas.setFillColor(white)
        canvas.setLineWidth(_BOX_LINE)
        canvas.rect(rect.x, PAGE_HEIGHT - rect.bottom, rect.width, rect.height, stroke=1, fill=1)

    def _example(self, part: Example) -> None:
        canvas, rect = self._canvas, part.rect
        self._square(rect)
        if part.filled:
            canvas.setFillColor(black)
            inner = rect.grown(-0.35)
            low = PAGE_HEIGHT - inner.bottom
            canvas.rect(inner.x, low, inner.width, inner.height, stroke=0, fill=1)
            return
        canvas.setLineWidth(0.7)
        canvas.setStrokeColor(HexColor("#1c3f8f"))
        inner = rect.grown(-1.1)
        top, low = PAGE_HEIGHT - inner.y, PAGE_HEIGHT - inner.bottom
        canvas.line(inner.x, top, inner.right, low)
        canvas.line(inner.x, low, inner.right, top)

    def _face(self, part: Face) -> None:
        canvas, rect = self._canvas, part.rect
        size, x = rect.width, rect.x
        y = PAGE_HEIGHT - rect.y
        canvas.setStrokeColor(_GREY)
        canvas.setFillColor(HexColor(_FACE_GROUNDS[part.mood - 1]))
        canvas.setLineWidth(size / 30)
        canvas.circle(x + size / 2, y - size / 2, size / 2, stroke=1, fill=1)
        canvas.setFillColor(_GREY)
        for eye in (0.34, 0.66):
            canvas.circle(x + eye * size, y - 0.4 * size, size * 0.05, stroke=0, fill=1)
        bend = _BENDS[part.mood - 1]
        corner, hang = y - (0.67 - bend / 2) * size, y - (0.67 + 1.5 * bend) * size
        middle = (corner + 2 * hang) / 3
        mouth = canvas.beginPath()
        mouth.moveTo(x + 0.28 * size, corner)
        mouth.curveTo(x + 0.427 * size, middle, x + 0.573 * size, middle, x + 0.72 * size, corner)
        canvas.setLineWidth(size / 22)
        canvas.setLineCap(1)
        canvas.drawPath(mouth, stroke=1, fill=0)
        canvas.setLineCap(0)

    def _picture(self, part: Picture) -> None:
        canvas, rect = self._canvas, part.rect
        image = self._pictures.get((part.viewpoint, part.variant))
        if image is None:
            canvas.setStrokeColor(_LINE)
            canvas.setFillColor(_PANEL)
            canvas.setLineWidth(0.25)
            self._rounded(rect, 1.2, stroke=1)
            self._words(
                Words(rect.x + rect.width / 2, rect.y + rect.height / 2, part.else_words, 10.0,
                      grey=True, centred=True)
            )  # fmt: skip
            return
        canvas.drawImage(
            image, rect.x, PAGE_HEIGHT - rect.bottom, rect.width, rect.height,
            preserveAspectRatio=True,
        )  # fmt: skip

    def _lines(self, each: WritingField) -> None:
        """Draw lines to write on, too light to be taken for writing."""
        canvas, rect = self._canvas, each.rect
        canvas.setStrokeColor(HexColor("#dddddd"))
        canvas.setLineWidth(0.2)
        y = rect.y + _WRITING_PITCH
        while y < rect.bottom - 4.0:
            canvas.line(rect.x + 4, PAGE_HEIGHT - y, rect.right - 4, PAGE_HEIGHT - y)
            y += _WRITING_PITCH

    def _foot(self, copy: Copy) -> None:
        said = words.COPY.text(self._paper.language, serial=_grouped(copy.serial))
        self._words(Words(PAGE_WIDTH / 2, PAGE_HEIGHT - 14.0, said, 8.0, grey=True, centred=True))

    def _strip(self, cut: float, copy: Copy) -> None:
        canvas, language = self._canvas, self._paper.language
        self._words(
            Words(PAGE_WIDTH / 2, cut - 9.0, words.COPY.text(
                language, serial=_grouped(copy.serial)), 8.0, grey=True, centred=True)
        )  # fmt: skip
        canvas.setStrokeColor(_GREY)
        canvas.setLineWidth(0.3)
        canvas.setDash(1.6, 1.4)
        canvas.line(6.0, PAGE_HEIGHT - cut, PAGE_WIDTH - 6.0, PAGE_HEIGHT - cut)
        canvas.setDash()
        self._words(Words(7.0, cut - 1.2, "\u2702", 12.0, grey=True))
        code = str(copy.receipt)
        title = words.STRIP.text(language)
        self._words(Words(LEFT, cut + 10.0, title, 12.0, bold=True))
        self._words(Words(LEFT, cut + 19.5, code, 20.0, bold=True))
        y = cut + 26.5
        for line in wrapped(words.STRIP_FOR.text(language), 10.0, ROOM):
            self._words(Words(LEFT, y, line, 10.0))
            y += 4.8


def _grouped(serial: str) -> str:
    return "-".join(serial[at : at + 4] for at in range(0, len(serial), 4))
