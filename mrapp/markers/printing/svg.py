"""A page as SVG in millimetres, with the same outlines as in the PDF."""

import base64
from xml.sax.saxutils import escape, quoteattr

import cv2

from mrapp.app.exports.columns import clean
from mrapp.markers.design import PlacedMark
from mrapp.markers.outlines import Outline
from mrapp.markers.printing.pages import Page

_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xml:lang={lang} '
    'width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">'
)


def svg(page: Page, language: str) -> bytes:
    """Return one page; layers carry their names. Black is plain black: SVG knows no inks."""
    width, height = _number(page.width_mm), _number(page.height_mm)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _HEAD.format(lang=quoteattr(language), width=width, height=height),
        f"<title>{escape(clean(page.title).strip())}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for layer in page.layers:
        name = layer.ink.spot or layer.name
        path = _path(layer.shape, page.height_mm)
        parts.append(_group(name, f'<path fill="{_colour(layer.ink.rgb)}" d="{path}"/>'))
    parts += [_group("mark", _mark(mark, page.height_mm)) for mark in page.marks]
    return "\n".join([*parts, "</svg>", ""]).encode()


def _group(name: str, content: str) -> str:
    label = quoteattr(name)
    return f'<g inkscape:groupmode="layer" inkscape:label={label}>{content}</g>'


def _colour(rgb: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _path(shape: Outline, height_mm: float) -> str:
    said = []
    for what, way in shape.steps:
        turned = [height_mm - part if i % 2 else part for i, part in enumerate(way)]
        said.append(what + " ".join(map(_number, turned)))
    return "".join(said)


def _mark(placed: PlacedMark, height_mm: float) -> str:
    left, bottom, right, top = placed.box
    if placed.mark.layers:
        return "".join(
            f'<path fill="{_colour(rgb)}" '
            f'd="{_path(shape.placed(right - left, left, bottom), height_mm)}"/>'
            for shape, rgb in placed.mark.layers
        )
    _, content = cv2.imencode(".png", placed.mark.pixels[:, :, ::-1])
    data = base64.b64encode(content.tobytes()).decode()
    return (
        f'<image x="{_number(left)}" y="{_number(height_mm - top)}" '
        f'width="{_number(right - left)}" height="{_number(top - bottom)}" '
        f'preserveAspectRatio="none" href="data:image/png;base64,{data}"/>'
    )
