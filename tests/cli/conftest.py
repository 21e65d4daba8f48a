"""A project for the tests of the commands."""

from pathlib import Path

import pytest

from mrapp.cli.main import run
from mrapp.model.project import Project
from tests.app.forms import everything
from tests.cli.boxes import box


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one building in it, made by the commands themselves."""
    folder = tmp_path / "trial"
    made = ["new", str(folder), "--origin", "105400", "424560", "0", "--name", "Proef"]
    assert run(made) == 0
    assert run(["add", str(folder), str(box(tmp_path))]) == 0
    return folder


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
