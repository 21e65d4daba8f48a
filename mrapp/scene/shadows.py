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
from mrapp.scene.shadow_fit import Footprint, near, spot_of_interest, whole
from mrapp.scene.untyped import leave_window, read_texture

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
    """A square texture that holds the depth of what a parallel camera sees.

    Until the first picture it is one texel that is far from everything. wanted_px: its edge, from
    the next picture on.
    """

    def __init__(self, window: vtkOpenGLRenderWindow, size_px: int, compare: bool = True) -> None:
        self._window = window
        self.size_px = 1
        self.wanted_px = size_px
        self.texture = vtkTextureObject()
        self.texture.SetContext(window)
        self.texture.SetMinificationFilter(vtkTextureObject.Linear)
        self.texture.SetMagnificationFilter(vtkTextureObject.Linear)
        self.texture.SetWrapS(vtkTextureObject.ClampToEdge)
        self.texture.SetWrapT(vtkTextureObject.ClampToEdge)
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
        self._allocate(1)

    def _allocate(self, size_px: int) -> None:
        self.size_px = size_px
        self.texture.AllocateDepth(size_px, size_px, vtkTextureObject.Float32)

    def draw(self, footprint: Footprint, casters: Sequence[Caster]) -> None:
        """Take the picture. The window's OpenGL context must be current."""
        # Large ones take the time of a frame to make, which the first frame has not.
        if casters and self.size_px != self.wanted_px:
            self._allocate(self.wanted_px)
        self._aim(footprint)
        state = self._window.GetState()
        state.PushFramebufferBindings()
        try:
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
        finally:
            state.PopFramebufferBindings()

    def pixels(self) -> NDArray[np.float64]:
        """Return the depths 0..1, (size, size), lowest row first."""
        return read_texture(self.texture).astype(np.float64)

    def close(self) -> None:
        """Free the texture and the buffer. The window's OpenGL context must be current."""
        self._buffer.ReleaseGraphicsResources(self._window)
        self.texture.ReleaseGraphicsResources(self._window)
        leave_window(self._renderer)

    def _aim(self, footprint: Footprint) -> None:
        camera = self._camera
        camera.SetFocalPoint(*footprint.centre)
        camera.SetPosition(*(footprint.centre + footprint.depth_m * footprint.back))
        camera.SetViewUp(*footprint.up)
        camera.SetParallelScale(footprint.radius_m)
        camera.SetClippingRange(0.0, 2.0 * footprint.depth_m)


class _SunMap:
    """One of the two maps, and what the shaders must know of it."""

    def __init__(
        self, window: vtkOpenGLRenderWindow, shading: Shading, name: str, size_px: int
    ) -> None:
        self._shading = shading
        self._name = name
        self.depth = DepthMap(window, size_px)
        shading.set_sampler(f"mrShadow{name}", self.depth.texture)

    def draw(self, footprint: Footprint, casters: Sequence[Caster]) -> None:
        """Take the picture, and tell the shaders what it covers."""
        self.depth.draw(footprint, casters)
        # Ground of many slightly tilted faces needs more where a texel covers more of it.
        texel_m = 2.0 * footprint.radius_m / self.depth.size_px
        slack_m = _SLACK_M + _SLACK_TEXELS * texel_m
        self._shading.set_number(f"mr{self._name}Texel", 1.0 / self.depth.size_px)
        self._shading.set_matrix(f"mrTo{self._name}", footprint.to_map())
        self._shading.set_number(f"mr{self._name}Ratio", footprint.radius_m / footprint.depth_m)
        self._shading.set_number(f"mr{self._name}Slack", slack_m / (2.0 * footprint.depth_m))
        self._shading.set_vector("mrLightRight", footprint.right)
        self._shading.set_vector("mrLightUp", footprint.up)


class Shadows:
    """The near and the far shadow map of a view."""

    def __init__(self, window: vtkOpenGLRenderWindow, shading: Shading, size_px: int) -> None:
        self._near = _SunMap(window, shading, "Near", size_px)
        self._far = _SunMap(window, shading, "Far", size_px // 2)
        self._sun = np.zeros(3)
        self._far_of = self._near_of = -1
        self._spot = np.zeros(3)
        self._radius_m = 0.0
        self._clear()

    def resize(self, size_px: int, *, at_once: bool) -> None:
        """Let the near map have an edge of so many texels, the far one half of it.

        at_once: draw both anew for that with the next `update`; else when they are stale.
        """
        self._near.depth.wanted_px, self._far.depth.wanted_px = size_px, size_px // 2
        for depth in (self._near.depth, self._far.depth) if at_once else ():
            if depth.size_px not in (1, depth.wanted_px):
                self._far_of = self._near_of = -1

    def update(
        self,
        towards_sun: Array,
        casters: Sequence[Caster],
        generation: int,
        pose: Pose,
        ground_m: float,
        interactive: bool = False,
    ) -> None:
        """Draw again what the sun, the casters or the viewer's place have made stale.

        `generation` changes whenever the casters do. While `interactive` only a new sun draws
        anew; else the maps there are will do for now.
        """
        if interactive and not self.stale(towards_sun):
            return
        while self.step(towards_sun, casters, generation, pose, ground_m):
            pass

    def stale(self, towards_sun: Array) -> bool:
        """Whether even an `interactive` update would draw: there are maps, for another sun."""
        return self._far_of >= 0 and not np.array_equal(towards_sun, self._sun)

    def step(
        self,
        towards_sun: Array,
        casters: Sequence[Caster],
        generation: int,
        pose: Pose,
        ground_m: float,
    ) -> bool:
        """Draw one of the maps that `update` would draw. Returns whether there was one."""
        if towards_sun[2] <= 0.0:
            return False
        if not np.array_equal(towards_sun, self._sun):
            self._sun, self._far_of, self._near_of = towards_sun, -1, -1
        wanted, radius_m = spot_of_interest(pose, ground_m)
        near_by = radius_m == self._radius_m and np.array_equal(wanted, self._spot)
        if generation == self._far_of == self._near_of and near_by:
            return False
        if not casters:
            self._far_of = self._near_of = generation
            self._spot, self._radius_m = wanted, radius_m
            self._clear()
            return True
        low = np.min([c.low for c in casters], axis=0)
        high = np.max([c.high for c in casters], axis=0)
        if generation != self._far_of:
            self._far_of = generation
            self._far.draw(whole(towards_sun, low, high), casters)
        else:
            self._near_of, self._spot, self._radius_m = generation, wanted, radius_m
            self._near.draw(near(towards_sun, low, high, wanted, radius_m), casters)
        return True

    @property
    def alive(self) -> bool:
        """Whether the maps are still there; they go with the OpenGL context."""
        return self._near.depth.texture.GetHandle() != 0

    def close(self) -> None:
        """Free the maps. The window's OpenGL context must be current."""
        self._near.depth.close()
        self._far.depth.close()

    def _clear(self) -> None:
        """Let nothing throw a shadow."""
        nothing = whole(np.array([0.0, 0.0, 1.0]), -np.ones(3), np.ones(3))
        self._near.draw(nothing, [])
        self._far.draw(nothing, [])
