"""The commands about single remarks: make one, list them, take one back."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from mrapp import bootstrap
from mrapp.app.ports import Services
from mrapp.app.questions.asking import current, version_of
from mrapp.app.remarks.given import given_file, read_most
from mrapp.app.remarks.keeping import Kept, RemarkStore
from mrapp.app.remarks.making import GivenFile, Look, Occasion, Said, contents_of, remark_of
from mrapp.app.remarks.receipts import new_receipt, parse, seal
from mrapp.app.session import Session
from mrapp.cli import picturing
from mrapp.cli.choosing import choose_view, load_seen, viewpoint_named
from mrapp.cli.language import user_language
from mrapp.cli.telling import one_line, print_json
from mrapp.model.project import Project, Viewpoint
from mrapp.model.questions import Questionnaire
from mrapp.model.remark import Channel, Role
from mrapp.model.remark_errors import AnswersWrongError
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.values import Point3

_PICTURE_PX = (960, 540)
_ASIDE_M, _ABOVE_M = 30.0, 12.0
_NOT_READ = Phrase(nl="{file} is geen JSON: {reason}", en="{file} is no JSON: {reason}")
_NO_FORM = Phrase(
    nl="het project heeft geen vragenlijst die gepubliceerd is",
    en="the project has no questionnaire that was published",
)
_NO_VERSION = Phrase(
    nl="het project heeft geen versie {version} van '{name}'",
    en="the project has no version {version} of '{name}'",
)


def remark(parsed: argparse.Namespace) -> int:
    """`mrapp remark PROJECT --at X Y NAP --text T ...`: prints id and receipt."""
    services = bootstrap.build_services(parsed.store)
    session = Session(services.projects.load(parsed.project), services, user_language())
    project = session.project
    point = viewpoint_named(project, parsed.viewpoint)
    choose_view(session, point, parsed)
    place = tuple(parsed.at) if parsed.at else None
    look = _look(session, point, place)
    form, answers = _answers(project, parsed.answers)
    said = Said(
        text=parsed.text or "",
        mood=parsed.mood,
        theme=parsed.theme,
        questionnaire=form,
        answers=answers,
        point=place,
        files=(*_given(parsed), *(_picture(session, look) if parsed.picture else ())),
    )
    occasion = Occasion(
        Channel(parsed.channel),
        parsed.language or user_language(),
        services.utc_now(),
        parsed.event,
    )
    seen = project.seen_files(session.view.variant)
    prints = {asset: services.fingerprint(session.opened.asset_path(asset)) for asset in seen}
    made = remark_of(session.moment, said, look, occasion, prints)
    receipt = new_receipt()
    with store_of(project, services) as store:
        store.add(made, seal(receipt), contents_of(said))
    if parsed.json:
        print_json({"id": made.id, "receipt": str(receipt)})
    else:
        print(f"{made.id}\n{receipt}")
    return 0


def remarks(parsed: argparse.Namespace) -> int:
    """`mrapp remarks PROJECT [--json]`: all that was kept, withdrawn ones as tombstones."""
    services = bootstrap.build_services(parsed.store)
    project = services.projects.load(parsed.project).project
    with store_of(project, services) as store:
        kept = store.kept()
    if parsed.json:
        print_json([_told(each) for each in kept])
    else:
        for each in kept:
            print(one_line(_line(each, project)))
    return 0


def withdraw(parsed: argparse.Namespace) -> int:
    """`mrapp withdraw PROJECT RECEIPT`: prints the id of the remark that was erased."""
    services = bootstrap.build_services(parsed.store)
    project = services.projects.load(parsed.project).project
    receipt = parse(parsed.receipt)
    with store_of(project, services) as store:
        print(store.withdraw(receipt, services.utc_now(), Channel.DESKTOP))
    return 0


@contextmanager
def store_of(project: Project, services: Services) -> Iterator[RemarkStore]:
    """Open the store of a project, and let go of it."""
    store = services.remarks.open(project.id)
    try:
        yield store
    finally:
        store.close()


def _look(session: Session, point: Viewpoint | None, at: Point3 | None) -> Look | None:
    """Return where it was seen from: a viewpoint, else from the south, a little above the place."""
    if point is None and at is not None:
        x, y, nap = at
        eye = (x, y - _ASIDE_M, nap + _ABOVE_M)
        point = Viewpoint(id="aside", name={}, eye=eye, target=at)
    frame = session.project.origin.frame()
    return picturing.look_from(point, frame, _PICTURE_PX) if point else None


def _picture(session: Session, look: Look | None) -> tuple[GivenFile, ...]:
    if look is None:
        return ()
    load_seen(session, session.view.variant)
    return (GivenFile("picture", "image/png", picturing.picture_of(session, look)),)


def _given(parsed: argparse.Namespace) -> list[GivenFile]:
    given: list[tuple[Role, Path | None]] = [("drawing", parsed.drawing), ("voice", parsed.voice)]
    return [given_file(role, path.name, read_most(path)) for role, path in given if path]


def _answers(
    project: Project, file: Path | None
) -> tuple[Questionnaire | None, Mapping[str, object]]:
    """Return the questionnaire and the answers in a file.

    The file holds an object of answers by question, or such an object under "answers" with the
    "questionnaire" and "version" that they belong to beside it.
    """
    if file is None:
        return None, {}
    try:
        told = orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError as error:
        raise _wrong(_NOT_READ, file=file.name, reason=str(error)) from error
    if not isinstance(told, dict):
        raise _wrong(_NOT_READ, file=file.name, reason="{...}")
    inner = told.get("answers")
    answers = inner if isinstance(inner, dict) else told
    named = told if answers is inner else {}
    form = current(project, named.get("questionnaire"))
    if form is None:
        raise AnswersWrongError(detail=_NO_FORM)
    version = named.get("version", form.version)
    wanted = version_of(project, form.id, version)
    if wanted is None:
        raise _wrong(_NO_VERSION, version=version, name=form.id)
    return wanted, answers


def _wrong(phrase: Phrase, **values: object) -> AnswersWrongError:
    return AnswersWrongError(detail=phrase.filled(**values))


def _told(kept: Kept) -> dict[str, Any]:
    return {
        "number": kept.number,
        "id": kept.id,
        "kept": kept.kept_utc,
        "state": kept.state,
        "remark": kept.remark.model_dump(mode="json") if kept.remark else None,
        "additions": [addition.model_dump(mode="json") for addition in kept.additions],
    }


def _line(kept: Kept, project: Project) -> str:
    head = f"{kept.number} {kept.id} {kept.kept_utc:%Y-%m-%d %H:%M} {kept.state.value}"
    if kept.remark is None:
        return head
    variant = project.variant(kept.remark.sight.variant) if kept.remark.sight else None
    where = f" [{pick_language(variant.name, user_language())}]" if variant else ""
    return f"{head}{where} {kept.remark.text}"
