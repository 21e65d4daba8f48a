"""Hides groups that are so small that one could tell who is in them.

A group is the people who gave one answer. What is hidden becomes one group together, so the rule
holds for that group as well: it has at least `SMALLEST` people of at least two answers, or nobody
could be counted by subtraction but the smallest could. See docs/exports.md.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

SMALLEST = 5
"""The smallest group that is told; fewer people may be known to those who read it."""

HIDDEN = "<5"
"""What stands in place of an answer whose group is hidden."""


def too_small(sizes: Mapping[str, int], smallest: int = SMALLEST) -> frozenset[str]:
    """Return which groups to hide, by name, of all groups that add up to a known number.

    Those with 1 to `smallest` - 1 people, and with them the next smallest until at least two
    groups and `smallest` people are hidden together; all of them where that cannot be.
    """
    by_size = sorted((size, name) for name, size in sizes.items() if size > 0)
    hidden = [(size, name) for size, name in by_size if size < smallest]
    rest = by_size[len(hidden) :]
    while hidden and rest and (len(hidden) < 2 or sum(size for size, _ in hidden) < smallest):
        hidden.append(rest.pop(0))
    return frozenset(name for _, name in hidden)


def with_small_hidden(columns: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the answers of all people with the small groups as `HIDDEN`.

    columns: per question the answers of the same n people, "" for none. The second question is
    looked at within each group of the first, and so on: not even a combination of answers that
    are shown is given by fewer than `SMALLEST` people. So the question with the fewest different
    answers comes first: it is hidden least.
    """
    shown = [list(column) for column in columns]
    if shown:
        _hide(shown, 0, range(len(shown[0])))
    return shown


def _hide(columns: list[list[str]], at: int, people: Sequence[int]) -> None:
    """Hide the small groups among `people` in column `at`, then in what is left of each."""
    answers = columns[at]
    small = too_small({name: len(group) for name, group in _groups(answers, people).items()})
    for person in people:
        if answers[person] in small:
            answers[person] = HIDDEN
    if at + 1 < len(columns):
        for group in _groups(answers, people).values():
            _hide(columns, at + 1, group)


def _groups(answers: Sequence[str], people: Sequence[int]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for person in people:
        groups[answers[person]].append(person)
    return groups
