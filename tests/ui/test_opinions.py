"""Opinions in the main window: said, found again, seen again, and taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from mrapp.app.feedback import RemarkStores
from mrapp.app.receipts import new_receipt, parse, seal
from mrapp.app.remarks import Look, Occasion, Said, remark_of
from mrapp.bootstrap import build_services
from mrapp.feedback.stores import FolderStores
from mrapp.model.project import Event, Theme
from mrapp.model.questions import Choice, Question, Questionnaire
from mrapp.model.remark import Channel, Remark
from mrapp.model.remark_errors import RemarkNotKeptError
from mrapp.model.texts import Phrase
from mrapp.scene.navigator import Mode
from mrapp.scene.pose import on_picture
from mrapp.ui.opinions.portrait import as_file, portrait
from mrapp.ui.robot import Robot
from tests.app.kept_in_memory import MemoryStores
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import answer, idle, question
from tests.ui.small import X, Y
from tests.ui.test_access import clipped, controls

pytestmark = pytest.mark.window

OCTOBER = datetime(2026, 10, 14, 14, 0, tzinfo=UTC)
FULL = Phrase(nl="de schijf is vol", en="the disk is full")
FORM = Questionnaire(
    id="opinion",
    version=1,
    name={"nl": "Uw mening"},
    published_utc=OCTOBER,
    questions=(
        Question(
            id="likes",
            kind="single",
            text={"nl": "Wat is fijn?", "en": "What is nice?"},
            choices=(Choice(id="green", text={"nl": "Het groen", "en": "The green"}),),
        ),
    ),
)
NEWER = FORM.model_copy(
    update={
        "version": 2,
        "questions": (FORM.questions[0].model_copy(update={"text": {"nl": "Anders gevraagd"}}),),
    }
)


def open_with(project: Path, stores: RemarkStores) -> Robot:
    """Return hands for a window on the project, with themes, and with these opinions."""
    services = build_services()
    found = services.projects.load(project)
    themes = (Theme(id="green", name={"nl": "Groen"}), Theme(id="height", name={"nl": "Hoogte"}))
    events = (Event(id="evening", name={"nl": "Avond in de kerk"}),)
    more = {"themes": themes, "events": events, "questionnaires": (FORM, NEWER)}
    changed = replace(found, project=found.project.model_copy(update=more))
    services.projects.save(changed)
    robot = Robot(open_window(project, services=replace(services, remarks=stores)))
    idle(robot)
    robot.rest()
    return robot


@pytest.fixture
def stores() -> MemoryStores:
    return MemoryStores()


@pytest.fixture
def robot(project: Path, stores: MemoryStores) -> Iterator[Robot]:
    found = open_with(project, stores)
    yield found
    close_window(found.window)


def made(robot: Robot, count: int) -> list[Remark]:
    """Return remarks all over the place, in the words of nobody."""
    chance, moment = np.random.default_rng(4), robot.session.moment
    look = Look((X, Y - 100.0, 60.0), 0.0, -0.4, 0.87, (1280, 720))
    remarks = []
    for number in range(count):
        x, y = chance.uniform((-60.0, -20.0), (60.0, 120.0))
        said = Said(
            text=f"Mening {number}: meer {'groen' if number % 3 else 'licht'}",
            mood=1 + number % 5,
            theme=("green", "height")[number % 2],
            point=(X + x, Y + y, 1.0),
        )
        where = Occasion(list(Channel)[number % 5], "nl", OCTOBER, "evening")
        remarks.append(remark_of(moment, said, look, where, {}))
    return remarks


def filled(robot: Robot, stores: MemoryStores, count: int) -> list[Remark]:
    """Put remarks into the store behind the window's back, and let it look again."""
    remarks = made(robot, count)
    stores.store.put(remarks)
    robot.window.door.refresh()
    idle(robot)
    robot.rest()
    return remarks


def say(robot: Robot, text: str, mood: int | None = None) -> str:
    """Say something about the middle of the view; returns the receipt."""
    robot.window.parts.actions["remark.make"].trigger()
    dialog = robot.window.saying.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.text, text)
    if mood is not None:
        dialog.mood.tiles[mood].click()
    dialog.keep.click()
    idle(robot)
    assert dialog.pages.currentIndex() == 1
    code = dialog.code.text()
    dialog.close()
    robot.turn()
    return code


def to_the_tower_in_october(robot: Robot) -> None:
    robot.window.seeing.choose("high")
    robot.window.seeing.set_time(OCTOBER)
    robot.click(robot.window.parts.side.viewpoints.go_buttons["street"])
    robot.rest()


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


def test_saying_keeps_what_one_pointed_at_and_thanks_only_after(
    robot: Robot, stores: MemoryStores
) -> None:
    to_the_tower_in_october(robot)
    place = robot.building_in_view()
    hit = robot.city.hit(place.toPointF())
    assert hit is not None
    assert hit.ref is not None
    QTest.mouseClick(robot.city, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, place)
    dialog = robot.window.saying.dialog
    assert dialog is not None
    assert not dialog.keep.isEnabled()
    assert dialog.about.text() == "Over: Gebouw"
    dialog.text.setPlainText("Mooi <b>zo</b>")
    dialog.theme.setCurrentIndex(2)
    stores.store.trouble = RemarkNotKeptError(reason=FULL)
    dialog.keep.click()
    idle(robot)
    assert dialog.pages.currentIndex() == 0
    assert "de schijf is vol" in dialog.wrong.text()
    assert dialog.text.toPlainText() == "Mooi <b>zo</b>"
    assert stores.store.count() == 0
    dialog.keep.click()
    idle(robot)
    kept = stores.store.kept()[0].remark
    assert kept is not None
    assert (kept.text, kept.theme, kept.channel) == ("Mooi <b>zo</b>", "height", Channel.DESKTOP)
    assert kept.thing is not None
    assert kept.thing.object_id == hit.ref.object_id
    assert kept.point == pytest.approx(np.add(hit.point_local, (X, Y, 0.0)))
    assert kept.sight is not None
    assert (kept.sight.variant, kept.sight.time_utc) == ("high", OCTOBER)
    dialog.copy.click()
    receipt = QGuiApplication.clipboard().text()
    assert stores.store.of_receipt(parse(receipt)).id == kept.id
    assert stores.store.kept_drafts == {}
    dialog.close()
    assert robot.window.parts.side.opinions.count.text() == "1 mening"
    assert all(name.startswith("mrapp-task") for name in stores.store.threads - {"MainThread"})


def test_a_draft_is_kept_at_every_key_and_found_again(project: Path, tmp_path: Path) -> None:
    stores = FolderStores(tmp_path / "said")
    robot = open_with(project, stores)
    to_the_tower_in_october(robot)
    robot.window.saying.begin(QPointF(robot.city.rect().center()))
    dialog = robot.window.saying.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.text, "Half een zi")
    dialog.mood.tiles[4].click()
    pose = robot.city.pose
    idle(robot)
    # As long as this window is there, another one does not ask about what is written in it.
    other = open_with(project, stores)
    assert question() is None
    close_window(other.window)
    dialog.hide()
    close_window(robot.window)
    robot = open_with(project, stores)
    answer("Verdergaan")
    robot.turn()
    again = robot.window.saying.dialog
    assert again is not None
    assert again.text.toPlainText() == "Half een zi"
    assert again.mood.tiles[4].isChecked()
    assert robot.session.view.variant == "high"
    assert robot.city.pose.eye == pytest.approx(pose.eye)
    again.keep.click()
    idle(robot)
    again.close()
    close_window(robot.window)
    store = stores.open("klein")
    kept = store.kept()[0].remark
    assert kept is not None
    assert (kept.text, kept.mood) == ("Half een zi", 4)
    assert store.drafts() == []
    store.close()


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


def test_what_was_filled_in_is_not_thrown_away_unasked(robot: Robot, stores: MemoryStores) -> None:
    robot.window.saying.begin()
    dialog = robot.window.saying.dialog
    assert dialog is not None
    dialog.text.setPlainText("Wacht")
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    answer("Verder schrijven")
    assert dialog.isVisible()
    dialog.cancel.click()
    answer("Weggooien")
    idle(robot)
    assert robot.window.saying.dialog is None
    assert stores.store.kept_drafts == {}
    assert stores.store.count() == 0


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


def test_with_a_code_one_reads_adds_and_withdraws(robot: Robot, stores: MemoryStores) -> None:
    code = say(robot, "Dit vind ik", 5)
    robot.window.parts.actions["remark.code"].trigger()
    dialog = robot.window.with_code.dialog
    assert dialog is not None
    dialog.code.setText("K7QM-3XWT-9PRD-5HJB")
    dialog.search.click()
    assert "klopt niet" in dialog.told.text()
    dialog.code.setText(str(new_receipt()))
    dialog.search.click()
    idle(robot)
    assert "hoort hier geen mening" in dialog.told.text()
    dialog.code.setText(code.lower().replace("-", " "))
    dialog.search.click()
    idle(robot)
    assert dialog.text.text() == "Dit vind ik\n\nHeel tevreden"
    dialog.more.setPlainText("En nog iets")
    dialog.add.click()
    idle(robot)
    assert stores.store.kept()[0].additions[0].text == "En nog iets"
    dialog.withdraw.click()
    answer("Intrekken")
    idle(robot)
    assert stores.store.kept()[0].remark is None
    assert dialog.text.isHidden() or not dialog.text.isVisible()
    dialog.close()
    assert robot.window.parts.side.opinions.count.text() == "Er is hier nog niets gezegd."


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


def test_without_a_store_all_else_works_and_why_is_said(
    project: Path, stores: MemoryStores
) -> None:
    stores.refusal = RemarkNotKeptError(reason=FULL)
    robot = open_with(project, stores)
    try:
        panel = robot.window.parts.side.opinions
        assert "de schijf is vol" in panel.count.text()
        robot.window.saying.begin()
        assert robot.window.saying.dialog is None
        assert not robot.view.notices.isHidden()
    finally:
        close_window(robot.window)
    assert stores.store.closed == 0


def test_the_store_is_closed_with_the_window(project: Path, stores: MemoryStores) -> None:
    robot = open_with(project, stores)
    stores.store.add(made(robot, 1)[0], seal(new_receipt(), rounds=1), {})
    close_window(robot.window)
    assert stores.store.closed == 1
