"""Reading in a process of its own: the same mesh, progress, cancelling, and a process that dies."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from mrapp.io.readers import describe_file, read_file
from mrapp.io.worker import WorkerReader
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import CancelledError, ReadError, WorkerLostError
from tests.io import made
from tests.io.test_cityjson_odd import rich

pytestmark = pytest.mark.slow

IMAGES = ("image", "normal", "metal_rough", "emissive")


def assert_same(one: CityMesh, other: CityMesh) -> None:
    for name in ("points_rd", "triangles", "object_index", "surface", "material", "texture"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    for name in ("lines", "line_object", "spots", "spot_object"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    for name in ("uv", "normals", "colours"):
        here, there = getattr(one, name), getattr(other, name)
        assert (here is None) == (there is None)
        if here is not None:
            np.testing.assert_array_equal(here.values, there.values)
            np.testing.assert_array_equal(here.index, there.index)
    assert (one.objects, one.materials) == (other.objects, other.materials)
    assert one.report == other.report
    assert len(one.textures) == len(other.textures)
    for here, there in zip(one.textures, other.textures, strict=True):
        assert (here.path, here.name, here.wrap) == (there.path, there.name, there.wrap)
        for name in IMAGES:
            one_image, other_image = getattr(here, name), getattr(there, name)
            assert (one_image is None) == (other_image is None)
            if one_image is not None:
                np.testing.assert_array_equal(one_image.pixels, other_image.pixels)


def test_a_worker_tells_of_a_file_what_we_would_have_told_here(tmp_path: Path) -> None:
    path = made.write(tmp_path, rich(tmp_path))
    assert WorkerReader().describe(path) == describe_file(path)


def test_several_files_can_be_begun_before_any_is_asked_for(tmp_path: Path) -> None:
    reader = WorkerReader()
    reader.warm()
    paths = [made.write(tmp_path, rich(tmp_path), f"{number}.json") for number in range(3)]
    begun = [reader.start(path) for path in paths]
    for path, pending in zip(paths, begun, strict=True):
        assert_same(pending.mesh(), read_file(path))
    reader.close()


def endless(folder: Path) -> Path:
    """Make a pipe that looks like a file and never ends, so that its reader waits for ever."""
    path = folder / "endless.json"
    os.mkfifo(path)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes in a folder are a Unix thing")
def test_cancelling_ends_the_worker_at_once(tmp_path: Path) -> None:
    pending = WorkerReader().start(endless(tmp_path))
    asked = iter([False, False, True])
    with pytest.raises(CancelledError):
        pending.mesh(cancelled=lambda: next(asked))
    assert not alive(pending.process_id)


@pytest.mark.logs
@pytest.mark.skipif(sys.platform == "win32", reason="named pipes in a folder are a Unix thing")
def test_a_killed_worker_is_an_error_and_never_a_wait(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pending = WorkerReader().start(endless(tmp_path))
    threading.Timer(0.3, os.kill, (pending.process_id, signal.SIGKILL)).start()
    with pytest.raises(WorkerLostError, match=r"endless\.json"):
        pending.mesh()
    assert "endless.json" in caplog.text
    assert not alive(pending.process_id)


def test_a_worker_nobody_asks_anything_ends_with_us() -> None:
    program = (
        "import pathlib; from mrapp.io.worker import WorkerReader; reader = WorkerReader();"
        "reader.warm(); print(reader._spare.process.pid)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert gone_soon(int(done.stdout))


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes in a folder are a Unix thing")
def test_a_worker_in_the_midst_of_a_file_ends_with_us(tmp_path: Path) -> None:
    path = endless(tmp_path)
    program = (
        "import os, pathlib, signal, sys; from mrapp.io.worker import WorkerReader;"
        "pending = WorkerReader().start(pathlib.Path(sys.argv[1]));"
        "print(pending.process_id, flush=True);"
        "pending.mesh(progress=lambda *_: os.kill(os.getpid(), signal.SIGKILL))"
    )
    kept_open = os.open(path, os.O_RDWR)
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True)
    assert gone_soon(int(done.stdout))
    os.close(kept_open)


def test_the_worker_imports_neither_windows_nor_pictures() -> None:
    program = (
        "import sys; import mrapp.io.worker_child;"
        "print([name for name in ('PySide6', 'vtkmodules', 'pydantic', 'pyrdnap', 'mrapp.app')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def deep(levels: int) -> str:
    nested = "[" * levels + "]" * levels
    thing = '{"b": {"type": "Building", "attributes": {"a": ' + nested + "}}}"
    return '{"type": "CityJSON", "version": "2.0", "CityObjects": ' + thing + "}"


def test_attributes_too_deep_to_pass_on_are_said(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text(deep(300))
    assert len(read_file(path).objects) == 1
    with pytest.raises(ReadError, match="nested too deeply"):
        WorkerReader()(path)


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text are a Linux thing")
def test_a_name_that_is_no_text_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"stra\xdfe.json")
    made.write(tmp_path, rich(tmp_path)).rename(path)
    assert len(WorkerReader()(path).objects) == 5
    path.write_text("{")
    with pytest.raises(ReadError, match=r"stra\?e\.json"):
        WorkerReader()(path)


def gone_soon(number: int) -> bool:
    """Wait until process `number` has ended; false if it does not."""
    deadline = time.monotonic() + 10.0
    while alive(number) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(number)


def alive(number: int) -> bool:
    """Whether process `number` still runs; a zombie that waits for its parent does not."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
