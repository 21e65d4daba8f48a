"""`mrapp open` as a process of its own: what it reads first, and where opinions go."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.screen import needs_screen
from tests.ui.small import write_project

pytestmark = pytest.mark.window

# A file may have been read long before Qt has been imported, or long after: here the window is
# imported only once what was read ahead waits for it, or has begun to import it itself.
IMPORTING = """
import builtins, sys, threading, time
from pathlib import Path

from mrapp import bootstrap

MAIN = threading.main_thread()
begin, to_import = bootstrap.begin_reading, builtins.__import__
waits, said, pending = threading.Event(), [], {}


def begin_reading(path, services, arrange):
    promised = arrange.result

    def waited_for():
        waits.set()
        return promised()

    arrange.result = waited_for
    pending.update(begin(path, services, arrange))
    return pending


def importing(name, *rest, **named):
    if threading.current_thread() is not MAIN:
        if name.split(".")[0] in ("PySide6", "shiboken6", "vtkmodules"):
            said.append(name)
    elif name == "mrapp.ui.application":
        while not (waits.is_set() or said or all(each.done() for each in pending.values())):
            time.sleep(0.001)
        said.append("it waits" if waits.is_set() else "it does not wait")
        builtins.__import__ = to_import
    return to_import(name, *rest, **named)


def close(window):
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, window.close)


bootstrap.begin_reading, builtins.__import__ = begin_reading, importing
ended = bootstrap.open_window(Path(sys.argv[1]), Path(sys.argv[1]), shown=close)
print(*said, sep="; ")
sys.exit(ended)
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that keeps its settings and opinions in a folder of its own."""
    needs_screen()
    names = ("HOME", "LOCALAPPDATA", "XDG_CONFIG_HOME", "MRAPP_REMARKS")
    return {**os.environ, **dict.fromkeys(names, str(tmp_path / "home"))}


def test_what_was_read_ahead_waits_for_the_window_to_be_imported(
    tmp_path: Path, home: dict[str, str]
) -> None:
    words = [sys.executable, "-c", IMPORTING, str(write_project(tmp_path / "klein"))]
    ran = subprocess.run(words, capture_output=True, text=True, env=home, check=False)
    assert (ran.returncode, ran.stdout) == (0, "it waits\n"), ran.stderr


def test_the_window_keeps_opinions_in_the_folder_that_was_asked_for(
    tmp_path: Path, home: dict[str, str]
) -> None:
    project, wanted = write_project(tmp_path / "klein"), tmp_path / "elsewhere"
    words = [sys.executable, "-m", "mrapp", "open", str(project), "--store", str(wanted)]
    with subprocess.Popen(words, env=home) as window:
        found: list[Path] = []
        while not found and window.poll() is None:
            found = list(tmp_path.rglob("remarks.sqlite"))
        ended = window.poll()
        window.kill()
    assert ended is None, "the window ended by itself"
    assert [path.parent.parent for path in found] == [wanted]
