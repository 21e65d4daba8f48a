"""Real glTF files by others: packed files and their twins, and what VTK finds in them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.io.readers import read_file
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import ReadError
from tests.io import measures


def corners(mesh: CityMesh, digits: int = 2) -> list[Any]:
    """Return the triangles of a mesh, rounded, in no order of theirs or of their corners."""
    rounded = np.round(mesh.points_rd[mesh.triangles], digits) + 0.0
    return sorted(sorted(map(tuple, each)) for each in rounded.tolist())


TRANSFORM = "gltf-transform/{}/test/in/{}"
TWINS = {
    TRANSFORM.format("core", "Box_glTF-Binary/Box.glb"): [
        TRANSFORM.format("core", "Box_glTF/Box.gltf"),
        TRANSFORM.format("core", "Box_glTF-Embedded/Box.gltf"),
        TRANSFORM.format("extensions", "BoxDraco.gltf"),
        TRANSFORM.format("extensions", "BoxMeshopt.gltf"),
        TRANSFORM.format("extensions", "BoxMeshopt.glb"),
        "trimesh/BoxInterleaved.glb",
    ],
    "gltf-pipeline/2.0/extensions/EXT_meshopt_compression/meshopt-fallback/meshopt-fallback.gltf": [
        f"gltf-pipeline/2.0/extensions/{each}_meshopt_compression/{kind}/{kind}.gltf"
        for each in ("EXT", "KHR")
        for kind in ("meshopt-fallback", "meshopt-no-fallback")
    ],
    TRANSFORM.format("core", "BoxTextured_glTF/BoxTextured.gltf"): [
        TRANSFORM.format("core", "BoxTextured_glTF-pbrSpecularGlossiness/BoxTextured.gltf"),
        "gltf-pipeline/2.0/box-textured-binary/box-textured-binary.glb",
        *(
            f"gltf-pipeline/2.0/extensions/EXT_texture_webp/{each}/{each}.gltf"
            for each in ("box-textured-separate", "box-textured-embedded")
        ),
    ],
}


@pytest.mark.parametrize("plain", TWINS, ids=lambda name: name.rsplit("/", 1)[1])
def test_packed_files_are_the_same_as_their_plain_twins(testdata: Path, plain: str) -> None:
    original = read_file(testdata / "gltf" / plain)
    for name in TWINS[plain]:
        twin = read_file(testdata / "gltf" / name)
        assert corners(twin) == corners(original), name
        assert (twin.normals is None) == (original.normals is None), name
        normals = measures.at_corners(twin, twin.normals)
        facing = np.einsum("mca,ma->mc", normals, measures.normals(twin))
        assert facing.min() > 0.8, name
        if original.textures:
            assert twin.textures[0].image is not None, name
            uv, wanted = (measures.at_corners(it, it.uv) for it in (twin, original))
            assert sorted(np.round(uv.reshape(-1, 2), 3).tolist()) == sorted(
                np.round(wanted.reshape(-1, 2), 3).tolist()
            ), name


def test_what_draco_packed_and_quantized_is_a_sphere(testdata: Path) -> None:
    mesh = read_file(testdata / "gltf/gltf-transform/functions/test/in/DenseSphere.glb")
    assert len(mesh.triangles) == 30_720
    low, high = mesh.points_rd.min(axis=0), mesh.points_rd.max(axis=0)
    radius = (high - low) / 2
    assert radius == pytest.approx(np.full(3, 0.93), rel=0.01)
    away = np.linalg.norm(mesh.points_rd - (low + high) / 2, axis=1)
    assert away == pytest.approx(np.full(len(away), radius[0]), rel=0.01)
    # Counter-clockwise seen from outside: the volume is that of a ball, and not negative.
    assert measures.volumes(mesh)[0] == pytest.approx(4 / 3 * np.pi * radius[0] ** 3, rel=0.03)


def test_an_apartment_packed_with_meshoptimizer_is_whole(testdata: Path) -> None:
    mesh = read_file(testdata / "gltf/gkjohnson/dream-apartment/dream-apartment.glb")
    assert len(mesh.triangles) == mesh.report.triangles == mesh.report.surfaces == 177_934
    assert len(mesh.materials) == mesh.report.materials == 67
    assert set(mesh.material.tolist()) == set(range(67))
    assert mesh.report.warnings == ()


def by_vtk(path: Path) -> NDArray[np.float64]:
    """Return the corners of a file's triangles as VTK reads them, (m, 3, 3), z up."""
    from vtkmodules.util.numpy_support import vtk_to_numpy
    from vtkmodules.vtkCommonCore import vtkObject
    from vtkmodules.vtkFiltersCore import vtkTriangleFilter
    from vtkmodules.vtkFiltersGeometry import vtkCompositeDataGeometryFilter
    from vtkmodules.vtkIOGeometry import vtkGLTFReader

    as_numpy: Callable[[object], NDArray[Any]] = vtk_to_numpy
    vtkObject.GlobalWarningDisplayOff()
    try:
        reader = vtkGLTFReader()
        reader.SetFileName(str(path))
        whole = vtkCompositeDataGeometryFilter()
        whole.SetInputConnection(reader.GetOutputPort())
        triangles = vtkTriangleFilter()
        triangles.SetInputConnection(whole.GetOutputPort())
        triangles.PassLinesOff()
        triangles.PassVertsOff()
        triangles.Update()
        output = triangles.GetOutput()
    finally:
        vtkObject.GlobalWarningDisplayOn()
    if not output.GetNumberOfPolys():
        return np.zeros((0, 3, 3))
    x, y, z = as_numpy(output.GetPoints().GetData()).astype(np.float64).T
    numbers = as_numpy(output.GetPolys().GetConnectivityArray()).reshape(-1, 3)
    return np.asarray(np.stack([x, -z, y], axis=1)[numbers])


SUFFIXES = {".gltf", ".glb"}
# VTK shows these as empty, moves them otherwise, or (with Draco) takes the process along.
NOT_FOR_VTK = ("Draco", "meshopt", "DenseSphere", "dream-apartment", "Unicode", "mesh_features")


def test_positions_are_those_that_vtk_finds(testdata: Path) -> None:
    compared = 0
    every = (path for path in sorted((testdata / "gltf").rglob("*")) if path.suffix in SUFFIXES)
    for path in every:
        name = path.as_posix()
        if "/validator/" in name or any(each.lower() in name.lower() for each in NOT_FOR_VTK):
            continue
        try:
            mesh = read_file(path)
        except ReadError:
            continue
        theirs = by_vtk(path)
        if not len(theirs):
            continue
        ours = mesh.points_rd[mesh.triangles]
        size = np.ptp(theirs.reshape(-1, 3), axis=0).max()
        assert len(ours) == len(theirs), path.name
        for end in (np.min, np.max):
            gap = end(ours.reshape(-1, 3), axis=0) - end(theirs.reshape(-1, 3), axis=0)
            assert np.abs(gap).max() < 1e-5 * size, path.name
        assert measures.areas(mesh).sum() == pytest.approx(area(theirs), rel=1e-4), path.name
        compared += 1
    assert compared >= 35


def area(triangles: NDArray[np.float64]) -> float:
    a, b, c = triangles.transpose(1, 0, 2)
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)
