"""Watches how long frames take, and lets them be drawn with as much effort as there is time for."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mrapp.scene.stereo.view import StereoView
from mrapp.xr.budget import Budget, Level
from mrapp.xr.device import Cost, Frame
from mrapp.xr.frames import Vec3
from mrapp.xr.times import FrameTime, FrameTimes

# While the view turns so fast, radians a second, each frame is another picture anyway. In small
# steps, one a frame, another resolution was seen no less: each of them changes every edge.
_TURNING = math.radians(30.0)
# So many periods after the one before, a frame was missed in between.
_MISSED = 1.5


@dataclass(frozen=True)
class LevelChange:
    """That another level of effort was wanted. frame: how many were made before; level: its number.

    late: the share of the last frames before it that came too late.
    """

    frame: int
    level: int
    late: float


class Pacing:
    """The budget of a view, carried out. Per frame: `begin`, draw, `took`.

    Nothing changes in the middle of what is seen: far blocks change over beside it, shadows behind
    a fade, and the resolution while the view turns, or behind a fade too. drawn: how many eyes the
    last frame had, and the width and height of their pictures; None without a frame.
    """

    def __init__(self, view: StereoView, levels: Sequence[Level]) -> None:
        self._view = view
        self.budget = Budget(tuple(levels))
        self.times = FrameTimes()
        self.changes: list[LevelChange] = []
        self._resolution = self.budget.level.resolution
        self._before = Cost()
        self._drawn_s = self._mapped_s = 0.0
        self._ahead: Vec3 | None = None
        self._shown_at_ns = 0
        self._gap_s = self._last_maps_s = 0.0
        self.drawn: tuple[int, tuple[int, int]] | None = None

    @property
    def resolution(self) -> float:
        """The share of the recommended width and height to draw now."""
        return self._resolution

    def begin(self, cost: Cost) -> None:
        """Note what was spent before a frame."""
        self._before = replace(cost)
        self._drawn_s, self._mapped_s = self._view.rendered_s, self._view.mapped_s

    def carry_out(self, frame: Frame, ahead: Vec3, *, unseen: bool) -> None:
        """Let a frame be drawn as the budget allows, where that makes no difference to be seen.

        ahead: where the visitor looks, a unit vector, local. unseen: nobody sees anything now.
        """
        dt_s = (frame.shown_at_ns - self._shown_at_ns) / 1e9
        self._gap_s = dt_s - self._last_maps_s if self._shown_at_ns else 0.0
        self._shown_at_ns = frame.shown_at_ns
        level = self.budget.level
        self._view.spend(level.far_m, level.shadow_px)
        turned = 2.0 * math.asin(min(math.dist(ahead, self._ahead or ahead) / 2.0, 1.0))
        self._ahead = ahead
        if unseen or turned > _TURNING * dt_s > 0.0:
            self._resolution = level.resolution

    def took(self, cost: Cost, total_s: float, frame: Frame, *, seen: bool) -> None:
        """Take in a frame. seen: whether anybody saw the city in it; others may take longer."""
        render_s, maps_s = (
            self._view.rendered_s - self._drawn_s,
            self._view.mapped_s - self._mapped_s,
        )
        taken = FrameTime.between(self._before, cost, render_s, total_s, maps_s, seen)
        self.times.add(taken)
        self._last_maps_s = maps_s
        if not seen:
            return
        late = self.budget.late_share
        carrying = self._view.far.waiting or self._resolution != self.budget.level.resolution
        work_s, period_s = taken.work_s - maps_s, frame.period_ns / 1e9
        if self._gap_s > _MISSED * period_s:
            # A graphics card draws after we are done: where it is late, we only wait the longer.
            work_s = max(work_s, self._gap_s)
        if self.budget.took(work_s, period_s, carrying=carrying):
            self.changes.append(LevelChange(len(self.times), self.budget.number, round(late, 3)))
