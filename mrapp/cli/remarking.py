"""The commands about single remarks: make one, list them, take one back."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

from mrapp import bootstrap
from mrapp.app.ports import Services
from mrapp.app.questions.examples import example
from mrapp.app.remarks.keeping import Kept, RemarkStore, State
from mrapp.app.remarks.making import GivenFile, Look, Occasion, Said, contents_of, remark_of
from mrapp.app.remarks.places import check_said_place, far_off
from mrapp.app.remarks.receipts import new_receipt, parse, seal
from mrapp.app.session import Session
from mrapp.cli import picturing
from mrapp.cli.choosing import choose_view, load_seen, viewpoint_named
from mrapp.cli.language import user_language
from mrapp.cli.saying import answers_of, asked_now, files_of, text_of
from mrapp.cli.taking_back import parts_told, taken_back
from mrapp.cli.telling import one_line, print_json, tell
from mrapp.model.project import Project, Viewpoint
from mrapp.model.remark import Channel, Remark
from mrapp.model.remark_errors import StoreMissingError
from mrapp.model.texts import Phrase, pick_language

_PICTURE_PX = (960, 540)
_NOTHING_SEEN = Phrase(
    nl="--variant, --time en --picture gaan over wat er te zien was: geef ook --viewpoint V, of "
    "--eye X Y NAP met --at",
    en="--variant, --time and --picture are about what was seen: give --viewpoint V too, or "
    "--eye X Y NAP with --at",
)
_EYE_NEEDS_AT = Phrase(
    nl="bij --eye hoort --at X Y NAP: een andere plek, waar naar wordt gekeken",
    en="--eye needs --at X Y NAP: another place, that is looked at",
)
_ONE_VIEW = Phrase(
    nl="--eye en --viewpoint kunnen niet samen", en="--eye and --viewpoint do not go together"
)
_NEW_STORE = Phrase(
    nl="Meningen van dit project worden vanaf nu bewaard in {path}; daar waren er nog geen.",
    en="Opinions of this project are kept in {path} from now on; there were none yet.",
)
_STATES = {
    State.WAITING: Phrase(nl="wacht", en="waiting"),
    State.SENT: Phrase(nl="verzonden", en="sent"),
    State.WITHDRAWN: Phrase(nl="ingetrokken", en="withdrawn"),
}


def remark(parsed: argparse.Namespace) -> int:
    """`mrapp remark PROJECT --at X Y NAP --text T ...`: prints id and receipt.

    With --answers-example it prints an example of answers, and keeps nothing.
    """
    services = bootstrap.build_services(parsed.store)
    session = Session(services.projects.load(parsed.project), services, user_language())
    project = session.project
    if parsed.answers_example:
        print_json(example(asked_now(project), project.origin, user_language()))
        return 0
    made, said = _made(session, parsed)
    receipt = new_receipt()
    with store_of(project, services, parsed, makes=True) as store:
        store.add(made, seal(receipt), contents_of(said))
    far = far_off(project, made.point) if made.point else None
    if far is not None:
        tell(far.text(user_language()))
    if parsed.json:
        print_json({"id": made.id, "receipt": str(receipt)})
    else:
        print(f"{made.id}\n{receipt}")
    return 0


def remarks(parsed: argparse.Namespace) -> int:
    """`mrapp remarks PROJECT [--json]`: all that was kept, withdrawn ones as tombstones."""
    services = bootstrap.build_services(parsed.store)
    project = services.projects.load(parsed.project).project
    with store_of(project, services, parsed) as store:
        kept = store.kept()
    if parsed.json:
        print_json([_told(each) for each in kept])
    else:
        for each in kept:
            print(one_line(_line(each, project, user_language())))
    return 0


def withdraw(parsed: argparse.Namespace) -> int:
    """`mrapp withdraw PROJECT RECEIPT`: prints the id of the remark that was erased.

    What was erased, and what stays, is said beside it.
    """
    services = bootstrap.build_services(parsed.store)
    project = services.projects.load(parsed.project).project
    receipt = parse(parsed.receipt)
    with store_of(project, services, parsed) as store:
        before = store.of_receipt(receipt)
        print(store.withdraw(receipt, services.utc_now(), Channel.DESKTOP))
    tell(taken_back(before, user_language()))
    return 0


@contextmanager
def store_of(
    project: Project, services: Services, parsed: argparse.Namespace, *, makes: bool = False
) -> Iterator[RemarkStore]:
    """Open the store of a project, and let go of it.

    Where somebody names a folder with --store in which there is none, perhaps by a slip of the
    hand, one is made only if the command `makes` any, and said; else `StoreMissingError`.
    """
    new = parsed.store is not None and not services.remarks.has(project.id)
    if new and not makes:
        raise StoreMissingError(path=parsed.store)
    store = services.remarks.open(project.id)
    try:
        if new:
            tell(_NEW_STORE.text(user_language(), path=parsed.store))
        yield store
    finally:
        store.close()


def _made(session: Session, parsed: argparse.Namespace) -> tuple[Remark, Said]:
    """Return the remark that was asked for; raises `RemarkError` and `NotInProjectError`."""
    services, project = session.services, session.project
    place = tuple(parsed.at) if parsed.at else None
    for given in (parsed.at, parsed.eye):
        if given:
            check_said_place(tuple(given))
    look = _look(session, parsed)
    form, answers = answers_of(project, parsed.answers)
    said = Said(
        text=text_of(parsed),
        mood=parsed.mood,
        theme=parsed.theme,
        questionnaire=form,
        answers=answers,
        point=place,
        files=(*files_of(parsed), *(_picture(session, look) if look and parsed.picture else ())),
    )
    language = user_language()
    occasion = Occasion(Channel(parsed.channel), language, services.utc_now(), parsed.event)
    seen = project.seen_files(session.view.variant)
    prints = {asset: services.fingerprint(session.opened.asset_path(asset)) for asset in seen}
    return remark_of(session.moment, said, look, occasion, prints), said


def _look(session: Session, parsed: argparse.Namespace) -> Look | None:
    """Return what was seen, and set variant and time; None where nobody says from where.

    A view that is made up would be counted and shown as one that somebody had.
    """
    language = user_language()
    point = viewpoint_named(session.project, parsed.viewpoint)
    if parsed.eye:
        if point is not None:
            parsed.wrong(_ONE_VIEW.text(language))
        if not parsed.at or parsed.at == parsed.eye:
            parsed.wrong(_EYE_NEEDS_AT.text(language))
        point = Viewpoint(id="free", name={}, eye=tuple(parsed.eye), target=tuple(parsed.at))
    if point is None:
        if parsed.variant or parsed.time or parsed.picture:
            parsed.wrong(_NOTHING_SEEN.text(language))
        return None
    choose_view(session, point, parsed)
    return picturing.look_from(point, session.project.origin.frame(), _PICTURE_PX)


def _picture(session: Session, look: Look) -> tuple[GivenFile, ...]:
    load_seen(session, session.view.variant)
    return (GivenFile("picture", "image/png", picturing.picture_of(session, look)),)


def _told(kept: Kept) -> dict[str, Any]:
    return {
        "number": kept.number,
        "id": kept.id,
        "kept": kept.kept_utc,
        "state": kept.state,
        "remark": kept.remark.model_dump(mode="json") if kept.remark else None,
        "additions": [addition.model_dump(mode="json") for addition in kept.additions],
    }


def _line(kept: Kept, project: Project, language: str) -> str:
    moment = kept.kept_utc.astimezone(ZoneInfo(project.time_zone))
    state = _STATES[kept.state].text(language)
    head = f"{kept.number} {kept.id} {moment:%Y-%m-%d %H:%M %Z} {state}"
    if kept.remark is None:
        return head
    variant = project.variant(kept.remark.sight.variant) if kept.remark.sight else None
    where = f" [{pick_language(variant.name, language)}]" if variant else ""
    parts = parts_told(kept.remark, len(kept.additions), language)
    return f"{head}{where} {kept.remark.text or f'({parts})'}"
