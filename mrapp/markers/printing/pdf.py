"""Pages as PDF: measures to a thousandth of a millimetre, black ink alone, letters as outlines.

Boxes: ISO 32000-1, 14.11.2. A file is the same bytes each time it is made of the same pages.
"""

import io
import zlib
from collections.abc import Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray
from reportlab.lib.colors import CMYKColor, CMYKColorSep
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from mrapp.markers.design import PlacedMark
from mrapp.markers.marks import Mark
from mrapp.markers.outlines import Box, Outline
from mrapp.markers.printing.pages import Ink, Page


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
        canvas.drawPath(_path(canvas, layer.shape), stroke=0, fill=1, fillMode=1)
    for mark in page.marks:
        _mark(canvas, mark)
    canvas.showPage()


def _points(box: Box | None) -> tuple[float, ...] | None:
    return box and tuple(round(edge * mm, 6) for edge in box)


def _colour(ink: Ink) -> CMYKColor:
    return CMYKColorSep(*ink.cmyk, spotName=ink.spot) if ink.spot else CMYKColor(*ink.cmyk)


def _path(canvas: Canvas, shape: Outline) -> PDFPathObject:
    path = canvas.beginPath()
    draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
    for what, way in shape.steps:
        draw[what](*(round(part * mm, 3) for part in way))
    return path


def _mark(canvas: Canvas, placed: PlacedMark) -> None:
    if placed.mark.layers:
        left, bottom, right, _ = placed.box
        for shape, colour in placed.mark.layers:
            canvas.setFillColor(CMYKColor(*inks_of(np.array(colour, np.uint8)).tolist()))
            shown = shape.placed(right - left, left, bottom)
            canvas.drawPath(_path(canvas, shown), stroke=0, fill=1, fillMode=1)
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
