"""Pages put together to forms: what each citizen said, what is unclear, what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from mrapp.app.questions.asking import asked, checked, reached
from mrapp.model.project import Project
from mrapp.model.questions import Answer, Answers, Question, Questionnaire
from mrapp.model.texts import Notice, Phrase
from mrapp.paper.blocks import Setting
from mrapp.paper.doubts import Doubt
from mrapp.paper.layout import FormLayout, layout_of
from mrapp.paper.mark import LAYOUT, PageMark, turn_of, which_of
from mrapp.paper.page_reading import PageRead, Seen
from mrapp.paper.sizes import REGULAR

_OTHER_PROJECT = Phrase(
    nl="Dit is een formulier van een ander project.", en="This is a form of another project."
)
_NO_FORM = Phrase(
    nl="Dit project kent de vragenlijst van dit formulier niet.",
    en="This project does not know the questionnaire of this form.",
)
_NO_VERSION = Phrase(
    nl="Dit formulier is van versie {version} van de vragenlijst. Die versie heeft dit project "
    "niet. Open het project waaruit het is gedrukt.",
    en="This form is of version {version} of the questionnaire. This project does not have that "
    "version. Open the project that it was printed from.",
)
_OTHER_QUESTIONS = Phrase(
    nl="Dit formulier heeft andere vragen dan versie {version} in dit project: het is gedrukt uit "
    "een andere kopie van het project.",
    en="This form has other questions than version {version} in this project: it was printed from "
    "another copy of the project.",
)
_OTHER_LAYOUT = Phrase(
    nl="Dit formulier is gedrukt met een andere versie van mrapp, die het anders indeelt.",
    en="This form was printed with another version of mrapp, which lays it out differently.",
)
_NOT_ASKED = Phrase(
    nl="Vraag {number} is ingevuld, maar werd bij deze antwoorden niet gesteld. Dat antwoord telt "
    "niet mee.",
    en="Question {number} was answered, but is not asked with these answers. That answer does not "
    "count.",
)


def form_of(project: Project, mark: PageMark) -> Questionnaire | Phrase:
    """Return the version that a page is of; or why there is none, in words."""
    forms = [each for each in project.questionnaires if each.published_utc]
    marks = [(each, which_of(project, each)) for each in forms]
    wanted = mark.which
    if which_of(project, _blank()).project != wanted.project:
        return _OTHER_PROJECT
    known = [(each, which) for each, which in marks if which.form == wanted.form]
    if not known:
        return _NO_FORM
    versions = [each for each in known if each[1].version == wanted.version]
    if not versions:
        return _NO_VERSION.filled(version=wanted.version)
    form, which = versions[0]
    if which.asked != wanted.asked:
        return _OTHER_QUESTIONS.filled(version=wanted.version)
    if mark.layout != LAYOUT or mark.pages != len(layout_for(form, mark).pages):
        return _OTHER_LAYOUT
    return form


def _blank() -> Questionnaire:
    return Questionnaire(id="none", name={})


def layout_for(form: Questionnaire, mark: PageMark) -> FormLayout:
    """Return how the form lies on paper that a page is of."""
    return layout_of(form, mark.language, large=mark.large, turn=turn_of(mark.serial))


@dataclass(frozen=True, eq=False)
class Sheet:
    """One form of one citizen, as far as its pages were read. copied: its number came twice.

    number: tells forms apart that have the same serial number.
    """

    form: Questionnaire
    pages: Mapping[int, PageRead]
    number: int = 1

    @property
    def any_mark(self) -> PageMark:
        """What its first page says of itself."""
        return self.pages[min(self.pages)].mark

    @property
    def serial(self) -> str:
        """The number of the copy."""
        return self.any_mark.serial

    @property
    def layout(self) -> FormLayout:
        """How it lies on paper."""
        return layout_for(self.form, self.any_mark)

    @property
    def missing(self) -> tuple[int, ...]:
        """The pages that are not there."""
        return tuple(page.number for page in self.layout.pages if page.number not in self.pages)

    def plans(self, language: str) -> dict[str, str]:
        """Return what the variants that are compared are called on this copy."""
        return Setting(self.form, language, REGULAR, turn_of(self.serial)).plans

    def seen(self) -> dict[str, Seen]:
        """Return what was seen of each question, in order; of missing pages too."""
        told = {each.question: each for page in self.pages.values() for each in page.seen}
        return {
            question.id: told.get(question.id, Seen(question.id, doubt=Doubt.MISSING))
            for question in self.form.questions
        }


@dataclass(frozen=True)
class Outcome:
    """What a form comes to. answers: the sure ones; doubts: of what is still to be asked."""

    answers: Answers
    doubts: Mapping[str, Doubt]
    notices: tuple[Notice, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nobody needs to look."""
        return not self.doubts


def outcome_of(
    form: Questionnaire,
    seen: Mapping[str, Seen],
    decided: Mapping[str, Answer | None] | None = None,
) -> Outcome:
    """Return what answers and doubts there are, by the rules of the form on the screen.

    decided: what staff chose, which is in place of what was seen; None: no answer.
    """
    given = dict(seen)
    for key, answer in (decided or {}).items():
        given[key] = Seen(key, answer)
    answers = {
        key: each.answer
        for key, each in given.items()
        if each.doubt is None and each.answer is not None
    }
    unsure = {key for key, each in given.items() if each.doubt}
    possible = _may_be_asked(form, answers, unsure)
    doubts = {key: each.doubt for key, each in given.items() if each.doubt and key in possible}
    notices = []
    for key in [key for key in answers if key not in possible]:
        del answers[key]
        number = [each.id for each in form.questions].index(key) + 1
        notices.append(Notice(_NOT_ASKED, {"number": number}))
    row = asked(form, answers)
    for question in row:
        if question.required and question.id not in answers and question.id not in doubts:
            doubts[question.id] = Doubt.NEEDED
    if answers and not doubts:
        answers = dict(_checked(form, answers))
    return Outcome(answers, doubts, tuple(notices))


def _checked(form: Questionnaire, answers: Mapping[str, Answer]) -> Answers:
    """Return answers as they are kept; raises `AnswersWrongError` where they break a rule."""
    return checked(form, reached(form, dict(answers)))


def _may_be_asked(form: Questionnaire, answers: Mapping[str, Answer], unsure: set[str]) -> set[str]:
    """Return the questions that are asked, or may be once what is unsure is decided."""
    possible: set[str] = set()
    for question in form.questions:
        if any(each.question in unsure & possible for each in question.when):
            possible.add(question.id)
            continue
        sure = {key: answer for key, answer in answers.items() if key in possible}
        if question in asked(_upto(form, question), sure):
            possible.add(question.id)
    return possible


def _upto(form: Questionnaire, question: Question) -> Questionnaire:
    place = form.questions.index(question)
    return form.model_copy(update={"questions": form.questions[: place + 1]})


@dataclass
class Gathering:
    """Puts pages together; a page that comes twice is taken once."""

    sheets: dict[str, list[Sheet]] = field(default_factory=dict)
    again: int = 0

    def add(self, form: Questionnaire, page: PageRead) -> None:
        """Add a page to the form that it is of."""
        rows = self.sheets.setdefault(page.mark.serial, [])
        for place, sheet in enumerate(rows):
            there = sheet.pages.get(page.mark.page)
            if there is None:
                rows[place] = replace(sheet, pages={**sheet.pages, page.mark.page: page})
                return
            if there.agrees(page):
                self.again += 1
                better = (page.doubts, -page.fine) < (there.doubts, -there.fine)
                if better:
                    rows[place] = replace(sheet, pages={**sheet.pages, page.mark.page: page})
                return
        rows.append(Sheet(form, {page.mark.page: page}, len(rows) + 1))

    def all(self) -> Iterable[Sheet]:
        """Go through the forms."""
        for rows in self.sheets.values():
            yield from rows
