"""How far away each pixel of an eye's picture is, for runtimes that move a picture after it came.

A picture lies in layers that each have a depth of their own, between planes of their own. Here they
become one: of what is at hand where that is seen, else of the city.
"""

from typing import Any, Final

from vtkmodules.vtkCommonCore import vtkCommand
from vtkmodules.vtkRenderingCore import vtkRenderer
from vtkmodules.vtkRenderingOpenGL2 import (
    vtkOpenGLFramebufferObject,
    vtkOpenGLRenderUtilities,
    vtkOpenGLRenderWindow,
    vtkOpenGLVertexArrayObject,
    vtkShaderProgram,
    vtkTextureObject,
)

Span = tuple[float, float]
"""The nearest and the farthest distance that a layer draws, metres."""

# OpenGL 4.6 core: names of what is asked.
_READ, _DRAW, _DEPTH_BIT, _NEAREST = 0x8CA8, 0x8CA9, 0x100, 0x2600
_SCISSOR_TEST, _DEPTH_TEST, _BLEND, _ALWAYS, _LEQUAL = 0x0C11, 0x0B71, 0x0BE2, 0x0207, 0x0203

# What a depth d between planes n and f is in metres: n f / (f - d (f - n)), and back.
# Source: OpenGL 4.6 core, 13.8, with the last two rows of the projection in `lens`.
_FRAGMENT: Final = """//VTK::System::Dec
//VTK::Output::Dec
in vec2 texCoord;
uniform sampler2D cityDepth;
uniform sampler2D handDepth;
uniform vec2 citySpan;
uniform vec2 handSpan;
uniform vec2 span;
uniform vec2 pixels;
float metres(float depth, vec2 of) {
  return of.x * of.y / (of.y - depth * (of.y - of.x));
}
void main() {
  ivec2 at = ivec2(texCoord * pixels);
  float hand = texelFetch(handDepth, at, 0).r;
  float far = metres(texelFetch(cityDepth, at, 0).r, citySpan);
  float away = clamp(hand < 1.0 ? metres(hand, handSpan) : far, span.x, span.y);
  gl_FragDepth = span.y * (away - span.x) / (away * (span.y - span.x));
}
"""


class _Layer:
    """Keeps the depth of a layer when that was drawn, before the next one wipes it."""

    def __init__(self, window: vtkOpenGLRenderWindow, renderer: vtkRenderer) -> None:
        self._window, self._renderer = window, renderer
        self._buffer: vtkOpenGLFramebufferObject | None = None
        self._size_px = (0, 0)
        self._observed: int | None = None
        self.drawn = False

    def watch(self, *, on: bool) -> None:
        """Begin to keep it, or end that."""
        if on and self._observed is None:
            self._observed = self._renderer.AddObserver(vtkCommand.EndEvent, self._keep)
        elif not on and self._observed is not None:
            self._renderer.RemoveObserver(self._observed)
            self._observed = None
            self._free()

    @property
    def texture(self) -> vtkTextureObject:
        """What was kept, as large as the window."""
        assert self._buffer is not None
        return self._buffer.GetDepthAttachmentAsTextureObject()

    def _keep(self, _renderer: object, _event: str) -> None:
        window = self._window
        size = window.GetSize()
        if size != self._size_px:
            self._make(size)
        assert self._buffer is not None
        state, source = window.GetState(), window.GetRenderFramebuffer()
        state.PushFramebufferBindings()
        state.vtkglDisable(_SCISSOR_TEST)
        source.Bind(_READ)
        self._buffer.Bind(_DRAW)
        whole: Any = (0, size[0], 0, size[1])
        source.Blit(whole, whole, _DEPTH_BIT, _NEAREST)
        state.PopFramebufferBindings()
        self.drawn = True

    def _make(self, size_px: tuple[int, int]) -> None:
        self._free()
        window = self._window
        self._buffer, self._size_px = vtkOpenGLFramebufferObject(), size_px
        self._buffer.SetContext(window)
        state = window.GetState()
        state.PushFramebufferBindings()
        # Of the kind that VTK draws into: depth is copied between equals only.
        bits, stencil = window.GetRenderBufferTargetDepthSize(), bool(window.GetStencilCapable())
        self._buffer.PopulateFramebuffer(*size_px, True, 1, 3, True, bits, 0, stencil)
        state.PopFramebufferBindings()

    def _free(self) -> None:
        if self._buffer is not None:
            self._buffer.ReleaseGraphicsResources(self._window)
        self._buffer, self._size_px, self.drawn = None, (0, 0), False


class EyeDepth:
    """The depth of what was drawn last. span: its planes, metres of the visitor's."""

    def __init__(self, window: vtkOpenGLRenderWindow, city: vtkRenderer, near: vtkRenderer) -> None:
        self._window = window
        self._city, self._hand = _Layer(window, city), _Layer(window, near)
        self._spans: tuple[Span, Span] = ((1.0, 2.0), (1.0, 2.0))
        self._points = vtkOpenGLVertexArrayObject()
        self._program: vtkShaderProgram | None = None
        self.on = False
        self.span: Span = (1.0, 2.0)
        self._local_span: Span = (1.0, 2.0)

    def keep(self, *, on: bool) -> None:
        """Let it be kept from now on, or no more: it costs a copy of each layer."""
        self.on = on
        for layer in (self._city, self._hand):
            layer.watch(on=on)

    def begin(self, city: Span, hand: Span, scale: float) -> None:
        """Say between which planes the layers will be drawn, local metres: `scale` for a metre."""
        self._city.drawn = self._hand.drawn = False
        self._spans = city, hand
        near, far = min(city[0], hand[0]), max(city[1], hand[1])
        self._local_span = near, far
        self.span = near / scale, far / scale

    @property
    def drawn(self) -> bool:
        """Whether there is one: not where it is not kept, or a fade has hidden the city."""
        return self.on and self._city.drawn and self._hand.drawn

    def copy(self, target: vtkOpenGLFramebufferObject, size_px: tuple[int, int]) -> None:
        """Put the lower left of it into the depth of a framebuffer."""
        state = self._window.GetState()
        state.PushFramebufferBindings()
        target.Bind(_DRAW)
        target.DeactivateDrawBuffers()
        state.vtkglViewport(0, 0, *size_px)
        state.vtkglDisable(_SCISSOR_TEST)
        state.vtkglDisable(_BLEND)
        state.vtkglEnable(_DEPTH_TEST)
        state.vtkglDepthMask(1)
        state.vtkglDepthFunc(_ALWAYS)
        program = self._ready()
        textures = (("cityDepth", self._city.texture), ("handDepth", self._hand.texture))
        for name, texture in textures:
            texture.Activate()
            program.SetUniformi(name, texture.GetTextureUnit())
        spans = (*self._spans, self._local_span)
        for uniform, span in zip(("citySpan", "handSpan", "span"), spans, strict=True):
            program.SetUniform2f(uniform, span)
        program.SetUniform2f("pixels", (float(size_px[0]), float(size_px[1])))
        self._points.Bind()
        vtkOpenGLRenderUtilities.DrawFullScreenQuad()
        self._points.Release()
        for _name, texture in textures:
            texture.Deactivate()
        state.vtkglDepthFunc(_LEQUAL)
        state.PopFramebufferBindings()

    def _ready(self) -> vtkShaderProgram:
        cache = self._window.GetShaderCache()
        if self._program is not None:
            cache.ReadyShaderProgram(self._program)
            return self._program
        vertex = vtkOpenGLRenderUtilities.GetFullScreenQuadVertexShader()
        program = self._program = cache.ReadyShaderProgram(vertex, _FRAGMENT, "")
        vtkOpenGLRenderUtilities.PrepFullScreenVAO(self._window, self._points, program)
        return program

    def close(self) -> None:
        """Free it; the window's context must be current."""
        self.keep(on=False)
        self._points.ReleaseGraphicsResources()
        self._program = None
