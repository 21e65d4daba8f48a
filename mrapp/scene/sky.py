"""The sky behind everything: a dome of colours that moves with the eye."""

import math

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkCamera, vtkPolyDataMapper, vtkRenderer

from mrapp.scene.daylight import Daylight, screen, sky_colours
from mrapp.scene.polydata import mesh_data
from mrapp.scene.pose import Pose
from mrapp.scene.untyped import to_vtk

_AROUND = 144
_RINGS = 72
_LOWEST_RAD = math.radians(-12.0)


class Sky:
    """A renderer that lies under the city's and shows only the sky."""

    def __init__(self) -> None:
        self.renderer = vtkRenderer()
        self.renderer.SetLayer(0)
        self._directions = _dome_directions()
        self._data = mesh_data(self._directions.astype(np.float32), _dome_triangles())
        mapper = vtkPolyDataMapper()
        mapper.SetInputData(self._data)
        actor = vtkActor()
        actor.SetMapper(mapper)
        actor.GetProperty().LightingOff()
        self.renderer.AddActor(actor)
        self._camera: vtkCamera = self.renderer.GetActiveCamera()
        self._camera.SetPosition(0.0, 0.0, 0.0)
        self._camera.SetClippingRange(0.1, 10.0)

    def set_light(self, light: Daylight) -> None:
        """Colour the dome for the light of the moment."""
        rgb = np.rint(screen(sky_colours(light, self._directions)) * 255.0).astype(np.uint8)
        self._data.GetPointData().SetScalars(to_vtk(rgb, "colours"))
        below = screen(light.horizon)
        self.renderer.SetBackground(*below)

    def set_pose(self, pose: Pose) -> None:
        """Look where the viewer looks."""
        self._camera.SetFocalPoint(*pose.forward)
        self._camera.SetViewUp(0.0, 0.0, 1.0)
        self._camera.SetViewAngle(math.degrees(pose.field_of_view_rad))


def _dome_directions() -> NDArray[np.float64]:
    """Return unit directions, ring by ring from below the horizon to the zenith."""
    share = np.linspace(0.0, 1.0, _RINGS)
    # Rings lie closer near the horizon, where the sky changes most.
    elevation = _LOWEST_RAD + (math.pi / 2 - _LOWEST_RAD) * share**1.6
    azimuth = np.linspace(0.0, math.tau, _AROUND, endpoint=False)
    up, around = np.meshgrid(elevation, azimuth, indexing="ij")
    flat = np.cos(up)
    places = [np.sin(around) * flat, np.cos(around) * flat, np.sin(up)]
    return np.stack(places, axis=-1).reshape(-1, 3)


def _dome_triangles() -> NDArray[np.int64]:
    ring, step = np.meshgrid(np.arange(_RINGS - 1), np.arange(_AROUND), indexing="ij")
    low_left = (ring * _AROUND + step).ravel()
    low_right = (ring * _AROUND + (step + 1) % _AROUND).ravel()
    high_left, high_right = low_left + _AROUND, low_right + _AROUND
    lower = np.stack([low_left, low_right, high_right], axis=1)
    upper = np.stack([low_left, high_right, high_left], axis=1)
    return np.concatenate([lower, upper])
