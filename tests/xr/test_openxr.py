"""A headset behind a real runtime: what goes wrong and comes back, controllers, pictures, leaks."""

import ctypes
import gc
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.model.headset_errors import ERROR_OF, NoFormatError
from mrapp.model.headset_faults import HeadsetError, HeadsetFault
from mrapp.xr.device import BlendMode, Condition, Hand, Headset
from mrapp.xr.openxr.loader import openxr_headset
from mrapp.xr.openxr.refusals import check_version, error_for
from tests.xr.drawing import SIZE, SKY, frame_of, go_on, hidden_window
from tests.xr.rig import inside
from tests.xr.rig.packages import Prefix
from tests.xr.rig.remote import Remote
from tests.xr.rig.service import Service, running_service

if TYPE_CHECKING:  # late, where it runs: it loads the slow library, and not outside
    from mrapp.xr.openxr.swapchains import Chain

headset = pytest.mark.headset

LOSSES = int(os.environ.get("MRAPP_LOSSES", "6"))
"""How often in a row a session is lost; each takes the runtime half a second to come back."""

NAMES = 4096
"""As far as names of OpenGL objects are looked through; drivers give them out from 1."""


BY_GLX = """
import json
from mrapp.xr.device import Condition
from mrapp.xr.openxr.loader import openxr_headset
from tests.xr.drawing import go_on, hidden_window

device = openxr_headset()
with hidden_window() as window:
    device.open(window)
    go_on(device, window, lambda: device.condition is Condition.FOCUSED)
    egl = "XR_MNDX_egl_enable" in device.facts.extensions
    device.close()
    print(json.dumps({"focused": True, "window": window.GetClassName(), "egl": egl}))
"""


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Iterator[vtkOpenGLRenderWindow]:
    """A window by EGL, so that nothing of a screen is needed."""
    monkeypatch.delenv("DISPLAY", raising=False)
    with hidden_window() as window:
        yield window


@pytest.fixture
def device() -> Iterator[Headset]:
    device = openxr_headset()
    yield device
    device.close()


def _focus(device: Headset, window: vtkOpenGLRenderWindow) -> None:
    go_on(device, window, lambda: device.condition is Condition.FOCUSED)


def _fails(device: Headset, window: vtkOpenGLRenderWindow) -> HeadsetFault:
    with pytest.raises(HeadsetError) as caught:
        go_on(device, window, lambda: False)
    return caught.value.finding


@headset
def test_a_runtime_that_is_killed_is_lost_and_the_next_one_is_found(
    runtime: Service, window: vtkOpenGLRenderWindow, device: Headset
) -> None:
    device.open(window)
    _focus(device, window)
    runtime.kill()
    assert _fails(device, window) is HeadsetFault.LOST
    assert (device.condition, device.running) == (Condition.LOST, False)
    assert device.poll() == ()
    device.leave()
    with pytest.raises(HeadsetError):
        device.wait()
    window.Render()

    with pytest.raises(HeadsetError) as absent:
        device.open(window)
    assert absent.value.finding is HeadsetFault.RUNTIME_SILENT
    assert (device.condition, device.running) == (Condition.ENDED, False)

    runtime.start()
    device.open(window)
    _focus(device, window)


@headset
def test_without_a_runtime_the_window_goes_on(
    window: vtkOpenGLRenderWindow,
    device: Headset,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("XR_RUNTIME_JSON", str(tmp_path / "gone.json"))
    with pytest.raises(HeadsetError) as caught:
        device.open(window)
    assert caught.value.finding is HeadsetFault.NO_RUNTIME
    window.Render()


@headset
def test_a_session_that_is_lost_again_and_again_leaves_nothing_behind(
    runtime: Service, window: vtkOpenGLRenderWindow, device: Headset
) -> None:
    for lost in range(LOSSES):
        device.open(window)
        go_on(device, window, lambda: device.running)
        frame_of(device, window)
        device.paint("panel", bytes(4 * 4 * 4), (4, 4))
        runtime.kill()
        assert _fails(device, window) is HeadsetFault.LOST
        device.close()
        runtime.start()
        if lost == 0:
            before = _left(window)
    assert _left(window) == before


@headset
def test_visits_one_after_the_other_leave_nothing_behind(
    runtime: Service, window: vtkOpenGLRenderWindow, device: Headset
) -> None:
    for visit in range(4):
        device.open(window)
        _focus(device, window)
        for _each in range(3):
            frame_of(device, window)
        device.leave()
        go_on(device, window, lambda: device.condition is Condition.ENDED)
        device.close()
        if visit == 0:
            before = _left(window)
    assert _left(window) == before
    assert runtime.runs()


def _left(window: vtkOpenGLRenderWindow) -> tuple[int, int, dict[str, int]]:
    """Count the threads, the open files and the OpenGL objects that there are."""
    gc.collect()
    window.Render()
    egl = ctypes.CDLL("libEGL.so.1")
    egl.eglGetProcAddress.restype = ctypes.c_void_p
    asked = ctypes.CFUNCTYPE(ctypes.c_ubyte, ctypes.c_uint)
    kinds = ("Texture", "Framebuffer", "Renderbuffer", "Buffer", "Program", "Shader")
    live = {}
    for kind in kinds:
        is_one = asked(egl.eglGetProcAddress(f"glIs{kind}".encode()))
        live[kind] = sum(is_one(name) != 0 for name in range(1, NAMES))
    assert live["Texture"] > 0, "nothing was counted at all"
    tasks = len(list(Path("/proc/self/task").iterdir()))
    assert threading.active_count() <= tasks
    return tasks, len(list(Path("/proc/self/fd").iterdir())), live


@headset
def test_what_was_drawn_arrives_as_it_was_and_only_the_part_that_was_drawn(
    runtime: Service, window: vtkOpenGLRenderWindow, device: Headset
) -> None:
    assert runtime.runs()
    device.open(window, scale=0.25)
    _focus(device, window)
    half = (SIZE[0] // 4, SIZE[1] // 4)
    frame_of(device, window, half)
    from mrapp.xr.openxr.headset import OpenXrHeadset

    assert isinstance(device, OpenXrHeadset)
    live = device._session
    assert [chain.filled_px for chain in live._chains] == [half, half]
    assert [chain.size_px for chain in live._chains] == [(80, 60), (80, 60)]
    window.GetRenderers().GetFirstRenderer().SetBackground(1.0, 1.0, 1.0)
    window.Render()
    pixels = _pixels(window, live._chains[0], half)
    assert pixels.reshape(-1, 4)[:, :3].tolist() == [[round(255 * part) for part in SKY]] * (
        half[0] * half[1]
    )

    rows = bytes((255, 0, 0, 255)) * 4 + bytes((0, 0, 255, 128)) * 4
    device.paint("panel", rows, (4, 2))
    lower_first = _pixels(window, live._quads._chains["panel"], (4, 2))
    assert lower_first[:, 0].tolist() == [[0, 0, 255, 128], [255, 0, 0, 255]]


def _pixels(
    window: vtkOpenGLRenderWindow, chain: "Chain", size: tuple[int, int]
) -> NDArray[np.uint8]:
    """Read the picture of a chain that was filled last, its lowest row first."""
    texture = chain._textures[chain._index.value]
    shown = window.GetDisplayFramebuffer()
    state = window.GetState()
    state.PushFramebufferBindings()
    source = chain._targets[texture].buffer
    source.Bind(0x8CA8)
    source.ActivateReadBuffer(0)
    shown.Bind(0x8CA9)
    shown.ActivateDrawBuffer(0)
    part = (0, size[0], 0, size[1])
    shown.Blit(part, part, 0x4000, 0x2600)
    state.PopFramebufferBindings()
    read = vtkUnsignedCharArray()
    window.GetRGBACharPixelData(0, 0, size[0] - 1, size[1] - 1, 1, read, 0)
    return np.asarray(read, np.uint8).reshape(size[1], size[0], 4)


@headset
def test_a_window_of_the_screen_draws_for_a_headset_as_well(
    debian: Prefix, runtime: Service
) -> None:
    if not os.environ.get("DISPLAY"):
        pytest.skip("needs a screen, real or virtual, for GLX")
    assert runtime.runs()
    # Beside this process: in one that has drawn by EGL no context of GLX can be current any more.
    ran = inside.run(debian, "-c", BY_GLX)
    assert ran.code == 0, ran.err
    assert ran.result == {"focused": True, "window": "vtkXOpenGLRenderWindow", "egl": False}


@headset
@pytest.mark.parametrize(
    ("devices", "profile"),
    [
        ("remote", "/interaction_profiles/valve/index_controller"),
        ("qwerty", "/interaction_profiles/microsoft/motion_controller"),
        ("simulated", "/interaction_profiles/khr/simple_controller"),
    ],
)
def test_every_controller_that_can_be_had_is_known_and_its_hands_are_seen(
    debian: Prefix,
    window: vtkOpenGLRenderWindow,
    device: Headset,
    monkeypatch: pytest.MonkeyPatch,
    devices: str,
    profile: str,
) -> None:
    with running_service(debian, devices) as service:  # type: ignore[arg-type]
        for name, value in service.client.items():
            monkeypatch.setenv(name, value)
        device.open(window)
        told = go_on(device, window, lambda: _profile(device, window) == profile)
        assert any(each.kind == "profile" and profile in each.what for each in told)
        state = device.inputs(frame_of(device, window)).hands[Hand.RIGHT]
        assert state.present
        assert state.grip is not None
        assert state.aim is not None
        device.buzz(Hand.RIGHT, 0.5, 0.1)
        if devices == "qwerty":
            go_on(device, window, lambda: "Right Controller] Haptic output" in service.log)
        device.close()


def _profile(device: Headset, window: vtkOpenGLRenderWindow) -> str:
    if not device.running:
        return ""
    return device.inputs(frame_of(device, window)).hands[Hand.RIGHT].profile


@headset
def test_every_button_of_a_hand_arrives(
    visitor: Remote, window: vtkOpenGLRenderWindow, device: Headset
) -> None:
    device.open(window)
    _focus(device, window)
    for pressed, name in (
        ("b_click", "menu"),
        ("a_click", "back"),
        ("thumbstick_click", "stick_pressed"),
    ):
        visitor.left(pressed=frozenset({pressed}), squeeze=0.75)

        def seen(name: str = name) -> bool:
            hand = device.inputs(frame_of(device, window)).hands[Hand.LEFT]
            return bool(getattr(hand, name)) and hand.squeeze == pytest.approx(0.75)

        go_on(device, window, seen)
        visitor.left(pressed=frozenset())


def test_what_a_runtime_refuses_is_said_as_what_it_means() -> None:
    assert error_for("GRAPHICS_DEVICE_INVALID").finding is HeadsetFault.OTHER_GPU
    assert error_for("SWAPCHAIN_FORMAT_UNSUPPORTED").finding is HeadsetFault.NO_FORMAT
    assert error_for("RUNTIME_FAILURE").finding is HeadsetFault.RUNTIME_SILENT
    assert error_for("RUNTIME_FAILURE", running=True).finding is HeadsetFault.LOST
    assert error_for("SOMETHING_NEW").finding is HeadsetFault.REFUSED
    assert "SOMETHING_NEW" in error_for("SOMETHING_NEW").text("nl")
    check_version((4, 5), (4, 5), (4, 6))
    with pytest.raises(ERROR_OF[HeadsetFault.GRAPHICS_TOO_OLD], match=r"4\.5.*3\.2"):
        check_version((3, 2), (4, 5), (4, 6))


@headset
def test_a_runtime_that_takes_no_format_of_ours_is_told_so(
    runtime: Service, window: vtkOpenGLRenderWindow, device: Headset
) -> None:
    from xr.exception import XrException

    from mrapp.xr.openxr.calls import code_of
    from mrapp.xr.openxr.headset import OpenXrHeadset
    from mrapp.xr.openxr.swapchains import RGBA8, SRGB8_ALPHA8, Chain, pick_format

    assert pick_format([1, RGBA8, SRGB8_ALPHA8]) == SRGB8_ALPHA8
    assert pick_format([1, RGBA8]) == RGBA8
    with pytest.raises(NoFormatError, match="0x1234"):
        pick_format([0x1234])
    assert runtime.runs()
    device.open(window)
    assert isinstance(device, OpenXrHeadset)
    with pytest.raises(XrException) as refused:
        Chain(device._session.session.handle, 0x1234, SIZE)
    assert error_for(code_of(refused.value)).finding is HeadsetFault.NO_FORMAT


@headset
def test_the_layer_of_a_room_is_made_as_the_specification_has_it(
    runtime: Service, window: vtkOpenGLRenderWindow, device: Headset
) -> None:
    from ctypes import addressof, c_uint64

    from mrapp.xr.openxr.headset import OpenXrHeadset
    from mrapp.xr.openxr.passthrough import fb_layer, supports_fb

    # XrCompositionLayerPassthroughFB: type, next, flags (of which the second is alpha), space.
    assert c_uint64.from_address(addressof(layer := fb_layer(None)) + 16).value == 2
    assert not layer.space
    assert runtime.runs()
    device.open(window)
    assert isinstance(device, OpenXrHeadset)
    assert device._runtime is not None
    assert not supports_fb(device._runtime.instance, device._runtime.system)


@headset
def test_a_runtime_that_will_not_show_the_room_goes_on_without(
    runtime: Service, window: vtkOpenGLRenderWindow, device: Headset
) -> None:
    from mrapp.xr.openxr.headset import OpenXrHeadset

    assert runtime.runs()
    device.open(window)
    _focus(device, window)
    assert isinstance(device, OpenXrHeadset)
    # As if it offered its cameras, which it then refuses.
    live = device._session
    live._extensions = frozenset({"XR_FB_passthrough"})
    live.facts = replace(live.facts, blend_modes=(BlendMode.OPAQUE, BlendMode.ALPHA))
    frame_of(device, window, blend=BlendMode.ALPHA)
    assert device.facts.blend_modes == (BlendMode.OPAQUE,)
    frame_of(device, window, blend=BlendMode.ALPHA)
    assert device.condition is Condition.FOCUSED


@pytest.mark.slow
def test_nobody_waits_for_the_library_who_wants_no_headset() -> None:
    rooms = "mrapp.bootstrap, mrapp.cli.main, mrapp.xr.thread, mrapp.xr.openxr.loader"
    check = f"import sys, {rooms}; sys.exit('xr' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=inside.ROOT).returncode == 0
