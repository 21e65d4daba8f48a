"""Anchors: calm where a thing lies still, quick where it moves, kept, faded, level."""

import math

import numpy as np
import pytest

from mrapp.app.anchors import (
    AnchorFilter,
    Array,
    Calm,
    between,
    levelled,
    metres_apart,
    pixels_apart,
    tilt_rad,
)


def _at(x: float, turn_rad: float = 0.0) -> Array:
    c, s = math.cos(turn_rad), math.sin(turn_rad)
    result = np.eye(4)
    result[:3, :3] = [[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]]
    result[0, 3] = x
    return result


def test_half_way_is_half_the_shift_and_half_the_turn() -> None:
    for turn in (0.0, 0.4, math.pi - 1e-4, math.pi):
        half = between(_at(0.0), _at(2.0, turn), 0.5)
        assert half[0, 3] == pytest.approx(1.0)
        assert half[:3, :3] @ half[:3, :3] == pytest.approx(_at(0.0, turn)[:3, :3], abs=1e-6)


def test_small_changes_are_noise_and_large_ones_count_at_once() -> None:
    anchors = AnchorFilter(metres_apart(0.3, 0.02), Calm(least=0.25))
    anchors.seen(_at(0.0), 0.0)
    assert anchors.seen(_at(0.001), 0.05).matrix[0, 3] == pytest.approx(0.00025)
    assert anchors.seen(_at(0.5), 0.10).matrix[0, 3] == pytest.approx(0.5)


def test_a_jump_counts_only_when_it_is_seen_twice() -> None:
    anchors = AnchorFilter(metres_apart(0.3, 0.01), Calm(jump=20.0))
    anchors.seen(_at(0.0), 0.0)
    slip = anchors.seen(_at(2.0), 0.05)
    assert (slip.matrix[0, 3], slip.strength) == (0.0, 1.0)
    assert anchors.seen(_at(0.0), 0.10).matrix[0, 3] == 0.0
    anchors.seen(_at(2.0), 0.15)
    assert anchors.seen(_at(2.01), 0.20).matrix[0, 3] == pytest.approx(2.01)
    # After a pause there is nothing to hold on to.
    assert anchors.seen(_at(9.0), 1.0).matrix[0, 3] == pytest.approx(9.0)


def test_what_is_lost_stays_fades_and_goes() -> None:
    anchors = AnchorFilter(metres_apart(0.3, 0.01), Calm(keep_s=1.0, fade_s=2.0))
    assert anchors.at(0.0) is None
    anchors.seen(_at(0.0), 10.0)
    strengths = [anchor.strength for anchor in map(anchors.at, (10.5, 12.0, 12.9)) if anchor]
    assert strengths == pytest.approx([1.0, 0.5, 0.05])
    assert anchors.at(13.5) is None
    assert anchors.at(10.5) is None


_FOCAL_PX, _RATE_HZ = 1000.0, 30.0
_FAR_M = np.array([0.0, 20.0, 1.0, 1.0])


def _looking_up(at_s: float) -> Array:
    """Return camera_from_tile of who looks at a tile at 2 m, and up by 35 degrees in a second."""
    turned = math.radians(35.0) * (1.0 - math.cos(math.pi * min(at_s, 1.0))) / 2.0
    down = math.radians(35.0) - turned
    c, s = math.cos(down), math.sin(down)
    result = np.eye(4)
    result[:3, :3] = [[1.0, 0.0, 0.0], [0.0, -s, -c], [0.0, c, -s]]
    result[:3, 3] = result[:3, :3] @ [0.0, 1.6, -1.2]
    return result


def _px(camera_from_tile: Array) -> Array:
    seen = camera_from_tile @ _FAR_M
    return np.asarray(_FOCAL_PX * seen[:2] / seen[2])


@pytest.mark.parametrize("lost", [9, 15, 21])
def test_what_is_lost_from_a_camera_that_turns_goes_on_as_long_as_its_motion_tells(
    lost: int,
) -> None:
    anchors = AnchorFilter(pixels_apart(0.3, 1.0, _FOCAL_PX), Calm(least=0.3, drift=30.0))
    for frame in range(lost + 1):
        anchors.seen(_looking_up(frame / _RATE_HZ), frame / _RATE_HZ)
    seen_s, whole, put = lost / _RATE_HZ, [], []
    for frame in range(lost + 1, lost + 60):
        truth, anchor = _looking_up(frame / _RATE_HZ), anchors.at(frame / _RATE_HZ)
        if anchor is None or anchor.strength < 1.0:
            break
        whole.append(float(np.linalg.norm(_px(anchor.matrix) - _px(truth))))
        put.append(float(np.linalg.norm(_px(_looking_up(seen_s)) - _px(truth))))
    # Two frames at the least, and the plan is not left in the air where it was seen last.
    assert len(whole) >= 2
    assert max(whole) < 45.0
    assert max(whole) < 0.6 * max(put)
    # What lay still is held longer.
    still = AnchorFilter(pixels_apart(0.3, 1.0, _FOCAL_PX), Calm(drift=30.0))
    for frame in range(9):
        still.seen(_looking_up(0.0), frame / _RATE_HZ)
    held = still.at(8 / _RATE_HZ + 0.59)
    assert held is not None
    assert held.strength == 1.0
    assert held.matrix == pytest.approx(_looking_up(0.0))


def test_a_tile_that_seems_aslant_is_laid_level_where_it_is() -> None:
    up = np.array([0.0, 1.0, 0.0])
    aslant = np.eye(4)
    c, s = math.cos(-math.pi / 2 + 0.1), math.sin(-math.pi / 2 + 0.1)
    aslant[:3, :3] = [[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]]
    aslant[:3, 3] = 1.0, 0.7, -2.0
    assert tilt_rad(aslant, up) == pytest.approx(0.1)
    level = levelled(aslant, up)
    assert level[:3, 2] == pytest.approx(up)
    assert level[:3, 3] == pytest.approx(aslant[:3, 3])
    # It does not turn about the upright: its right side stays at the right.
    assert level[:3, 0] == pytest.approx(aslant[:3, 0])


def test_apart_in_a_camera_is_counted_in_its_pixels() -> None:
    apart = pixels_apart(0.0, 1.0, 1000.0)
    one, two = np.eye(4), np.eye(4)
    one[2, 3] = two[2, 3] = 2.0
    two[0, 3] = 0.004
    assert apart(one, two) == pytest.approx(2.0)
