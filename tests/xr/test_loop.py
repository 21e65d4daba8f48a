"""The frame loop with a headset that is not there: what is seen, pressed, told and survived."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.headset.chimes import Chime
from mrapp.app.headset.panels import Done, HitArea, PanelEvent, PanelPicture
from mrapp.app.state import AssetShow
from mrapp.model.headset_errors import HeadsetLostError
from mrapp.model.runtime_errors import LoaderMissingError
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import offscreen_window
from mrapp.xr import frames
from mrapp.xr.alone import walk_alone
from mrapp.xr.budget import LEVELS
from mrapp.xr.device import Condition, Hand, HandState
from mrapp.xr.exchange import (
    Asked,
    Button,
    Deed,
    Did,
    Exchange,
    Failed,
    Heard,
    News,
    Pointed,
    SceneUpdate,
    Start,
    Told,
)
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.loop import FrameLoop, LoopOptions
from mrapp.xr.moving.seen import Mode
from mrapp.xr.simulated import Cue, HandClock, SimulatedHeadset
from mrapp.xr.thread import HeadsetThread
from tests.scene.helpers import state, town

pytestmark = pytest.mark.slow

MESHES = {"town": town()}
STATE = state(AssetShow("town", "context", "town"))
TOUCH = "/interaction_profiles/oculus/touch_controller"
EYE_PX = (96, 96)
OPTIONS = LoopOptions(quality=Quality.FAST, levels=LEVELS[:1])
# On the square of the town, with nothing before it for a good way.
START = Start((0.0, -130.0, 1.65), 0.0)


def turned(yaw_deg: float, pitch_deg: float, at: Vec3) -> RigidPose:
    """A pose that is turned to the left about the vertical, then tilted up."""
    return RigidPose(at, frames.turned(math.radians(yaw_deg), math.radians(pitch_deg)))


AIM = turned(0.0, 10.0, (0.2, 1.2, -0.3))
HAND = HandState(present=True, aim=AIM, grip=AIM, profile=TOUCH)


@dataclass
class Visit:
    """A loop, its device and what it has told so far."""

    loop: FrameLoop
    headset: SimulatedHeadset
    exchange: Exchange
    window: vtkOpenGLRenderWindow

    def frames(self, count: int) -> tuple[News, ...]:
        """Make so many frames; returns what was told meanwhile."""
        for _ in range(count):
            self.loop.turn()
        return self.exchange.news()

    def hand(self, **changes: object) -> None:
        """Let the right hand be there, and do this."""
        self.headset.steer(hands={Hand.RIGHT: replace(HAND, **changes)})  # type: ignore[arg-type]

    @property
    def picture(self) -> NDArray[np.float64]:
        """What the left eye was given last."""
        return self.headset.shown.eyes[0][..., :3].astype(float)


@contextmanager
def visiting(quads: bool = True, options: LoopOptions = OPTIONS) -> Iterator[Visit]:
    window = offscreen_window()
    assert isinstance(window, vtkOpenGLRenderWindow)
    window.SetSize(64, 64)
    window.Initialize()
    headset = SimulatedHeadset(clock=HandClock(), eye_px=EYE_PX, keeps=True, quads=quads)
    exchange = Exchange()
    loop = FrameLoop(headset, window, exchange, options)
    exchange.show(SceneUpdate(STATE, MESHES))
    exchange.wish(lambda steered: steered.restart(START))
    headset.open(window)
    loop.opened()
    try:
        visit = Visit(loop, headset, exchange, window)
        visit.frames(60)
        yield visit
    finally:
        loop.close()
        headset.close()
        window.Finalize()


@pytest.fixture
def visit() -> Iterator[Visit]:
    with visiting() as made:
        yield made


def _mode(visit: Visit) -> Mode:
    return visit.loop.walker.mode


def panel(key: str = "menu") -> PanelPicture:
    pixels = np.full((100, 200, 4), 255, np.uint8)
    return PanelPicture(key, pixels, 0.8, (HitArea("yes", 0, 0, 200, 100),))


def test_the_visitor_stands_at_the_start_on_the_ground_and_sees_with_both_eyes(
    visit: Visit,
) -> None:
    eye = visit.loop.rig.place.local((0.0, 1.6, 0.0))
    assert eye[:2] == pytest.approx(START.eye[:2], abs=0.01)
    assert visit.loop.rig.place.zero[2] == pytest.approx(0.0, abs=0.05)
    left, right = (visit.headset.shown.eyes[n][..., :3].astype(float) for n in (0, 1))
    assert left.std() > 10.0
    assert np.abs(left - right).mean() > 0.5, "both eyes are given the same picture"
    glimpse = visit.exchange.glimpse()
    assert glimpse is not None
    assert glimpse.pixels is not None
    assert np.abs(glimpse.pixels.astype(float) - left).mean() < 3.0
    assert glimpse.head == pytest.approx(eye, abs=0.05)


def test_one_aims_with_the_stick_and_is_there_when_it_is_let_go(visit: Visit) -> None:
    before = visit.loop.rig.place
    visit.hand()
    visit.frames(3)
    plain = visit.picture
    visit.hand(stick=(0.0, 1.0))
    visit.frames(3)
    assert np.abs(visit.picture - plain).max() > 60.0, "no arc is seen"
    assert visit.loop.rig.place == before
    visit.hand()
    darkest = 255.0
    told: list[News] = []
    for _ in range(40):
        told += visit.frames(1)
        darkest = min(darkest, float(visit.picture.mean()))
    assert visit.loop.rig.place.zero[1] > before.zero[1] + 3.0
    assert darkest < 25.0, "the jump was seen"
    assert Deed(Did.JUMPED) in told
    assert any(hand is Hand.RIGHT for hand, _, _ in visit.headset.buzzed)


@pytest.mark.parametrize("quads", [True, False])
def test_a_panel_is_seen_and_pressed_and_ticks(quads: bool) -> None:
    with visiting(quads) as visit:
        before = visit.picture
        visit.exchange.stand([panel()])
        visit.frames(2)
        if quads:
            assert [quad.key for quad in visit.headset.shown.quads] == ["menu"]
        else:
            assert np.abs(visit.picture - before).max() > 60.0
        (standing,) = visit.loop.panels
        x, y, z = standing.pose.position
        at = turned(math.degrees(math.atan2(-x, -z)), 0.0, (0.0, y, 0.0))
        visit.hand(aim=at)
        visit.frames(1)
        visit.hand(aim=at, select=True)
        pressed = visit.frames(1)
        visit.hand(aim=at)
        released = visit.frames(1)
    assert [e.done for e in pressed if isinstance(e, PanelEvent)] == [Done.PRESSED]
    assert next(e for e in pressed if isinstance(e, PanelEvent)).area == "yes"
    assert [e.done for e in released if isinstance(e, PanelEvent)] == [Done.RELEASED]
    assert not any(isinstance(e, Pointed) for e in (*pressed, *released))
    assert visit.headset.buzzed


def test_a_press_past_the_panels_points_at_the_city(visit: Visit) -> None:
    visit.hand(aim=turned(0.0, -35.0, (0.2, 1.2, -0.3)))
    visit.frames(2)
    visit.hand(aim=turned(0.0, -35.0, (0.2, 1.2, -0.3)), select=True, menu=True)
    told = visit.frames(1)
    (pointed,) = [each for each in told if isinstance(each, Pointed)]
    assert pointed.place[2] == pytest.approx(0.0, abs=0.2)
    assert math.dist(pointed.place[:2], START.eye[:2]) == pytest.approx(2.0, abs=0.5)
    assert Asked(Button.MENU) in told
    assert not [each for each in visit.frames(5) if isinstance(each, (Pointed, Asked))]


@pytest.mark.parametrize(("pitch_deg", "chime"), [(-35.0, Chime.PRESS), (60.0, Chime.REFUSE)])
def test_who_is_asked_for_a_place_feels_and_hears_whether_it_was_one(
    visit: Visit, pitch_deg: float, chime: Chime
) -> None:
    aim = turned(0.0, pitch_deg, (0.2, 1.2, -0.3))
    visit.exchange.wish(lambda loop: setattr(loop.asks, "place", True))
    visit.hand(aim=aim)
    visit.frames(2)
    visit.headset.buzzed.clear()
    visit.hand(aim=aim, select=True)
    assert [each for each in visit.frames(3) if isinstance(each, Heard)] == [Heard(chime)]
    assert [hand for hand, _, _ in visit.headset.buzzed] == [Hand.RIGHT]


@pytest.mark.parametrize(("beside_m", "there"), [(0.1, True), (0.7, False)])
def test_a_place_is_pointed_out_in_the_model_but_not_where_it_is_cut_away(
    visit: Visit, beside_m: float, there: bool
) -> None:
    visit.exchange.wish(lambda loop: loop.walker.lay_table())
    visit.frames(60)
    visit.exchange.wish(lambda loop: setattr(loop.asks, "place", True))
    walker, place = visit.loop.walker, visit.loop.rig.place
    x, y, z = walker.tabletop.table.centre
    aim = turned(0.0, -90.0, (x + beside_m, y + 0.4, z))
    visit.hand(aim=aim)
    visit.frames(2)
    visit.hand(aim=aim, select=True)
    told = visit.frames(60)
    assert (Heard(Chime.PRESS) in told) == there
    assert (Heard(Chime.REFUSE) in told) != there
    places = [each.place for each in told if isinstance(each, Pointed)]
    assert len(places) == int(there)
    for pointed in places:
        below = place.local((x + beside_m, y, z))
        assert pointed[:2] == pytest.approx(below[:2], abs=0.5)
    assert _mode(visit) is Mode.TABLE, "who is asked for a place does not step into the model"


def test_the_next_visitor_finds_nothing_of_the_last_one(visit: Visit) -> None:
    visit.exchange.stand([panel()])
    visit.exchange.wish(lambda loop: loop.walker.lay_table())
    visit.frames(60)
    assert _mode(visit) is Mode.TABLE
    visit.exchange.stand([])
    visit.exchange.wish(lambda loop: loop.restart(START))
    visit.frames(60)
    assert _mode(visit) is Mode.CITY
    assert visit.loop.rig.place.local((0.0, 1.6, 0.0))[:2] == pytest.approx(START.eye[:2], abs=0.05)
    assert visit.loop.panels == ()
    assert visit.headset.shown.quads == ()


def test_the_panel_that_the_next_visitor_has_too_comes_before_them(visit: Visit) -> None:
    """The first hint, say: nobody gives it anew where it stood already."""
    hint = panel()
    visit.exchange.stand([hint])
    visit.frames(2)
    visit.headset.steer(head=turned(90.0, 0.0, (0.0, 1.6, 0.0)))
    visit.frames(2)
    visit.exchange.wish(lambda loop: loop.restart(START))
    visit.frames(2)
    (standing,) = visit.loop.panels
    assert standing.picture is hint
    assert standing.pose.position[0] < -0.9, "to the left, where the head looks"


def test_the_next_visitor_is_let_in_while_nobody_knows_where_the_headset_is(visit: Visit) -> None:
    """It goes from hand to hand, its cameras covered: its place is guessed until it is found."""
    visit.headset.steer(located=False, head=turned(0.0, 0.0, (0.3, 1.0, 0.0)))
    visit.exchange.wish(lambda loop: loop.restart(START))
    visit.frames(3)
    guessed = visit.picture
    assert guessed.std() > 10.0, "nothing is seen of the city"
    visit.headset.steer(located=True)
    visit.frames(60)
    assert visit.loop.rig.place.local((0.3, 1.6, 0.0))[:2] == pytest.approx(START.eye[:2], abs=0.05)


def test_who_puts_it_on_turned_elsewhere_has_the_panels_before_them_and_has_not_looked_round(
    visit: Visit,
) -> None:
    """The next one is let in while nobody wears it; nobody's head is where the last one's was."""
    visit.exchange.stand([panel()])
    visit.frames(3)
    visit.headset.steer(condition=Condition.WAITING)
    visit.exchange.wish(lambda loop: loop.restart(START))
    visit.frames(2)
    visit.headset.steer(head=turned(-100.0, 0.0, (0.0, 1.2, 0.0)), condition=Condition.READY)
    assert Deed(Did.LOOKED) not in visit.frames(6)
    (standing,) = visit.loop.panels
    assert standing.pose.position[0] > 1.2, "to the right, where the head looks"
    assert standing.pose.position[1] < 1.2


def test_the_table_shows_a_part_of_the_city_on_a_table_and_nothing_beyond(visit: Visit) -> None:
    visit.exchange.wish(lambda loop: loop.walker.lay_table())
    visit.headset.steer(head=turned(0.0, -40.0, (0.0, 1.6, 0.0)))
    visit.frames(60)
    table = visit.picture
    visit.headset.steer(head=turned(180.0, 0.0, (0.0, 1.6, 0.0)))
    visit.frames(3)
    behind = visit.picture
    assert table[60:, 20:76].std() > 15.0
    assert behind.std(axis=1).mean() < 12.0, "the city goes on behind one's back"


def test_nothing_is_steered_while_it_is_paused(visit: Visit) -> None:
    visit.exchange.wish(lambda loop: setattr(loop, "paused", True))
    visit.hand(stick=(0.0, 1.0))
    visit.frames(5)
    visit.hand()
    before = visit.loop.rig.place
    visit.frames(40)
    assert visit.loop.rig.place == before


def test_no_picture_is_larger_than_the_headset_takes() -> None:
    """It would be cut off, and all that is seen would stand elsewhere than it is."""
    with visiting(options=replace(OPTIONS, scale=2.0)) as visit:
        assert visit.loop.pacing.drawn == (2, (192, 192))
        visit.headset.facts = replace(visit.headset.facts, most_px=(128, 160))
        visit.frames(2)
        assert visit.loop.pacing.drawn == (2, (128, 160))
        assert visit.headset.shown.eyes[0].shape == (160, 128, 4)


def _run(thread: HeadsetThread, until: Callable[[], bool]) -> None:
    thread.start()
    try:
        for _ in range(3_000):
            if until() or not thread.is_alive():
                break
            thread.join(0.01)
    finally:
        thread._exchange.stop()
        thread.join(60)
    assert not thread.is_alive()


def test_the_headset_is_taken_off_and_put_on_and_the_runtime_goes_and_comes_back() -> None:
    script = [
        Cue(0.5, condition=Condition.WAITING),
        Cue(0.8, condition=Condition.READY),
        Cue(1.5, error=HeadsetLostError(code="LOST")),
    ]
    clock = HandClock()
    device = SimulatedHeadset(script, clock, eye_px=EYE_PX)
    exchange = Exchange()
    exchange.show(SceneUpdate(STATE, MESHES))
    exchange.stand([panel()])
    thread = HeadsetThread(lambda: device, exchange, OPTIONS, retry_s=0.01)
    news: list[News] = []

    def much_later() -> bool:
        news.extend(exchange.news())
        if device.condition is Condition.WAITING:
            clock.wait_until_ns(clock.now_ns() + 50_000_000)
        return clock.now_ns() > 3e9

    _run(thread, much_later)
    assert any(isinstance(each, Failed) and each.again for each in news)
    told = [each.what for each in news if isinstance(each, Told) and each.kind == "condition"]
    assert told.count("waiting") >= 2
    assert told[-1] == "focused"
    assert thread.conditions.count("lost") == 1
    assert "menu" in {quad.key for quad in device.shown.quads}, "its panels did not come back"


def test_fifty_losses_in_a_row_leave_nothing_behind_and_end_in_words() -> None:
    def gone() -> None:
        raise HeadsetLostError(code="GONE")

    exchange = Exchange()
    device = SimulatedHeadset(eye_px=EYE_PX, found=gone)
    thread = HeadsetThread(lambda: device, exchange, OPTIONS, retries=50, retry_s=0.0)
    _run(thread, lambda: False)
    failed = [each for each in exchange.news() if isinstance(each, Failed)]
    assert [each.again for each in failed] == [True] * 50 + [False]
    assert failed[-1].error.text("nl") != failed[-1].error.text("en")  # type: ignore[attr-defined]


def test_a_headset_that_cannot_even_be_made_is_told_in_words() -> None:
    """Such as where the library that talks to runtimes does not load."""

    def missing() -> SimulatedHeadset:
        raise LoaderMissingError(detail="libopenxr_loader.so.1")

    exchange = Exchange()
    thread = HeadsetThread(missing, exchange, OPTIONS)
    _run(thread, lambda: False)
    (failed,) = [each for each in exchange.news() if isinstance(each, Failed)]
    assert isinstance(failed.error, LoaderMissingError)
    assert not failed.again
    told = walk_alone(missing, SceneUpdate(STATE, MESHES), START, 5, OPTIONS)
    assert told["frames"] == 0
    assert "libopenxr_loader" in told["error"]
