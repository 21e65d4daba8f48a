"""The sky behind everything: a dome that moves with the eye and is coloured by its shader."""

import math

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkCamera, vtkPolyDataMapper, vtkRenderer

from mrapp.scene.daylight import Daylight, glow_of, screen
from mrapp.scene.polydata import mesh_data
from mrapp.scene.pose import Pose
from mrapp.scene.shader_source import SKY_BODY, SKY_DECLARE, VERTEX_SKY_BODY, VERTEX_SKY_DECLARE


class Sky:
    """A renderer that lies under the city's and shows only the sky."""

    def __init__(self) -> None:
        self.renderer = vtkRenderer()
        self.renderer.SetLayer(0)
        mapper = vtkPolyDataMapper()
        mapper.SetVBOShiftScaleMethod(0)
        mapper.SetInputData(mesh_data(*_cube()))
        actor = vtkActor()
        actor.SetMapper(mapper)
        actor.GetProperty().LightingOff()
        shader = actor.GetShaderProperty()
        vertex, pixel = shader.AddVertexShaderReplacement, shader.AddFragmentShaderReplacement
        vertex("//VTK::PositionVC::Dec", True, VERTEX_SKY_DECLARE, False)
        vertex("//VTK::PositionVC::Impl", True, VERTEX_SKY_BODY, False)
        pixel("//VTK::Light::Dec", True, SKY_DECLARE, False)
        pixel("//VTK::Light::Impl", True, SKY_BODY, False)
        self._uniforms = shader.GetFragmentCustomUniforms()
        self.renderer.AddActor(actor)
        self._camera: vtkCamera = self.renderer.GetActiveCamera()
        self._camera.SetPosition(0.0, 0.0, 0.0)
        self._camera.SetClippingRange(0.1, 10.0)

    def set_light(self, light: Daylight) -> None:
        """Colour the dome for the light of the moment."""
        values = {
            "mrSunward": light.towards_sun,
            "mrZenith": light.zenith,
            "mrHaze": light.horizon,
            "mrHazeSunward": light.horizon_sunward,
            "mrGlow": glow_of(light.towards_sun),
        }
        for name, value in values.items():
            self._uniforms.SetUniform3f(name, value.tolist())
        self.renderer.SetBackground(*screen(light.horizon))

    def set_pose(self, pose: Pose) -> None:
        """Look where the viewer looks."""
        self._camera.SetFocalPoint(*pose.forward)
        self._camera.SetViewUp(0.0, 0.0, 1.0)
        self._camera.SetViewAngle(math.degrees(pose.field_of_view_rad))


def _cube() -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return points and triangles of a cube round the eye; the shader makes it a dome."""
    points = [[x, y, z] for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)]
    sides = [(0, 1, 3, 2), (4, 5, 7, 6), (0, 1, 5, 4), (2, 3, 7, 6), (0, 2, 6, 4), (1, 3, 7, 5)]
    triangles = [t for a, b, c, d in sides for t in ((a, b, c), (a, c, d))]
    return np.array(points, dtype=np.float32), np.array(triangles, dtype=np.int64)
