"""Every kind of geometry becomes the right triangles: area, volume and direction."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.io.readers import read_file
from mrapp.model.citymesh import CityMesh
from tests.io import made, measures

INNER = made.cube((0.25, 0.25, 0.25), 0.5)
BESIDE = made.cube((2.0, 0.0, 0.0), 2.0)


def read_one(folder: Path, shape: made.Json, vertices: list[made.Point]) -> CityMesh:
    return read_file(made.write(folder, made.document({"b": made.thing(shape)}, vertices)))


def test_a_solid_faces_outwards(tmp_path: Path) -> None:
    mesh = read_one(tmp_path, made.geometry("Solid", [made.faces()]), made.cube())
    assert measures.volumes(mesh) == pytest.approx([1.0])
    outward = measures.corners(mesh).mean(axis=1) + mesh.points_rd[0] - mesh.points_rd.mean(axis=0)
    assert (np.einsum("ij,ij->i", outward, measures.normals(mesh)) > 0).all()
    assert mesh.points_rd.min(axis=0) == pytest.approx(made.ORIGIN)


def test_an_inner_shell_is_a_cavity(tmp_path: Path) -> None:
    shells = [made.faces(), made.faces(8, inward=True)]
    mesh = read_one(tmp_path, made.geometry("Solid", shells), made.cube() + INNER)
    assert measures.volumes(mesh) == pytest.approx([1.0 - 0.125])


@pytest.mark.parametrize("kind", ["MultiSolid", "CompositeSolid"])
def test_several_solids_add_up(tmp_path: Path, kind: str) -> None:
    solids = [[made.faces(), made.faces(8, inward=True)], [made.faces(16)]]
    mesh = read_one(tmp_path, made.geometry(kind, solids), made.cube() + INNER + BESIDE)
    assert measures.volumes(mesh) == pytest.approx([1.0 - 0.125 + 8.0])


@pytest.mark.parametrize("kind", ["MultiSurface", "CompositeSurface"])
def test_surfaces_keep_their_area(tmp_path: Path, kind: str) -> None:
    mesh = read_one(tmp_path, made.geometry(kind, made.faces()), made.cube())
    assert measures.areas(mesh).sum() == pytest.approx(6.0)


def test_points_and_lines_are_kept(tmp_path: Path) -> None:
    shapes = [
        made.geometry("MultiPoint", [0, 6]),
        made.geometry("MultiLineString", [[0, 1, 2], [4, 5]]),
    ]
    mesh = read_file(made.boxes(tmp_path, {"b": made.thing(*shapes)}))
    assert mesh.points_rd[mesh.spots] - made.ORIGIN == pytest.approx(
        np.array([[0, 0, 0], [1, 1, 1]])
    )
    ends = mesh.points_rd[mesh.lines] - made.ORIGIN
    assert np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1) == pytest.approx([1.0, 1.0, 1.0])
    assert (mesh.line_object.tolist(), mesh.spot_object.tolist()) == ([0, 0, 0], [0, 0])


def star(radii: NDArray[np.float64], turn: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a star-shaped polygon around zero in the plane that `turn` lays down."""
    angles = np.arange(len(radii)) * 2 * math.pi / len(radii)
    flat = np.stack([radii * np.cos(angles), radii * np.sin(angles), 0 * radii], axis=1)
    return np.asarray(flat @ turn.T)


def star_area(radii: NDArray[np.float64]) -> float:
    """Return its area as a sum of triangles from the middle."""
    return float((radii * np.roll(radii, -1)).sum() * math.sin(2 * math.pi / len(radii)) / 2)


@pytest.mark.parametrize("hole", [False, True])
def test_triangles_cover_a_polygon_exactly_once(tmp_path: Path, hole: bool) -> None:
    """Stars of 4 to 14 corners, in random planes: same area, same direction, no folds."""
    random = np.random.default_rng(2)
    vertices: list[made.Point] = []
    objects, areas, directions = {}, [], []
    for number in range(400):
        size = 4 + number % 11
        turn = np.linalg.qr(random.normal(size=(3, 3)))[0]
        turn[:, 2] = np.cross(turn[:, 0], turn[:, 1])
        radii = random.uniform(2.0, 9.0, size)
        centre = random.uniform(0.0, 500.0, 3)
        rings = [star(radii, turn), star(radii * 0.3, turn)[::-1]] if hole else [star(radii, turn)]
        surface = []
        for ring in rings:
            surface.append(list(range(len(vertices), len(vertices) + size)))
            vertices += [tuple(point) for point in (ring + centre).tolist()]
        objects[str(number)] = made.thing(made.geometry("MultiSurface", [surface]))
        areas.append(star_area(radii) * (0.91 if hole else 1.0))
        directions.append(turn[:, 2])
    mesh = read_file(made.write(tmp_path, made.document(objects, vertices)))
    covered = np.bincount(mesh.object_index, measures.areas(mesh), len(objects))
    assert covered == pytest.approx(np.array(areas), rel=2e-3)
    facing = np.array(directions)[mesh.object_index]
    big = measures.areas(mesh) > 0.1
    assert (np.einsum("ij,ij->i", facing, measures.normals(mesh))[big] > 0.99).all()
    assert mesh.report.warnings == ()


def template_file(folder: Path, *matrices: Sequence[float], shape: made.Json | None = None) -> Path:
    """Write a file in which each matrix places a unit cube at vertex 6, (1, 1, 1)."""
    placed = {
        str(number): made.thing(
            {
                "type": "GeometryInstance",
                "template": 0,
                "boundaries": [6],
                "transformationMatrix": list(matrix),
            },
            kind="SolitaryVegetationObject",
        )
        for number, matrix in enumerate(matrices)
    }
    templates = {
        "templates": [shape or made.geometry("Solid", [made.faces()], "3")],
        "vertices-templates": [list(vertex) for vertex in made.cube()],
    }
    return made.boxes(folder, placed, **{"geometry-templates": templates})


def test_templates_stand_where_their_matrix_says(tmp_path: Path) -> None:
    double = [2, 0, 0, 10, 0, 2, 0, 20, 0, 0, 2, 30, 0, 0, 0, 1]
    turned = [0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    mirrored = [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    mesh = read_file(template_file(tmp_path, double, turned, mirrored))
    assert measures.volumes(mesh) == pytest.approx([8.0, 1.0, 1.0])
    boxes = [mesh.points_rd[mesh.triangles[mesh.object_index == each]] for each in range(3)]
    low = [box.reshape(-1, 3).min(axis=0) - made.ORIGIN for box in boxes]
    assert low[0] == pytest.approx([11, 21, 31])
    assert low[1] == pytest.approx([0, 1, 1])
    assert low[2] == pytest.approx([0, 1, 1])
    assert mesh.report.surfaces == 6
    assert mesh.report.triangles == 36
    assert (mesh.report.lods, mesh.report.lod_shown) == (("3",), "3")


def test_a_template_may_hold_points_and_lines(tmp_path: Path) -> None:
    still = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    line = made.geometry("MultiLineString", [[0, 6]], "1")
    mesh = read_file(template_file(tmp_path, still, still, shape=line))
    ends = mesh.points_rd[mesh.lines] - made.ORIGIN
    assert ends[1] == pytest.approx(np.array([[1, 1, 1], [2, 2, 2]]))
    assert mesh.line_object.tolist() == [0, 1]
