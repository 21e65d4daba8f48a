"""What a scripted visitor does to panels: finds what is to be pressed, points, presses, looks."""

from functools import partial

from mrapp.model.texts import Phrase
from mrapp.xr.rehearsal.around import Signature
from mrapp.xr.rehearsal.body import Act, NotThereError, Puppet

MENU, SAYING = "menu", "saying"
"""The keys of the panels that visitors read."""

_TRIES = 3
_STEADY_FRAMES, _HELD_FRAMES = 2, 3
_READ_S = 0.35
_OPINED = ("feels:*", "untold", "go-on")
"""What asks for an answer before anything else: how one feels, and whether to go on."""

_NOT_OFFERED = Phrase(
    nl="Er kwam niets om op te drukken dat {area} heet; wel: {offered}.",
    en="Nothing came to press that is called {area}; there is: {offered}.",
)
_NOT_HIT = Phrase(
    nl="De hand kon {area} niet aanwijzen: er staat iets voor, of het paneel staat buiten bereik.",
    en="The hand could not point at {area}: something is before it, or it is out of reach.",
)
_NOTHING_CAME = Phrase(
    nl="Na het drukken op {area} veranderde er niets op het paneel.",
    en="Nothing changed on the panel after {area} was pressed.",
)
_NO_MENU = Phrase(nl="Het menu kwam niet.", en="The menu did not come.")
_MENU_STAYS = Phrase(nl="Het menu ging niet weg.", en="The menu did not go away.")


def see(p: Puppet, pattern: str, *, chosen: bool | None = None) -> Act:
    """Wait until something can be pressed, and look at it."""
    try:
        yield from p.until(lambda: p.around.offers(pattern, chosen=chosen), _NO_MENU)
    except NotThereError:
        offered = ", ".join(a.id for panel in p.around.panels for a in panel.picture.areas)
        raise NotThereError(_NOT_OFFERED.filled(area=pattern, offered=offered or "-")) from None
    place = p.around.middle_of(pattern, chosen=chosen)
    if place is not None:
        yield from p.look_at(place)


def press(p: Puppet, pattern: str, *, chosen: bool | None = None) -> Act:
    """Press something, again where it was not heard, until its panel shows something else."""
    for attempt in range(_TRIES):
        yield from see(p, pattern, chosen=chosen)
        found = p.around.find(pattern, chosen=chosen)
        if found is None:
            continue
        key, area = found[0].picture.key, found[1].id
        yield from _hit(p, area)
        before = p.around.page(key)
        p.arm.pressed = True
        yield from p.frames(_HELD_FRAMES)
        p.arm.pressed = False
        last = attempt == _TRIES - 1
        try:
            yield from p.until(
                partial(_differs, p, key, before),
                _NOTHING_CAME.filled(area=area),
                p.patience if last else p.patience // _TRIES,
            )
        except NotThereError:
            if last:
                raise
        else:
            yield from p.rest(_READ_S)
            return


def _hit(p: Puppet, area: str) -> Act:
    """Point at an area until the hand is steadily on it, though its panel may still move."""
    yield from p.point(lambda: p.around.middle_of(area))
    steady = 0

    def on_it() -> bool:
        nonlocal steady
        place = p.around.middle_of(area)
        if place is not None:
            p.point_now(place)
        spot = p.around.under(p.aim_of(p.arm))
        steady = steady + 1 if spot is not None and spot.area == area else 0
        return steady >= _STEADY_FRAMES

    yield from p.until(on_it, _NOT_HIT.filled(area=area), p.patience // _TRIES)


def be_asked(p: Puppet) -> Act:
    """Answer what is asked before anything else: how one feels."""
    for _ in range(_TRIES):
        asked = next((each for each in _OPINED if p.around.offers(each)), None)
        if asked is None:
            return
        yield from press(p, asked)


def open_menu(p: Puppet) -> Act:
    """Open the menu with its button."""
    yield from _menu_button(p)
    yield from p.until(lambda: p.around.page(MENU) is not None, _NO_MENU)
    yield from p.rest(_READ_S)


def close_menu(p: Puppet) -> Act:
    """Put the menu away with its button, if it is there."""
    if p.around.page(MENU) is not None:
        yield from _menu_button(p)
        yield from p.until(lambda: p.around.page(MENU) is None, _MENU_STAYS)
    yield from p.lower()


def in_menu(p: Puppet, *areas: str, chosen: bool | None = None) -> Act:
    """Open the menu at its first page and press one thing after the other.

    chosen: of the last of them.
    """
    if p.around.page(MENU) is None:
        yield from open_menu(p)
    while not p.around.offers("more") and p.around.offers("back"):
        yield from press(p, "back")
    for number, area in enumerate(areas, 1):
        yield from press(p, area, chosen=chosen if number == len(areas) else None)


def _menu_button(p: Puppet) -> Act:
    p.arm.menu = True
    yield from p.frames(_HELD_FRAMES)
    p.arm.menu = False
    yield from p.frames(1)


def _differs(p: Puppet, key: str, before: Signature | None) -> bool:
    """Tell whether a panel shows something else than it did, or has gone."""
    return p.around.page(key) != before
