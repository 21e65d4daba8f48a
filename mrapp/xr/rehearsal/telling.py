"""How a scripted visitor says something: a place, a mood, what it is about, answers, a note."""

from mrapp.model.texts import Phrase
from mrapp.xr.rehearsal import going
from mrapp.xr.rehearsal.body import Act, NotThereError, Puppet
from mrapp.xr.rehearsal.pressing import SAYING, in_menu, press, see

_MOST_QUESTIONS = 60
_ENDLESS = Phrase(nl="De vragen hielden niet op.", en="The questions did not end.")
_NO_PAGE = Phrase(nl="Er kwam geen vraag.", en="No question came.")
_NOT_KEPT = Phrase(
    nl="De mening werd niet bewaard; op het paneel staat: opnieuw proberen.",
    en="The opinion was not kept; the panel offers to try again.",
)


def begin(p: Puppet) -> Act:
    """Choose "say something" in the menu."""
    yield from in_menu(p, "say")
    yield from p.until(lambda: p.around.page(SAYING) is not None, _NO_PAGE)


def choose(p: Puppet, pattern: str, kind: str) -> Act:
    """Choose something and go on; where such a thing is not asked (`kind`), nothing is done."""
    yield from see(p, "on")
    if p.around.offers(kind):
        yield from press(p, pattern)
        yield from press(p, "on")


def answer_all(p: Puppet, most: int = 0) -> Act:
    """Answer each question with the first answer; where that is not enough, with one more.

    most: so many pages at most; 0: all.
    """
    for _ in range(most or _MOST_QUESTIONS):
        yield from p.until(lambda: p.around.offers("on") or p.around.offers("keep"), _NO_PAGE)
        if p.around.offers("record*") or p.around.offers("keep"):
            return
        if p.around.offers("answer:point", chosen=False) and not p.around.offers("answer:none"):
            yield from press(p, "answer:point")
            yield from going.point_place(p)
        elif p.around.offers("answer:*", chosen=False) and not p.around.offers("answer:point"):
            yield from press(p, "answer:*", chosen=False)
        try:
            yield from press(p, "on")
        except NotThereError:
            if not p.around.offers("answer:*", chosen=False):
                raise
    if not most:
        raise NotThereError(_ENDLESS)


def record(p: Puppet, seconds: float) -> Act:
    """Say something, and go on."""
    yield from press(p, "record")
    yield from see(p, "record-end")
    yield from p.rest(seconds)
    yield from press(p, "record-end")
    yield from see(p, "record-again")
    yield from press(p, "on")


def send(p: Puppet) -> Act:
    """Keep what was said, read the thanks, and be done."""
    yield from press(p, "keep")
    yield from p.until(lambda: p.around.offers("done") or p.around.offers("try-again"), _NOT_KEPT)
    if p.around.offers("try-again"):
        raise NotThereError(_NOT_KEPT)
    yield from see(p, "done")
    yield from p.rest(1.5)
    yield from press(p, "done")
    yield from p.lower()
