"""An OpenGL widget of our own that hosts a VTK window, so that panels can lie over the view."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QThread, Signal
from PySide6.QtGui import QImage, QOpenGLContext, QSurface, QSurfaceFormat
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from mrapp.scene.hosted_window import HostedWindow

_GL_DRAW_FRAMEBUFFER = 0x8CA9
_GL_COLOR_ATTACHMENT0 = 0x8CE0
_GL_COLOR_BUFFER_BIT = 0x4000
_GL_SCISSOR_TEST = 0x0C11
# What is seen before there is anything to see: a pale sky.
_EMPTY = (0.85, 0.91, 0.96)


def set_default_surface_format() -> None:
    """Ask for OpenGL 3.2 core without samples (VTK smooths itself); call before any window."""
    wanted = QSurfaceFormat()
    wanted.setRenderableType(QSurfaceFormat.RenderableType.OpenGL)
    wanted.setVersion(3, 2)
    wanted.setProfile(QSurfaceFormat.OpenGLContextProfile.CoreProfile)
    wanted.setRedBufferSize(8)
    wanted.setGreenBufferSize(8)
    wanted.setBlueBufferSize(8)
    wanted.setAlphaBufferSize(8)
    wanted.setDepthBufferSize(8)
    wanted.setStencilBufferSize(0)
    wanted.setSamples(0)
    wanted.setSwapBehavior(QSurfaceFormat.SwapBehavior.DoubleBuffer)
    QSurfaceFormat.setDefaultFormat(wanted)


class VtkWidget(QOpenGLWidget):
    """Draws a VTK window.

    `started` comes once there is a context, `painted` when a frame has reached the screen.
    """

    started = Signal()
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUpdateBehavior(QOpenGLWidget.UpdateBehavior.NoPartialUpdate)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._gl: QOpenGLContext | None = None
        self._surface: QSurface | None = None
        self._render: Callable[[], None] | None = None
        self._stale = True
        self.hosted = HostedWindow(self)
        self.frameSwapped.connect(self.painted)

    def set_render(self, render: Callable[[], None] | None) -> None:
        """Say what draws a frame; None draws nothing."""
        self._render = render
        self.frame_wanted()

    def make_context_current(self) -> None:
        """Make the context current; the widget's own makeCurrent would bind its framebuffer."""
        on_my_thread = QThread.currentThread() is self.thread()
        if self._gl is not None and self._surface is not None and on_my_thread:
            self._gl.makeCurrent(self._surface)

    def is_context_current(self) -> bool:
        """Tell whether our context is the current one."""
        return self._gl is not None and QOpenGLContext.currentContext() is self._gl

    def frame_wanted(self) -> None:
        """Draw a frame soon; `update` alone only shows the one that is there once more."""
        self._stale = True
        self.update()

    def initializeGL(self) -> None:
        """Qt made a context: VTK takes it up."""
        self._gl = self.context()
        self._surface = self._gl.surface()
        self._gl.aboutToBeDestroyed.connect(self._stop)
        self.hosted.start()
        self._stale = True
        self.started.emit()

    def resizeGL(self, w: int, h: int) -> None:
        """Qt changed the size, in screen units."""
        scale = self.devicePixelRatioF()
        self.hosted.resize(round(w * scale), round(h * scale), scale)
        self._stale = True

    def paintGL(self) -> None:
        """Draw a frame, if one is wanted, and copy the last one to the widget's framebuffer.

        Qt also asks for the picture of old: after each new size it asks twice.
        """
        if not self.hosted.ready or self._render is None or self._gl is None:
            return
        stale, self._stale = self._stale, False
        drawn = self.hosted.draw(self._render if stale else _as_it_is)
        self.makeCurrent()
        calls = self._gl.extraFunctions()
        if not drawn:
            calls.glClearColor(*_EMPTY, 1)
            calls.glClear(_GL_COLOR_BUFFER_BIT)
            return
        calls.glBindFramebuffer(_GL_DRAW_FRAMEBUFFER, self.defaultFramebufferObject())
        calls.glDrawBuffers(1, [_GL_COLOR_ATTACHMENT0])
        calls.glDisable(_GL_SCISSOR_TEST)
        self.hosted.copy_to_bound()
        # VTK leaves alpha as it likes; anything under 1 would let the desktop shine through.
        width, height = self.hosted.size_px
        calls.glColorMask(0, 0, 0, 1)
        calls.glClearColor(0, 0, 0, 1)
        calls.glViewport(0, 0, width, height)
        calls.glClear(_GL_COLOR_BUFFER_BIT)
        calls.glColorMask(1, 1, 1, 1)
        self.hosted.done()

    def picture_of(self, render: Callable[[], None]) -> QImage:
        """Return what `render` draws, once; the frames after it are as they were before."""
        usual, self._render = self._render, render
        self._stale = True
        try:
            return self.grabFramebuffer()
        finally:
            self._render = usual
            self.frame_wanted()

    def close_view(self) -> None:
        """Free everything in the context and draw no more; safe twice."""
        self._render = None
        self._stop()
        self.hosted.close()

    def _stop(self) -> None:
        if self._gl is None:
            return
        self.make_context_current()
        self.hosted.stop()
        self._gl.aboutToBeDestroyed.disconnect(self._stop)
        self._gl = self._surface = None


def _as_it_is() -> None:
    """Draw nothing anew."""
