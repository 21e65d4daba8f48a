"""Pictures that stand in the city, upright and turned to the head, as large as an angle.

Pins and names of what is planned. Both eyes see the same thing at the same place, so that it has
a distance as all else has; one draw call for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer, vtkTexture

from mrapp.scene.pins import four
from mrapp.scene.polydata import image_data, mesh_data
from mrapp.scene.pose import Vec3
from mrapp.scene.untyped import to_vtk

Array = NDArray[np.float64]
_OFFSET, _HEAD = "mrOffset", "mrHead"
_BEFORE = 0.15
_HALVES = np.array([0, 1, 2, 0, 2, 3])


@dataclass(frozen=True, eq=False)
class Sheet:
    """All pictures side by side, (h, w, 4) sRGB, top row first."""

    pixels: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Standing:
    """What stands where; q pictures.

    places: (q, 3) local metres. boxes: (q, 4) left, bottom, right, top from the place, as tangents
    of the angle that the head sees them under. corners: (q, 4) the same in the sheet, 0..1, from
    its lower left. alpha: (q,) 0..255. In drawing order.
    """

    places: Array
    boxes: Array
    corners: Array
    alpha: NDArray[np.uint8]


class Signs:
    """The pictures of one sheet in a renderer."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._mapper, self._actor = _made()
        self._sheet: Sheet | None = None
        self._actor.SetVisibility(False)
        renderer.AddActor(self._actor)

    def show(self, sheet: Sheet, standing: Standing) -> None:
        """Show these from now on."""
        if sheet is not self._sheet:
            self._sheet = sheet
            texture = vtkTexture()
            texture.SetInputData(image_data(sheet.pixels))
            texture.InterpolateOn()
            texture.MipmapOn()
            self._actor.SetTexture(texture)
        count = len(standing.places)
        self._actor.SetVisibility(count > 0)
        if not count:
            return
        colours = np.full((4 * count, 4), 255, dtype=np.uint8)
        colours[:, 3] = np.repeat(standing.alpha, 4)
        points = np.repeat(standing.places.astype(np.float32), 4, axis=0)
        triangles = (4 * np.arange(count)[:, None] + _HALVES).reshape(-1, 3)
        data = mesh_data(points, triangles, colours=colours)
        data.GetPointData().SetTCoords(to_vtk(four(standing.corners), "uv"))
        data.GetPointData().AddArray(to_vtk(four(standing.boxes), _OFFSET))
        self._mapper.SetInputData(data)

    def clear(self) -> None:
        """Show nothing."""
        self._actor.SetVisibility(False)

    def set_head(self, head: Vec3) -> None:
        """Turn all to a head, local metres."""
        uniforms = self._actor.GetShaderProperty().GetVertexCustomUniforms()
        uniforms.SetUniform3f(_HEAD, list(head))

    def close(self) -> None:
        """Take them away."""
        self._renderer.RemoveActor(self._actor)
        self._actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())


def sheet_of(pictures: Sequence[NDArray[np.uint8]]) -> tuple[Sheet, Array]:
    """Return pictures, (h, w, 4) each, below each other in one, and where each is, (q, 4)."""
    wide = max((p.shape[1] for p in pictures), default=1)
    tall = sum(p.shape[0] for p in pictures) or 1
    pixels = np.zeros((tall, wide, 4), dtype=np.uint8)
    corners, top = [], 0
    for picture in pictures:
        height, width = picture.shape[:2]
        pixels[top : top + height, :width] = picture
        corners.append((0.0, 1.0 - (top + height) / tall, width / wide, 1.0 - top / tall))
        top += height
    return Sheet(pixels), np.array(corners).reshape(-1, 4)


def _made() -> tuple[vtkPolyDataMapper, vtkActor]:
    mapper, actor = vtkPolyDataMapper(), vtkActor()
    mapper.SetVBOShiftScaleMethod(0)
    mapper.MapDataArrayToVertexAttribute(_OFFSET, _OFFSET, 0, -1)
    actor.SetMapper(mapper)
    actor.ForceTranslucentOn()
    actor.GetProperty().LightingOff()
    shader = actor.GetShaderProperty()
    declared = f"//VTK::PositionVC::Dec\nin vec2 {_OFFSET};\n"
    shader.AddVertexShaderReplacement("//VTK::PositionVC::Dec", True, declared, False)
    moved = (
        "//VTK::PositionVC::Impl\n"
        f"  vec3 mrTo = {_HEAD} - vertexMC.xyz;\n"
        "  float mrAway = max(length(mrTo), 0.001);\n"
        "  vec2 mrFlat = normalize(mrTo.xy + vec2(1e-6, 0.0));\n"
        "  vec3 mrRight = vec3(-mrFlat.y, mrFlat.x, 0.0);\n"
        "  vec3 mrUpward = cross(mrTo / mrAway, mrRight);\n"
        f"  vec3 mrOut = mrRight * {_OFFSET}.x + mrUpward * {_OFFSET}.y;\n"
        "  vec3 mrAt = vertexMC.xyz + mrAway * mrOut;\n"
        "  gl_Position = MCDCMatrix * vec4(mrAt, 1.0);\n"
        # Seen where it is, but before the wall that it stands at and would half sink into.
        f"  vec4 mrNearer = MCDCMatrix * vec4(mix(mrAt, {_HEAD}, {_BEFORE}), 1.0);\n"
        "  gl_Position.z = mrNearer.z / mrNearer.w * gl_Position.w;\n"
    )
    shader.AddVertexShaderReplacement("//VTK::PositionVC::Impl", True, moved, False)
    return mapper, actor
