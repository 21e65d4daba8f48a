"""The city as a camera would see it, clear where nothing of it is: to lay over a camera's picture.

Frame `camera` is OpenCV's, as in `mrapp.model.sightings`. The model stands on a plane that is not
drawn itself and catches shadows, so that it sits on what the camera sees there.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.state import SceneState
from mrapp.model.citymesh import CityMesh
from mrapp.model.sightings import Camera
from mrapp.scene.catcher import Catcher
from mrapp.scene.drawn_city import DrawnCity
from mrapp.scene.plinth import WIDER, Plinth
from mrapp.scene.pose import Pose, Vec3
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.quality import EFFORTS, Quality
from mrapp.scene.snapshot import offscreen_window
from mrapp.scene.stereo.lens import Fov, Lens, LensCamera
from mrapp.scene.stereo.mirror import Mirror

Array = NDArray[np.float64]

# Of the visitor's own metres, however small the model is.
_NEAR_M, _FAR_M = 0.04, 12.0
# Outdoors and at full size one sees further.
_AT_LEAST_FAR_M = 3_000.0
_NO_HAZE_M = 1e9
_DOWN_RAD = -math.radians(89.0)
# The eye of this camera looks along its -z with y up; the one of OpenCV along z with y down.
_CAMERA_FROM_EYE = np.diag([1.0, -1.0, -1.0, 1.0])


@dataclass(frozen=True)
class Standing:
    """Where the model sits, local metres.

    centre: on the plane that catches shadows. reach_m: how far shadows are caught. rim_m: how far
    round the model was cut out, to stand on a plate; None: it was not, and it has none. rise_m: how
    thick the plate is.
    """

    centre: Vec3
    reach_m: float
    rim_m: float | None = None
    rise_m: float = 0.0


class ArView:
    """Draws what lies over a camera's picture, in a window of its own that shows nowhere."""

    def __init__(self, quality: Quality = Quality.STANDARD) -> None:
        window = offscreen_window()
        assert isinstance(window, vtkOpenGLRenderWindow)
        self._window = window
        self._city = DrawnCity(window, EFFORTS[quality])
        self._city.renderer.SetUseOIT(False)
        self._city.see_through(True)
        self._city.show_land(False)
        self._camera = LensCamera(self._city.renderer.GetActiveCamera())
        self._catcher = Catcher(self._city.renderer, self._city.shading)
        self._plinth = Plinth(self._city.renderer, self._city.shading)
        self._mirror = Mirror(window, width_px=1 << 14)
        self._standing: Standing | None = None
        self._closed = False

    def show(
        self,
        state: SceneState,
        meshes: Mapping[str, CityMesh],
        standing: Standing,
        ready: Collection[PreparedMesh] = (),
    ) -> None:
        """Bring the model to a state and a place; does not draw."""
        self._window.MakeCurrent()
        self._city.show(state, meshes, ready)
        if standing != self._standing:
            self._standing = standing
            self._stand(standing)
        if standing.rim_m is not None:
            # A model on a table is as clear as the table: it is metres away, not the city's.
            self._city.shading.set_number("mrHazeReach", _NO_HAZE_M)

    def _stand(self, standing: Standing) -> None:
        rim_m = standing.rim_m
        if rim_m is None:
            self._catcher.lie(standing.centre, standing.reach_m, None)
            self._plinth.hide()
        else:
            self._catcher.lie(standing.centre, standing.reach_m, WIDER * rim_m)
            self._plinth.stand(standing.centre, rim_m, standing.rise_m)

    def draw(
        self, local_from_camera: Array, camera: Camera, size_px: tuple[int, int] | None = None
    ) -> NDArray[np.uint8]:
        """Return what the camera sees of it, (h, w, 4) sRGB with alpha, top row first.

        Colours are multiplied with alpha. local_from_camera: (4, 4), turn, shift and scale: how
        many local metres a metre of the camera's room is. Distortion of the lens is not drawn: the
        picture under it must be without. size_px: of the result; None: as the camera's.
        """
        wide, high = size_px or (camera.width_px, camera.height_px)
        lens, scale = _lens(local_from_camera, camera)
        city, standing = self._city, self._standing
        if self._closed or standing is None or city.state is None:
            return np.zeros((high, wide, 4), dtype=np.uint8)
        if self._window.GetSize() != (wide, high):
            self._window.SetSize(wide, high)
        city.make_ready()
        city.bring_some(lens.place)
        city.cast_shadows(Pose(standing.centre, 0.0, _DOWN_RAD), interactive=False)
        city.arrange(lens.place, careful=False)
        city.set_eye(lens.place)
        far_m = max(_FAR_M * scale, _AT_LEAST_FAR_M)
        self._camera.take(lens, _NEAR_M * scale, far_m)
        with city.shaded():
            self._window.Render()
        return self._mirror.take((wide, high), alpha=True)

    def close(self) -> None:
        """Free everything; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        self._window.MakeCurrent()
        self._mirror.close()
        self._catcher.close()
        self._plinth.close()
        self._city.close()
        self._window.Finalize()


def scale_of(similarity: Array) -> float:
    """Return how many times as large a matrix (4, 4) of turn, shift and scale makes things."""
    return float(np.cbrt(np.linalg.det(similarity[:3, :3])))


def _lens(local_from_camera: Array, camera: Camera) -> tuple[Lens, float]:
    scale = scale_of(local_from_camera)
    local_from_eye = local_from_camera @ _CAMERA_FROM_EYE
    local_from_eye[:3, :3] /= scale
    return Lens(local_from_eye, fov_of(camera)), scale


def fov_of(camera: Camera) -> Fov:
    """Return how far a camera sees to each side; pixels count from the middle of the first."""
    (fx, fy), (cx, cy) = camera.focal_px, camera.centre_px
    return Fov(
        left_rad=math.atan((-0.5 - cx) / fx),
        right_rad=math.atan((camera.width_px - 0.5 - cx) / fx),
        up_rad=math.atan((cy + 0.5) / fy),
        down_rad=math.atan((cy - camera.height_px + 0.5) / fy),
    )
