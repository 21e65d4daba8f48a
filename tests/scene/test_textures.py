"""Images on surfaces: as they lie in the file, and no hole where one is missing."""

import dataclasses

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.state import AssetShow
from mrapp.model.citymesh import CityMesh, Corners, Image, Surface, Texture
from mrapp.scene.pose import Pose
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import take_snapshot
from tests.scene.helpers import MeshBuilder, state, sun

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 30), (30, 30, 220), (240, 240, 240)
# Top row first: red and green above, blue and white below; each 8 x 8 pixels.
QUARTERS = np.array([[RED, GREEN], [BLUE, WHITE]], np.uint8).repeat(8, axis=0).repeat(8, axis=1)
MADE_OF = (0.85, 0.55, 0.2)


def _wall(*textures: Texture) -> CityMesh:
    """Return a wall of 10 x 10 m that looks south, of a material, with the first texture on it."""
    make = MeshBuilder()
    corners = np.array([[-5.0, 0.0, 0.0], [5.0, 0.0, 0.0], [5.0, 0.0, 10.0], [-5.0, 0.0, 10.0]])
    cells = np.array([[0, 1, 2], [0, 2, 3]])
    make.faces(make.thing("wall"), corners, cells, Surface.WALL, make.material(MADE_OF))
    uv = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=np.float32)
    return dataclasses.replace(
        make.mesh(),
        textures=textures,
        texture=np.full(2, 0 if textures else -1, dtype=np.int32),
        uv=Corners(uv, cells.astype(np.int32)) if textures else None,
    )


def _seen(mesh: CityMesh) -> NDArray[np.uint8]:
    pose = Pose((0.0, -20.0, 5.0), 0.0, 0.0)
    shown = state(AssetShow("m", "design", "m"), at=sun(180.0, 30.0))
    return take_snapshot(shown, {"m": mesh}, pose, 300, 300, Quality.FAST)


def test_an_image_stands_upright_on_its_wall() -> None:
    """Its top row is above and its first column to the left of who stands before it."""
    seen = _seen(_wall(Texture(None, "quarters", image=Image(QUARTERS)))).astype(int)
    for (x, y), colour in {(110, 110): RED, (190, 110): GREEN, (110, 190): BLUE}.items():
        pixel = seen[y, x]
        assert np.argmax(pixel) == np.argmax(colour)
        assert pixel.max() > 1.5 * np.median(pixel)
    assert np.ptp(seen[190, 190]) < 60


@pytest.mark.parametrize("path", [None, "/somewhere/damaged.png"])
def test_without_its_image_a_surface_has_the_colour_of_its_material(path: str | None) -> None:
    """Missing or damaged: what is seen is what would be seen without any texture."""
    assert np.array_equal(_seen(_wall(Texture(path, "damaged.png"))), _seen(_wall()))


def test_one_missing_image_leaves_the_others() -> None:
    """Of two textures only the damaged one gives way."""
    mesh = _wall(Texture(None, "damaged.png"), Texture(None, "quarters", image=Image(QUARTERS)))
    mixed = dataclasses.replace(mesh, texture=np.array([0, 1], dtype=np.int32))
    seen, bare = _seen(mixed).astype(int), _seen(_wall()).astype(int)
    assert np.array_equal(seen[200, 185], bare[200, 185]), "below the diagonal"
    assert np.argmax(seen[110, 110]) == 0
    assert seen[110, 110, 0] > 2 * seen[110, 110, 1]
