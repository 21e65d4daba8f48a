"""Printing from the studio: a file that is read back, two questions, a line in the passport."""

from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtWidgets import QFileDialog

from mrapp.app.tiles.address import tile_address
from mrapp.model.tiles import TileDeed
from mrapp.ui.robot import Robot
from mrapp.ui.tiles.studio import TileStudio
from tests.poppler import page_picture
from tests.ui.hands import answer, question
from tests.ui.tiles.hands import (
    give_host,
    lay_tile,
    only_tile,
    panel_of,
    pass_proof,
)

pytestmark = pytest.mark.window


def test_a_print_is_read_back_and_stands_in_the_passport(
    robot: Robot, studio: TileStudio, tmp_path: Path
) -> None:
    lay_tile(robot, studio)
    pass_proof(robot, found=0.9)
    panel_of(studio).paper.buttons["print"].click()
    robot.idle()
    printing = studio.making.printing
    assert printing.dialog is not None
    assert "gehaald" in printing.dialog.proven.text()
    assert not printing.dialog.page.image.isNull()
    assert printing.dialog.save.isEnabled()
    file = tmp_path / "tegel.pdf"
    printing.write(file)
    robot.idle()
    assert str(file) in printing.dialog.told.text()
    tile, project = only_tile(robot), robot.session.project
    found = zxingcpp.read_barcodes(page_picture(file, 100))
    assert [code.text for code in found] == [tile_address(project.tiling.host, tile.code)]
    assert tile.history[-1].deed is TileDeed.PRINTED
    assert "gedrukt" in panel_of(studio).passport.history.text().splitlines()[0]
    printing.dialog.reject()
    robot.window.bench.undo()
    assert only_tile(robot).history[-1].deed is TileDeed.PLANNED


def test_a_tile_that_came_short_is_asked_about_twice(robot: Robot, studio: TileStudio) -> None:
    lay_tile(robot, studio)
    pass_proof(robot, found=0.5)
    panel_of(studio).paper.buttons["print"].click()
    robot.idle()
    dialog = studio.making.printing.dialog
    assert dialog is not None
    assert "niet gehaald" in dialog.proven.text()
    dialog.save.click()
    answer("Niet drukken")
    assert dialog.findChild(QFileDialog) is None
    dialog.save.click()
    answer("Toch drukken")
    robot.turn()
    box = question()
    assert box is not None
    assert "zeker" in box.text()
    assert "Tegel 1 (" in box.informativeText()
    answer("Toch drukken")
    robot.turn()
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    asked.reject()
    dialog.reject()


def test_a_sheet_for_a_table_is_neither_cut_nor_proved(
    robot: Robot, studio: TileStudio, tmp_path: Path
) -> None:
    lay_tile(robot, studio)
    panel_of(studio).paper.buttons["print"].click()
    robot.idle()
    printing = studio.making.printing
    dialog = printing.dialog
    assert dialog is not None
    assert "snijtekens" in dialog.about.text()
    dialog.paper.setCurrentIndex(dialog.paper.findData("A4"))
    robot.idle()
    assert "snijtekens" not in dialog.about.text()
    assert "100 %" in dialog.about.text()
    assert dialog.proven.isHidden(), "the proof is of the tile as it was designed"
    dialog.save.click()
    robot.idle()
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    asked.reject()
    printing.write(tmp_path / "tegel.pdf")
    robot.idle()
    dialog.reject()
    entry = only_tile(robot).history[-1]
    assert (entry.deed, entry.sheet, entry.note) == (TileDeed.PRINTED, "A4", "")
    for language, words in (("en", "as A4"), ("nl", "als A4")):
        robot.window.bench.change_settings(language=language)
        assert words in panel_of(studio).passport.history.text().splitlines()[0]


def test_what_makes_a_tile_hard_to_read_is_said_before_it_is_printed(
    robot: Robot, studio: TileStudio
) -> None:
    lay_tile(robot, studio)
    panel = panel_of(studio)
    panel.measures.number.setValue(100.0)
    robot.idle()
    assert "bukken" in panel.pictures.warnings.text()
    assert "leesbaar tot ongeveer 0,5 m" in panel.pictures.reading.text()
    give_host(robot, studio, "een-heel-lang-webadres-dat-niemand-onthoudt.example")
    assert "fijnere blokjes" in panel.pictures.warnings.text()
    panel.paper.buttons["print"].click()
    robot.idle()
    dialog = studio.making.printing.dialog
    assert dialog is not None
    assert "fijnere blokjes" in dialog.advice.text()
    dialog.reject()
    robot.window.bench.undo()
    robot.window.bench.undo()
    robot.idle()
    assert panel.pictures.warnings.text() == ""
