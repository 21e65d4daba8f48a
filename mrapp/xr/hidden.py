"""A window that nobody sees, whose OpenGL context asks for a headset, and what draws for it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.model.headset_errors import NoContextError
from mrapp.scene.snapshot import offscreen_window

_NAMED = re.compile(r"OpenGL renderer string:\s*(.+)")


@contextmanager
def hidden_window(size_px: tuple[int, int] = (64, 64)) -> Iterator[vtkOpenGLRenderWindow]:
    """Make such a window, current on this thread, for as long as the block lasts.

    Raises `NoContextError` where nothing draws here by OpenGL.
    """
    window = offscreen_window()
    if not isinstance(window, vtkOpenGLRenderWindow):
        raise NoContextError(detail=type(window).__name__)
    window.SetSize(*size_px)
    window.Initialize()
    window.MakeCurrent()
    try:
        yield window
    finally:
        window.Finalize()


def drawn_by(window: vtkOpenGLRenderWindow) -> str:
    """Return what draws for a window, as the driver calls it: a graphics card, or software."""
    found = _NAMED.search(window.ReportCapabilities())
    return found.group(1).strip() if found else "OpenGL"
