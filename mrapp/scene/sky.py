"""The sky behind everything: a dome that moves with the eye and is coloured by its shader."""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from mrapp.scene.daylight import Daylight, glow_of, screen
from mrapp.scene.polydata import mesh_data
from mrapp.scene.pose import Vec3
from mrapp.scene.shader_source import SKY_BODY, SKY_DECLARE, VERTEX_SKY_BODY, VERTEX_SKY_DECLARE

# Large enough that VTK never takes it for something behind the viewer.
_HALF_M = 1_000.0
# At the very back, however far the city reaches, and so drawn only where nothing else is.
_AT_THE_BACK = "  gl_Position.z = gl_Position.w;\n"


class Sky:
    """The dome in a renderer."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._shown = True
        self._behind = np.zeros(3)
        mapper = vtkPolyDataMapper()
        mapper.SetVBOShiftScaleMethod(0)
        mapper.SetInputData(mesh_data(*_cube()))
        self.actor = vtkActor()
        self.actor.SetMapper(mapper)
        self.actor.GetProperty().LightingOff()
        shader = self.actor.GetShaderProperty()
        vertex, pixel = shader.AddVertexShaderReplacement, shader.AddFragmentShaderReplacement
        vertex("//VTK::PositionVC::Dec", True, VERTEX_SKY_DECLARE, False)
        vertex("//VTK::PositionVC::Impl", True, VERTEX_SKY_BODY + _AT_THE_BACK, False)
        pixel("//VTK::Light::Dec", True, SKY_DECLARE, False)
        pixel("//VTK::Light::Impl", True, SKY_BODY, False)
        self._uniforms = shader.GetFragmentCustomUniforms()
        renderer.AddActor(self.actor)

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
        self._behind = screen(light.horizon)
        self.show(self._shown)

    def show(self, shown: bool) -> None:
        """Show it, or leave the picture clear where nothing is: black, with an alpha of 0."""
        self._shown = shown
        self.actor.SetVisibility(shown)
        self._renderer.SetBackground(*(self._behind if shown else np.zeros(3)))

    def set_eye(self, eye: Vec3) -> None:
        """Stay round the viewer's eye, local metres."""
        self.actor.SetPosition(*eye)


def _cube() -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return points and triangles of a cube round the eye; the shader makes it a dome."""
    points = [[x, y, z] for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)]
    sides = [(0, 1, 3, 2), (4, 5, 7, 6), (0, 1, 5, 4), (2, 3, 7, 6), (0, 2, 6, 4), (1, 3, 7, 5)]
    triangles = [t for a, b, c, d in sides for t in ((a, b, c), (a, c, d))]
    return _HALF_M * np.array(points, dtype=np.float32), np.array(triangles, dtype=np.int64)
