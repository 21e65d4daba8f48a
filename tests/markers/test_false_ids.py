"""What lies in the pavement and is not the tile of the register that it looks like."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import qrcode

from bench.tile_renders import (
    ADDRESS,
    CAMERA,
    HOST,
    KNOWN,
    LAYOUT,
    PX_PER_MM,
    TAGS,
    TILE,
    grid_frame,
    render,
)
from mrapp.markers.codes import qr_modules
from mrapp.markers.detect import TileFinder
from mrapp.markers.known import KnownTile, identified, known_tiles
from mrapp.markers.raster import codes_raster
from mrapp.model.sightings import TileSighting
from mrapp.model.tiles import Tile

Tags = tuple[int, int, int, int]
DUSK = 386
"""Of the grid: 1.5 m, 55 degrees, little light; all tags are seen, and nobody reads the code."""


def _tile(tile_id: str, tags: Tags) -> Tile:
    return TILE.model_copy(update={"id": tile_id, "tags": tags})


def _print(tags: Tags, text: str) -> np.ndarray:
    return codes_raster(LAYOUT, tags, qr_modules(text).modules, PX_PER_MM)


@cache
def _at_dusk() -> np.ndarray:
    return grid_frame(DUSK).picture


def _see(register: tuple[KnownTile, ...], picture: np.ndarray) -> TileSighting:
    (seen,) = TileFinder(register).find(picture, CAMERA)
    return seen


OTHERS = known_tiles([_tile("5Z8V1KRB", TAGS)], HOST)
"""Of another project at the same host: its tags are the same, its code is not."""


def test_a_tile_of_another_project_is_none_of_ours_even_where_its_code_cannot_be_read() -> None:
    seen = _see(OTHERS, _at_dusk())
    assert seen.text is None
    assert set(seen.tags) == set(TAGS)
    assert seen.camera_from_tile is not None  # where it lies is seen; what it is not
    assert seen.contradicts
    assert identified(seen, OTHERS) is None
    ours = _see((KNOWN,), _at_dusk())
    assert ours.text is None
    assert identified(ours, (KNOWN,)) == KNOWN


def test_a_worn_out_code_leaves_the_tags_to_tell() -> None:
    worn = _print(TAGS, ADDRESS)
    worn[280:920, 280:920] = 255
    seen = _see((KNOWN,), render(1.5, 40, "clean", 3, worn).picture)
    assert identified(seen, (KNOWN,)) == KNOWN


@pytest.mark.parametrize("tags", [(20, 21, 22, 23), (2, 0, 3, 1)], ids=["another's", "mixed up"])
def test_the_code_of_one_tile_between_tags_that_are_not_its_own_is_no_tile(tags: Tags) -> None:
    register = (KNOWN, *known_tiles([_tile("5Z8V1KRB", (20, 21, 22, 23))], HOST))
    seen = _see(register, render(1.5, 35, "clean", 3, _print(tags, ADDRESS)).picture)
    assert seen.text == ADDRESS
    assert seen.contradicts
    assert identified(seen, register) is None


def test_a_tag_alone_is_no_tile() -> None:
    alone = TileSighting({0: np.zeros((4, 2))})
    assert identified(alone, (KNOWN,)) is None
    assert identified(replace(alone, tags={0: alone.tags[0], 1: alone.tags[0]}), (KNOWN,)) == KNOWN


def test_tiles_that_share_their_tags_are_told_apart_by_how_their_codes_look() -> None:
    """A project of over 140 tiles, or a tile that was printed for an earlier host."""
    earlier = known_tiles([TILE], "earlier.example")
    for register in ((*OTHERS, KNOWN), (*earlier, KNOWN)):
        seen = _see(register, _at_dusk())
        assert seen.text is None
        assert seen.quality == "good"
        assert not seen.contradicts


def test_a_code_of_signs_that_no_tile_has_harms_nothing() -> None:
    text = "WIFI:S:PLEIN;;"
    code = qrcode.QRCode(version=1, box_size=12, border=4)
    code.add_data(text)
    code.make(fit=False)
    light = np.where(np.array(code.get_matrix()), 0, 255)
    picture = np.kron(light, np.ones((12, 12))).astype(np.uint8)
    (seen,) = TileFinder((KNOWN,)).find(picture, CAMERA)
    assert (seen.text, seen.tags, seen.camera_from_tile) == (text, {}, None)


def test_a_camera_that_was_calibrated_a_little_wrong_has_a_pose_nearby_too() -> None:
    """Seen from nearby corners count thousandths of a pixel, which no lens and no print keeps."""
    taken = render(0.5, 55, "clean", 3)
    rough = replace(CAMERA, focal_px=(1008.0, 1008.0))
    (seen,) = TileFinder((KNOWN,)).find(taken.picture, rough)
    assert seen.camera_from_tile is not None
    assert seen.quality in ("good", "fair")
    off_m = np.linalg.norm(seen.camera_from_tile[:3, 3] - taken.camera_from_tile[:3, 3])
    assert off_m < 0.01
    far_wrong = replace(CAMERA, focal_px=(1400.0, 900.0))
    (seen,) = TileFinder((KNOWN,)).find(taken.picture, far_wrong)
    assert seen.camera_from_tile is None
