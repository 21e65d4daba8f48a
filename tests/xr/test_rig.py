"""The rig itself: a real runtime, started and ended at will, whose headset does as it is told."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.xr.rig import inside
from tests.xr.rig.packages import Prefix, UnavailableError, fetch
from tests.xr.rig.remote import Eye, Hand, Pose, Remote
from tests.xr.rig.service import PORT, Service, ServiceError, running_service
from tests.xr.rig.waiting import until

if TYPE_CHECKING:
    from tests.xr.headless import HeadlessProgram, Seen

headset = pytest.mark.headset

ONE_THAT_IS_KILLED = """
import os, sys
from tests.xr.rig.packages import prefix
from tests.xr.rig.service import running_service
with running_service(prefix(), devices="simulated") as service:
    os.environ.update(service.client)
    from tests.xr.headless import HeadlessProgram
    with HeadlessProgram() as program:
        program.begin()
        print(service.pid, service.folder, flush=True)
        sys.stdin.read()
"""
WHAT_THE_APPLICATION_LOADS = """
import ctypes, json, subprocess, sys
import cryptography.hazmat.bindings._rust, numpy, pydantic
import vtkmodules.vtkRenderingUI
from PySide6.QtWidgets import QApplication, QLabel
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkRenderingCore import vtkRenderer
from vtkmodules.vtkRenderingOpenGL2 import vtkEGLRenderWindow
from tests.xr.rig.packages import prefix

app = QApplication(["", "-platform", "offscreen"])
label = QLabel("words")
label.setStyleSheet("background: #0000ff")
qt = label.grab().toImage().pixelColor(0, 0).name()
window, renderer = vtkEGLRenderWindow(), vtkRenderer()
renderer.SetBackground(1, 0, 0)
window.AddRenderer(renderer)
window.SetSize(16, 16)
window.Render()
vtk = vtkUnsignedCharArray()
window.GetPixelData(8, 8, 8, 8, 1, vtk, 0)
# Bare names, as libraries of others ask: a second GLX beside Qt's own and no window can draw.
for bare in ("libEGL.so", "libGL.so", "libGLX.so"):
    ctypes.CDLL(bare)
maps = open("/proc/self/maps").read().split()
others = sorted({each for each in maps if each.startswith(("/lib/", "/usr/lib/"))
    and each.rpartition("/")[2].startswith(("libEGL.", "libGL.", "libGLX."))})
ask = "from tests.xr.rig.packages import prefix; print(prefix().is_around())"
child = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True).stdout
print(json.dumps({"qt": qt, "vtk": [vtk.GetValue(i) for i in range(3)],
    "inside": prefix().is_around(), "child": child.strip(), "others": others}))
"""


@headset
def test_a_program_sees_the_headset_and_the_hands_as_they_were_told_to_be(visitor: Remote) -> None:
    fovs = (-0.9, 0.6, 0.7, -0.8), (-0.6, 0.9, 0.75, -0.85)
    eyes = tuple(Eye(*fov, Pose((x, 0.0, 0.0))) for fov, x in zip(fovs, (-0.03, 0.03), strict=True))
    left = Hand(Pose((-0.3, 1.0, -0.5)), stick=(0.25, -1.0), pressed=frozenset({"a_click"}))
    with _program() as program:
        assert program.runtime.startswith("Monado")
        _focus(program)
        seen = program.look()
        assert seen.head_m == pytest.approx((0.0, 1.6, 0.0), abs=1e-6)
        assert (seen.left.a, seen.right.trigger) == (False, 0.0)

        visitor.do(head=Pose((0.5, 1.2, -2.0)), eyes=eyes, left=left)
        visitor.right(trigger=0.75, squeeze=0.5)

        seen = _seen_when(program, lambda seen: seen.right.trigger > 0.0)
        assert seen.head_m == pytest.approx((0.5, 1.2, -2.0), abs=1e-5)
        assert seen.eyes == tuple(pytest.approx(fov) for fov in fovs)
        assert seen.left.place_m == pytest.approx((-0.3, 1.0, -0.5), abs=1e-5)
        assert seen.right.place_m == pytest.approx((0.2, 1.3, -0.4), abs=1e-5)
        assert (seen.left.stick, seen.left.a, seen.left.trigger) == ((0.25, -1.0), True, 0.0)
        assert (seen.right.trigger, seen.right.squeeze, seen.right.a) == (0.75, 0.5, False)


@headset
def test_a_program_outlives_the_runtime_and_finds_the_one_that_comes_after(
    runtime: Service,
) -> None:
    from xr.exception import XrException

    first = runtime.pid
    with _program() as program:
        _focus(program)
        runtime.kill()
        with pytest.raises(XrException):
            until(lambda: program.look() is None, lambda: "nothing was noticed")
    with pytest.raises(XrException):
        _connect()
    runtime.start()
    assert runtime.pid != first
    with _program() as program:
        _focus(program)
    runtime.restart()
    _connect()


@headset
def test_the_runtime_ends_when_it_is_asked_to_and_says_why_it_did_not_start(debian: Prefix) -> None:
    with running_service(debian) as service:
        pid = service.pid
        assert service.runs()
        with socket.create_connection(("127.0.0.1", PORT)):
            service.stop()
        service.stop()
    assert not _lives(pid)
    assert not service.folder.exists()
    with socket.create_server(("127.0.0.1", PORT)), pytest.raises(ServiceError, match=str(PORT)):
        running_service(debian).__enter__()


@headset
def test_a_runtime_that_cannot_start_tells_how_it_ended(debian: Prefix) -> None:
    with running_service(debian, "simulated") as first:
        second = Service(debian, first.folder, "simulated")
        with pytest.raises(ServiceError, match=r"ended with(.|\n)*already running"):
            second.start()
        assert not second.runs()
        assert first.runs()


@headset
def test_no_runtime_outlives_whoever_started_it(debian: Prefix) -> None:
    with inside.start(debian, "-c", ONE_THAT_IS_KILLED) as killed:
        assert killed.stdout is not None
        told, _, folder = killed.stdout.readline().strip().partition(" ")
        pid = int(told)
        assert _lives(pid)
        os.kill(killed.pid, signal.SIGKILL)
    until(lambda: not _lives(pid), lambda: f"the runtime {pid} is still there")
    shutil.rmtree(folder)


@headset
def test_what_the_application_loads_works_inside_and_children_are_outside(debian: Prefix) -> None:
    ran = inside.run(debian, "-c", WHAT_THE_APPLICATION_LOADS)
    assert ran.code == 0, ran.err
    drawn = {"qt": "#0000ff", "vtk": [255, 0, 0]}
    assert ran.result == {**drawn, "inside": True, "child": "False", "others": []}


def test_without_a_runtime_python_goes_on_outside_and_knows_why(tmp_path: Path) -> None:
    ask = "from tests.xr.rig.needs import lacking; print(lacking())"
    nowhere = {**os.environ, "PATH": "", "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "tests.xr.rig", "-c", ask]
    told = subprocess.run(command, cwd=inside.ROOT, env=nowhere, capture_output=True, text=True)
    assert "comes by apt-get, dpkg-deb" in told.stdout


def test_packages_that_nobody_signed_are_refused(tmp_path: Path) -> None:
    lists = tmp_path / "mirror/dists/trixie/main/binary-amd64"
    lists.mkdir(parents=True)
    (lists / "Packages").touch()
    (lists.parents[1] / "Release").write_text("Suite: trixie\nArchitectures: amd64\n")
    with pytest.raises(UnavailableError, match="not signed"):
        fetch(tmp_path, f"file:{tmp_path}/mirror")


def _program() -> "HeadlessProgram":
    # Late: its library takes a second, and no runtime can be loaded outside.
    from tests.xr.headless import HeadlessProgram

    return HeadlessProgram()


def _connect() -> None:
    with _program() as program:
        assert program.runtime


def _focus(program: "HeadlessProgram") -> None:
    program.begin()
    until(lambda: program.poll() == "FOCUSED", lambda: f"not focused: {program.states}")


def _seen_when(program: "HeadlessProgram", is_so: Callable[["Seen"], bool]) -> "Seen":
    """Look until something is so: the headset does not tell when it has heard."""
    last = [program.look()]

    def looked() -> bool:
        last.append(program.look())
        return is_so(last[-1])

    until(looked, lambda: f"last seen: {last[-1]}")
    return last[-1]


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
