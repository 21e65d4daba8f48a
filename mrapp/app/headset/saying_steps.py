"""What an opinion with a headset on is asked for, given what was said so far: its steps."""

from mrapp.app.headset.telling import ABOUT, MOOD, SEND, VOICE, Telling
from mrapp.app.questions.answering import whole
from mrapp.app.questions.asking import asked, may_follow
from mrapp.model.questions import Answers, Question
from mrapp.model.texts import Phrase
from mrapp.model.values import Point3

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


def how_far(telling: Telling) -> tuple[int, int]:
    """Return the number of the step, from 1, and how many may follow it at most; `SEND` is none."""
    row = [each for each in steps(telling) if each != SEND]
    at, now = row.index(telling.step), question(telling)
    if now is None or telling.form is None:
        return at + 1, len(row) - at - 1
    later = may_follow(telling.form, now, given(telling))
    return at + 1, sum(each.kind != "text" for each in later) + 1


def given(telling: Telling) -> Answers:
    """Return the answers that are whole, and what stands for those in words that are needed."""
    return whole(telling.form, telling.answers) | stand_ins(telling, "nl")


def stand_ins(telling: Telling, language: str) -> Answers:
    """Return an answer for each question in words that will not go without one.

    Else all that somebody answered by pointing would be lost for one that asks to be written.
    """
    form = telling.form
    if form is None or not whole(form, telling.answers):
        return {}
    words = (SPOKEN if telling.voice else UNSPOKEN).text(language)
    return {each.id: words for each in form.questions if each.kind == "text" and each.required}
