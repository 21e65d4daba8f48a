"""Answers as columns: the codebook, which is every version of every questionnaire, opened out.

A question has one column with its code or value. Where that is a code, a second column has it in
words. Several choices and rankings are a list of codes ("a|b") in one column, and after it one
column a choice: 1 or 0, or its rank.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mrapp.app.counting.small_groups import HIDDEN, with_small_hidden
from mrapp.app.exports.columns import (
    LIST_SIGN,
    Cell,
    CellType,
    Column,
    Part,
    clean,
    cleaned,
    column_id,
    local,
)
from mrapp.app.exports.export_columns import MOODS, variant_names
from mrapp.model.project import Project
from mrapp.model.questions import PERSONAL, RATHER_NOT, Answer, Kind, Question
from mrapp.model.remark import Answered, Remark
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.values import LocalText

_RATHER_NOT = local(Phrase(nl="Zeg ik liever niet", en="Rather not say"))
_HIDDEN = local(Phrase(nl="Verborgen: groep kleiner dan 5", en="Hidden: a group of fewer than 5"))
_NUMBERS: frozenset[Kind] = frozenset({"scale", "mood"})
_LISTS: frozenset[Kind] = frozenset({"multiple", "ranking"})
_QUESTIONNAIRE = Phrase(nl="Vragenlijst", en="Questionnaire")
_VERSION = Phrase(nl="Versie van de vragenlijst", en="Version of the questionnaire")
_WHICH = Phrase(
    nl="Bij welke vragenlijst de antwoorden horen", en="To which questionnaire the answers belong"
)
_WHICH_VERSION = Phrase(
    nl="Bij welke versie van de vragenlijst de antwoorden horen",
    en="To which version of the questionnaire the answers belong",
)
_IN_WORDS = Phrase(nl="(in woorden)", en="(in words)")
_SHOWN = Phrase(nl="(volgorde)", en="(order)")
_SHOWN_MEANING = Phrase(
    nl="In welke volgorde de varianten zijn getoond", en="In which order the variants were shown"
)
_CHOSEN = Phrase(nl="Gekozen: 1 is ja, 0 is nee", en="Chosen: 1 is yes, 0 is no")
_RANK = Phrase(nl="Plaats in de volgorde, 1 is de beste", en="Place in the ranking, 1 is the best")
_UNKNOWN = Phrase(
    nl="Deze vraag staat niet of niet meer in het project",
    en="This question is not, or no longer, in the project",
)
_NOT_OURS = Phrase(
    nl="{question} (een vraag die niet in dit project staat)",
    en="{question} (a question that is not in this project)",
)
_AXES = (
    ("x_rd_m", Phrase(nl="X (RD)", en="X (RD)")),
    ("y_rd_m", Phrase(nl="Y (RD)", en="Y (RD)")),
    ("z_nap_m", Phrase(nl="hoogte (NAP)", en="height (NAP)")),
)

Key = tuple[str, str, Kind | None]
"""Questionnaire, question, kind; None: a question that the project does not have."""


@dataclass
class Asked:
    """One question of one kind, over all versions that ask it so, and who answered what.

    given: answers, and shown: orders of the variants, by row. answered: versions that answers
    belong to.
    """

    questionnaire: str
    id: str
    kind: Kind | None
    versions: dict[int, Question] = field(default_factory=dict)
    given: dict[int, Answer] = field(default_factory=dict)
    shown: dict[int, tuple[str, str]] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)

    @property
    def one_scale(self) -> bool:
        """Whether all answers are to a scale with the same ends, so that they have one mean."""
        asked = (self.versions[version] for version in self.answered & self.versions.keys())
        return len({(question.low, question.high) for question in asked}) == 1

    @property
    def is_personal(self) -> bool:
        """Whether it asks about the person; what nobody knows anything of might."""
        return self.kind is None or self.kind in PERSONAL

    def title(self) -> LocalText:
        """Return how the newest version asks it; its id where none does."""
        return (
            self.versions[max(self.versions)].text
            if self.versions
            else local(_NOT_OURS, question=self.id)
        )

    def codes(self, project: Project) -> dict[str, LocalText]:
        """Return what the codes of its answers stand for, in the newest words for each."""
        ordered = [self.versions[version] for version in sorted(self.versions)]
        codes = {choice.id: choice.text for question in ordered for choice in question.choices}
        if self.kind == "compare":
            names = variant_names(project)
            shown = {v for question in ordered for v in question.variants or ()}
            codes = {code: names.get(code, {"en": code}) for code in sorted(shown)}
        if self.kind == "mood":
            codes = dict(MOODS)
        for question in ordered if self.kind == "scale" else ():
            codes |= {str(question.low): question.low_text} if question.low_text else {}
            codes |= {str(question.high): question.high_text} if question.high_text else {}
        return codes


def asked_in(project: Project, answered: Iterable[Answered | None]) -> list[Asked]:
    """Return every question of the project and of these answers, with its answers by row."""
    asked: dict[Key, Asked] = {}
    known: dict[tuple[str, int, str], dict[str, Asked]] = {}
    for sheet in sorted(project.questionnaires, key=lambda sheet: sheet.version):
        ours = known[sheet.id, sheet.version, ""] = {}
        known[sheet.id, sheet.version, sheet.fingerprint()] = ours
        for question in sheet.questions:
            key = (sheet.id, question.id, question.kind)
            one = asked.setdefault(key, Asked(*key))
            one.versions[sheet.version] = question
            ours[question.id] = one
    for row, each in enumerate(answered):
        if each is not None:
            _give(each, row, known, asked)
    return list(asked.values())


def _give(
    answered: Answered,
    row: int,
    known: Mapping[tuple[str, int, str], Mapping[str, Asked]],
    asked: dict[Key, Asked],
) -> None:
    """Put the answers of one remark with their questions, lost ones included.

    What was asked in other words under the same number, in another copy of the project, is lost.
    """
    questions = known.get((answered.questionnaire, answered.version, answered.asked), {})
    for question_id, answer in answered.answers.items():
        one = questions.get(question_id)
        if one is None:
            lost: Key = (answered.questionnaire, question_id, None)
            one = asked.setdefault(lost, Asked(*lost))
        one.given[row] = answer
        one.answered.add(answered.version)
        if question_id in answered.orders:
            one.shown[row] = answered.orders[question_id]


def hide_small_groups(asked: Iterable[Asked], count: int) -> None:
    """Put `HIDDEN` in place of personal answers of small groups among `count` people."""
    # A question without a kind may have any number of answers, so it is hidden first.
    order: dict[Kind | None, int] = {"age": 0, "neighbourhood": 1, None: 2}
    personal = sorted((one for one in asked if one.is_personal), key=lambda one: order[one.kind])
    given = [[_code(one.given.get(row)) or "" for row in range(count)] for one in personal]
    for one, shown in zip(personal, with_small_hidden(given), strict=True):
        one.given = {row: code for row, code in enumerate(shown) if code}


def answer_columns(
    project: Project, remarks: Sequence[Remark], language: str, *, hide_small: bool
) -> tuple[Column, ...]:
    """Return the columns of all questions, those that nobody answered included."""
    asked = asked_in(project, (remark.answered for remark in remarks))
    if not asked:
        return ()
    if hide_small:
        hide_small_groups(asked, len(remarks))
    opened = (_Opened(project, one, len(remarks), language, hide_small) for one in asked)
    return (*_sheets(project, remarks), *(column for each in opened for column in each.columns()))


def _sheets(project: Project, remarks: Sequence[Remark]) -> tuple[Column, Column]:
    answered = [remark.answered for remark in remarks]
    names = {sheet.id: sheet.name for sheet in project.questionnaires}
    which = cleaned([each.questionnaire if each else None for each in answered])
    version: list[Cell] = [each.version if each else None for each in answered]
    return (
        Column("questionnaire", "text", local(_QUESTIONNAIRE), local(_WHICH), which, codes=names),
        Column("questionnaire_version", "whole", local(_VERSION), local(_WHICH_VERSION), version),
    )


def _code(answer: Answer | None) -> str | None:
    """Return an answer as one text: a list as its codes, a number as its digits."""
    if answer is None:
        return None
    if isinstance(answer, tuple):
        return clean(LIST_SIGN.join(str(each) for each in answer))
    return clean(str(answer))


class _Opened:
    """One question, being opened out into columns."""

    def __init__(
        self, project: Project, asked: Asked, count: int, language: str, hide_small: bool
    ) -> None:
        self._asked, self._count, self._language = asked, count, language
        self._codes: dict[str, LocalText] = asked.codes(project)
        # Most answers are alike, so each is brought to a code once.
        codes: dict[Answer, str | None] = {each: _code(each) for each in set(asked.given.values())}
        answers = map(asked.given.get, range(count))
        self._said = [None if each is None else codes[each] for each in answers]
        self._own = dict(self._codes)
        if RATHER_NOT in self._said or asked.is_personal:
            self._own[RATHER_NOT] = _RATHER_NOT
        if hide_small and asked.is_personal:
            self._own[HIDDEN] = _HIDDEN

    def columns(self) -> Iterator[Column]:
        kind = self._asked.kind
        if kind in _NUMBERS:
            yield from self._number()
        elif kind in _LISTS:
            yield from self._list(ranks=kind == "ranking")
        elif kind == "pin":
            yield from self._pin()
        else:
            yield self._column("", "text", self._said, codes=self._own)
            if self._own and kind is not None:
                yield self._words()
        if kind == "compare":
            yield self._order()

    def _number(self) -> Iterator[Column]:
        given = self._asked.given
        numbers: list[Cell] = [
            value if isinstance(value := given.get(row), int) else None
            for row in range(self._count)
        ]
        yield self._column("", "whole", numbers, codes=self._codes)
        if RATHER_NOT in self._said:
            yield self._words()

    def _list(self, *, ranks: bool) -> Iterator[Column]:
        yield self._column("", "text", self._said, codes=self._own, is_list=True)
        lists = {said: said.split(LIST_SIGN) for said in set(self._said) if said is not None}
        for code, text in self._codes.items():
            places: dict[str | None, Cell] = {
                said: _place(codes, clean(code), ranks) for said, codes in lists.items()
            }
            cells = [places.get(said) for said in self._said]
            meaning = _RANK if ranks else _CHOSEN
            kind: CellType = "whole" if ranks else "truth"
            yield self._column(code, kind, cells, meaning, part="spelled", added=text)

    def _pin(self) -> Iterator[Column]:
        points = [self._asked.given.get(row) for row in range(self._count)]
        for axis, (name, title) in enumerate(_AXES):
            cells: list[Cell] = [
                point[axis] if isinstance(point, tuple) and len(point) == len(_AXES) else None
                for point in points
            ]
            yield self._column(name, "number", cells, unit="m", added=local(title))
        if RATHER_NOT in self._said:
            yield self._words()

    def _words(self) -> Column:
        said = {
            clean(code): clean(pick_language(text, self._language))
            for code, text in self._own.items()
        }
        # A code that nobody knows anymore stands for itself; a number needs no second column.
        lost = self._said if self._asked.kind not in {*_NUMBERS, "pin"} else [None] * self._count
        words: list[Cell] = [
            said.get(code or "", code_itself)
            for code, code_itself in zip(self._said, lost, strict=True)
        ]
        return self._column("name", "text", words, part="spelled", added=local(_IN_WORDS))

    def _order(self) -> Column:
        cells: list[Cell] = [_code(self._asked.shown.get(row)) for row in range(self._count)]
        return self._column(
            "order", "text", cells, _SHOWN_MEANING, "fact", self._codes, True, local(_SHOWN)
        )

    def _column(
        self,
        name: str,
        kind: CellType,
        cells: Sequence[Cell],
        meaning: Phrase | None = None,
        part: Part = "said",
        codes: Mapping[str, LocalText] | None = None,
        is_list: bool = False,
        added: LocalText | None = None,
        unit: str = "",
    ) -> Column:
        asked = self._asked
        title = asked.title()
        return Column(
            id=column_id(asked.questionnaire, asked.id, *([name] if name else [])),
            type=kind,
            title=_joined(title, added) if added else title,
            meaning=local(meaning) if meaning else self._meaning(),
            cells=cells,
            part=part,
            codes=codes or {},
            is_list=is_list,
            unit=unit,
            source=f"{asked.questionnaire}/{asked.id}",
        )

    def _meaning(self) -> LocalText:
        if self._asked.kind is None:
            return local(_UNKNOWN)
        versions = ", ".join(map(str, sorted(self._asked.versions)))
        return local(_ANSWERS[self._asked.kind], versions=versions)


def _place(codes: Sequence[str], code: str, ranks: bool) -> Cell:
    """Return the rank of a choice, or whether it was chosen; None where nobody would say."""
    if RATHER_NOT in codes:
        return None
    if ranks:
        return codes.index(code) + 1 if code in codes else None
    return code in codes


def _joined(title: LocalText, added: LocalText) -> LocalText:
    """Return a title with something added, in each language of the title."""
    return {
        language: f"{text} - {pick_language(added, language)}" for language, text in title.items()
    }


def _kind(nl: str, en: str) -> Phrase:
    return Phrase(
        nl=f"{nl}. Gevraagd in versie {{versions}}", en=f"{en}. Asked in version {{versions}}"
    )


_ANSWERS: Mapping[Kind, Phrase] = {
    "single": _kind("Code van één keuze", "Code of one choice"),
    "multiple": _kind("Codes van alle keuzes, met | ertussen", "Codes of all choices, with |"),
    "scale": _kind("Geheel getal op een schaal", "Whole number on a scale"),
    "mood": _kind("Gekozen gezicht, van 1 tot en met 5", "The face that was chosen, 1 to 5"),
    "ranking": _kind("Codes op volgorde, de beste eerst", "Codes in order, the best first"),
    "compare": _kind("Code van de gekozen variant", "Code of the variant that was chosen"),
    "pin": _kind("Aangewezen plek, RD en NAP", "The place that was pointed at, RD and NAP"),
    "text": _kind("Eigen woorden", "Own words"),
    "age": _kind("Code van de leeftijdsgroep", "Code of the age band"),
    "neighbourhood": _kind("Code van de CBS-buurt", "Code of the CBS neighbourhood"),
}
