"""Showing two variants that are compared under names that tell nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mrapp.app.questions.question_words import PLAN_NAMES, plan_name
from mrapp.app.state import SceneState
from mrapp.model.project import Project, Status
from mrapp.model.questions import Question, Questionnaire
from mrapp.model.texts import pick_language


def blind_names(
    question: Question, order: Sequence[str] | None, language: str
) -> tuple[tuple[str, str], ...]:
    """Return the two variants of a comparison, in the order shown, each with its blind name."""
    shown = order or question.variants or ()
    return tuple(zip(shown, (name.text(language) for name in PLAN_NAMES), strict=False))


def names_of_compared(
    form: Questionnaire, orders: Mapping[str, Sequence[str]], language: str
) -> dict[str, str]:
    """Return a blind name for every variant that a questionnaire compares, for its other pages.

    orders: of each comparison, by the id of its question. With one comparison the names are those
    that its question tells.
    """
    rows = (orders.get(each.id) or each.variants or () for each in form.questions)
    compared = dict.fromkeys(variant for row in rows for variant in row)
    return {variant: plan_name(n).text(language) for n, variant in enumerate(compared)}


def blinded(
    state: SceneState, project: Project, variant_id: str | None, names: Mapping[str, str]
) -> SceneState:
    """Return what is shown without the name of the variant, if it has a blind one: "plan A".

    Nor is told how far each is: who reads that one was decided on is no longer asked anything.
    """
    variant, blind = project.variant(variant_id), names.get(variant_id or "")
    if variant is None or blind is None:
        return state
    name = pick_language(variant.name, state.language)
    # After its name the headline tells how far it is.
    captions = [f"{line.partition(f' · {name}')[0]} · {blind}" for line in state.captions[:1]]
    badges = (replace(badge, text=blind, status=Status.PROPOSAL) for badge in state.badges)
    return replace(state, captions=(*captions, *state.captions[1:]), badges=tuple(badges))
