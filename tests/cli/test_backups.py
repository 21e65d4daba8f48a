"""`mrapp backup` and `mrapp restore`: everything comes back, and only into what is empty."""

from pathlib import Path

import pytest

from mrapp.cli.main import run
from tests.cli.running import said

pytestmark = pytest.mark.slow

_WORDS = "correct horse battery staple"


def test_a_backup_comes_back_in_an_empty_place_and_nowhere_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRAPP_PASSPHRASE", _WORDS)
    here, there, box = tmp_path / "here", tmp_path / "there", tmp_path / "backup.age"
    said(capsys, "server", "code", "spoorzone", "--data", str(here))
    saved = said(capsys, "backup", "--out", str(box), "--data", str(here))
    assert saved["rows"]["projects"] == 1
    put_back = said(capsys, "restore", str(box), "--data", str(there))
    assert put_back["rows"] == {name: count for name, count in saved["rows"].items() if count}
    assert run(["restore", str(box), "--data", str(there)]) == 1
    monkeypatch.setenv("MRAPP_PASSPHRASE", "another")
    assert run(["restore", str(box), "--data", str(tmp_path / "third")]) == 1
    assert said(capsys, "server", "code", "spoorzone", "--data", str(there))["code"]


def test_without_a_passphrase_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MRAPP_PASSPHRASE", raising=False)
    words = ["backup", "--out", str(tmp_path / "b"), "--data", str(tmp_path / "here")]
    with pytest.raises(SystemExit):
        run(words)
    assert list(tmp_path.iterdir()) == []
