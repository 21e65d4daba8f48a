"""What surfaces are and look like: semantics, materials, textures, in every nesting."""

from pathlib import Path
from typing import Any

import pytest
from numpy.typing import NDArray

from mrapp.io.readers import read_file
from mrapp.model.citymesh import CityMesh, Surface
from tests.io import made, measures
from tests.io.pictures import plain

GREEN, RED = [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]
MATERIALS = [
    {"name": "red", "diffuseColor": RED, "transparency": 0.25, "shininess": 0.5},
    {"name": "green", "diffuseColor": GREEN, "emissiveColor": RED},
]


def per_face(values: NDArray[Any]) -> list[int]:
    """Return one value per quad of what a mesh of quads has per triangle: its two agree."""
    pairs = values.reshape(-1, 2)
    assert (pairs[:, 0] == pairs[:, 1]).all()
    return [int(each) for each in pairs[:, 0]]


KINDS = [{"type": "GroundSurface"}, {"type": "RoofSurface"}, {"type": "WallSurface"}]
FACES = [Surface.GROUND, Surface.ROOF, *[Surface.WALL] * 4]


@pytest.mark.parametrize(
    ("kind", "boundaries", "values"),
    [
        ("MultiSurface", made.faces(), [0, 1, 2, 2, 2, 2]),
        ("Solid", [made.faces()], [[0, 1, 2, 2, 2, 2]]),
        ("MultiSolid", [[made.faces()]], [[[0, 1, 2, 2, 2, 2]]]),
    ],
)
def test_semantics_follow_the_nesting(
    tmp_path: Path, kind: str, boundaries: list[Any], values: list[Any]
) -> None:
    source = {"surfaces": KINDS, "values": values}
    shape = made.geometry(kind, boundaries, semantics=source)
    mesh = read_file(made.boxes(tmp_path, {"b": made.thing(shape, kind="Bridge")}))
    assert per_face(mesh.surface) == FACES


@pytest.mark.parametrize("values", [None, [None], [[None] * 6], [[]]])
def test_null_semantics_leave_it_to_the_building(tmp_path: Path, values: list[Any] | None) -> None:
    source = {"surfaces": KINDS, "values": values}
    shape = made.geometry("Solid", [made.faces()], semantics=source)
    mesh = read_file(made.boxes(tmp_path, {"b": made.thing(shape)}))
    assert per_face(mesh.surface) == FACES
    assert mesh.report.warnings == ()


def test_each_shell_has_its_own_semantics(tmp_path: Path) -> None:
    vertices = made.cube() + made.cube((0.25, 0.25, 0.25), 0.5)
    source = {"surfaces": KINDS, "values": [[0, 1, 2, 2, 2, 2], [1] * 6]}
    shape = made.geometry("Solid", [made.faces(), made.faces(8, inward=True)], semantics=source)
    mesh = read_file(made.write(tmp_path, made.document({"b": made.thing(shape)}, vertices)))
    assert per_face(mesh.surface) == [*FACES, *[Surface.ROOF] * 6]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("TINRelief", Surface.TERRAIN),
        ("Road", Surface.ROAD),
        ("Railway", Surface.RAIL),
        ("TransportSquare", Surface.SQUARE),
        ("WaterBody", Surface.WATER),
        ("PlantCover", Surface.GREEN),
        ("SolitaryVegetationObject", Surface.TREE),
        ("CityFurniture", Surface.FURNITURE),
        ("BuildingInstallation", Surface.INSTALLATION),
        ("+NoiseBarrier", Surface.OTHER),
    ],
)
def test_without_semantics_the_object_says_what_it_is(
    tmp_path: Path, kind: str, expected: Surface
) -> None:
    shape = made.geometry("MultiSurface", made.faces())
    mesh = read_file(made.boxes(tmp_path, {"b": made.thing(shape, kind=kind)}))
    assert set(mesh.surface.tolist()) == {expected}


@pytest.mark.parametrize(
    ("kind", "boundaries", "said", "expected"),
    [
        ("Solid", [made.faces()], {"value": 1}, [1] * 6),
        ("Solid", [made.faces()], {"values": [[0, 1, None, 0, 0, 1]]}, [0, 1, -1, 0, 0, 1]),
        ("Solid", [made.faces()], {"values": [None]}, [-1] * 6),
        ("MultiSurface", made.faces(), {"values": [0, 1]}, [0, 1, -1, -1, -1, -1]),
        ("MultiSolid", [[made.faces()]], {"values": [[[1, 1, 1, 0, 0, 0]]]}, [1, 1, 1, 0, 0, 0]),
    ],
)
def test_materials_follow_the_nesting(
    tmp_path: Path, kind: str, boundaries: list[Any], said: made.Json, expected: list[int]
) -> None:
    shape = made.geometry(kind, boundaries, material={"other": {"value": 0}, "mine": said})
    looks = {"materials": MATERIALS, "default-theme-material": "mine"}
    mesh = read_file(made.boxes(tmp_path, {"b": made.thing(shape)}, appearance=looks))
    assert per_face(mesh.material) == expected
    assert mesh.materials[0].opacity == pytest.approx(0.75)
    assert mesh.materials[0].diffuse == (1.0, 0.0, 0.0)
    assert mesh.materials[1].emissive == (1.0, 0.0, 0.0)
    assert mesh.report.materials == 2


UV = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]


def textured(folder: Path, values: list[Any], image: str = "wall.png") -> CityMesh:
    looks = {"textures": [{"type": "PNG", "image": image}], "vertices-texture": UV}
    shape = made.geometry("Solid", [made.faces()], texture={"t": {"values": values}})
    return read_file(made.boxes(folder, {"b": made.thing(shape)}, appearance=looks))


def test_texture_coordinates_lie_on_their_corners(tmp_path: Path) -> None:
    (tmp_path / "wall.png").write_bytes(plain((200, 100, 50)))
    mesh = textured(tmp_path, [[[[None]], [[0, 0, 1, 2, 3]], [[None]], [[None]], None, [[None]]]])
    assert per_face(mesh.texture) == [-1, 0, -1, -1, -1, -1]
    top = mesh.texture == 0
    # The unit cube's top runs with its texture: u, v are x, y.
    places = (mesh.points_rd[mesh.triangles[top]] - made.ORIGIN)[:, :, :2]
    assert measures.at_corners(mesh, mesh.uv)[top] == pytest.approx(places)
    assert mesh.textures[0].path == str((tmp_path / "wall.png").resolve())
    assert mesh.textures[0].image is not None
    assert mesh.textures[0].image.pixels[0, 0].tolist() == [200, 100, 50]
    assert mesh.report.warnings == ()


def test_a_damaged_image_is_told_and_its_surfaces_stay(tmp_path: Path) -> None:
    (tmp_path / "wall.png").write_bytes(b"png")
    mesh = textured(tmp_path, [[[[0, 0, 1, 2, 3]]] * 6])
    assert mesh.textures[0].image is None
    assert "'wall.png' is damaged" in mesh.report.warnings[0].text()
    assert len(mesh.triangles) == 12


def test_a_missing_image_is_told_and_its_surfaces_stay(tmp_path: Path) -> None:
    mesh = textured(tmp_path, [[[[0, 0, 1, 2, 3]]] * 6])
    assert mesh.textures[0].path is None
    assert "'wall.png' is missing" in mesh.report.warnings[0].text()
    assert mesh.report.references == ("wall.png",)
    assert len(mesh.triangles) == 12


@pytest.mark.parametrize(
    "image", ["../secret.png", "/etc/hostname", "http://x.nl/a.png", "a\0.png"]
)
def test_images_outside_the_folder_are_not_touched(tmp_path: Path, image: str) -> None:
    home = tmp_path / "model"
    home.mkdir()
    (tmp_path / "secret.png").write_bytes(b"png")
    mesh = textured(home, [[[[0, 0, 1, 2, 3]]] * 6], image)
    assert mesh.textures[0].path is None
    assert len(mesh.report.warnings) == 1


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    home = tmp_path / "model"
    home.mkdir()
    (tmp_path / "secret.png").write_bytes(b"png")
    (home / "wall.png").symlink_to(tmp_path / "secret.png")
    assert textured(home, [[[[0, 0, 1, 2, 3]]] * 6]).textures[0].path is None


@pytest.mark.parametrize(
    "values", [[0, 0, 1, 2], [0, 0, 1, 2, 9], [5, 0, 1, 2, 3], [0, 0, 1, 2, 2.5], []]
)
def test_a_texture_that_does_not_fit_is_left_out(tmp_path: Path, values: list[Any]) -> None:
    (tmp_path / "wall.png").write_bytes(plain())
    mesh = textured(tmp_path, [[[[0, 0, 1, 2, 3]], [values], *[[[None]]] * 4]])
    assert per_face(mesh.texture)[:2] == [0, -1]
