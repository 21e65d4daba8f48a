"""Copies what was drawn, or a part of it, from one framebuffer to another."""

from typing import Any

from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLFramebufferObject, vtkOpenGLRenderWindow

# OpenGL 4.6 core: names of what is asked.
_READ, _DRAW = 0x8CA8, 0x8CA9
_COLOUR, _NEAREST, _LINEAR, _SCISSOR_TEST = 0x4000, 0x2600, 0x2601, 0x0C11


def copy_colours(
    window: vtkOpenGLRenderWindow,
    source: vtkOpenGLFramebufferObject,
    target: vtkOpenGLFramebufferObject,
    from_px: tuple[int, int],
    to_px: tuple[int, int],
) -> None:
    """Copy the lower left `from_px` of what is in one to the lower left `to_px` of another.

    Smoothly where that is of another size. The bindings of before are put back.
    """
    state = window.GetState()
    state.PushFramebufferBindings()
    state.vtkglDisable(_SCISSOR_TEST)
    source.Bind(_READ)
    source.ActivateReadBuffer(0)
    target.Bind(_DRAW)
    target.ActivateDrawBuffer(0)
    # As in OpenGL the second corner is the one beyond, whatever VTK calls an extent elsewhere.
    untyped: Any = target
    untyped.Blit(
        (0, from_px[0], 0, from_px[1]),
        (0, to_px[0], 0, to_px[1]),
        _COLOUR,
        _NEAREST if from_px == to_px else _LINEAR,
    )
    state.PopFramebufferBindings()
