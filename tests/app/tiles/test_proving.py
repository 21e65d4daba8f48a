"""Whether a tile may be printed, as its proof says; and how to insist where it may not."""

from pathlib import Path

import pytest

from mrapp.app.history import Moment
from mrapp.app.opened import OpenProject
from mrapp.app.tiles.planning import move_tile, open_with_tile, rename_tile, resize_tile
from mrapp.app.tiles.printing import TilePrint
from mrapp.app.tiles.proving import (
    Insisted,
    Standing,
    design_mark,
    keep_proof,
    material_words,
    note_print,
    printed_words,
    questions,
    refuse_short,
    shortcomings,
    standing,
    unproved,
)
from mrapp.app.tiles.register import register_export
from mrapp.app.tiles.settings import set_host, set_least_found
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileShortError, TileUnprovedError
from mrapp.model.tiles import Tile, TileOpens, TilePlace, TileProof
from tests.app.tiles.tiled import AT, KEY, tiled


def _proved(
    moment: Moment, number: int = 0, *, found: float = 0.9, reach_m: float | None = 1.5
) -> Moment:
    tile = moment.project.tiles[number]
    proof = TileProof(
        design=design_mark(moment.project, tile),
        at=AT[0],
        frames=300,
        found=found,
        read=found,
        read_m=1.5,
        reach_m=reach_m,
    )
    return keep_proof(moment, tile.id, proof).after


def _standing(moment: Moment, number: int = 0) -> Standing:
    return standing(moment.project, moment.project.tiles[number])


def test_a_proof_holds_for_the_drawing_that_it_was_made_of() -> None:
    moment = tiled(1)
    assert _standing(moment) is Standing.UNPROVED
    moment = _proved(moment)
    assert _standing(moment) is Standing.GOOD
    tile = moment.project.tiles[0]
    elsewhere = TilePlace(x=105_500, y=424_600, nap=1.0, heading_deg=200)
    for same in (
        move_tile(moment, tile.id, elsewhere, AT),
        open_with_tile(moment, tile.id, TileOpens(variant="now"), AT),
    ):
        assert _standing(same.after) is Standing.GOOD
    for other in (
        rename_tile(moment, tile.id, {"nl": "Kade"}, AT),
        resize_tile(moment, tile.id, 400.0, None, AT),
        resize_tile(moment, tile.id, 300.0, "A4", AT),
        set_host(moment, "tegel.example", KEY, AT),
    ):
        assert _standing(other.after) is Standing.STALE


def test_a_tile_comes_short_by_what_is_found_and_by_how_far_it_is_read() -> None:
    moment = tiled(1)
    assert _standing(_proved(moment, found=0.8)) is Standing.GOOD
    assert _standing(_proved(moment, found=0.796)) is Standing.SHORT
    assert _standing(_proved(moment, reach_m=1.0)) is Standing.SHORT
    assert _standing(_proved(moment, reach_m=None)) is Standing.SHORT
    strict = set_least_found(_proved(moment, found=0.9), 0.95).after
    assert _standing(strict) is Standing.SHORT
    poor = _proved(moment, found=0.796, reach_m=None)
    said = _why(poor.project.tiles[0], poor)
    assert "79 %" in said.nl
    assert "80 %" in said.en
    assert "nergens" in said.nl
    assert "1.5 m" in said.en


def _why(tile: Tile, moment: Moment) -> Phrase:
    assert tile.proof is not None
    why = shortcomings(moment.project, tile.proof)
    assert why is not None
    return why


def test_nothing_without_a_proof_is_printed() -> None:
    moment = _proved(tiled(2))
    missing = moment.project.tiles[1]
    assert unproved(moment.project, moment.project.tiles) == (missing,)
    with pytest.raises(TileUnprovedError, match=missing.id):
        refuse_short(moment.project, moment.project.tiles, Insisted(True, frozenset({missing.id})))


def test_a_proof_says_for_which_material_it_was_made() -> None:
    moment = _proved(tiled(1))
    tile = moment.project.tiles[0]
    assert tile.proof is not None
    assert material_words(tile.proof) is None, "as proofs of before this was noted"
    pale = tile.proof.model_copy(update={"reflectances": (0.555, 0.1)})
    project = keep_proof(moment, tile.id, pale).after.project
    told = material_words(pale)
    assert told is not None
    assert "wit 55,5 %" in told.nl
    assert "10 %" in told.en
    assert unproved(project, project.tiles) == ()
    assert unproved(project, project.tiles, (0.555, 0.1)) == ()
    assert unproved(project, project.tiles, (0.7, 0.1)) == project.tiles
    assert TileProof.model_validate_json(pale.model_dump_json()) == pale


def test_a_tile_that_came_short_is_printed_after_two_yeses_only() -> None:
    moment = _proved(_proved(tiled(2), 0), 1, found=0.5)
    project, (good, poor) = moment.project, moment.project.tiles
    asked = questions(project, project.tiles)
    assert asked is not None
    first, second = asked
    assert poor.id in first.nl
    assert poor.id in second.en
    assert good.id not in first.nl + second.nl
    assert questions(project, [good]) is None
    insist = Phrase(nl="zeg {ids}", en="say {ids}")
    for half in (
        Insisted(),
        Insisted(anyway=True),
        Insisted(sure_of=frozenset({poor.id})),
        Insisted(True, frozenset({good.id})),
    ):
        with pytest.raises(TileShortError, match=f"say {poor.id}"):
            refuse_short(project, project.tiles, half, insist)
    refuse_short(project, project.tiles, Insisted(True, frozenset({poor.id})), insist)
    refuse_short(project, [good], Insisted())
    wish = TilePrint(OpenProject(project, Path("x"), Path("x")), project.tiles)
    printed = note_print(moment, wish, AT[0]).after
    project = set_least_found(printed, 0.2).after.project
    fine, short = (tile.history[-1] for tile in project.tiles)
    assert printed_words(fine, "nl") == ""
    assert "50 % van de beelden tot 1,5 m, en 80 % moet" in printed_words(short, "nl")
    assert "80 % is asked" in printed_words(short, "en"), "as it was asked then"
    table = register_export(project, "en", history=True).table
    cells = next(column.cells for column in table.columns if column.id == "insisted")
    assert [cell is not None for cell in cells] == [False, False, False, True]
    assert str(cells[3]).startswith("found in 50 %")
