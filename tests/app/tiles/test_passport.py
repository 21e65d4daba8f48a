"""A tile's passport: what may follow what, and that each step is one line."""

import pytest

from mrapp.app.history import Change, Moment
from mrapp.app.tiles.passport import (
    Noted,
    damage_tile,
    inspect_tile,
    note_printed,
    place_tile,
    remove_tile,
    repair_tile,
)
from mrapp.app.tiles.planning import delete_tile, resize_tile
from mrapp.model.tile_errors import TileRefusedError
from mrapp.model.tiles import TilePlace, TileState
from tests.app.tiles.tiled import AT, tiled

NOTED = Noted(AT[0], "Jan", " scheur  in de hoek ", "assets/photo.jpg")
LIES = TilePlace(x=105_000.2, y=424_500.1, nap=1.52, heading_deg=31)


def _printed(moment: Moment, tile_id: str, noted: Noted) -> Change:
    return note_printed(moment, [tile_id], noted)


def _placed(moment: Moment, tile_id: str, noted: Noted) -> Change:
    return place_tile(moment, tile_id, noted, LIES)


def test_a_tile_from_planned_to_removed_keeps_every_step() -> None:
    moment = tiled(2)
    tile_id = moment.project.tiles[0].id
    acts = [_printed, _placed, inspect_tile, damage_tile, repair_tile, damage_tile, remove_tile]
    for act in acts:
        moment = act(moment, tile_id, NOTED).after
    tile, untouched = moment.project.tiles
    deeds = "planned, printed, placed, inspected, damaged, repaired, damaged, removed"
    assert ", ".join(entry.deed for entry in tile.history) == deeds
    assert {entry.note for entry in tile.history[1:]} == {"scheur in de hoek"}
    assert (tile.state, tile.stands) == (TileState.REMOVED, LIES)
    assert len(untouched.history) == 1
    assert moment.project.pictures() == ("assets/photo.jpg",)
    again = place_tile(moment, tile_id, NOTED).after.project.tiles[0]
    assert (again.state, again.surveyed) == (TileState.PLACED, LIES)


def test_what_cannot_follow_is_refused() -> None:
    planned = tiled(1)
    tile_id = planned.project.tiles[0].id
    placed = place_tile(planned, tile_id, NOTED).after
    removed = remove_tile(placed, tile_id, NOTED).after
    for act in (inspect_tile, damage_tile, repair_tile, remove_tile):
        with pytest.raises(TileRefusedError):
            act(planned, tile_id, NOTED)
        with pytest.raises(TileRefusedError):
            act(removed, tile_id, NOTED)
    with pytest.raises(TileRefusedError):
        repair_tile(placed, tile_id, NOTED)
    with pytest.raises(TileRefusedError):
        delete_tile(placed, tile_id)
    with pytest.raises(TileRefusedError):
        resize_tile(placed, tile_id, 400, None, AT)
