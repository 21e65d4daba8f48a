"""What can be made ready beside the window: the same as what the view would make itself."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Corners, Image, Material, Surface, Texture
from mrapp.scene.prepared import PreparedMesh
from tests.scene.helpers import ORIGIN, MeshBuilder, town

_BARE = """
import sys
import mrapp.scene.prepared
print(sorted(name for name in sys.modules if name.startswith(("vtkmodules.", "PySide6"))))
"""


def test_getting_ready_needs_no_opengl() -> None:
    """A thread beside the window may do it: no library of VTK or Qt comes with it."""
    done = subprocess.run([sys.executable, "-c", _BARE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_triangle_is_made_ready_once_where_it_stands() -> None:
    """Corners, boxes and owners are those of the mesh; edges wait until somebody asks."""
    mesh = town()
    with ThreadPoolExecutor(1) as pool:
        ready = pool.submit(PreparedMesh, mesh, ORIGIN, "context").result()
    assert ready.edges is None
    numbers = np.concatenate([tile.piece.triangles for tile in ready.tiles])
    assert np.array_equal(np.sort(numbers), np.arange(len(mesh.triangles)))
    for tile in ready.tiles:
        wanted = mesh.points_rd[mesh.triangles[tile.piece.triangles]] - ORIGIN.rd
        found = tile.corners[tile.triangles]
        assert np.abs(found - wanted).max() < 1e-4
        assert np.array_equal(found.min(axis=(0, 1)), tile.low)
        assert np.array_equal(found.max(axis=(0, 1)), tile.high)
        owner = tile.of_corners(np.arange(len(mesh.objects), dtype=np.float32))[tile.triangles]
        assert np.array_equal(owner[:, 0], mesh.object_index[tile.piece.triangles])
        assert np.ptp(owner, axis=1).max() == 0
    assert sum(len(edges.ends) for edges in ready.find_edges()) > 500
    assert ready.edges is not None


def _hills(own_points: bool) -> CityMesh:
    """Return a design in two materials with normals, colours and images of its own by point.

    own_points: the materials share no points; else they meet along a row of them.
    """
    make = MeshBuilder()
    make.plane("west", (-20.0, -20.0), (0.0, 20.0), 3.0, Surface.OTHER, steps=4)
    make.plane("east", (0.0, -20.0), (20.0, 20.0), 3.0, Surface.OTHER, steps=4)
    mesh = make.mesh()
    rng = np.random.default_rng(3)
    count = len(mesh.points_rd)
    normals = rng.normal(size=(count, 3)).astype(np.float32)
    triangles = mesh.triangles
    if not own_points:
        places, first = np.unique(mesh.points_rd.round(3), axis=0, return_inverse=True)
        one_of = np.zeros(len(places), np.int32)
        one_of[first] = np.arange(count)
        triangles = one_of[first].astype(np.int32)[triangles]
    return replace(
        mesh,
        triangles=triangles,
        object_index=np.zeros(len(triangles), np.int32),
        materials=(Material("matt", (0.8, 0.2, 0.1)), Material("shiny", None, roughness=0.2)),
        material=mesh.object_index,
        textures=(Texture(None, "t", image=Image(np.zeros((2, 2, 3), np.uint8))),),
        texture=np.zeros(len(triangles), np.int32),
        normals=Corners(normals / np.linalg.norm(normals, axis=1, keepdims=True)),
        colours=Corners(rng.integers(0, 256, (count, 4)).astype(np.uint8)),
        uv=Corners(rng.random((count, 2)).astype(np.float32)),
    )


@pytest.mark.parametrize("own_points", [True, False])
def test_sharing_points_changes_nothing_of_what_is_drawn(own_points: bool) -> None:
    """A corner for each point, where triangles at it look alike; the same as three for each."""
    mesh = _hills(own_points)
    index = np.arange(3 * len(mesh.triangles), dtype=np.int32).reshape(-1, 3)

    def unrolled(values: Corners[Any] | None) -> Corners[Any] | None:
        return values and Corners(values.at(mesh).reshape(len(index) * 3, -1), index)

    apart = replace(
        mesh,
        normals=unrolled(mesh.normals),
        colours=unrolled(mesh.colours),
        uv=unrolled(mesh.uv),
    )
    (one,) = PreparedMesh(mesh, ORIGIN, "design").tiles
    (other,) = PreparedMesh(apart, ORIGIN, "design").tiles
    assert len(other.corners) == 3 * len(mesh.triangles)
    assert len(one.corners) == (len(mesh.points_rd) if own_points else len(other.corners))
    assert one.uv is not None
    assert other.uv is not None
    pairs: list[tuple[NDArray[Any], NDArray[Any]]] = [
        (one.corners, other.corners), (one.normals, other.normals), (one.colours, other.colours),
        (one.uv, other.uv), *((one.more[name], other.more[name]) for name in other.more),
    ]  # fmt: skip
    assert len(pairs) == 6
    for here, there in pairs:
        assert np.array_equal(here[one.triangles], there[other.triangles])
    assert np.array_equal(one.opacity, other.opacity)
