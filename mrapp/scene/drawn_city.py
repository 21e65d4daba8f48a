"""The city itself in a window: sky, land, files, light and shadow.

What a window's view and a headset's have in common. No words, handles or pins: those lie over it
differently.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer, vtkRenderWindow
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.state import SceneState
from mrapp.model.citymesh import CityMesh
from mrapp.scene.asset_view import AssetView
from mrapp.scene.daylight import daylight
from mrapp.scene.draw_order import DrawOrder, layer
from mrapp.scene.pose import Pose, Vec3
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.quality import Effort
from mrapp.scene.shading import Shading
from mrapp.scene.shadows import Caster, Shadows
from mrapp.scene.shown_files import ShownFiles
from mrapp.scene.sky import Sky
from mrapp.scene.sky_shade import SkyShade
from mrapp.scene.surroundings import Surroundings
from mrapp.scene.textures import is_software, sharpen
from mrapp.scene.world import World

_HAZE_REACH_M = 4_500.0
FAR_M = 24_000.0
_NEAREST_M, _FARTHEST_NEAR_M = 0.15, 60.0
# Samples a pixel at the edges of what stands before the visitor's own room.
_CLEAR_SAMPLES = 4


class DrawnCity:
    """A city in a renderer of its own, the undermost of a window.

    Before each frame `make_ready`, `bring_some`, `cast_shadows` and `arrange`; draw within
    `shaded`.
    """

    def __init__(self, window: vtkRenderWindow, effort: Effort) -> None:
        self._window = window
        self._effort = effort
        self.renderer: vtkRenderer = layer(0)
        window.AddRenderer(self.renderer)
        window.SetMultiSamples(effort.samples)
        self._shading = Shading()
        self._sky = Sky(self.renderer)
        self._surroundings = Surroundings(self.renderer, self._shading)
        self._order = DrawOrder(self.renderer, (self._surroundings.actor, self._sky.actor))
        self._shadows: Shadows | None = None
        self._sky_shade: SkyShade | None = None
        self.world = World()
        self.files = ShownFiles(self.renderer, self._shading)
        self.state: SceneState | None = None
        self._shadowless: list[AssetView] = []
        self._generation = 0
        self._software = self._sky_shown = self._shadowed = True
        self._shadow_px = effort.shadow_px
        self._towards_sun = np.zeros(3)
        # How much is free round which eye, and of which generation that was.
        self._free: tuple[int, float, Vec3] = (-1, 0.0, (0.0, 0.0, 0.0))
        self._set_constants()
        self._shading.set_matrix("mrToRoofline", np.eye(4))
        self._shading.set_vector("mrEye", (0.0, 0.0, 0.0))
        self._contents_changed()

    def show(
        self,
        state: SceneState,
        meshes: Mapping[str, CityMesh],
        ready: Collection[PreparedMesh] = (),
        *,
        gradually: bool = False,
    ) -> None:
        """Bring it to a state; touches only what differs, and does not draw.

        ready: what was prepared of the meshes already. gradually: what is new is not there at
        once: each `bring_some` brings a part of it.
        """
        # If it raises halfway, what was dropped by then must not stay in the way of rays.
        changed = True
        try:
            changed = self.files.bring(state, meshes, ready)
            if not gradually:
                self.build()
                self.files.let_go()
        finally:
            if changed:
                self._contents_changed()
        if self.state is None or state.sun != self.state.sun:
            light = daylight(state.sun)
            self._towards_sun = light.towards_sun
            self._sky.set_light(light)
            self._shading.set_light(light)
        self.state = state

    def build(self, edges: bool = True) -> None:
        """Build all that is shown, edges too if asked, before `bring_some` would bring it."""
        for view in self.files.shown():
            view.build(edges)

    def set_eye(self, eye: Vec3) -> None:
        """Say where the eye is, local metres; the sky and the haze are round it."""
        self._sky.set_eye(eye)
        self._shading.set_vector("mrEye", eye)

    def see_through(self, on: bool, *, shadows: bool = True) -> None:
        """Leave out the sky, so that a picture is clear where nothing of the city is, or not.

        Its colours are multiplied with its alpha then, at soft edges too. shadows: whether any are
        drawn; where dark is clear, none can be seen.
        """
        if (on, shadows) == (not self._sky_shown, self._shadowed):
            return
        self._sky_shown, self._shadowed = not on, shadows
        self._sky.show(not on)
        self._smooth_edges()
        self._set_constants()

    def show_land(self, on: bool) -> None:
        """Draw the land beyond the data, or not: in a camera's picture it is there itself."""
        self._surroundings.actor.SetVisibility(on)

    @property
    def shading(self) -> Shading:
        """The look of all its surfaces, for what else stands in the same light."""
        return self._shading

    @property
    def sky(self) -> vtkActor:
        """What is behind everything."""
        return self._sky.actor

    def make_ready(self) -> None:
        """Make what needs an OpenGL context, which may come later than this city."""
        self._window.Initialize()
        self._window.MakeCurrent()
        if self._shadows is not None and not self._shadows.alive:
            # The context went, with all in it, and a new one came: a widget was moved.
            self._forget_maps()
        if self._shadows is None:
            assert isinstance(self._window, vtkOpenGLRenderWindow)
            self._shadows = Shadows(self._window, self._shading, self._shadow_px)
            self._sky_shade = SkyShade(self._window, self._shading)
            self._software = is_software(self._window.GetState().GetRenderer())
            self._smooth_edges()
        for view in () if self._software else self.files.views.values():
            sharpen(view.images)

    def bring_some(self, eye: Vec3) -> None:
        """Bring what one frame can of what is new, and leave out what is not seen from an eye."""
        if self.files.building.some(eye):
            # What casts shadows is more than it was.
            self._generation += 1
        self.files.let_go()
        for view in self.files.shown():
            view.seen_from(eye)

    def set_shadow_px(self, size_px: int, *, at_once: bool) -> None:
        """Let the maps of shadows have such an edge, or the largest that the effort allows.

        at_once: nobody sees the difference now; else as soon as they are drawn anew.
        """
        self._shadow_px = min(size_px, self._effort.shadow_px)
        if self._shadows is not None:
            self._shadows.resize(self._shadow_px, at_once=at_once)

    def cast_shadows(self, pose: Pose, interactive: bool) -> None:
        """Draw the maps of shadows that are stale; see `Shadows.update`."""
        if self._shadows is None or self._sky_shade is None or self.state is None:
            return
        if not self._shadowed:
            return
        changed = self._leave_out(interactive)
        if interactive and not changed and not self._shadows.stale(self._towards_sun):
            return
        self._shadows.update(*self._cast(pose), interactive and not changed)
        if self._effort.sky_shade and not interactive:
            self._sky_shade.update(*self._standing())

    def improve(self, pose: Pose) -> bool:
        """Do a part of what `cast_shadows` does with care. Returns whether there was any."""
        self.make_ready()
        self._leave_out(interactive=False)
        if self._shadows is None or self._sky_shade is None or self.state is None:
            return False
        return self._shadows.step(*self._cast(pose)) or (
            self._effort.sky_shade and self._sky_shade.step(*self._standing())
        )

    def arrange(self, eye: Vec3, *, careful: bool) -> None:
        """Put all in the order of drawing; see `DrawOrder.update`."""
        self._order.update(eye, careful=careful)

    def near_plane_m(self, eye: Vec3, slack: float = 0.0) -> float:
        """Return how near to an eye nothing is, local metres, to draw from there.

        slack: by which share it may be too near: who moves little need not ask the world again.
        """
        made, free, at = self._free
        moved = math.dist(eye, at)
        if made != self._generation or moved > slack * free:
            free, moved = self.world.clearance(eye, 2.0 * _FARTHEST_NEAR_M), 0.0
            self._free = self._generation, free, eye
        return max(_NEAREST_M, min(0.45 * (free - moved), _FARTHEST_NEAR_M))

    @contextmanager
    def shaded(self) -> Iterator[None]:
        """Draw the window within this: the maps of shadows are at hand."""
        self._shading.activate()
        try:
            yield
        finally:
            self._shading.deactivate()

    def close(self) -> None:
        """Free everything, the renderer too."""
        self.files.close()
        self._surroundings.close()
        self.world.close()
        self._forget_maps()
        self.renderer.RemoveAllViewProps()
        self.renderer.ReleaseGraphicsResources(self._window)
        self._window.RemoveRenderer(self.renderer)

    def _forget_maps(self) -> None:
        for maps in (self._shadows, self._sky_shade):
            if maps is not None:
                maps.close()
        self._shadows = self._sky_shade = None
        self._shading.close()

    def _contents_changed(self) -> None:
        self._generation += 1
        self.world.set_contents(self.files.named())
        self._surroundings.fit(self.world.land, self.world.box)
        # A file far away is no reason for a clear sight of the horizon here.
        span = math.hypot(*self.world.focus.size[:2])
        self._shading.set_number("mrHazeReach", max(_HAZE_REACH_M, 2.4 * span))

    def _casters(self) -> list[Caster]:
        views = [view for view in self.files.shown() if view not in self._shadowless]
        return [tile.caster for view in views for tile in view.tiles if tile.caster]

    def _leave_out(self, interactive: bool) -> bool:
        """Let what is carried about throw no shadow: it would stay behind. Returns what changed."""
        moved = [view for view in self.files.views.values() if interactive and view.carry.rows]
        changed = moved != self._shadowless
        self._shadowless, self._generation = moved, self._generation + changed
        return changed

    def _set_constants(self) -> None:
        taps = self._effort.shadow_taps
        sky_shade = 1.0 if self._effort.sky_shade and self._shadowed else 0.0
        self._shading.set_number("mrTaps", math.sqrt(taps) if self._shadowed else 0.0)
        self._shading.set_number("mrSpread", {1: 0.0, 4: 1.5}.get(taps, 0.65))
        self._shading.set_number("mrJitter", math.tau if taps == 4 else 0.0)
        self._shading.set_number("mrPatchy", 1.0 if self._effort.sky_shade else 0.0)
        self._shading.set_number("mrSkyShade", sky_shade)

    def _smooth_edges(self) -> None:
        """Choose how edges are smoothed: by samples, or afterwards where those cost too much."""
        effort = self._effort
        if not self._sky_shown:
            # Smoothing afterwards would spill colour to where the picture is clear.
            self._window.SetMultiSamples(max(effort.samples, _CLEAR_SAMPLES))
            self.renderer.SetUseFXAA(False)
            return
        costly = self._software and not effort.samples_in_software
        afterwards = effort.samples == 0 or costly
        self._window.SetMultiSamples(0 if afterwards else effort.samples)
        self.renderer.SetUseFXAA(afterwards)

    def _cast(self, pose: Pose) -> tuple[NDArray[np.float64], list[Caster], int, Pose, float]:
        """Return what the maps of shadows are made of."""
        level_m = self.world.land.level_m
        return self._towards_sun, self._casters(), self._generation, pose, level_m

    def _standing(self) -> tuple[list[Caster], int, float]:
        """Return what the map of the sky is made of."""
        # One map of all would be too coarse for a town if something lies far away from it.
        here = [each for each in self._casters() if self.world.is_here(each.low, each.high)]
        return here, self._generation, self.world.land.level_m
