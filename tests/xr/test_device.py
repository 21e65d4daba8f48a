"""The port of a headset, the same for each device that fills it, and the simulated one's own."""

from collections.abc import Iterator

import numpy as np
import pytest
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.model.headset_errors import LinkOffError
from mrapp.model.headset_faults import HeadsetError, HeadsetFault
from mrapp.xr.device import BlendMode, Condition, Frame, Hand, Headset, Quad
from mrapp.xr.frames import RigidPose
from mrapp.xr.openxr.loader import openxr_headset
from mrapp.xr.simulated import Cue, HandClock, SimulatedHeadset
from tests.xr.drawing import SIZE, SKY, frame_of, go_on, hidden_window
from tests.xr.wearing import RemoteWearer, SteeredWearer, Wearer

Worn = tuple[Headset, Wearer]
PANEL = Quad("panel", RigidPose((0.0, 1.5, -1.0)), (0.4, 0.2))
RED = bytes((255, 0, 0, 128)) * 8


@pytest.fixture
def window() -> Iterator[vtkOpenGLRenderWindow]:
    with hidden_window() as window:
        yield window


@pytest.fixture(params=["simulated", pytest.param("openxr", marks=pytest.mark.headset)])
def worn(request: pytest.FixtureRequest, window: vtkOpenGLRenderWindow) -> Iterator[Worn]:
    """A device, and whoever wears it. `window` is asked for so that it goes after the device."""
    if request.param == "simulated":
        simulated = SimulatedHeadset(clock=HandClock(), eye_px=SIZE)
        made: Worn = simulated, SteeredWearer(simulated)
    else:
        made = openxr_headset(), RemoteWearer(request.getfixturevalue("visitor"))
    assert window is not None
    yield made
    made[0].close()


def _focus(device: Headset, window: vtkOpenGLRenderWindow) -> list[str]:
    told = go_on(device, window, lambda: device.condition is Condition.FOCUSED)
    return [each.what for each in told if each.kind == "condition"]


def test_a_visit_passes_through_its_conditions_and_so_does_the_next(
    worn: Worn, window: vtkOpenGLRenderWindow
) -> None:
    device, _wearer = worn
    for _visit in range(2):
        device.open(window)
        assert not device.running
        conditions = _focus(device, window)
        assert conditions[-1] == "focused"
        assert conditions == sorted(conditions, key=[*Condition].index)
        device.leave()
        go_on(device, window, lambda: device.condition is Condition.ENDED)
        assert not device.running
        device.close()
        device.close()


def test_a_device_tells_what_it_is(worn: Worn, window: vtkOpenGLRenderWindow) -> None:
    device, _wearer = worn
    device.open(window)
    facts = device.facts
    assert facts.runtime
    assert facts.version
    assert facts.system
    assert min(facts.eye_px) > 0
    assert BlendMode.OPAQUE in facts.blend_modes


def test_frames_come_one_after_the_other_with_an_eye_on_each_side_of_the_head(
    worn: Worn, window: vtkOpenGLRenderWindow
) -> None:
    device, wearer = worn
    device.open(window)
    _focus(device, window)
    frames = [frame_of(device, window) for _each in range(3)]
    assert [each.number for each in frames] == [frames[0].number + step for step in range(3)]
    assert frames[0].shown_at_ns < frames[1].shown_at_ns < frames[2].shown_at_ns
    assert all(each.period_ns > 0 for each in frames)

    wearer.stand((0.5, 1.2, -2.0))
    go_on(device, window, lambda: _between_eyes(device, window) == pytest.approx((0.5, 1.2, -2.0)))
    left, right = frame_of(device, window).eyes
    apart = np.array(right.pose.position) - left.pose.position
    assert apart == pytest.approx((apart[0], 0.0, 0.0), abs=1e-6)
    assert 0.05 < apart[0] < 0.08
    for fov in (left.fov, right.fov):
        assert fov.left_rad < 0.0 < fov.right_rad
        assert fov.down_rad < 0.0 < fov.up_rad


def _between_eyes(device: Headset, window: vtkOpenGLRenderWindow) -> tuple[float, ...]:
    places = [eye.pose.position for eye in frame_of(device, window).eyes]
    return tuple(np.mean(places, axis=0)) if places else ()


def test_what_the_hands_do_arrives_while_the_session_is_steered(
    worn: Worn, window: vtkOpenGLRenderWindow
) -> None:
    device, wearer = worn
    device.open(window)
    assert not device.inputs(_unseen(device, window)).steered
    _focus(device, window)
    wearer.point((0.2, 1.1, -0.6), (0.25, -1.0), 1.0)
    seen = []

    def pressed() -> bool:
        seen.append(device.inputs(frame_of(device, window)))
        right = seen[-1].hands[Hand.RIGHT]
        return right.trigger > 0.5 and right.profile != ""

    go_on(device, window, pressed)
    right, left = seen[-1].hands[Hand.RIGHT], seen[-1].hands[Hand.LEFT]
    assert seen[-1].steered
    assert right.aim is not None
    assert right.grip is not None
    assert right.grip.position == pytest.approx((0.2, 1.1, -0.6), abs=1e-5)
    assert right.stick == pytest.approx((0.25, -1.0))
    assert right.select
    assert right.profile.startswith("/interaction_profiles/")
    assert left.present
    assert (left.select, left.stick, left.trigger) == (False, (0.0, 0.0), 0.0)


def _unseen(device: Headset, window: vtkOpenGLRenderWindow) -> Frame:
    go_on(device, window, lambda: device.running)
    frame = device.wait()
    device.submit(frame)
    return frame


def test_a_frame_may_be_smaller_have_panels_or_be_empty(
    worn: Worn, window: vtkOpenGLRenderWindow
) -> None:
    device, _wearer = worn
    device.open(window)
    _focus(device, window)
    assert device.can_show_quads
    frame_of(device, window, (SIZE[0] // 2, SIZE[1] // 2))
    frame_of(device, window, quads=(PANEL,))
    device.paint("panel", RED, (4, 2))
    frame_of(device, window, quads=(PANEL,))
    device.paint("panel", RED * 4, (8, 4))
    frame_of(device, window, quads=(PANEL,))
    for mode in device.facts.blend_modes:
        frame_of(device, window, blend=mode)
    device.submit(device.wait())
    device.buzz(Hand.LEFT, 0.5, 0.02)
    assert device.condition is Condition.FOCUSED
    assert device.cost.wait_s > 0.0
    assert device.cost.copy_s > 0.0


def test_a_device_that_is_not_open_says_so_and_can_be_closed(worn: Worn) -> None:
    device, _wearer = worn
    assert device.condition is Condition.ENDED
    assert not device.running
    assert device.poll() == ()
    device.leave()
    with pytest.raises(HeadsetError) as caught:
        device.wait()
    assert caught.value.finding is HeadsetFault.LOST
    device.close()


def test_a_script_is_played_as_time_passes(window: vtkOpenGLRenderWindow) -> None:
    crouched = RigidPose((0.0, 1.0, 0.0))
    script = (
        Cue(2.0, condition=Condition.WAITING),
        Cue(1.0, head=crouched, recentred=True),
        Cue(4.0, condition=Condition.READY),
        Cue(6.0, condition=Condition.VISIBLE),
        Cue(7.0, condition=Condition.FOCUSED),
        Cue(8.0, error=LinkOffError()),
    )
    clock = HandClock()
    device = SimulatedHeadset(script, clock, eye_px=SIZE)
    device.open(window)
    _focus(device, window)
    assert device.head != crouched
    told = go_on(device, window, lambda: device.condition is Condition.WAITING)
    assert [(each.kind, each.what) for each in told] == [
        ("recentred", "by the script"),
        ("condition", "waiting"),
    ]
    assert device.head == crouched
    clock.wait_until_ns(4_500_000_000)
    told = go_on(device, window, lambda: device.condition is Condition.VISIBLE)
    assert [each.what for each in told] == ["ready", "focused", "visible"]
    with pytest.raises(LinkOffError):
        go_on(device, window, lambda: False)
    assert device.condition is Condition.LOST
    assert not device.running
    device.open(window)
    _focus(device, window)
    device.close()


def test_a_simulated_headset_keeps_what_is_shown(window: vtkOpenGLRenderWindow) -> None:
    device = SimulatedHeadset(clock=HandClock(), eye_px=SIZE, keeps=True)
    device.open(window)
    _focus(device, window)
    device.paint("panel", RED, (4, 2))
    frame = frame_of(device, window, quads=(PANEL, Quad("unknown", RigidPose(), (1.0, 1.0))))
    shown = device.shown
    assert (shown.number, shown.quads) == (frame.number, (PANEL,))
    for picture in shown.eyes.values():
        assert picture.shape == (SIZE[1], SIZE[0], 4)
        assert picture[0, 0, :3] == pytest.approx([round(255 * part) for part in SKY], abs=1)
    assert sorted(shown.eyes) == [0, 1]
    assert device.panels["panel"].tolist() == [[[255, 0, 0, 128]] * 4] * 2
    device.buzz(Hand.LEFT, 0.5, 0.02)
    assert device.buzzed == [(Hand.LEFT, 0.5, 0.02)]
    device.close()


def test_a_headset_that_is_not_found_says_why(window: vtkOpenGLRenderWindow) -> None:
    def absent() -> None:
        raise LinkOffError

    device = SimulatedHeadset(found=absent)
    with pytest.raises(LinkOffError):
        device.open(window)
    assert device.condition is Condition.ENDED
