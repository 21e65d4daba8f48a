"""Photographs in, opinions out: what is sure is kept, what is unclear waits for staff."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.remarks.making import EVENT
from mrapp.app.session import Session
from mrapp.model.errors import CancelledError, not_in_project
from mrapp.model.project import Project
from mrapp.model.questions import Questionnaire
from mrapp.model.texts import Notice, Phrase
from mrapp.paper.errors import PhotographUnreadError
from mrapp.paper.keeping import KeptForm, Known, keep_sheet, known
from mrapp.paper.page_reading import read_page
from mrapp.paper.pages import find_pages
from mrapp.paper.photographs import read_photograph
from mrapp.paper.sheets import Gathering, Outcome, Sheet, form_of, layout_for, outcome_of
from mrapp.paper.waiting import WaitingForm, WaitingForms, name_for

READING = Phrase(nl="Formulieren lezen", en="Reading forms")
_NONE_FOUND = Phrase(
    nl="Er is geen formulier gevonden. Staan van elk blad minstens twee zwarte hoekblokjes op de "
    "foto?",
    en="No form was found. Are at least two black corner blocks of each sheet in the photograph?",
)
_NO_SQUARE = Phrase(
    nl="Er is een blad gevonden, maar het vierkant rechtsboven is niet te lezen. Maak de foto "
    "opnieuw, dichterbij en scherp.",
    en="A sheet was found, but the square at its upper right cannot be read. Take the photograph "
    "again, nearer and sharp.",
)
_AGAIN = Phrase(
    nl="Dezelfde bladzijde stond {count} keer vaker op een foto. Zij telt één keer.",
    en="The same page was photographed {count} more times. It counts once.",
)


@dataclass(frozen=True, eq=False)
class Ready:
    """A form that was put together. twice: another sheet has the same number."""

    sheet: Sheet
    outcome: Outcome
    twice: bool = False


@dataclass(frozen=True)
class Scanned:
    """What came of photographs.

    notices: about a photograph each (`object_id` is its name), or about all; unread: how many
    photographs held nothing that could be read. blank: forms on which nothing was filled in.
    """

    pages: int = 0
    unread: int = 0
    kept: tuple[KeptForm, ...] = ()
    known: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    waiting: tuple[WaitingForm, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass
class _Reading:
    project: Project
    gathering: Gathering = field(default_factory=Gathering)
    notices: list[Notice] = field(default_factory=list)
    pages: int = 0
    unread: int = 0

    def take(self, file: Path) -> None:
        """Read one photograph."""
        before = self.pages
        try:
            found = find_pages(read_photograph(file))
        except PhotographUnreadError as error:
            self._note(file, Phrase(nl=error.text("nl"), en=error.text("en")))
            self.unread += 1
            return
        if not found:
            self._note(file, _NONE_FOUND)
        for page in found:
            if page.mark is None:
                self._note(file, _NO_SQUARE)
                continue
            form = form_of(self.project, page.mark)
            if isinstance(form, Questionnaire):
                read = read_page(self.project, layout_for(form, page.mark), page)
                self.gathering.add(form, read)
                self.pages += 1
            else:
                self._note(file, form)
        self.unread += self.pages == before

    def _note(self, file: Path, phrase: Phrase) -> None:
        self.notices.append(Notice(phrase, object_id=file.name))


def scan(
    session: Session,
    store: RemarkStore,
    waiting: WaitingForms,
    files: Sequence[Path],
    event: str | None = None,
    *,
    keep: bool = True,
    progress: Progress = ignore_progress,
    cancelled: Cancelled = never_cancelled,
) -> Scanned:
    """Read photographs, keep what is sure, let wait what is not. Slow: for a task.

    Pages that wait for others are taken along. keep False: nothing is kept anywhere. Raises
    `RemarkError`, `WaitingNotKeptError`, `NotInProjectError`, `CancelledError`; what was kept by
    then stays, and to scan all again keeps nothing twice.
    """
    project = session.project
    if event is not None and event not in [each.id for each in project.events]:
        raise not_in_project(EVENT, event, [each.id for each in project.events])
    reading = _Reading(project)
    before = waiting.all(project)
    for each in before:
        for page in each.sheet.pages.values():
            reading.gathering.add(each.sheet.form, page)
    named = {each.sheet.serial for each in before}
    for number, file in enumerate(files):
        if cancelled():
            raise CancelledError
        progress(0.9 * number / max(len(files), 1), READING)
        reading.take(file)
    progress(0.9, READING)
    made = _Settling(session, store, waiting, event, session.services.utc_now(), keep)
    touched = _touched(reading, before)
    for ready in _ready(reading.gathering):
        if ready.sheet.serial in touched or ready.sheet.serial not in named:
            made.settle(ready)
    return made.scanned(reading)


def _touched(reading: _Reading, before: Sequence[WaitingForm]) -> set[str]:
    """Return the numbers of which something came now."""
    old = {id(page) for each in before for page in each.sheet.pages.values()}
    return {
        sheet.serial
        for sheet in reading.gathering.all()
        if any(id(page) not in old for page in sheet.pages.values())
    }


def _ready(gathering: Gathering) -> list[Ready]:
    return [
        Ready(sheet, outcome_of(sheet.form, sheet.seen()), twice=len(rows) > 1)
        for rows in gathering.sheets.values()
        for sheet in rows
    ]


@dataclass
class _Settling:
    """Decides of each form where it goes."""

    session: Session
    store: RemarkStore
    waiting: WaitingForms
    event: str | None
    now_utc: datetime
    keeps: bool
    kept: list[KeptForm] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    left: list[WaitingForm] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def settle(self, ready: Ready) -> None:
        """Keep a form, let it wait, or note that it is known."""
        sheet, outcome = ready.sheet, ready.outcome
        there = known(self.store, sheet, outcome)
        if there is Known.KEPT:
            self.known.append(sheet.serial)
            self._drop(sheet)
        elif outcome.sure and not outcome.answers:
            self.blank.append(sheet.serial)
            self._drop(sheet)
        elif outcome.sure and there is Known.NEW and not ready.twice:
            self._keep(sheet, outcome)
        else:
            self._let_wait(ready, copied=there is Known.OTHER or ready.twice)

    def _keep(self, sheet: Sheet, outcome: Outcome) -> None:
        if self.keeps:
            occasion = (self.now_utc, self.event)
            self.kept.append(keep_sheet(self.store, self.session, sheet, outcome, occasion))
        self.notices += [Notice(each.phrase, each.values, sheet.serial) for each in outcome.notices]
        self._drop(sheet)

    def _let_wait(self, ready: Ready, *, copied: bool) -> None:
        sheet = ready.sheet
        form = WaitingForm(name_for(sheet), sheet, self.now_utc, self.event, copied)
        if self.keeps:
            self.waiting.keep(form)
        self.left.append(form)

    def _drop(self, sheet: Sheet) -> None:
        if self.keeps:
            self.waiting.drop(name_for(sheet))

    def scanned(self, reading: _Reading) -> Scanned:
        """Return what came of it."""
        again = reading.gathering.again
        more = [Notice(_AGAIN, {"count": again})] if again else []
        return Scanned(
            pages=reading.pages,
            unread=reading.unread,
            kept=tuple(self.kept),
            known=tuple(self.known),
            blank=tuple(self.blank),
            waiting=tuple(self.left),
            notices=(*reading.notices, *self.notices, *more),
        )
