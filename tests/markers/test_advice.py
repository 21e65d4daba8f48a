"""What staff is told of a tile before it is printed, and from how far phones read it."""

import cv2
import numpy as np
import pytest
import zxingcpp

from mrapp.markers.advice import (
    DARK,
    PALE,
    PHONE_FOCAL_PX,
    contrast_advice,
    reading_m,
    refusals,
    size_for,
    warnings,
)
from mrapp.markers.design import design_tile
from mrapp.markers.letters import LOST
from mrapp.markers.marks import Mark, read_mark
from mrapp.markers.raster import art_raster
from mrapp.markers.wording import tile_words
from mrapp.model.project import OriginSpec, Project
from tests.markers.test_design import tile_of, words_of

pytestmark = pytest.mark.slow

_AR = "ar.dordrecht.nl"


def test_a_phone_reads_a_tile_from_the_distance_that_is_said() -> None:
    art = design_tile(tile_of(), words_of(host=_AR))
    assert reading_m(art.layout) == pytest.approx(1.6, abs=0.05)
    sharp = cv2.GaussianBlur(art_raster(art, 4.0), (0, 0), 1.0)
    # As a camera sees it from straight above at that distance, on grey paving.
    side = round(0.3 * PHONE_FOCAL_PX / reading_m(art.layout))
    seen = cv2.resize(sharp, (side, side), interpolation=cv2.INTER_AREA)
    frame = np.full((720, 1280), 110, np.uint8)
    frame[100 : 100 + side, 200 : 200 + side] = seen
    assert [code.text for code in zxingcpp.read_barcodes(frame)] == [words_of(host=_AR).address]


def test_a_tile_that_is_right_gives_no_warning_and_a_small_or_long_one_does() -> None:
    def told(size_mm: float, host: str, **more: object) -> str:
        tile, words = tile_of(size_mm, **more), words_of(host=host)  # type: ignore[arg-type]
        return " ".join(each.text("en") for each in warnings(tile, words, design_tile(tile, words)))

    assert told(300.0, _AR) == ""
    assert told(190.0, _AR, sheet="A4") == ""
    assert "bend down" in told(200.0, _AR)
    assert "From 280 mm" in told(270.0, _AR)
    assert size_for(design_tile(tile_of(200.0), words_of(host=_AR)).layout, 1.5) == 280
    assert "finer modules" in told(300.0, "toekomstplannen.dordrecht.nl")
    assert "finer modules" not in told(300.0, "spoorzone.example")


def test_what_would_not_work_is_refused() -> None:
    assert refusals(tile_of(100.0), words_of(host=_AR)) == []
    (far,) = refusals(tile_of(100.0), words_of(host=_AR), distance_m=1.5)
    assert far.values["size"] == 280
    assert "tot 0,5 m; gevraagd is 1,5 m" in far.text("nl")
    (further,) = refusals(tile_of(300.0), words_of(host=_AR), distance_m=50.0)
    assert "600 mm" in further.text("en")
    assert "9" not in further.text("en")
    assert contrast_advice(0.8, 0.05) is None
    told = [contrast_advice(white, black) for white, black in ((0.4, 0.1), (0.1, 0.8))]
    assert [notice.phrase for notice in told if notice] == [PALE, DARK]


@pytest.mark.parametrize(
    "name", ["Plein \U0001f6b2 \U0001f3f3\ufe0f\u200d\U0001f308", "Plein ميدان", "Plein 駅"]
)
def test_what_cannot_be_set_is_left_out_of_a_tile_and_told(name: str) -> None:
    tile = tile_of().model_copy(update={"name": {"nl": name}})
    origin = OriginSpec(x=105_000, y=424_000)
    project = Project(id="p", name={"nl": "P"}, origin=origin, languages=("nl",), tiles=(tile,))
    words = tile_words(project, tile, host=_AR)
    art = design_tile(tile, words)
    assert "Plein" in [text.text for text in art.texts]
    assert LOST not in "".join(text.text for text in art.texts)
    assert f"'{name}'" in warnings(tile, words, art)[0].text("nl")


def test_a_coarse_mark_is_told_of_and_no_mark_of_any_file_stops_a_print() -> None:
    coarse, fine = (Mark(np.zeros((side, side, 3), np.uint8)) for side in (90, 600))
    for mark, many in ((coarse, 1), (fine, 0)):
        words = words_of(host=_AR, mark=mark)
        assert len(warnings(tile_of(), words, design_tile(tile_of(), words))) == many
    for content in (
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n broken",
        b"<svg/>",
        b"<svg" + b"<g>" * 9999,
    ):
        assert read_mark(content) is None
    for picture in (
        np.zeros((1, 1), np.uint8),
        np.full((30, 20), 40_000, np.uint16),
        np.zeros((20, 30, 4), np.uint8),
        np.zeros((1600, 1000, 3), np.uint8),
    ):
        read = read_mark(cv2.imencode(".png", picture)[1].tobytes())
        assert read is not None
        assert max(read.pixels.shape) <= 1200
        art = design_tile(tile_of(), words_of(mark=read))
        assert art_raster(art, 1.0).shape == (300, 300)
