"""The PIN of a kiosk, set from the command line before it stands among people."""

import io
import sys
from pathlib import Path

import pytest

from mrapp.cli.main import run
from mrapp.io.staff_pin import StaffPinFile


def test_a_pin_comes_from_standard_input_and_a_poor_one_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["kiosk", "plan", "--store", str(tmp_path / "kept"), "--new-pin"]
    for typed, code in (("4711\n", 0), ("1111\n", 2), ("", 2)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        assert run(command) == code
    told = capsys.readouterr()
    assert str(tmp_path / "kept" / "kiosk-pin.json") in told.out
    assert "4711" not in told.out + told.err
    pin = StaffPinFile(tmp_path / "kept" / "kiosk-pin.json").load()
    assert pin is not None
    assert pin.opens("4711")
    assert (tmp_path / "kept" / "kiosk-pin.json").stat().st_mode & 0o077 == 0
