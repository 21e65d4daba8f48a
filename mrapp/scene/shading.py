"""The one look of all surfaces: sun with shadow, light of the sky, haze, and screen colours.

VTK's own lights and shadow pass are not used: its spot light leaves everything outside its cone
dark, and bakes again with each change. Here each surface's shader asks two shadow maps (near
and far, see `shadows`) and a map of how much sky is seen (see `sky_shade`).
"""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkPolyDataMapper, vtkUniforms
from vtkmodules.vtkRenderingOpenGL2 import (
    vtkOpenGLShaderProperty,
    vtkShaderProgram,
    vtkTextureObject,
)

from mrapp.scene.daylight import Daylight
from mrapp.scene.pose import Vec3
from mrapp.scene.shader_looks import GLOW, LOOK
from mrapp.scene.shader_source import (
    CARRY,
    LOOKS,
    STYLE,
    Kind,
    declarations,
    fragment,
    vertex,
)
from mrapp.scene.untyped import on_shader_update


class Shading:
    """The shader of every surface in a view, and the values they share.

    `styled` ones are for the plan: they draw the pattern of a status.
    """

    def __init__(self) -> None:
        self._properties = {
            (kind, styled): _property(kind, styled) for kind in Kind for styled in (False, True)
        }
        self._uniforms: list[vtkUniforms] = [
            each.GetFragmentCustomUniforms() for each in self._properties.values()
        ]
        self._samplers: dict[str, vtkTextureObject] = {}

    def use(
        self,
        mapper: vtkPolyDataMapper,
        kind: Kind,
        styled: bool,
        carry: vtkMatrix4x4 | None = None,
    ) -> vtkOpenGLShaderProperty:
        """Return the shader property for an actor and let its mapper find the maps.

        carry: as OpenGL reads it, the matrix that carries the actor from where its arrays are.
        """
        # VTK would shift and scale coordinates, and the shader needs them in the local frame.
        mapper.SetVBOShiftScaleMethod(0)
        matrix = carry or vtkMatrix4x4()

        def bind(program: vtkShaderProgram) -> None:
            program.SetUniformMatrix(CARRY, matrix)
            self._bind_samplers(program)

        on_shader_update(mapper, bind)
        for name in ((LOOK, GLOW) if kind in LOOKS else ()) + ((STYLE,) if styled else ()):
            mapper.MapDataArrayToVertexAttribute(name, name, 0, -1)
        return self._properties[kind, styled]

    def set_sampler(self, name: str, texture: vtkTextureObject) -> None:
        """Let the shaders read `texture` under `name`."""
        self._samplers[name] = texture

    def set_light(self, light: Daylight) -> None:
        """Pass on the colours of the moment."""
        self.set_vector("mrSunward", light.towards_sun)
        self.set_vector("mrSun", light.sun if light.has_sun else np.zeros(3))
        self.set_vector("mrSky", light.sky)
        self.set_vector("mrBounce", light.bounce)
        self.set_vector("mrHaze", light.horizon)
        self.set_vector("mrHazeSunward", light.horizon_sunward)

    def set_vector(self, name: str, value: NDArray[np.float64] | Vec3) -> None:
        """Set a vec3 of the shaders."""
        numbers = [float(v) for v in value]
        for uniforms in self._uniforms:
            uniforms.SetUniform3f(name, numbers)

    def set_number(self, name: str, value: float) -> None:
        """Set a float of the shaders."""
        for uniforms in self._uniforms:
            uniforms.SetUniformf(name, float(value))

    def set_matrix(self, name: str, value: NDArray[np.float64]) -> None:
        """Set a mat4 of the shaders; `value` (4, 4) multiplies column vectors."""
        matrix = vtkMatrix4x4()
        fill_for_shader(matrix, value)
        for uniforms in self._uniforms:
            uniforms.SetUniformMatrix(name, matrix)

    def activate(self) -> None:
        """Give each map a texture unit for the frame."""
        for texture in self._samplers.values():
            texture.Activate()

    def deactivate(self) -> None:
        """Give the texture units back after the frame."""
        for texture in self._samplers.values():
            texture.Deactivate()

    def close(self) -> None:
        """Forget the maps."""
        self._samplers.clear()

    def _bind_samplers(self, program: vtkShaderProgram) -> None:
        for name, texture in self._samplers.items():
            if program.IsUniformUsed(name):
                program.SetUniformi(name, texture.GetTextureUnit())


def fill_for_shader(matrix: vtkMatrix4x4, value: NDArray[np.float64]) -> None:
    """Set a matrix to `value` (4, 4), for column vectors, as OpenGL reads it: columns first."""
    matrix.DeepCopy(value.T.ravel().tolist())


def _property(kind: Kind, styled: bool) -> vtkOpenGLShaderProperty:
    declare, passing = vertex(kind, styled)
    result = vtkOpenGLShaderProperty()
    corner, pixel = result.AddVertexShaderReplacement, result.AddFragmentShaderReplacement
    corner("//VTK::PositionVC::Dec", True, "//VTK::PositionVC::Dec\n" + declare, False)
    corner("//VTK::PositionVC::Impl", True, "//VTK::PositionVC::Impl\n" + passing, False)
    pixel("//VTK::Light::Dec", True, "//VTK::Light::Dec\n" + declarations(kind, styled), False)
    pixel("//VTK::Light::Impl", True, fragment(kind, styled), False)
    # VTK would multiply the image in after the light; the body above has done so before it.
    pixel("//VTK::TCoord::Impl", True, "", False)
    return result
