"""Saying something with a headset on: one opinion as a value, one function per action.

A place is pointed at first; then mood, theme, the project's questions and a spoken note, each of
which may be passed over; then all of it is looked through and kept. It ends in the same remark as
at the kiosk. Nobody types: what is asked for in free words may be said aloud.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum, auto

from mrapp.app.history import Moment
from mrapp.app.questions.answering import counted, whole
from mrapp.app.questions.asking import asked, may_follow
from mrapp.app.remarks.making import GivenFile, Look, Said
from mrapp.app.remarks.sound import SpokenNote
from mrapp.model.questions import Answer, Answers, Question, Questionnaire
from mrapp.model.remark import Thing
from mrapp.model.texts import Notice, Phrase
from mrapp.model.values import Point3

MOOD, ABOUT, VOICE, SEND = "mood", "about", "voice", "send"
"""The steps that are no question."""

_ASKED = "ask:"
SPOKEN = Phrase(
    nl="[gezegd met een VR-bril: zie de gesproken notitie]",
    en="[said with a headset on: see the spoken note]",
)
UNSPOKEN = Phrase(
    nl="[met een VR-bril kon hier niets worden opgeschreven]",
    en="[with a headset on nothing could be written here]",
)
"""What stands for an answer in words that a question will not go without."""


class Page(StrEnum):
    """Where a visitor is.

    NONE: nothing is being said, or it was put aside. RECOVERED: something is offered that was being
    said when a program ended. POINT: a place is to be pointed at. STEP: at a step of `steps`.
    """

    NONE = auto()
    RECOVERED = auto()
    POINT = auto()
    STEP = auto()
    FORGET = auto()
    SENDING = auto()
    FAILED = auto()
    THANKS = auto()


class Note(StrEnum):
    """How far a spoken note is."""

    NONE = auto()
    OPENING = auto()
    RECORDING = auto()
    PACKING = auto()
    THERE = auto()


@dataclass(frozen=True)
class Seen:
    """What was seen when the opinion began: it is about that. picture: small, of one eye."""

    moment: Moment
    look: Look | None = None
    picture: GivenFile | None = None


@dataclass(frozen=True)
class Telling:
    """One opinion and how far it is; nothing of it outlives `finish`.

    step: see `steps`. part: of a list too long for one sheet. orders: how comparisons are shown.
    point: RD/NAP metres. note: how far the spoken note is, voice: it, once there. nudged: whether
    one tried to pass over what needs an answer. fault: what went wrong. before: the page that comes
    back if it is not to be forgotten. draft_id: of the remark that comes of it; "": nothing is
    begun. receipt: its code, once it was kept.
    """

    page: Page = Page.NONE
    step: str = ""
    part: int = 0
    form: Questionnaire | None = None
    answers: Answers = field(default_factory=dict)
    orders: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    themed: bool = False
    mood: int | None = None
    theme: str | None = None
    point: Point3 | None = None
    thing: Thing | None = None
    seen: Seen | None = None
    note: Note = Note.NONE
    voice: SpokenNote | None = None
    nudged: bool = False
    fault: Notice | None = None
    before: Page = Page.NONE
    draft_id: str = ""
    begun_utc: datetime | None = None
    receipt: str = ""

    @property
    def begun(self) -> bool:
        """Whether there is something to go on with, or to lose."""
        return bool(self.draft_id)

    @property
    def pointing(self) -> bool:
        """Whether a press in the city tells a place."""
        return self.page is Page.POINT


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


def place(telling: Telling) -> Point3 | None:
    """Return the place that is spoken of now, RD/NAP metres: that of a question that asks so."""
    asks = question(telling)
    if asks is None or asks.kind != "pin":
        return telling.point
    value = telling.answers.get(asks.id)
    if not isinstance(value, tuple):
        return None
    x, y, nap = (float(each) for each in value)
    return x, y, nap


def steps(telling: Telling) -> tuple[str, ...]:
    """Return the steps, given the answers so far; questions for free words are none."""
    mood = (MOOD,) if feels(telling) else ()
    about = (ABOUT,) if telling.themed else ()
    shown = asked(telling.form, given(telling)) if telling.form else ()
    asks = (f"{_ASKED}{each.id}" for each in shown if each.kind != "text")
    return (*mood, *about, *asks, VOICE, SEND)


def feels(telling: Telling) -> bool:
    """Tell whether the mood is asked for outside the questions: none of them does."""
    return telling.form is None or not any(each.kind == "mood" for each in telling.form.questions)


def question(telling: Telling) -> Question | None:
    """Return the question of the step; None where the step is none."""
    if telling.form is None or not telling.step.startswith(_ASKED):
        return None
    return telling.form.question(telling.step.removeprefix(_ASKED))


def worded(telling: Telling) -> tuple[Question, ...]:
    """Return the questions for free words that are asked: they may be answered aloud."""
    shown = asked(telling.form, given(telling)) if telling.form else ()
    return tuple(each for each in shown if each.kind == "text")


def how_far(telling: Telling) -> tuple[int, int]:
    """Return the number of the step, from 1, and how many may follow it at most; `SEND` is none."""
    row = [each for each in steps(telling) if each != SEND]
    at, now = row.index(telling.step), question(telling)
    if now is None or telling.form is None:
        return at + 1, len(row) - at - 1
    later = may_follow(telling.form, now, given(telling))
    return at + 1, sum(each.kind != "text" for each in later) + 1


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


def opening(telling: Telling) -> Telling:
    """The visitor said yes to a recording: wait for the microphone."""
    return replace(telling, note=Note.OPENING, fault=None)


def recording(telling: Telling) -> Telling:
    """It is being recorded."""
    return replace(telling, note=Note.RECORDING)


def not_opened(telling: Telling) -> Telling:
    """It was given up before the microphone was on."""
    return replace(telling, note=Note.THERE if telling.voice else Note.NONE)


def packing(telling: Telling) -> Telling:
    """The recording has ended; what was said is being put together."""
    return replace(telling, note=Note.PACKING)


def noted(telling: Telling, voice: SpokenNote) -> Telling:
    """The note is there."""
    return replace(telling, note=Note.THERE, voice=voice, fault=None)


def not_noted(telling: Telling, fault: Notice) -> Telling:
    """Nothing was recorded: say why; a note that was there before is there still."""
    return replace(telling, note=Note.THERE if telling.voice else Note.NONE, fault=fault)


def drop_note(telling: Telling) -> Telling:
    """Forget what was recorded."""
    return replace(telling, note=Note.NONE, voice=None)


def given(telling: Telling) -> Answers:
    """Return the answers that are whole, and what stands for those in words that are needed."""
    return whole(telling.form, telling.answers) | _stand_ins(telling, "nl")


def _stand_ins(telling: Telling, language: str) -> Answers:
    """Return an answer for each question in words that will not go without one.

    Else all that somebody answered by pointing would be lost for one that asks to be written.
    """
    form = telling.form
    if form is None or not whole(form, telling.answers):
        return {}
    words = (SPOKEN if telling.voice else UNSPOKEN).text(language)
    return {each.id: words for each in form.questions if each.kind == "text" and each.required}


def said(telling: Telling, language: str) -> Said:
    """Return what is to be kept: answers to questions left behind do not count."""
    answers = whole(telling.form, telling.answers) | _stand_ins(telling, language)
    files = [telling.seen.picture] if telling.seen and telling.seen.picture else []
    if telling.voice is not None:
        files.append(GivenFile("voice", "audio/ogg", telling.voice.content))
    return Said(
        mood=telling.mood,
        theme=telling.theme,
        questionnaire=telling.form,
        answers=counted(telling.form, answers),
        orders=telling.orders,
        point=telling.point,
        thing=telling.thing,
        files=tuple(files),
    )


def says_something(telling: Telling) -> bool:
    """Tell whether there is anything to keep."""
    answered = counted(telling.form, telling.answers)
    return bool(answered or telling.mood or telling.voice)


def send(telling: Telling) -> Telling:
    """Keep it: until `sent` or `failed`."""
    return replace(telling, page=Page.SENDING, fault=None) if says_something(telling) else telling


def sent(telling: Telling, receipt: str) -> Telling:
    """It was kept: thank the visitor; what was said is no longer needed here.

    Who is just asked whether to forget it all decides that first.
    """
    if telling.page is Page.FORGET:
        return replace(telling, before=Page.THANKS, receipt=receipt)
    return Telling(page=Page.THANKS, receipt=receipt)


def failed(telling: Telling, fault: Notice) -> Telling:
    """It could not be kept: say why, and keep all that was said."""
    if telling.page is Page.FORGET:
        return replace(telling, before=Page.FAILED, fault=fault)
    return replace(telling, page=Page.FAILED, fault=fault)


def is_waiting(telling: Telling) -> bool:
    """Tell whether it is being kept, and the visitor waits for what comes of it."""
    asking = telling.page is Page.FORGET and telling.before is Page.SENDING
    return telling.page is Page.SENDING or asking


def is_taken_back(before: Telling, telling: Telling) -> bool:
    """Tell whether what was being kept, or just was, is to be forgotten by this step."""
    doubted = before.page is Page.FORGET and before.before in (Page.SENDING, Page.THANKS)
    return doubted and telling == Telling()


def doubt(telling: Telling) -> Telling:
    """Ask whether all of it is really to be forgotten."""
    known = telling.page in (Page.FORGET, Page.NONE, Page.THANKS)
    return telling if known else replace(telling, page=Page.FORGET, before=telling.page)


def finish() -> Telling:
    """Forget it all."""
    return Telling()
