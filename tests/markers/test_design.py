"""The drawing of a tile: nothing stands in the white, and nothing is too small to read."""

from itertools import combinations

import numpy as np
import pyapriltags
import pytest
import zxingcpp

from mrapp.markers.design import LEAST_CAP_MM, TileArt, design_tile
from mrapp.markers.marks import Mark
from mrapp.markers.outlines import traced
from mrapp.markers.raster import art_raster
from mrapp.markers.wording import TileWords
from mrapp.model.tile_layout import QUIET_MODULES
from mrapp.model.tiles import Tile, TilePlace

_CODE = "7K3F9Q2MXW4H"
_LONG_HOST = "toekomst.en.plannen.van.de.gemeente-hendrik-ido-ambacht.nl"
_LONG_NAME = "Burgemeester de Raadtsingel hoek Spuiboulevard, noordzijde bij de fietsenstalling"
_LONG_WORD = "Wegwerkzaamhedenwaarschuwingsbordenplaatsingscommissie"


def tile_of(size_mm: float = 300.0, sheet: str | None = None) -> Tile:
    return Tile(
        id=_CODE[:8], check=_CODE[8:], name={}, place=TilePlace(x=0, y=0), size_mm=size_mm,
        sheet=sheet, tags=(3, 14, 159, 265),
    )  # fmt: skip


def words_of(
    name: str = "Stationsplein", host: str = "spoorzone.example", **more: object
) -> TileWords:
    return TileWords(f"HTTPS://{host.upper()}/T/{_CODE}", host, _CODE, name, **more)  # type: ignore[arg-type]


def _black(wide: int, high: int) -> Mark:
    return Mark(np.zeros((high, wide, 3), np.uint8))


_FULL = [
    {},
    {"name": _LONG_NAME, "host": _LONG_HOST, "owner": _LONG_NAME, "mark": _black(300, 40)},
    {"name": _LONG_WORD, "host": _LONG_HOST, "owner": _LONG_WORD, "mark": _black(40, 300)},
    {"name": "Æ\u0308 ЖЩ \U0001f600", "owner": "Çàœß Ŵ", "scan": ("Zeskanuj mnie",) * 3},
]


def _must_be_white(art: TileArt, px_per_mm: float) -> np.ndarray:
    """Return where white belongs around the codes, apart from the codes themselves."""
    side = round(art.size_mm * px_per_mm)
    white = np.zeros((side, side), bool)
    layout = art.layout
    around = [(layout.qr_corners(), QUIET_MODULES * layout.module_m)]
    around += [(corners, layout.white_m) for corners in layout.tag_corners()]
    for grow in (True, False):
        for corners, margin in around:
            reach = margin if grow else 0.0
            low, high = corners.min(axis=0) - reach, corners.max(axis=0) + reach
            left, right = np.array([low[0], high[0]]) * 1000 * px_per_mm + side / 2
            top, bottom = side / 2 - np.array([high[1], low[1]]) * 1000 * px_per_mm
            # Pixels that lie wholly in the white, or that a code touches at all.
            ends = (np.ceil, np.floor) if grow else (np.floor, np.ceil)
            rows = slice(int(ends[0](top)), int(ends[1](bottom)))
            white[rows, int(ends[0](left)) : int(ends[1](right))] = grow
    return white


@pytest.mark.parametrize("size_mm", [100.0, 190.0, 300.0])
@pytest.mark.parametrize("full", range(len(_FULL)))
def test_nothing_is_drawn_in_the_white_around_codes(size_mm: float, full: int) -> None:
    art = design_tile(tile_of(size_mm), words_of(**_FULL[full]))  # type: ignore[arg-type]
    px_per_mm = 700 / size_mm
    picture = art_raster(art, px_per_mm)
    assert picture[_must_be_white(art, px_per_mm)].min() == 255
    boxes = [text.box for text in art.texts] + ([art.mark.box] if art.mark else [])
    boxes += [art.arrow.box]
    for one, other in combinations(boxes, 2):
        apart = max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])
        assert apart > 0, (one, other)
    half = size_mm / 2
    assert min(half - abs(edge) for box in boxes for edge in box) > 0.03 * size_mm
    assert min(text.cap_mm for text in art.texts) >= LEAST_CAP_MM
    cut = [text.whole for text in art.texts if text.text.endswith("…")]
    assert [notice.values["text"] for notice in art.notices] == cut


def test_both_kinds_of_code_are_read_from_the_drawing_and_stand_where_the_layout_says() -> None:
    art = design_tile(tile_of(), words_of(owner="Gemeente", mark=_black(3, 2)))
    picture = art_raster(art, 3.3)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [words_of().address]
    found = {tag.tag_id: tag for tag in pyapriltags.Detector(families="tag36h11").detect(picture)}
    assert sorted(found) == [3, 14, 159, 265]
    for tag_id, corners in zip((3, 14, 159, 265), art.layout.tag_corners(), strict=True):
        drawn = (corners[:, :2] * (1, -1) * 1000 + 150) * 3.3
        assert np.abs(found[tag_id].corners[[1, 0, 3, 2]] - drawn).max() < 0.05


def test_long_texts_shrink_before_they_are_cut() -> None:
    short = design_tile(tile_of(), words_of()).texts[1]
    longer = design_tile(tile_of(), words_of("Stationsplein, zuidzijde")).texts[1]
    cut = design_tile(tile_of(100.0), words_of(_LONG_WORD))
    assert short.cap_mm > longer.cap_mm > 2 * LEAST_CAP_MM
    assert longer.text == longer.whole
    assert [notice.values["text"] for notice in cut.notices] == [_LONG_WORD]
    assert _LONG_WORD in cut.notices[0].text("nl")


def test_a_traced_outline_covers_the_dark_modules_and_no_others() -> None:
    random = np.random.default_rng(7)
    for _ in range(5):
        dark = random.random((9, 13)) < 0.5
        lines = traced(dark).polygons
        for row, column in np.ndindex(dark.shape):
            turns = sum(_turns(line, column + 0.5, 9 - row - 0.5) for line in lines)
            assert turns == dark[row, column]


def _turns(line: np.ndarray, x: float, y: float) -> int:
    """Return how often a closed line goes round a point, counter-clockwise."""
    ahead = np.roll(line, -1, axis=0)
    right = (line[:, 0] > x) & (line[:, 0] == ahead[:, 0])
    up = right & (line[:, 1] < y) & (ahead[:, 1] > y)
    down = right & (line[:, 1] > y) & (ahead[:, 1] < y)
    return int(up.sum()) - int(down.sum())
