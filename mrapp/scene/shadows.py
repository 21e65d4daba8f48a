"""Draws the two shadow maps into textures, and only when something has changed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import (
    vtkActor,
    vtkCamera,
    vtkPolyDataMapper,
    vtkRenderer,
)
from vtkmodules.vtkRenderingOpenGL2 import (
    vtkOpenGLFramebufferObject,
    vtkOpenGLRenderWindow,
    vtkTextureObject,
)

from mrapp.scene.pose import Pose
from mrapp.scene.shading import Shading
from mrapp.scene.shadow_fit import Footprint, near, spot_of_interest, still_good, whole
from mrapp.scene.untyped import read_texture

Array = NDArray[np.float64]

GL_DEPTH_BUFFER_BIT = 0x100
GL_DEPTH_TEST = 0x0B71
_SLACK_M, _SLACK_TEXELS = 0.02, 0.4


@dataclass(frozen=True, eq=False)
class Caster:
    """Something that throws a shadow: an actor without a look, and the box round it, local (3,)."""

    actor: vtkActor
    low: Array
    high: Array


def caster_actor(mapper: vtkPolyDataMapper) -> vtkActor:
    """Return an actor that is only ever drawn into a depth map."""
    mapper.ScalarVisibilityOff()
    mapper.SetVBOShiftScaleMethod(0)
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().LightingOff()
    return actor


class DepthMap:
    """A square texture that holds the depth of what a parallel camera sees."""

    def __init__(self, window: vtkOpenGLRenderWindow, size_px: int, compare: bool = True) -> None:
        self._window = window
        self.size_px = size_px
        self.texture = vtkTextureObject()
        self.texture.SetContext(window)
        self.texture.SetMinificationFilter(vtkTextureObject.Linear)
        self.texture.SetMagnificationFilter(vtkTextureObject.Linear)
        self.texture.SetWrapS(vtkTextureObject.ClampToEdge)
        self.texture.SetWrapT(vtkTextureObject.ClampToEdge)
        self.texture.AllocateDepth(size_px, size_px, vtkTextureObject.Float32)
        self.texture.SetDepthTextureCompare(compare)
        self.texture.SetDepthTextureCompareFunction(vtkTextureObject.Lequal)
        self._buffer = vtkOpenGLFramebufferObject()
        self._buffer.SetContext(window)
        self._camera = vtkCamera()
        self._camera.ParallelProjectionOn()
        self._camera.SetUseExplicitAspectRatio(True)
        self._camera.SetExplicitAspectRatio(1.0)
        # Never added to the window: it only lends its camera to the casters.
        self._renderer = vtkRenderer()
        self._renderer.SetRenderWindow(window)
        self._renderer.SetActiveCamera(self._camera)

    def draw(self, footprint: Footprint, casters: Sequence[Caster]) -> None:
        """Take the picture. The window's OpenGL context must be current."""
        self._aim(footprint)
        state = self._window.GetState()
        state.PushFramebufferBindings()
        self._buffer.Bind()
        self._buffer.AddDepthAttachment(self.texture)
        self._buffer.DeactivateDrawBuffers()
        state.vtkglViewport(0, 0, self.size_px, self.size_px)
        state.vtkglScissor(0, 0, self.size_px, self.size_px)
        state.vtkglDepthMask(True)
        state.vtkglEnable(GL_DEPTH_TEST)
        state.vtkglClear(GL_DEPTH_BUFFER_BIT)
        for caster in casters:
            if footprint.touches(caster.low, caster.high):
                caster.actor.RenderOpaqueGeometry(self._renderer)
        self._buffer.UnBind()
        state.PopFramebufferBindings()

    def pixels(self) -> NDArray[np.float64]:
        """Return the depths 0..1, (size, size), lowest row first."""
        return read_texture(self.texture).astype(np.float64)

    def close(self) -> None:
        """Free the texture and the buffer. The window's OpenGL context must be current."""
        self._buffer.ReleaseGraphicsResources(self._window)
        self.texture.ReleaseGraphicsResources(self._window)
        self._renderer.SetRenderWindow(None)  # type: ignore[arg-type]

    def _aim(self, footprint: Footprint) -> None:
        camera = self._camera
        camera.SetFocalPoint(*footprint.centre)
        camera.SetPosition(*(footprint.centre + footprint.depth_m * footprint.back))
        camera.SetViewUp(*footprint.up)
        camera.SetParallelScale(footprint.radius_m)
        camera.SetClippingRange(0.0, 2.0 * footprint.depth_m)


class Shadows:
    """The near and the far shadow map of a view."""

    def __init__(self, window: vtkOpenGLRenderWindow, shading: Shading, size_px: int) -> None:
        self._shading = shading
        self._near = DepthMap(window, size_px)
        self._far = DepthMap(window, size_px)
        self._key: tuple[object, ...] | None = None
        self._spot = np.zeros(3)
        self._radius_m = 0.0
        self.drawn = 0
        shading.set_sampler("mrShadowNear", self._near.texture)
        shading.set_sampler("mrShadowFar", self._far.texture)
        shading.set_number("mrTexel", 1.0 / size_px)
        self._clear()

    def update(
        self,
        towards_sun: Array,
        casters: Sequence[Caster],
        generation: int,
        pose: Pose,
        ground_m: float,
        interactive: bool = False,
    ) -> bool:
        """Draw again what the sun, the casters or the viewer's place have made stale.

        `generation` changes whenever the casters do. While `interactive`, a viewer on the move
        keeps the maps there are. Returns whether anything was drawn.
        """
        if towards_sun[2] <= 0.0:
            return False
        if not casters:
            return self._clear() if self._key is not None else False
        low = np.min([c.low for c in casters], axis=0)
        high = np.max([c.high for c in casters], axis=0)
        key = (*towards_sun.tolist(), generation)
        wanted, radius_m = spot_of_interest(pose, ground_m)
        fresh = key == self._key
        if fresh and (interactive or still_good(self._spot, self._radius_m, wanted, radius_m)):
            return False
        if not fresh:
            self._draw_far(whole(towards_sun, low, high), casters)
        self._key, self._spot, self._radius_m = key, wanted, radius_m
        self._draw_near(near(towards_sun, low, high, wanted, radius_m), casters)
        return True

    @property
    def alive(self) -> bool:
        """Whether the maps are still there; they go with the OpenGL context."""
        return self._near.texture.GetHandle() != 0

    def close(self) -> None:
        """Free the maps. The window's OpenGL context must be current."""
        self._near.close()
        self._far.close()

    def _clear(self) -> bool:
        """Let nothing throw a shadow."""
        nothing = whole(np.array([0.0, 0.0, 1.0]), -np.ones(3), np.ones(3))
        self._draw_near(nothing, [])
        self._draw_far(nothing, [])
        self._key = None
        return True

    def _draw_near(self, footprint: Footprint, casters: Sequence[Caster]) -> None:
        self._near.draw(footprint, casters)
        self._tell("mrToNear", "mrNearRatio", "mrNearSlack", footprint)
        self.drawn += 1

    def _draw_far(self, footprint: Footprint, casters: Sequence[Caster]) -> None:
        self._far.draw(footprint, casters)
        self._tell("mrToFar", "mrFarRatio", "mrFarSlack", footprint)
        self._tell_axes(footprint)
        self.drawn += 1

    def _tell_axes(self, footprint: Footprint) -> None:
        self._shading.set_vector("mrLightRight", footprint.right)
        self._shading.set_vector("mrLightUp", footprint.up)

    def _tell(self, matrix: str, ratio: str, slack: str, footprint: Footprint) -> None:
        self._shading.set_matrix(matrix, footprint.to_map())
        self._shading.set_number(ratio, footprint.radius_m / footprint.depth_m)
        # Ground of many slightly tilted faces needs more where a texel covers more of it.
        texel_m = 2.0 * footprint.radius_m / self._near.size_px
        slack_m = _SLACK_M + _SLACK_TEXELS * texel_m
        self._shading.set_number(slack, slack_m / (2.0 * footprint.depth_m))
