"""What staff do with questionnaires: versions, codes, what is refused, what goes into a file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mrapp.app.history import Change, History, Moment
from mrapp.app.questions import form_choices as choices
from mrapp.app.questions import forms, themes
from mrapp.app.questions.asking import current, version_of
from mrapp.app.questions.form_edits import latest, next_version, versions
from mrapp.app.questions.form_files import read_form, read_neighbourhoods, write_form
from mrapp.app.questions.form_words import KIND_WORDS
from mrapp.model.errors import MrappError
from mrapp.model.form_errors import (
    FormFileError,
    FormFileWriteError,
    FormRefusedError,
    FormUnfinishedError,
    FormUnsureError,
)
from mrapp.model.project import Project
from mrapp.model.questions import Condition, Kind, Question, Questionnaire
from tests.app.forms import everything
from tests.app.moments import NOON, first_moment

FORM = "opinion"
BOTH = {"nl": "Wat vindt u ervan?", "en": "What do you think?"}


def with_form(*forms_there: Questionnaire) -> Moment:
    """Return the station with questionnaires; by itself one published version."""
    moment = first_moment()
    there = {**dict(moment.project), "questionnaires": forms_there or (everything(),)}
    return Moment(Project.model_validate(there), moment.view)


def draft(moment: Moment) -> Questionnaire:
    return next_version(moment.project, FORM)


def question(moment: Moment, key: str) -> Question:
    found = draft(moment).question(key)
    assert found is not None
    return found


def test_a_published_version_never_changes_and_what_comes_after_is_the_next() -> None:
    moment = with_form()
    before = moment.project.questionnaires
    after = forms.set_question_text(moment, FORM, "know", "text", "nl", "Kent u het plan?").after
    assert after.project.questionnaires[:1] == before
    assert draft(after).version == 2
    assert draft(after).published_utc is None
    twice = forms.set_required(after, FORM, "know", False).after
    assert len(twice.project.questionnaires) == 2, "one version is written at a time"
    assert current(twice.project) == before[0], "what is asked is what was published"
    published = forms.publish(twice, FORM, NOON, confirmed=True).after
    asked = current(published.project)
    assert asked is not None
    assert (asked.version, asked.question("know")) == (2, question(twice, "know"))
    assert version_of(published.project, FORM, 1) == before[0]


def test_the_version_that_is_written_can_go_and_a_published_one_stays() -> None:
    begun = forms.begin_version(with_form(), FORM).after
    assert [each.version for each in versions(begun.project, FORM)] == [1, 2]
    gone = forms.remove_version(begun, FORM).after
    assert gone == with_form()
    with pytest.raises(FormRefusedError):
        forms.remove_version(gone, FORM)


def test_every_change_is_one_step_of_undo() -> None:
    moment = with_form()
    acts: tuple[Callable[[Moment], Change], ...] = (
        lambda m: forms.new_form(m, {"nl": "Nog een"}),
        lambda m: forms.take_in(m, everything()),
        lambda m: forms.begin_version(m, FORM),
        lambda m: forms.set_form_text(m, FORM, "intro", "nl", "Welkom"),
        lambda m: forms.add_question(m, FORM, "text", BOTH, after="know"),
        lambda m: forms.remove_question(m, FORM, "where"),
        lambda m: forms.move_question(m, FORM, "feel", 0),
        lambda m: forms.set_question_text(m, FORM, "feel", "help", "nl", "Zeg het maar"),
        lambda m: forms.set_required(m, FORM, "feel", True),
        lambda m: forms.set_scale(m, FORM, "busy", 1, 7),
        lambda m: forms.set_most(m, FORM, "likes", None),
        lambda m: forms.set_viewpoint(m, FORM, "where", None),
        lambda m: forms.set_variants(m, FORM, "best", "low", "tower"),
        lambda m: forms.set_conditions(m, FORM, "why", ()),
        lambda m: choices.add_choice(m, FORM, "likes", {"nl": "Rust"}),
        lambda m: choices.remove_choice(m, FORM, "likes", "green"),
        lambda m: choices.move_choice(m, FORM, "likes", "green", 2),
        lambda m: choices.set_choice_text(m, FORM, "likes", "green", "nl", "Groen"),
        lambda m: choices.set_choices(m, FORM, "home", ()),
        lambda m: themes.add_theme(m, {"nl": "Groen"}),
        lambda m: themes.add_event(m, {"nl": "Inloopavond"}, "3 maart"),
    )
    for act in acts:
        history = History(moment).apply(act(moment))
        assert history.now != moment
        assert history.undo().now == moment
        assert history.undo_label is not None


def test_a_code_is_never_given_out_twice() -> None:
    moment = with_form()
    added = forms.add_question(moment, FORM, "text", {"nl": "Know"}).after
    assert draft(added).questions[-1].id == "know-2"
    removed = forms.remove_question(added, FORM, "where").after
    again = forms.add_question(removed, FORM, "pin", {"nl": "Where"}).after
    assert draft(again).questions[-1].id == "where-2", "answers to the old one are still there"
    fewer = choices.remove_choice(moment, FORM, "likes", "green").after
    more = choices.add_choice(fewer, FORM, "likes", {"en": "Green"}).after
    assert [choice.id for choice in question(more, "likes").choices][-1] == "green-2"
    named = choices.add_choice(moment, FORM, "home", {"en": "Rather not say"}).after
    assert question(named, "home").choices[-1].id == "rather-not-say-2"


def test_texts_may_be_mended_codes_and_kinds_stay_once_published() -> None:
    moment = with_form()
    with pytest.raises(FormRefusedError):
        forms.set_code(moment, FORM, "know", "bekend")
    with pytest.raises(FormRefusedError):
        forms.set_kind(moment, FORM, "know", "multiple")
    fresh = forms.add_question(moment, FORM, "single", {"nl": "Nieuw"}, after="know").after
    chained = forms.set_conditions(
        fresh, FORM, "likes", (Condition(question="nieuw", holds="answered"),)
    ).after
    coded = forms.set_code(chained, FORM, "nieuw", "Beter woord").after
    assert question(coded, "likes").when[0].question == "beter-woord"
    assert question(forms.set_kind(coded, FORM, "beter-woord", "age").after, "beter-woord").choices


@pytest.mark.parametrize("kind", KIND_WORDS)
def test_each_kind_can_be_added_and_turned_into_each_other(kind: Kind) -> None:
    moment = forms.add_question(with_form(), FORM, kind, BOTH).after
    key = draft(moment).questions[-1].id
    for other in KIND_WORDS:
        turned = forms.set_kind(moment, FORM, key, other).after
        assert question(turned, key).kind == other
        assert question(turned, key).text == BOTH


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda m: forms.remove_question(m, FORM, "know"), "vraag 2 hangt van deze vraag af"),
        (lambda m: forms.move_question(m, FORM, "know", 3), "vraag 2 hangt af van vraag 1"),
        (lambda m: forms.set_scale(m, FORM, "busy", 0, 20), "2 tot 11 stappen"),
        (lambda m: forms.set_variants(m, FORM, "best", "low", "low"), "twee varianten"),
        (lambda m: forms.set_variants(m, FORM, "best", "low", "gone"), "twee varianten"),
        (
            lambda m: forms.set_conditions(m, FORM, "know", (Condition(question="why"),)),
            "vraag 1 hangt af van vraag 2",
        ),
        (lambda m: forms.set_required(m, FORM, "gone", True), "'gone'"),
        (lambda m: forms.begin_version(m, "gone"), "'gone'"),
        (lambda m: forms.set_viewpoint(m, FORM, "where", "gone"), "'gone'"),
        (lambda m: choices.remove_choice(m, FORM, "likes", "gone"), "'gone'"),
        (lambda m: themes.remove_theme(m, "gone"), "'gone'"),
        (lambda m: themes.remove_event(m, "gone"), "'gone'"),
        (lambda m: forms.publish(m, FORM, NOON), "niets nieuws"),
    ],
)
def test_what_would_break_it_is_refused_in_words(
    act: Callable[[Moment], Change], said: str
) -> None:
    with pytest.raises(MrappError) as refused:
        act(with_form())
    assert said in refused.value.text("nl")


def test_nothing_is_published_while_something_lacks() -> None:
    moment = forms.new_form(first_moment(), {"nl": "Uw mening"}).after
    with pytest.raises(FormUnfinishedError, match="There is no question yet"):
        forms.publish(moment, "uw-mening", NOON)
    moment = forms.add_question(moment, "uw-mening", "single", {}).after
    with pytest.raises(FormUnfinishedError) as refused:
        forms.publish(moment, "uw-mening", NOON, confirmed=True)
    assert "(2): Vraag 1: Er is geen tekst: de vraag." in refused.value.text("nl")


def test_what_lacks_in_one_language_is_confirmed_first() -> None:
    moment = forms.new_form(first_moment(), {"nl": "Uw mening"}).after
    moment = forms.add_question(moment, "uw-mening", "text", {"nl": "Wat vindt u?"}).after
    with pytest.raises(FormUnsureError) as unsure:
        forms.publish(moment, "uw-mening", NOON)
    assert "(2): Vraag 1, Engels: De tekst ontbreekt: de vraag." in unsure.value.text("nl")
    done = forms.publish(moment, "uw-mening", NOON, confirmed=True).after
    assert latest(done.project, "uw-mening").published_utc == NOON


def test_typing_is_one_step_and_what_cannot_be_kept_goes() -> None:
    history = History(with_form())
    for typed in ("W", "Wa", "Waa\ud800r"):
        history = history.apply(
            forms.set_question_text(history.now, FORM, "know", "text", "nl", typed, merge="typing")
        )
    assert len(history.done) == 1
    assert question(history.now, "know").text["nl"] == "Waa�r"
    emptied = forms.set_question_text(history.now, FORM, "know", "text", "nl", "  ").after
    assert set(question(emptied, "know").text) == {"en"}


def test_themes_and_events_keep_their_codes() -> None:
    moment = themes.add_theme(first_moment(), {"nl": "Groen"}).after
    moment = themes.rename_theme(moment, "groen", "en", "Green").after
    assert moment.project.themes[0].name == {"nl": "Groen", "en": "Green"}
    moment = themes.add_event(moment, {"nl": "Avond"}, "2026-12-01").after
    moment = themes.set_event_date(moment, "avond", " 2 december ").after
    moment = themes.rename_event(moment, "avond", "nl", "Inloop").after
    event = moment.project.events[0]
    assert (event.id, event.name, event.date) == ("avond", {"nl": "Inloop"}, "2 december")
    moment = themes.remove_event(themes.remove_theme(moment, "groen").after, "avond").after
    assert moment == first_moment()


def test_a_questionnaire_goes_to_another_town_as_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mening.json"
    write_form(file, with_form().project, everything())
    read = read_form(file)
    assert read == everything()
    taken = forms.take_in(with_form(), read).after
    added = taken.project.questionnaires[-1]
    assert (added.id, added.version, added.published_utc) == ("opinion-2", 1, None)
    assert added.questions == everything().questions
    with pytest.raises(FormFileWriteError):
        write_form(file / "no-folder.json", taken.project, everything())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}",
        b'{"format": "mrapp-questionnaire", "format_version": 2}',
        b'{"format": "mrapp-questionnaire"}',
        b'{"format": "mrapp-questionnaire", "questionnaire": {"id": "x", "name": 3}}',
        b" " * (4 * 2**20 + 1),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(content)
    with pytest.raises(FormFileError) as refused:
        read_form(file)
    assert "x.json" in refused.value.text("nl")


def test_texts_of_a_file_can_be_saved_whatever_they_hold(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    form = {"id": "x", "name": {"nl": "a\ud800\0b"}}
    file.write_text(json.dumps({"format": "mrapp-questionnaire", "questionnaire": form}))
    assert read_form(file).name == {"nl": "a�b"}


def test_neighbourhoods_come_as_code_and_name_alone(tmp_path: Path) -> None:
    def area(code: object, name: object, **more: object) -> dict[str, object]:
        return {"properties": {"buurtcode": code, "buurtnaam": name, **more}, "geometry": None}

    features = [
        area("BU05050101", "Centrum", gemeentenaam="Dordrecht", aantalInwoners=12),
        area("BU06420101", "Centrum", gemeentenaam="Zwijndrecht"),
        area("BU05050102", " Oude  haven "),
        area("BU05050102", "Oude haven"),
        area("BU05059997", "Binnenwater", water="JA"),
        area("x", "Geen buurt"),
        area(7, None),
        "nonsense",
    ]
    file = tmp_path / "map.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    found = read_neighbourhoods(file, ("nl", "en"))
    assert [(each.id, each.text["nl"]) for each in found] == [
        ("BU05050101", "Centrum (Dordrecht)"),
        ("BU06420101", "Centrum (Zwijndrecht)"),
        ("BU05050102", "Oude haven"),
    ]
    assert "Dordrecht" not in str(found[2])
    file.write_text(json.dumps({"features": [area(f"BU{n:08}", "x") for n in range(1001)]}))
    with pytest.raises(FormFileError, match="more than 1000"):
        read_neighbourhoods(file, ("nl",))


def test_the_neighbourhoods_of_dordrecht(testdata: Path) -> None:
    file = testdata / "dordrecht" / "geojson" / "dordrecht_buurten.geojson"
    found = read_neighbourhoods(file, ("nl", "en"))
    assert len(found) == 132
    assert all(each.id.startswith("BU0505") for each in found)
    moment = choices.set_choices(with_form(), FORM, "home", found).after
    assert len(question(moment, "home").choices) == 132
