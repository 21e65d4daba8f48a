"""The view of a city: shows a SceneState in a VTK window and redraws only what differs."""

import math
from collections.abc import Collection, Mapping

import numpy as np
import vtkmodules.vtkRenderingFreeType  # noqa: F401  (registers the text renderer)
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkCamera, vtkRenderWindow
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.state import SceneState
from mrapp.model.citymesh import CityMesh
from mrapp.scene.annotations import Annotations
from mrapp.scene.asset_view import AssetView
from mrapp.scene.daylight import daylight
from mrapp.scene.draw_order import DrawOrder, layer
from mrapp.scene.handle_maths import Sight
from mrapp.scene.handles import Handles
from mrapp.scene.label_room import Rect
from mrapp.scene.moving import Rig
from mrapp.scene.navigator import Navigator
from mrapp.scene.pins import Pins
from mrapp.scene.pose import Pose, ray_through
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.quality import EFFORTS, Quality
from mrapp.scene.shading import Shading
from mrapp.scene.shadows import Caster, Shadows
from mrapp.scene.shown_files import ShownFiles
from mrapp.scene.sky import Sky
from mrapp.scene.sky_shade import SkyShade
from mrapp.scene.surroundings import Surroundings
from mrapp.scene.textures import is_software, sharpen
from mrapp.scene.world import Hit, World

__all__ = ["CityView", "Hit"]

_HAZE_REACH_M = 4_500.0
_USUAL_DPI = 72
_PICK_REACH_M = 20_000.0
_FAR_M = 24_000.0
_NEAREST_M, _FARTHEST_NEAR_M = 0.15, 60.0


class CityView:
    """A city in a window. Give it states with `show`, move with `navigator`, draw with `render`."""

    def __init__(self, window: vtkRenderWindow, quality: Quality = Quality.STANDARD) -> None:
        self._window = window
        self._effort = EFFORTS[quality]
        self._shading = Shading()
        self._renderer = layer(0)
        self._overlay = layer(1)
        # Words lie over all else, over the handles too.
        self._words = layer(2)
        window.SetMultiSamples(self._effort.samples)
        window.SetNumberOfLayers(3)
        for renderer in (self._renderer, self._overlay, self._words):
            window.AddRenderer(renderer)
        self._camera: vtkCamera = self._renderer.GetActiveCamera()
        self._overlay.SetActiveCamera(self._camera)
        self._words.SetActiveCamera(self._camera)
        # Pins lie over each other in their order, and the opaque ones hide what is under them.
        self._overlay.SetUseOIT(False)
        self._sky = Sky(self._renderer)
        self._surroundings = Surroundings(self._renderer, self._shading)
        self._order = DrawOrder(self._renderer, (self._surroundings.actor, self._sky.actor))
        self._shadows: Shadows | None = None
        self._sky_shade: SkyShade | None = None
        self._world = World()
        self._annotations = Annotations(self._overlay, self._words, self._world)
        self._files = ShownFiles(self._renderer, self._shading)
        self.building = self._files.building
        self._state: SceneState | None = None
        self._shadowless: list[AssetView] = []
        self._generation = 0
        self._text_scale = 1.0
        self._software = True
        self._closed = False
        self._rig = Rig(Pose((0.0, -300.0, 200.0), 0.0, math.radians(-35.0)), self._moved)
        self.navigator = Navigator(self._rig, self._world, self._shape)
        self.handles = Handles(self._overlay, self._sight)
        self.pins = Pins(self._overlay, self._world, self._sight)
        self._set_constants()
        self._contents_changed()
        self._moved(self._rig.pose)

    @property
    def pose(self) -> Pose:
        """Where the viewer is; setting it puts the viewer there at once."""
        return self._rig.pose

    @pose.setter
    def pose(self, pose: Pose) -> None:
        self.navigator.stop()
        self._rig.place(pose)

    @property
    def text_scale(self) -> float:
        """How much larger than usual captions and badges are written, 1.0 to 2.0."""
        return self._text_scale

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        self._text_scale = max(1.0, min(2.0, scale))

    @property
    def covered(self) -> tuple[Rect, ...]:
        """What lies over the picture, device pixels from the lower left; badges hang beside it."""
        return self._annotations.covered

    @covered.setter
    def covered(self, places: tuple[Rect, ...]) -> None:
        self._annotations.covered = places

    def show(
        self,
        state: SceneState,
        meshes: Mapping[str, CityMesh],
        ready: Collection[PreparedMesh] = (),
        *,
        gradually: bool = False,
    ) -> None:
        """Bring the view to a state; touches only what differs, and does not render.

        ready: what was prepared of the meshes already. gradually: what is new is not there at
        once: each frame brings some, until the view is no longer `unfinished`.
        """
        # If it raises halfway, what was dropped by then must not stay in the way of rays.
        changed = True
        try:
            changed = self._files.bring(state, meshes, ready)
            if not gradually:
                self.build()
                self._files.let_go()
        finally:
            if changed:
                self._contents_changed()
        if self._state is None or state.sun != self._state.sun:
            light = daylight(state.sun)
            self._sky.set_light(light)
            self._shading.set_light(light)
        self._annotations.follow(state, self._files.views)
        self.pins.set_origin(state.origin)
        self._state = state

    def build(self, edges: bool = True) -> None:
        """Build all that is shown, edges too if asked, before the frames to come would bring it."""
        for view in self._files.shown():
            view.build(edges)

    @property
    def unfinished(self) -> bool:
        """Whether there is more to come with the next frames."""
        return self.building.unfinished

    def pick(self, x_px: float, y_px: float) -> Hit | None:
        """Return what is under a device pixel, counted from the top left; None for the sky."""
        eye, way = ray_through(x_px, y_px, self.pose, self._window.GetSize())
        x, y, z = (at + along * _PICK_REACH_M for at, along in zip(eye, way, strict=True))
        return self._world.first_hit(eye, (x, y, z))

    @property
    def misses_design(self) -> bool:
        """Whether designs are shown and nothing of them is within the picture."""
        designs = [view for view in self._files.shown() if view.role == "design"]
        lens = self.pose, self._shape(), _FAR_M
        return bool(designs) and not any(view.is_in_picture(*lens) for view in designs)

    def render(self, interactive: bool = False) -> None:
        """Draw a frame.

        `interactive`: while things move, make do with the shadows that are there. Draw once
        without it afterwards.
        """
        if self._closed or self._state is None:
            return
        self._prepare()
        if self.building.some(self.pose.eye):
            # What casts shadows is more than it was.
            self._generation += 1
        self._files.let_go()
        for view in self._files.shown():
            view.seen_from(self.pose.eye)
        self._update_shadows(interactive)
        self._camera.SetClippingRange(self._near_plane_m(), _FAR_M)
        self._order.update(self.pose.eye, careful=not interactive)
        self.handles.place()
        self.pins.place(careful=not interactive)
        room, size_px = self.handles.room, self._window.GetSize()
        self._annotations.place(self.pose, size_px, self._pixel_scale(), room)
        self._shading.activate()
        try:
            self._window.Render()
        finally:
            self._shading.deactivate()

    def improve(self) -> bool:
        """Do a part of what a frame with all care needs beside being drawn.

        Returns whether there was any: while there is, no frame need be drawn. Without it the
        frame does all of it by itself, and takes several times as long.
        """
        if self._closed or self._state is None:
            return False
        self._prepare()
        self._leave_out(interactive=False)
        if self._shadows is None or self._sky_shade is None:
            return False
        return self._shadows.step(*self._cast()) or (
            self._effort.sky_shade and self._sky_shade.step(*self._standing())
        )

    def close(self) -> None:
        """Free everything; safe to call twice. The window, if open, may go on to another view."""
        if self._closed:
            return
        self._closed = True
        self._files.close()
        self._surroundings.close()
        self._annotations.close()
        self.handles.close()
        self.pins.close()
        self._world.close()
        self._forget_maps()
        for renderer in (self._renderer, self._overlay, self._words):
            renderer.RemoveAllViewProps()
            renderer.ReleaseGraphicsResources(self._window)
            self._window.RemoveRenderer(renderer)

    def _forget_maps(self) -> None:
        for maps in (self._shadows, self._sky_shade):
            if maps is not None:
                maps.close()
        self._shadows = self._sky_shade = None
        self._shading.close()

    # Contents

    def _contents_changed(self) -> None:
        self._generation += 1
        self._world.set_contents(self._files.named())
        self._surroundings.fit(self._world.land, self._world.box)
        # A file far away is no reason for a clear sight of the horizon here.
        span = math.hypot(*self._world.focus.size[:2])
        self._shading.set_number("mrHazeReach", max(_HAZE_REACH_M, 2.4 * span))

    def _casters(self) -> list[Caster]:
        views = [view for view in self._files.shown() if view not in self._shadowless]
        return [tile.caster for view in views for tile in view.tiles if tile.caster]

    def _leave_out(self, interactive: bool) -> bool:
        """Let what is carried about throw no shadow: it would stay behind. Returns what changed."""
        moved = [view for view in self._files.views.values() if interactive and view.carry.rows]
        changed = moved != self._shadowless
        self._shadowless, self._generation = moved, self._generation + changed
        return changed

    # Drawing

    def _set_constants(self) -> None:
        taps = self._effort.shadow_taps
        self._shading.set_number("mrTaps", math.sqrt(taps))
        self._shading.set_number("mrSpread", {1: 0.0, 4: 1.5}.get(taps, 0.65))
        self._shading.set_number("mrJitter", math.tau if taps == 4 else 0.0)
        self._shading.set_number("mrPatchy", 1.0 if self._effort.sky_shade else 0.0)
        self._shading.set_number("mrSkyShade", 1.0 if self._effort.sky_shade else 0.0)
        self._shading.set_matrix("mrToRoofline", np.eye(4))
        self._shading.set_vector("mrEye", (0.0, 0.0, 0.0))

    def _prepare(self) -> None:
        """Make what needs an OpenGL context, which may come later than this view."""
        self._window.Initialize()
        self._window.MakeCurrent()
        if self._shadows is not None and not self._shadows.alive:
            # The context went, with all in it, and a new one came: a widget was moved.
            self._forget_maps()
        if self._shadows is None:
            assert isinstance(self._window, vtkOpenGLRenderWindow)
            self._shadows = Shadows(self._window, self._shading, self._effort.shadow_px)
            self._sky_shade = SkyShade(self._window, self._shading)
            self._software = is_software(self._window.GetState().GetRenderer())
            self._smooth_edges()
        for view in () if self._software else self._files.views.values():
            sharpen(view.images)

    def _smooth_edges(self) -> None:
        """Choose how edges are smoothed: by samples, or afterwards where those cost too much."""
        effort = self._effort
        costly = self._software and not effort.samples_in_software
        afterwards = effort.samples == 0 or costly
        self._window.SetMultiSamples(0 if afterwards else effort.samples)
        self._renderer.SetUseFXAA(afterwards)

    def _update_shadows(self, interactive: bool) -> None:
        if self._shadows is None or self._sky_shade is None or self._state is None:
            return
        changed = self._leave_out(interactive)
        self._shadows.update(*self._cast(), interactive and not changed)
        if self._effort.sky_shade and not interactive:
            self._sky_shade.update(*self._standing())

    def _cast(self) -> tuple[NDArray[np.float64], list[Caster], int, Pose, float]:
        """Return what the maps of shadows are made of."""
        assert self._state is not None
        sun = daylight(self._state.sun).towards_sun
        return sun, self._casters(), self._generation, self.pose, self._world.land.level_m

    def _standing(self) -> tuple[list[Caster], int, float]:
        """Return what the map of the sky is made of."""
        # One map of all would be too coarse for a town if something lies far away from it.
        here = [each for each in self._casters() if self._world.is_here(each.low, each.high)]
        return here, self._generation, self._world.land.level_m

    def _pixel_scale(self) -> float:
        """Return how many device pixels a pixel of text takes, on this screen at this scale."""
        return self._text_scale * max(self._window.GetDPI() / _USUAL_DPI, 1.0)

    def _sight(self) -> Sight:
        return Sight(self.pose, self._window.GetSize(), self._pixel_scale())

    def _shape(self) -> float:
        width, height = self._window.GetSize()
        return max(width, 1) / max(height, 1)

    def _near_plane_m(self) -> float:
        free = self._world.clearance(self.pose.eye, 2.0 * _FARTHEST_NEAR_M)
        return max(_NEAREST_M, min(0.45 * free, _FARTHEST_NEAR_M))

    def _moved(self, pose: Pose) -> None:
        self._camera.SetPosition(*pose.eye)
        ahead = [e + f for e, f in zip(pose.eye, pose.forward, strict=True)]
        self._camera.SetFocalPoint(*ahead)
        self._camera.SetViewUp(0.0, 0.0, 1.0)
        self._camera.SetViewAngle(math.degrees(pose.field_of_view_rad))
        self._sky.set_eye(pose.eye)
        self._shading.set_vector("mrEye", pose.eye)
