"""What stands on the panel on which something is said, and what a press on it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from mrapp.app.headset import saying, saying_kept, saying_note, saying_steps
from mrapp.app.headset import saying_words as words
from mrapp.app.headset.panels import Stand
from mrapp.app.headset.question_items import answer_items, answered, hints
from mrapp.app.headset.sheets import Item, Kind, Sheet, named, part_of
from mrapp.app.headset.telling import MOOD, SEND, VOICE, Note, Page, Telling
from mrapp.app.headset.wanted import (
    AskToStop,
    ChooseVariant,
    EndRecording,
    GoTo,
    Record,
    Send,
    TellingWanted,
)
from mrapp.app.questions import question_words
from mrapp.app.questions.answering import counted
from mrapp.app.remarks.sound import MOST_S, SpokenNote
from mrapp.model.project import Project
from mrapp.model.questions import Question
from mrapp.model.texts import Notice, Phrase

NO_MICROPHONE, NOTHING_HEARD = Notice(words.NO_MICROPHONE), Notice(words.NOTHING_HEARD)
"""Why there is no recording, for who cannot write instead."""

KEY = "saying"
"""The key of its panel."""

RECOVER = "recover"
"""The area with which one goes on with what is offered."""

_BACK, _FORGET, _STOP, _ON, _NEXT, _AGAIN = "back", "forget", "stop", "on", "next-part", "again"


@dataclass(frozen=True)
class Live:
    """What is being recorded just now. level: how loud, 0 to 1."""

    seconds: float = 0.0
    level: float = 0.0


QUIET = Live()


def sheet_of(project: Project, telling: Telling, live: Live = QUIET) -> Sheet | None:
    """Return the page that is shown; None: nothing is being said."""
    pages: Mapping[Page, Callable[[Telling], Sheet]] = {
        Page.RECOVERED: _recovered,
        Page.POINT: _point,
        Page.FORGET: _forget,
        Page.SENDING: _sending,
        Page.FAILED: _failed,
        Page.THANKS: _thanks,
    }
    if telling.page is Page.NONE:
        return None
    if telling.page is not Page.STEP:
        return pages[telling.page](telling)
    if telling.step == VOICE:
        return _voice(telling, live)
    if telling.step == SEND:
        return _overview(project, telling)
    return _asked(project, telling)


def pressed(project: Project, telling: Telling, area: str) -> tuple[Telling, TellingWanted | None]:
    """Return what is said after a press, and what is wanted; None: nothing beside another page."""
    sheet = sheet_of(project, telling)
    if sheet is None or not sheet.enabled(area):
        return telling, None
    wanted = _wanted(telling, area)
    if wanted is not None:
        return _while_wanted(telling, wanted), wanted
    act = _ACTS.get(area)
    return (act(telling) if act else _chosen(telling, area)), None


def _wanted(telling: Telling, area: str) -> TellingWanted | None:
    if area.startswith("look:"):
        return ChooseVariant(area.removeprefix("look:"))
    asks = saying_steps.question(telling)
    if area == _AGAIN and asks is not None and asks.viewpoint:
        return GoTo(asks.viewpoint)
    return _WANTS.get(area)


_WANTS: Mapping[str, TellingWanted] = {
    _STOP: AskToStop(),
    "record": Record(),
    "record-again": Record(),
    "record-end": EndRecording(),
    "keep": Send(),
    "try-again": Send(),
}


def _while_wanted(telling: Telling, wanted: TellingWanted) -> Telling:
    match wanted:
        case Record():
            return saying_note.opening(telling)
        case EndRecording():
            return saying_note.packing(telling)
        case Send():
            return saying_kept.send(telling)
        case _:
            return telling


def _recovered_on(telling: Telling) -> Telling:
    return saying.go_to(telling, telling.step)


_ACTS: Mapping[str, Callable[[Telling], Telling]] = {
    _BACK: saying.go_back,
    _FORGET: saying.doubt,
    _ON: saying.go_on,
    _NEXT: saying.next_part,
    "no-place": lambda telling: saying.pointed(telling, None),
    "not-now": saying.go_back,
    "answer:point": saying.point_again,
    "forget-now": lambda _telling: saying.finish(),
    "keep-on": saying.go_back,
    RECOVER: _recovered_on,
    "drop-note": saying_note.drop_note,
    "change": lambda telling: saying.go_to(telling, saying_steps.steps(telling)[0]),
    "done": lambda _telling: saying.finish(),
}


def _chosen(telling: Telling, area: str) -> Telling:
    """Take an answer, a mood or a theme; the same again takes it back."""
    kind, _, value = area.partition(":")
    if kind == "mood":
        mood = int(value)
        return saying.feel(telling, None if telling.mood == mood else mood)
    if kind == "theme":
        return saying.choose_theme(telling, None if telling.theme == value else value)
    asks = saying_steps.question(telling)
    if asks is None:
        return telling
    before = telling.answers.get(asks.id)
    return saying.answer(telling, asks.id, answered(asks, before, value))


def _foot(telling: Telling) -> tuple[Item, ...]:
    """Return what is on every page: back, forget it, stop."""
    over = telling.page in (Page.THANKS, Page.RECOVERED)
    leads = telling.page not in (Page.THANKS, Page.RECOVERED, Page.SENDING)
    return (
        Item(_BACK, words.BACK, enabled=leads),
        Item(_FORGET, words.FORGET, enabled=not over and telling.page is not Page.FORGET),
        Item(_STOP, words.STOP),
    )


def _sheet(telling: Telling, title: Phrase, *said: Phrase) -> Sheet:
    return Sheet(KEY, title, said, foot=_foot(telling), stand=Stand.BESIDE)


def _recovered(telling: Telling) -> Sheet:
    items = (Item(RECOVER, words.RECOVER, main=True), Item("forget-now", words.ERASE))
    return replace(_sheet(telling, words.RECOVERED, words.RECOVERED_WORDS), items=items)


def _point(telling: Telling) -> Sheet:
    asks = saying_steps.question(telling)
    title = words.POINT if asks is None else named(asks.text)
    none = Item("no-place", words.NO_PLACE) if asks is None else Item("not-now", words.NOT_NOW)
    base = _sheet(telling, title, words.HOW_TO_POINT)
    return replace(base, items=(none,), across=1, small=True)


def _asked(project: Project, telling: Telling) -> Sheet:
    """Return the page of a question, or of mood and theme, which are asked like one."""
    asks = saying_steps.question(telling)
    if asks is not None:
        value, order = telling.answers.get(asks.id), telling.orders.get(asks.id)
        title, items, said = named(asks.text), answer_items(asks, value, order), hints(asks)
        done = asks.id in saying_steps.given(telling)
    elif telling.step == MOOD:
        title, items, said = words.FEEL, _moods(telling), ()
        done = telling.mood is not None
    else:
        title, items, said = words.ABOUT, _themes(project, telling), ()
        done = telling.theme is not None
    row = bool(items) and items[0].kind in (Kind.FACE, Kind.NUMBER)
    return replace(
        _sheet(telling, title, *said),
        items=items if row else part_of(items, telling.part, _NEXT),
        across=len(items) if row else 2,
        ways=_ways(project, asks, done=done),
        notice=question_words.NEEDED if telling.nudged else None,
        far=_far(telling),
    )


def _ways(project: Project, asks: Question | None, *, done: bool) -> tuple[Item, ...]:
    """Return what leads on, or over it; and back to where one saw what is asked about."""
    needed = asks is not None and asks.required
    on = Item(_ON, words.ON if done or needed else words.SKIP, main=done)
    again = asks is not None and project.viewpoint(asks.viewpoint) is not None
    return (Item(_AGAIN, question_words.SHOW_AGAIN), on) if again else (on,)


def _moods(telling: Telling) -> tuple[Item, ...]:
    return tuple(
        Item(f"mood:{number}", name, Kind.FACE, telling.mood == number, number=number)
        for number, name in enumerate(question_words.MOOD_WORDS, 1)
    )


def _themes(project: Project, telling: Telling) -> tuple[Item, ...]:
    return tuple(
        Item(f"theme:{each.id}", named(each.name), Kind.CHOICE, telling.theme == each.id)
        for each in project.themes
    )


def _far(telling: Telling) -> Phrase:
    number, left = saying_steps.how_far(telling)
    return (words.FAR if left else words.FAR_LAST).filled(number=number, left=left)


def _voice(telling: Telling, live: Live) -> Sheet:
    if telling.note is Note.RECORDING:
        told = words.RECORDING.filled(now=clock(live.seconds), most=clock(MOST_S))
        end = (Item("record-end", words.RECORD_END, main=True),)
        base = _sheet(telling, words.VOICE, told)
        return replace(base, items=end, across=1, meter=live.level)
    if telling.note in (Note.OPENING, Note.PACKING):
        waits = words.OPENING if telling.note is Note.OPENING else words.PACKING
        return _sheet(telling, words.VOICE, waits)
    if telling.voice is not None:
        base = _sheet(telling, words.VOICE, _noted(telling.voice))
        items = (Item("record-again", words.RECORD_AGAIN), Item("drop-note", words.DROP_NOTE))
        ways: tuple[Item, ...] = (Item(_ON, words.ON, main=True),)
    else:
        base = _sheet(telling, words.VOICE, *(() if telling.fault else _consent(telling)))
        items, ways = (Item(_ON, words.NO_NOTE), Item("record", words.RECORD, main=True)), ()
    return replace(base, items=items, ways=ways, far=_far(telling), notice=_fault(telling))


def _consent(telling: Telling) -> tuple[Phrase, ...]:
    """Return what one may say aloud, and what one says yes to."""
    asks = saying_steps.worded(telling)[:_MOST_ALOUD]
    aloud = (words.ALOUD.filled(question=named(each.text)) for each in asks)
    return (*aloud, words.CONSENT)


_MOST_ALOUD = 2
"""More would be forgotten before one speaks."""


def _noted(voice: SpokenNote) -> Phrase:
    return words.NOTED.filled(length=clock(voice.seconds))


def _fault(telling: Telling) -> Phrase | None:
    fault = telling.fault
    return Phrase(nl=fault.text("nl"), en=fault.text("en")) if fault else None


def _overview(project: Project, telling: Telling) -> Sheet:
    something = saying_kept.says_something(telling)
    keep = Item("keep", words.KEEP, main=True, enabled=something, why_not=words.NOTHING_SAID)
    base = _sheet(telling, words.OVERVIEW, *_told(project, telling))
    return replace(base, items=(Item("change", words.CHANGE), keep))


def _told(project: Project, telling: Telling) -> tuple[Phrase, ...]:
    """Return what was said, line by line."""
    lines = [words.PLACE_GIVEN if telling.point else words.PLACE_NONE]
    if telling.mood:
        lines.append(words.FELT.filled(mood=question_words.MOOD_WORDS[telling.mood - 1]))
    theme = next((each for each in project.themes if each.id == telling.theme), None)
    if theme is not None:
        lines.append(words.THEME.filled(theme=named(theme.name)))
    answers = len(counted(telling.form, telling.answers))
    if answers:
        lines.append((words.ONE_ANSWER if answers == 1 else words.ANSWERS).filled(number=answers))
    if telling.voice is not None:
        lines.append(_noted(telling.voice))
    return tuple(lines)


def _forget(telling: Telling) -> Sheet:
    items = (Item("forget-now", words.FORGET_NOW), Item("keep-on", words.KEEP_ON, main=True))
    return replace(_sheet(telling, words.FORGET_TITLE, words.FORGET_WORDS), items=items)


def _sending(telling: Telling) -> Sheet:
    return _sheet(telling, words.SENDING)


def _failed(telling: Telling) -> Sheet:
    fault = _fault(telling)
    base = _sheet(telling, words.FAILED, *((fault,) if fault else ()), words.FAILED_WORDS)
    return replace(base, items=(Item("try-again", words.TRY_AGAIN, main=True),), across=1)


def _thanks(telling: Telling) -> Sheet:
    base = _sheet(telling, words.THANKS, words.THANKS_WORDS)
    done = (Item("done", words.DONE, main=True),)
    return replace(base, items=done, across=1, code=telling.receipt)


def clock(seconds: float) -> str:
    """Return a length as 0:12."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
