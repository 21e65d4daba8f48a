"""What somebody is saying with a headset on as a draft, and a draft as that again."""

import base64
from collections.abc import Sequence

from pydantic import Base64Bytes, Field, ValidationError

from mrapp.app.headset.saying_kept import says_something
from mrapp.app.headset.saying_steps import steps
from mrapp.app.headset.telling import Note, Page, Seen, Telling
from mrapp.app.history import Moment
from mrapp.app.questions.answering import orders_for
from mrapp.app.questions.asking import current, version_of
from mrapp.app.remarks.drafts import note_kept, note_read
from mrapp.app.remarks.keeping import Draft
from mrapp.app.remarks.making import GivenFile, Look, seen_again, sight_of
from mrapp.model.questions import Answers
from mrapp.model.remark import Channel, Sight, Thing
from mrapp.model.values import Point3, Value


class _Told(Value):
    """The content of a draft of a headset."""

    channel: str
    language: str
    step: str = ""
    questionnaire: tuple[str, int] | None = None
    answers: Answers = Field(default_factory=dict)
    orders: dict[str, tuple[str, str]] = Field(default_factory=dict)
    mood: int | None = Field(default=None, ge=1, le=5)
    theme: str | None = None
    point: Point3 | None = None
    thing: Thing | None = None
    sight: Sight | None = None
    voice: dict[str, object] | None = None
    picture: Base64Bytes | None = None


def draft_of(telling: Telling, language: str) -> Draft | None:
    """Return what is to be kept in case the power goes; None: nothing is begun.

    With the small picture of what was seen: the headset that could show it again may be gone.
    """
    if not telling.begun or telling.begun_utc is None:
        return None
    form, seen = telling.form, telling.seen
    told = _Told(
        channel=Channel.VR,
        language=language,
        step=telling.step,
        questionnaire=(form.id, form.version) if form else None,
        answers=telling.answers,
        orders=dict(telling.orders),
        mood=telling.mood,
        theme=telling.theme,
        point=telling.point,
        thing=telling.thing,
        sight=sight_of(seen.moment, seen.look) if seen and seen.look else None,
        voice=note_kept(telling.voice),
        picture=_picture_kept(seen),
    )
    return Draft(telling.draft_id, telling.begun_utc, told.model_dump(mode="json"))


def of_headset(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts that a headset left behind, the latest first; others are not ours."""
    ours = [draft for draft in drafts if draft.content.get("channel") == Channel.VR]
    return tuple(sorted(ours, key=lambda draft: draft.begun_utc, reverse=True))


def telling_of(draft: Draft, moment: Moment) -> tuple[Telling, str] | None:
    """Return what a draft tells, to be offered, and its language; None where it tells nothing.

    moment: of the project as it is now; what was seen is brought back as far as that has it.
    """
    try:
        told = _Told.model_validate(dict(draft.content))
        voice = note_read(told.voice)
    except (ValidationError, ValueError):
        return None
    project = moment.project
    form = version_of(project, *told.questionnaire) if told.questionnaire else None
    known = {each.id for each in form.questions} if form else set()
    orders = {key: order for key, order in told.orders.items() if key in known}
    if told.questionnaire and form is None:
        # Its questions are gone, and its answers belong to nothing: those of now are asked.
        form = current(project)
        orders = orders_for(form, 0)
    telling = Telling(
        page=Page.RECOVERED,
        step=told.step,
        form=form,
        answers={key: value for key, value in told.answers.items() if key in known},
        orders=orders,
        themed=bool(project.themes),
        mood=told.mood,
        theme=told.theme if told.theme in {each.id for each in project.themes} else None,
        point=told.point,
        thing=told.thing,
        seen=_seen(told, moment),
        note=Note.THERE if voice else Note.NONE,
        voice=voice,
        draft_id=draft.id,
        begun_utc=draft.begun_utc,
    )
    if telling.point is None and not says_something(telling):
        return None
    return _in_row(telling), told.language


def _in_row(telling: Telling) -> Telling:
    """Return it at a step that there is: the last one, where its own has gone."""
    row = steps(telling)
    step = telling.step if telling.step in row else row[0]
    return Telling(**{**vars(telling), "step": step})


def _picture_kept(seen: Seen | None) -> bytes | None:
    picture = seen.picture if seen else None
    return base64.b64encode(picture.content) if picture else None


def _seen(told: _Told, moment: Moment) -> Seen | None:
    """Return what was seen; without a picture where the draft has none: none is made up."""
    if told.sight is None:
        return None
    picture = GivenFile("picture", "image/jpeg", told.picture) if told.picture else None
    return Seen(seen_again(moment, told.sight)[0].after, _look(told.sight), picture)


def _look(sight: Sight) -> Look:
    return Look(
        eye=sight.eye,
        heading_rad=sight.heading_rad,
        pitch_rad=sight.pitch_rad,
        field_of_view_rad=sight.field_of_view_rad,
        size_px=sight.size_px,
    )
