"""The model on the visitor's own table: what of the room is seen, and what becomes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.state import AssetShow
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import offscreen_window
from mrapp.xr.backdrop import before_room
from mrapp.xr.budget import LEVELS
from mrapp.xr.device import BlendMode, Hand, HandState
from mrapp.xr.exchange import Exchange, SceneUpdate, Start, Told
from mrapp.xr.frames import RigidPose, turned
from mrapp.xr.loop import FrameLoop, LoopOptions
from mrapp.xr.room import room_mode
from mrapp.xr.simulated import HandClock, SimulatedHeadset
from tests.scene.helpers import state, town

EYE_PX = (160, 160)
OPTIONS = LoopOptions(quality=Quality.STANDARD, levels=LEVELS[:1])
DOWN = RigidPose((0.0, 1.6, 0.0), turned(0.0, -0.7))
TOUCHING = RigidPose((0.1, 0.81, -0.5))


class Standing:
    """Somebody before the model, and what the loop tells."""

    def __init__(self, window: vtkOpenGLRenderWindow) -> None:
        self.headset = SimulatedHeadset(clock=HandClock(), eye_px=EYE_PX, keeps=True, quads=False)
        self.exchange = Exchange()
        self.loop = FrameLoop(self.headset, window, self.exchange, OPTIONS)
        show = state(AssetShow("town", "context", "town"))
        self.exchange.show(SceneUpdate(show, {"town": town()}))
        self.exchange.wish(lambda loop: loop.restart(Start((0.0, -130.0, 1.65))))
        self.headset.open(window)
        self.headset.steer(head=DOWN)
        self.loop.opened()

    def frames(self, count: int = 40) -> tuple[object, ...]:
        """Make so many frames; returns what was told meanwhile."""
        for _ in range(count):
            self.loop.turn()
        return self.exchange.news()

    def lay(self, *, real: bool) -> None:
        """Lay the model on a table, and wait for the fade."""
        self.exchange.wish(lambda loop: loop.walker.lay_table(real=real))
        self.frames()

    @property
    def eye(self) -> NDArray[np.uint8]:
        """The left eye's picture, (h, w, 4)."""
        return self.headset.shown.eyes[0]


@contextmanager
def _standing() -> Iterator[Standing]:
    window = offscreen_window()
    assert isinstance(window, vtkOpenGLRenderWindow)
    window.SetSize(64, 64)
    window.Initialize()
    made = Standing(window)
    try:
        made.frames(60)
        yield made
    finally:
        made.loop.close()
        made.headset.close()
        window.Finalize()


@pytest.fixture
def standing() -> Iterator[Standing]:
    with _standing() as made:
        yield made


pytestmark = pytest.mark.slow


def test_the_room_is_clear_the_model_is_not_and_edges_are_between(standing: Standing) -> None:
    standing.lay(real=True)
    eye = standing.eye
    alpha = eye[..., 3]
    assert standing.headset.shown.blend is BlendMode.ALPHA
    assert not eye[:8].any(), "above the model something hides the room"
    assert not eye[:, :4].any(), "the ground beyond the model hides the room"
    solid = alpha == 255
    assert solid.mean() > 0.1, "there is hardly a model"
    rows, columns = np.nonzero(solid)
    assert alpha[int(np.median(rows)), int(np.median(columns))] == 255
    soft = (alpha > 0) & ~solid
    assert soft.sum() > 20, "edges are cut out with scissors"
    # Multiplied with its alpha, no colour is stronger than that; what is clear has none.
    assert (eye[..., :3].max(axis=-1) <= alpha.astype(int) + 1).all()


def test_the_painted_table_and_the_street_hide_the_room(standing: Standing) -> None:
    assert (standing.eye[..., 3] == 255).all()
    standing.lay(real=False)
    assert standing.headset.shown.blend is BlendMode.OPAQUE
    assert (standing.eye[..., 3] == 255).all()


def test_going_to_the_own_table_and_back_keeps_the_model_and_is_never_half_seen(
    standing: Standing,
) -> None:
    standing.lay(real=False)
    model = standing.loop.walker.tabletop
    model.scale = 300.0
    middle = model.middle(standing.loop.rig.place)
    standing.exchange.wish(lambda loop: loop.walker.lay_table(real=True))
    before = standing.headset.shown.blend
    for _ in range(40):
        standing.loop.turn()
        if standing.headset.shown.blend is not before:
            # The change itself is behind the fade.
            assert (standing.eye[..., 3] == 255).all()
            assert standing.eye[..., :3].max() < 20
            before = standing.headset.shown.blend
    assert before is BlendMode.ALPHA
    assert standing.loop.rig.place.scale == pytest.approx(300.0)
    assert model.middle(standing.loop.rig.place) == pytest.approx(middle, abs=0.01)
    standing.exchange.wish(lambda loop: loop.walker.leave_table())
    standing.frames()
    assert standing.headset.shown.blend is BlendMode.OPAQUE
    assert standing.loop.rig.place.scale == pytest.approx(1.0)
    assert (standing.eye[..., 3] == 255).all()


def test_cameras_that_are_forbidden_leave_a_painted_table_and_are_told(standing: Standing) -> None:
    standing.lay(real=True)
    standing.headset.steer(blend_modes=(BlendMode.OPAQUE,))
    news = standing.frames(1)
    assert Told("room", "lost") in news
    assert standing.headset.shown.blend is BlendMode.OPAQUE
    assert (standing.eye[..., 3] == 255).all()
    assert Told("room", "lost") not in standing.frames(3)
    # The next one who asks for it gets a painted one, without a frame of darkness.
    assert not standing.loop.walker.tabletop.real


def test_a_controller_at_the_tables_edge_says_how_high_it_is(standing: Standing) -> None:
    standing.lay(real=True)
    assert standing.loop.walker.tabletop.table.centre[1] == pytest.approx(0.74)
    standing.exchange.wish(lambda loop: setattr(loop.asks, "table", True))
    hand = HandState(present=True, aim=TOUCHING, grip=TOUCHING)
    standing.headset.steer(hands={Hand.RIGHT: hand})
    standing.frames(2)
    # On the floor there is no table: it goes on asking.
    low = RigidPose((0.1, 0.1, -0.5))
    standing.headset.steer(hands={Hand.RIGHT: replace(hand, aim=low, grip=low, select=True)})
    assert not any(isinstance(each, Told) for each in standing.frames(2))
    standing.headset.steer(hands={Hand.RIGHT: hand})
    standing.frames(2)
    standing.headset.steer(hands={Hand.RIGHT: replace(hand, select=True)})
    assert Told("table", "0.81") in standing.frames(2)
    standing.headset.steer(hands={Hand.RIGHT: hand})
    standing.frames()
    x, y, z = standing.loop.walker.tabletop.table.centre
    assert (x, y) == pytest.approx((0.1, 0.81))
    # All of the hexagon is past the edge, also where a corner of it points there.
    radius_m = standing.loop.walker.tabletop.table.radius_m
    assert z == pytest.approx(-0.5 - radius_m / np.cos(np.pi / 6.0))
    assert not standing.loop.asks.table


def test_where_light_is_only_added_nothing_is_shadowed(standing: Standing) -> None:
    standing.lay(real=True)
    shadowed = standing.eye.astype(int)
    standing.headset.steer(blend_modes=(BlendMode.ADDITIVE,))
    standing.frames(3)
    lit = standing.eye.astype(int)
    assert standing.headset.shown.blend is BlendMode.ADDITIVE
    assert not lit[:8].any(), "what is not the model must be black: that is clear there"
    both = (lit[..., 3] == 255) & (shadowed[..., 3] == 255)
    brighter = (lit - shadowed)[both][:, :3].sum(axis=-1)
    assert brighter.min() > -30, "without shadows something is darker"
    assert (brighter > 60).mean() > 0.02, "there were no shadows to leave out"


def test_the_next_visitor_begins_without_the_room_and_with_the_table_as_high(
    standing: Standing,
) -> None:
    assert standing.loop.walker.touch_table((0.0, 0.8, -0.5))
    standing.frames()
    standing.exchange.wish(lambda loop: loop.restart(Start((0.0, -130.0, 1.65))))
    standing.frames()
    assert standing.headset.shown.blend is BlendMode.OPAQUE
    standing.lay(real=True)
    assert standing.loop.walker.tabletop.table.centre[1] == pytest.approx(0.8)


def test_a_rehearsal_shows_a_room_behind_and_a_headset_that_is_worn_plain_grey(
    standing: Standing,
) -> None:
    standing.lay(real=True)
    glimpse = standing.exchange.glimpse()
    assert glimpse is not None
    assert glimpse.room
    assert glimpse.pixels is not None
    assert glimpse.eye is not None
    # Looking down there are boards before the table, and above it the wall.
    assert not np.array_equal(glimpse.pixels[2, 80], glimpse.pixels[-2, 2])
    clear = np.zeros((4, 4, 4), np.uint8)
    grey = before_room(clear, glimpse.eye)
    assert (grey == grey[0, 0]).all()
    solid = np.full((4, 4, 4), 255, np.uint8)
    assert (before_room(solid, glimpse.eye, table=(0.0, 0.7, -1.0)) == 255).all()


def test_only_a_device_that_can_is_asked_for_the_room() -> None:
    facts = SimulatedHeadset().facts
    assert room_mode(facts) is BlendMode.ALPHA
    assert room_mode(replace(facts, blend_modes=(BlendMode.OPAQUE,))) is None
    assert room_mode(None) is None
