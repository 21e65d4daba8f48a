"""The estimated ground under real towns, against the ground surfaces their makers measured."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.io.readers import read_file
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.frames import Origin
from mrapp.studies.terrain import estimate_ground
from tests.studies.heights import height_at

pytestmark = pytest.mark.slow


Floats = NDArray[np.float64]
TILES = [
    "cityjson/3dbag_v210908/c1_rh/3dbag_v210908_fd2cee53_2092.json",
    "cityjson/3dbag_v210908/c1_rh/3dbag_v210908_fd2cee53_482.json",
    "cityjson/stac/delft.city.json",
]


@pytest.fixture(scope="module", params=TILES, ids=lambda name: Path(name).name)
def town(request: pytest.FixtureRequest, testdata: Path) -> tuple[CityMesh, CityMesh]:
    """Return a real town and the ground estimated under it."""
    mesh = read_file(testdata / request.param)
    middle = mesh.points_rd.mean(axis=0).round()
    ground = estimate_ground({"town": mesh}, Origin(float(middle[0]), float(middle[1]), 0.0))
    assert ground is not None
    return mesh, ground


def _errors(mesh: CityMesh, ground: CityMesh) -> Floats:
    """Estimated minus measured, at some 5,000 corners, sides and middles of ground surfaces."""
    corners = mesh.points_rd[mesh.triangles[mesh.surface == Surface.GROUND]]
    sides = (corners + np.roll(corners, 1, axis=1)) / 2
    spots = np.concatenate([corners.reshape(-1, 3), sides.reshape(-1, 3), corners.mean(axis=1)])
    spots = spots[:: max(len(spots) // 5000, 1)]
    return np.asarray(height_at(ground, spots[:, :2]) - spots[:, 2])


def test_no_building_floats_or_sinks(town: tuple[CityMesh, CityMesh]) -> None:
    error = np.abs(_errors(*town))
    assert len(error) > 1000
    assert np.isfinite(error).all(), "the ground goes on under every building"
    assert np.median(error) < 0.05
    assert np.percentile(error, 95) < 0.30


def test_ground_has_no_spikes(town: tuple[CityMesh, CityMesh]) -> None:
    mesh, ground = town
    a, b, c = (ground.points_rd[ground.triangles[:, corner]] for corner in range(3))
    normal = np.cross(b - a, c - a)
    area, slope = normal[:, 2] / 2, np.hypot(normal[:, 0], normal[:, 1]) / normal[:, 2]
    assert (area > 0).all()
    # Steps between neighbours of different height are real; they take up next to no ground.
    assert slope.max() < 1.5
    assert area[slope > 0.3].sum() < 0.0005 * area.sum()
    measured = mesh.points_rd[mesh.triangles[mesh.surface == Surface.GROUND], 2]
    assert ground.points_rd[:, 2].min() >= measured.min() - 1e-6
    assert ground.points_rd[:, 2].max() <= measured.max() + 1e-6
    assert len(ground.triangles) <= 60_000
