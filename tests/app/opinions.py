"""Remarks as columns, made up by a fixed seed, for tests of what is done with many."""

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.keeping import Columns

WORDS = {
    "variants": ("now", "tower", "low"),
    "themes": ("green", "traffic", "height", "noise"),
    "channels": ("desktop", "kiosk"),
    "states": ("waiting", "sent"),
    "events": ("evening",),
    "languages": ("nl", "en"),
}


def columns_of(
    points_rd: NDArray[np.float64],
    themes: NDArray[np.int64] | None = None,
    moods: NDArray[np.int64] | None = None,
) -> Columns:
    """Return columns for remarks at points (n, 3); all else is made up."""
    count, chance = len(points_rd), np.random.default_rng(5)

    def some(name: str) -> NDArray[np.int16]:
        return chance.integers(-1, len(WORDS[name]), count).astype(np.int16)

    made_up = {name: some(name) for name in WORDS}
    if themes is not None:
        made_up["themes"] = themes.astype(np.int16)
    feelings = chance.integers(0, 6, count) if moods is None else moods
    return Columns(
        ids=tuple(f"r{number}" for number in range(count)),
        points_rd=points_rd,
        moods=feelings.astype(np.int8),
        made_s=np.linspace(1.7e9, 1.7e9 + 3600.0 * (count - 1), count, dtype=np.float64),
        words=WORDS,
        **made_up,
    )
