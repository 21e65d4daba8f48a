"""The table that every format is written from, and the counts: what is in them and what is not."""

from collections import Counter
from datetime import timedelta

import numpy as np

from mrapp.app.counting.counted_places import Area
from mrapp.app.counting.overview import overview
from mrapp.app.counting.small_groups import HIDDEN
from mrapp.app.exports.exports import table_of
from mrapp.app.questions.asking import version_of
from mrapp.app.remarks.keeping import Kept
from mrapp.app.remarks.opinions import opinion_of
from mrapp.app.remarks.samples import sample_of
from mrapp.model.questions import Answer
from mrapp.model.remark import Answered
from tests.documents.said import (
    CHURCH_RD,
    everything,
    full_remark,
    kept,
    project,
    remark,
    withdrawn,
)


def _people(*ages: str) -> list[Kept]:
    told: list[dict[str, Answer]] = [{"age": age} for age in ages]
    return [
        kept(remark(at, answered=Answered(questionnaire="plein", version=2, answers=one)), at)
        for at, one in enumerate(told, 1)
    ]


def _cells(remarks: list[Kept], name: str, *, hide_small: bool = False) -> list[object]:
    column = table_of(project(), remarks, "en", hide_small=hide_small).column(name)
    assert column is not None
    return list(column.cells)


def test_what_was_withdrawn_is_nowhere() -> None:
    gone = withdrawn(4)
    table = table_of(project(), everything(), "nl")
    assert gone.id not in table.ids
    assert len(table.ids) == len(everything()) - 1
    counted = overview(project(), sample_of(everything()))
    assert (counted.total, counted.withdrawn) == (len(table.ids), 1)


def test_an_answer_is_explained_by_the_version_it_was_given_to() -> None:
    assert _cells(everything(), "plein_often_name")[:2] == ["choice weekly", "choice never"]
    table = table_of(project(), everything(), "en")
    shapes = [each for each in table.columns if each.source == "plein/shape"]
    words, code = (next(c for c in shapes if bool(c.codes) is coded) for coded in (False, True))
    assert [words.cells[1], words.cells[0]] == ["oval", None], "version 1 asked for words"
    assert code.cells[0] == "round"


def test_an_answer_to_a_lost_question_is_kept() -> None:
    assert _cells(everything(), "gone_x")[2] == "y"


def test_answers_to_another_version_of_the_same_number_are_kept_apart() -> None:
    """Two copies of a project may each publish a version 2: no answer is counted as another."""
    form = version_of(project(), "plein", 2)
    assert form is not None
    first, *rest = form.questions
    changed = first.model_copy(update={"text": {"en": "Quite another question"}})
    other = form.model_copy(update={"questions": (changed, *rest)})
    later = form.model_copy(update={"published_utc": None})
    assert later.fingerprint() == form.fingerprint() != other.fingerprint()
    people = _people("18-24", "65+")
    for at, asked in enumerate((form, other)):
        said = people[at].remark
        assert said is not None
        assert said.answered is not None
        answered = said.answered.model_copy(update={"asked": asked.fingerprint()})
        people[at] = kept(said.model_copy(update={"answered": answered}), at)
    assert _cells(people, "plein_age") == ["18-24", None]
    table = table_of(project(), people, "en")
    lost = [each for each in table.columns if "not in this project" in each.title.get("en", "")]
    assert [list(each.cells) for each in lost] == [[None, "65+"]]
    titles = [each.title["en"] for each in overview(project(), sample_of(people)).lists]
    assert "age (a question that is not in this project)" in titles
    told = opinion_of(project(), people[1], "en")
    assert told is not None
    assert "not, or no longer, in this project" in told.lost


def test_small_groups_of_personal_answers_are_hidden_on_request() -> None:
    people = _people(*["18-24"] * 2, *["25-44"] * 3, *["65+"] * 7)
    assert _cells(people, "plein_age")[0] == "18-24"
    hidden = _cells(people, "plein_age", hide_small=True)
    assert Counter(hidden) == {HIDDEN: 5, "65+": 7}
    words = _cells(people, "plein_age_name", hide_small=True)
    assert words[0] == "Hidden: a group of fewer than 5"
    counted = overview(project(), sample_of(people), hide_small=True).of("plein/age")
    assert counted is not None
    numbers = {count.code: count.number for count in counted.counts}
    assert (numbers["65+"], numbers[HIDDEN], numbers["18-24"]) == (7, 5, None)


def test_counts_by_question_channel_place_and_time() -> None:
    late = remark(3, made_utc=full_remark().made_utc + timedelta(hours=12), mood=2)
    counted = overview(project(), sample_of([kept(full_remark()), kept(late, 3)]))
    numbers = {
        each.id: {count.code: count.number for count in each.counts} for each in counted.lists
    }
    assert numbers["channel"]["kiosk"] == 2
    assert numbers["theme"] == {"green": 1, "": 1}
    assert numbers["place"] == {"104800-425300": 1, "": 1}
    assert numbers["day"] == {"2026-10-14": 1, "2026-10-15": 1}, "by the clock of the project"
    assert numbers["plein/what"] == {"green": 1, "benches": 0, "=water": 1}
    assert numbers["plein/grade"]["8"] == 1
    mood = counted.of("mood")
    assert mood is not None
    assert mood.mean == 3.0


def test_places_are_counted_by_area_with_holes() -> None:
    around = np.array([[-50.0, -50], [50, -50], [50, 50], [-50, 50]]) + CHURCH_RD[:2]
    hole = np.array([[-5.0, -5], [5, -5], [5, 5], [-5, 5]]) + CHURCH_RD[:2]
    area = Area("BU1", {"nl": "Buurt"}, (around, hole))
    x, y, z = CHURCH_RD
    places = [(x + 20, y, z), (x, y, z), (x + 60, y, z), None]
    remarks = [kept(remark(at, point=place), at) for at, place in enumerate(places, 1)]
    counted = overview(project(), sample_of(remarks), areas=[area]).of("place")
    assert counted is not None
    assert {c.code: c.number for c in counted.counts} == {"BU1": 1, "elsewhere": 2, "": 1}
