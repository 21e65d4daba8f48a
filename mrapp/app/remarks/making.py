"""Making a remark of what somebody saw and said, and bringing back what was seen."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from mrapp.app.history import Change, Moment
from mrapp.app.questions.asking import checked, reached
from mrapp.app.state import ESTIMATED_GROUND, ObjectRef
from mrapp.model.errors import not_in_project
from mrapp.model.project import NOW, Design, Layer, Project, Variant
from mrapp.model.questions import Questionnaire
from mrapp.model.remark import (
    TEXT_LIMIT_BYTES,
    Addition,
    Answered,
    Attachment,
    Channel,
    MediaType,
    Remark,
    Role,
    Sight,
    Thing,
    clean_text,
    new_id,
    sha256_of,
)
from mrapp.model.remark_errors import RemarkInvalidError
from mrapp.model.texts import Notice, Phrase
from mrapp.model.values import Point3

THEME = Phrase(nl="thema", en="theme")
EVENT = Phrase(nl="bijeenkomst", en="event")

_SEEN_AGAIN = Phrase(nl="mening openen", en="open opinion")
_NOTHING_SAID = Phrase(nl="er staat niets in", en="it says nothing")
_TOO_LONG = Phrase(
    nl=f"de tekst is langer dan {TEXT_LIMIT_BYTES // 1024} kB",
    en=f"the text is longer than {TEXT_LIMIT_BYTES // 1024} kB",
)
_VARIANT_GONE = Phrase(
    nl="De variant '{variant}' van deze mening is er niet meer. U ziet de stad van nu.",
    en="The variant '{variant}' of this opinion is no longer there. You see the city of now.",
)
_CHANGED = Phrase(
    nl="Het plan is veranderd sinds deze mening. U ziet het plan van nu; de kleine afbeelding "
    "toont wat er toen te zien was.",
    en="The plan has changed since this opinion. You see the plan of now; the small picture shows "
    "what was seen then.",
)


@dataclass(frozen=True)
class Look:
    """An eye in RD/NAP: metres, radians, the heading clockwise from grid north; see `Sight`."""

    eye: Point3
    heading_rad: float
    pitch_rad: float
    field_of_view_rad: float
    size_px: tuple[int, int]


@dataclass(frozen=True)
class GivenFile:
    """A file that goes with a remark."""

    role: Role
    media_type: MediaType
    content: bytes = field(repr=False)

    def attachment(self) -> Attachment:
        """Return what the remark says of it."""
        return Attachment(
            role=self.role,
            media_type=self.media_type,
            sha256=sha256_of(self.content),
            size_bytes=len(self.content),
        )


@dataclass(frozen=True)
class Said:
    """What somebody said, in the order of the form: any part may be missing, not all.

    answers go with `questionnaire`; orders: how comparisons were shown. point: RD/NAP metres.
    """

    text: str = ""
    mood: int | None = None
    theme: str | None = None
    questionnaire: Questionnaire | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    orders: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    point: Point3 | None = None
    thing: Thing | None = None
    files: tuple[GivenFile, ...] = ()


@dataclass(frozen=True)
class Occasion:
    """Where and when it is said."""

    channel: Channel
    language: str
    now_utc: datetime
    event: str | None = None


def remark_of(
    moment: Moment,
    said: Said,
    look: Look | None,
    occasion: Occasion,
    fingerprints: Mapping[str, str],
    remark_id: str | None = None,
) -> Remark:
    """Return what was said as a remark; raises `RemarkError` or `NotInProjectError` in words.

    fingerprints: SHA-256 of the files that are shown, by asset. remark_id: the id that its draft
    had, so that keeping it twice keeps it once.
    """
    project = moment.project
    text = clean_text(said.text).strip()
    if len(text.encode()) > TEXT_LIMIT_BYTES:
        raise RemarkInvalidError(detail=_TOO_LONG)
    _check_named(project, said.theme, occasion.event)
    remark = Remark(
        id=remark_id or new_id(lambda: int(occasion.now_utc.timestamp() * 1000)),
        project=project.id,
        project_hash=project_hash(project),
        model_hash=model_hash(moment, fingerprints),
        made_utc=occasion.now_utc,
        language=occasion.language,
        channel=occasion.channel,
        event=occasion.event,
        point=said.point,
        thing=said.thing,
        sight=sight_of(moment, look) if look else None,
        text=text,
        mood=said.mood,
        theme=said.theme,
        answered=_answered(said),
        attachments=tuple(file.attachment() for file in said.files),
    )
    if not remark.says_something:
        raise RemarkInvalidError(detail=_NOTHING_SAID)
    return remark


def _check_named(project: Project, theme: str | None, event: str | None) -> None:
    """Raise `NotInProjectError` for a theme or an event that the project lacks."""
    for kind, wanted, known in (
        (THEME, theme, [each.id for each in project.themes]),
        (EVENT, event, [each.id for each in project.events]),
    ):
        if wanted is not None and wanted not in known:
            raise not_in_project(kind, wanted, known)


def contents_of(said: Said) -> dict[str, bytes]:
    """Return the contents of its files, by SHA-256, as the store takes them."""
    return {sha256_of(file.content): file.content for file in said.files}


def _answered(said: Said) -> Answered | None:
    form = said.questionnaire
    if form is None or not said.answers:
        return None
    answers = checked(form, said.answers)
    orders = {key: order for key, order in said.orders.items() if key in reached(form, answers)}
    return Answered(
        questionnaire=form.id,
        version=form.version,
        asked=form.fingerprint(),
        answers=answers,
        orders=orders,
    )


def sight_of(moment: Moment, look: Look) -> Sight:
    """Return what is seen at a moment from somewhere."""
    view = moment.view
    shown = [i for i in _seen_ids(moment.project, view.variant) if i not in view.hidden_layers]
    hidden = sorted((ref.asset, ref.object_id) for ref in view.hidden_objects)
    return Sight(
        **vars(look),
        variant=view.variant or NOW,
        time_utc=view.time_utc,
        layers=tuple(shown),
        hidden=tuple(hidden),
        show_demolished=view.show_demolished,
    )


def seen_again(moment: Moment, sight: Sight) -> tuple[Change, tuple[Notice, ...]]:
    """Return the change that shows what was seen, and what of it cannot be shown any more.

    Layers that came later are hidden. The camera is the caller's.
    """
    project, notices = moment.project, []
    variant = project.variant(sight.variant)
    if variant is None and sight.variant != NOW:
        notices.append(Notice(_VARIANT_GONE, {"variant": sight.variant}))
    variant_id = variant.id if variant else None
    here = set(_seen_ids(project, variant_id))
    view = replace(
        moment.view,
        variant=variant_id,
        time_utc=sight.time_utc,
        hidden_layers=frozenset((moment.view.hidden_layers - here) | (here - set(sight.layers))),
        hidden_objects=frozenset(ObjectRef(*ref) for ref in sight.hidden),
        show_demolished=sight.show_demolished,
        selection=None,
    )
    return Change(Moment(project, view), _SEEN_AGAIN), tuple(notices)


def changed_since(moment: Moment, remark: Remark, fingerprints: Mapping[str, str]) -> Notice | None:
    """Return that the plan changed since a remark, if what is shown now is not what it was.

    moment: with the remark's sight brought back.
    """
    return None if model_hash(moment, fingerprints) == remark.model_hash else Notice(_CHANGED)


def project_hash(project: Project) -> str:
    """Return the SHA-256 of a project: of its canonical JSON."""
    return sha256_of(_canonical(project.model_dump(mode="json")))


def addition_of(
    text: str, language: str, channel: Channel, made_utc: datetime
) -> Callable[[str], Addition]:
    """Return what makes an addition to a remark, given that one's id: the same each time."""
    addition_id = new_id(lambda: int(made_utc.timestamp() * 1000))

    def make(remark_id: str) -> Addition:
        return Addition(
            id=addition_id,
            remark=remark_id,
            made_utc=made_utc,
            language=language,
            channel=channel,
            text=clean_text(text),
        )

    return make


def model_hash(moment: Moment, fingerprints: Mapping[str, str]) -> str:
    """Return the SHA-256 of what a variant shows: its files, their places, and what it removes.

    fingerprints: SHA-256 of the files, by asset; one that is missing counts as empty.
    """
    variant = moment.project.variant(moment.view.variant)
    items = [
        [
            item.id,
            fingerprints.get(item.asset, ""),
            item.lod,
            item.place.model_dump(mode="json") if item.place else None,
        ]
        for item in _items(moment.project, variant)
    ]
    return sha256_of(_canonical([items, sorted(variant.removes) if variant else []]))


def _items(project: Project, variant: Variant | None) -> list[Layer | Design]:
    """Return all that has a file in a variant."""
    return [*project.layers, *(variant.adds if variant else ())]


def _seen_ids(project: Project, variant_id: str | None) -> list[str]:
    """Return the ids of all that can be shown or hidden in a variant."""
    return [ESTIMATED_GROUND, *(i.id for i in _items(project, project.variant(variant_id)))]


def _canonical(told: object) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
