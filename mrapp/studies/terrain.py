"""A ground estimated from the buildings that stand on it, for a project that brings none."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from mrapp.app.state import ESTIMATED_GROUND
from mrapp.model.citymesh import CityMesh, CityObject, FileReport, Surface, extent_of
from mrapp.model.frames import Origin
from mrapp.model.texts import Notice, Phrase
from mrapp.studies.ground_samples import (
    Floats,
    Samples,
    gathered,
    samples_of,
    unique_rows,
    without_outliers,
)

# A TIN has about twice as many triangles as points: together at most 60,000 triangles.
_MOST_SAMPLES = 18_000
_MOST_POINTS = 28_000
_COARSE_POINTS = 5_000

# How hard the ground is pulled to a sample against its neighbours (whose weights add up to 3 to 4).
_PULL = 40.0

_ESTIMATED = Phrase(
    nl="Het maaiveld is geschat uit {buildings} gebouwen; {left_out} hoogten zijn niet gebruikt "
    "omdat ze niet bij de buren passen. Ertussen kan het decimeters tot meters schelen.",
    en="The ground is estimated from {buildings} buildings; {left_out} heights were left out "
    "because they do not fit their neighbours. In between it may be off by decimetres to metres.",
)


def estimate_ground(meshes: Mapping[str, CityMesh], origin: Origin) -> CityMesh | None:
    """Return an estimated terrain under all meshes and some 100 m around them, or None.

    None if no mesh has anything that stands on the ground. The terrain is a TIN through the feet of
    the buildings (their ground surfaces, without outliers); between them it hangs like a membrane,
    so it is never higher or lower than the buildings around; at its edge it levels out. It goes on
    under the buildings. At most 60,000 triangles, counter-clockwise from above, RD/NAP metres.

    Source: the membrane is Laplace's equation with the cotangent weights of U. Pinkall and
    K. Polthier, "Computing discrete minimal surfaces and their conjugates" (1993).
    """
    origin_xy = origin.rd[:2]
    all_samples = samples_of(meshes.values(), origin_xy)
    samples = without_outliers(all_samples)
    if not len(samples):
        return None
    fixed = gathered(samples, _MOST_SAMPLES)
    xy = np.concatenate([fixed.xy, _points_between(fixed)])
    triangles = _delaunay(xy)
    z = _membrane(xy, triangles, fixed)
    points_rd = np.column_stack([xy + origin_xy, z])
    return _as_mesh(points_rd, triangles, samples.buildings, len(all_samples) - len(samples))


def _points_between(samples: Samples) -> Floats:
    """Return the points of the ground between samples (k, 2): nested grids, finer near samples."""
    # Late: scipy takes 0.2 s to import, and most projects bring a ground of their own.
    from scipy.spatial import cKDTree

    low, high = samples.xy.min(axis=0), samples.xy.max(axis=0)
    margin = float(np.clip(0.2 * (high - low).max(), 40.0, 150.0))
    low, high = low - margin, high + margin
    spacing = max(float(np.sqrt(np.prod(high - low) / _COARSE_POINTS)), 2.0)
    corner = np.floor(low / spacing) * spacing
    size = np.ceil((high - corner) / spacing).astype(np.int64)
    tree = cKDTree(samples.xy)

    def free(level: int) -> Floats:
        step = spacing / 2**level
        grid = np.indices(size * 2**level + 1).reshape(2, -1).T * step + corner
        away = tree.query(grid)[0]
        near = np.inf if level == 0 else 3 * step
        return np.asarray(grid[(away > 0.5 * step) & (away < near)], dtype=np.float64)

    points = free(0)
    for level in range(1, 5):
        if spacing / 2**level < 2.0:
            break
        both = np.concatenate([points, free(level)])
        # Both are on the finest grid so far.
        cells = np.round((both - corner) / (spacing / 2**level)).astype(np.int64)
        more = both[unique_rows(cells)[0]]
        if len(more) + len(samples) > _MOST_POINTS:
            break
        points = more
    return points


def _delaunay(xy: Floats) -> NDArray[np.int32]:
    """Return the Delaunay triangles (m, 3) of points (n, 2), counter-clockwise, each with area."""
    # Late: scipy takes 0.2 s to import, and most projects bring a ground of their own.
    from scipy.spatial import Delaunay

    triangles = np.array(Delaunay(xy).simplices, dtype=np.int32)
    area = _twice_area(xy[triangles])
    triangles[area < 0] = triangles[area < 0][:, ::-1]
    return triangles[np.abs(area) > 1e-6]


def _twice_area(corners: Floats) -> Floats:
    ab, ac = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return np.asarray(ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0], dtype=np.float64)


def _membrane(xy: Floats, triangles: NDArray[np.int32], fixed: Samples) -> Floats:
    """Return heights (n,): at the first points near the samples' own, elsewhere harmonic."""
    # Late: as above.
    from scipy.sparse import coo_array, diags_array
    from scipy.sparse.linalg import spsolve

    rows, columns, weights = [], [], []
    area = _twice_area(xy[triangles])
    for turn in range(3):
        a, b, c = (triangles[:, (turn + k) % 3] for k in range(3))
        cosine = ((xy[b] - xy[a]) * (xy[c] - xy[a])).sum(axis=1)
        rows += [b, c]
        columns += [c, b]
        weights += [np.clip(cosine / area, -20.0, 20.0) / 2] * 2
    shape = (len(xy), len(xy))
    parts = (np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns)))
    links = coo_array(parts, shape=shape).tocsr()
    pull = np.zeros(len(xy))
    pull[: len(fixed)] = _PULL
    level = float(np.median(fixed.z))
    system = diags_array(links.sum(axis=1) + pull) - links
    wanted = pull.copy()
    wanted[: len(fixed)] *= fixed.z - level
    return np.asarray(spsolve(system.tocsc(), wanted), dtype=np.float64) + level


def _as_mesh(
    points_rd: Floats, triangles: NDArray[np.int32], buildings: int, left_out: int
) -> CityMesh:
    count = len(triangles)
    none = np.zeros(0, np.int32)
    attributes = {
        "estimated": True,
        "method": "membrane through the buildings' ground surfaces",
        "buildings": buildings,
    }
    report = FileReport(
        format="estimated",
        version="",
        crs="EPSG:7415",
        objects={"TINRelief": 1},
        surfaces=count,
        triangles=count,
        lods=(),
        lod_shown=None,
        extent=extent_of(points_rd),
        textures=0,
        materials=0,
        warnings=(Notice(_ESTIMATED, {"buildings": buildings, "left_out": left_out}),),
    )
    return CityMesh(
        points_rd=points_rd,
        triangles=triangles,
        object_index=np.zeros(count, np.int32),
        surface=np.full(count, Surface.TERRAIN, np.uint8),
        material=np.full(count, -1, np.int32),
        texture=np.full(count, -1, np.int32),
        lines=np.zeros((0, 2), np.int32),
        line_object=none,
        spots=none,
        spot_object=none,
        objects=(CityObject(ESTIMATED_GROUND, "TINRelief", ESTIMATED_GROUND, attributes),),
        materials=(),
        textures=(),
        report=report,
    )
