"""glTF files made in code: every mode, every way to store, and where nodes put it."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.io.readers import read_file
from mrapp.io.worker import WorkerReader
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import ReadError
from mrapp.model.placing import placed
from mrapp.model.project import Placement
from tests.io import measures
from tests.io.gltf_made import SQUARE, TWO, Made, one
from tests.io.test_gltf_looks import dressed
from tests.io.test_worker import assert_same

Points = NDArray[Any]


def in_file(mesh: CityMesh) -> Points:
    """Return the points as the file has them, y up."""
    x, y, z = mesh.points_rd.T
    return np.stack([x, z, -y], axis=1)


def corners(mesh: CityMesh) -> Points:
    """Return the corners of each triangle as the file has them."""
    return in_file(mesh)[mesh.triangles]


def warnings(mesh: CityMesh) -> list[str]:
    return [each.text() for each in mesh.report.warnings]


@pytest.mark.parametrize("name", ["made.glb", "made.gltf", "anything.bin", "odd.json"])
def test_a_square_is_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    made = Made()
    one(made, made.square(), name="Wall")
    path = made.write(tmp_path, "a.gltf" if name.endswith(("gltf", "json")) else "a.glb")
    path = path.rename(tmp_path / name)
    mesh = read_file(path)
    assert corners(mesh).tolist() == [SQUARE[[0, 1, 2]].tolist(), SQUARE[[0, 2, 3]].tolist()]
    # y is up in the file and z in the mesh: the square stands upright and faces south.
    assert measures.normals(mesh).tolist() == [[0, -1, 0]] * 2
    report = mesh.report
    assert report.extent is not None
    assert (report.extent.low, report.extent.high) == ((0.0, 0.0, 0.0), (1.0, 0.0, 1.0))
    assert [(each.id, each.root, each.type) for each in mesh.objects] == [
        ("Wall", "Wall", "Design")
    ]
    assert (report.format, report.version, report.crs) == ("glTF", "2.0", "")
    assert (report.placed, report.up, report.triangles, report.surfaces) == (False, "y", 2, 2)
    assert (report.objects, report.warnings, report.references) == ({"Design": 1}, (), ())


ROW = np.array([[n, n % 2, 0] for n in range(6)], np.float32)


@pytest.mark.parametrize(
    ("mode", "spots", "lines", "triangles"),
    [
        (0, [0, 1, 2, 3, 4, 5], [], []),
        (1, [], [(0, 1), (2, 3), (4, 5)], []),
        (2, [], [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)], []),
        (3, [], [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)], []),
        (4, [], [], [(0, 1, 2), (3, 4, 5)]),
        (5, [], [], [(0, 1, 2), (1, 3, 2), (2, 3, 4), (3, 5, 4)]),
        (6, [], [], [(1, 2, 0), (2, 3, 0), (3, 4, 0), (4, 5, 0)]),
    ],
)
@pytest.mark.parametrize("indexed", [False, True])
def test_every_mode_makes_what_the_specification_says(
    tmp_path: Path,
    mode: int,
    spots: list[int],
    lines: list[tuple[int, ...]],
    triangles: list[tuple[int, ...]],
    indexed: bool,
) -> None:
    made = Made()
    indices = np.arange(6, dtype=np.uint8)[::-1] if indexed else None
    points = ROW[::-1] if indexed else ROW
    mesh = read_file(one(made, made.primitive(indices, POSITION=points, mode=mode)).write(tmp_path))
    number = in_file(mesh)[:, 0].astype(int)
    assert number[mesh.spots].tolist() == spots
    assert [tuple(each) for each in number[mesh.lines].tolist()] == lines
    assert [tuple(each) for each in number[mesh.triangles].tolist()] == triangles
    assert len(mesh.spot_object) == len(spots)
    assert len(mesh.line_object) == len(lines)


def test_a_strip_jumps_by_triangles_without_area(tmp_path: Path) -> None:
    made = Made()
    strip = np.array([0, 1, 2, 2, 3, 3, 4, 5], np.uint16)
    mesh = read_file(one(made, made.primitive(strip, POSITION=ROW, mode=5)).write(tmp_path))
    assert len(mesh.triangles) == 2


def stored(made: Made, how: str) -> int:
    """Return an accessor with the square's corners, stored in one of many ways."""
    if how == "interleaved":
        rows = np.zeros((4, 5), np.float32)
        rows[:, 1:4] = SQUARE
        view = made.view(rows.tobytes(), byteStride=20)
        place = {"bufferView": view, "byteOffset": 4}
        return made.listed(
            "accessors", {**place, "componentType": 5126, "count": 4, "type": "VEC3"}
        )
    if how == "sparse on nothing":
        places = made.view(np.array([1, 2, 3], np.uint8).tobytes())
        values = made.view(SQUARE[1:].tobytes())
        sparse = {
            "count": 3,
            "indices": {"bufferView": places, "componentType": 5121},
            "values": {"bufferView": values},
        }
        return made.listed(
            "accessors", {"componentType": 5126, "count": 4, "type": "VEC3", "sparse": sparse}
        )
    if how == "quantized":
        return made.accessor(SQUARE.astype(np.int16))
    if how == "normalized":
        return made.accessor((SQUARE * 255).astype(np.uint8), normalized=True)
    return made.accessor((SQUARE * -32768).astype(np.int16), normalized=True)


@pytest.mark.parametrize(
    ("how", "factor"),
    [
        ("interleaved", 1),
        ("sparse on nothing", 1),
        ("quantized", 1),
        ("normalized", 1),
        ("normalized, negative", -1),
    ],
)
def test_every_way_to_store_positions_gives_the_same(tmp_path: Path, how: str, factor: int) -> None:
    extension = ["KHR_mesh_quantization"]
    made = Made(extensionsUsed=extension, extensionsRequired=extension)
    mesh = read_file(one(made, made.primitive(TWO, POSITION=stored(made, how))).write(tmp_path))
    assert corners(mesh) == pytest.approx(factor * SQUARE[TWO.reshape(2, 3)])
    assert warnings(mesh) == []


def test_nodes_move_turn_and_scale_what_is_below_them(tmp_path: Path) -> None:
    made = Made()
    wall = made.mesh(made.square())
    half = math.sqrt(0.5)
    made.node(name="site", translation=[10, 0, 0], children=[1, 2])
    # A quarter turn about y, counter-clockwise seen from above: x goes to -z.
    made.node(name="turned", mesh=wall, rotation=[0, half, 0, half], scale=[2, 3, 1])
    column_by_column = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 5, 7, 1]
    made.node(name="moved", mesh=wall, matrix=column_by_column)
    mesh = read_file(made.write(tmp_path))
    by_object = [corners(mesh)[mesh.object_index == number] for number in range(2)]
    turned = SQUARE[TWO.reshape(2, 3)] * [2, 3, 1]
    turned = np.stack([10 + turned[..., 2], turned[..., 1], -turned[..., 0]], axis=-1)
    assert by_object[0] == pytest.approx(turned, abs=1e-6)
    assert by_object[1] == pytest.approx(SQUARE[TWO.reshape(2, 3)] + [10, 5, 7])
    assert mesh.report.surfaces == 2
    assert mesh.report.triangles == 4


def test_a_design_comes_with_its_parts_and_a_place_in_the_netherlands(tmp_path: Path) -> None:
    made = Made(scene=0, scenes=[{"nodes": [0, 5]}])
    wall = made.mesh(made.square(), name="panel", extras={"fire": 60})
    made.node(name="file", children=[1, 2, 4])
    made.node(name="camera stand", translation=[1, 1, 1])
    made.node(name="house", children=[3], extras={"storeys": 2})
    made.node(name="wall", mesh=wall)
    made.node(name="wall", mesh=wall, translation=[0, 0, 9])
    made.node(name="light")
    mesh = read_file(made.write(tmp_path))
    assert [(each.id, each.root) for each in mesh.objects] == [
        ("house", "house"),
        ("wall", "house"),
        ("wall 2", "wall 2"),
    ]
    assert mesh.objects[0].attributes == {"storeys": 2}
    assert mesh.objects[1].attributes == {"fire": 60, "mesh": "panel"}
    place = Placement(x=105_000.0, y=424_000.0, nap=2.0, turn_deg=90.0, scale=2.0)
    there = placed(mesh, place).points_rd
    # 9 m towards the viewer (z) is 9 m south, so after a quarter turn 18 m east.
    assert there.max(axis=0) == pytest.approx([105_018.0, 424_002.0, 4.0])
    assert there.min(axis=0) == pytest.approx([105_000.0, 424_000.0, 2.0])


def test_what_is_mirrored_still_faces_outwards(tmp_path: Path) -> None:
    made = Made()
    normals = np.tile(np.array([0, 0, 1], np.float32), (4, 1))
    wall = made.mesh(made.square(NORMAL=normals, TEXCOORD_0=SQUARE[:, :2]))
    made.node(mesh=wall, scale=[-1, 1, 1])
    made.node(mesh=wall, scale=[1, 1, -2])
    mesh = read_file(made.write(tmp_path))
    faces = measures.normals(mesh).round(6).tolist()
    assert faces == [[0, -1, 0], [0, -1, 0], [0, 1, 0], [0, 1, 0]]
    assert measures.at_corners(mesh, mesh.normals).mean(axis=1).round(6).tolist() == faces


def test_without_normals_beside_others_that_have_them_faces_are_flat(tmp_path: Path) -> None:
    made = Made()
    slanted = np.tile(np.array([0, 0.6, 0.8], np.float32), (4, 1))
    slanted[3] = 0.0
    one(made, made.square(NORMAL=slanted), made.square())
    mesh = read_file(made.write(tmp_path))
    normals = measures.at_corners(mesh, mesh.normals)
    assert normals[0] == pytest.approx(np.tile([0, -0.8, 0.6], (3, 1)))
    assert normals[1, 2] == pytest.approx([0, -1, 0])  # the file says nothing there
    assert normals[2:] == pytest.approx(np.tile([0, -1, 0], (2, 3, 1)))
    bare = Made()
    assert read_file(one(bare, bare.square()).write(tmp_path)).normals is None


def test_instances_stand_each_in_their_own_place(tmp_path: Path) -> None:
    extension = ["EXT_mesh_gpu_instancing"]
    made = Made(extensionsUsed=extension, extensionsRequired=extension)
    moved = made.accessor(np.array([[0, 0, 0], [10, 0, 0], [20, 0, 0]], np.float32))
    scaled = made.accessor(np.array([[1, 1, 1], [2, 2, 2], [-3, 3, 3]], np.float32))
    instancing = {"attributes": {"TRANSLATION": moved, "SCALE": scaled}}
    one(made, made.square(), extensions={extension[0]: instancing}, translation=[0, 5, 0])
    mesh = read_file(made.write(tmp_path))
    assert measures.areas(mesh).tolist() == [0.5, 0.5, 2.0, 2.0, 4.5, 4.5]
    assert in_file(mesh).max(axis=0) == pytest.approx([20, 8, 0])
    assert measures.normals(mesh).tolist() == [[0, -1, 0]] * 6
    assert (mesh.report.surfaces, len(mesh.objects)) == (2, 1)


def test_default_weights_move_a_morph_and_bones_carry_a_skin(tmp_path: Path) -> None:
    made = Made()
    up = made.accessor(np.tile(np.array([0, 1, 0], np.float32), (4, 1)))
    morph = made.mesh(made.square(targets=[{"POSITION": up}]), weights=[0.5])
    made.node(mesh=morph)
    made.node(mesh=morph, weights=[2.0])
    mesh = read_file(made.write(tmp_path))
    heights = [in_file(mesh)[mesh.triangles[mesh.object_index == n], 1].min() for n in range(2)]
    assert heights == [0.5, 2.0]

    made = Made(scenes=[{"nodes": [0, 1]}])
    joints = np.zeros((4, 4), np.uint8)
    weights = np.tile(np.array([1, 0, 0, 0], np.float32), (4, 1))
    skinned = made.mesh(made.square(JOINTS_0=joints, WEIGHTS_0=weights))
    made.node(name="man", mesh=skinned, skin=0, translation=[100, 0, 0])
    made.node(name="bone", translation=[0, 3, 0])
    back = np.eye(4, dtype=np.float32)
    back[3, :3] = [0, -1, 0]  # stored column by column
    made.listed("skins", {"joints": [1], "inverseBindMatrices": made.accessor(back.reshape(1, 16))})
    mesh = read_file(made.write(tmp_path))
    # The bone is 2 above where it was bound; the node's own place does not count.
    assert in_file(mesh).min(axis=0) == pytest.approx([0, 2, 0])


def test_the_default_scene_is_shown_else_the_first_else_all(tmp_path: Path) -> None:
    def shown(**root: Any) -> list[str]:
        made = Made(**root)
        wall = made.mesh(made.square())
        for name in ("a", "b", "c"):
            made.node(name=name, mesh=wall)
        return [each.id for each in read_file(made.write(tmp_path)).objects]

    scenes = [{"nodes": [0]}, {"nodes": [1, 2]}]
    assert shown(scene=1, scenes=scenes) == ["b", "c"]
    assert shown(scenes=scenes) == ["a"]
    assert shown() == ["a", "b", "c"]
    made = Made()
    made.mesh(made.square(), name="alone")
    mesh = read_file(made.write(tmp_path))
    assert [each.id for each in mesh.objects] == ["alone"]
    assert "of no mesh where it stands" in warnings(mesh)[0]


def test_what_is_hidden_or_listed_twice_is_not_shown_again(tmp_path: Path) -> None:
    made = Made(extensionsUsed=["KHR_node_visibility"], scenes=[{"nodes": [0, 1, 2]}])
    wall = made.mesh(made.square())
    made.node(name="a", mesh=wall, children=[3])
    made.node(mesh=wall, extensions={"KHR_node_visibility": {"visible": False}})
    made.node(name="c", mesh=wall, children=[3])
    made.node(name="d", mesh=wall)
    mesh = read_file(made.write(tmp_path))
    assert [each.id for each in mesh.objects] == ["a", "d", "c"]
    assert warnings(mesh) == ["Node 3 has two parents or is listed twice; shown once."]


@pytest.mark.parametrize("children", [[0], [1]], ids=["itself", "its child's child"])
def test_nodes_in_a_circle_are_refused(tmp_path: Path, children: list[int]) -> None:
    made = Made(scenes=[{"nodes": [0]}])
    wall = made.mesh(made.square())
    made.node(mesh=wall, children=children)
    made.node(mesh=wall, children=[0])
    with pytest.raises(ReadError, match="nodes form a circle"):
        read_file(made.write(tmp_path))


def test_a_worker_passes_on_all_of_a_design(tmp_path: Path) -> None:
    path = dressed(tmp_path)
    mesh = read_file(path)
    assert mesh.normals is not None
    assert mesh.colours is not None
    assert len(mesh.textures) == 2
    there = WorkerReader()(path)
    assert_same(there, mesh)
    # An image that two textures share comes across once.
    assert there.textures[0].normal is there.textures[1].normal
