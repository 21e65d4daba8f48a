"""`mrapp backup` and `mrapp restore`: everything comes back, and only into what is empty."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from mrapp.cli.main import run
from mrapp.model.remark import new_id, sha256_of
from mrapp.server.attachments import Place
from mrapp.server.backend import Settings
from mrapp.server.machines import know_project
from mrapp.server.running import build
from mrapp.server.uploads import Upload
from tests.cli.running import said
from tests.cli.test_tight_disks import may_mount

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


def test_a_disk_that_is_too_small_is_told_and_the_same_works_once_there_is_room(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes not the second file, then not the database, which is written at the end."""
    if not may_mount():
        pytest.skip("this machine lets nobody mount a disk of one's own (unshare -rm)")
    monkeypatch.setenv("MRAPP_PASSPHRASE", _WORDS)
    here, disk, box = tmp_path / "here", tmp_path / "disk", tmp_path / "backup.age"
    _with_files(here, 2)
    said(capsys, "backup", "--out", str(box), "--data", str(here))
    disk.mkdir()
    restore = f"{sys.executable} -m mrapp restore {box} --data {disk}/data; echo $?; "
    steps = f"mount -t tmpfs -o size=150k none {disk}; {restore}"
    steps += "".join(f"mount -o remount,size={size} {disk}; {restore}" for size in ("350k", "9m"))
    done = subprocess.run(["unshare", "-rm", "sh", "-c", steps], capture_output=True, text=True)
    assert [each for each in done.stdout.splitlines() if each.isdigit()] == ["1", "1", "0"]
    for told, kept in zip(done.stderr.splitlines(), (1, 2), strict=False):
        assert "The backup was not put back: the disk is full." in told
        assert f"as empty as it was; {kept} files lie in {disk}/data" in told
    assert "files: 2." in done.stdout
    assert "Traceback" not in done.stderr


def _with_files(folder: Path, count: int) -> None:
    """Make a server with some recordings of 100 kB."""
    backend = build(Settings(folder, "", ""))
    with backend.database.writing() as conn:
        know_project(backend.database, conn, "p", backend.utc_now())
    for seed in range(count):
        content = Random(seed).randbytes(100_000)
        place = Place("p", new_id(), sha256_of(content))
        upload = Upload(backend, place, None, lambda _content: "audio/ogg")
        assert upload.take(0, len(content), content).complete
    backend.database.close()


def test_without_a_passphrase_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MRAPP_PASSPHRASE", raising=False)
    words = ["backup", "--out", str(tmp_path / "b"), "--data", str(tmp_path / "here")]
    with pytest.raises(SystemExit):
        run(words)
    assert list(tmp_path.iterdir()) == []
