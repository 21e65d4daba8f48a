"""Marks from SVG files: drawn as another program draws them, or refused whole."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from mrapp.markers.design import design_tile
from mrapp.markers.marks import Mark, read_mark
from mrapp.markers.printing.pages import Page
from mrapp.markers.printing.pdf import pdf
from mrapp.markers.printing.sheets import Printed, tile_page
from mrapp.markers.printing.svg import svg
from tests.markers.test_design import tile_of, words_of

pytestmark = pytest.mark.slow

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}">{}</svg>'
_TURNED = (
    '<style>.a,.b{fill:#0a5;} .b{fill:red}</style><g transform="translate(30 30) rotate(20) '
    'scale(1 .5)"><rect class="a" x="-20" y="-20" width="40" height="40"/>'
    '<polygon class="b" points="0,-15 12,9 -12,9" transform="matrix(1 .2 0 1 2 3)"/></g>'
)
_DISCS = '<circle cx="20" cy="30" r="15"/><ellipse cx="20" cy="65" rx="18" ry="6"/>'
_SHAPES = [
    ("0 0 100 60", '<rect x="10" y="5" width="60" height="40" rx="9" fill="#c8102e"/>'),
    ("0 0 40 80", f'<g fill="navy">{_DISCS}</g>'),
    ("-10 -10 60 60", '<path d="M0 0h40v40H0zM10,10V30H30V10Z" fill-rule="evenodd"/>'),
    ("0 0 50 50", '<path d="M5 25A20 15 30 1 1 45 30L25-0.5.5 10z" fill="rgb(0, 90,30)"/>'),
    (
        "0 0 50 50",
        '<path fill="#abc" d="m5 5c10 0 20 5 20 15s10 10 15 5t5 15q-20 10-30-10t-10-5"/>',
    ),
    ("0 0 50 50", '<path d="M25 5a20 20 0 0110 37l-5-9a10 10 0 1 0-10 0z" style="fill:#123456"/>'),
    ("0 0 60 60", _TURNED),
    # Numbers written in odd ways, and an arc over several lines.
    ("0 0 50 50", '<path d="M005 5.H45.0L450.e-1 025a10\n10\n0\n0110 10L5 45zm5 5v9l9 9z"/>'),
]


@pytest.mark.parametrize("case", range(len(_SHAPES)))
def test_a_mark_looks_as_another_program_draws_it(case: int) -> None:
    content = _HEAD.format(*_SHAPES[case]).encode()
    mark = read_mark(content)
    assert mark is not None
    high, wide, _ = mark.pixels.shape
    theirs = QImage(wide, high, QImage.Format.Format_RGB888)
    theirs.fill(0xFFFFFFFF)
    painter = QPainter(theirs)
    QSvgRenderer(content).render(painter)
    painter.end()
    rows = np.frombuffer(theirs.constBits(), np.uint8).reshape(high, -1)
    shown = rows[:, : wide * 3].reshape(high, wide, 3)
    off = np.abs(shown.astype(int) - mark.pixels).max(axis=2)
    assert (off > 100).mean() < 0.004
    assert (mark.pixels < 250).any(axis=2).mean() > 0.1


def test_an_arc_without_a_radius_is_a_straight_line() -> None:
    # SVG 1.1, F.6.6; Qt leaves such an arc out, so it is no witness here.
    arc, line = (
        read_mark(_HEAD.format("0 0 9 9", f'<path d="M1 1H8{end}L1 8z"/>').encode())
        for end in ("A0 3 0 0 1 5 8", "L5 8")
    )
    assert arc is not None
    assert line is not None
    assert np.array_equal(arc.pixels, line.pixels)


@pytest.mark.parametrize(
    "inside",
    [
        '<text x="1" y="9">Dordt</text>',
        '<path d="M0 0L5 5" stroke="red"/>',
        '<rect width="9" height="9" fill="url(#a)"/>',
        '<rect width="9" height="9" opacity="0.5"/>',
        '<rect width="9" height="9" mask="url(#m)"/>',
        '<image href="file:///etc/passwd"/>',
        '<path d="M0 0L5"/>',
        '<path d="M0 0X5"/>',
        '<path d="' + "M0 0L5 5" * 60_000 + '"/>',
        "<g>" * 60 + '<rect width="9" height="9"/>' + "</g>" * 60,
        '<rect width="9" height="9" transform="skewX(3)"/><rect/>',
        '<path d="M0 0h9v9h-9?z"/>',
        '<path d="M0 0h9v9h-9z 5 5"/>',
        '<path d="M0 0h1e999v9z"/>',
        '<path d="M0 0hnanv9z"/>',
        '<path d="M0 0a1e200 1e200 0 0 1 1 1z"/>',
        '<path d="M0 0A' + "0" * 1_500_000 + '"/>',
        '<path d="M0 0A' + "1-1-1011-1" * 100_000 + '"/>',
        '<path d="M0 0' + "1" * 1_500_000 + '"/>',
        '<path fill-rule="evenodd" d="' + "M0 0h1v1z" * 20_000 + '"/>',
        '<rect width="1e300" height="9"/>',
        '<rect width="9" height="9" transform="' + "scale(1e9)" * 50 + '"/>',
        "<g>" * 200_000 + "</g>" * 200_000,
        "",
    ],
)
def test_what_would_look_different_is_refused(inside: str) -> None:
    assert read_mark(_HEAD.format("0 0 10 10", inside).encode()) is None


def test_an_svg_that_grows_while_it_is_read_or_has_no_size_is_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + _HEAD.format(
        "0 0 9 9", "&b;"
    )
    assert read_mark(bomb.encode()) is None
    square = '<rect width="9" height="9"/>'
    # In UTF-16 two signs are the bytes "<svg", and entities are not to be seen.
    passing = f"<!--{b'<svg'.decode('utf-16-le')}-->"
    hidden = bomb.replace("<!DOCTYPE", f"{passing}<!DOCTYPE").replace("&b;", f"{square}<g>&b;</g>")
    assert read_mark(hidden.encode("utf-16")) is None
    for view in ("0 0 0 9", "0 0 1e300 1e-300", "0 0 9 -9"):
        assert read_mark(_HEAD.format(view, square).encode()) is None
    assert read_mark(_HEAD.format("", square).encode()) is not None


def test_a_drawn_mark_goes_to_print_as_shapes() -> None:
    mark = read_mark(_HEAD.format(*_SHAPES[0]).encode())
    page = _page(mark)
    assert b"/Subtype /Image" not in pdf([page], "t", "nl")
    assert b"#c8102e" in svg(page, "nl")
    assert b"<image" in svg(_page(Mark(np.zeros((9, 9, 3), np.uint8))), "nl")


def _page(mark: Mark | None) -> Page:
    tile, words = tile_of(), words_of(mark=mark)
    return tile_page(Printed(tile, design_tile(tile, words), words, ("nl",)))
