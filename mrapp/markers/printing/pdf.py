"""Pages as PDF: measures to a thousandth of a millimetre, black ink alone, letters as outlines.

Boxes: ISO 32000-1, 14.11.2. A file is the same bytes each time it is made of the same pages.
"""

import io
import re
import zlib
from collections.abc import Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray
from reportlab.lib.colors import CMYKColor, CMYKColorSep
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from mrapp.markers.design import PlacedMark
from mrapp.markers.marks import Mark
from mrapp.markers.outlines import Box, Outline
from mrapp.markers.printing.pages import Ink, Page

_FORMS = {"M": "%.3f %.3f ", "L": "%.3f %.3f ", "C": "%.3f " * 6, "Z": ""}
_WORDS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_ZEROS = re.compile(r"\.(?:000|(\d*[1-9])0*)(?= )")


class _Outlines(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas of shapes alone: it names no font, as tile makers refuse files that lack one."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


def pdf(pages: Sequence[Page], title: str, language: str, author: str = "") -> bytes:
    """Return a PDF of some pages."""
    stream = io.BytesIO()
    canvas = _Outlines(stream, invariant=1, pageCompression=1, lang=language)
    canvas.setTitle(title)
    canvas.setAuthor(author or "mrapp")
    canvas.setCreator("mrapp")
    for page in pages:
        _page(canvas, page)
    canvas.save()
    return stream.getvalue()


def _page(canvas: Canvas, page: Page) -> None:
    canvas.setPageSize((page.width_mm * mm, page.height_mm * mm))
    canvas.setTrimBox(_points(page.trim))
    canvas.setBleedBox(_points(page.bleed))
    canvas.bookmarkPage(page.title)
    canvas.addOutlineEntry(page.title, page.title)
    for layer in page.layers:
        canvas.setFillColor(_colour(layer.ink))
        _fill(canvas, layer.shape)
    for mark in page.marks:
        _mark(canvas, mark)
    canvas.showPage()
    # As it is, not in letters as reportlab would have it: smaller, and sooner done.
    shown = canvas._doc.Pages.pages[-1]
    shown.Contents = pdfdoc.PDFStream(content=shown.stream, filters=[pdfdoc.PDFZCompress])


def _points(box: Box | None) -> tuple[float, ...] | None:
    return box and tuple(round(edge * mm, 6) for edge in box)


def _colour(ink: Ink) -> CMYKColor:
    return CMYKColorSep(*ink.cmyk, spotName=ink.spot) if ink.spot else CMYKColor(*ink.cmyk)


def _fill(canvas: Canvas, shape: Outline) -> None:
    """Fill a shape. Written by hand: a path of reportlab's takes most of the time of a print."""
    template = " ".join(f"{_FORMS[what]}{_WORDS[what]}" for what, _ in shape.steps)
    numbers = tuple(part * mm for _, way in shape.steps for part in way)
    canvas._code.append(f"n {_ZEROS.sub(_shortest, template % numbers)} f")


def _shortest(decimals: re.Match[str]) -> str:
    """Return decimals without noughts at their end."""
    return f".{decimals[1]}" if decimals[1] else ""


def _mark(canvas: Canvas, placed: PlacedMark) -> None:
    if placed.mark.layers:
        left, bottom, right, _ = placed.box
        for shape, colour in placed.mark.layers:
            canvas.setFillColor(CMYKColor(*inks_of(np.array(colour, np.uint8)).tolist()))
            _fill(canvas, shape.placed(right - left, left, bottom))
        return
    left, bottom, right, top = (edge * mm for edge in placed.box)
    name = _image(canvas, placed.mark)
    canvas.saveState()
    canvas.transform(right - left, 0, 0, top - bottom, left, bottom)
    canvas.doForm(name)
    canvas.restoreState()


def _image(canvas: Canvas, mark: Mark) -> str:
    """Bring a mark into the file once, in inks, and return what it is called there."""
    inks = np.round(inks_of(mark.pixels) * 255).astype(np.uint8)
    name = sha256(inks.tobytes()).hexdigest()[:16]
    if not canvas.hasForm(name):
        image = pdfdoc.PDFImageXObject(name)
        image.height, image.width = mark.pixels.shape[:2]
        image.bitsPerComponent, image.colorSpace = 8, "DeviceCMYK"
        image._filters, image.streamContent = ("FlateDecode",), zlib.compress(inks.tobytes(), 9)
        canvas._doc.Reference(image, canvas._doc.getXObjectName(name))
        canvas._doc.addForm(name, image)
    return name


def inks_of(rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return shares of cyan, magenta, yellow and black: grey becomes black ink alone."""
    light = rgb.astype(np.float64) / 255
    brightest = light.max(axis=-1, keepdims=True)
    colours = (brightest - light) / np.where(brightest == 0, 1.0, brightest)
    return np.concatenate([colours, 1 - brightest], axis=-1)
