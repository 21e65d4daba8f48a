"""Nobody can count a group of fewer than five people: not in one column, not in any combination."""

import random
from collections import Counter
from itertools import combinations

import pytest

from mrapp.app.counting.small_groups import HIDDEN, SMALLEST, too_small, with_small_hidden


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"a": 9, "b": 5}, set()),
        ({"a": 9, "b": 4}, {"a", "b"}),  # one hidden group is the rest of the total
        ({"a": 9, "b": 4, "c": 6}, {"b", "c"}),
        ({"a": 9, "b": 2, "c": 2}, {"a", "b", "c"}),  # two hidden groups of 4 together
        ({"a": 9, "b": 2, "c": 3}, {"b", "c"}),
        ({"a": 3}, {"a"}),
        ({"a": 9, "b": 0}, set()),
    ],
)
def test_the_next_smallest_is_hidden_with_a_small_one(
    sizes: dict[str, int], hidden: set[str]
) -> None:
    assert too_small(sizes) == hidden


@pytest.mark.parametrize("seed", range(20))
def test_no_combination_that_is_shown_is_small(seed: int) -> None:
    chance = random.Random(seed)
    people = chance.choice([3, 12, 60, 400])
    columns = [
        chance.choices(["", "18-24", "25-44", "65+"], [3, 1, 5, 2], k=people),
        chance.choices(["", *(f"BU{n}" for n in range(chance.randint(1, 20)))], k=people),
        chance.choices(["x", "y"], k=people),
    ]
    shown = with_small_hidden(columns)
    for count in range(1, len(shown) + 1):
        for some in combinations(shown, count):
            sizes = Counter(zip(*some, strict=True))
            assert min(sizes.values()) >= min(SMALLEST, people)
    for was, now in zip(columns, shown, strict=True):
        assert all(b in (a, HIDDEN) for a, b in zip(was, now, strict=True))


def test_large_groups_stay_as_they_are() -> None:
    columns = [["a"] * 5 + ["b"] * 5, ["x"] * 10]
    assert with_small_hidden(columns) == columns
