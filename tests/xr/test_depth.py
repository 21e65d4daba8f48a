"""Depth beside the pictures: as far away as what is seen is, in metres, for each eye."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import VTK_FLOAT
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.state import AssetShow
from mrapp.model.citymesh import Surface
from mrapp.scene.quality import Quality
from mrapp.xr import hidden
from mrapp.xr.budget import LEVELS, Level
from mrapp.xr.device import Condition, Headset
from mrapp.xr.exchange import Exchange, SceneUpdate, Start
from mrapp.xr.loop import FrameLoop, LoopOptions
from mrapp.xr.openxr.loader import openxr_headset
from tests.scene.helpers import MeshBuilder, state
from tests.xr.rig.remote import Pose, Remote
from tests.xr.rig.waiting import until

if TYPE_CHECKING:  # late, where it runs: it loads the slow library
    from mrapp.xr.openxr.swapchains import Chain

pytestmark = [pytest.mark.headset, pytest.mark.slow]

AWAY_M = 3.0
START = Start((0.0, 0.0, 1.65), 0.0)


def _walled() -> SceneUpdate:
    """A wall that fills the view, three metres to the north of the start."""
    make = MeshBuilder()
    make.plane("land", (-60.0, -60.0), (60.0, 60.0), 0.0, Surface.TERRAIN)
    make.box("wall", (-50.0, AWAY_M, 0.0), (50.0, AWAY_M + 5.0, 60.0))
    return SceneUpdate(state(AssetShow("wall", "context", "wall")), {"wall": make.mesh()})


@contextmanager
def _visit(
    visitor: Remote, options: LoopOptions
) -> Iterator[tuple[FrameLoop, Headset, vtkOpenGLRenderWindow]]:
    visitor.do(head=Pose((0.0, 1.6, 0.0)))
    visitor.left(on=False)
    visitor.right(on=False)
    exchange = Exchange()
    exchange.show(_walled())
    exchange.wish(lambda steered: steered.restart(START))
    with hidden.hidden_window() as window:
        device = openxr_headset()
        loop = FrameLoop(device, window, exchange, options)
        try:
            device.open(window, depth=options.depth)
            loop.opened()

            def stands() -> bool:
                loop.turn()
                there = loop.rig.place.local((0.0, 1.6, 0.0))
                return device.condition is Condition.FOCUSED and abs(there[1]) < 1e-3

            until(stands, lambda: f"{device.condition}")
            for _each in range(10):
                loop.turn()
            yield loop, device, window
        finally:
            loop.close()
            device.close()


@pytest.fixture(autouse=True)
def _without_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)


def _depths(device: Headset) -> tuple["Chain", ...]:
    from mrapp.xr.openxr.headset import OpenXrHeadset

    assert isinstance(device, OpenXrHeadset)
    return device._session.depths


def _metres(
    loop: FrameLoop, device: Headset, window: vtkOpenGLRenderWindow, eye: int
) -> NDArray[np.float64]:
    """Read what was handed over last for an eye, as the runtime would: (h, w), metres."""
    chain = _depths(device)[eye]
    assert chain.filled_px is not None
    wide, high = chain.filled_px
    buffer = chain._targets[chain._textures[chain._index.value]].buffer
    state = window.GetState()
    state.PushFramebufferBindings()
    buffer.Bind(0x8CA8)
    read = buffer.DownloadDepth([0, wide - 1, 0, high - 1], VTK_FLOAT)
    state.PopFramebufferBindings()
    values = np.zeros((high, wide), np.float32)
    untyped: Any = read
    untyped.Download2D(VTK_FLOAT, values, [wide, high], 1, [0, 0])
    near, far = loop.view.depth.span
    return near * far / (far - values.astype(np.float64) * (far - near))


@pytest.mark.parametrize(
    ("quality", "level"),
    [(Quality.FAST, LEVELS[0]), (Quality.HIGH, Level(0.5, None, 1024))],
    ids=["one sample a pixel", "eight samples, half as large"],
)
def test_a_wall_is_as_far_as_it_is_and_a_hand_before_it_nearer(
    visitor: Remote, quality: Quality, level: Level
) -> None:
    options = LoopOptions(quality=quality, levels=(level,), mirror=False)
    with _visit(visitor, options) as (loop, device, window):
        assert device.takes_depth
        pictures = device._session._chains  # type: ignore[attr-defined]
        for eye in (0, 1):
            assert _depths(device)[eye].filled_px == pictures[eye].filled_px
            upper = _metres(loop, device, window, eye)[-20:]
            assert upper == pytest.approx(np.full(upper.shape, AWAY_M), rel=0.01)

        visitor.right(on=True, pose=Pose((0.0, 1.6, -0.5)))
        for _each in range(8):
            loop.turn()
        for eye in (0, 1):
            metres = _metres(loop, device, window, eye)
            assert 0.4 < metres.min() < 0.52, "the hand is not nearest"
            assert metres[-20:].min() == pytest.approx(AWAY_M, rel=0.01)
        assert device.condition is Condition.FOCUSED


def test_without_depth_nothing_else_changes(
    visitor: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mrapp.xr.openxr import instance

    options = LoopOptions(quality=Quality.FAST, mirror=False, depth=False)
    with _visit(visitor, options) as (loop, device, _window):
        assert not device.takes_depth
        assert not loop.view.depth.on
        assert _depths(device) == ()
    offered = instance.offered_extensions() - {instance.DEPTH}
    monkeypatch.setattr(instance, "offered_extensions", lambda: offered)
    with _visit(visitor, LoopOptions(quality=Quality.FAST, mirror=False)) as (
        loop,
        device,
        _window,
    ):
        assert not device.takes_depth
        assert not loop.view.depth.on
        assert instance.DEPTH not in device.facts.extensions
