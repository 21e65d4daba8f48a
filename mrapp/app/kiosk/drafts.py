"""What a visitor of a kiosk is writing as a draft, and a draft as a visit again."""

from collections.abc import Sequence

from pydantic import AwareDatetime, Field, ValidationError

from mrapp.app.kiosk.visit import Page, Visit, steps
from mrapp.app.questions.answering import orders_for
from mrapp.app.questions.asking import current, version_of
from mrapp.app.remarks.drawing import EMPTY, Drawing
from mrapp.app.remarks.keeping import Draft
from mrapp.model.project import Project
from mrapp.model.questions import Answers
from mrapp.model.remark import Channel, Sight, Thing
from mrapp.model.values import Point3, Value


class _Written(Value):
    """The content of a draft of a kiosk."""

    channel: str
    language: str
    step: str
    questionnaire: tuple[str, int] | None = None
    answers: Answers = Field(default_factory=dict)
    orders: dict[str, tuple[str, str]] = Field(default_factory=dict)
    text: str = ""
    mood: int | None = None
    theme: str | None = None
    pin: Point3 | None = None
    thing: Thing | None = None
    drawing: Drawing = EMPTY
    drawn_on: Sight | None = None
    variant: str | None = None
    begun_utc: AwareDatetime


def draft_of(visit: Visit) -> Draft | None:
    """Return what is to be kept of a visit in case the power goes; None: nothing is said yet."""
    if not visit.draft_id or visit.begun_utc is None:
        return None
    form = visit.form
    written = _Written(
        channel=Channel.KIOSK,
        language=visit.language,
        step=visit.step,
        questionnaire=(form.id, form.version) if form else None,
        answers=visit.answers,
        orders=visit.orders,
        text=visit.text.encode("utf-8", "replace").decode(),
        mood=visit.mood,
        theme=visit.theme,
        pin=visit.pin,
        thing=visit.thing,
        drawing=visit.drawing,
        drawn_on=visit.drawn_on,
        variant=visit.variant,
        begun_utc=visit.begun_utc,
    )
    return Draft(visit.draft_id, visit.begun_utc, written.model_dump(mode="json"))


def of_kiosk(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts that a kiosk left behind, the latest first; others are not ours."""
    ours = [draft for draft in drafts if draft.content.get("channel") == Channel.KIOSK]
    return tuple(sorted(ours, key=lambda draft: draft.begun_utc, reverse=True))


def visit_of(draft: Draft, project: Project, now_s: float) -> Visit | None:
    """Return the visit that a draft was part of, to be offered; None where it tells too little."""
    try:
        written = _Written.model_validate(dict(draft.content))
    except ValidationError:
        return None
    form = version_of(project, *written.questionnaire) if written.questionnaire else None
    known = {question.id for question in form.questions} if form else set()
    orders = {key: order for key, order in written.orders.items() if key in known}
    if written.questionnaire and form is None:
        # Its questions are gone: the words stay, the answers belong to nothing. Who goes on is
        # asked those of now, of which one may have the same code.
        form = current(project)
        orders = orders_for(form, 0)
    visit = Visit(
        page=Page.RECOVERED,
        language=written.language,
        variant=written.variant if project.variant(written.variant) else None,
        form=form,
        answers={key: value for key, value in written.answers.items() if key in known},
        orders=orders,
        themed=bool(project.themes),
        text=written.text,
        mood=written.mood,
        theme=written.theme if written.theme in {each.id for each in project.themes} else None,
        pin=written.pin,
        thing=written.thing,
        drawing=written.drawing,
        drawn_on=written.drawn_on,
        draft_id=draft.id,
        begun_utc=written.begun_utc,
        touched_s=now_s,
        step=written.step,
    )
    row = steps(visit)
    return visit if visit.step in row else _at_start(visit, row[0])


def _at_start(visit: Visit, step: str) -> Visit:
    return type(visit)(**{**vars(visit), "step": step})
