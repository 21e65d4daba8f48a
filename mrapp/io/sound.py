"""Whether a mesh that comes from elsewhere can be drawn without harm.

Numbers that point outside their arrays make a drawing library read memory that is not its own. So
what a process sent that had read a stranger's file, and what lay on a disk, is looked through.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.meshwire import BrokenWireError
from mrapp.model.citymesh import CityMesh, Corners


def check_mesh(mesh: CityMesh) -> CityMesh:
    """Return the mesh; raises `BrokenWireError` if its arrays do not fit each other."""
    points, faces = len(mesh.points_rd), len(mesh.triangles)
    _shaped("points_rd", mesh.points_rd, (points, 3))
    _shaped("triangles", mesh.triangles, (faces, 3))
    _shaped("lines", mesh.lines, (len(mesh.lines), 2))
    for name in ("object_index", "surface", "material", "texture"):
        _shaped(name, getattr(mesh, name), (faces,))
    for name, width in (("uv", 2), ("normals", 3), ("colours", 4)):
        _fitting(name, getattr(mesh, name), width, mesh)
    _shaped("line_object", mesh.line_object, (len(mesh.lines),))
    _shaped("spot_object", mesh.spot_object, (len(mesh.spots),))
    for name in ("triangles", "lines", "spots"):
        _pointing(name, getattr(mesh, name), 0, points)
    for name in ("object_index", "line_object", "spot_object"):
        _pointing(name, getattr(mesh, name), 0, len(mesh.objects))
    _pointing("material", mesh.material, -1, len(mesh.materials))
    _pointing("texture", mesh.texture, -1, len(mesh.textures))
    return mesh


def _fitting(name: str, corners: Corners[Any] | None, width: int, mesh: CityMesh) -> None:
    if corners is None:
        return
    index, count = corners.index, len(corners.values)
    _shaped(name, corners.values, (len(mesh.points_rd) if index is None else count, width))
    if index is not None:
        _shaped(name, index, mesh.triangles.shape)
        _pointing(name, index, 0, count)


def _shaped(name: str, array: NDArray[Any], shape: tuple[int, ...]) -> None:
    if array.shape != shape:
        raise BrokenWireError(f"{name}: shape {array.shape}, not {shape}")


def _pointing(name: str, array: NDArray[np.int32], low: int, end: int) -> None:
    if array.size and not (low <= array.min() and array.max() < end):
        raise BrokenWireError(f"{name} points outside 0..{end}")
