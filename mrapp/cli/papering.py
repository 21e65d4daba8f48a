"""The commands about forms on paper: print them, and read photographs of them."""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from mrapp import bootstrap
from mrapp.app.outlining import read_ground_plan
from mrapp.app.ports import Services
from mrapp.app.questions.asking import current
from mrapp.app.questions.form_words import number_of
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.remarks.rehearsing import RehearsalPlace
from mrapp.app.replacing import writing
from mrapp.app.session import Session
from mrapp.cli.form_pictures import pictures_of
from mrapp.cli.goals import check_goal
from mrapp.cli.language import user_language
from mrapp.cli.remarking import store_of
from mrapp.cli.telling import one_line, print_json, tell
from mrapp.model.texts import Phrase
from mrapp.paper.doubts import DOUBT_WORDS, Doubt
from mrapp.paper.errors import NothingToAskError
from mrapp.paper.printing import FormPaper, form_pdf, new_copies
from mrapp.paper.scanning import Scanned
from mrapp.paper.scanning import scan as scan_files
from mrapp.paper.sheets import outcome_of
from mrapp.paper.waiting import WaitingForm, WaitingForms, waiting_forms

_PICTURES: Final = (".jpg", ".jpeg", ".png")
_OTHERS: Final = (
    ".heic",
    ".heif",
    ".avif",
    ".webp",
    ".tif",
    ".tiff",
    ".bmp",
    ".gif",
    ".dng",
    ".pdf",
)
"""What photographs and scans also come as: not read, but told, for they may be somebody's form."""
_NO_FILES: Final = Phrase(
    nl="er staat geen JPEG, PNG of WebP in {path}", en="there is no JPEG, PNG or WebP in {path}"
)
_KEPT = Phrase(nl="{serial}: bewaard als {id}", en="{serial}: kept as {id}")
_KNOWN = Phrase(nl="{serial}: was al bewaard", en="{serial}: was kept before")
_BLANK = Phrase(nl="{serial}: niets ingevuld", en="{serial}: nothing was filled in")
_WAITS = Phrase(nl="{serial}: wacht op u. {why}", en="{serial}: waits for you. {why}")
_QUESTION = Phrase(nl="Vraag {number}: {why}", en="Question {number}: {why}")
_TWICE = Phrase(
    nl="Een ander formulier heeft hetzelfde nummer: een kopie?",
    en="Another form has the same number: a photocopy?",
)
_MISSING = Phrase(nl="Nog niet gelezen: bladzijde {pages}.", en="Pages not read yet: {pages}.")
_DECIDE = Phrase(
    nl="Wachtende formulieren: {count}. Open het project en kies Meningen > Papieren formulieren.",
    en="Forms that wait: {count}. Open the project and choose Opinions > Paper forms.",
)


def form(parsed: argparse.Namespace) -> int:
    """`mrapp form PROJECT --out F.pdf [--copies N] [--large] [--language L] [--force]`."""
    check_goal(parsed, parsed.out)
    services = bootstrap.build_services()
    opened = services.projects.load(parsed.project)
    language = user_language()
    asked = current(opened.project)
    if asked is None:
        raise NothingToAskError
    asks_place = any(each.kind == "pin" for each in asked.questions)
    paper = FormPaper(
        project=opened.project,
        form=asked,
        language=language,
        large=parsed.large,
        plan=read_ground_plan(services.read_mesh, opened) if asks_place else None,
        pictures=pictures_of(Session(opened, services, language), asked),
    )
    content = form_pdf(paper, new_copies(parsed.copies, os.urandom))
    with writing(parsed.out) as stream:
        stream.write(content)
    if parsed.out.is_file():
        print(parsed.out)
    return 0


def scan(parsed: argparse.Namespace) -> int:
    """`mrapp scan PROJECT IMAGES... [--event E] [--dry-run] [--json]`: exit 1 where some wait."""
    services = bootstrap.build_services(parsed.store)
    session = Session(services.projects.load(parsed.project), services, user_language())
    files = _files(parsed)
    with _places(session, services, parsed) as (store, waiting):
        done = scan_files(session, store, waiting, files, parsed.event, keep=not parsed.dry_run)
        left = len(done.waiting) if parsed.dry_run else waiting.count()
    for notice in done.notices:
        tell(notice.text(user_language()))
    if parsed.json:
        print_json({**_told(done), "waiting_in_all": left})
    else:
        for line in _lines(done, user_language()):
            print(one_line(line))
    if left and not parsed.dry_run:
        tell(_DECIDE.text(user_language(), count=left))
    return 1 if done.waiting or done.unread else 0


@contextmanager
def _places(
    session: Session, services: Services, parsed: argparse.Namespace
) -> Iterator[tuple[RemarkStore, WaitingForms]]:
    """Open what forms go to; where nothing is to be kept and nothing is there, nothing is made."""
    project = session.project
    waiting = waiting_forms(services.remarks.folder, project)
    if parsed.dry_run and not services.remarks.has(project.id):
        passing: RehearsalPlace = services.rehearse()
        store = passing.remarks.open(project.id)
        try:
            yield store, waiting
        finally:
            store.close()
        return
    with store_of(project, services, parsed, makes=not parsed.dry_run) as store:
        yield store, waiting


def _files(parsed: argparse.Namespace) -> list[Path]:
    files: list[Path] = []
    for path in parsed.images:
        if not path.is_dir():
            files.append(path)
            continue
        inside = sorted(
            each for each in path.iterdir() if each.suffix.lower() in (*_PICTURES, *_OTHERS)
        )
        if not inside:
            parsed.wrong(_NO_FILES.text(user_language(), path=path))
        files += inside
    return files


def _told(done: Scanned) -> dict[str, Any]:
    return {
        "pages": done.pages,
        "unread": done.unread,
        "kept": [
            {
                "serial": each.serial,
                "id": each.remark.id,
                "answers": each.remark.answered.answers if each.remark.answered else {},
            }
            for each in done.kept
        ],
        "known": list(done.known),
        "blank": list(done.blank),
        "waiting": [_waiting_told(each) for each in done.waiting],
        "notices": [each.text("en") for each in done.notices],
    }


def _waiting_told(waiting: WaitingForm) -> dict[str, Any]:
    outcome = outcome_of(waiting.sheet.form, waiting.sheet.seen())
    return {
        "serial": waiting.sheet.serial,
        "answers": outcome.answers,
        "doubts": {key: doubt.value for key, doubt in outcome.doubts.items()},
        "missing_pages": list(waiting.sheet.missing),
        "same_number": waiting.copied,
    }


def _lines(done: Scanned, language: str) -> Iterator[str]:
    for each in done.kept:
        yield _KEPT.text(language, serial=each.serial, id=each.remark.id)
    yield from _named(_KNOWN, done.known, language)
    yield from _named(_BLANK, done.blank, language)
    for waiting in done.waiting:
        why = " ".join(_why(waiting, language))
        yield _WAITS.text(language, serial=waiting.sheet.serial, why=why)


def _named(phrase: Phrase, serials: Sequence[str], language: str) -> Iterator[str]:
    return (phrase.text(language, serial=each) for each in serials)


def _why(waiting: WaitingForm, language: str) -> Iterator[str]:
    if waiting.copied:
        yield _TWICE.text(language)
    if waiting.sheet.missing:
        yield _MISSING.text(language, pages=", ".join(map(str, waiting.sheet.missing)))
    asked = waiting.sheet.form
    for key, doubt in outcome_of(asked, waiting.sheet.seen()).doubts.items():
        if doubt is Doubt.MISSING:
            continue
        said = DOUBT_WORDS[doubt].text(language)
        yield _QUESTION.text(language, number=number_of(asked, key), why=said)
