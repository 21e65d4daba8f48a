"""Frames that come late, and room again: what is drawn gets simpler, and nobody sees it happen."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.state import AssetShow
from mrapp.model.citymesh import Surface
from mrapp.scene.quality import Quality
from mrapp.scene.stereo.lens import Fov
from mrapp.xr import frames
from mrapp.xr.budget import Level
from mrapp.xr.device import Frame
from mrapp.xr.exchange import Exchange, SceneUpdate, Start
from mrapp.xr.frames import RigidPose
from mrapp.xr.hidden import hidden_window
from mrapp.xr.loop import FrameLoop, LoopOptions
from mrapp.xr.simulated import STANDING, HandClock, SimulatedHeadset
from tests.scene.helpers import MeshBuilder, state

pytestmark = pytest.mark.slow

# Narrow, so that trees at some distance are many pixels large.
_HALF = math.radians(16.0)
FOV = Fov(-_HALF, _HALF, _HALF, -_HALF)
EYE_PX = (200, 200)
ALL, FEWER, SOFTER = Level(1.0, None, 2048), Level(1.0, 40.0, 1024), Level(0.85, 40.0, 1024)
# Two frames of one view, grey values: edges that are smoothed may fall a little otherwise.
SAME = 2.0
# Two looks a frame: in time, and not so early that there is room for more. The rate is 72 Hz.
STEADY_S = 0.0055


def orchard() -> SceneUpdate:
    """Trees in the open, ahead of who stands at zero and looks north, and behind them."""
    make = MeshBuilder()
    make.plane("field", (-250.0, -250.0), (250.0, 250.0), 0.0, Surface.TERRAIN, 4)
    for row in range(4):
        for column in range(-4, 5):
            x, y = 14.0 * column, 95.0 + 22.0 * row
            make.tree(f"north {row} {column}", x, y, 5.0 + 0.2 * row)
            make.tree(f"south {row} {column}", x, -y, 5.0 + 0.2 * row)
    return SceneUpdate(state(AssetShow("orchard", "context", "orchard")), {"orchard": make.mesh()})


class Slowness:
    """A clock: each look at it takes so many seconds."""

    def __init__(self) -> None:
        self.look_s = self._now_s = 0.0

    def __call__(self) -> float:
        """Return the time, and let it pass."""
        self._now_s += self.look_s
        return self._now_s


class SlowCard(HandClock):
    """The clock of a headset that shows a frame each so many periods, though we were done."""

    each = 1

    def wait_until_ns(self, moment_ns: int) -> None:
        """Put the clock on to that moment, or past the frames that are missed after it."""
        missed_ns = self.each * round(1e9 / 72.0) if self.each > 1 else 0
        super().wait_until_ns(moment_ns + missed_ns)


@dataclass
class Visit:
    """Somebody who stands at zero, and how slow their machine is."""

    loop: FrameLoop
    headset: SimulatedHeadset
    clock: Slowness
    card: SlowCard

    def look(self, heading_deg: float) -> None:
        """Turn the head."""
        turned = frames.turned(math.radians(-heading_deg), 0.0)
        self.headset.steer(head=RigidPose(STANDING.position, turned))

    def frames(self, count: int) -> NDArray[np.float64]:
        """Make so many frames; returns what the left eye was given last."""
        for _ in range(count):
            self.loop.turn()
        return self.headset.shown.eyes[0][..., :3].astype(float)

    def late(self, until: int) -> None:
        """Let frames come late until a level is wanted."""
        self._until(0.1, until)

    def easy(self, until: int) -> None:
        """Let there be room until a level is wanted."""
        self._until(0.0, until)

    @property
    def drawn_px(self) -> tuple[int, int] | None:
        """The size of the last pictures."""
        drawn = self.loop.pacing.drawn
        return drawn and drawn[1]

    def look_behind(self) -> None:
        """Look round for a while, and ahead again."""
        self.look(180.0)
        self.frames(15)
        self.look(0.0)

    def simpler(self) -> float:
        """Return the share of the blocks that have fewer faces, once there are any."""
        far = self.loop.view.far
        for _ in range(100):
            self.frames(2)
            if far.share > 0.0 or far.far_m is None:
                break
        return far.share

    def _until(self, look_s: float, level: int) -> None:
        self.clock.look_s = look_s
        for _ in range(2_000):
            if self.loop.pacing.budget.number == level:
                break
            self.loop.turn()
        assert self.loop.pacing.budget.number == level
        self.clock.look_s = STEADY_S


@pytest.fixture
def visit(request: pytest.FixtureRequest) -> Iterator[Visit]:
    clock, card, exchange = Slowness(), SlowCard(), Exchange()
    headset = SimulatedHeadset(clock=card, eye_px=EYE_PX, keeps=True, fovs=(FOV, FOV))
    with hidden_window(EYE_PX) as window:
        options = LoopOptions(quality=Quality.FAST, levels=request.param, mirror=False)
        loop = FrameLoop(headset, window, exchange, options, clock)
        exchange.show(orchard())
        exchange.wish(lambda steered: steered.restart(Start((0.0, 0.0, 1.65))))
        headset.open(window)
        loop.opened()
        made = Visit(loop, headset, clock, card)
        made.frames(90)
        yield made
        loop.close()
        headset.close()


def _apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.abs(one - other).max())


@pytest.mark.parametrize("visit", [(ALL, FEWER)], indirect=True)
def test_far_things_get_simpler_behind_ones_back_and_all_there_is_comes_back(visit: Visit) -> None:
    begun = visit.frames(1)
    visit.late(1)
    assert 0.0 < visit.simpler() < 1.0
    # What is looked at stays as it is, however long one looks.
    assert _apart(visit.frames(60), begun) <= SAME
    assert visit.simpler() < 1.0
    visit.look_behind()
    simpler = visit.frames(2)
    assert visit.simpler() == 1.0
    assert _apart(simpler, begun) > 20.0, "nothing is drawn with fewer faces"
    assert np.abs(simpler - begun).mean() < 1.5, "the wood is another one"
    visit.easy(0)
    assert _apart(visit.frames(30), simpler) <= SAME
    visit.look_behind()
    assert _apart(visit.frames(2), begun) <= SAME
    assert visit.simpler() == 0.0


@pytest.mark.parametrize("visit", [(ALL, FEWER)], indirect=True)
def test_frames_that_a_graphics_card_misses_count_though_we_were_done_in_time(visit: Visit) -> None:
    visit.card.each = 2
    visit.easy(1)
    visit.card.each = 1
    visit.easy(0)


@pytest.mark.parametrize("visit", [(ALL, FEWER)], indirect=True)
def test_behind_a_fade_all_of_it_changes(visit: Visit) -> None:
    begun = visit.frames(1)
    visit.late(1)
    assert 0.0 < visit.simpler() < 1.0
    visit.loop.walker.go_to_sight((0.0, 0.0, 1.65), 0.0)
    after = visit.frames(90)
    assert visit.simpler() == 1.0
    assert _apart(after, begun) > 20.0
    assert np.abs(after - begun).mean() < 1.5


@pytest.mark.parametrize("visit", [(ALL, SOFTER)], indirect=True)
def test_the_resolution_changes_while_the_head_turns_and_not_while_one_looks(visit: Visit) -> None:
    begun = visit.frames(1)
    visit.late(1)
    assert _apart(visit.frames(60), begun) <= SAME
    assert visit.drawn_px == EYE_PX
    usual: list[float] = []
    changing: list[float] = []
    before = visit.frames(1)
    for number in range(20):
        visit.look(number * 0.6)
        size, picture = visit.drawn_px, visit.frames(1)
        apart = _mean_apart(picture, before)
        before = picture
        if number > 0:
            (usual if visit.drawn_px == size else changing).append(apart)
    assert visit.drawn_px == (170, 170)
    assert len(changing) == 1
    assert changing[0] < 1.1 * max(usual), "it is more than what turning does"
    visit.easy(0)
    visit.frames(10)
    assert visit.drawn_px == (170, 170)
    visit.loop.walker.go_to_sight((0.0, 0.0, 1.65), 0.0)
    visit.frames(60)
    assert visit.drawn_px == EYE_PX


def _mean_apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """How much the middle of two pictures differs, which may have different sizes."""
    return float(np.abs(_middle(one) - _middle(other)).mean())


def _middle(picture: NDArray[np.float64]) -> NDArray[np.float64]:
    """The middle of a picture as the headset shows it: as large as ever, smoothly."""
    size = len(picture)
    along = np.linspace(0.3, 0.7, 80) * size - 0.5
    low = np.floor(along).astype(int)
    part = (along - low)[:, None]
    rows = picture[low] * (1 - part[..., None]) + picture[low + 1] * part[..., None]
    return np.asarray(rows[:, low] * (1 - part) + rows[:, low + 1] * part)


@pytest.mark.parametrize("visit", [(ALL, FEWER, SOFTER)], indirect=True)
def test_what_nobody_sees_may_take_its_time_and_each_change_is_told(visit: Visit) -> None:
    pacing = visit.loop.pacing
    dark = Frame(1, 0, 13_900_000, seen=True)
    for _ in range(300):
        pacing.begin(visit.headset.cost)
        pacing.took(visit.headset.cost, 1.0, dark, seen=False)
    assert pacing.changes == []
    visit.late(2)
    assert [change.level for change in pacing.changes] == [1, 2]
    assert all(change.late > 0.2 for change in pacing.changes)
