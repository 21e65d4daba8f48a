"""The view of a city: shows a SceneState in a VTK window and redraws only what differs."""

import math
from collections.abc import Collection, Mapping

import vtkmodules.vtkRenderingFreeType  # noqa: F401  (registers the text renderer)
from vtkmodules.vtkRenderingCore import vtkCamera, vtkRenderWindow

from mrapp.app.remarks.pins import Pinned
from mrapp.app.state import SceneState
from mrapp.app.tiles.laid import LaidTiles
from mrapp.model.citymesh import CityMesh
from mrapp.scene.annotations import Annotations
from mrapp.scene.company import Company
from mrapp.scene.draw_order import layer
from mrapp.scene.drawn_city import FAR_M, DrawnCity
from mrapp.scene.handle_maths import Sight
from mrapp.scene.handles import Handles
from mrapp.scene.label_room import Rect
from mrapp.scene.moving import Rig
from mrapp.scene.navigator import Navigator
from mrapp.scene.pins import Pins
from mrapp.scene.pose import Pose, Vec3, ray_through
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.quality import EFFORTS, Quality
from mrapp.scene.tiles_laid import TilesInView
from mrapp.scene.world import Hit

__all__ = ["CityView", "Hit"]

_USUAL_DPI = 72
_PICK_REACH_M = 20_000.0


class CityView:
    """A city in a window. Give it states with `show`, move with `navigator`, draw with `render`."""

    def __init__(self, window: vtkRenderWindow, quality: Quality = Quality.STANDARD) -> None:
        self._window = window
        self._city = DrawnCity(window, EFFORTS[quality])
        self._overlay = layer(1)
        # Words lie over all else, over the handles too.
        self._words = layer(2)
        window.SetNumberOfLayers(3)
        for renderer in (self._overlay, self._words):
            window.AddRenderer(renderer)
        self._camera: vtkCamera = self._city.renderer.GetActiveCamera()
        self._overlay.SetActiveCamera(self._camera)
        self._words.SetActiveCamera(self._camera)
        # Pins lie over each other in their order, and the opaque ones hide what is under them.
        self._overlay.SetUseOIT(False)
        self._world = self._city.world
        self._annotations = Annotations(self._overlay, self._words, self._world)
        self.building = self._city.files.building
        self._text_scale = 1.0
        self._closed = False
        self._rig = Rig(Pose((0.0, -300.0, 200.0), 0.0, math.radians(-35.0)), self._moved)
        self.navigator = Navigator(self._rig, self._world, self._shape)
        self.handles = Handles(self._overlay, self._sight)
        self.pins = Pins(self._overlay, self._world, self._sight)
        self.company = Company(self._city.renderer)
        layers = self._city.renderer, self._overlay
        self.tiles = TilesInView(*layers, self._city.shading, self._world, self._sight)
        self.tile_handles = Handles(self._overlay, self._sight)
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

    @property
    def over(self) -> tuple[float, tuple[Rect, ...], Pinned | None, LaidTiles | None]:
        """What lies over the city: the size of words, what is covered, pins and tiles."""
        return self._text_scale, self.covered, self.pins.shown, self.tiles.shown

    @over.setter
    def over(self, wanted: tuple[float, tuple[Rect, ...], Pinned | None, LaidTiles | None]) -> None:
        self.text_scale, self.covered, pinned, laid = wanted
        self.pins.show(pinned)
        self.tiles.show(laid)

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
        self._city.show(state, meshes, ready, gradually=gradually)
        self._annotations.follow(state, self._city.files.views)
        self.pins.set_origin(state.origin)
        self.tiles.set_origin(state.origin)

    def build(self, edges: bool = True) -> None:
        """Build all that is shown, edges too if asked, before the frames to come would bring it."""
        self._city.build(edges)

    @property
    def unfinished(self) -> bool:
        """Whether there is more to come with the next frames."""
        return self.building.unfinished

    def pick(self, x_px: float, y_px: float) -> Hit | None:
        """Return what is under a device pixel, counted from the top left; None for the sky."""
        eye, way = ray_through(x_px, y_px, self.pose, self._window.GetSize())
        x, y, z = (at + along * _PICK_REACH_M for at, along in zip(eye, way, strict=True))
        return self._world.first_hit(eye, (x, y, z))

    def first_hit(self, start: Vec3, end: Vec3) -> Hit | None:
        """Return what is met first on the way between two places, local metres."""
        return self._world.first_hit(start, end)

    def ground_m(self, place: Vec3) -> float:
        """Return how high the ground is below a place, local metres."""
        return self._world.floor_below(place).height_m

    @property
    def misses_design(self) -> bool:
        """Whether designs are shown and nothing of them is within the picture."""
        designs = [view for view in self._city.files.shown() if view.role == "design"]
        lens = self.pose, self._shape(), FAR_M
        return bool(designs) and not any(view.is_in_picture(*lens) for view in designs)

    def render(self, interactive: bool = False) -> None:
        """Draw a frame.

        `interactive`: while things move, make do with the shadows that are there. Draw once
        without it afterwards.
        """
        city, eye = self._city, self.pose.eye
        if self._closed or city.state is None:
            return
        city.make_ready()
        city.bring_some(eye)
        city.cast_shadows(self.pose, interactive)
        self._camera.SetClippingRange(city.near_plane_m(eye), FAR_M)
        city.arrange(eye, careful=not interactive)
        self.tiles.place(careful=not interactive)
        for handles in (self.handles, self.tile_handles):
            handles.place()
        self.pins.place(careful=not interactive)
        self.company.see_from(eye)
        room, size_px = (*self.handles.room, *self.tile_handles.room), self._window.GetSize()
        self._annotations.place(self.pose, size_px, self._pixel_scale(), room)
        with city.shaded():
            self._window.Render()

    def bring_some(self) -> None:
        """Bring what one frame can of what is new, without drawing a frame."""
        if not self._closed and self._city.state is not None:
            self._city.make_ready()
            self._city.bring_some(self.pose.eye)

    def improve(self) -> bool:
        """Do a part of what a frame with all care needs beside being drawn.

        Returns whether there was any: while there is, no frame need be drawn. Without it the
        frame does all of it by itself, and takes several times as long.
        """
        if self._closed or self._city.state is None:
            return False
        return self._city.improve(self.pose)

    def close(self) -> None:
        """Free everything; safe to call twice. The window, if open, may go on to another view."""
        if self._closed:
            return
        self._closed = True
        self._annotations.close()
        for part in (self.handles, self.tile_handles, self.tiles):
            part.close()
        self.pins.close()
        self.company.close()
        for renderer in (self._overlay, self._words):
            renderer.RemoveAllViewProps()
            renderer.ReleaseGraphicsResources(self._window)
            self._window.RemoveRenderer(renderer)
        self._city.close()

    def _pixel_scale(self) -> float:
        """Return how many device pixels a pixel of text takes, on this screen at this scale."""
        return self._text_scale * max(self._window.GetDPI() / _USUAL_DPI, 1.0)

    def _sight(self) -> Sight:
        return Sight(self.pose, self._window.GetSize(), self._pixel_scale())

    def _shape(self) -> float:
        width, height = self._window.GetSize()
        return max(width, 1) / max(height, 1)

    def _moved(self, pose: Pose) -> None:
        self._camera.SetPosition(*pose.eye)
        ahead = [e + f for e, f in zip(pose.eye, pose.forward, strict=True)]
        self._camera.SetFocalPoint(*ahead)
        self._camera.SetViewUp(0.0, 0.0, 1.0)
        self._camera.SetViewAngle(math.degrees(pose.field_of_view_rad))
        self._city.set_eye(pose.eye)
