"""Colours that can be told apart, and a style sheet for every size of text."""

import re

import pytest

from mrapp.app.settings import TEXT_SCALES
from mrapp.ui.style import EDGE_PAIRS, TEXT_PAIRS, contrast, style_sheet


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_can_be_seen(edge: str, ground: str) -> None:
    assert contrast(edge, ground) >= 3.0


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_the_sheet_is_whole_and_grows_with_the_text(scale: float) -> None:
    sheet = style_sheet(scale)
    assert "$" not in sheet
    assert f"font-size: {round(14 * scale)}px" in sheet
    assert all(int(size) > 0 for size in re.findall(r"font-size: (\d+)px", sheet))
