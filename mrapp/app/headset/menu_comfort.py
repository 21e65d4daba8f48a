"""What the hand menu offers for the own body, eyes and ears."""

from collections.abc import Sequence
from dataclasses import replace

from mrapp.app.headset import menu_words as words
from mrapp.app.headset.menu import Around, Menu
from mrapp.app.headset.menu_entries import Entry, does
from mrapp.app.headset.sheets import LESS, MORE, Item, Kind
from mrapp.app.headset.sizes import TEXT_SCALES
from mrapp.app.headset.wanted import (
    ChangeComfort,
    Comfort,
    Going,
    Turning,
)
from mrapp.model.texts import Phrase


def comfort(_around: Around, menu: Menu) -> tuple[Entry, ...]:
    """Return how one goes and turns, sits, which hands one uses, and how large text is."""
    now = menu.comfort
    smooth, gliding = now.going is Going.SMOOTH, now.turning is Turning.SMOOTH
    going = Going.TELEPORT if smooth else Going.SMOOTH
    turning = Turning.SNAP if gliding else Turning.SMOOTH
    rows = (
        ("going", words.WALKING, smooth, replace(now, going=going)),
        ("turning", words.GLIDING, gliding, replace(now, turning=turning)),
        ("seated", words.SEATED, now.seated, replace(now, seated=not now.seated)),
        ("one-handed", words.ONE_HAND, now.one_handed, _one_handed(now)),
        ("left-handed", words.LEFT, now.left_handed, _left_handed(now)),
    )
    toggles = (
        does(Item(key, label, Kind.TOGGLE, on), ChangeComfort(wanted))
        for key, label, on, wanted in rows
    )
    return (*toggles, _text_size(now))


def _one_handed(now: Comfort) -> Comfort:
    return replace(now, one_handed=not now.one_handed)


def _left_handed(now: Comfort) -> Comfort:
    return replace(now, left_handed=not now.left_handed)


def _text_size(now: Comfort) -> Entry:
    steps = [replace(now, text_scale=size) for size in TEXT_SCALES]
    return _stepping("text", words.TEXT, words.TEXT_SIZES, steps, steps.index(now))


def loudness(around: Around, now: Comfort) -> Entry:
    """Return how loud it is, where the visitor can set that."""
    steps = [replace(now, sound=step) for step in range(len(words.LOUDNESS))]
    entry = _stepping("sound", words.SOUND, words.LOUDNESS, steps, now.sound)
    why = around.silent
    return Entry(replace(entry.item, enabled=why is None, why_not=why), entry.does)


def _stepping(
    key: str, label: Phrase, told: Sequence[Phrase], steps: Sequence[Comfort], at: int
) -> Entry:
    """Return what leads from one step to the next, with less and more."""
    last = len(steps) - 1
    item = Item(key, label, Kind.STEP, note=told[at], less=at > 0, more=at < last)
    sides = {LESS: steps[max(at - 1, 0)], MORE: steps[min(at + 1, last)]}
    return Entry(item, {f"{key}{side}": ChangeComfort(wanted) for side, wanted in sides.items()})
