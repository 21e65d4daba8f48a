"""Keeps frames in time by itself: what is drawn gets simpler when they come late, and back again.

A pure controller: it is told how long each frame took and says how much effort the next may take.
"""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """How much effort a frame takes.

    resolution: share of the recommended width and height. far_m: from how far on things are drawn
    with fewer faces; None: never. shadow_px: edge of the shadow maps.
    """

    resolution: float
    far_m: float | None
    shadow_px: int


LEVELS: tuple[Level, ...] = (
    Level(1.0, None, 4096),
    Level(1.0, 400.0, 4096),
    Level(1.0, 250.0, 2048),
    Level(0.85, 250.0, 2048),
    Level(0.72, 150.0, 1024),
    Level(0.6, 100.0, 1024),
)
"""From all there is to the least that is still good to look at."""

# Late once in a while is nothing: a scene that grows is. So many of so many frames must be late.
_WINDOW, _MANY_LATE = 24, 6
# Back up only where there is room for what the next level costs, and not at once.
_ROOM, _PATIENCE = 0.6, 240
# Who has to go down again so soon after going up waits twice as long before the next attempt.
_REGRET, _MOST_PATIENCE = 720, 16 * _PATIENCE
# After a step the frames before it tell nothing; nor do those until it is carried out, for a while.
_SETTLE, _SETTLE_CARRYING = 12, 90


class Budget:
    """Says at which level to draw. levels: from the best to the least."""

    def __init__(self, levels: tuple[Level, ...] = LEVELS, start: int = 0) -> None:
        self._levels = levels
        self._at = start
        self._late: deque[bool] = deque(maxlen=_WINDOW)
        self._easy = 0
        self._since = 0
        self._patience = _PATIENCE
        self._went_up = False

    @property
    def number(self) -> int:
        """The number of the level, 0 for the best."""
        return self._at

    @property
    def level(self) -> Level:
        """How much effort the next frame may take."""
        return self._levels[self._at]

    @property
    def late_share(self) -> float:
        """The share of the last frames that came late."""
        return sum(self._late) / len(self._late) if self._late else 0.0

    def took(self, work_s: float, period_s: float, *, carrying: bool = False) -> bool:
        """Take in how long a frame took, without waiting. Returns whether the level changed.

        carrying: whether the last change is still being carried out.
        """
        self._since += 1
        if self._since <= (_SETTLE_CARRYING if carrying else _SETTLE):
            return False
        self._late.append(work_s > period_s)
        self._easy = self._easy + 1 if work_s < _ROOM * period_s else 0
        if sum(self._late) >= _MANY_LATE and self._at + 1 < len(self._levels):
            return self._go(self._at + 1)
        if self._easy >= self._patience and self._at > 0:
            return self._go(self._at - 1)
        return False

    def _go(self, number: int) -> bool:
        up = number < self._at
        if self._went_up and not up and self._since <= _REGRET:
            self._patience = min(2 * self._patience, _MOST_PATIENCE)
        elif self._went_up and up:
            self._patience = _PATIENCE
        self._at, self._went_up = number, up
        self._late.clear()
        self._easy = self._since = 0
        return True
