"""Laws that hold for any row of what staff do with a questionnaire, by fixed seeds."""

import random
from collections.abc import Callable
from datetime import timedelta

from mrapp.app.history import Change, History, Moment
from mrapp.app.questions import form_choices as choices
from mrapp.app.questions import forms
from mrapp.app.questions.form_checks import faults
from mrapp.app.questions.form_edits import next_version, versions
from mrapp.app.questions.form_words import KIND_WORDS
from mrapp.app.questions.plain import advice
from mrapp.model.errors import MrappError
from mrapp.model.project import Project
from mrapp.model.questions import Condition, Kind, Question, Questionnaire
from tests.app.moments import NOON
from tests.app.test_forms import FORM, with_form

SEEDS = range(12)
WORDS = ("", "Ja", "Nee", "Wat?", "Hoe druk is het?", "rather not say", "\ud800", "日本")


class Staff:
    """Does anything that can be done in the editor, on whatever is there."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._acts: tuple[Callable[[Moment, Question], Change], ...] = (
            lambda m, q: forms.add_question(m, FORM, self._kind(), self._texts(), q.id),
            lambda m, _: forms.add_question(m, FORM, self._kind(), self._texts()),
            lambda m, q: forms.remove_question(m, FORM, q.id),
            lambda m, q: forms.move_question(m, FORM, q.id, self._draw.randrange(-1, 14)),
            lambda m, q: forms.set_question_text(m, FORM, q.id, "text", "nl", self._words()),
            lambda m, q: forms.set_kind(m, FORM, q.id, self._kind()),
            lambda m, q: forms.set_code(m, FORM, q.id, self._words()),
            lambda m, q: forms.set_scale(m, FORM, q.id, *self._draw.choices(range(12), k=2)),
            lambda m, q: forms.set_most(m, FORM, q.id, self._draw.choice((None, 1, 3))),
            lambda m, q: forms.set_required(m, FORM, q.id, self._draw.random() < 0.5),
            lambda m, q: forms.set_conditions(m, FORM, q.id, self._conditions(m)),
            lambda m, q: choices.add_choice(m, FORM, q.id, self._texts()),
            lambda m, q: choices.remove_choice(m, FORM, q.id, self._choice(q)),
            lambda m, q: choices.move_choice(m, FORM, q.id, self._choice(q), 1),
            lambda m, q: choices.set_choice_text(
                m, FORM, q.id, self._choice(q), "en", self._words()
            ),
            lambda m, _: forms.publish(m, FORM, NOON + timedelta(days=1), confirmed=True),
            lambda m, _: forms.remove_version(m, FORM),
            lambda m, _: forms.begin_version(m, FORM),
        )

    def change(self, moment: Moment) -> Change | None:
        """Return what one thing that is done changes; None where it was refused in words."""
        asked = next_version(moment.project, FORM).questions
        act = self._draw.choice(self._acts)
        try:
            return act(moment, self._draw.choice(asked))
        except MrappError:
            return None

    def _kind(self) -> Kind:
        return self._draw.choice(list(KIND_WORDS))

    def _words(self) -> str:
        return self._draw.choice(WORDS)

    def _texts(self) -> dict[str, str]:
        return {"nl": self._words(), "en": self._words()}

    def _choice(self, question: Question) -> str:
        return self._draw.choice([*(each.id for each in question.choices), "gone"])

    def _conditions(self, moment: Moment) -> list[Condition]:
        asked = next_version(moment.project, FORM).questions
        holds = ("is", "is_not", "has", "at_least", "at_most", "answered")
        return [
            Condition.model_validate(
                {
                    "question": self._draw.choice(asked).id,
                    "holds": self._draw.choice(holds),
                    "value": self._draw.choice((1, 5, "yes", "rather-not-say", None)),
                }
            )
            for _ in range(self._draw.randrange(3))
        ]


def worked(seed: int) -> tuple[History, dict[int, Questionnaire]]:
    """Return what came of a day's work, and every version that was published on the way."""
    staff, history = Staff(seed), History(with_form())
    published: dict[int, Questionnaire] = {}
    kinds: dict[str, str] = {}
    for _ in range(120):
        change = staff.change(history.now)
        if change is None:
            continue
        history = history.apply(change)
        project = history.now.project
        told = versions(project, FORM)
        published |= {each.version: each for each in told if each.published_utc}
        for version, form in published.items():
            assert next(each for each in told if each.version == version) == form
            for question in form.questions:
                assert kinds.setdefault(question.id, question.kind) == question.kind
        assert sum(each.published_utc is None for each in told) <= 1
        assert Project.model_validate_json(project.model_dump_json()) == project
    return history, published


def test_whatever_is_done_answers_stay_with_what_was_asked() -> None:
    count = 0
    for seed in SEEDS:
        history, published = worked(seed)
        count += len(published) - 1
        project = history.now.project
        form = next_version(project, FORM)
        found = (*faults(project, form), *advice(project, form))
        assert all(each.placed(form).nl and each.placed(form).en for each in found)
        while history.done:
            history = history.undo()
        assert history.now == with_form()
    assert count > len(SEEDS), "versions were published on the way"
