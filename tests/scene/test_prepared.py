"""What can be made ready beside the window: the same as what the view would make itself."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from mrapp.scene.prepared import prepare
from tests.scene.helpers import ORIGIN, town

_BARE = """
import sys
import mrapp.scene.prepared
print(sorted(name for name in sys.modules if name.partition(".")[0] in ("vtkmodules", "PySide6")))
"""


def test_getting_ready_needs_no_opengl() -> None:
    """A thread beside the window may do it: nothing of VTK or Qt comes with it."""
    done = subprocess.run([sys.executable, "-c", _BARE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_triangle_is_made_ready_once_where_it_stands() -> None:
    """Corners, boxes and owners are those of the mesh; edges wait until somebody asks."""
    mesh = town()
    with ThreadPoolExecutor(1) as pool:
        ready = pool.submit(prepare, mesh, ORIGIN, "context").result()
    assert not ready.has_edges
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
    assert sum(len(edges.ends) for edges in ready.edges) > 500
    assert ready.has_edges
