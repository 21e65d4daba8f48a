"""Why there is no headset: how the machine is set, what a runtime answers, and what is told."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mrapp.cli.main import run
from mrapp.model.errors import CancelledError
from mrapp.model.headset_errors import ERROR_OF, NoHeadsetError, OtherGpuError
from mrapp.model.headset_faults import HeadsetFault
from mrapp.model.runtime_errors import HeadsetPermissionError, NoRuntimeError
from mrapp.xr.doctor import Answer, Diagnosis, diagnose, with_sound
from mrapp.xr.examining import PROBE, ask, examine
from mrapp.xr.openxr.refusals import error_for
from mrapp.xr.registered import Place, Registered, registered_runtime
from tests.xr.doctor_table import PAGE, STAGED, Staged, as_line, row_of
from tests.xr.rig import inside
from tests.xr.rig.packages import Prefix
from tests.xr.rig.service import Service

GOOD = Registered(Place("/etc/xdg/openxr/1/active_runtime.json", Path("a.json")), "A", "liba.so")
DEVICE: Mapping[str, Any] = {
    "runtime": "A",
    "version": "1.2.3",
    "system": "Headset 5",
    "eye_px": [1832, 1920],
    "graphics": "Some card",
    "floor_known": True,
}


def _manifest(path: Path, library: str = "liba.so") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {"file_format_version": "1.0.0", "runtime": {"name": "A", "library_path": library}}
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def _set_in(folder: Path, **more: str) -> Registered:
    home = {"HOME": str(folder / "home"), "XDG_CONFIG_DIRS": str(folder / "xdg")}
    return registered_runtime({**home, **more}, "linux")


def test_the_runtime_that_is_set_is_found_in_the_order_of_the_loader(tmp_path: Path) -> None:
    assert isinstance(_set_in(tmp_path).error, NoRuntimeError)
    for folder, name in (
        ("xdg", "active_runtime.json"),
        ("home/.config", "active_runtime.json"),
        ("home/.config", "active_runtime.x86_64.json"),
    ):
        path = _manifest(tmp_path / folder / "openxr/1" / name)
        found = _set_in(tmp_path)
        assert found == Registered(Place(str(path), path), "A", "liba.so")
    own = _manifest(tmp_path / "own.json")
    assert _set_in(tmp_path, XR_RUNTIME_JSON=str(own)).place == Place("XR_RUNTIME_JSON", own)


def test_on_windows_the_registry_says_it(tmp_path: Path) -> None:
    path = _manifest(tmp_path / "oculus_openxr_64.json", ".\\LibOVRRT64_1.dll")
    found = registered_runtime({}, "win32", lambda: str(path))
    assert found.place is not None
    assert found.place.where.endswith(r"SOFTWARE\Khronos\OpenXR\1\ActiveRuntime")
    assert found.error is not None
    assert found.error.finding is HeadsetFault.LIBRARY_MISSING
    assert registered_runtime({}, "win32", lambda: None).error is not None


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (None, HeadsetFault.MANIFEST_UNREADABLE),
        ("{", HeadsetFault.MANIFEST_UNREADABLE),
        ("[]", HeadsetFault.MANIFEST_UNREADABLE),
        ('{"runtime": {}}', HeadsetFault.MANIFEST_UNREADABLE),
        ('{"runtime": {"library_path": "./gone.so"}}', HeadsetFault.LIBRARY_MISSING),
        ('{"runtime": {"library_path": "found-by-the-system.so"}}', None),
    ],
)
def test_what_is_wrong_with_the_file_is_said(
    tmp_path: Path, written: str | None, fault: HeadsetFault | None
) -> None:
    path = tmp_path / "runtime.json"
    if written is not None:
        path.write_text(written, encoding="utf-8")
    found = _set_in(tmp_path, XR_RUNTIME_JSON=str(path))
    assert (found.error.finding if found.error else None) is fault
    if found.error is not None:
        assert str(path.parent) in found.error.text("nl")


def test_a_library_is_looked_for_beside_the_file_and_not_beside_a_link_to_it(
    tmp_path: Path,
) -> None:
    link = tmp_path / "xdg/openxr/1/active_runtime.json"
    link.parent.mkdir(parents=True)
    link.symlink_to(_manifest(tmp_path / "runtime/a.json", "./liba.so"))
    assert _set_in(tmp_path).error is not None
    (tmp_path / "runtime/liba.so").touch()
    assert _set_in(tmp_path).error is None


def test_a_runtime_that_was_taken_away_is_set_all_the_same(tmp_path: Path) -> None:
    link = tmp_path / "xdg/openxr/1/active_runtime.json"
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "gone.json")
    found = _set_in(tmp_path)
    assert found.error is not None
    assert found.error.finding is HeadsetFault.MANIFEST_UNREADABLE


def _faults(registered: Registered, answer: Answer | None) -> tuple[HeadsetFault, ...]:
    return diagnose(registered, answer).faults


def test_the_cause_is_told_and_not_what_follows_from_it() -> None:
    closed = Registered(GOOD.place, error=HeadsetPermissionError(path="a.json"))
    for code in ("RUNTIME_UNAVAILABLE", "RUNTIME_FAILURE", "INITIALIZATION_FAILED"):
        assert _faults(closed, Answer(error=error_for(code))) == (HeadsetFault.PERMISSION,)
    assert _faults(GOOD, Answer(error=NoRuntimeError())) == (HeadsetFault.LIBRARY_MISSING,)
    assert _faults(GOOD, Answer(error=NoHeadsetError())) == (HeadsetFault.NO_HEADSET,)
    assert _faults(GOOD, Answer(error=OtherGpuError(code="x"))) == (HeadsetFault.OTHER_GPU,)
    assert _faults(Registered(error=NoRuntimeError()), None) == (HeadsetFault.NO_RUNTIME,)
    assert not diagnose(GOOD).ready


def test_a_headset_that_answers_is_ready_and_what_is_not_best_is_told() -> None:
    good = diagnose(GOOD, Answer(device=DEVICE))
    assert (good.ready, good.faults) == (True, ())
    assert "Headset 5" in good.findings[0].text("nl")
    assert "1832 x 1920" in good.findings[0].text("en")
    slow = {**DEVICE, "graphics": "llvmpipe (LLVM 19)", "floor_known": False}
    told = " ".join(each.text("en") for each in diagnose(GOOD, Answer(device=slow)).findings)
    assert "without a graphics card (llvmpipe" in told
    assert "where the floor is" in told


def test_link_that_is_off_is_not_just_an_absent_headset() -> None:
    absent = error_for("FORM_FACTOR_UNAVAILABLE", runtime="SteamVR/OpenXR")
    assert absent.finding is HeadsetFault.NO_HEADSET
    assert error_for("FORM_FACTOR_UNAVAILABLE", runtime="Oculus").finding is HeadsetFault.LINK_OFF


def test_every_fault_is_said_in_words_with_what_to_do() -> None:
    assert set(ERROR_OF) == set(HeadsetFault)
    values = {"path": "P", "asked": "4.6", "found": "3.1", "seconds": 3, "step": "S", "detail": "D"}
    for kind in ERROR_OF.values():
        for language, kept in (("nl", "verloren"), ("en", "lost")):
            said = kind(**values).text(language)
            assert kept in said
            assert "{" not in said
            assert not said.endswith(f"{kept}.")


def _process(script: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"import json, sys, time\n{script}")


SAY = "print(json.dumps({}), flush=True)\n"


def test_a_process_that_answers_is_believed_whatever_else_it_says() -> None:
    told = {"device": dict(DEVICE)}
    script = f"print('noise'); print('[1]'); {SAY.format(told)}time.sleep(60)"
    steps = SAY.format({"step": "loader"}) + SAY.format({"step": "unheard of"})
    answer = ask(_process(steps + script))
    assert answer == Answer(device=DEVICE, steps=("start", "loader"))


def test_a_runtime_that_hangs_or_falls_over_takes_only_its_own_process_with_it() -> None:
    hangs = SAY.format({"step": "session"}) + "time.sleep(60)"
    answer = ask(_process(hangs), timeout_s=0.5)
    assert answer.error is not None
    assert answer.error.finding is HeadsetFault.TIMED_OUT
    assert "asking for the headset" in answer.error.text("en")

    falls = SAY.format({"step": "loader"}) + "import os; os.abort()"
    answer = ask(_process(falls))
    assert answer.error is not None
    assert answer.error.finding is HeadsetFault.CRASHED
    assert "looking for the VR software, -6" in answer.error.text("en")


def test_an_error_comes_over_whole() -> None:
    told = {"error": "graphics-too-old", "values": {"asked": "4.5", "found": "3.2"}}
    answer = ask(_process(SAY.format(told)))
    assert answer.error is not None
    assert "OpenGL 4.5; this computer gives 3.2" in answer.error.text("en")


def test_asking_tells_how_far_it_is_and_can_be_stopped() -> None:
    parts: list[float] = []
    with pytest.raises(CancelledError):
        ask(
            _process(SAY.format({"step": "session"}) + "time.sleep(60)"),
            progress=lambda part, _what: parts.append(part),
            cancelled=lambda: len(parts) > 1,
        )
    assert parts == sorted(set(parts))
    assert all(0.0 < part < 1.0 for part in parts)


@pytest.mark.slow
def test_the_command_tells_people_and_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("XR_RUNTIME_JSON", str(_manifest(tmp_path / "own.json", "./gone.so")))
    monkeypatch.setenv("MRAPP_LANGUAGE", "nl")
    assert run(["vr", "--doctor", "--json"]) == 1
    printed = capsysbinary.readouterr()
    told = json.loads(printed.out)
    assert (told["ready"], told["faults"]) == (False, ["library-missing"])
    assert told["registered"]["where"] == "XR_RUNTIME_JSON"
    assert told["steps"] == ["start", "loader", "window", "session"]
    assert "de VR-software zoeken" in printed.err.decode()
    with pytest.raises(SystemExit) as ended:
        run(["vr"])
    assert ended.value.code == 2


@pytest.mark.headset
def test_a_runtime_that_runs_is_ready_and_one_that_does_not_is_said_to_be_silent(
    debian: Prefix, runtime: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    probe = inside.command(debian, *PROBE[1:])
    found = examine(command=probe)
    assert (found.ready, found.faults) == (True, ())
    assert found.answer is not None
    assert found.answer.device["runtime"].startswith("Monado")
    assert found.registered.place == Place("XR_RUNTIME_JSON", debian.manifest)
    assert "llvmpipe" in found.findings[1].text("nl")
    runtime.kill()
    found = examine(command=probe)
    assert (found.ready, found.faults) == (False, (HeadsetFault.RUNTIME_SILENT,))
    assert "monado-service" in found.findings[0].text("nl")


def test_examining_puts_both_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XR_RUNTIME_JSON", str(_manifest(tmp_path / "own.json")))
    found = examine(command=_process(SAY.format({"device": dict(DEVICE)})))
    assert isinstance(found, Diagnosis)
    assert found.ready
    assert [each.fault for each in found.findings] == [None, None, None]


def test_whether_there_is_sound_is_told_last_and_is_no_fault() -> None:
    found = diagnose(GOOD)
    for audible, words in ((True, "er is een luidspreker"), (False, "geen luidspreker")):
        told = with_sound(found, audible)
        assert words in told.findings[-1].text("nl")
        assert told.findings[:-1] == found.findings
        assert (told.faults, told.ready) == (found.faults, found.ready)


@pytest.mark.headset
@pytest.mark.parametrize("runtime", [("simulated", "null")], indirect=True)
@pytest.mark.parametrize("staged", STAGED, ids=lambda staged: staged.how)
def test_each_staged_fault_is_found_and_the_page_tells_what_is_said(
    debian: Prefix, runtime: Service, staged: Staged
) -> None:
    row = row_of(staged, debian, runtime)
    # Versions change, and how far a runtime comes in some seconds too.
    if staged.fault not in {None, HeadsetFault.TIMED_OUT}:
        page = PAGE.read_text(encoding="utf-8")
        assert as_line(row) in page, "run python -m tests.xr.rig -m tests.xr.doctor_table"
