"""Coming back to an opinion at a kiosk with the code on its receipt: one function per action.

A code, then the opinion, from there adding to it or withdrawing it. What is asked of the store is
`busy` until `found`, `added`, `taken` or `refused` tells what came of it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mrapp.app.kiosk.came_back import CameBack
from mrapp.app.kiosk.visit import Page, Visit
from mrapp.app.remarks.keeping import Kept
from mrapp.app.remarks.receipts import shown
from mrapp.app.syncing import Became
from mrapp.model.remark import Addition
from mrapp.model.texts import Notice, Phrase

_ADDED = Notice(Phrase(nl="Bedankt. Wat u toevoegde, is bewaard.", en="Thank you. It was added."))


def begin(visit: Visit) -> Visit:
    """Ask for the code."""
    return replace(visit, page=Page.CODE, came=CameBack())


def give_code(visit: Visit, typed: str) -> Visit:
    """Give the code: all of it that was typed so far."""
    return _with(visit, code=shown(typed), told=None)


def say_more(visit: Visit, text: str) -> Visit:
    """Say what is to be added: all of it, at every key."""
    return _with(visit, more=text, adding=None, told=None)


def add_more(visit: Visit) -> Visit:
    """Go and say something more."""
    return replace(visit, page=Page.MORE, came=replace(visit.came, told=None))


def doubt(visit: Visit) -> Visit:
    """Ask once more whether it is to be withdrawn."""
    return replace(visit, page=Page.TAKE_BACK, came=replace(visit.came, told=None))


def asked(visit: Visit) -> Visit:
    """The store is asked for something: nothing else is, until it answers."""
    return _with(visit, busy=True, told=None)


def adding(visit: Visit, addition: Callable[[str], Addition]) -> Visit:
    """The store is asked to add something. Tried again it is the same: it may have been kept."""
    return asked(_with(visit, adding=addition))


def found(visit: Visit, kept: Kept, became: Became) -> Visit:
    """The code leads to an opinion that stands. became: what came of it."""
    came = CameBack(code=visit.came.code, kept=kept, became=became)
    return replace(visit, page=Page.MINE, came=came)


def added(visit: Visit, addition: Addition) -> Visit:
    """Something was added, and is durable."""
    kept = visit.came.kept
    if kept is None:
        return visit
    longer = replace(kept, additions=(*kept.additions, addition))
    there = found(visit, longer, visit.came.became)
    return replace(there, came=replace(there.came, told=_ADDED))


def taken(visit: Visit) -> Visit:
    """It was withdrawn: nothing of it is needed here any longer."""
    return replace(visit, page=Page.TAKEN, came=CameBack())


def refused(visit: Visit, why: Notice) -> Visit:
    """It could not be done: say why."""
    return replace(visit, came=replace(visit.came, busy=False, told=why))


def _with(visit: Visit, **fields: Any) -> Visit:
    """Change what is asked for, unless the store is being asked just now."""
    return visit if visit.came.busy else replace(visit, came=replace(visit.came, **fields))
