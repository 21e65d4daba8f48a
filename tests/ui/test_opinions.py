"""Opinions in the main window: found again, seen again, and counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from mrapp.app.remarks.making import Occasion, Said, remark_of
from mrapp.app.remarks.receipts import new_receipt, parse, seal
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Channel
from mrapp.scene.navigator import Mode
from mrapp.scene.pose import on_picture
from mrapp.ui.opinions.portrait import as_file, portrait
from mrapp.ui.robot import Robot
from tests.app.kept_in_memory import MemoryStores
from tests.ui.conftest import close_window
from tests.ui.hands import idle
from tests.ui.opinions import (
    FORM,
    OCTOBER,
    filled,
    made,
    open_with,
    say,
    to_the_tower_in_october,
)
from tests.ui.small import X, Y
from tests.ui.test_access import clipped, controls

pytestmark = pytest.mark.window


@pytest.fixture
def stores() -> MemoryStores:
    return MemoryStores()


@pytest.fixture
def robot(project: Path, stores: MemoryStores) -> Iterator[Robot]:
    found = open_with(project, stores)
    yield found
    close_window(found.window)


def test_what_was_seen_is_seen_again_to_the_pixel(robot: Robot, stores: MemoryStores) -> None:
    """At eye height, in the tower variant, at 16:00 in October."""
    filled(robot, stores, 12)
    to_the_tower_in_october(robot)
    assert robot.city.mode == Mode.WALK
    before = portrait(robot.city, robot.session)
    say(robot, "Te hoog, vind ik", 2)
    robot.window.seeing.choose(None)
    robot.window.seeing.set_time(datetime(2026, 6, 21, 10, 0, tzinfo=UTC))
    robot.window.moves.see_everything()
    robot.rest()
    assert portrait(robot.city, robot.session) != before
    panel = robot.window.parts.side.opinions
    panel.list.setCurrentIndex(panel.model.index(0))
    idle(robot)
    card = robot.view.opinion
    assert card.words.text() == "Te hoog, vind ik"
    robot.click(card.again)
    idle(robot)
    robot.rest()
    after = portrait(robot.city, robot.session)
    assert after == before
    kept = stores.store.kept()[-1].remark
    assert kept is not None
    picture = stores.store.file(kept.attachments[0], kept.id)
    # And what stands on the disk is that picture, byte by byte.
    assert picture == as_file(after).content
    assert robot.city.mode == Mode.WALK
    assert robot.city.city.pins.shown is None
    robot.hold(Qt.Key.Key_Right, 2)
    assert robot.city.city.pins.shown is not None


def test_with_the_store_on_disk_another_window_finds_it_all(project: Path, tmp_path: Path) -> None:
    stores = FolderStores(tmp_path / "said")
    robot = open_with(project, stores)
    to_the_tower_in_october(robot)
    code = say(robot, "Op de schijf", 4)
    close_window(robot.window)
    robot = open_with(project, stores)
    panel = robot.window.parts.side.opinions
    assert panel.count.text() == "1 mening"
    robot.window.parts.actions["remark.next"].trigger()
    idle(robot)
    card = robot.view.opinion
    assert card.words.text() == "Op de schijf"
    assert not card.picture.isHidden()
    robot.window.opinions.see_again()
    idle(robot)
    robot.rest()
    assert robot.session.view.variant == "high"
    assert robot.view.notices.isHidden()
    kept = stores.open("klein")
    remark = kept.kept()[0].remark
    assert remark is not None
    assert (
        kept.file(remark.attachments[0], remark.id)
        == as_file(portrait(robot.city, robot.session)).content
    )
    kept.withdraw(parse(code), OCTOBER, Channel.DESKTOP)
    kept.close()
    robot.window.opinions.choose(remark.id)
    idle(robot)
    assert robot.view.opinion.isHidden()
    assert panel.count.text() == "Er is hier nog niets gezegd."
    close_window(robot.window)


def test_list_and_map_go_together(robot: Robot, stores: MemoryStores) -> None:
    remarks = filled(robot, stores, 40)
    panel, city = robot.window.parts.side.opinions, robot.city
    assert panel.count.text() == "40 meningen"
    panel.list.setCurrentIndex(panel.model.index(3))
    idle(robot)
    robot.rest()
    chosen = remarks[-4]
    assert robot.view.opinion.words.text() == chosen.text
    pins = city.city.pins
    assert pins.shown is not None
    assert pins.shown.chosen == chosen.id
    at = np.array(remarks[5].point) - (X, Y, 0.0)
    robot.window.opinions.close_card()
    city.stand(replace(city.pose, eye=(float(at[0]), float(at[1]) - 12.0, 9.0), pitch_rad=-0.6))
    robot.rest()
    x, y, _ = on_picture([tuple(at)], city.pose, city.hosted.size_px)[0]
    ratio = city.devicePixelRatioF()
    place = QPointF(x / ratio, (city.hosted.size_px[1] - y) / ratio - 20.0).toPoint()
    robot.click_view(place)
    idle(robot)
    assert robot.view.opinion.words.text() == remarks[5].text
    assert panel.model.id_at(panel.list.currentIndex().row()) == remarks[5].id
    robot.window.bench.select(None)
    robot.window.opinions.close_card()
    assert robot.view.opinion.isHidden()
    assert not panel.list.selectionModel().hasSelection()


def test_filters_and_words_narrow_list_and_pins(robot: Robot, stores: MemoryStores) -> None:
    filled(robot, stores, 60)
    panel = robot.window.parts.side.opinions
    boxes = panel.filters.boxes
    assert boxes["themes"].itemText(1) == "Groen (30)"
    boxes["themes"].setCurrentIndex(1)
    boxes["themes"].activated.emit(1)
    assert panel.count.text() == "30 van 60 meningen"
    panel.filters.words.setText("LICHT mening")
    idle(robot)
    assert panel.count.text() == "10 van 60 meningen"
    pins = robot.city.city.pins.shown
    assert pins is not None
    assert int(pins.mask.sum()) == 10
    panel.filters.clear()
    assert panel.count.text() == "60 meningen"


def test_a_hundred_thousand_are_listed_without_being_read(
    robot: Robot, stores: MemoryStores
) -> None:
    one = made(robot, 1)[0]
    many = [one.model_copy(update={"id": f"{n:08x}{one.id[8:]}"}) for n in range(100_000)]
    stores.store.put(many)
    robot.window.door.refresh()
    idle(robot)
    robot.rest()
    idle(robot)
    panel = robot.window.parts.side.opinions
    assert panel.model.rowCount() == 100_000
    robot.window.parts.side.reader.ensureWidgetVisible(panel.list)
    panel.list.scrollToBottom()
    robot.frame()
    robot.turn()
    idle(robot)
    last = panel.model.index(99_999).data(Qt.ItemDataRole.DisplayRole)
    assert last.startswith("Mening 0")
    assert stores.store.reads < 500


def test_answers_stand_in_the_words_they_were_given_to(robot: Robot, stores: MemoryStores) -> None:
    said = Said(questionnaire=FORM, answers={"likes": "green"})
    where = Occasion(Channel.PAPER, "nl", OCTOBER, "evening")
    remark = remark_of(robot.session.moment, said, None, where, {})
    stores.store.put([remark])
    robot.window.door.refresh()
    idle(robot)
    robot.window.opinions.choose(remark.id)
    idle(robot)
    card = robot.view.opinion
    assert card.opinion is not None
    assert [(fact.label, fact.value) for fact in card.opinion.answers] == [
        ("Wat is fijn?", "Het groen")
    ]
    facts = {fact.label: fact.value for fact in card.opinion.facts}
    assert facts["Bijeenkomst"] == "Avond in de kerk"
    assert facts["Gegeven via"] == "Papier"
    assert not card.again.isVisible()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_all_of_it_has_names_and_room_at_200_percent(
    robot: Robot, stores: MemoryStores, language: str
) -> None:
    filled(robot, stores, 12)
    code = say(robot, "Wat een lange zin om te lezen, over de toren en het plein.", 3)
    robot.window.bench.change_settings(text_scale=2.0, language=language)
    robot.session.speak(language)
    panel = robot.window.parts.side.opinions
    panel.narrow.set_open(True)
    panel.list.setCurrentIndex(panel.model.index(0))
    idle(robot)
    robot.turn()
    robot.window.saying.begin()
    robot.window.with_code.begin()
    robot.turn()
    saying, with_code = robot.window.saying.dialog, robot.window.with_code.dialog
    assert saying is not None
    assert with_code is not None
    saying.show_failed("Een lange zin over wat er mis is en wat u eraan kunt doen. " * 2)
    with_code.code.setText(code)
    with_code.search.click()
    idle(robot)
    robot.turn()
    for part in (robot.view.opinion, saying, with_code):
        assert [type(w).__name__ for w in controls(part) if not w.accessibleName()] == []
        assert clipped(part) == []
        assert part.width() <= 1280
        assert part.height() <= 720
    assert panel.list.accessibleName()
    assert robot.window.parts.side.reader.horizontalScrollBar().maximum() == 0
    with_code.close()
    saying.close()


def test_the_store_is_closed_with_the_window(project: Path, stores: MemoryStores) -> None:
    robot = open_with(project, stores)
    stores.store.add(made(robot, 1)[0], seal(new_receipt(), rounds=1), {})
    close_window(robot.window)
    assert stores.store.closed == 1
