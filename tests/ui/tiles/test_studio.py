"""The studio of tiles in a real window: choosing a spot, numbers, what is said, and undo."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from mrapp.model.tiles import TileDeed, TileState
from mrapp.scene.navigator import Mode
from mrapp.scene.pose import Pose, on_picture
from mrapp.ui.robot import Robot
from mrapp.ui.tiles.studio import TileStudio
from tests.ui.small import X, Y
from tests.ui.tiles.hands import (
    SPOT,
    click_spot,
    give_host,
    lay_tile,
    only_tile,
    panel_of,
)

pytestmark = pytest.mark.window


def test_a_click_lays_a_tile_and_undo_takes_it_away(robot: Robot, studio: TileStudio) -> None:
    panel = panel_of(studio)
    panel.add.click()
    assert panel.shared.host.hasFocus(), "a tile needs a web address first"
    give_host(robot, studio)
    panel.add.click()
    click_spot(robot, drag=QPoint(120, 0))
    tile = only_tile(robot)
    assert (tile.place.x, tile.place.y) == pytest.approx((X + SPOT[0], Y + SPOT[1]), abs=0.1)
    assert tile.place.heading_deg == 90.0, "it was dragged to the right, which is east here"
    assert studio.tile() == tile
    assert robot.city.city.tiles.shown is not None
    assert [each.id for each in robot.city.city.tiles.shown.tiles] == [tile.id]
    robot.window.bench.undo()
    assert robot.session.project.tiles == ()
    assert robot.session.project.tiling.host == "spoorzone.example"
    robot.window.bench.redo()
    assert studio.tile() == tile, "it is worked on as before"


def test_a_tile_that_is_flown_to_is_read_between_its_handles(
    robot: Robot, studio: TileStudio
) -> None:
    lay_tile(robot, studio)
    for side_mm in (600.0, 300.0, 100.0):
        studio.editing.resize(side_mm, "")
        panel_of(studio).place.go.click()
        robot.rest()
        assert robot.city.mode is Mode.ORBIT, "one turns round it"
        place, origin = only_tile(robot).place, robot.session.project.origin.frame().rd
        x, y, z = (float(each) for each in np.array((place.x, place.y, place.nap)) - origin)
        turn, half = math.radians(place.heading_deg), side_mm / 2000.0
        spots = [
            (
                x + half * share * (across * math.cos(turn) + along * math.sin(turn)),
                y + half * share * (along * math.cos(turn) - across * math.sin(turn)),
                z,
            )
            for share in (0.0, 0.5, 0.9)
            for across, along in ((-1, -1), (-1, 1), (1, 1), (1, -1))
        ]
        scale, city = robot.city.devicePixelRatioF(), robot.city
        wide, high = round(city.width() * scale), round(city.height() * scale)
        seen = on_picture(spots, city.pose, (wide, high))
        for left, up, _ahead in seen:
            assert city.city.tile_handles.part_at(left, high - up) is None
        assert np.hypot(*(seen[-4] - seen[-2])[:2]) > 0.15 * high, side_mm


def test_numbers_directions_and_measures_go_both_ways(robot: Robot, studio: TileStudio) -> None:
    panel = panel_of(studio)
    before = lay_tile(robot, studio)
    panel.place.numbers["x"].setValue(X + 7.25)
    assert only_tile(robot).place == before.place.model_copy(update={"x": X + 7.25})
    robot.city.stand(Pose(robot.city.pose.eye, math.radians(215.0), -0.3))
    panel.place.look.click()
    assert only_tile(robot).place.heading_deg == pytest.approx(215.0)
    assert panel.place.numbers["heading_deg"].value() == pytest.approx(215.0)
    panel.measures.slider.setValue(447)
    assert only_tile(robot).size_mm == 450.0
    panel.measures.kind.setCurrentIndex(panel.measures.kind.findData("A4"))
    panel.measures.kind.activated.emit(panel.measures.kind.currentIndex())
    assert (only_tile(robot).sheet, only_tile(robot).size_mm) == ("A4", 190.0)
    panel.name.fields["nl"].setText("Bij de bank")
    panel.name.fields["nl"].editingFinished.emit()
    assert "Bij de bank" in str(panel.register.model.data(panel.register.model.index(0)))
    assert "gepland" in panel.passport.state.text()
    assert "naam" in panel.passport.history.text()


def test_what_a_visitor_sees_follows_the_plan_and_the_view(
    robot: Robot, studio: TileStudio
) -> None:
    panel = panel_of(studio)
    lay_tile(robot, studio)

    def seen() -> QImage:
        before = panel.pictures.seen.image
        robot.wait(studio.sight.seen, lambda: panel.pictures.seen.image is not before)
        return panel.pictures.seen.image

    towards_houses = seen() if panel.pictures.seen.image.isNull() else panel.pictures.seen.image
    panel.place.numbers["heading_deg"].setValue(180.0)
    panel.place.numbers["heading_deg"].setValue(0.0)
    panel.place.numbers["heading_deg"].setValue(180.0)
    away = seen()
    assert away != towards_houses
    robot.city.stand(Pose.looking((30.0, 60.0, 20.0), (9.0, 140.0, 20.0)))
    robot.window.seeing.choose("high")
    panel.opens.view.click()
    tile, project = only_tile(robot), robot.session.project
    assert tile.opens.variant == "high"
    assert tile.opens.viewpoint == project.viewpoints[-1].id
    assert project.viewpoints[-1].name == {"nl": "Bij Tegel 1", "en": "At Tile 1"}
    assert "Hoog / Bij Tegel 1" in panel.passport.history.text()
    assert seen() != away
    shown = panel.pictures.seen.image
    studio.editing.rename({"nl": "Zuid"})
    robot.window.bench.change_settings(text_scale=1.25)
    assert panel_of(studio).pictures.seen.image == shown, "larger letters keep the picture"
    robot.window.bench.change_settings(text_scale=1.0)
    studio.spotting.add(tile.place)
    robot.idle()
    studio.editing.open(tile.opens)
    robot.wait(studio.sight.seen, lambda: panel_of(studio).pictures.seen.image == shown)
    studio.choose(tile.id)
    assert panel_of(studio).pictures.seen.image == shown, "two tiles that open the same"
    robot.window.bench.undo()
    robot.window.bench.undo()
    robot.window.bench.undo()
    robot.window.bench.undo()
    assert only_tile(robot).opens.viewpoint is None
    assert len(robot.session.project.viewpoints) == len(project.viewpoints) - 1


def test_what_is_wrong_with_a_place_is_said_at_once(robot: Robot, studio: TileStudio) -> None:
    panel = panel_of(studio)
    lay_tile(robot, studio)
    assert panel.pictures.warnings.text() == ""
    panel.place.numbers["nap"].setValue(3.0)
    robot.idle()
    assert "zweeft" in panel.pictures.warnings.text()
    panel.place.ground.click()
    robot.idle()
    assert panel.pictures.warnings.text() == ""
    panel.place.numbers["x"].setValue(X - 39.0)
    panel.place.numbers["y"].setValue(Y + 5.0)
    robot.idle()
    assert "gebouw" in panel.pictures.warnings.text()
    panel.place.numbers["y"].setValue(Y - 4_000.0)
    robot.idle()
    assert "buiten het model" in panel.pictures.warnings.text()


def test_the_studio_follows_language_and_text_size(robot: Robot, studio: TileStudio) -> None:
    lay_tile(robot, studio)
    for language, words in (("en", "Tiles (1)"), ("nl", "Tegels (1)")):
        robot.window.bench.change_settings(language=language)
        assert panel_of(studio).heading.text() == words
        assert robot.session.view.language == language, "the caption speaks it too"
    narrow = panel_of(studio).width()
    robot.window.bench.change_settings(text_scale=1.5)
    assert panel_of(studio).width() > narrow
    assert panel_of(studio).place.numbers["x"].value() == only_tile(robot).place.x
    robot.window.bench.change_settings(text_scale=1.0)


def test_escape_stops_pointing_first_and_then_closes(robot: Robot, studio: TileStudio) -> None:
    give_host(robot, studio)
    panel_of(studio).add.click()
    assert studio.spotting.making
    robot.city.setFocus()
    robot.key(Qt.Key.Key_Escape)
    assert not studio.spotting.pointing.active
    panel_of(studio).add.setFocus()
    robot.key(Qt.Key.Key_Escape)
    assert studio.panel is None
    assert robot.city.city.tiles.shown is None
    assert not robot.session.project.tiles


def test_what_became_of_a_tile_is_noted_and_can_be_undone(robot: Robot, studio: TileStudio) -> None:
    panel = panel_of(studio)
    planned = lay_tile(robot, studio)
    assert not panel.passport.deeds[TileDeed.INSPECTED].isEnabled()
    panel.passport.deeds[TileDeed.PLACED].click()
    dialog = studio.deeds.dialog
    assert dialog is not None
    dialog.survey.setChecked(True)
    dialog.numbers["x"].setValue(planned.place.x + 0.02)
    dialog.note.setText("naast de bank")
    dialog.by.setText("Team Wegen")
    dialog.keep.click()
    robot.idle()
    placed = only_tile(robot)
    assert placed.state is TileState.PLACED
    assert placed.surveyed is not None
    assert placed.surveyed.x == pytest.approx(planned.place.x + 0.02)
    line = panel.passport.history.text().splitlines()[0]
    assert all(words in line for words in ("geplaatst", "Team Wegen", "naast de bank"))
    assert panel.passport.deeds[TileDeed.INSPECTED].isEnabled()
    assert panel.passport.delete.isHidden(), "its code is outside by now"
    robot.window.bench.undo()
    assert only_tile(robot) == planned


def test_a_tile_that_was_printed_elsewhere_is_noted_and_can_be_undone(
    robot: Robot, studio: TileStudio
) -> None:
    panel = panel_of(studio)
    planned = lay_tile(robot, studio)
    assert not panel.passport.delete.isHidden()
    panel.passport.deeds[TileDeed.PRINTED].click()
    dialog = studio.deeds.dialog
    assert dialog is not None
    assert dialog.photo.isHidden(), "it is not to be photographed yet"
    dialog.note.setText("bij de steenhouwer")
    dialog.keep.click()
    robot.idle()
    assert only_tile(robot).history[-1].deed is TileDeed.PRINTED
    assert "bij de steenhouwer" in panel.passport.history.text().splitlines()[0]
    assert panel.passport.delete.isHidden(), "its code is outside by now"
    robot.window.bench.undo()
    assert only_tile(robot) == planned
    assert not panel.passport.delete.isHidden()


def test_a_web_address_that_is_refused_stays_beside_the_reason(
    robot: Robot, studio: TileStudio
) -> None:
    shared = panel_of(studio).shared
    give_host(robot, studio, "tegels van Dordrecht")
    assert shared.host.text() == "tegels van Dordrecht"
    assert "ar.gemeente.nl" in shared.wrong_host.text()
    robot.window.bench.change_settings(language="en")
    assert "was changed" in shared.wrong_host.text(), "in the language of whoever reads it"
    robot.window.bench.change_settings(language="nl")
    assert robot.session.project.tiling.host == ""
    give_host(robot, studio, "https://Spoorzone.example/")
    assert robot.session.project.tiling.host == "spoorzone.example"
    assert (shared.host.text(), shared.wrong_host.text()) == ("spoorzone.example", "")
