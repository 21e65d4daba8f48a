"""Pictures one after the other: the newest counts, faults are told and tried again, none stay."""

import threading
from collections.abc import Callable

import pytest

from mrapp.ar.frames import Frame, Reel
from mrapp.model.ar_errors import (
    CameraBusyError,
    CameraGoneError,
    CameraMissingError,
    VideoShortError,
)
from tests.ar.scripted import ScriptedSource, frame


def _until(held: Callable[[], bool]) -> None:
    """Wait for what another thread is about to do."""
    tick = threading.Event()
    for _ in range(6_000):
        if held():
            return
        tick.wait(0.01)
    raise AssertionError("it never came")


def _reel(source: ScriptedSource) -> Reel:
    reel = Reel(source, retry_s=0.01)
    reel.start()
    return reel


def test_only_the_newest_picture_is_given_and_none_waits_in_a_queue() -> None:
    source = ScriptedSource()
    reel = _reel(source)
    source.go(*(frame(float(n)) for n in range(5)))
    _until(lambda: reel.missed == 4)
    taken = reel.take(60.0)
    assert taken is not None
    assert taken.at_s == 4.0
    assert reel.take(0.0) is None
    reel.stop()
    assert source.closed


def test_a_camera_that_is_pulled_out_is_told_and_tried_until_it_is_back() -> None:
    source = ScriptedSource()
    reel = _reel(source)
    _until(lambda: source.opened == 1)
    source.refuses += [CameraMissingError(), CameraBusyError()]
    source.go(frame(0.0), CameraGoneError())
    _until(lambda: source.opened == 4)
    assert isinstance(reel.wrong, CameraBusyError)
    source.go(frame(1.0))
    _until(lambda: reel.wrong is None)
    assert not reel.ended
    taken = reel.take(60.0)
    assert taken is not None
    assert taken.at_s == 1.0
    reel.stop()
    # Whatever way it failed, it was let go of before it was tried again.
    assert source.closed == source.opened


@pytest.mark.parametrize("fault", [None, VideoShortError(file="walk.mp4", seen=3, told=9)])
def test_what_ends_is_not_tried_again(fault: VideoShortError | None) -> None:
    source = ScriptedSource(live=False)
    reel = _reel(source)
    source.go(frame(0.0), fault)
    _until(lambda: not reel.running)
    assert reel.ended
    assert reel.wrong is fault
    assert source.opened == 1
    assert reel.take(0.0) is None


def test_nothing_is_left_of_what_was_seen_once_it_is_stopped() -> None:
    source = ScriptedSource()
    reel = _reel(source)
    source.go(frame(0.0))
    _until(lambda: reel._newest is not None)
    reel.stop()
    held = [each for each in vars(reel).values() if isinstance(each, Frame)]
    assert not held
    assert reel.take(0.0) is None
    assert not reel.running
