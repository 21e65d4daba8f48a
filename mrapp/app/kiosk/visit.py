"""What happens at a kiosk, without a window: one visit as a value, one function per action.

A visit goes attract, language, look, opinion, sending, thanks. Times are seconds of any clock that
only runs forward; the caller brings it along.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from mrapp.app.kiosk.came_back import CameBack
from mrapp.app.questions.answering import counted, orders_for, whole
from mrapp.app.questions.asking import asked
from mrapp.app.questions.blind import blind_names, names_of_compared
from mrapp.app.remarks.drawing import EMPTY, Drawing
from mrapp.app.remarks.making import GivenFile, Said
from mrapp.model.questions import Answer, Answers, Question, Questionnaire
from mrapp.model.remark import Sight, Thing
from mrapp.model.texts import Notice
from mrapp.model.values import Point3

PLACE, ABOUT, WORDS, SEND = "place", "about", "words", "send"
"""The steps of an opinion that are no question."""

_ASKED = "ask:"


class Page(StrEnum):
    """Where a visitor is."""

    ATTRACT = "attract"
    RECOVERED = "recovered"
    LANGUAGE = "language"
    LOOK = "look"
    TILE = "tile"
    OPINION = "opinion"
    DRAW = "draw"
    SHUT = "shut"
    SENDING = "sending"
    FAILED = "failed"
    THANKS = "thanks"
    CODE = "code"
    MINE = "mine"
    MORE = "more"
    TAKE_BACK = "take-back"
    TAKEN = "taken"


_PATIENT = (Page.ATTRACT, Page.SENDING)
"""Pages that no clock ends: nobody is there, or something is being kept just now."""
_BACK = {
    Page.LOOK: Page.LANGUAGE,
    Page.TILE: Page.LOOK,
    Page.DRAW: Page.OPINION,
    Page.CODE: Page.LANGUAGE,
    Page.MORE: Page.MINE,
    Page.TAKE_BACK: Page.MINE,
}
"""Where one comes by going back."""


@dataclass(frozen=True)
class Patience:
    """How long nobody may touch anything before a countdown is shown, and how long that runs.

    keeping_s: how long keeping something may take before it is said that it does not answer.
    receipt_s: the first of the two times where a code is copied.
    """

    idle_s: float = 60.0
    countdown_s: float = 20.0
    keeping_s: float = 20.0
    receipt_s: float = 120.0


@dataclass(frozen=True)
class Visit:
    """One visitor's way, and all that was said so far; nothing of it outlives `finish`.

    step: within the opinion, see `steps`. form: the questionnaire that is asked. answers: a
    ranking may be half made. orders: how comparisons are shown. themed: whether there are themes
    to choose from. pin: RD/NAP metres. variant: what is shown, None is now. drawn_on: what the
    picture shows that was drawn on. draft_id: of the opinion, and of the remark that comes of it;
    "" while there is none. receipt: the code, once it was kept. fault: why it was not. pending:
    whether it may still be, as what keeps it has not answered yet. tried: whether a last try was
    made after nobody touched anything. touched_s: when somebody last did. sent_s: when it was last
    sent. came: of who came back with a code. camera: whether it may be on, see `at_tile`.
    """

    page: Page = Page.ATTRACT
    language: str = "nl"
    variant: str | None = None
    step: str = ""
    form: Questionnaire | None = None
    answers: Answers = field(default_factory=dict)
    orders: dict[str, tuple[str, str]] = field(default_factory=dict)
    themed: bool = False
    text: str = ""
    mood: int | None = None
    theme: str | None = None
    pin: Point3 | None = None
    thing: Thing | None = None
    drawing: Drawing = EMPTY
    drawn_on: Sight | None = None
    draft_id: str = ""
    begun_utc: datetime | None = None
    nudged: bool = False
    receipt: str = ""
    fault: Notice | None = None
    pending: bool = False
    tried: bool = False
    touched_s: float = 0.0
    sent_s: float = 0.0
    came: CameBack = field(default_factory=CameBack)
    camera: bool = False


def begin(
    visit: Visit, now_s: float, form: Questionnaire | None = None, visitors: int = 0
) -> Visit:
    """Somebody touched the screen: ask for the language.

    form, visitors: as in `give_opinion`; they settle the names of compared plans for this visit.
    """
    if visit.page != Page.ATTRACT:
        return visit
    orders = orders_for(form, visitors)
    return replace(visit, page=Page.LANGUAGE, orders=orders, touched_s=now_s)


def speak(visit: Visit, language: str) -> Visit:
    """Speak another language, wherever the visitor is."""
    return replace(visit, language=language)


def look_around(visit: Visit) -> Visit:
    """Let the visitor look around; what was said stays."""
    return replace(visit, page=Page.LOOK, nudged=False)


def show_variant(visit: Visit, variant: str | None) -> Visit:
    """Show a variant, or now for None."""
    return replace(visit, variant=variant)


def give_opinion(
    visit: Visit,
    form: Questionnaire | None,
    visitors: int,
    draft_id: str,
    now_utc: datetime,
    *,
    themed: bool = False,
) -> Visit:
    """Begin to give an opinion, or go on with it.

    form: the questionnaire that is asked now. visitors: how many remarks were made before, so that
    comparisons are balanced. draft_id: for a new one.
    """
    if visit.draft_id:
        return replace(visit, page=Page.OPINION)
    begun = replace(
        visit,
        page=Page.OPINION,
        form=form,
        themed=themed,
        orders=visit.orders or orders_for(form, visitors),
        draft_id=draft_id,
        begun_utc=now_utc,
    )
    return _at(begun, steps(begun)[0])


def steps(visit: Visit) -> tuple[str, ...]:
    """Return the steps of an opinion, given the answers so far.

    Each question that is asked; a place, and what it is about, unless questions ask for that;
    own words; sending.
    """
    shown = asked(visit.form, given(visit)) if visit.form else ()
    place = () if any(question.kind == "pin" for question in shown) else (PLACE,)
    about = (ABOUT,) if visit.themed or feels(visit) else ()
    return (*(f"{_ASKED}{question.id}" for question in shown), *place, *about, WORDS, SEND)


def feels(visit: Visit) -> bool:
    """Tell whether the mood is asked for outside the questions: none of them does."""
    return visit.form is None or not any(each.kind == "mood" for each in visit.form.questions)


def question(visit: Visit) -> Question | None:
    """Return the question of the step; None where the step is none."""
    if visit.form is None or not visit.step.startswith(_ASKED):
        return None
    return visit.form.question(visit.step.removeprefix(_ASKED))


def go_on(visit: Visit) -> Visit:
    """Go to the next step; where the answer is still needed, the visitor is told so."""
    now = question(visit)
    if now is not None and now.required and now.id not in given(visit):
        return replace(visit, nudged=True)
    row = steps(visit)
    return _at(visit, row[min(row.index(visit.step) + 1, len(row) - 1)])


def go_back(visit: Visit) -> Visit:
    """Go one page back, with all that was said; the first pages lead to looking around."""
    if visit.page == Page.FAILED:
        # What may still be kept as it was said cannot be said in another way meanwhile.
        return visit if visit.pending else replace(visit, page=Page.OPINION, fault=None)
    if visit.page == Page.SHUT:
        return look_around(visit)
    if visit.page != Page.OPINION:
        page = visit.page if visit.came.busy else _BACK.get(visit.page, visit.page)
        return replace(visit, page=page)
    row = steps(visit)
    at = row.index(visit.step)
    return _at(visit, row[at - 1]) if at else look_around(visit)


def go_to(visit: Visit, step: str) -> Visit:
    """Go to a step to change what was said there."""
    return _at(visit, step) if step in steps(visit) else visit


def _at(visit: Visit, step: str) -> Visit:
    there = replace(visit, step=step, nudged=False)
    asks = question(there)
    if asks is None or asks.variants is None:
        return there
    # What was looked at before, by chance or by liking, must not come first.
    chosen = there.answers.get(asks.id)
    order = there.orders.get(asks.id, asks.variants)
    return replace(there, variant=str(chosen) if chosen in order else order[0])


def answer(visit: Visit, question_id: str, value: Answer | None) -> Visit:
    """Give, change or (None) take back an answer; a plan that is chosen is shown."""
    answers = {key: kept for key, kept in visit.answers.items() if key != question_id}
    if value is not None:
        answers[question_id] = value
    asks = visit.form.question(question_id) if visit.form else None
    if asks is not None and asks.variants and value in asks.variants:
        visit = replace(visit, variant=str(value))
    return replace(visit, answers=answers, nudged=False)


def say(visit: Visit, text: str) -> Visit:
    """Say something in own words: all of it, at every key."""
    return replace(visit, text=text)


def begin_drawing(visit: Visit, sight: Sight) -> Visit:
    """Open the picture to draw on; once somebody drew, it stays the same picture."""
    on = visit.drawn_on if visit.drawing.strokes else sight
    return replace(visit, page=Page.DRAW, drawn_on=on)


def draw(visit: Visit, drawing: Drawing) -> Visit:
    """Draw: all of it, after every stroke."""
    return replace(visit, drawing=drawing)


def feel(visit: Visit, mood: int | None) -> Visit:
    """Tell how one feels about it."""
    return replace(visit, mood=mood)


def choose_theme(visit: Visit, theme: str | None) -> Visit:
    """Tell what it is about."""
    return replace(visit, theme=theme)


def place_pin(visit: Visit, point: Point3 | None, thing: Thing | None = None) -> Visit:
    """Tell which place it is about; on a question that asks for a place it is the answer."""
    asks = question(visit)
    if asks is not None and asks.kind == "pin":
        visit = answer(visit, asks.id, point)
    return replace(visit, pin=point, thing=thing)


def given(visit: Visit) -> Answers:
    """Return the answers that are whole."""
    return whole(visit.form, visit.answers)


def said(visit: Visit, files: tuple[GivenFile, ...] = ()) -> Said:
    """Return what is to be kept: answers to questions left behind do not count."""
    return Said(
        text=visit.text,
        mood=visit.mood,
        theme=visit.theme,
        questionnaire=visit.form,
        answers=counted(visit.form, visit.answers),
        orders=visit.orders,
        point=visit.pin,
        thing=visit.thing,
        files=files,
    )


def says_something(visit: Visit) -> bool:
    """Tell whether there is anything to send."""
    told = said(visit)
    return bool(told.answers or told.text.strip() or told.mood or visit.drawing.strokes)


def shut(visit: Visit) -> Visit:
    """Nothing can be kept just now: looking is possible; what was said stays."""
    return replace(visit, page=Page.SHUT) if visit.page == Page.OPINION else visit


def send(visit: Visit, now_s: float) -> Visit:
    """Keep it: from here until `sent` or `failed` nothing ends the visit."""
    if not says_something(visit):
        return visit
    return replace(visit, page=Page.SENDING, fault=None, sent_s=now_s)


def failed(visit: Visit, fault: Notice | None, now_s: float) -> Visit:
    """It could not be kept: say why, and keep all that was said.

    fault: why; None: there is no answer, and it may still be kept.
    """
    touched = visit.touched_s if visit.tried else now_s
    pending = fault is None
    return replace(visit, page=Page.FAILED, fault=fault, pending=pending, touched_s=touched)


def sent(visit: Visit, receipt: str, now_s: float) -> Visit:
    """It was kept: thank the visitor; what was said is no longer needed here."""
    thanks = Visit(page=Page.THANKS, language=visit.language, variant=visit.variant)
    return replace(thanks, form=visit.form, receipt=receipt, touched_s=now_s)


def finish(visit: Visit, language: str = "nl") -> Visit:
    """Forget the visitor: the next one finds nothing."""
    return Visit(language=language, touched_s=visit.touched_s)


def touch(visit: Visit, now_s: float, patience: Patience) -> Visit:
    """Somebody touched something; while a countdown runs, only `still_here` stops it."""
    if countdown_s(visit, now_s, patience) is not None:
        return visit
    return still_here(visit, now_s)


def still_here(visit: Visit, now_s: float) -> Visit:
    """The visitor says to be there."""
    return replace(visit, touched_s=now_s, tried=False)


def countdown_s(visit: Visit, now_s: float, patience: Patience) -> int | None:
    """Return how many seconds are left to say that one is there; None: nobody asks."""
    left_s = stays_s(visit, now_s, patience)
    if visit.page in _PATIENT or left_s > patience.countdown_s:
        return None
    return left_s


def stays_s(visit: Visit, now_s: float, patience: Patience) -> int:
    """Return after how many seconds the visitor is forgotten, unless something is touched."""
    idle_s = patience.receipt_s if visit.page == Page.THANKS else patience.idle_s
    passed_s = now_s - visit.touched_s
    return max(0, int(idle_s + patience.countdown_s - passed_s + 0.999))


def tick(visit: Visit, now_s: float, patience: Patience, language: str = "nl") -> Visit:
    """Let time pass: when a countdown has run out the visitor is forgotten.

    What somebody asked to send and could not be kept is tried once more before that; and what
    keeps it is not waited for without end.
    """
    if visit.page == Page.SENDING and now_s - visit.sent_s >= patience.keeping_s:
        return failed(visit, None, now_s)
    if countdown_s(visit, now_s, patience) != 0:
        return visit
    if visit.page == Page.FAILED and not visit.tried:
        return replace(send(visit, now_s), tried=True)
    return finish(visit, language)


def blind(visit: Visit, form: Questionnaire | None, visitors: int) -> dict[str, str]:
    """Return under which names compared variants are shown: blind until the opinion was kept.

    Also while one looks around, or is past the question: one can go back to it.
    form, visitors: as in `give_opinion`, for whoever comes next.
    """
    form = visit.form or form
    if form is None or visit.page == Page.THANKS:
        return {}
    names = names_of_compared(form, visit.orders or orders_for(form, visitors), visit.language)
    asks = question(visit) if visit.page == Page.OPINION else None
    if asks is not None:
        names |= blind_names(asks, visit.orders.get(asks.id), visit.language)
    return names
