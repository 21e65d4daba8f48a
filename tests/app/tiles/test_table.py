"""The table for a static web server: what it tells, what it keeps to itself, what needs no tile."""

from base64 import b64encode
from pathlib import Path

import orjson
import pytest

from mrapp.app.tiles.address import tile_address
from mrapp.app.tiles.passport import Noted, note_printed, place_tile, remove_tile
from mrapp.app.tiles.planning import open_with_tile
from mrapp.app.tiles.table import TileTable, lost_openings, schema_text, table_text, tile_table
from mrapp.model.tiles import TileOpens
from tests.app.tiles.tiled import AT, HOST, KEY, tiled

PUBLISHED = Path(__file__).parents[3] / "docs" / "schema" / "tiles-1.schema.json"
NOTED = Noted(AT[0], "Ans de Wit", "bij de fietsen")


def test_the_published_schema_is_todays_and_a_table_follows_it() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), (
        "write it anew: python -m mrapp.app.tiles.table > docs/schema/tiles-1.schema.json"
    )
    table = tile_table(tiled(3).project, AT[0])
    assert TileTable.model_validate_json(table_text(table)) == table


def test_a_table_tells_what_a_page_needs_and_no_secret() -> None:
    moment = tiled(2)
    first, second = (tile.id for tile in moment.project.tiles)
    moment = open_with_tile(moment, first, TileOpens(variant="tower"), AT).after
    moment = note_printed(moment, [first, second], NOTED).after
    moment = place_tile(moment, first, NOTED).after
    project = remove_tile(moment, second, NOTED).after.project
    text = table_text(tile_table(project, AT[0]))
    for secret in ("Ans", "fietsen", "Jan", b64encode(KEY).decode(), KEY.hex(), "history"):
        assert secret not in text
    told = orjson.loads(text)
    assert list(told["tiles"]) == [tile.code for tile in project.tiles]
    placed, removed = told["tiles"].values()
    assert placed["opens"] == {"variant": "tower"}
    assert placed["place"]["longitude_deg"] == pytest.approx(4.66, abs=0.02)
    assert set(told["variants"]) == {"tower"}
    assert (removed["state"], set(removed)) == ("removed", {"id", "name", "state", "tags"})
    for found in (*(row["state"] for row in told["tiles"].values()), "unknown", "mistyped"):
        assert set(told["words"][found]) == {"nl", "en"}


def test_another_plan_behind_a_tile_needs_no_other_code() -> None:
    moment = tiled(1)
    tile = moment.project.tiles[0]
    before = tile_table(moment.project, AT[0])
    after_project = open_with_tile(moment, tile.id, TileOpens(variant="tower"), AT).after.project
    after = tile_table(after_project, AT[0])
    assert after_project.tiles[0].code == tile.code
    assert before.tiles[tile.code].opens != after.tiles[tile.code].opens
    assert tile_address(after.host, tile.code) == tile_address(HOST, tile.code)


def test_what_a_tile_opens_that_is_gone_is_told_and_left_out() -> None:
    project = tiled(1).project
    gone = project.tiles[0].model_copy(update={"opens": TileOpens(variant="x", viewpoint="y")})
    project = project.model_copy(update={"tiles": (gone,)})
    assert len(lost_openings(project)) == 2
    opens = tile_table(project, AT[0]).tiles[gone.code].opens
    assert opens is not None
    assert opens.variant != "x"
    assert opens.viewpoint is None
