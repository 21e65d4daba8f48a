"""No test is passed over in silence: each lies where its group looks, and skips are told."""

import os
import subprocess
import sys
from pathlib import Path

from tests.repo.tree import ROOT, files, short
from tests.untested import VARIABLE

# Written with brackets so that this line does not find itself.
MARK = "mark[.]headset".replace("[.]", ".")


def test_tests_with_a_headset_lie_where_their_group_looks() -> None:
    marked = [short(path) for path in files("tests/*.py") if MARK in path.read_text("utf-8")]
    assert marked
    assert [name for name in marked if not name.startswith("tests/xr/")] == []


def test_what_was_skipped_is_told_at_the_end_with_its_reasons(tmp_path: Path) -> None:
    notes, sample = tmp_path / "notes", tmp_path / "test_sample.py"
    sample.write_text(
        "import pytest\n"
        "def test_one(): pytest.skip('needs what is not here')\n"
        "def test_two(): pytest.skip('needs what is not here')\n"
        "def test_three(): pass\n"
    )
    ours = ("-c", str(ROOT / "pyproject.toml"), "-ptests.conftest", "-n1")
    _run({VARIABLE: str(notes)}, "pytest", *ours, str(sample))
    told = _run({}, "tests.untested", str(notes))
    assert "NOT TESTED HERE: 2 tests" in told
    assert "   2  needs what is not here\n" in told
    assert _run({}, "tests.untested", str(notes)) == ""


def _run(more: dict[str, str], module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    environment = {**os.environ, **more}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
