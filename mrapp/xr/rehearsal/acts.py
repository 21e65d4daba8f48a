"""From what a visitor means to do to what the body does, frame by frame."""

import math
from collections.abc import Callable
from typing import Final

from mrapp.model.texts import Phrase
from mrapp.xr.device import Condition
from mrapp.xr.rehearsal import going, pressing, telling
from mrapp.xr.rehearsal import steps as to
from mrapp.xr.rehearsal.body import Act, Puppet

_LOOK_RAD: Final = math.radians(65.0)
_CLEAR: Final = 0.02
_NOT_ON = Phrase(
    nl="De headset ging niet aan, of er kwam geen beeld van de stad.",
    en="The headset did not come on, or no picture of the city came.",
)
_NOT_OFF = Phrase(nl="De headset ging niet uit.", en="The headset did not go off.")
_HINT_STAYS = Phrase(
    nl="De uitleg vraagt nog steeds om rond te kijken.",
    en="The hint still asks to look around.",
)
_STAYS = Phrase(nl="{area} ging niet weg.", en="{area} did not go away.")
_NOT_CHOSEN = Phrase(nl="De keuze {area} werd niet getoond.", en="The choice {area} was not shown.")


def act(p: Puppet, step: to.Step) -> Act:
    """Return what the body does for a step. Raises `NotThereError` while it is being done.

    A step for the facilitator is none of the body's: nothing.
    """
    simple = _SIMPLE.get(type(step))
    if simple is not None:
        return simple(p)
    return _worded(p, step)


def _worded(p: Puppet, step: to.Step) -> Act:  # noqa: C901 - one line a step
    match step:
        case to.LookAt(area):
            yield from pressing.see(p, area)
        case to.Press(area):
            yield from pressing.press(p, area)
        case to.See(area, gone):
            yield from _see(p, area, gone=gone)
        case to.Jump(metres):
            yield from going.jump(p, metres)
        case to.SnapTurn(times):
            yield from going.turn(p, times)
        case to.WalkInRoom(metres):
            yield from going.walk_in_room(p, metres)
        case to.WalkByStick(seconds):
            yield from going.walk_by_stick(p, seconds)
        case to.ChooseVariant(variant):
            yield from _choose(p, "variants", f"variant:{variant or '*'}")
        case to.ChooseTime(month):
            yield from _choose(p, "time", f"season:{month or '*'}")
        case to.GoToViewpoint(viewpoint):
            yield from _go_to(p, f"viewpoint:{viewpoint or '*'}")
        case to.SetComfort(area):
            yield from _set_comfort(p, area)
        case to.Feel(mood):
            yield from telling.choose(p, f"mood:{mood}", "mood:*")
        case to.About(theme):
            yield from telling.choose(p, f"theme:{theme or '*'}", "theme:*")
        case to.AnswerAll(most):
            yield from telling.answer_all(p, most)
        case to.Record(seconds):
            yield from telling.record(p, seconds)
        case to.Rest(seconds):
            yield from p.rest(seconds)


def _put_on(p: Puppet) -> Act:
    p.worn = True
    yield from p.until(lambda: p.around.condition is Condition.FOCUSED, _NOT_ON)
    yield from p.until(
        lambda: p.around.finished and p.around.black < _CLEAR and bool(p.around.panels), _NOT_ON
    )
    yield from p.rest(0.5)


def _take_off(p: Puppet) -> Act:
    yield from p.lower()
    p.worn = False
    yield from p.until(lambda: p.around.condition is not Condition.FOCUSED, _NOT_OFF)


def _look_round(p: Puppet) -> Act:
    straight = p.yaw_rad
    asked = p.around.offers("language") and p.around.page(pressing.MENU) is None
    for side in (1.0, -1.0):
        yield from p.look(straight + side * _LOOK_RAD)
        yield from p.rest(0.3)
    yield from p.look(straight)
    if asked:
        yield from p.until(lambda: not p.around.offers("language"), _HINT_STAYS)


def _see(p: Puppet, area: str, *, gone: bool) -> Act:
    if gone:
        yield from p.until(lambda: not p.around.offers(area), _STAYS.filled(area=area))
    else:
        yield from pressing.see(p, area)


def _choose(p: Puppet, page: str, pattern: str) -> Act:
    """Choose something in the menu that is not chosen yet, and look until all of it is there."""
    yield from pressing.in_menu(p, page)
    yield from pressing.see(p, pattern, chosen=False)
    found = p.around.find(pattern, chosen=False)
    area = found[1].id if found else pattern
    yield from pressing.press(p, area)
    why = _NOT_CHOSEN.filled(area=area)
    yield from p.until(lambda: p.around.offers(area, chosen=True) and p.around.finished, why)
    yield from pressing.close_menu(p)
    yield from p.rest(1.0)


def _go_to(p: Puppet, pattern: str) -> Act:
    yield from pressing.in_menu(p, "viewpoints", pattern)
    yield from p.pass_s(0.3)  # as long as a jump's fade takes to begin
    yield from p.until(lambda: p.around.black < _CLEAR and p.around.finished, _NOT_ON)
    yield from p.lower()


def _set_comfort(p: Puppet, area: str) -> Act:
    yield from pressing.in_menu(p, "more", "comfort")
    if not p.around.offers(area, chosen=True):
        yield from pressing.press(p, area)
        why = _NOT_CHOSEN.filled(area=area)
        yield from p.until(lambda: p.around.offers(area, chosen=True), why)
    yield from pressing.close_menu(p)


def _speak(p: Puppet) -> Act:
    yield from pressing.in_menu(p, "more", "language")
    yield from pressing.close_menu(p)


def _stop(p: Puppet) -> Act:
    yield from pressing.in_menu(p, "more", "stop", "stop-now")
    yield from p.lower()


def _nothing(_p: Puppet) -> Act:
    yield from ()


_SIMPLE: dict[type, Callable[[Puppet], Act]] = {
    to.PutOn: _put_on,
    to.TakeOff: _take_off,
    to.LookRound: _look_round,
    to.OpenMenu: pressing.open_menu,
    to.CloseMenu: pressing.close_menu,
    to.Speak: _speak,
    to.ToTable: going.to_table,
    to.TurnModel: going.turn_model,
    to.ChooseSpot: going.choose_spot,
    to.BeginSaying: telling.begin,
    to.PointPlace: going.point_place,
    to.Send: telling.send,
    to.Stop: _stop,
    to.AskHost: _nothing,
}
