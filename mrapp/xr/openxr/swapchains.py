"""Pictures that go to a runtime: textures of its own, into which VTK copies what it has drawn.

The copy is raw, so the bytes that VTK drew for a screen stay as they are. In a texture that is
marked sRGB they are then seen as they are meant; in one that is not they look washed out.
"""

import contextlib
from collections.abc import Sequence
from ctypes import byref, c_uint32

import numpy as np
import xr
from vtkmodules.vtkCommonCore import VTK_UNSIGNED_CHAR
from vtkmodules.vtkRenderingOpenGL2 import (
    vtkOpenGLFramebufferObject,
    vtkOpenGLRenderWindow,
    vtkTextureObject,
)
from xr import exception, raw_functions

from mrapp.model.headset_errors import HeadsetLostError, NoFormatError
from mrapp.scene.stereo.copying import copy_colours
from mrapp.scene.stereo.depth import EyeDepth
from mrapp.xr.openxr.calls import Native, checked

# OpenGL 4.6 core: names of what is asked.
SRGB8_ALPHA8, RGBA8 = 0x8C43, 0x8058
DEPTH32F, DEPTH24_STENCIL8, DEPTH32F_STENCIL8 = 0x8CAC, 0x88F0, 0x8CAD
DEPTH_FORMATS = (DEPTH32F, DEPTH32F_STENCIL8, DEPTH24_STENCIL8)
"""Formats for depth, the best first; with 16 bits far streets would be of one depth."""
_TEXTURE_2D = 0x0DE1

LATEST_NS = 2_000_000_000
"""How long a runtime may keep a picture to itself before it is taken for gone."""

_USAGE = (
    xr.SwapchainUsageFlags.COLOR_ATTACHMENT_BIT
    | xr.SwapchainUsageFlags.SAMPLED_BIT
    | xr.SwapchainUsageFlags.TRANSFER_DST_BIT
)

_DEPTH_USAGE = (
    xr.SwapchainUsageFlags.DEPTH_STENCIL_ATTACHMENT_BIT | xr.SwapchainUsageFlags.SAMPLED_BIT
)


def pick_format(offered: Sequence[int]) -> int:
    """Return the format of OpenGL for pictures; raises `NoFormatError` where none will do."""
    for wanted in (SRGB8_ALPHA8, RGBA8):
        if wanted in offered:
            return wanted
    raise NoFormatError(code=", ".join(f"{each:#x}" for each in offered) or "-")


def pick_depth_format(offered: Sequence[int]) -> int | None:
    """Return the format of OpenGL for depth; None where none will do."""
    return next((each for each in DEPTH_FORMATS if each in offered), None)


class _Target:
    """A texture of the runtime's as something to copy into."""

    def __init__(self, window: vtkOpenGLRenderWindow, texture: int, *, depth: bool) -> None:
        self.texture = vtkTextureObject()
        self.texture.SetContext(window)
        self.texture.AssignToExistingTexture(texture, _TEXTURE_2D)
        self.buffer = vtkOpenGLFramebufferObject()
        self.buffer.SetContext(window)
        state = window.GetState()
        state.PushFramebufferBindings()
        self.buffer.Bind()
        if depth:
            self.buffer.AddDepthAttachment(self.texture)
            self.buffer.DeactivateDrawBuffers()
        else:
            self.buffer.AddColorAttachment(0, self.texture)
            self.buffer.ActivateDrawBuffer(0)
        state.PopFramebufferBindings()

    def free(self, window: vtkOpenGLRenderWindow) -> None:
        """Let go of it; the texture stays the runtime's."""
        self.buffer.ReleaseGraphicsResources(window)
        self.texture.ReleaseGraphicsResources(window)


class Chain:
    """A swapchain. size_px: width and height of its pictures."""

    def __init__(self, session: Native, picked: int, size_px: tuple[int, int]) -> None:
        self.size_px = size_px
        self._of_depth = picked in DEPTH_FORMATS
        self.handle = xr.create_swapchain(
            session,
            xr.SwapchainCreateInfo(
                usage_flags=_DEPTH_USAGE if self._of_depth else _USAGE,
                format=picked,
                # VTK resolves its own samples before the copy, so one a pixel arrives.
                sample_count=1,
                width=size_px[0],
                height=size_px[1],
                face_count=1,
                array_size=1,
                mip_count=1,
            ),
        )
        found = xr.enumerate_swapchain_images(self.handle, xr.SwapchainImageOpenGLKHR)
        self._textures = [int(each.image) for each in found]
        self._targets: dict[int, _Target] = {}
        self._index = c_uint32(0)
        self._patience = xr.SwapchainImageWaitInfo(timeout=LATEST_NS)
        self.filled_px: tuple[int, int] | None = None

    def acquire(self) -> int:
        """Wait for a picture that the runtime is done with, and return its texture."""
        checked(raw_functions.xrAcquireSwapchainImage(self.handle, None, byref(self._index)))
        waited = checked(raw_functions.xrWaitSwapchainImage(self.handle, self._patience))
        if waited == xr.Result.TIMEOUT_EXPIRED:
            raise HeadsetLostError(code="TIMEOUT_EXPIRED")
        return self._textures[self._index.value]

    def copy(
        self,
        window: vtkOpenGLRenderWindow,
        source: vtkOpenGLFramebufferObject,
        texture: int,
        size_px: tuple[int, int],
    ) -> None:
        """Copy the lower left of what was drawn into a texture that was acquired."""
        copy_colours(window, source, self._target(window, texture), size_px, size_px)
        self.filled_px = size_px

    def copy_depth(
        self,
        window: vtkOpenGLRenderWindow,
        source: EyeDepth,
        texture: int,
        size_px: tuple[int, int],
    ) -> None:
        """Put the lower left of a depth into a texture that was acquired."""
        source.copy(self._target(window, texture), size_px)
        self.filled_px = size_px

    def _target(self, window: vtkOpenGLRenderWindow, texture: int) -> vtkOpenGLFramebufferObject:
        target = self._targets.get(texture)
        if target is None:
            target = self._targets[texture] = _Target(window, texture, depth=self._of_depth)
        return target.buffer

    def release(self) -> None:
        """Hand the picture that was acquired back, filled."""
        checked(raw_functions.xrReleaseSwapchainImage(self.handle, None))

    def free(self, window: vtkOpenGLRenderWindow) -> None:
        """Free it, in any condition of the runtime; the window's context is current."""
        for target in self._targets.values():
            target.free(window)
        self._targets.clear()
        with contextlib.suppress(exception.XrException):
            xr.destroy_swapchain(self.handle)


def upload(
    window: vtkOpenGLRenderWindow, chain: Chain, rgba: bytes, size_px: tuple[int, int]
) -> None:
    """Put pixels (8 bits, top row first) into the next picture of a chain."""
    width, height = size_px
    rows = np.frombuffer(rgba, np.uint8).reshape(height, width * 4)[::-1]
    texture = vtkTextureObject()
    texture.SetContext(window)
    texture.Create2DFromRaw(width, height, 4, VTK_UNSIGNED_CHAR, np.ascontiguousarray(rows))
    source = vtkOpenGLFramebufferObject()
    source.SetContext(window)
    state = window.GetState()
    state.PushFramebufferBindings()
    source.Bind()
    source.AddColorAttachment(0, texture)
    source.ActivateDrawBuffer(0)
    state.PopFramebufferBindings()
    try:
        chain.copy(window, source, chain.acquire(), size_px)
        chain.release()
    finally:
        source.ReleaseGraphicsResources(window)
        texture.ReleaseGraphicsResources(window)
