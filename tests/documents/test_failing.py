"""What a writer does where it cannot: words, and what was there stays."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pyogrio
import pytest

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.exports.exports import export_of
from mrapp.documents.exporter import FileExporter
from mrapp.documents.scratch import scratch_folder
from mrapp.model.errors import CancelledError
from mrapp.model.remark_errors import (
    ExportFailedError,
    ExportNoSpaceError,
    NothingToExportError,
)
from tests.documents.said import everything, kept, project, remark, withdrawn, written

KINDS = [kind.value for kind in ExportKind]


def _left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("kind", KINDS)
def test_stopping_leaves_what_was_there(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"old.{kind}"
    path.write_bytes(b"old")
    export = export_of(project(), everything(), "en")
    with pytest.raises(CancelledError):
        FileExporter().write(ExportKind(kind), export, path, cancelled=lambda: True)
    assert path.read_bytes() == b"old"
    assert _left(tmp_path) == [path.name]


def test_gpkg_can_be_stopped_half_way_and_lets_others_on_meanwhile(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    many = [kept(remark(number), number) for number in range(1, 1001)]
    export, parts = export_of(project(), many, "en"), list[float]()
    path = tmp_path / "many.gpkg"
    with pytest.raises(CancelledError):
        FileExporter().write(
            ExportKind.GPKG, export, path,
            progress=lambda part, _what: parts.append(part), cancelled=lambda: len(parts) > 2,
        )  # fmt: skip
    assert 0.0 < parts[-1] < 0.9
    assert _left(tmp_path) == []
    assert _left(scratch) == []
    FileExporter().write(ExportKind.GPKG, export, path)
    ids = pyogrio.raw.read(path, layer="remarks", columns=["id"])[3][0]
    assert list(ids) == [each.id for each in many]


_KILLED = """
import os, signal
from mrapp.documents.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "remarks").write_text("een mening")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("kind", ["gpkg", "xlsx"])
@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_what_a_killed_export_left_goes_with_the_next(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    subprocess.run([sys.executable, "-c", _KILLED], env=os.environ | {"TMPDIR": str(scratch)})
    assert list(scratch.glob("*/remarks"))
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    with scratch_folder() as mine:
        written(tmp_path, kind, everything())
        assert mine.is_dir(), "what another export works in stays"
    assert _left(scratch) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_where_a_folder_should_be_is_told_in_words(tmp_path: Path, kind: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    export = export_of(project(), everything(), "en")
    with pytest.raises(ExportFailedError) as caught:
        FileExporter().write(ExportKind(kind), export, tmp_path / "file" / "x")
    assert "cannot be made" in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_told_in_words(kind: str) -> None:
    export = export_of(project(), everything(), "nl")
    with pytest.raises(ExportNoSpaceError):
        FileExporter().write(ExportKind(kind), export, Path("/dev/full"))


@pytest.mark.slow
def test_a_disk_that_is_full_or_may_not_be_written_is_told_and_left_as_it_was(
    tmp_path: Path,
) -> None:
    alone = ["unshare", "-rm", "--"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"]).returncode:
        pytest.skip("needs a disk of its own: unshare cannot make a name space here")
    told = subprocess.run(
        [*alone, sys.executable, "-m", "tests.documents.tight", tmp_path],
        check=True, capture_output=True,
    )  # fmt: skip
    became = json.loads(told.stdout)
    for kind in KINDS:
        assert became[f"full {kind}"] == ["ExportNoSpaceError", []]
        assert became[f"fixed {kind}"] == ["ExportReadOnlyError", []]
    assert became["scratch gpkg"] == ["ExportNoSpaceError", []]


def test_withdrawn_remarks_are_nothing_to_export() -> None:
    with pytest.raises(NothingToExportError):
        export_of(project(), [withdrawn(1)], "nl")


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no /dev/stdout here")
def test_a_pipe_gets_the_csv() -> None:
    code = (
        "import pathlib; from tests.documents.said import *;"
        "FileExporter().write(ExportKind.CSV, export_of(project(), everything(), 'nl'),"
        " pathlib.Path('/dev/stdout'))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert told.stdout.startswith(b"\xef\xbb\xbfid;made_utc;")
