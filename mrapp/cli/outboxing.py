"""The commands about all remarks together: what waits, carrying them, writing them out."""

import argparse
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from mrapp import bootstrap
from mrapp.app.progress import ignore_progress
from mrapp.app.remarks.keeping import Kept, RemarkStore
from mrapp.app.remarks.making import EVENT
from mrapp.app.remarks.receipts import new_passphrase
from mrapp.cli.arguments import PASSPHRASE
from mrapp.cli.from_server import check_place, said_there, show_progress
from mrapp.cli.goals import check_goal, kind_of
from mrapp.cli.language import user_language
from mrapp.cli.passphrases import NO_WORDS, passphrase_of
from mrapp.cli.remarking import store_of
from mrapp.cli.telling import one_line, print_json, tell
from mrapp.model.errors import not_in_project
from mrapp.model.project import Project
from mrapp.model.remark import Attachment
from mrapp.model.texts import Phrase

if TYPE_CHECKING:  # late, as below
    from mrapp.app.exports.exports import ToExport

_MADE_WORDS = Phrase(
    nl="Bewaar het wachtwoord apart van het bestand; zonder is het bestand niet te openen.",
    en="Keep the passphrase apart from the file; without it nobody can open the file.",
)

_LOST = Phrase(
    nl="Het bestand is geschreven, maar {number} plaatjes of opnamen ontbreken erin: ze zijn weg "
    "of beschadigd waar de meningen bewaard worden. Zet ze daar terug uit een back-up en maak het "
    "bestand opnieuw. Het zijn: {names}",
    en="The file was written, but {number} pictures or recordings are missing from it: they are "
    "gone or damaged where the opinions are kept. Put them back there from a backup and make the "
    "file again. They are: {names}",
)
_AND_MORE = Phrase(nl=", en meer", en=", and more")
_MOST_NAMED = 10
_TRUTHS = (Phrase(nl="nee", en="no"), Phrase(nl="ja", en="yes"))
_LABELS = {
    "exported": Phrase(nl="naar het bestand geschreven", en="written to the file"),
    "passphrase": Phrase(nl="wachtwoord", en="passphrase"),
    "imported": Phrase(nl="nieuw uit het bestand", en="new from the file"),
    "known": Phrase(nl="hier al bekend", en="known here already"),
    "whole": Phrase(nl="alles is er nog", en="nothing is missing"),
    "entries": Phrase(nl="bewaard sinds het begin", en="kept since the beginning"),
    "waiting": Phrase(nl="wacht op verzenden", en="waiting to be sent"),
    "remarks": Phrase(nl="- meningen", en="- opinions"),
    "additions": Phrase(nl="- aanvullingen", en="- additions"),
    "withdrawals": Phrase(nl="- intrekkingen", en="- withdrawals"),
    "sent": Phrase(nl="verzonden", en="sent"),
    "since": Phrase(nl="de eerste wacht sinds", en="the first waits since"),
    "tried": Phrase(nl="laatst geprobeerd", en="tried last"),
    "why": Phrase(nl="waarom het wacht", en="why it waits"),
}
"""How each figure is called where it is printed for people; in JSON it is called by its key."""


def outbox(parsed: argparse.Namespace) -> int:
    """`mrapp outbox PROJECT [--json] [--export FILE | --import FILE]`."""
    told: dict[str, Any] = {}
    words = None
    if parsed.export is not None:
        check_goal(parsed, parsed.export)
        words = passphrase_of(parsed, twice=True)
    elif parsed.import_from is not None:
        words = passphrase_of(parsed, twice=False) or parsed.wrong(
            NO_WORDS.text(user_language(), variable=PASSPHRASE)
        )
    services = bootstrap.build_services(parsed.store)
    project = services.projects.load(parsed.project).project
    with store_of(project, services, parsed, makes=parsed.import_from is not None) as store:
        condition = store.check()
        if parsed.export is not None:
            told |= _carried_out(store, parsed, words)
        elif words is not None:
            told |= _carried_in(store, parsed, words)
            condition = replace(store.check(), notices=condition.notices)
        waiting = store.outbox()
    for notice in condition.notices:
        tell(notice.text(user_language()))
    told |= {"whole": condition.whole, "entries": condition.entries, "waiting": waiting.waiting}
    told |= vars(waiting) | {"why": waiting.why.text(user_language()) if waiting.why else None}
    if parsed.json:
        print_json(told)
    else:
        for line in _in_words(told, user_language(), ZoneInfo(project.time_zone)):
            print(one_line(line))
    return 0 if condition.whole else 1


def export(parsed: argparse.Namespace) -> int:
    """`mrapp export PROJECT --out FILE [--format F] [--event E] [--hide-small] [--with-spoken]`.

    Or, instead of PROJECT, `--from-server URL [--key-file FILE] [--with-hidden]`.
    """
    # Late, as below: starting with a window needs none of it.
    from mrapp.app.exports.export_files import Along
    from mrapp.app.exports.exports import export_of

    check_place(parsed)
    kind = kind_of(parsed)
    check_goal(parsed, parsed.out)
    with said_there(parsed) if parsed.from_server else _said_here(parsed) as said:
        project, kept = said.project, said.kept
        _check_event(project, parsed.event, {each.remark.event for each in kept if each.remark})
        kept = [each for each in kept if _is_of(each, parsed.event)]
        lost = list[str]()

        def file(attachment: Attachment, remark_id: str) -> bytes | None:
            content, name = said.file(attachment, remark_id), Along(remark_id, attachment).name
            if content is None and name not in lost:
                lost.append(name)
            return content

        ready = export_of(
            project,
            kept,
            user_language(),
            hide_small=parsed.hide_small,
            with_spoken=parsed.with_spoken,
            attachments=file,
        )
        shown = show_progress if parsed.from_server else ignore_progress
        bootstrap.build_exporter().write(kind, ready, parsed.out, progress=shown)
    if parsed.out.is_file():
        print(parsed.out)
    if lost:
        more = _AND_MORE.text(user_language()) if len(lost) > _MOST_NAMED else ""
        names = ", ".join(lost[:_MOST_NAMED]) + more
        tell(_LOST.text(user_language(), number=len(lost), names=names))
    return 1 if lost else 0


@contextmanager
def _said_here(parsed: argparse.Namespace) -> "Iterator[ToExport]":
    """Read what this machine holds within a block."""
    from mrapp.app.exports.exports import ToExport

    services = bootstrap.build_services(parsed.store)
    project = services.projects.load(parsed.project).project
    with store_of(project, services, parsed) as store:
        yield ToExport(project, store.kept(), store.file)


def slip(parsed: argparse.Namespace) -> int:
    """`mrapp slip PROJECT --out FILE.pdf [--day DATE] [--event E]`: the day slip, as PDF."""
    from mrapp.app.counting.slips import day_slip

    check_goal(parsed, parsed.out)
    services = bootstrap.build_services(parsed.store)
    project = services.projects.load(parsed.project).project
    now = services.utc_now()
    language = user_language()
    day = parsed.day or now.astimezone(ZoneInfo(project.time_zone)).date()
    with store_of(project, services, parsed) as store:
        outline, waiting = store.outline(), store.outbox()
    _check_event(project, parsed.event, outline.columns.words["events"])
    counted = day_slip(project, outline, waiting, now, language, day=day, event=parsed.event)
    bootstrap.build_papers().day_slip(counted, parsed.out, language)
    if parsed.out.is_file():
        print(parsed.out)
    return 0


def _check_event(project: Project, event: str | None, said: Collection[str | None]) -> None:
    """Raise `NotInProjectError` for an event at which nothing was said, nor ever could be."""
    known = [each.id for each in project.events]
    if event is not None and event not in known and event not in said:
        raise not_in_project(EVENT, event, known)


def _is_of(kept: Kept, event: str | None) -> bool:
    return event is None or (kept.remark is not None and kept.remark.event == event)


def _carried_out(
    store: RemarkStore, parsed: argparse.Namespace, words: str | None
) -> dict[str, Any]:
    made = new_passphrase() if words is None else ""
    number = store.carry_out(parsed.export, words or made)
    if made:
        tell(_MADE_WORDS.text(user_language()))
    return {"exported": number, **({"passphrase": made} if made else {})}


def _carried_in(store: RemarkStore, parsed: argparse.Namespace, words: str) -> dict[str, Any]:
    taken = store.carry_in(parsed.import_from, words)
    for notice in taken.notices:
        tell(notice.text(user_language()))
    return {"imported": taken.new, "known": taken.known}


def _in_words(told: Mapping[str, Any], language: str, zone: ZoneInfo) -> Iterator[str]:
    """Return what there is to tell, a line each; times by the clock of the project."""
    for key, value in told.items():
        if value is None:
            continue
        said = value
        if isinstance(value, datetime):
            said = f"{value.astimezone(zone):%Y-%m-%d %H:%M %Z}"
        elif isinstance(value, bool):
            said = _TRUTHS[value].text(language)
        yield f"{_LABELS[key].text(language)}: {said}"
