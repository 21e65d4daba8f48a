"""Filtering: each wish, all of them together, and words in texts, against plain Python."""

from typing import Any

import numpy as np
import pytest

from mrapp.app.remarks.filtering import WITHOUT, Filter, counts, matching
from mrapp.app.remarks.keeping import Columns
from tests.app.opinions import WORDS, columns_of

COUNT = 2_000
COLUMNS = columns_of(np.zeros((COUNT, 3)))
TEXTS = [f"meer groen {n}" if n % 3 else f"te hoog, {n}" for n in range(COUNT)]
HOUR = 1.7e9 + 3600.0 * 100


def word(columns: Columns, name: str, number: int) -> str:
    """Return the word of a remark in a column, as one would look it up by hand."""
    at = int(getattr(columns, name)[number])
    return WITHOUT if at < 0 else columns.words[name][at]


@pytest.mark.parametrize("name", ["themes", "variants", "channels", "states", "events"])
def test_one_wish_is_what_looking_at_each_gives(name: str) -> None:
    for wanted in ({WORDS[name][0]}, {WORDS[name][-1], WITHOUT}, set(), {"gone"}):
        wish: dict[str, Any] = {name: frozenset(wanted)}
        found = matching(COLUMNS, Filter(**wish))
        assert found.tolist() == [word(COLUMNS, name, n) in wanted for n in range(COUNT)]


def test_all_wishes_hold_together() -> None:
    wish = Filter(
        themes=frozenset({"green", WITHOUT}),
        channels=frozenset({"kiosk"}),
        moods=frozenset({0, 4, 5}),
        since_s=HOUR,
        until_s=HOUR + 3600.0 * 900,
        words=" GROEN 1 ",
    )
    by_hand = [
        word(COLUMNS, "themes", n) in ("green", WITHOUT)
        and word(COLUMNS, "channels", n) == "kiosk"
        and int(COLUMNS.moods[n]) in (0, 4, 5)
        and 100 <= n < 1_000
        and "groen" in TEXTS[n]
        and "1" in TEXTS[n]
        for n in range(COUNT)
    ]
    assert any(by_hand)
    assert matching(COLUMNS, wish, TEXTS).tolist() == by_hand


def test_no_wish_leaves_all_in_and_words_need_texts() -> None:
    assert Filter(words="  ").wants_all
    assert matching(COLUMNS, Filter(words=" ")).all()
    assert not matching(columns_of(np.zeros((0, 3))), Filter(moods=frozenset({1}))).size
    with pytest.raises(ValueError, match="texts"):
        matching(COLUMNS, Filter(words="groen"))


def test_counts_tell_how_many_have_each_word() -> None:
    found = counts(COLUMNS, "themes")
    assert list(found) == [*WORDS["themes"], WITHOUT]
    assert found["green"] == sum(word(COLUMNS, "themes", n) == "green" for n in range(COUNT))
    assert sum(found.values()) == COUNT
