"""The places where VTK's own type hints are missing or wrong, kept in one module."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util import numpy_support
from vtkmodules.util.misc import calldata_type
from vtkmodules.util.vtkConstants import VTK_FLOAT, VTK_OBJECT
from vtkmodules.vtkCommonCore import mutable, vtkDataArray, vtkObject
from vtkmodules.vtkCommonDataModel import vtkGenericCell, vtkImageData, vtkStaticCellLocator
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkTextProperty, vtkTextRenderer
from vtkmodules.vtkRenderingOpenGL2 import vtkShaderProgram, vtkTextureObject

from mrapp.scene.pose import Vec3


def to_vtk(values: NDArray[Any], name: str) -> vtkDataArray:
    """Return a VTK array with a copy of the values, so that no numpy memory is borrowed."""
    return _array(values, name, copied=True)


def shared_with_vtk(values: NDArray[Any], name: str) -> vtkDataArray:
    """Return a VTK array over the values' own memory, which it keeps; do not change them after."""
    return _array(values, name, copied=False)


def _array(values: NDArray[Any], name: str, *, copied: bool) -> vtkDataArray:
    # VTK gives no types for its numpy bridge.
    array: vtkDataArray = numpy_support.numpy_to_vtk(np.ascontiguousarray(values), deep=copied)  # type: ignore[no-untyped-call]
    array.SetName(name)
    return array


def to_numpy(array: vtkDataArray) -> NDArray[Any]:
    """Return a VTK array's values without copying."""
    values: NDArray[Any] = numpy_support.vtk_to_numpy(array)  # type: ignore[no-untyped-call]
    return values


def on_shader_update(mapper: vtkObject, then: Callable[[vtkShaderProgram], None]) -> None:
    """Call `then` with the shader program each time a mapper is about to use it."""

    @calldata_type(VTK_OBJECT)  # type: ignore[no-untyped-call, untyped-decorator]
    def observer(_mapper: vtkObject, _event: str, program: vtkShaderProgram) -> None:
        then(program)

    anything: Any = mapper
    anything.AddObserver("UpdateShaderEvent", observer)


def leave_window(renderer: vtkRenderer) -> None:
    """Let a renderer that was given a window let go of it; VTK's hints know no None there."""
    untyped: Any = renderer
    untyped.SetRenderWindow(None)


def first_cell(
    locator: vtkStaticCellLocator, start: Vec3, end: Vec3
) -> tuple[float, int, Vec3] | None:
    """Return how far along (0..1), in which cell and where a ray first meets a face."""
    untyped: Any = locator
    share, sub, cell_id = mutable(0.0), mutable(0), mutable(0)
    place, inner = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]
    # Without a cell of its own: to make one takes five times as long as to find the face.
    met = untyped.IntersectWithLine(start, end, 1e-6, share, place, inner, sub, cell_id)
    if not met:
        return None
    return float(share), int(cell_id), (place[0], place[1], place[2])  # type: ignore[arg-type]


def nearest_m(locator: vtkStaticCellLocator, place: Vec3, limit_m: float) -> float:
    """Return the distance to the nearest face; `limit_m` if none is that near."""
    untyped: Any = locator
    found, sub, cell_id, square = [0.0, 0.0, 0.0], mutable(0), mutable(0), mutable(0.0)
    near = untyped.FindClosestPointWithinRadius(
        place, limit_m, found, vtkGenericCell(), cell_id, sub, square
    )
    squared: Any = square
    return float(squared) ** 0.5 if near else limit_m


def text_width_px(font: vtkTextProperty, text: str, dpi: int) -> int:
    """Return how wide a line of text is drawn."""
    box: Any = [0, 0, 0, 0]
    vtkTextRenderer.GetInstance().GetBoundingBox(font, text, box, dpi)
    return int(box[1] - box[0] + 1)


def render_text(font: vtkTextProperty, text: str, dpi: int) -> NDArray[np.float64]:
    """Return a line of text as ink 0..1 (h, w), top row first."""
    image, size = vtkImageData(), [0, 0]
    vtkTextRenderer.GetInstance().RenderString(font, text, image, size, dpi)
    width, height, _ = image.GetDimensions()
    scalars = image.GetPointData().GetScalars()
    rgba = to_numpy(scalars).reshape(height, width, -1)
    ink = rgba[: size[1], : size[0], -1][::-1]
    return np.asarray(ink, dtype=np.float64) / 255.0


def fill_texture(texture: vtkTextureObject, values: NDArray[np.float32]) -> None:
    """Put floats (h, w, channels), lowest row first, into a texture."""
    height, width, channels = values.shape
    flat: Any = np.ascontiguousarray(values, dtype=np.float32)
    # Not SetDataType: it takes OpenGL's number for a type, and with VTK's the texture stays empty.
    texture.Create2DFromRaw(width, height, channels, VTK_FLOAT, flat)


def read_texture(texture: vtkTextureObject) -> NDArray[np.float32]:
    """Return the floats of a texture with one channel, (h, w), lowest row first."""
    width, height = texture.GetWidth(), texture.GetHeight()
    values: Any = np.zeros((height, width), dtype=np.float32)
    buffer: Any = texture.Download()
    buffer.Download2D(VTK_FLOAT, values, [width, height], 1, [0, 0])
    # Unless it is taken from its window, it leaves its OpenGL buffer behind.
    buffer.SetContext(None)
    return np.asarray(values)
