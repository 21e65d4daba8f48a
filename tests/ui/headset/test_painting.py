"""Panels as they are painted: letters and targets as large as the eye needs them, nothing cut."""

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from mrapp.app.headset.panels import PanelPicture, Stand
from mrapp.app.headset.sheets import Item, Kind, Sheet
from mrapp.app.headset.sizes import (
    AHEAD_M,
    LEAST_TARGET_DEG,
    LEAST_TEXT_DEG,
    TEXT_SCALES,
    seen_deg,
)
from mrapp.model.texts import Phrase
from mrapp.ui.application import make_application
from mrapp.ui.headset.cells import Text
from mrapp.ui.headset.layout import Layout, lay_out
from mrapp.ui.headset.painting import PaintedPanel, paint
from mrapp.ui.style import contrast
from tests.ui.headset.shown import all_sheets
from tests.ui.screen import needs_screen

pytestmark = pytest.mark.window

WAYS = list(itertools.product(("nl", "en"), TEXT_SCALES))
_LEAST_CONTRAST = 7.0
_HAND_M = 1.0


@pytest.fixture(autouse=True)
def _application() -> None:
    needs_screen()
    make_application()


def laid_out(language: str, scale: float) -> Iterator[tuple[str, Layout]]:
    for name, sheet in all_sheets(language, scale):
        yield name, lay_out(sheet, language, scale)


def away_m(layout: Layout) -> float:
    return _HAND_M if layout.sheet.stand is Stand.AT_HAND else AHEAD_M


def deg(layout: Layout, box: QRectF) -> tuple[float, float]:
    edges = (box.left(), box.top(), box.right(), box.bottom())
    size = (layout.wide, layout.high)
    return seen_deg(edges, size, layout.wide / 1000.0, away_m(layout))


def test_an_angle_is_that_of_the_rays() -> None:
    # A metre wide at 1.5 m: twice the arc tangent of a third.
    across, down = seen_deg((0, 0, 1000, 1000), (1000, 1000), 1.0)
    assert across == pytest.approx(2 * np.degrees(np.arctan(0.5 / 1.5)))
    assert down == pytest.approx(across)
    # The same thing looks smaller at the rim than in the middle.
    middle = seen_deg((950, 450, 1050, 550), (2000, 1000), 2.0)
    rim = seen_deg((1900, 0, 2000, 100), (2000, 1000), 2.0)
    assert rim[0] < middle[0] * 0.75
    assert rim[1] < middle[1]


@pytest.mark.parametrize(("language", "scale"), WAYS)
def test_capitals_are_a_degree_high_wherever_they_stand(language: str, scale: float) -> None:
    small = []
    for name, layout in laid_out(language, scale):
        for text in layout.all_texts:
            capital, box = QFontMetricsF(text.lines.font).capHeight(), text.box
            corners = itertools.product((box.left(), box.right()), (box.top(), box.bottom()))
            heights = [deg(layout, QRectF(x, y - capital / 2, 1, capital))[1] for x, y in corners]
            # A panel with large text is wider, so that its rim is farther away.
            if min(heights) < max(LEAST_TEXT_DEG, 0.9 * scale):
                small.append((name, text.lines.text, min(heights)))
    assert small == []


@pytest.mark.parametrize(("language", "scale"), WAYS)
def test_what_can_be_pressed_is_three_degrees_wide_and_high(language: str, scale: float) -> None:
    small = [
        (name, area.id, found)
        for name, layout in laid_out(language, scale)
        for area in layout.areas
        for found in [
            deg(layout, QRectF(area.left, area.top, area.right - area.left, area.bottom - area.top))
        ]
        if min(found) < LEAST_TARGET_DEG
    ]
    assert small == []


@pytest.mark.parametrize(("language", "scale"), WAYS)
def test_no_words_are_cut_or_broken_or_lie_over_others(language: str, scale: float) -> None:
    for name, layout in laid_out(language, scale):
        panel = QRectF(0, 0, layout.wide, layout.high)
        for one, two in itertools.combinations([t.box for t in layout.all_texts], 2):
            assert not one.intersects(two), name
        for text in layout.all_texts:
            assert panel.contains(text.box), (name, text.lines.text)
            assert _broken(text) == [], name
        for cell in layout.cells:
            for text in cell.texts:
                assert cell.box.contains(text.box), (name, text.lines.text)
                for other in (cell.mark, *(cell.sides or ())):
                    assert other is None or not other.intersects(text.box), name


def _broken(text: Text) -> list[str]:
    """Return the lines that end in the middle of a word."""
    layout, said = text.lines.layout, text.lines.text
    ends = [
        layout.lineAt(at).textStart() + layout.lineAt(at).textLength()
        for at in range(layout.lineCount())
    ]
    assert ends[-1] == len(said)
    return [said[:end] for end in ends[:-1] if said[end - 1] not in " -"]


@pytest.mark.parametrize(("language", "scale"), WAYS)
def test_targets_lie_apart_and_back_is_always_at_the_same_place(
    language: str, scale: float
) -> None:
    feet: dict[str, set[tuple[str, float, float, float, float]]] = {}
    for name, layout in laid_out(language, scale):
        boxes = [cell.box for cell in layout.cells]
        for one, two in itertools.combinations(boxes, 2):
            assert not one.intersects(two), name
        if not layout.sheet.foot or layout.sheet.small:
            continue
        ids = {item.id for item in layout.sheet.foot}
        places = {
            (each.item.id, each.box.left(), each.box.top(), each.box.right(), layout.high)
            for each in layout.cells[-len(ids) :]
        }
        feet.setdefault(layout.sheet.key, set()).update(places)
    assert {key: len(places) for key, places in feet.items()} == {"menu": 3, "saying": 3}


@pytest.mark.slow
def test_all_words_stand_out_from_what_is_behind_them() -> None:
    for name, sheet in all_sheets("nl", 1.0):
        painted = PaintedPanel(sheet, "nl", 1.0)
        areas = [area.id for area in painted.layout.areas]
        for state in ((None, None), (areas[0], None), (areas[0], areas[0])) if areas else ():
            pixels = painted.picture(*state).pixels
            for text in painted.layout.all_texts:
                assert _stands_out(pixels, text) >= _LEAST_CONTRAST, (name, text.lines.text)


def _stands_out(pixels: np.ndarray, text: Text) -> float:
    """Return the contrast between the ground of some words and their ink, as painted."""
    box = text.box.toRect()
    part = pixels[box.top() : box.bottom(), box.left() : box.right(), :3].reshape(-1, 3)
    codes = part.astype(np.int64) @ np.array([65536, 256, 1])
    found, counts = np.unique(codes, return_counts=True)
    ground, ink = (f"#{found[at]:06x}" for at in np.argsort(-counts)[:2])
    return contrast(ground, ink)


def _one(kind: Kind = Kind.GO, **named: object) -> Sheet:
    item = Item("it", Phrase(nl="Dit", en="This"), kind, **named)  # type: ignore[arg-type]
    other = replace(item, id="other")
    return Sheet("key", Phrase(nl="Kop", en="Head"), items=(item, other))


def test_a_picture_knows_what_is_at_each_place() -> None:
    picture = paint(_one(Kind.STEP), "nl")
    high, wide = picture.pixels.shape[:2]
    assert picture.pixels.dtype == np.uint8
    assert (picture.key, picture.wide_m, picture.stand) == ("key", wide / 1000.0, Stand.AHEAD)
    # Round corners: nothing of the panel is there.
    assert picture.pixels[0, 0, 3] == 0
    assert picture.pixels[high // 2, wide // 2, 3] == 255
    assert [area.id for area in picture.areas] == [
        "it:less", "it:more", "other:less", "other:more"
    ]  # fmt: skip
    for area in picture.areas:
        x, y = (area.left + area.right) / 2, (area.top + area.bottom) / 2
        assert picture.at(x / wide, y / high) == area
    assert picture.at(0.999, 0.999) is None


def test_what_cannot_be_pressed_has_no_area() -> None:
    shut = replace(_one().items[0], enabled=False, why_not=Phrase(nl="Nog niet", en="Not yet"))
    sheet = replace(_one(), items=(shut,))
    assert paint(sheet, "nl").areas == ()
    assert [t.lines.text for t in lay_out(sheet, "en", 1.0).all_texts] == [
        "Head", "This", "Not yet"
    ]  # fmt: skip


def test_a_hand_is_answered_where_it_points_and_nowhere_else() -> None:
    painted = PaintedPanel(_one(), "nl", 1.0)
    calm, hovered, held = (painted.picture(*w) for w in ((), ("it",), ("it", "it")))
    area = calm.areas[0]
    ring = 20

    def differs(one: PanelPicture, two: PanelPicture) -> tuple[bool, bool]:
        changed = (one.pixels != two.pixels).any(axis=2)
        inside = np.zeros_like(changed)
        rows = slice(int(area.top) - ring, int(area.bottom) + ring)
        inside[rows, int(area.left) - ring : int(area.right) + ring] = True
        return bool((changed & inside).any()), bool((changed & ~inside).any())

    assert differs(calm, hovered) == (True, False)
    assert differs(hovered, held) == (True, False)


@pytest.mark.parametrize("level", [0.0, 0.5, 1.0])
def test_the_meter_tells_how_loud_it_is(level: float) -> None:
    painted = PaintedPanel(replace(_one(), meter=level), "nl", 1.0)
    box, picture = painted.layout.meter, painted.picture()
    assert box is not None
    row = picture.pixels[int(box.center().y()), int(box.left() + 150) : int(box.right()), :3]
    lit = (row == np.array([0x08, 0x48, 0x78])).all(axis=1).mean()
    # Of what is lit the gaps between the bars are not.
    assert lit == pytest.approx(0.83 * level, abs=0.08)


def test_long_names_of_a_project_make_a_panel_higher_rather_than_be_cut() -> None:
    long = Phrase(nl="Woonzorgcentrumparkeergarage aan de kade " * 4, en="")
    sheet = replace(_one(), items=(replace(_one().items[0], label=long),), across=2)
    layout = lay_out(sheet, "nl", 1.5)
    (cell,) = layout.cells
    assert cell.box.contains(cell.texts[0].box)
    assert _broken(cell.texts[0]) == []
    widest = replace(sheet, items=tuple(replace(sheet.items[0], id=str(n)) for n in range(6)))
    tall = lay_out(widest, "nl", 1.5)
    assert tall.high > layout.high
    assert QRectF(0, 0, tall.wide, tall.high).contains(tall.cells[-1].box)


@pytest.mark.slow
def test_panels_are_painted_without_any_screen() -> None:
    shown = {name: os.environ[name] for name in os.environ.keys() - {"DISPLAY", "WAYLAND_DISPLAY"}}
    code = (
        "from mrapp.ui.application import make_application; make_application()\n"
        "from mrapp.app.headset.plate import PLATE\n"
        "from mrapp.ui.headset.painting import paint\n"
        "print(paint(PLATE, 'nl').pixels[60, 60, 3])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**shown, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["255"]
