"""Planning tiles: each step is one change with a line in the passport."""

import math
from collections.abc import Callable
from itertools import combinations

import pytest

from mrapp.app.history import Change, History
from mrapp.app.tiles.address import Address, check_of, is_made_with
from mrapp.app.tiles.planning import (
    TileWish,
    add_tile,
    delete_tile,
    move_tile,
    open_with_tile,
    place_of,
    rename_tile,
    resize_tile,
)
from mrapp.app.tiles.settings import host_warning, set_host
from mrapp.app.tiles.tags import tiles_with
from mrapp.model.errors import MrappError
from mrapp.model.tiles import PAPER_TAGS, TileDeed, TileEntry, TileOpens, TilePlace
from tests.app.moments import first_moment
from tests.app.tiles.tiled import AT, HOST, KEY, hosted, tiled

OTHER = "ar.dordrecht.nl"
_HERE = TilePlace(x=105_000, y=424_500)


def test_a_dragged_tile_is_one_step_and_one_line() -> None:
    moment = tiled(1)
    tile, history = moment.project.tiles[0], History(moment, saved=moment.project)
    for east in range(20):
        place = TilePlace(x=105_000 + east, y=424_500, nap=1.5, heading_deg=30)
        history = history.apply(move_tile(history.now, tile.id, place, AT))
    moved = history.now.project.tiles[0]
    assert [entry.deed for entry in moved.history] == [TileDeed.PLANNED, TileDeed.CHANGED]
    assert moved.history[-1].note.startswith("105000.000 ")
    assert " → 105019.000 " in moved.history[-1].note
    assert history.undo().now.project == moment.project


def test_each_change_is_noted_and_the_same_again_changes_nothing() -> None:
    moment = tiled(1)
    tile_id = moment.project.tiles[0].id
    steps: list[Callable[..., Change]] = [
        lambda now: rename_tile(now, tile_id, {"nl": " Stations  plein "}, AT),
        lambda now: resize_tile(now, tile_id, 300, "A3", AT),
        lambda now: open_with_tile(now, tile_id, TileOpens(variant="now"), AT),
    ]
    for step in steps:
        moment = step(moment).after
        assert step(moment).after == moment
    tile = moment.project.tiles[0]
    assert [entry.what for entry in tile.history] == ["", "name", "size", "opens"]
    assert (tile.name["nl"], tile.size_mm, tile.sheet) == ("Stations plein", 277.0, "A3")
    assert delete_tile(moment, tile_id).after.project.tiles == ()


@pytest.mark.parametrize(
    "wish",
    [
        lambda: place_of(105_000, 424_500, 1.0, 360.0),
        lambda: place_of(105_000, 424_500, 1.0, -1.0),
        lambda: place_of(math.nan, 424_500, 1.0, 0.0),
        lambda: place_of(105_000, 424_500, 2_000.0, 0.0),
        lambda: place_of(4.67, 51.81, 1.0, 0.0),
        lambda: add_tile(hosted(), TileWish(_HERE, size_mm=50), KEY, b"12345", AT),
        lambda: add_tile(hosted(), TileWish(_HERE, size_mm=math.nan), KEY, b"12345", AT),
        lambda: add_tile(hosted(), TileWish(_HERE, sheet="A5"), KEY, b"12345", AT),
        lambda: add_tile(hosted(), TileWish(_HERE, name={"nl": " "}), KEY, b"12345", AT),
        lambda: add_tile(hosted(), TileWish(_HERE, opens=TileOpens(variant="x")), KEY, b"1234", AT),
        lambda: add_tile(first_moment(), TileWish(_HERE), KEY, b"12345", AT),
        lambda: set_host(hosted(), "https://ar.dordrecht.nl/x", KEY, AT),
        lambda: set_host(hosted(), "localhost", KEY, AT),
    ],
)
def test_what_cannot_be_is_refused_in_words(wish: Callable[[], object]) -> None:
    with pytest.raises(MrappError) as refused:
        wish()
    for language in ("nl", "en"):
        assert "{" not in refused.value.text(language)


def test_an_id_that_is_taken_is_given_to_no_second_tile() -> None:
    moment = tiled(1)
    twice = add_tile(moment, TileWish(_HERE), KEY, bytes(5), AT).after.project
    assert len({tile.id for tile in twice.tiles}) == 2


def test_tags_are_unique_while_they_last_and_then_two_mean_a_tile_by_where_it_is() -> None:
    moment = tiled(160)  # 575 tags are for 143 tiles
    tiles = moment.project.tiles
    used = [tag for tile in tiles[:143] for tag in tile.tags]
    assert len(set(used)) == len(used) == 572
    assert all(len(set(tile.tags)) == 4 and max(tile.tags) < PAPER_TAGS.start for tile in tiles)
    for tile in tiles:
        for pair in combinations(tile.tags, 2):
            assert tiles_with(moment.project, pair, tile.place, within_m=300) == (tile,)
        assert tiles_with(moment.project, tile.tags[:1]) == ()


def test_tags_that_two_tiles_share_ask_which() -> None:
    moment = tiled(2)
    first, second = moment.project.tiles
    alike = second.model_copy(update={"tags": first.tags})
    project = moment.project.model_copy(update={"tiles": (first, alike)})
    assert tiles_with(project, first.tags) == (first, alike)
    assert tiles_with(project, first.tags, second.place, within_m=5) == (alike,)


def test_another_host_gives_new_codes_but_never_to_a_printed_tile() -> None:
    moment = tiled(2)
    first, second = moment.project.tiles
    printed = TileEntry(deed=TileDeed.PRINTED, at=AT[0])
    first = first.model_copy(update={"history": (*first.history, printed)})
    project = moment.project.model_copy(update={"tiles": (first, second)})
    moment = type(moment)(project, moment.view)
    warning = host_warning(project, OTHER)
    assert warning is not None
    assert HOST in warning.text("nl")
    after = set_host(moment, f"https://{OTHER.upper()}/", KEY, AT).after.project
    assert after.tiling.host == OTHER
    assert after.tiling.earlier_hosts == (HOST,)
    assert after.tiles[0].code == first.code
    assert after.tiles[1].check == check_of(KEY, OTHER, second.id) != second.check
    back = set_host(type(moment)(after, moment.view), HOST, KEY, AT).after.project
    assert [tile.code for tile in back.tiles] == [first.code, second.code]
    assert is_made_with(KEY, Address(HOST, first.id, first.check))
    with pytest.raises(MrappError, match="printed"):
        delete_tile(moment, first.id)
