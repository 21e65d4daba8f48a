"""What glTF files look like: colours from light to screen, images and how they lie."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mrapp.io.readers import read_file
from mrapp.model.citymesh import CityMesh, Material
from tests.io import measures
from tests.io.gltf_made import CORNERS_UV, SQUARE, TWO, Json, Made, one
from tests.io.pictures import plain, png


def srgb(light: float) -> float:
    """Return light as on a screen, by IEC 61966-2-1."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def material(folder: Path, used: tuple[str, ...] = (), **source: Any) -> Material:
    made = Made(extensionsUsed=list(used)) if used else Made()
    made.listed("materials", {"name": "m", **source})
    mesh = read_file(one(made, made.square(material=0)).write(folder))
    assert mesh.report.warnings == ()
    assert mesh.material.tolist() == [0, 0]
    return mesh.materials[0]


def test_factors_are_light_and_materials_are_as_on_a_screen(tmp_path: Path) -> None:
    metal = {"baseColorFactor": [0.5, 0.0, 1.0, 0.4], "metallicFactor": 0.25}
    made = material(tmp_path, pbrMetallicRoughness=metal, emissiveFactor=[0.0, 0.2, 0.0])
    assert made.diffuse == pytest.approx((srgb(0.5), 0.0, 1.0))
    assert made.emissive == pytest.approx((0.0, srgb(0.2), 0.0))
    assert (made.metallic, made.roughness, made.opacity) == (0.25, 1.0, 1.0)
    assert (made.unlit, made.cutoff) == (False, None)


def test_ways_to_be_see_through(tmp_path: Path) -> None:
    clear = {"baseColorFactor": [1, 1, 1, 0.4]}
    assert material(tmp_path, alphaMode="BLEND", pbrMetallicRoughness=clear).opacity == 0.4
    masked = material(tmp_path, alphaMode="MASK", alphaCutoff=0.2, pbrMetallicRoughness=clear)
    # A pixel stays if its opacity times the factor is at least the cutoff.
    assert masked.opacity == 1.0
    assert masked.cutoff == pytest.approx(0.5)
    assert material(tmp_path, alphaMode="MASK").cutoff == 0.5
    glass = {"KHR_materials_transmission": {"transmissionFactor": 1.0}}
    assert material(tmp_path, tuple(glass), extensions=glass).opacity == 0.25


def test_extensions_of_materials(tmp_path: Path) -> None:
    unlit: Json = {"KHR_materials_unlit": {}}
    assert material(tmp_path, tuple(unlit), extensions=unlit).unlit
    strong = {"KHR_materials_emissive_strength": {"emissiveStrength": 4.0}}
    lamp = material(tmp_path, tuple(strong), extensions=strong, emissiveFactor=[0.1, 0.5, 0])
    assert lamp.emissive == pytest.approx((srgb(0.4), 1.0, 0.0))
    gloss = {"diffuseFactor": [0.2, 0.4, 0.6, 1], "specularFactor": [0, 0, 0]}
    glossy = {"KHR_materials_pbrSpecularGlossiness": {**gloss, "glossinessFactor": 0.3}}
    dull = material(tmp_path, tuple(glossy), extensions=glossy)
    assert dull.metallic == 0.0
    assert dull.roughness == pytest.approx(0.7)
    assert dull.diffuse == pytest.approx([srgb(each / 0.96) for each in (0.2, 0.4, 0.6)])
    gold = {"diffuseFactor": [0, 0, 0, 1], "specularFactor": [1.0, 0.7, 0.3]}
    shiny = {"KHR_materials_pbrSpecularGlossiness": gold}
    metal = material(tmp_path, tuple(shiny), extensions=shiny)
    assert metal.metallic == pytest.approx(1.0)
    assert metal.diffuse == pytest.approx([srgb(each) for each in (1.0, 0.7, 0.3)])


LIGHT = np.array([[0, 0.5, 1, 1], [0.25, 0, 0, 0.5], [1, 1, 1, 0], [0, 0, 0, 1]])


@pytest.mark.parametrize("kind", ["u1", "u2", "f4"])
@pytest.mark.parametrize("width", [3, 4])
def test_vertex_colours_are_light_too(tmp_path: Path, kind: str, width: int) -> None:
    most = {"u1": 255, "u2": 65535, "f4": 1}[kind]
    light = LIGHT[:, :width] * most
    values = light.astype(kind) if kind == "f4" else np.round(light).astype(kind)
    made = Made()
    made.listed("materials", {"alphaMode": "BLEND"})
    colours = made.accessor(values, normalized=kind != "f4")
    mesh = read_file(one(made, made.square(COLOR_0=colours, material=0)).write(tmp_path))
    expected = np.full((4, 4), 255.0)
    expected[:, :3] = [[255 * srgb(each) for each in row[:3]] for row in LIGHT]
    if width == 4:
        expected[:, 3] = 255 * LIGHT[:, 3]
    seen = measures.at_corners(mesh, mesh.colours)
    assert np.abs(seen - expected[TWO.reshape(2, 3)]).max() <= 1.0


def test_colours_are_white_where_a_part_has_none_and_opaque_where_its_material_is(
    tmp_path: Path,
) -> None:
    made = Made()
    made.listed("materials", {})
    clear = np.zeros((4, 4), np.float32)
    mesh = read_file(
        one(made, made.square(COLOR_0=clear, material=0), made.square()).write(tmp_path)
    )
    assert (
        measures.at_corners(mesh, mesh.colours)[:2].reshape(-1, 4).tolist() == [[0, 0, 0, 255]] * 6
    )
    assert (measures.at_corners(mesh, mesh.colours)[2:] == 255).all()
    bare = Made()
    assert read_file(one(bare, bare.square()).write(tmp_path)).colours is None


def image(made: Made, data: bytes, kind: str = "image/png", **texture: Any) -> int:
    """Add an image and a texture that shows it; return the texture's number."""
    source = made.listed("images", {"bufferView": made.view(data), "mimeType": kind})
    return made.listed("textures", {"source": source, **texture})


def based(made: Made, **info: Any) -> int:
    return made.listed("materials", {"pbrMetallicRoughness": {"baseColorTexture": info}})


def test_an_image_lies_upright_on_a_wall(tmp_path: Path) -> None:
    made = Made()
    picture = png(np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [9, 9, 9]]], np.uint8))
    based(made, index=image(made, picture))
    mesh = read_file(one(made, made.square(material=0, TEXCOORD_0=CORNERS_UV)).write(tmp_path))
    # v is upwards in the mesh: as in the square itself, 0, 0 is its lower left corner.
    assert measures.at_corners(mesh, mesh.uv) == pytest.approx(SQUARE[TWO.reshape(2, 3), :2])
    assert mesh.texture.tolist() == [0, 0]
    assert mesh.textures[0].image is not None
    assert mesh.textures[0].image.pixels[0, 0].tolist() == [255, 0, 0]
    assert (mesh.textures[0].wrap, mesh.textures[0].path) == ("wrap", None)
    assert (mesh.report.textures, mesh.report.materials) == (1, 1)


@pytest.mark.parametrize(
    ("wraps", "expected"),
    [
        ((33071, 33071), "clamp"),
        ((33648, 33648), "mirror"),
        ((10497, 10497), "wrap"),
        ((33071, 10497), "wrap"),
    ],
)
def test_images_repeat_as_their_sampler_says(
    tmp_path: Path, wraps: tuple[int, int], expected: str
) -> None:
    made = Made()
    sampler = made.listed("samplers", {"wrapS": wraps[0], "wrapT": wraps[1]})
    based(made, index=image(made, plain(), sampler=sampler))
    mesh = read_file(one(made, made.square(material=0, TEXCOORD_0=CORNERS_UV)).write(tmp_path))
    assert mesh.textures[0].wrap == expected


def test_a_texture_transform_is_baked_into_the_coordinates(tmp_path: Path) -> None:
    made = Made(extensionsUsed=["KHR_texture_transform"])
    moved = {"offset": [0.5, 0.25], "scale": [2, 3], "rotation": math.pi / 2, "texCoord": 1}
    info = {"index": image(made, plain()), "extensions": {"KHR_texture_transform": moved}}
    based(made, **info)
    uv = np.array([[0.1, 0.2], [1, 0], [0, 1], [1, 1]], np.float32)
    zeros = np.zeros((4, 2), np.float32)
    mesh = read_file(
        one(made, made.square(material=0, TEXCOORD_0=zeros, TEXCOORD_1=uv)).write(tmp_path)
    )
    # Scaled, a quarter turn counter-clockwise as seen (v downwards), then moved.
    u, v = uv[:, 0] * 2, uv[:, 1] * 3
    expected = np.stack([0.5 + v, 1.0 - (0.25 - u)], axis=1)
    assert measures.at_corners(mesh, mesh.uv) == pytest.approx(
        expected[TWO.reshape(2, 3)], abs=1e-6
    )


def test_only_what_says_so_is_see_through(tmp_path: Path) -> None:
    def channels(**source: Any) -> int:
        made = Made()
        info = {"index": image(made, plain((1, 2, 3, 4)))}
        made.listed("materials", {"pbrMetallicRoughness": {"baseColorTexture": info}, **source})
        wall = made.square(material=0, TEXCOORD_0=CORNERS_UV)
        shown = read_file(one(made, wall).write(tmp_path)).textures[0].image
        assert shown is not None
        return int(shown.pixels.shape[2])

    assert channels() == 3
    assert channels(alphaMode="MASK") == 4
    assert channels(alphaMode="BLEND") == 4


def dressed(folder: Path) -> Path:
    """Write a document with every kind of image, normals and colours; return where."""
    made = Made(asset={"version": "2.0", "generator": "by hand", "copyright": "nobody"})
    base, rough = image(made, plain((9, 8, 7))), image(made, plain((0, 128, 255)))
    normal, glow = image(made, plain((128, 128, 255))), image(made, plain((255, 255, 0)))
    metal = {"baseColorTexture": {"index": base}, "metallicRoughnessTexture": {"index": rough}}
    rest = {"normalTexture": {"index": normal}, "emissiveTexture": {"index": glow}}
    glowing = {**rest, "emissiveFactor": [1, 1, 1], "pbrMetallicRoughness": metal}
    made.listed("materials", {"name": "all", **glowing})
    made.listed("materials", {"name": "bumps", "normalTexture": {"index": normal}})
    arrays = {
        "NORMAL": np.tile(np.array([0, 0, 1], np.float32), (4, 1)),
        "COLOR_0": np.full((4, 3), 0.5, np.float32),
        "TEXCOORD_0": CORNERS_UV,
    }
    walls = [made.square(material=number, **arrays) for number in (0, 1)]
    return one(made, *walls, name="dressed").write(folder)


def test_maps_lie_with_the_colour(tmp_path: Path) -> None:
    mesh = read_file(dressed(tmp_path))
    first, second = mesh.textures
    shown = [first.image, first.metal_rough, first.normal, first.emissive]
    assert [each.pixels[0, 0].tolist() for each in shown if each] == [
        [9, 8, 7], [0, 128, 255], [128, 128, 255], [255, 255, 0],
    ]  # fmt: skip
    assert (second.image, second.metal_rough, second.emissive) == (None, None, None)
    assert second.normal is first.normal
    assert mesh.texture.tolist() == [0, 0, 1, 1]
    assert mesh.report.warnings == ()
    assert mesh.report.metadata == {"generator": "by hand", "copyright": "nobody"}
    assert mesh.objects[0].attributes == {"materials": ["all", "bumps"]}


def test_a_map_that_lies_otherwise_is_left_out_with_a_warning(tmp_path: Path) -> None:
    made = Made()
    base, bumps = image(made, plain()), image(made, plain())
    metal = {"baseColorTexture": {"index": base}}
    other = {"index": bumps, "texCoord": 1}
    made.listed(
        "materials", {"name": "brick", "pbrMetallicRoughness": metal, "normalTexture": other}
    )
    uv = {"TEXCOORD_0": CORNERS_UV, "TEXCOORD_1": CORNERS_UV}
    mesh = read_file(one(made, made.square(material=0, **uv)).write(tmp_path))
    assert mesh.textures[0].normal is None
    assert [each.text() for each in mesh.report.warnings] == [
        "Material 'brick': its normal image lies otherwise than that of its colour; left out."
    ]


def textured(folder: Path, source: Json) -> CityMesh:
    made = Made()
    made.listed("images", source)
    made.listed("textures", {"source": 0})
    based(made, index=0)
    wall = made.square(material=0, TEXCOORD_0=CORNERS_UV)
    return read_file(one(made, wall).write(folder))


def test_images_beside_the_file_are_found_by_their_decoded_name(tmp_path: Path) -> None:
    (tmp_path / "oude gevel.png").write_bytes(plain((1, 2, 3)))
    mesh = textured(tmp_path, {"uri": "oude%20gevel.png"})
    texture = mesh.textures[0]
    assert texture.image is not None
    assert texture.image.pixels[0, 0].tolist() == [1, 2, 3]
    assert texture.path == str((tmp_path / "oude gevel.png").resolve())
    assert mesh.report.references == ("oude gevel.png",)


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("gone.png", "is missing"),
        ("bad.png", "damaged"),
        ("../secret.png", "outside"),
        ("%2e%2e/secret.png", "outside"),
        ("/etc/hostname", "outside"),
        ("file:///etc/hostname", "outside"),
        ("http://x.nl/a.png", "outside"),
        ("C:/a.png", "outside"),
        ("link.png", "outside"),
        ("a%00.png", "outside"),
        ("data:image/png;base64,!!!", "is damaged"),
    ],
)
def test_images_that_are_not_to_be_had_leave_a_plain_colour(
    tmp_path: Path, uri: str, reason: str
) -> None:
    home = tmp_path / "model"
    home.mkdir()
    (tmp_path / "secret.png").write_bytes(plain())
    (home / "bad.png").write_bytes(b"no image")
    (home / "link.png").symlink_to(tmp_path / "secret.png")
    mesh = textured(home, {"uri": uri})
    assert mesh.texture.tolist() == [-1, -1]
    assert mesh.uv is None
    assert mesh.textures == ()
    assert reason in mesh.report.warnings[0].text()
    assert len(mesh.report.warnings) == 1


def test_an_image_in_a_newer_form_goes_first_and_the_plain_one_stands_by(tmp_path: Path) -> None:
    for data, expected in ((plain((7, 7, 7)), [7, 7, 7]), (b"no image", [1, 1, 1])):
        made = Made(extensionsUsed=["EXT_texture_webp"])
        newer = made.listed("images", {"bufferView": made.view(data), "mimeType": "image/webp"})
        texture = image(made, plain((1, 1, 1)), extensions={"EXT_texture_webp": {"source": newer}})
        based(made, index=texture)
        wall = made.square(material=0, TEXCOORD_0=CORNERS_UV)
        shown = read_file(one(made, wall).write(tmp_path)).textures[0].image
        assert shown is not None
        assert shown.pixels[0, 0].tolist() == expected
