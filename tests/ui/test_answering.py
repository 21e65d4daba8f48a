"""Answering the questions in the desktop's form: all kinds, blind, kept, and found again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mrapp.app.actions import switch_variant
from mrapp.app.remarks.keeping import RemarkStores
from mrapp.app.settings import Settings
from mrapp.bootstrap import build_services
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Remark
from mrapp.model.texts import Language
from mrapp.ui.asking.areas import TextArea
from mrapp.ui.asking.tiles import Tile
from mrapp.ui.opinions.questions import QuestionsPage
from mrapp.ui.opinions.say_dialog import SayDialog
from mrapp.ui.robot import Robot
from tests.app.kept_in_memory import MemoryStores
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import answer, idle
from tests.ui.kiosks import write_kiosk_project
from tests.ui.small import X, Y
from tests.ui.test_access import clipped, controls, said

pytestmark = pytest.mark.window


def open_with(project: Path, stores: RemarkStores, settings: Settings | None = None) -> Robot:
    """Return hands for a window on the project, with these opinions."""
    services = replace(build_services(), remarks=stores)
    robot = Robot(open_window(project, settings, services))
    idle(robot)
    return robot


@pytest.fixture
def asking(tmp_path: Path) -> Path:
    """A small project with all kinds of questions."""
    return write_kiosk_project(tmp_path / "klein")


@pytest.fixture
def stores() -> MemoryStores:
    return MemoryStores()


@pytest.fixture
def robot(asking: Path, stores: MemoryStores) -> Iterator[Robot]:
    found = open_with(asking, stores)
    yield found
    if found.window.saying.dialog is not None:
        found.window.saying.dialog.hide()
    close_window(found.window)


def form_of(robot: Robot) -> SayDialog:
    dialog = robot.window.saying.dialog
    assert dialog is not None
    return dialog


def begin(robot: Robot) -> QuestionsPage:
    """Open the form, and go to the questions."""
    robot.window.parts.actions["remark.make"].trigger()
    form_of(robot).form.part.button.click()
    return page_of(robot)


def page_of(robot: Robot) -> QuestionsPage:
    page = form_of(robot).questions
    assert page is not None
    return page


def tap(robot: Robot, *words: str) -> None:
    """Press tiles of the question, or of the bar below the view, one after the other."""
    for each in words:
        robot.turn()
        aside = robot.window.saying.aside
        top = aside.bar if aside and aside.bar else page_of(robot).view
        assert top is not None
        found = next(tile for tile in top.findChildren(Tile) if tile.text() == each)
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
        robot.turn()


def go_on(robot: Robot, *words: str) -> None:
    """Answer a question, and go on to the next."""
    tap(robot, *words)
    page_of(robot).on.click()
    robot.turn()


def kept(stores: MemoryStores) -> Remark:
    remark = stores.store.kept()[-1].remark
    assert remark is not None
    return remark


def look_at_both(robot: Robot) -> None:
    """Look at plan B and plan A; nothing in the window tells which is which."""
    tap(robot, "Bekijk plan B")
    assert form_of(robot).isHidden()
    assert robot.session.view.variant == "low"
    shown = robot.window.parts
    assert not shown.side.isVisible()
    assert not shown.top.isVisible()
    assert not robot.window.menuBar().isVisible()
    assert not any("Laag" in line or "Hoog" in line for line in seen(robot))
    QTest.keyClick(robot.city, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    tap(robot, "Bekijk plan A")
    assert robot.session.view.variant == "high"
    assert any(line.endswith(" · plan A") for line in seen(robot)), "and not how far it is"
    tap(robot, "Terug naar de vraag")
    assert form_of(robot).isVisible()


def test_questions_of_all_kinds_are_answered_and_kept(robot: Robot, stores: MemoryStores) -> None:
    moment, pose = robot.session.moment, robot.city.pose
    page = begin(robot)
    go_on(robot)
    assert page.answering.nudged, "the first needs an answer"
    go_on(robot, "Lopend")
    go_on(robot, "Winkels", "Bomen en planten")
    look_at_both(robot)
    go_on(robot, "Ik kies plan B")
    go_on(robot, "2")
    go_on(robot, "Tevreden")
    go_on(robot, "Veel woningen", "Veel groen", "Uitzicht houden")
    robot.session.show(switch_variant(robot.session.moment, "high"))
    tap(robot, "Wijs de plek aan")
    assert not any("Hoog" in line for line in seen(robot)), "nor after the comparison"
    assert any(line.endswith(" · plan A") for line in seen(robot))
    robot.rest()
    place = robot.building_in_view()
    hit = robot.city.hit(place.toPointF())
    assert hit is not None
    QTest.mouseClick(robot.city, Qt.MouseButton.LeftButton, pos=place)
    robot.turn()
    assert form_of(robot).isVisible()
    go_on(robot)
    assert page.view is not None
    assert isinstance(page.view.area, TextArea)
    page.view.area.field.writing.setPlainText("Meer zon")
    page.back.click()
    page.on.click()
    assert page.on.text() == "Verder"
    page.on.click()
    go_on(robot, "Dat zeg ik liever niet")
    assert page.on.text() == "Overslaan"
    go_on(robot)
    dialog = form_of(robot)
    assert dialog.pages.currentIndex() == 0
    assert dialog.form.part.told.text() == "Vragen beantwoord: 9"
    robot.session.show(switch_variant(robot.session.moment, None))
    assert robot.session.moment == moment
    assert robot.city.pose == pose
    dialog.form.keep.click()
    idle(robot)
    remark = kept(stores)
    assert remark.answered is not None
    told = dict(remark.answered.answers)
    rd = np.add(hit.point_local, (X, Y, 0.0))
    assert told.pop("place") == pytest.approx(rd, abs=1e-3)
    assert told == {
        "how": "foot", "missed": ("trees", "shops"), "which": "low", "high": 2, "mood": 4,
        "important": ("homes", "green", "view", "sun"), "why": "Meer zon", "age": "rather-not-say",
    }  # fmt: skip
    assert remark.answered.orders == {"which": ("high", "low")}
    assert remark.answered.version == 1
    dialog.close()
    robot.turn()
    # The next visitor sees the other of the two first.
    assert begin(robot).answering.orders == {"which": ("low", "high")}


def seen(robot: Robot) -> list[str]:
    """Return the words that the view hangs in the city, and those of the bar below it."""
    looking, aside = robot.window.bench.looking, robot.window.saying.aside
    assert looking is not None
    assert aside is not None
    assert aside.bar is not None
    state = looking(robot.session.scene_state())
    return [*state.captions, *(badge.text for badge in state.badges), *said(aside.bar)]


def test_a_draft_brings_the_answers_back_after_a_crash(asking: Path, tmp_path: Path) -> None:
    stores = FolderStores(tmp_path / "said")
    robot = open_with(asking, stores)
    page = begin(robot)
    go_on(robot, "Lopend")
    page.answering = page.answering.to(page.answering.form.questions[5])
    page.ask()
    tap(robot, "Veel groen")
    idle(robot)
    form_of(robot).hide()
    close_window(robot.window)
    robot = open_with(asking, stores)
    answer("Verdergaan")
    robot.turn()
    dialog = form_of(robot)
    assert dialog.form.part.told.text() == "Vragen beantwoord: 1"
    assert page_of(robot).answering.answers == {"how": "foot", "important": ("green",)}
    assert dialog.pages.currentWidget() is page_of(robot), "one is where one was"
    assert page_of(robot).answering.question.id == "important"
    dialog.form.keep.click()
    idle(robot)
    dialog.close()
    close_window(robot.window)
    store = stores.open("klein")
    remark = store.kept()[0].remark
    assert remark is not None
    assert remark.answered is not None
    assert remark.answered.answers == {"how": "foot"}
    assert store.drafts() == []
    store.close()


def test_who_leaves_out_what_is_needed_is_asked_and_may_keep_the_rest(
    robot: Robot, stores: MemoryStores
) -> None:
    page = begin(robot)
    go_on(robot, "Lopend")
    go_on(robot, "Winkels")
    page.back.click()
    page.back.click()
    tap(robot, "Lopend")
    page.back.click()
    dialog = form_of(robot)
    assert dialog.pages.currentIndex() == 0
    dialog.form.text.setPlainText("Mooi")
    dialog.form.keep.click()
    answer("Deze vraag beantwoorden")
    assert page.answering.question.id == "how"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.pages.currentIndex() == 0
    dialog.form.keep.click()
    answer("Bewaren zonder antwoorden")
    idle(robot)
    remark = kept(stores)
    assert (remark.text, remark.answered) == ("Mooi", None)


def test_escape_leads_back_to_the_question_and_nothing_else_works_meanwhile(
    robot: Robot,
) -> None:
    page = begin(robot)
    page.answering = page.answering.answered("foot").to(page.answering.form.questions[2])
    page.ask()
    robot.turn()
    tap(robot, "Bekijk plan A")
    steps = len(robot.session.history.done)
    robot.key(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    robot.key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(robot.city, Qt.MouseButton.LeftButton, pos=robot.city.rect().center())
    assert robot.session.view.selection is None
    assert robot.window.isVisible()
    assert form_of(robot).isHidden()
    robot.key(Qt.Key.Key_Escape)
    robot.turn()
    assert form_of(robot).isVisible()
    assert robot.window.menuBar().isVisible()
    assert (len(robot.session.history.done), robot.session.view.variant) == (steps, None)


@pytest.mark.parametrize(("scale", "language"), [(1.0, "nl"), (2.0, "nl"), (2.0, "en")])
def test_every_question_is_named_and_whole_at_1280_by_720(
    asking: Path, stores: MemoryStores, scale: float, language: Language
) -> None:
    settings = Settings(hints_seen=True, text_scale=scale, language=language)
    robot = open_with(asking, stores, settings)
    page = begin(robot)
    dialog = form_of(robot)
    for question in page.answering.form.questions:
        page.answering = page.answering.to(question)
        if question.id not in [each.id for each in page.answering.row]:
            continue
        page.ask()
        robot.turn()
        assert clipped(dialog) == []
        assert [type(w).__name__ for w in controls(dialog) if not w.accessibleName()] == []
        assert page.reader.horizontalScrollBar().maximum() == 0
        assert dialog.width() <= 1280
        assert dialog.height() <= 720
    dialog.hide()
    close_window(robot.window)
