"""What was published and saved, or answered, stays: whatever is undone, saved or brought back."""

from datetime import timedelta
from pathlib import Path

import pytest

from mrapp.app import actions
from mrapp.app.ports import Lost, Services
from mrapp.app.questions import forms
from mrapp.app.questions.form_edits import versions
from mrapp.app.questions.published import published
from mrapp.app.recovery import restored
from mrapp.app.session import Session
from mrapp.bootstrap import build_services
from mrapp.model.errors import ProjectChangedError
from mrapp.model.form_errors import FormRefusedError
from mrapp.model.project import Project
from mrapp.model.questions import Questionnaire
from tests.app.forms import everything
from tests.app.moments import NOON, station

FORM = "opinion"


@pytest.fixture
def services() -> Services:
    return build_services()


def written(project: Project, *forms_there: Questionnaire) -> Project:
    return Project.model_validate({**dict(project), "questionnaires": forms_there})


@pytest.fixture
def session(tmp_path: Path, services: Services) -> Session:
    """A project with a version that is being written, saved."""
    draft = everything().model_copy(update={"published_utc": None})
    return Session(services.projects.create(tmp_path / "p", written(station(), draft)), services)


def publish(session: Session) -> None:
    session.apply(forms.publish(session.moment, FORM, NOON, confirmed=True))


def ask_otherwise(session: Session, words: str = "Anders") -> None:
    session.apply(forms.set_question_text(session.moment, FORM, "know", "text", "nl", words))


def asked(project: Project) -> list[tuple[int, bool, str]]:
    """Return of each version its number, whether it was published, and its first question."""
    found = sorted(project.questionnaires, key=lambda each: each.version)
    return [(v.version, bool(v.published_utc), v.questions[0].text["nl"]) for v in found]


def test_publishing_is_undone_until_it_is_saved(session: Session) -> None:
    publish(session)
    session.undo()
    assert published(session.project) == ()
    session.redo()
    session.save()
    ask_otherwise(session)
    session.undo()
    with pytest.raises(FormRefusedError, match="version 1 of ‘Your opinion’ was published"):
        session.undo()
    assert asked(session.project) == [(1, True, "Kent u het?")]
    session.redo()
    assert asked(session.project) == [(1, True, "Kent u het?"), (2, False, "Anders")]


def test_saving_elsewhere_counts_and_a_saving_that_fails_does_not(
    session: Session, tmp_path: Path
) -> None:
    publish(session)
    session.to_save()
    with pytest.raises(FormRefusedError):
        session.undo()
    session.not_saved()
    session.undo()
    session.redo()
    session.save(tmp_path / "copy.mrapp")
    with pytest.raises(FormRefusedError):
        session.undo()


def test_an_answer_keeps_the_version_it_was_given_to(session: Session) -> None:
    publish(session)
    session.answered(versions(session.project, FORM)[0])
    with pytest.raises(FormRefusedError):
        session.undo()


def test_steps_that_lead_to_the_same_version_are_free(session: Session) -> None:
    publish(session)
    session.save()
    session.apply(actions.switch_variant(session.moment, "tower"))
    session.undo()
    session.redo()
    assert session.view.variant == "tower"


def test_another_window_does_not_write_over_what_this_one_published(
    session: Session, services: Services
) -> None:
    other = Session(services.projects.load(session.opened.path), services)
    publish(session)
    session.save()
    ask_otherwise(other)
    publish(other)
    with pytest.raises(ProjectChangedError):
        other.save()
    with pytest.raises(FormRefusedError, match="Save under another name"):
        services.projects.save(other.to_save(), anyway=True)
    there = services.projects.load(session.opened.path).project
    assert asked(there) == [(1, True, "Kent u het?")]


def test_work_that_is_brought_back_comes_after_what_was_published_meanwhile(
    session: Session, services: Services
) -> None:
    path = session.opened.path
    crashed = Session(services.projects.load(path), services)
    ask_otherwise(crashed)
    publish(session)
    session.save()
    lost = Lost("key", path, path, crashed.project, NOON)
    again = Session(services.projects.load(path), services)
    again.apply(restored(again.moment, lost))
    assert asked(again.project) == [(1, True, "Kent u het?"), (2, False, "Anders")]
    again.undo()
    assert asked(again.project) == [(1, True, "Kent u het?")]


def test_of_several_versions_brought_back_the_last_words_go_on(
    session: Session, services: Services
) -> None:
    path = session.opened.path
    crashed = Session(services.projects.load(path), services)
    for window, words in ((crashed, "Hier"), (session, "Daar")):
        publish(window)
        ask_otherwise(window, words)
    publish(session)
    session.save()
    lost = Lost("key", path, path, crashed.project, NOON)
    again = Session(services.projects.load(path), services)
    again.apply(restored(again.moment, lost))
    assert asked(again.project) == [(1, True, "Kent u het?"), (2, True, "Daar"), (3, False, "Hier")]


def test_the_same_words_published_twice_are_one_version(
    session: Session, services: Services
) -> None:
    path = session.opened.path
    later = forms.publish(session.moment, FORM, NOON + timedelta(days=1), confirmed=True)
    lost = Lost("key", path, path, later.after.project, NOON)
    publish(session)
    session.save()
    again = Session(services.projects.load(path), services)
    again.apply(restored(again.moment, lost))
    assert again.project.questionnaires == session.project.questionnaires


def test_what_lies_in_another_project_is_not_spared(session: Session, tmp_path: Path) -> None:
    publish(session)
    session.save(tmp_path / "one.mrapp")
    services = session.services
    other = station().model_copy(update={"id": "other"})
    opened = services.projects.create(tmp_path / "two", other)
    place = services.projects.save(opened, tmp_path / "one.mrapp").path
    assert services.projects.load(place).project.id == "other"
