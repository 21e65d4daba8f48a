"""A photo of a tile in its place: whose code is in it, and where it lies beside the plan."""

from dataclasses import replace

import numpy as np
import pytest

from mrapp.app.tiles.address import tile_address
from mrapp.app.tiles.passport import Noted, note_printed, place_tile
from mrapp.app.tiles.photos import Seen, measured_in, place_warnings, what_is_seen
from mrapp.model.project import Project
from mrapp.model.sightings import TileSighting
from mrapp.model.tile_errors import TilePhotoError
from mrapp.model.tile_layout import rd_from_tile
from mrapp.model.tiles import Tile, TilePlace
from tests.app.tiles.tiled import AT, HOST, KEY, tiled

CORNERS = np.zeros((4, 2))


def _sighting(tile: Tile, text: str | None, pose: TilePlace | None = None) -> TileSighting:
    """Return what is seen of a tile by a camera whose frame is RD turned about: a known truth."""
    camera_from_rd = rd_from_tile(TilePlace(x=105_001, y=424_503, nap=1.5, heading_deg=200))
    matrix = np.linalg.inv(camera_from_rd) @ rd_from_tile(pose) if pose else None
    return TileSighting(
        tags=dict.fromkeys(tile.tags, CORNERS),
        text=text,
        camera_from_tile=matrix,
        residual_px=0.2 if pose else None,
        quality="good" if pose else "none",
    )


def _seen(project: Project, *sightings: TileSighting) -> Seen:
    return Seen(project, KEY, "plein.jpg", sightings)


def test_a_survey_or_a_measured_neighbour_tells_how_far_a_tile_is_off() -> None:
    moment = tiled(2)
    tile, other = moment.project.tiles
    url, there = tile_address(HOST, tile.code), tile.place
    lies = there.model_copy(update={"x": there.x + 0.6, "y": there.y + 0.8, "heading_deg": 22.0})
    seen = _seen(moment.project, _sighting(tile, url, lies))
    assert measured_in(seen, tile).off_m is None
    told = measured_in(seen, tile, lies)
    assert (told.off_m, told.heading_off_deg) == pytest.approx((1.0, -8.0))
    assert (told.text, told.quality, told.residual_px) == (url, "good", 0.2)
    assert len(place_warnings(tile, told)) == 2

    noted = Noted(AT[0])
    moment = note_printed(moment, [other.id], noted).after
    project = place_tile(moment, other.id, noted, other.place).after.project
    neighbour = _sighting(other, tile_address(HOST, other.code), other.place)
    told = measured_in(_seen(project, neighbour, _sighting(tile, url, lies)), tile)
    assert (told.off_m, told.heading_off_deg) == pytest.approx((1.0, -8.0), abs=0.01)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("none", "no tile is seen"),
        ("unread", "cannot be read"),
        ("other", "another tile lies there"),
        ("sticker", "leads to evil.nl"),
        ("forged", "invented or forged"),
        ("mixed", "a code stuck over it"),
    ],
)
def test_a_photo_of_something_else_is_refused_in_words(kind: str, said: str) -> None:
    project = tiled(2).project
    tile, other = project.tiles
    sightings = {
        "none": [],
        "unread": [_sighting(tile, None)],
        "other": [_sighting(other, tile_address(HOST, other.code))],
        "sticker": [_sighting(tile, f"https://evil.nl/T/{tile.code}")],
        "forged": [_sighting(tile, f"https://{HOST}/T/{'Z' * 12}")],
        "mixed": [replace(_sighting(tile, tile_address(HOST, tile.code)), contradicts=True)],
    }[kind]
    seen = _seen(project, *sightings)
    with pytest.raises(TilePhotoError) as refused:
        measured_in(seen, tile)
    assert said in refused.value.text("en")
    assert "{" not in refused.value.text("nl")
    if kind == "other":
        with pytest.raises(TilePhotoError):
            what_is_seen(seen, tile)
    else:  # damage may hide the code, or be a sticker: what is seen of it is what is noted
        assert what_is_seen(seen, tile).text == (sightings[0].text or "" if sightings else "")
