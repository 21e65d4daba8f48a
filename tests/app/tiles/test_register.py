"""The register in files: what its columns and lines say, in the language of whoever reads them."""

from pathlib import Path

import pytest

from mrapp.app.opened import OpenProject
from mrapp.app.tiles.naming import tile_named
from mrapp.app.tiles.passport import Noted, note_printed
from mrapp.app.tiles.printing import TilePrint
from mrapp.app.tiles.proving import note_print
from mrapp.app.tiles.register import entry_told, register_export
from mrapp.app.tiles.table import lost_openings
from mrapp.model.project import Project
from mrapp.model.tile_errors import TileUnknownError
from mrapp.model.tiles import TileOpens
from tests.app.tiles.tiled import AT, tiled


def _last(project: Project, language: str) -> str:
    return entry_told(project.tiles[0].history[-1], language)


def test_a_sample_on_paper_is_told_in_the_language_of_the_reader() -> None:
    moment = tiled(2)
    first, second = moment.project.tiles
    opened = OpenProject(moment.project, Path("x"), Path("x"))
    on_paper = TilePrint(opened, (first,), language="nl", sheet="A4")
    other_size = TilePrint(opened, (second,), language="nl", size_mm=150.0)
    printed = note_print(note_print(moment, on_paper, AT[0]).after, other_size, AT[0], "Jan").after
    assert [_last(printed.project, each)[-5:] for each in ("nl", "en")] == ["ls A4", "as A4"]
    assert entry_told(printed.project.tiles[1].history[-1], "en").endswith("Jan  as 150 mm")
    table = register_export(printed.project, "en", history=True).table
    cells = next(column.cells for column in table.columns if column.id == "printed_as")
    assert list(cells) == [None, "A4", None, "150 mm"]
    earlier = note_printed(moment, [first.id], Noted(AT[0], "", "als A4")).after
    assert _last(earlier.project, "nl").endswith("als A4"), "as it was written before"


def test_no_column_is_called_by_what_the_program_calls_it() -> None:
    project = tiled(1).project
    for history in (False, True):
        for column in register_export(project, "nl", history=history).table.columns:
            for words in (*column.title.values(), *column.meaning.values()):
                assert "_" not in words, column.id


def test_tiles_are_listed_by_their_names_in_the_language_of_the_reader() -> None:
    project = tiled(1).project
    tile = project.tiles[0].model_copy(update={"name": {"nl": "Kade {1}", "en": "Quay {1}"}})
    project = project.model_copy(update={"tiles": (tile,)})
    with pytest.raises(TileUnknownError) as refused:
        tile_named(project, "nobody")
    lost = tile.model_copy(update={"opens": TileOpens(variant="x")})
    (gone,) = lost_openings(project.model_copy(update={"tiles": (lost,)}))
    for language, mine, other in (("nl", "Kade {1}", "Quay"), ("en", "Quay {1}", "Kade")):
        for said in (refused.value.text(language), gone.text(language)):
            assert mine in said
            assert other not in said
