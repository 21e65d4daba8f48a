"""OBJ with materials: what others wrote opens as they meant it; what is broken is told."""

from pathlib import Path

import numpy as np
import pytest
import trimesh

from mrapp.io.readers import read_file
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.errors import ReadError
from tests.io import measures

BOX = """mtllib box.mtl
o Box
v 0 0 0
v 2 0 0
v 2 3 0
v 0 3 0
vt 0 0
vt 1 0
vt 1 1
vn 0 0 1
usemtl paint
f 1/1/1 2/2/1 3/3/1
"""


def _written(folder: Path, text: str, library: str = "newmtl paint\nKd 1 0 0\n") -> Path:
    (folder / "box.mtl").write_text(library)
    path = folder / "box.obj"
    path.write_text(text)
    return path


def _warned(mesh: CityMesh) -> str:
    return " ".join(notice.text() for notice in mesh.report.warnings)


def test_a_box_stands_upright_with_its_colour(tmp_path: Path) -> None:
    """What is y in the file points up; normals and texture coordinates come along."""
    mesh = read_file(_written(tmp_path, BOX))
    assert not mesh.report.placed
    assert mesh.report.up == "y"
    assert mesh.points_rd[mesh.triangles[0]].tolist() == [[0, 0, 0], [2, 0, 0], [2, 0, 3]]
    assert measures.at_corners(mesh, mesh.normals)[0].tolist() == [[0, -1, 0]] * 3
    assert mesh.materials[mesh.material[0]].diffuse == (1.0, 0.0, 0.0)
    assert [thing.id for thing in mesh.objects] == ["Box"]
    assert mesh.report.references == ("box.mtl",)


def test_corners_can_be_counted_backwards_and_lines_go_on(tmp_path: Path) -> None:
    """Negative numbers count from the line they are on; a backslash joins two lines."""
    text = BOX.replace("f 1/1/1 2/2/1 3/3/1", "f -4/-3/-1 \\\n -3/-2/-1 -2/-1/-1\nv 9 9 9")
    assert np.array_equal(
        read_file(_written(tmp_path, text)).triangles, read_file(_written(tmp_path, BOX)).triangles
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("f 1 2 9", "point to vertices that are not there, skipped: 1"),
        ("v nan 0 0\nf 1 2 5", "point to vertices that are not there, skipped: 1"),
        ("f 1 x 3", "point to vertices that are not there, skipped: 1"),
        ("f 1 2 99999999999999999999", "point to vertices that are not there, skipped: 1"),
        ("f 1 2", "fewer than three corners, skipped: 1"),
        ("f 1 1 2", "without area, skipped: 1"),
        ("nonsense 1 2", "1 lines cannot be read and were skipped; the first is line 13"),
        ("surf 0 1 0 1 1 2 3", "not shown: 1 lines"),
        ("mtllib ../box.mtl", ""),
        ("mtllib /etc/passwd", "'/etc/passwd' is missing"),
        ("mtllib ../../secret.mtl", "lies outside the model's folder"),
        ("usemtl gone\nf 1 2 4", "The material 'gone' is in no material file"),
    ],
)
def test_what_is_broken_is_told_and_the_rest_opens(tmp_path: Path, line: str, told: str) -> None:
    mesh = read_file(_written(tmp_path, BOX + line + "\n"))
    assert len(mesh.triangles) == 1 + line.startswith("usemtl")
    assert told in _warned(mesh)


def test_what_was_skipped_is_told_by_its_object(tmp_path: Path) -> None:
    text = BOX + "o Roof\nf 1 1 2\nf 2 2 3\no Wall\nf 1 2 9\n"
    told = [each.text() for each in read_file(_written(tmp_path, text)).report.warnings]
    assert "Roof: Surfaces without area, skipped: 2." in told
    assert "Wall: Faces that point to vertices that are not there, skipped: 1." in told


def test_faces_without_area_alone_are_nothing_to_show(tmp_path: Path) -> None:
    path = _written(tmp_path, "o Roof\nv 0 0 0\nv 1 0 0\nf 1 1 2\n")
    with pytest.raises(ReadError, match=r"nothing in it to show \(Roof: Surfaces without area"):
        read_file(path)


def test_images_and_opacity_come_from_the_library(tmp_path: Path, testdata: Path) -> None:
    """An image replaces the colour; of d and Tr, which some write alike, d counts."""
    image = testdata / "mesh" / "obj2gltf" / "box-textured" / "cesium.png"
    (tmp_path / "my maps").mkdir()
    (tmp_path / "my maps" / "a b.png").write_bytes(image.read_bytes())
    library = "newmtl paint\nKd 0 0 0\nd 0.5\nTr 0.5\nmap_Kd -s 2 2 -clamp on my maps\\a b.png\n"
    mesh = read_file(_written(tmp_path, BOX, library))
    (material,), (texture,) = mesh.materials, mesh.textures
    assert (material.diffuse, material.opacity) == ((1.0, 1.0, 1.0), 0.5)
    assert texture.image is not None
    assert texture.image.pixels.shape == (211, 211, 3)
    assert (texture.wrap, mesh.texture.tolist()) == ("clamp", [0])
    assert measures.at_corners(mesh, mesh.uv)[0].tolist() == [[0, 0], [1, 0], [1, 1]]


def test_a_town_in_rd_stays_where_it_is(testdata: Path) -> None:
    """3dfier writes RD and names its classes: roofs, roads and water are told apart."""
    mesh = read_file(testdata / "mesh" / "3dfier" / "lod1.obj")
    report = mesh.report
    assert report.placed
    assert report.crs == "EPSG:7415"
    assert report.extent is not None
    assert report.extent.low[:2] == pytest.approx((84_616.468, 447_422.999), abs=0.01)
    assert {"Building", "Road", "WaterBody", "LandUse"} <= set(report.objects)
    shown = {Surface(code) for code in np.unique(mesh.surface)}
    assert {Surface.ROOF, Surface.WALL, Surface.ROAD, Surface.WATER, Surface.TERRAIN} <= shown


REFUSED = {
    "box-incomplete-positions.obj",  # every face points to a vertex that is not there
    "empty.obj",
    "obj_empty.obj",
    "face_in_group_name.obj",  # vertices only
    "obj_points.obj",  # vertices only
}
DIFFERS = {
    "box-negative-indices.obj",  # a cube of 2 m: 24 m2, as here
    "polygonfaces.obj",  # five corners not in one plane: any way to cut it is as good
    "wallhole.obj",  # a wall round a hole, which trimesh cuts as a fan, over the hole
}


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["mesh/obj2gltf", "mesh/trimesh", "mesh/3dfier"])
def test_others_files_have_the_area_that_another_reader_finds(testdata: Path, folder: str) -> None:
    """Each file opens with the area that trimesh finds, or is refused in a sentence."""
    files = sorted(path for path in (testdata / folder).rglob("*") if path.suffix.lower() == ".obj")
    for path in files:
        if path.name in REFUSED:
            with pytest.raises(ReadError, match="nothing in it to show"):
                read_file(path)
            continue
        mesh = read_file(path)
        assert len(mesh.triangles) + len(mesh.lines) > 0
        if path.name not in DIFFERS:
            theirs = trimesh.load_mesh(path, process=False, skip_materials=True)
            assert _area(mesh) == pytest.approx(getattr(theirs, "area", 0.0), rel=1e-6), path.name


def _area(mesh: CityMesh) -> float:
    corners = mesh.points_rd[mesh.triangles]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return float(np.linalg.norm(cross, axis=1).sum() / 2)
