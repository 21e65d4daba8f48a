"""`mrapp vr`: frames without a window, told in a report; and what it says of wrong words."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mrapp.cli.main import run
from tests.ui.kiosks import write_kiosk_project
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


def _started(*words: str, **surroundings: str) -> "subprocess.Popen[str]":
    """Start `mrapp vr` in a process of its own, as an administrator does."""
    return subprocess.Popen(
        [sys.executable, "-m", "mrapp", "vr", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | surroundings,
    )


def test_a_walk_that_is_broken_off_still_tells_of_its_frames(tmp_path: Path) -> None:
    project, file = write_project(tmp_path / "klein"), tmp_path / "walk.json"
    words = [str(project), "--simulated", "--frames", "100000", "--scale", "0.2"]
    ran = _started(*words, "--report", str(file), MRAPP_LANGUAGE="nl")
    try:
        assert ran.stderr is not None
        first = ran.stderr.readline()
        assert "van 100000 beelden" in first
        ran.send_signal(signal.SIGINT)
        said = ran.communicate(timeout=60)[1].splitlines()
    finally:
        ran.kill()
        ran.wait()
    assert ran.returncode == 1
    assert "Gestopt" in said[-2]
    assert str(file) in said[-1]
    assert "stopped" in json.loads(file.read_text(encoding="utf-8"))["happened"]


def test_it_is_told_how_far_a_walk_is_ten_times_and_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["vr", str(write_project(tmp_path / "klein")), "--simulated", "--frames", "400"]
    assert run([*words, "--scale", "0.1"]) == 0
    assert len(capsys.readouterr().err.splitlines()) <= 11


def test_without_vr_software_all_is_said_in_one_language_a_line_each(tmp_path: Path) -> None:
    ours = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_CONFIG_DIRS": str(tmp_path)}
    ours |= {"XR_RUNTIME_JSON": str(tmp_path / "none.json"), "MRAPP_LANGUAGE": "nl"}
    project = write_project(tmp_path / "klein")
    for words in ([str(project), "--frames", "3"], ["--doctor"]):
        ran = _started(*words, **ours)
        said = ran.communicate(timeout=60)[1].splitlines()
        assert ran.returncode == 1
        assert [line for line in said if not line.startswith("mrapp: ")] == []
        assert "VR software" not in " ".join(said)


@pytest.mark.parametrize("words", [[], ["x", "--frames", "0"], ["x", "--scale", "7"]])
def test_wrong_words_are_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["vr", *words])
    assert ended.value.code == 2


def test_a_whole_rehearsal_goes_well_and_its_report_tells_what_everybody_did(
    tmp_path: Path,
) -> None:
    """Three visitors, the desk, a store, a facilitator's window: all of it, but for a headset."""
    project, file = write_kiosk_project(tmp_path / "klein"), tmp_path / "rehearsal.json"
    _ask_less(project / "project.json")
    words = ["vr", str(project), "--simulated", "--visitors", "--report", str(file)]
    # In a program of its own: Qt draws without a screen there.
    ran = subprocess.run([sys.executable, "-m", "mrapp", *words], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(file.read_text(encoding="utf-8"))
    steps = {
        visitor["name"]: [step["outcome"] for step in visitor["steps"]]
        for visitor in told["visitors"]
    }
    assert {name: set(outcomes) for name, outcomes in steps.items()} == {
        name: {"done"} for name in ("Anna", "Bas", "Chris")
    }
    assert [len(visitor["receipts"]) for visitor in told["visitors"]] == [1, 0, 1]
    assert [each["language"] for each in told["remarks"]] == ["nl", "en"]
    assert all("voice" in each["files"] and each["point"] for each in told["remarks"])
    assert told["drafts_left"] == 0, "what Bas left unsaid was found by Chris"


def _ask_less(file: Path) -> None:
    """Leave three questions: what takes time here is to answer them one by one."""
    told = json.loads(file.read_text(encoding="utf-8"))
    asked = told["questionnaires"][0]
    kinds = ("compare", "mood", "pin")
    asked["questions"] = [each for each in asked["questions"] if each["kind"] in kinds]
    file.write_text(json.dumps(told), encoding="utf-8")


def test_visitors_go_with_a_simulated_headset(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["vr", str(tmp_path), "--visitors"])
    assert ended.value.code == 2
