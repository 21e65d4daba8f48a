"""A worker reads and nothing else: a library gone bad in it reaches no network, disk or program.

The library is a stand-in for `mapbox_earcut`, put before the real one by PYTHONPATH: whatever it
tries happens where a flaw in a decoder would happen, in the middle of reading a real file.
"""

import json
import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mrapp.io.confine.limits import Limits, limits_from
from mrapp.io.meshwire import BrokenWireError
from mrapp.io.readers import read_file
from mrapp.io.sound import check_mesh
from mrapp.io.worker import WorkerReader
from mrapp.model.citymesh import Corners
from mrapp.model.errors import (
    MrappError,
    ReadForbiddenError,
    ReadTooLargeError,
    ReadTooLongError,
    WorkerLostError,
)
from mrapp.model.texts import Phrase
from tests.io import made

pytestmark = pytest.mark.slow

BAD = '''
"""A library gone bad: it does what ACTS says and tells how that went, as an error of the reader."""
import ctypes, json, os, socket, subprocess, sys
from mrapp.model.errors import ReadError
from mrapp.model.texts import Phrase

ACTS = {acts}
libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

def native(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "done"

def outcome(act):
    try:
        return str(eval(act))
    except OSError as error:
        return f"refused: {{error}}"

def triangulate_float64(*_):
    said = json.dumps({{name: outcome(act) for name, act in ACTS.items()}})
    raise ReadError(file="", detail=Phrase(nl=said, en=said))

triangulate_float32 = triangulate_float64
'''

# A pentagon goes to the library; triangles and quads do not.
PENTAGON = made.document(
    {"b": made.thing(made.geometry("MultiSurface", [[[0, 1, 2, 3, 4]]]))},
    [(0, 0, 0), (4, 0, 0), (5, 3, 0), (2, 5, 0), (-1, 3, 0)],
)


class Scene:
    """A folder with a file to read, a bad library, a secret next door and a listener."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        for name in ("library", "design", "elsewhere"):
            (folder / name).mkdir()
        self.file = made.write(folder / "design", PENTAGON)
        self.beside = folder / "design" / "image.png"
        self.beside.write_text("beside")
        self.secret = folder / "elsewhere" / "secret.txt"
        self.secret.write_text("the secret")
        self.trace = folder / "design" / "trace.txt"
        self.library = folder / "library" / "mapbox_earcut.py"
        patch.setenv("PYTHONPATH", str(folder / "library"))

    def try_out(self, acts: dict[str, str]) -> dict[str, str]:
        """Read the file while the library does all this; return how each went."""
        self.library.write_text(BAD.format(acts=repr(acts)))
        with pytest.raises(MrappError) as raised:
            WorkerReader()(self.file)
        detail = raised.value.values["detail"]
        assert isinstance(detail, Phrase)
        told: dict[str, str] = json.loads(detail.en)
        return told


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(tmp_path, monkeypatch)


def heard(listener: socket.socket) -> bool:
    """Whether somebody connected to us."""
    listener.setblocking(False)
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def test_the_stand_in_is_what_the_worker_loads(scene: Scene) -> None:
    assert scene.try_out({"sum": "1 + 1", "own": f"open({str(scene.beside)!r}).read()"}) == {
        "sum": "2",
        "own": "beside",
    }


def test_nothing_in_python_reaches_out(scene: Scene) -> None:
    secret, trace = repr(str(scene.secret)), repr(str(scene.trace))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        told = scene.try_out(
            {
                "connect": f"socket.create_connection(('127.0.0.1', {port}), 2)",
                "look up": "socket.getaddrinfo('localhost', 80)",
                "read": f"open({secret}).read()",
                "read as bytes": f"os.read(os.open({secret}.encode(), os.O_RDONLY), 9)",
                "climb": f"open({str(scene.file.parent / '..' / 'elsewhere' / 'secret.txt')!r})",
                "list": f"os.listdir({str(scene.secret.parent)!r})",
                "list here": f"os.chdir({str(scene.secret.parent)!r}) or os.listdir()",
                "write": f"open({trace}, 'w')",
                "append": f"open({str(scene.beside)!r}, 'r+')",
                "rename": f"os.rename({str(scene.beside)!r}, {trace})",
                "remove": f"os.remove({str(scene.beside)!r})",
                "folder": f"os.mkdir({trace})",
                "program": "subprocess.run([sys.executable, '-c', ''])",
                "shell": "os.system('true')",
            }
        )
        assert not heard(listener)
    assert {name: said for name, said in told.items() if not said.startswith("refused")} == {}
    assert not scene.trace.exists()
    assert scene.beside.read_text() == "beside"


def walls_offered() -> bool:
    """Whether this system lets a process leave the network and confine itself to some files."""
    program = (
        "import pathlib; from mrapp.io.confine.process import Confinement; doors = Confinement();"
        "walls = doors.begin(2 ** 31, 60);"
        "print(walls.network and doors.only_read(pathlib.Path('x').absolute()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return done.stdout.strip() == b"True"


def test_the_kernel_refuses_what_no_audit_hook_sees(scene: Scene) -> None:
    """The same from machine code, which Python does not see."""
    if not walls_offered():
        pytest.skip("needs a Linux with user namespaces for everyone and Landlock")
    secret, trace = str(scene.secret).encode(), str(scene.trace).encode()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        address = (
            (2).to_bytes(2, sys.byteorder)
            + port.to_bytes(2, "big")
            + bytes([127, 0, 0, 1, *[0] * 8])
        )
        told = scene.try_out(
            {
                "connect": f"native(libc.connect(libc.socket(2, 1, 0), {address!r}, 16))",
                "write": f"native(libc.creat({trace!r}, 0o600))",
                "read": f"native(libc.open({secret!r}, 0))",
                "program": "native(libc.execv(b'/bin/true', None))",
                "read beside": f"native(libc.open({os.fsencode(scene.beside)!r}, 0))",
            }
        )
        assert not heard(listener)
    assert told.pop("read beside") == "done"
    assert {name: said for name, said in told.items() if not said.startswith("refused")} == {}
    assert not scene.trace.exists()


def test_what_was_refused_is_said_to_the_person(scene: Scene) -> None:
    scene.library.write_text(
        f"def triangulate_float64(*_):\n    open({str(scene.secret)!r})\n"
        "triangulate_float32 = triangulate_float64\n"
    )
    with pytest.raises(ReadForbiddenError, match=r"made\.city\.json.*outside its own folder"):
        WorkerReader()(scene.file)


def test_a_file_reached_by_a_link_is_read_where_it_lies(scene: Scene) -> None:
    link = scene.secret.parent / "link.city.json"
    link.symlink_to(scene.file)
    assert scene.library.exists() is False
    assert len(WorkerReader()(link).triangles) == 3


def frame(content: bytes) -> bytes:
    """Return what a worker writes to say something."""
    return len(content).to_bytes(8, "little") + content


@pytest.mark.logs
@pytest.mark.parametrize(
    "said", [b"\xff" * 8, (2**40).to_bytes(8, "little"), b"\2" + bytes(7) + b"[]"]
)
def test_nonsense_from_a_worker_is_an_error_and_no_more(scene: Scene, said: bytes) -> None:
    scene.library.write_text(
        "import os\n"
        "def triangulate_float64(*_):\n"
        "    for pipe in range(3, 20):\n"
        "        try:\n"
        f"            os.write(pipe, {said!r})\n"
        "        except OSError:\n"
        "            pass\n"
        "    os._exit(0)\n"
        "triangulate_float32 = triangulate_float64\n"
    )
    with pytest.raises(WorkerLostError):
        WorkerReader()(scene.file)


def test_a_mesh_that_points_outside_itself_is_refused(tmp_path: Path) -> None:
    mesh = read_file(made.write(tmp_path, PENTAGON))
    assert check_mesh(mesh) is mesh
    ints = mesh.triangles
    for wrong in (
        {"triangles": ints + 5},
        {"triangles": ints - 1},
        {"triangles": ints.reshape(-1)},
        {"object_index": mesh.object_index + 1},
        {"material": mesh.material + 1},
        {"texture": mesh.texture - 1},
        {"surface": mesh.surface[1:]},
        {"normals": Corners(np.zeros((1, 3), np.float32))},
        {"normals": Corners(np.zeros((1, 2), np.float32), np.zeros_like(ints))},
        {"uv": Corners(np.zeros((4, 2), np.float32), np.full_like(ints, 4))},
        {"colours": Corners(np.zeros((1, 4), np.uint8), np.zeros_like(ints[1:]))},
    ):
        with pytest.raises(BrokenWireError):
            check_mesh(replace(mesh, **wrong))


def large(folder: Path) -> Path:
    """Write a file that takes more memory than its 20 MB."""
    flat = np.arange(3_000_000).tolist()
    path = folder / "large.city.json"
    path.write_text(json.dumps(made.document({"b": made.thing(attributes={"a": flat})}, [])))
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not bounded in this way")
def test_too_much_memory_is_said_in_one_sentence(tmp_path: Path) -> None:
    path = large(tmp_path)
    # Refused before parsing, and in the midst of it: there the parser falls over without a word.
    for megabytes in (300, 550):
        with pytest.raises(ReadTooLargeError, match=r"large\.city\.json takes more memory"):
            WorkerReader(Limits(memory_bytes=megabytes * 1024**2))(path)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not bounded in this way")
@pytest.mark.parametrize(
    "act", ["bytearray(10 ** 9)", "__import__('numpy').ones(10 ** 9)", "os.abort()"]
)
def test_too_much_memory_in_a_library_is_said_too(scene: Scene, act: str) -> None:
    body = "def triangulate_float64(*_):\n    import os, sys\n"
    if act == "os.abort()":
        # As Rust and C++ end: a word aside, and gone.
        body += "    os.write(2, b'memory allocation of 99 bytes failed')\n"
    body += f"    {act}\ntriangulate_float32 = triangulate_float64\n"
    scene.library.write_text(body)
    with pytest.raises(ReadTooLargeError):
        WorkerReader(Limits(memory_bytes=256 * 1024**2))(scene.file)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere computing is not bounded so")
@pytest.mark.slow
def test_a_library_that_computes_for_ever_is_ended(scene: Scene) -> None:
    scene.library.write_text(
        "def triangulate_float64(*_):\n    while True: pass\n"
        "triangulate_float32 = triangulate_float64\n"
    )
    with pytest.raises(ReadTooLongError, match="after 1 seconds of computing") as raised:
        WorkerReader(Limits(cpu_s=1))(scene.file)
    assert "na 1 seconden rekenen" in raised.value.text("nl")


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes in a folder are a Unix thing")
def test_a_file_that_never_ends_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "endless.json"
    os.mkfifo(path)
    with pytest.raises(ReadTooLongError, match=r"endless\.json was stopped"):
        WorkerReader(Limits(silence_s=0.5))(path)


def test_limits_can_be_set_from_outside() -> None:
    found = limits_from({"MRAPP_READER_MEMORY_MB": "512", "MRAPP_READER_SECONDS": "30"})
    assert (found.memory_bytes, found.cpu_s, found.silence_s) == (512 * 1024**2, 30, 30.0)
    odd: dict[str, Any] = {"MRAPP_READER_MEMORY_MB": "-1", "MRAPP_READER_SECONDS": "soon"}
    assert limits_from(odd) == limits_from({}) == Limits()
    assert Limits().memory_bytes >= 2 * 1024**3
