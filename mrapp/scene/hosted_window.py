"""A VTK render window that draws inside somebody else's OpenGL context; knows no toolkit.

Follows VTK's own QVTKOpenGLNativeWidget and QVTKRenderWindowAdapter: the host owns the context
and the framebuffer, VTK draws into framebuffers of its own and copies the finished image.
"""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Protocol

import vtkmodules.vtkInteractionStyle  # noqa: F401  (makes the style that an interactor begins with)
from vtkmodules.vtkCommonCore import vtkCommand
from vtkmodules.vtkRenderingOpenGL2 import vtkGenericOpenGLRenderWindow
from vtkmodules.vtkRenderingUI import vtkGenericRenderWindowInteractor

_GL_LEQUAL = 0x0203
_GL_DEPTH_TEST = 0x0B71
_GL_COLOR_BUFFER_BIT = 0x4000
_GL_NEAREST = 0x2600
_POINTS_PER_INCH = 72


class ContextHost(Protocol):
    """What owns the OpenGL context: a widget. All calls come on the thread that draws."""

    def make_context_current(self) -> None:
        """Make the context current, without binding the host's own framebuffer."""
        ...

    def is_context_current(self) -> bool:
        """Tell whether the context is the current one."""
        ...

    def frame_wanted(self) -> None:
        """Ask the host to draw soon."""
        ...


class HostedWindow:
    """The render window with the calls that a host makes: start, resize, draw, copy, close."""

    def __init__(self, host: ContextHost) -> None:
        self._host = host
        self._drawing = False
        self.window = vtkGenericOpenGLRenderWindow()
        self.window.SetReadyForRendering(False)
        self.window.SetFrameBlitModeToNoBlit()
        self._interactor = vtkGenericRenderWindowInteractor()
        self._interactor.SetRenderWindow(self.window)
        self._observers = [
            self.window.AddObserver(vtkCommand.WindowMakeCurrentEvent, self._on_make_current),
            self.window.AddObserver(vtkCommand.WindowIsCurrentEvent, self._on_is_current),
            self.window.AddObserver(vtkCommand.WindowFrameEvent, self._on_frame),
        ]

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height in device pixels."""
        width, height = self.window.GetSize()
        return width, height

    def start(self) -> None:
        """Take up a context that was just made and is current."""
        window = self.window
        if not window.GetInitialized():
            window.OpenGLInitContext()
            window.OpenGLInit()
        state = window.GetState()
        state.Reset()
        state.vtkglDepthFunc(_GL_LEQUAL)
        state.vtkglEnable(_GL_DEPTH_TEST)
        window.SetForceMaximumHardwareLineWidth(1)
        window.SetReadyForRendering(True)
        window.SetOwnContext(0)
        window.OpenGLInitContext()
        # Without this the widget stays black, silently. It would draw at once; the host says when.
        self._interactor.EnableRenderOff()
        self._interactor.Initialize()

    def resize(self, width_px: int, height_px: int, scale: float) -> None:
        """Take a new size in device pixels; `scale` is device pixels per screen unit."""
        self._interactor.UpdateSize(max(1, width_px), max(1, height_px))
        self.window.SetDPI(round(_POINTS_PER_INCH * scale))

    def draw(self, render: Callable[[], None]) -> bool:
        """Draw with `render` into VTK's own framebuffers.

        Where it drew, call `copy_to_bound` and then `done`; where it returns False, neither:
        copying before the first frame would leave VTK with framebuffers that stay black.
        """
        if not self.window.GetReadyForRendering() or self._drawing:
            return False
        state = self.window.GetState()
        state.Reset()
        state.Push()
        state.vtkglDepthFunc(_GL_LEQUAL)
        with ExitStack() as unless_drawn:
            unless_drawn.callback(state.Pop)
            self._render(render)
            if self.window.GetNeverRendered():
                return False
            unless_drawn.pop_all()
        return True

    def _render(self, render: Callable[[], None]) -> None:
        self._drawing = True
        try:
            render()
        finally:
            self._drawing = False

    def copy_to_bound(self) -> None:
        """Copy the finished image to the draw framebuffer that the host has bound."""
        width, height = self.size_px
        self.window.BlitDisplayFramebuffer(
            0, 0, 0, width, height, 0, 0, width, height, _GL_COLOR_BUFFER_BIT, _GL_NEAREST
        )

    def done(self) -> None:
        """Give OpenGL's state back as `draw` found it."""
        self.window.GetState().Pop()

    @property
    def ready(self) -> bool:
        """Whether there is a context to draw in."""
        return bool(self.window.GetReadyForRendering())

    def stop(self) -> None:
        """Free what lives in the context, which is about to go and is current."""
        if self.ready:
            self.window.Finalize()
            self.window.SetReadyForRendering(False)

    def close(self) -> None:
        """Let go of the host; the window draws no more."""
        for number in self._observers:
            self.window.RemoveObserver(number)
        self._observers = []

    def _on_make_current(self, _caller: object, _event: str) -> None:
        self._host.make_context_current()

    def _on_is_current(self, _caller: object, _event: str) -> None:
        self.window.SetIsCurrent(self._host.is_context_current())

    def _on_frame(self, _caller: object, _event: str) -> None:
        if not self._drawing:
            self._host.frame_wanted()
