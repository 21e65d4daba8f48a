"""Which remarks somebody wants to see, as a mask over the columns of all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.keeping import Columns

WITHOUT = ""
"""Stands among the wanted words for what has none, such as a remark without a theme."""

Wanted = frozenset[str] | None


@dataclass(frozen=True)
class Filter:
    """What is wanted; None, or no words: all of it.

    themes, variants, channels, states, events: words of `Columns.words`, or `WITHOUT`. moods: 1 to
    5, 0 for none. since_s, until_s: seconds since 1970, UTC; the first belongs to it, the second
    does not. words: all of them stand somewhere in the text, in any case.
    """

    themes: Wanted = None
    variants: Wanted = None
    channels: Wanted = None
    states: Wanted = None
    events: Wanted = None
    moods: frozenset[int] | None = None
    since_s: float | None = None
    until_s: float | None = None
    words: str = ""

    @property
    def wants_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Filter(words=self.words) and not self.words.strip()


_NAMES = ("themes", "variants", "channels", "states", "events")


def matching(
    columns: Columns, wanted: Filter, texts: Sequence[str] | None = None
) -> NDArray[np.bool_]:
    """Return which remarks are wanted, (n,).

    texts: what each says, case-folded, in the order of the columns; needed if words are wanted.
    Raises `ValueError` without them then.
    """
    mask = np.ones(len(columns.ids), dtype=np.bool_)
    for name in _NAMES:
        chosen: Wanted = getattr(wanted, name)
        if chosen is not None:
            mask &= _allowed(columns.words.get(name, ()), chosen)[getattr(columns, name)]
    if wanted.moods is not None:
        mask &= np.isin(np.arange(6), list(wanted.moods))[columns.moods]
    if wanted.since_s is not None:
        mask &= columns.made_s >= wanted.since_s
    if wanted.until_s is not None:
        mask &= columns.made_s < wanted.until_s
    words = wanted.words.casefold().split()
    if words:
        _leave_texts(mask, words, texts)
    return mask


def counts(columns: Columns, name: str) -> dict[str, int]:
    """Return how many remarks there are of each word of a column, those `WITHOUT` last."""
    words = columns.words.get(name, ())
    numbers: NDArray[np.int16] = getattr(columns, name)
    found = np.bincount(numbers.astype(np.intp) + 1, minlength=len(words) + 1)
    pairs = dict(zip(words, found[1:].tolist(), strict=True))
    return pairs | ({WITHOUT: int(found[0])} if found[0] else {})


def _allowed(words: Sequence[str], wanted: frozenset[str]) -> NDArray[np.bool_]:
    """Return whether the word of each number is wanted; the last is that of the number -1."""
    return np.array([*(word in wanted for word in words), WITHOUT in wanted], dtype=np.bool_)


def _leave_texts(
    mask: NDArray[np.bool_], words: Sequence[str], texts: Sequence[str] | None
) -> None:
    """Take out of a mask those whose text lacks a word."""
    if texts is None:
        raise ValueError("to look for words, the texts are needed")
    for number in np.flatnonzero(mask).tolist():
        text = texts[number]
        if not all(word in text for word in words):
            mask[number] = False
