"""A project for the tests of the commands."""

from pathlib import Path

import pytest

from mrapp.cli.main import run
from tests.cli.boxes import box


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one building in it, made by the commands themselves."""
    folder = tmp_path / "trial"
    made = ["new", str(folder), "--origin", "105400", "424560", "0", "--name", "Proef"]
    assert run(made) == 0
    assert run(["add", str(folder), str(box(tmp_path))]) == 0
    return folder
