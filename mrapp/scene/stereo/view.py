"""The city for the two eyes of a headset: the same state as the window's, drawn eye by eye."""

import math
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from vtkmodules.vtkRenderingCore import vtkRenderer
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.remarks.pins import Pinned
from mrapp.app.state import SceneState
from mrapp.model.citymesh import CityMesh
from mrapp.scene.draw_order import layer
from mrapp.scene.drawn_city import FAR_M, DrawnCity
from mrapp.scene.outline import SelectedOutline
from mrapp.scene.pose import Pose, Vec3
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.quality import EFFORTS, Quality
from mrapp.scene.stereo.depth import EyeDepth
from mrapp.scene.stereo.far import FarBlocks
from mrapp.scene.stereo.guides import Guides
from mrapp.scene.stereo.lens import Lens, LensCamera
from mrapp.scene.stereo.marks import CityMarks
from mrapp.scene.stereo.mirror import Mirror
from mrapp.scene.stereo.panels import Panels
from mrapp.scene.stereo.signs import Signs
from mrapp.scene.stereo.table import ModelTable
from mrapp.scene.stereo.veil import Veil
from mrapp.scene.world import World

# An eye of so many pixels from top to bottom has lines as broad as a window's.
_LINE_PX = 1_000.0
_HAND_NEAR_M, _HAND_FAR_M = 0.04, 40.0
# The near plane may be by so much of its distance nearer than it could be.
_AT_MOST_NEARER = 0.1
# Straight down: the sharp shadows are round the visitor, and turning the head moves none of them.
_DOWN_RAD = -math.radians(89.0)


class StereoView:
    """A city for a headset. Per frame: `begin` once, then `draw` for each eye.

    Lies in four layers: the city, the line round what is selected, the veil over both, and what is
    at hand before all. rendered_s: seconds that VTK has drawn by now; mapped_s: that maps of shadow
    and sky were drawn.
    """

    def __init__(self, window: vtkOpenGLRenderWindow, quality: Quality = Quality.STANDARD) -> None:
        self._window = window
        self._city = DrawnCity(window, EFFORTS[quality])
        self._line_layer, self._veil_layer, self._near_layer = layer(1), layer(2), layer(3)
        window.SetNumberOfLayers(4)
        for renderer in self._layers[1:]:
            renderer.SetUseOIT(False)
            window.AddRenderer(renderer)
        # Two layers each are seen between the same two distances.
        self._line_layer.SetActiveCamera(self._city.renderer.GetActiveCamera())
        self._near_layer.SetActiveCamera(self._veil_layer.GetActiveCamera())
        seen = self._city.renderer, self._veil_layer
        self._cameras = [LensCamera(each.GetActiveCamera()) for each in seen]
        self._outline = SelectedOutline(self._line_layer)
        self.veil = Veil(self._veil_layer)
        self.guides = Guides(self._city.renderer, self._near_layer)
        self.panels = Panels(self._near_layer)
        self.table = ModelTable(self._city.renderer, self._city.sky)
        self.mirror = Mirror(window)
        self.far = FarBlocks(self._city.files.shown)
        self.depth = EyeDepth(window, self._city.renderer, self._near_layer)
        self._signs: list[Signs] = []
        self.marks = CityMarks(self.new_signs(), self.new_signs(), self._city.world)
        self.rendered_s = self.mapped_s = 0.0
        self._shadow_px = EFFORTS[quality].shadow_px
        self._near_m = 0.15
        self._scale = 1.0
        self._closed = False

    @property
    def _layers(self) -> tuple[vtkRenderer, ...]:
        return (self._city.renderer, self._line_layer, self._veil_layer, self._near_layer)

    @property
    def world(self) -> World:
        """What stands where, to walk and to point in."""
        return self._city.world

    def see_through(self, on: bool, *, shadows: bool = True) -> None:
        """Leave the sky out, so that the visitor's own room is seen there; see `DrawnCity`."""
        self._city.see_through(on, shadows=shadows)

    def spend(self, far_m: float | None, shadow_px: int) -> None:
        """Draw with fewer faces from `far_m` on, with such maps of shadows, once nobody sees it.

        far_m: None: nothing. shadow_px: see `DrawnCity.set_shadow_px`.
        """
        self.far.far_m, self._shadow_px = far_m, shadow_px

    def new_signs(self) -> Signs:
        """Return room for pictures that stand in the city; they go with the view."""
        self._signs.append(Signs(self._city.renderer))
        return self._signs[-1]

    @property
    def unfinished(self) -> bool:
        """Whether there is more to come with the next frames."""
        return self._city.files.building.unfinished

    def show(
        self,
        state: SceneState,
        meshes: Mapping[str, CityMesh],
        ready: Collection[PreparedMesh] = (),
        pinned: Pinned | None = None,
        *,
        gradually: bool = True,
    ) -> None:
        """Bring the view to a state, see `DrawnCity.show`; pinned: what people said."""
        self._city.show(state, meshes, ready, gradually=gradually)
        self.marks.show_names(state, self._city.files)
        self.marks.show_pins(pinned, state.origin)
        files = self._city.files.views
        self._outline.follow(
            state.selection, {name: view for name, view in files.items() if view.visible}
        )

    def begin(
        self, head: Vec3, scale: float = 1.0, *, ahead: Vec3 | None = None, still: bool = False
    ) -> None:
        """Make ready for a frame of a head at a place, local metres.

        scale: local metres for a metre of the visitor's. ahead: where it looks, a unit vector;
        None: who knows. still: nobody sees the difference now, such as behind a fade: the maps of
        shadows are brought up to date.
        """
        city = self._city
        if self._closed or city.state is None:
            return
        self._scale = scale
        city.make_ready()
        city.bring_some(head)
        if ahead is not None or still:
            self.far.update(head, ahead or (0.0, 1.0, 0.0), unseen=still)
        city.set_shadow_px(self._shadow_px, at_once=still)
        with self._mapping():
            city.cast_shadows(self._below(head), interactive=not still)
        city.arrange(head, careful=False)
        self._near_m = city.near_plane_m(head, _AT_MOST_NEARER)
        self.marks.arrange(head, scale, anew=still)
        for signs in self._signs:
            signs.set_head(head)

    def improve(self, head: Vec3) -> bool:
        """Do a part of what `begin` does when still. Returns whether there was any."""
        with self._mapping():
            return not self._closed and self._city.improve(self._below(head))

    @contextmanager
    def _mapping(self) -> Iterator[None]:
        begun_s = time.perf_counter()
        yield
        self.mapped_s += time.perf_counter() - begun_s

    def draw(self, lens: Lens, size_px: tuple[int, int]) -> None:
        """Draw what an eye sees into the lower left of the window, so many pixels of it."""
        if self._closed or self._city.state is None:
            return
        width, height = self._window.GetSize()
        share = size_px[0] / max(width, 1), size_px[1] / max(height, 1)
        for renderer in self._layers:
            renderer.SetViewport(0.0, 0.0, min(share[0], 1.0), min(share[1], 1.0))
        self._city.set_eye(lens.place)
        self.aim(lens)
        self.veil.lie_before(lens, self._scale)
        # Behind a veil that hides all of it, it need not be drawn.
        self._city.renderer.SetDraw(not self.veil.hides_all)
        outlined = self._outline.line.shown and not self.veil.hides_all
        self._line_layer.SetDraw(outlined)
        if outlined:
            self._outline.line.widen(size_px[1] / _LINE_PX)
        with self._city.shaded():
            begun_s = time.perf_counter()
            self._window.Render()
            self.rendered_s += time.perf_counter() - begun_s

    def aim(self, lens: Lens) -> None:
        """Let the cameras take the place of an eye; `draw` does so by itself."""
        near, far = self._scale * _HAND_NEAR_M, self._scale * _HAND_FAR_M
        reach = (self._near_m, FAR_M), (near, far)
        self.depth.begin(*reach, self._scale)
        for camera, (nearest, farthest) in zip(self._cameras, reach, strict=True):
            camera.take(lens, nearest, farthest)

    def close(self) -> None:
        """Free everything; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        for signs in self._signs:
            signs.close()
        self._window.MakeCurrent()
        self.mirror.close()
        self.far.close()
        self.depth.close()
        self.table.close()
        self._outline.close()
        self.guides.close()
        self.panels.close()
        self.veil.close()
        for renderer in self._layers[1:]:
            renderer.RemoveAllViewProps()
            renderer.ReleaseGraphicsResources(self._window)
            self._window.RemoveRenderer(renderer)
        self._city.close()

    @staticmethod
    def _below(head: Vec3) -> Pose:
        return Pose(head, 0.0, _DOWN_RAD)
