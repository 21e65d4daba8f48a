"""What every `MeshReader` does, tried on each there is: in a process, and kept from earlier."""

import os
import sys
from pathlib import Path

import pytest

from mrapp.app.ports import MeshReader
from mrapp.io.cache import CachedReader
from mrapp.io.entries import Entries
from mrapp.io.readers import read_file
from mrapp.io.worker import WorkerReader
from mrapp.model.errors import CancelledError, MrappError, ReadError
from mrapp.model.texts import Phrase
from tests.io import made
from tests.io.test_cityjson_odd import rich
from tests.io.test_worker import assert_same

pytestmark = pytest.mark.slow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with something of everything in it."""
    (tmp_path / "design").mkdir()
    return made.write(tmp_path / "design", rich(tmp_path / "design"))


@pytest.fixture(params=["in a process", "kept in passing", "kept before"])
def reader(request: pytest.FixtureRequest, tmp_path: Path, path: Path) -> MeshReader:
    """Each reader of meshes; the last has read `path` before."""
    if request.param == "in a process":
        return WorkerReader()
    cached = CachedReader(WorkerReader(), Entries(tmp_path / "cache"), settled_ns=0)
    if request.param == "kept before":
        cached(path)
        cached.wait()
    return cached


def test_a_mesh_is_what_we_would_have_read_here(reader: MeshReader, path: Path) -> None:
    assert_same(reader(path), read_file(path))
    assert_same(reader(path, lod="1"), read_file(path, lod="1"))


def test_progress_grows_and_is_said_in_words(reader: MeshReader, path: Path) -> None:
    told: list[tuple[float, Phrase]] = []
    reader(path, progress=lambda part, what: told.append((part, what)))
    assert [part for part, _ in told] == sorted(part for part, _ in told)
    assert told[0][1].text("nl") == "Bestand lezen"


def test_arrays_that_come_back_can_be_changed(reader: MeshReader, path: Path) -> None:
    mesh = reader(path)
    mesh.points_rd[:] = 0.0
    mesh.triangles[:] = 0
    assert_same(reader(path), read_file(path))


def test_a_cancelled_read_is_no_mesh(reader: MeshReader, path: Path) -> None:
    with pytest.raises(CancelledError):
        reader(path, cancelled=lambda: True)


@pytest.mark.parametrize(
    "content", ["", '{"type": "CityJSON", "version": "0.9", "CityObjects": {}}']
)
def test_a_bad_file_is_the_same_error_as_here(
    reader: MeshReader, tmp_path: Path, content: str
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(content)
    with pytest.raises(ReadError) as here:
        read_file(bad)
    for _ in range(2):
        with pytest.raises(ReadError) as there:
            reader(bad)
        assert type(there.value) is type(here.value)
        assert there.value.text("nl") == here.value.text("nl")


def test_what_is_no_file_is_said(reader: MeshReader, tmp_path: Path) -> None:
    with pytest.raises(MrappError, match="does not exist"):
        reader(tmp_path / "gone.json")
    with pytest.raises(MrappError, match="is a folder"):
        reader(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes in a folder are a Unix thing")
def test_a_pipe_keeps_nobody_waiting_who_cancels(reader: MeshReader, tmp_path: Path) -> None:
    endless = tmp_path / "endless.json"
    os.mkfifo(endless)
    asked = iter([False, False, True])
    with pytest.raises(CancelledError):
        reader(endless, cancelled=lambda: next(asked))
