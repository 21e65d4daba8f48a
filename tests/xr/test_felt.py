"""Each deed is felt once, by the hand that did it and by no other, and heard."""

import numpy as np
import pytest

from mrapp.app.headset.chimes import Chime
from mrapp.app.headset.panels import HitArea, PanelPicture
from mrapp.xr.device import NO_HAND, Hand, HandState, Inputs
from mrapp.xr.frames import RigidPose
from mrapp.xr.hands import Hands, Pointing
from mrapp.xr.moving.seen import Seen
from mrapp.xr.pointing import StandingPanel
from mrapp.xr.rig import StagePlace
from tests.xr.moving.visits import Visit, both, turned
from tests.xr.moving.visits import hand as holding

PANEL = StandingPanel(
    PanelPicture("menu", np.zeros((100, 200, 4), np.uint8), 0.8, (HitArea("yes", 0, 0, 100, 100),)),
    RigidPose((0.0, 1.4, -1.5)),
)
# On what can be pressed, on the bare half beside it, and past all panels.
YES, BARE, PAST = (RigidPose((x, 1.4, 0.0)) for x in (-0.2, 0.2, 3.0))
SIDES = tuple(Hand)


def _with(side: Hand, state: HandState) -> Inputs:
    hands = dict.fromkeys(Hand, HandState(present=True, aim=PAST, grip=PAST))
    return Inputs(True, {**hands, side: state})


def _at(
    aim: RigidPose, *, select: bool = False, menu: bool = False, back: bool = False
) -> HandState:
    return HandState(present=True, aim=aim, grip=aim, select=select, menu=menu, back=back)


@pytest.mark.parametrize("side", SIDES)
def test_what_a_hand_does_to_a_panel_is_felt_in_that_hand_once(side: Hand) -> None:
    hands = Hands()

    def follow(state: HandState) -> Pointing:
        return hands.follow(_with(side, state), [PANEL])

    follow(_at(PAST))
    for state, chime in (
        (_at(YES), Chime.HOVER),
        (_at(YES, select=True), Chime.PRESS),
        (_at(YES), None),
        (_at(BARE), None),
        (_at(BARE, select=True), Chime.REFUSE),
        (_at(BARE), None),
        (_at(PAST, menu=True), Chime.PRESS),
        (_at(PAST), None),
        (_at(PAST, back=True), Chime.PRESS),
    ):
        for chimes in ((chime,) if chime else (), ()):
            told = follow(state)
            assert told.chimes == chimes
            assert [tick.hand for tick in told.ticks] == [side] * len(chimes)
            assert all(0.1 < tick.strength <= 1.0 for tick in told.ticks)


def _felt(seen: list[Seen]) -> list[tuple[Chime, tuple[Hand, ...]]]:
    """Return what was heard, in order, each with the hands that felt it in that frame."""
    found = []
    for each in seen:
        assert len(each.sounds) <= 1
        assert bool(each.sounds) == bool(each.ticks)
        found += [(sound, tuple(tick.hand for tick in each.ticks)) for sound in each.sounds]
    return found


def _both(side: Hand, state: HandState, other: HandState) -> Inputs:
    return both(state, other) if side is Hand.RIGHT else both(other, state)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("north_m", "refused"), [(-60.0, False), (8.5, True)])
def test_a_jump_is_felt_in_the_hand_that_jumps_when_it_begins_and_when_one_stands(
    side: Hand, north_m: float, refused: bool
) -> None:
    # Far from everything, and close before a wall.
    visit = Visit(place=StagePlace((-50.0, north_m, 0.0)))
    aim = RigidPose((0.2, 1.2, -0.3), turned(0.0, -0.3))
    visit.run(0.5)
    visit.seen.clear()
    visit.run(0.2, _both(side, holding((0.0, 1.0), aim), holding()))
    arc = visit.seen[-1].arc
    assert arc is not None
    assert arc.allowed is not refused
    visit.run(0.5, _both(side, holding(aim=aim), holding()))
    went = [(Chime.GO, (side,)), (Chime.LAND, (side,))]
    assert _felt(visit.seen) == ([(Chime.REFUSE, (side,))] if refused else went)


@pytest.mark.parametrize("side", SIDES)
def test_at_the_model_the_hand_that_chose_a_spot_feels_it(side: Hand) -> None:
    visit = Visit(place=StagePlace((-12.0, -6.0, 0.0)))
    visit.run(0.5)
    visit.walker.lay_table((-15.0, 4.0, 0.0))
    visit.run(0.5)
    table = visit.seen[-1].table
    assert table is not None
    x, y, z = table.centre
    down = RigidPose((x, y + 0.4, z), turned(0.0, -1.5))
    up = RigidPose((x, y + 0.4, z), turned(0.0, 1.5))
    for aim, felt in (
        (up, [(Chime.REFUSE, (side,))]),
        (down, [(Chime.GO, (side,)), (Chime.LAND, (side,))]),
    ):
        other = holding(aim=up)
        visit.run(0.1, _both(side, holding(aim=aim), other))
        visit.seen.clear()
        visit.run(0.5, _both(side, holding(aim=aim, select=True), other))
        assert _felt(visit.seen) == felt


def test_who_is_brought_somewhere_feels_it_in_both_hands_and_who_has_none_in_none() -> None:
    visit = Visit()
    visit.run(0.5)
    for inputs, hands in (
        (both(holding(), holding()), tuple(Hand)),
        (both(holding(), NO_HAND), (Hand.RIGHT,)),
    ):
        visit.seen.clear()
        visit.walker.go_to((-50.0, -60.0, 0.0), 0.0)
        visit.run(0.5, inputs)
        assert _felt(visit.seen) == [(Chime.LAND, hands)]
    visit.walker.go_to((-40.0, -60.0, 0.0), 0.0)
    visit.run(0.5, both())
    assert [seen.ticks for seen in visit.seen if Chime.LAND in seen.sounds][-1] == ()
