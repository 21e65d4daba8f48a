"""The picture of what the visitor sees: panels stand in it where they stand for the visitor."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.headset.panels import PanelPicture
from mrapp.app.state import AssetShow
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import offscreen_window
from mrapp.ui.headset.mirror import MirrorView
from mrapp.ui.robot import Robot
from mrapp.xr.budget import LEVELS
from mrapp.xr.exchange import Exchange, Glimpse, SceneUpdate, Start
from mrapp.xr.frames import RigidPose, turned
from mrapp.xr.loop import FrameLoop, LoopOptions
from mrapp.xr.simulated import HandClock, SimulatedHeadset
from tests.scene.helpers import state, town

pytestmark = [pytest.mark.window, pytest.mark.slow]

OPTIONS = LoopOptions(quality=Quality.FAST, levels=LEVELS[:1])


def _glimpse(*, quads: bool) -> Glimpse:
    """Return what is seen of a panel by somebody who has turned the head since it came."""
    window = offscreen_window()
    assert isinstance(window, vtkOpenGLRenderWindow)
    window.SetSize(64, 64)
    window.Initialize()
    headset = SimulatedHeadset(clock=HandClock(), eye_px=(256, 256), quads=quads)
    exchange = Exchange()
    loop = FrameLoop(headset, window, exchange, OPTIONS)
    exchange.show(SceneUpdate(state(AssetShow("town", "context", "town")), {"town": town()}))
    exchange.wish(lambda steered: steered.restart(Start((0.0, -130.0, 1.65), 0.4)))
    pixels = np.zeros((120, 200, 4), np.uint8)
    pixels[:] = (255, 0, 255, 255)
    exchange.stand((PanelPicture("menu", pixels, 0.8),))
    try:
        headset.open(window)
        loop.opened()
        for _ in range(40):
            loop.turn()
        headset.steer(head=RigidPose((0.1, 1.5, 0.05), turned(0.25, 0.1)))
        seen: list[Glimpse] = []
        while not seen or seen[-1].eye is None or seen[-1].eye.pose.turned[1] < 0.1:
            loop.turn()
            seen += [each for each in [exchange.glimpse()] if each is not None]
        return seen[-1]
    finally:
        loop.close()
        headset.close()
        window.Finalize()


def _where(glimpse: Glimpse) -> np.ndarray:
    """Return the four edges of the panel in the mirror, pixels of the widget."""
    mirror = MirrorView()
    mirror.steadied = False
    mirror.resize(512, 512)
    mirror.show_glimpse(glimpse)
    image = mirror.grab().toImage().convertToFormat(QImage.Format.Format_RGBX8888)
    pixels = np.array(image.constBits()).reshape(image.height(), image.width(), 4).astype(int)
    rows, columns = np.nonzero(
        (pixels[..., 0] > 180) & (pixels[..., 1] < 80) & (pixels[..., 2] > 180)
    )
    assert len(rows) > 500
    return np.array([rows.min(), rows.max(), columns.min(), columns.max()])


def test_panels_that_the_runtime_lays_over_stand_where_they_would_be_drawn(shared: Robot) -> None:
    del shared  # A widget wants a program around it.
    drawn, laid = _glimpse(quads=False), _glimpse(quads=True)
    assert drawn.panels == ()
    assert len(laid.panels) == 1
    assert _where(laid) == pytest.approx(_where(drawn), abs=4)
