"""A picture of the screen on which a runtime shows what a visitor sees."""

import subprocess
import sys
from pathlib import Path
from typing import Final

_GRAB: Final = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["", "-platform", "xcb"])
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


def screenshot(file: Path) -> None:
    """Write all of the screen that DISPLAY names, as PNG. Raises CalledProcessError: there is none.

    Beside this process, so that it disturbs no window of ours.
    """
    subprocess.run([sys.executable, "-c", _GRAB, str(file)], check=True, capture_output=True)
