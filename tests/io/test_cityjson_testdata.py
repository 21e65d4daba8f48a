"""Real files by others: looks, areas, volumes, and the same scene twice."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pytest

from mrapp.io.readers import describe_file, read_file
from mrapp.model.citymesh import CityMesh, Surface
from tests.io import measures

pytestmark = pytest.mark.slow


def scene(mesh: CityMesh) -> set[tuple[Any, ...]]:
    """Return a mesh as a set of triangles, each with its object and surface, in no order."""
    corners = np.round(mesh.points_rd * 1000).astype(np.int64)[mesh.triangles]
    return {
        (mesh.objects[owner].id, surface, *sorted(map(tuple, triangle)))
        for owner, surface, triangle in zip(
            mesh.object_index.tolist(), mesh.surface.tolist(), corners.tolist(), strict=True
        )
    }


@pytest.mark.parametrize("lod", [None, "0", "1.2", "1.3"])
def test_delft_is_the_same_scene_as_a_file_and_as_a_sequence(
    testdata: Path, lod: str | None
) -> None:
    whole = read_file(testdata / "cityjson/stac/delft.city.json", lod=lod)
    lines = read_file(testdata / "cityjson/stac/delft.city.jsonl", lod=lod)
    by_id = [{each.id: each for each in mesh.objects} for mesh in (whole, lines)]
    assert by_id[0] == by_id[1]
    assert len(whole.triangles) == len(lines.triangles)
    assert scene(whole) == scene(lines)


def test_rotterdam_shows_its_74_textures(testdata: Path) -> None:
    mesh = read_file(testdata / "cityjson/rotterdam_textured_subset/rotterdam_subset.json")
    assert mesh.report.textures == len(mesh.textures) == 74
    assert all(each.path and Path(each.path).is_file() for each in mesh.textures)
    # Texture 58 lies only on a wall without width, so there is nothing to see of it.
    assert set(mesh.texture.tolist()) - {-1} == set(range(74)) - {58}
    worn = measures.at_corners(mesh, mesh.uv)[mesh.texture >= 0]
    assert worn.min() >= -0.01
    assert worn.max() <= 1.01


def test_den_haag_shows_its_materials(testdata: Path) -> None:
    mesh = read_file(testdata / "cityjson/restful_demo/denhaag.city.json")
    assert mesh.report.materials == len(mesh.materials) == 5970
    assert len(set(mesh.material.tolist()) - {-1}) > 5000
    kinds = Counter(mesh.surface.tolist())
    assert {Surface.ROOF, Surface.WALL, Surface.GROUND, Surface.TERRAIN} <= set(kinds)


def test_fme_places_15_instances_of_3_templates(testdata: Path) -> None:
    mesh = read_file(testdata / "cityjson/fme/geometry_template_lod3.json")
    counts = np.bincount(mesh.object_index, minlength=len(mesh.objects))
    # Templates 0 (ten times) and 2 (once) are the same small shrub, 1 (four times) is a large one.
    assert Counter(counts.tolist()) == {120: 11, 540: 4}


def ring_area_vector(ring: list[int], points: list[list[float]]) -> np.ndarray[Any, Any]:
    """Return the area vector of one ring, in plain Python."""
    total = np.zeros(3)
    first = np.array(points[ring[0]], dtype=float)
    for one, other in pairwise(ring[1:]):
        total += np.cross(np.array(points[one]) - first, np.array(points[other]) - first) / 2
    return total


@pytest.mark.parametrize(
    ("name", "lod"),
    [
        ("cityjson/3dbag_v210908/c1_rh/3dbag_v210908_fd2cee53_2092.json", "2.2"),
        ("cityjson/stac/delft.city.json", "2.2"),
        ("cityjson/cjio/delft_1b.json", "1"),
    ],
)
def test_triangles_of_real_solids_have_the_area_of_their_polygons(
    testdata: Path, name: str, lod: str
) -> None:
    source = orjson.loads((testdata / name).read_bytes())
    points = (np.array(source["vertices"]) * source["transform"]["scale"]).tolist()
    expected = {}
    for key, each in source["CityObjects"].items():
        for shape in each.get("geometry", []):
            if shape["type"] == "Solid" and str(shape["lod"]) == lod:
                vectors = [
                    sum(ring_area_vector(ring, points) for ring in surface)
                    for shell in shape["boundaries"]
                    for surface in shell
                ]
                expected[key] = sum(float(np.linalg.norm(vector)) for vector in vectors)
    mesh = read_file(testdata / name, lod=lod)
    covered = np.bincount(mesh.object_index, measures.areas(mesh), len(mesh.objects))
    found = {each.id: covered[at] for at, each in enumerate(mesh.objects) if each.id in expected}
    assert len(found) == len(expected) > 0
    assert list(found.values()) == pytest.approx([expected[key] for key in found], rel=1e-3)
    volumes = measures.volumes(mesh)[[mesh.index_of()[key] for key in expected]]
    assert (volumes > 0).mean() > 0.99


def test_a_foreign_city_is_described_and_its_mesh_refused(testdata: Path) -> None:
    report = describe_file(testdata / "cityjson/cjio/zurich/zurich_subset_lod2.json")
    assert report.surfaces == 2039
    assert "EPSG:2056" in report.errors[0].text()
