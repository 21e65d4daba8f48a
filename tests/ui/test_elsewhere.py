"""`mrapp open --store DIR`: opinions go where that says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.screen import needs_screen
from tests.ui.small import write_project

pytestmark = pytest.mark.window


def test_the_window_keeps_opinions_in_the_folder_that_was_asked_for(tmp_path: Path) -> None:
    needs_screen()
    project, wanted = write_project(tmp_path / "klein"), tmp_path / "elsewhere"
    home = str(tmp_path / "home")
    homes = dict.fromkeys(("HOME", "LOCALAPPDATA", "XDG_CONFIG_HOME", "MRAPP_REMARKS"), home)
    words = [sys.executable, "-m", "mrapp", "open", str(project), "--store", str(wanted)]
    with subprocess.Popen(words, env={**os.environ, **homes}) as window:
        found: list[Path] = []
        while not found and window.poll() is None:
            found = list(tmp_path.rglob("remarks.sqlite"))
        ended = window.poll()
        window.kill()
    assert ended is None, "the window ended by itself"
    assert [path.parent.parent for path in found] == [wanted]
