"""A smaller copy of what an eye sees, for the desktop; cheap enough to be taken while one walks."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import VTK_UNSIGNED_CHAR
from vtkmodules.vtkRenderingOpenGL2 import (
    vtkOpenGLFramebufferObject,
    vtkOpenGLRenderWindow,
    vtkTextureObject,
)

from mrapp.scene.stereo.copying import copy_colours


class Mirror:
    """Copies the lower left of what a window has drawn into a picture of a width of its own."""

    def __init__(self, window: vtkOpenGLRenderWindow, width_px: int = 480) -> None:
        self._window = window
        self._width_px = width_px
        self._texture: vtkTextureObject | None = None
        self._buffer: vtkOpenGLFramebufferObject | None = None
        self._size_px = (0, 0)

    def take(self, size_px: tuple[int, int], *, alpha: bool = False) -> NDArray[np.uint8]:
        """Return (h, w, 3) sRGB, top row first, of so many pixels of the window.

        alpha: (h, w, 4), with how much there is drawn.
        """
        width = min(self._width_px, size_px[0])
        height = max(round(width * size_px[1] / max(size_px[0], 1)), 1)
        texture, buffer = self._made((width, height))
        source = self._window.GetDisplayFramebuffer()
        copy_colours(self._window, source, buffer, size_px, (width, height))
        taken = _read(texture, (width, height))
        return np.ascontiguousarray(taken if alpha else taken[..., :3])

    def _made(
        self, size_px: tuple[int, int]
    ) -> tuple[vtkTextureObject, vtkOpenGLFramebufferObject]:
        if self._texture is None or self._buffer is None or size_px != self._size_px:
            self.close()
            self._size_px = size_px
            self._texture, self._buffer = vtkTextureObject(), vtkOpenGLFramebufferObject()
            self._texture.SetContext(self._window)
            self._texture.Allocate2D(*size_px, 4, VTK_UNSIGNED_CHAR)
            self._buffer.SetContext(self._window)
            state = self._window.GetState()
            state.PushFramebufferBindings()
            self._buffer.Bind()
            self._buffer.AddColorAttachment(0, self._texture)
            state.PopFramebufferBindings()
        return self._texture, self._buffer

    def close(self) -> None:
        """Free it. The window's OpenGL context must be current."""
        for held in (self._buffer, self._texture):
            if held is not None:
                held.ReleaseGraphicsResources(self._window)
        self._texture = self._buffer = None


def _read(texture: vtkTextureObject, size_px: tuple[int, int]) -> NDArray[np.uint8]:
    width, height = size_px
    values: Any = np.zeros((height, width, 4), dtype=np.uint8)
    transfer: Any = texture.Download()
    transfer.Download2D(
        VTK_UNSIGNED_CHAR, values.reshape(height, width * 4), [width, height], 4, [0, 0]
    )
    # Unless it is taken from its window, it leaves its OpenGL buffer behind.
    transfer.SetContext(None)
    read: NDArray[np.uint8] = values[::-1]
    return read
