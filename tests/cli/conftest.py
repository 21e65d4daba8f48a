"""A project for the tests of the commands."""

from pathlib import Path

import pytest

from mrapp.model.project import Project
from tests.app.forms import everything
from tests.cli.boxes import trial


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one building in it, made by the commands themselves."""
    return trial(tmp_path)


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the remarks of each test apart: the projects have one id."""
    monkeypatch.setenv("MRAPP_REMARKS", str(tmp_path / "remarks"))


@pytest.fixture
def asking(project: Path) -> Path:
    """The project, with a questionnaire that was published."""
    file = project / "project.json"
    told = Project.model_validate_json(file.read_bytes())
    form = everything().model_copy(update={"questions": everything().questions[:3]})
    told = told.model_copy(update={"questionnaires": (form,)})
    file.write_text(told.model_dump_json())
    return project
