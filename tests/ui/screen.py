"""Whether there is a screen for a window."""

import os
import sys

import pytest


def needs_screen() -> None:
    """Skip where there is no screen to open a window on."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and not shown:
        pytest.skip("needs a screen, real or virtual (make test starts one)")
