"""What lives in an OpenGL context, counted by OpenGL itself."""

import ctypes
import ctypes.util
from typing import Final

from vtkmodules.vtkRenderingCore import vtkRenderWindow

KINDS: Final = ("Texture", "Buffer", "Framebuffer", "Renderbuffer", "Program", "VertexArray")
# OpenGL here never gives out a name twice; a test uses some hundreds.
_MOST_NAMES = 10_000


def living(window: vtkRenderWindow, most: int = _MOST_NAMES) -> dict[str, int] | None:
    """Return how many of each kind there are; None where there is no library to ask.

    most: up to which name is asked.
    """
    library = ctypes.util.find_library("GL")
    if library is None:
        return None
    window.MakeCurrent()
    calls = ctypes.CDLL(library)
    return {kind: sum(bool(calls[f"glIs{kind}"](n)) for n in range(1, most)) for kind in KINDS}
