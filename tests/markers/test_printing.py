"""Printed tiles, read back from the file as others see it: Poppler, Chromium, zxing, AprilTag."""

import re
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path
from xml.dom import minidom

import cv2
import numpy as np
import pyapriltags
import pytest
import zxingcpp
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from mrapp.markers.design import design_tile
from mrapp.markers.marks import Mark
from mrapp.markers.printing.pages import Page
from mrapp.markers.printing.pdf import inks_of, pdf
from mrapp.markers.printing.pictures import picture
from mrapp.markers.printing.sheets import Printed, paper_page, tile_page
from mrapp.markers.printing.svg import svg
from tests.markers.test_design import tile_of, words_of
from tests.poppler import page_picture, pdf_info

pytestmark = pytest.mark.slow

_MARK = Mark(np.full((300, 200, 3), (200, 30, 40), np.uint8))
_MM = 72 / 25.4
_TAGS = (3, 14, 159, 265)


def _printed(size_mm: float, sheet: str | None = None) -> Printed:
    tile, words = tile_of(size_mm, sheet), words_of(owner="Gemeente Dordrecht", mark=_MARK)
    return Printed(tile, design_tile(tile, words), words, ("nl", "en"))


@pytest.fixture(scope="module")
def tile_300() -> Page:
    return tile_page(_printed(300.0))


@pytest.fixture(scope="module")
def printed_300(tile_300: Page, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("print") / "t.pdf"
    file.write_bytes(pdf([tile_300], "Tegel", "nl", "Gemeente"))
    return file


def _edges_mm(grey: np.ndarray, axis: int, dpi: float) -> tuple[float, float]:
    """Return where black begins and ends along an axis, between pixels, millimetres."""
    # Only what is pure ink: with the tags' flat sides the darkest line is wholly in or out.
    dark = 255.0 - grey.min(axis=1 - axis).astype(float)
    there = np.flatnonzero(dark > 25)
    first, last = int(there[0]), int(there[-1])
    full = dark.max()
    begin = first + 1 - dark[first] / full
    end = last + dark[last] / full
    return begin * 25.4 / dpi, end * 25.4 / dpi


def _within_trim(grey: np.ndarray, page: Page, dpi: float, inset_mm: float = 6.0) -> np.ndarray:
    """Return what lies within the trim, the rim left out, and the rest of the page white."""
    assert page.trim is not None
    left, bottom, right, top = (edge * dpi / 25.4 for edge in page.trim)
    inset, high = inset_mm * dpi / 25.4, page.height_mm * dpi / 25.4
    shown = np.full_like(grey, 255)
    rows = slice(round(high - top + inset), round(high - bottom - inset))
    columns = slice(round(left + inset), round(right - inset))
    shown[rows, columns] = grey[rows, columns]
    return shown


@pytest.mark.parametrize("dpi", [100, 600])
def test_a_tile_of_300_mm_is_printed_to_five_hundredths_of_a_millimetre(
    printed_300: Path, tile_300: Page, dpi: int
) -> None:
    grey = page_picture(printed_300, dpi)
    inked = _within_trim(grey, tile_300, dpi)
    for axis in (0, 1):
        begin, end = _edges_mm(inked, axis, dpi)
        assert end - begin == pytest.approx(280.0, abs=0.05)
    assert tile_300.trim is not None
    assert _edges_mm(inked, 1, dpi)[0] == pytest.approx(tile_300.trim[0] + 10.0, abs=0.05)
    _check_codes(grey, tile_300, dpi)


def _check_codes(grey: np.ndarray, page: Page, dpi: int) -> None:
    small = cv2.resize(grey, None, fx=100 / dpi, fy=100 / dpi, interpolation=cv2.INTER_AREA)
    assert [code.text for code in zxingcpp.read_barcodes(small)] == [words_of().address]
    found = {tag.tag_id: tag for tag in pyapriltags.Detector(families="tag36h11").detect(small)}
    assert sorted(found) == list(_TAGS)
    assert page.trim is not None
    middle = np.array([page.trim[0] + 150.0, page.height_mm - page.trim[1] - 150.0])
    corners = _printed(300.0).art.layout.tag_corners()[:, :, :2] * (1000.0, -1000.0) + middle
    for tag_id, drawn in zip(_TAGS, corners, strict=True):
        seen = found[tag_id].corners[[1, 0, 3, 2]] * 25.4 / 100
        assert np.abs(seen - drawn).max() < 0.05


def _bar_mm(file: Path, page: Page, up_mm: float) -> float:
    """Return how long the check bar is, by a strip through it so far up the page."""
    dpi = 1200
    low = round((page.height_mm - up_mm) * dpi / 25.4)
    begin, end = _edges_mm(page_picture(file, dpi, 1, "-y", str(low), "-H", "2"), 1, dpi)
    return end - begin


def test_the_check_bar_is_100_mm_and_lies_outside_the_trim(
    printed_300: Path, tile_300: Page
) -> None:
    assert _bar_mm(printed_300, tile_300, 12.8) == pytest.approx(100.0, abs=0.05)
    assert tile_300.trim is not None
    assert tile_300.trim[1] > 15.0


def test_the_boxes_of_a_page_say_where_it_is_cut_and_its_file_says_what_it_is(
    printed_300: Path,
) -> None:
    info = pdf_info(printed_300)
    assert (info["Title"], info["Author"]) == ("Tegel", "Gemeente")
    content = printed_300.read_bytes()
    assert b"/Lang (nl)" in content
    for name, side in (("TrimBox", 300.0), ("BleedBox", 306.0)):
        found = re.search(rb"/%s \[([^]]*)\]" % name.encode(), content)
        assert found is not None
        left, bottom, right, top = map(float, found[1].split())
        assert (right - left) / _MM == pytest.approx(side, abs=0.001)
        assert (top - bottom) / _MM == pytest.approx(side, abs=0.001)


def test_all_modules_are_one_path_in_black_ink_alone_and_no_font_is_needed(
    printed_300: Path, tile_300: Page
) -> None:
    content = printed_300.read_bytes()
    streams = re.findall(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)endstream", content, re.DOTALL)
    unpacked = [zlib.decompressobj().decompress(stream) for stream in streams]
    (drawn,) = [each.decode() for each in unpacked if b" k\n" in each]
    paths = re.findall(r"\nn (.*?) h f\n", drawn)
    assert len(paths) == len(tile_300.layers)
    codes = tile_300.layers[0]
    assert codes.name == "codes"
    lines = len(codes.shape.polygons)
    assert [path.count(" m ") for path in paths].count(lines) == 1
    assert set(re.findall(r"([\d. ]+) k\s", drawn)) == {"0 0 0 1"}
    assert not re.search(r"\s(rg|g|BT|S)\s", drawn)
    assert b"/DeviceRGB" not in content
    assert b"/Separation /Tactile#20rim" in content
    command = ("pdffonts", str(printed_300))
    fonts = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert len(fonts.splitlines()) == 2


@pytest.mark.parametrize(("sheet", "side_mm"), [("A4", 190.0), ("A3", 277.0)])
def test_a_sheet_of_paper_carries_a_tile_of_its_size_and_a_bar_to_measure(
    sheet: str, side_mm: float, tmp_path: Path
) -> None:
    page = paper_page(_printed(side_mm, sheet), sheet)  # type: ignore[arg-type]
    file = tmp_path / "s.pdf"
    file.write_bytes(pdf([page], "Blad", "nl"))
    assert pdf_info(file)["Page size"].endswith(f"({sheet})")
    dpi = 100
    grey = page_picture(file, dpi)
    assert [code.text for code in zxingcpp.read_barcodes(grey)] == [words_of().address]
    margin, k = (page.width_mm - side_mm) / 2, side_mm / 300
    begin, end = _edges_mm(grey[: round((side_mm + margin) * dpi / 25.4)], 1, dpi)
    assert end - begin == pytest.approx(280.0 * k, abs=0.05)
    # What a printer on a desk leaves white.
    edge = round(5.0 * dpi / 25.4)
    assert min(grey[:edge].min(), grey[-edge:].min(), grey[:, :edge].min()) == 255
    assert _bar_mm(file, page, 17.8) == pytest.approx(100.0, abs=0.05)


def test_a_preview_shows_what_poppler_shows(tile_300: Page, printed_300: Path) -> None:
    ours = cv2.cvtColor(picture(tile_300, 50 / 25.4), cv2.COLOR_RGB2GRAY).astype(float)
    theirs = page_picture(printed_300, 50).astype(float)
    high, wide = min(len(ours), len(theirs)), min(ours.shape[1], theirs.shape[1])
    differs = (ours[:high, :wide] < 128) != (theirs[:high, :wide] < 128)
    assert differs.mean() < 0.01


def test_grey_becomes_black_ink_alone_and_colours_keep_their_own() -> None:
    rgb = np.array([[0, 0, 0], [255, 255, 255], [51, 51, 51], [255, 0, 0]], np.uint8)
    inks = [[0, 0, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0.8], [0, 1, 1, 0]]
    assert inks_of(rgb) == pytest.approx(np.array(inks))


def test_an_svg_has_the_same_path_in_millimetres_and_is_read(tile_300: Page) -> None:
    content = svg(tile_300, "nl")
    assert b'width="344mm" height="358mm" viewBox="0 0 344 358" ' in content.replace(b">", b" ")
    assert content.count(b'inkscape:label="codes"') == content.count(b'label="Tactile rim"') == 1
    renderer = QSvgRenderer(content)
    assert renderer.isValid()
    shown = QImage(344 * 4, 358 * 4, QImage.Format.Format_Grayscale8)
    shown.fill(0xFFFFFFFF)
    painter = QPainter(shown)
    renderer.render(painter)
    painter.end()
    grey = np.frombuffer(shown.constBits(), np.uint8).reshape(358 * 4, -1)[:, : 344 * 4]
    assert [code.text for code in zxingcpp.read_barcodes(grey)] == [words_of().address]
    named = replace(tile_300, title="Plein \x07 <b>&\x00")
    (title,) = minidom.parseString(svg(named, "nl")).getElementsByTagName("title")
    assert title.toxml() == "<title>Plein  &lt;b&gt;&amp;</title>"
    begin, end = _edges_mm(_within_trim(grey, tile_300, 4 * 25.4), 1, 4 * 25.4)
    assert begin == pytest.approx(32.0, abs=0.05)
    assert end == pytest.approx(312.0, abs=0.05)
