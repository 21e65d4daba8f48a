"""What lies outside a window: a real window manager, and keys and clicks that go past Qt."""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

MANAGERS = ("openbox", "matchbox-window-manager")
"""Those that are taken up, the first that is there."""

CHORDS = (
    ("Alt_L", "F4"), ("Alt_L", "Tab"), ("Alt_L", "Escape"), ("Alt_L", "space"), ("Super_L", "d"),
    ("Super_L", "e"), ("Super_L", "F2"), ("Control_L", "Alt_L", "Right"), ("Alt_L", "F2"),
    ("Control_L", "Alt_L", "Left"), ("Control_L", "Escape"), ("Alt_L", "F9"), ("Menu",),
)  # fmt: skip
"""Keys that window managers take for themselves."""


class Outside:
    """Works the X display as a keyboard and a mouse do: who manages the windows sees it first."""

    def __init__(self) -> None:
        """Raises OSError where the display cannot be worked: it wants libX11 and libXtst."""
        self._x, self._test = _library("X11"), _library("Xtst")
        self._display = self._x.XOpenDisplay(None)
        if not self._display:
            raise OSError("no X display")

    def press(self, chord: Sequence[str]) -> None:
        """Press keys together, and let them go."""
        codes = [self._code(name) for name in chord]
        for code, down in [(c, 1) for c in codes] + [(c, 0) for c in reversed(codes)]:
            self._test.XTestFakeKeyEvent(self._display, code, down, 0)
        self._x.XSync(self._display, 0)

    def click(self, x: int, y: int, button: int) -> None:
        """Click somewhere on the screen."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        for down in (1, 0):
            self._test.XTestFakeButtonEvent(self._display, button, down, 0)
        self._x.XSync(self._display, 0)

    def make_small(self, window: int) -> None:
        """Ask the window manager to put a window away, as a task bar does."""
        self._x.XIconifyWindow(self._display, window, 0)
        self._x.XSync(self._display, 0)

    def close(self) -> None:
        """Let go of the display."""
        self._x.XCloseDisplay(self._display)

    def _code(self, name: str) -> int:
        symbol = self._x.XStringToKeysym(name.encode())
        return int(self._x.XKeysymToKeycode(self._display, symbol))


def _library(name: str) -> ctypes.CDLL:
    found = ctypes.util.find_library(name)
    if found is None:
        raise OSError(f"lib{name} is not installed")
    library = ctypes.CDLL(found)
    if name == "X11":
        library.XOpenDisplay.restype = ctypes.c_void_p
        library.XStringToKeysym.restype = ctypes.c_ulong
        library.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        library.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        library.XCloseDisplay.argtypes = [ctypes.c_void_p]
        library.XIconifyWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int]
        return library
    for call, count in (("XTestFakeKeyEvent", 2), ("XTestFakeButtonEvent", 2)):
        whole = [ctypes.c_uint] * count
        getattr(library, call).argtypes = [ctypes.c_void_p, *whole, ctypes.c_ulong]
    whole_px = [ctypes.c_int] * 3
    library.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p, *whole_px, ctypes.c_ulong]
    return library


@contextmanager
def window_manager() -> Iterator[str]:
    """Let a window manager run on this display; gives its name, "" where none is installed."""
    found = next((name for name in MANAGERS if shutil.which(name)), "")
    if not found or not os.environ.get("DISPLAY"):
        yield ""
        return
    print(f"window manager: {found}", flush=True)
    running = subprocess.Popen([found], stdout=subprocess.DEVNULL, stderr=sys.stderr)
    try:
        yield found
    finally:
        running.terminate()
        running.wait()
