"""`mrapp open` from its command to its window: what goes on beside the imports of Qt and VTK."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.screen import needs_screen
from tests.ui.small import write_project

pytestmark = pytest.mark.window

# A file may have been read long before Qt has been imported, or long after: here the import begins
# only once what was read ahead waits, or imports something itself.
STARTING = """
import builtins, sys, threading, time
from pathlib import Path

from mrapp import bootstrap

MAIN = threading.main_thread()
beside = []
real = builtins.__import__


def names(frame):
    return [] if frame is None else [frame.f_code.co_name, *names(frame.f_back)]


def ahead_waits():
    ahead = [each.ident for each in threading.enumerate() if each.name.startswith("read-ahead")]
    frames = sys._current_frames()
    held = [names(frames[each]) for each in ahead if each in frames]
    return not held or any("arranged" in each and "wait" in each for each in held)


def watched(name, *rest, **named):
    if threading.current_thread() is not MAIN:
        if name.split(".")[0] in ("PySide6", "shiboken6", "vtkmodules"):
            beside.append(name)
    elif name == "mrapp.ui.application":
        while not beside and not ahead_waits():
            time.sleep(0.001)
    return real(name, *rest, **named)


builtins.__import__ = watched


def close(window):
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, window.close)


ended = bootstrap.open_window(Path(sys.argv[1]), Path(sys.argv[1]), shown=close)
print(*beside)
sys.exit(ended)
"""


def test_nothing_is_imported_beside_qt_and_vtk_by_what_was_read_ahead(tmp_path: Path) -> None:
    needs_screen()
    project = write_project(tmp_path / "klein")
    words = [sys.executable, "-c", STARTING, str(project)]
    ran = subprocess.run(words, capture_output=True, text=True, env=os.environ, check=False)
    assert (ran.returncode, ran.stdout.split()) == (0, []), ran.stderr
