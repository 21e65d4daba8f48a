"""Saying something with a headset on: one function per action of who goes through its pages.

A place is pointed at first; then mood, theme, the project's questions and a spoken note, each of
which may be passed over (`saying_steps`, `saying_note`); then all of it is looked through and kept
(`saying_kept`). It ends in the same remark as at the kiosk. Nobody types: what is asked for in free
words may be said aloud.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from mrapp.app.headset.saying_steps import given, question, steps
from mrapp.app.headset.telling import SEND, Page, Seen, Telling
from mrapp.model.questions import Answer, Questionnaire
from mrapp.model.remark import Thing
from mrapp.model.values import Point3


def begin(
    telling: Telling,
    form: Questionnaire | None,
    orders: Mapping[str, tuple[str, str]],
    seen: Seen | None,
    draft_id: str,
    now_utc: datetime,
    *,
    themed: bool,
) -> Telling:
    """Begin to say something, or go on with what was put aside. draft_id: for a new one."""
    if telling.page is not Page.NONE:
        return telling
    if telling.begun:
        return replace(telling, page=telling.before)
    return Telling(
        page=Page.POINT,
        form=form,
        orders=orders,
        themed=themed,
        seen=seen,
        draft_id=draft_id,
        begun_utc=now_utc,
    )


def put_aside(telling: Telling) -> Telling:
    """Look around first; what was said stays."""
    return replace(telling, page=Page.NONE, before=telling.page)


def pointed(
    telling: Telling, point: Point3 | None, thing: Thing | None = None, seen: Seen | None = None
) -> Telling:
    """Tell which place it is about, or (None) that it is about none; then go on.

    seen: what was seen from there. On a question that asks for a place it is the answer.
    """
    if not telling.pointing:
        return telling
    asks = question(telling)
    if asks is not None:
        told = telling if point is None else answer(telling, asks.id, point)
        if told.point is None:
            told = replace(told, point=point, thing=thing)
        return replace(told, page=Page.STEP)
    there = replace(telling, point=point, thing=thing, seen=seen or telling.seen)
    return _at(there, steps(there)[0])


def point_again(telling: Telling) -> Telling:
    """Let a place be pointed at, for the step one is at."""
    return replace(telling, page=Page.POINT)


def go_on(telling: Telling) -> Telling:
    """Go to the next step; where the answer is still needed, the visitor is told so."""
    now = question(telling)
    if now is not None and now.required and now.id not in given(telling):
        return replace(telling, nudged=True)
    row = steps(telling)
    return _at(telling, row[min(row.index(telling.step) + 1, len(row) - 1)])


def go_back(telling: Telling) -> Telling:
    """Go one page back, with all that was said; from the first, look around."""
    match telling.page:
        case Page.FORGET:
            return replace(telling, page=telling.before)
        case Page.FAILED:
            return _at(telling, SEND)
        case Page.POINT if telling.step:
            return replace(telling, page=Page.STEP)
        case Page.POINT:
            return put_aside(telling)
        case Page.STEP:
            row = steps(telling)
            at = row.index(telling.step)
            return _at(telling, row[at - 1]) if at else replace(telling, page=Page.POINT, step="")
        case _:
            return telling


def go_to(telling: Telling, step: str) -> Telling:
    """Go to a step to change what was said there."""
    return _at(telling, step) if step in steps(telling) else telling


def _at(telling: Telling, step: str) -> Telling:
    return replace(telling, page=Page.STEP, step=step, part=0, nudged=False, fault=None)


def next_part(telling: Telling) -> Telling:
    """Leaf on in a list that is too long for one sheet."""
    return replace(telling, part=telling.part + 1)


def answer(telling: Telling, question_id: str, value: Answer | None) -> Telling:
    """Give, change or (None) take back an answer."""
    answers = {key: kept for key, kept in telling.answers.items() if key != question_id}
    if value is not None:
        answers[question_id] = value
    return replace(telling, answers=answers, nudged=False)


def feel(telling: Telling, mood: int | None) -> Telling:
    """Tell how one feels about it."""
    return replace(telling, mood=mood)


def choose_theme(telling: Telling, theme: str | None) -> Telling:
    """Tell what it is about."""
    return replace(telling, theme=theme)


def doubt(telling: Telling) -> Telling:
    """Ask whether all of it is really to be forgotten."""
    known = telling.page in (Page.FORGET, Page.NONE, Page.THANKS)
    return telling if known else replace(telling, page=Page.FORGET, before=telling.page)


def finish() -> Telling:
    """Forget it all."""
    return Telling()
