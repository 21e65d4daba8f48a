"""Frames that come late make what is drawn simpler; room makes it better again, without hunting."""

import numpy as np
import pytest

from mrapp.xr.budget import LEVELS, Budget
from mrapp.xr.times import FrameTime, FrameTimes

PERIOD_S = 1.0 / 72.0


def test_more_frames_than_are_kept_are_counted_and_the_last_are_told_of() -> None:
    times = FrameTimes(most=3)
    for total_s in (0.9, 0.01, 0.02, 0.03):
        times.add(FrameTime(0.0, 0.0, 0.0, 0.0, total_s))
    assert len(times) == 4
    assert [each.total_s for each in times.all] == [0.01, 0.02, 0.03]
    assert times.summary()["total"]["most_ms"] == pytest.approx(30.0)


def _costs(level: int, scene: float) -> float:
    """What a frame costs at a level: each is a good part cheaper than the one before."""
    return scene * 0.8**level


def _settled(budget: Budget, scene: float, frames: int = 6_000) -> list[int]:
    seen = []
    for _ in range(frames):
        budget.took(_costs(budget.number, scene), PERIOD_S)
        seen.append(budget.number)
    return seen


def test_a_scene_that_fits_stays_as_good_as_it_is() -> None:
    assert set(_settled(Budget(), 0.7 * PERIOD_S)) == {0}


def test_one_that_does_not_is_drawn_simpler_until_it_does_and_stays_there() -> None:
    seen = _settled(Budget(), 1.5 * PERIOD_S)
    assert _costs(seen[-1], 1.5 * PERIOD_S) <= PERIOD_S
    assert len(set(seen[600:])) == 1, "it goes to and fro"


def test_it_comes_back_where_there_is_room_again() -> None:
    budget = Budget()
    _settled(budget, 2.0 * PERIOD_S)
    assert budget.number > 0
    assert _settled(budget, 0.3 * PERIOD_S)[-1] == 0


def test_one_late_frame_changes_nothing_and_there_is_a_least() -> None:
    budget = Budget()
    for number in range(300):
        late = number % 50 == 0
        budget.took((3.0 if late else 0.7) * PERIOD_S, PERIOD_S)
    assert budget.number == 0
    assert _settled(budget, 50.0 * PERIOD_S)[-1] == len(LEVELS) - 1


def test_what_costs_twice_as_much_is_not_tried_again_and_again() -> None:
    """A level above which nothing fits, and below which there is much room: no end of steps."""
    budget, seen = Budget(), []
    for _ in range(20_000):
        budget.took((0.5 if budget.number else 1.2) * PERIOD_S, PERIOD_S)
        seen.append(budget.number)
    steps = int(np.count_nonzero(np.diff(seen)))
    assert steps < 20
    assert int(np.count_nonzero(np.diff(seen[10_000:]))) <= 6, "it does not learn"


def test_it_waits_for_a_change_that_is_still_being_carried_out() -> None:
    budget = Budget()
    changed = [budget.took(2.0 * PERIOD_S, PERIOD_S, carrying=True) for _ in range(300)]
    first, *rest = np.flatnonzero(changed)
    assert rest, "it waits for ever"
    assert rest[0] - first >= 90


def test_what_is_ours_is_what_neither_vtk_nor_the_runtime_took() -> None:
    times = FrameTimes()
    for number in range(100):
        more = 0.004 if number == 50 else 0.0
        times.add(FrameTime(0.005, 0.020, 0.003, 0.001, 0.031 + more))
    summary = times.summary()
    assert summary["own"] == {"median_ms": 3.0, "p99_ms": 3.0, "most_ms": 7.0}
    assert summary["work"]["median_ms"] == 26.0
    assert summary["python"] == {"median_ms": 2.0, "p99_ms": 2.0, "most_ms": 6.0}


def test_what_nobody_sees_is_told_apart_and_maps_of_shadow_are_not_ours() -> None:
    times = FrameTimes()
    for number in range(100):
        dark = number < 10
        slow = 0.030 if dark else 0.0
        maps = 0.5 if number == 3 else 0.0
        times.add(FrameTime(0.0, 0.020, 0.0, 0.0, 0.022 + slow + maps, maps_s=maps, seen=not dark))
    summary = times.summary()
    assert summary["own"]["most_ms"] == 32.0
    assert summary["own_seen"]["most_ms"] == 2.0
    assert summary["maps"]["most_ms"] == 500.0
