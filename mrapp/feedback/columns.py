"""All remarks that stand as columns of numbers: for pins, filters and counts."""

import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.app.feedback import Columns, State

_WORDED = ("variants", "themes", "channels", "events", "languages")
_ASK = (
    "SELECT r.id, x, y, nap, mood, made_s, sent.n IS NOT NULL,"
    " variant, theme, channel, event, language"
    " FROM remarks r LEFT JOIN sent USING (n)"
    " WHERE withdrawn IS NULL AND made_s IS NOT NULL ORDER BY r.n"
)
_STATES = (State.WAITING.value, State.SENT.value)


def read_columns(conn: sqlite3.Connection) -> Columns:
    """Return the columns, in the order in which the remarks were kept."""
    rows = conn.execute(_ASK).fetchall()
    ids, x, y, nap, moods, made, sent, *worded = zip(*rows, strict=True) if rows else ((),) * 12
    coded = {name: _coded(texts) for name, texts in zip(_WORDED, worded, strict=True)}
    points = np.array([x, y, nap], dtype=np.float64).T.reshape(-1, 3)
    return Columns(
        ids=tuple(ids),
        points_rd=np.ascontiguousarray(points),
        variants=coded["variants"][0],
        themes=coded["themes"][0],
        channels=coded["channels"][0],
        states=np.array(sent, dtype=np.int16),
        events=coded["events"][0],
        languages=coded["languages"][0],
        moods=np.array([mood or 0 for mood in moods], dtype=np.int8),
        made_s=np.array(made, dtype=np.float64),
        words={name: words for name, (_, words) in coded.items()} | {"states": _STATES},
    )


def _coded(texts: Sequence[Any]) -> tuple[NDArray[np.int16], tuple[str, ...]]:
    """Return each text as an index into the different ones there are; -1 for None."""
    words = dict.fromkeys(texts)
    words.pop(None, None)
    numbers: dict[str | None, int] = {word: at for at, word in enumerate(words)}
    numbers[None] = -1
    return np.array([numbers[text] for text in texts], dtype=np.int16), tuple(words)
