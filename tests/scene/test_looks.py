"""What a file says of shine, glow, holes and colours is what is seen; one look at a time."""

from dataclasses import replace
from typing import TypeVar

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.state import AssetShow, Sun
from mrapp.model.citymesh import CityMesh, Corners, Image, Material, Surface, Texture
from mrapp.model.project import Status
from mrapp.scene.pose import Pose
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import take_snapshot
from tests.scene.helpers import MeshBuilder, state, sun

pytestmark = pytest.mark.slow


Kind = TypeVar("Kind", bound=np.generic)

LOW_SUN = sun(180.0, 20.0)
NIGHT = sun(0.0, -40.0)
SHOW = AssetShow("m", "design", "m")
GREY = Material("grey", (0.5, 0.5, 0.5))
# Straight at the middle of the wall, from the south.
POSE = Pose.looking((0.0, -20.0, 5.0), (0.0, 0.0, 5.0))
ASIDE = Pose.looking((-6.0, -7.0, 5.0), (0.0, 0.0, 5.0))


def _wall(material: Material, texture: Texture | None = None) -> CityMesh:
    """Return a wall of 10 by 10 m that looks south, in front of a dark one without any look."""
    make = MeshBuilder()
    corners = np.array([[-5.0, 0.0, 0.0], [5.0, 0.0, 0.0], [5.0, 0.0, 10.0], [-5.0, 0.0, 10.0]])
    cut = np.array([[0, 1, 2], [0, 2, 3]])
    make.faces(make.thing("wall"), corners, cut, Surface.OTHER, make.material((1, 1, 1)))
    behind = corners + np.array([0.0, 3.0, 0.0])
    make.faces(make.thing("behind"), behind, cut, Surface.OTHER, make.material((0, 0, 0)))
    mesh = make.mesh()
    uv = np.zeros((4, 3, 2), np.float32)
    uv[:2] = (corners[cut][:, :, [0, 2]] + (5.0, 0.0)) / 10.0
    return replace(
        mesh,
        materials=(material, mesh.materials[1]),
        textures=(texture,) if texture else (),
        texture=np.array([0, 0, -1, -1] if texture else [-1] * 4, np.int32),
        uv=_unrolled(uv) if texture else None,
    )


def _unrolled(values: NDArray[Kind]) -> Corners[Kind]:
    """Return values (m, 3, d) that no corners share."""
    count = 3 * len(values)
    return Corners(values.reshape(count, -1), np.arange(count, dtype=np.int32).reshape(-1, 3))


def _seen(
    mesh: CityMesh, at: Sun = LOW_SUN, pose: Pose = POSE, show: AssetShow = SHOW
) -> NDArray[np.int64]:
    """Return what is seen of the wall's middle, (80, 80, 3), without lettering."""
    shown = state(show, at=at)
    picture = take_snapshot(shown, {"m": mesh}, pose, 240, 240, Quality.FAST)
    return picture[80:160, 80:160].astype(np.int64)


def _mean(seen: NDArray[np.int64]) -> float:
    return float(seen.mean())


def _image(*rows: list[tuple[int, ...]]) -> Image:
    return Image(np.array(rows, np.uint8))


def test_an_image_stays_to_be_read_under_the_lines_of_a_status() -> None:
    """The lines of an idea are seen, and yet light stays light and dark stays dark."""
    row: list[tuple[int, ...]] = [(40, 40, 40) if x < 8 else (210, 210, 210) for x in range(16)]
    halves = _image(row)
    wall = _wall(GREY, Texture(None, "halves", "clamp", halves))
    seen = {
        status: _seen(wall, show=replace(SHOW, status=status))
        for status in (Status.DECIDED, Status.PROPOSAL, Status.IDEA)
    }
    for status in (Status.PROPOSAL, Status.IDEA):
        gaps = np.abs(seen[status] - seen[Status.DECIDED]).max(axis=2)
        assert gaps.max() > 8, status
        left, right = seen[status][:, :30].max(), seen[status][:, 50:].min()
        assert left < right, f"{status}: the darker half is darker everywhere"


def test_polished_metal_mirrors_the_sun_where_it_stands() -> None:
    """It flashes where the sun is mirrored, and is darker than paint where it is not."""
    polished, setting = _wall(replace(GREY, metallic=1.0, roughness=0.25)), sun(180.0, 5.0)
    # A wall throws back the light of a sun 5 degrees high to where it goes down by as much.
    flash = Pose.looking((0.0, -20.0, 5.0 - 20.0 * float(np.tan(np.radians(5.0)))), (0, 0, 5.0))
    assert _mean(_seen(polished, setting, flash)) > _mean(_seen(_wall(GREY), setting, flash)) + 20
    assert _mean(_seen(polished, pose=ASIDE)) < _mean(_seen(_wall(GREY), pose=ASIDE)) - 10


def test_what_is_unlit_keeps_its_colour_at_night() -> None:
    unlit = _wall(replace(GREY, unlit=True))
    assert np.abs(_seen(unlit, NIGHT) - _seen(unlit)).max() <= 3
    assert _mean(_seen(_wall(GREY), NIGHT)) < _mean(_seen(unlit, NIGHT)) - 30


def test_what_glows_is_seen_at_night() -> None:
    glowing = _seen(_wall(replace(GREY, emissive=(0.8, 0.4, 0.0))), NIGHT).mean(axis=(0, 1))
    plain = _seen(_wall(GREY), NIGHT).mean(axis=(0, 1))
    assert glowing[0] > plain[0] + 80
    assert abs(glowing[2] - plain[2]) < 3


def test_colours_of_corners_run_into_each_other() -> None:
    mesh = _wall(replace(GREY, diffuse=(1.0, 1.0, 1.0)))
    colours = np.full((4, 3, 4), 255, np.uint8)
    # Red at the left, blue at the right.
    left = mesh.points_rd[mesh.triangles[:2], 0] < mesh.points_rd[:, 0].mean()
    colours[:2][left] = (255, 0, 0, 255)
    colours[:2][~left] = (0, 0, 255, 255)
    seen = _seen(replace(mesh, colours=_unrolled(colours))).mean(axis=0)
    assert (np.diff(seen[::8, 0]) < 0).all()
    assert (np.diff(seen[::8, 2]) > 0).all()


@pytest.mark.parametrize("how", ["cut", "blended", "opaque"])
def test_an_image_may_have_holes(how: str) -> None:
    """At the left the image is half there: not at all, half, or wholly, as the material says."""
    rgb = (255, 255, 255)
    pixels = _image([(*rgb, 100), (*rgb, 255)]) if how != "opaque" else _image([rgb, rgb])
    material = replace(GREY, diffuse=(1.0, 1.0, 1.0), tint=True)
    material = replace(material, cutoff=0.5) if how == "cut" else material
    texture = Texture(None, "holes", "clamp", pixels)
    seen = _seen(_wall(material, texture))
    solid = _mean(_seen(_wall(material, replace(texture, image=_image([rgb, rgb])))))
    hole = _mean(_seen(_wall(Material("black", (0.0, 0.0, 0.0)))))
    left, right = _mean(seen[:, :15]), _mean(seen[:, -15:])
    assert right == pytest.approx(solid, abs=6)
    assert left == pytest.approx({"cut": hole, "opaque": solid}.get(how, left), abs=12)
    assert hole + 20 < left < solid - 20 or how != "blended"


def test_a_material_may_tint_its_image() -> None:
    white = Texture(None, "white", "wrap", _image([(255, 255, 255)]))
    red = Material("red", (1.0, 0.0, 0.0))
    tinted = _seen(_wall(replace(red, tint=True), white)).mean(axis=(0, 1))
    plain = _seen(_wall(red, white)).mean(axis=(0, 1))
    assert tinted[1] < 60 < 120 < plain[1]


def test_a_normal_map_turns_the_light() -> None:
    """Bent towards the sun a wall is lighter, bent away from it darker."""
    level = _image([(255, 255, 255)])

    def lit(up: int) -> float:
        bump = _image([(128, up, 200)])
        texture = Texture(None, "bumps", "wrap", level, normal=bump)
        return _mean(_seen(_wall(replace(GREY, tint=True), texture), sun(180.0, 45.0)))

    assert lit(200) > lit(128) + 5 > lit(56) + 40


def test_maps_of_roughness_and_glow_count() -> None:
    level = _image([(255, 255, 255)])
    metal = Material("m", (0.9, 0.9, 0.9), metallic=1.0, tint=True, emissive=(1.0, 1.0, 1.0))
    dark, light = _image([(0, 0, 0)]), _image([(255, 255, 255)])
    glowing = Texture(None, "t", "wrap", level, emissive=light)
    dull = Texture(None, "t", "wrap", level, emissive=dark)
    assert _mean(_seen(_wall(metal, glowing), NIGHT)) > _mean(_seen(_wall(metal, dull), NIGHT)) + 60
    # Blue holds what is metal: without it the wall is paint again.
    paint = replace(dull, metal_rough=_image([(0, 255, 0)]))
    seen_paint = _mean(_seen(_wall(metal, paint), pose=ASIDE))
    assert seen_paint > _mean(_seen(_wall(metal, dull), pose=ASIDE)) + 20


def test_the_files_own_normals_smooth_its_faces() -> None:
    mesh = _wall(GREY)
    normals = np.tile(np.array([[0.0, -1.0, 0.0]], np.float32), (4, 3, 1))
    west = mesh.points_rd[mesh.triangles, 0] < mesh.points_rd[:, 0].mean()
    normals[west] = (-0.8, -0.6, 0.0)
    east_sun = sun(120.0, 20.0)
    seen = _seen(replace(mesh, normals=_unrolled(normals)), east_sun).mean(axis=(0, 2))
    flat = _seen(mesh, east_sun).mean(axis=(0, 2))
    assert np.ptp(flat) < 3
    assert (np.diff(seen[::8]) > 0).all()
