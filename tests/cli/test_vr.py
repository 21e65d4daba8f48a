"""`mrapp vr`: frames without a window, told in a report; and what it says of wrong words."""

import json
from pathlib import Path

import pytest

from mrapp.cli.main import run
from tests.ui.small import write_project

pytestmark = pytest.mark.slow


def test_a_simulated_visitor_walks_and_the_report_tells_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, file = write_project(tmp_path / "klein"), tmp_path / "walk.json"
    words = ["vr", str(project), "--simulated", "--frames", "30", "--scale", "0.2"]
    assert run([*words, "--report", str(file)]) == 0
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["frames"] == 30
    assert told["conditions"] == ["ready", "focused"]
    assert told["times_ms"]["render"]["median_ms"] > 0.0
    assert str(file) in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["x", "--frames", "0"], ["x", "--scale", "7"]])
def test_wrong_words_are_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["vr", *words])
    assert ended.value.code == 2
