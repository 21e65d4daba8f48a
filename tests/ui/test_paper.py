"""Forms on paper in the window: photographs come in, and what is unclear is decided by staff."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from mrapp.bootstrap import build_services
from mrapp.model.remark import Channel
from mrapp.paper.ground import MapFrame
from mrapp.paper.pages import find_pages
from mrapp.paper.printing import FormPaper, map_box
from mrapp.ui.robot import Robot
from mrapp.ui.staff.paper_dialog import PaperDialog
from tests.app.forms import everything
from tests.paper.filling import Hand, copied, printed
from tests.paper.forms import Printed, print_form
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import answer, idle
from tests.ui.test_access import controls
from tests.ui.test_overview import opened_store

pytestmark = [pytest.mark.window, pytest.mark.slow]

ASKED = ("know", "likes", "feel", "where")


@pytest.fixture
def robot(project: Path, tmp_path: Path) -> Iterator[Robot]:
    services = build_services(tmp_path / "remarks")
    found = services.projects.load(project)
    whole = everything()
    form = whole.model_copy(
        update={"questions": tuple(each for each in whole.questions if each.id in ASKED)}
    )
    changed = found.project.model_copy(update={"questionnaires": (form,)})
    services.projects.save(replace(found, project=changed))
    window = open_window(project, services=services)
    made = Robot(window)
    idle(made)
    yield made
    dialog = window.staff.desk.papering.dialog
    if dialog is not None:
        dialog.reject()
    close_window(window)


def opened(robot: Robot) -> PaperDialog:
    robot.window.parts.actions["remarks.paper"].trigger()
    idle(robot)
    dialog = robot.window.staff.desk.papering.dialog
    assert dialog is not None
    return dialog


def photographs(robot: Robot, folder: Path) -> tuple[Printed, list[Path]]:
    """Fill in a form unclearly: two ticks, a black box, and two crosses on the map."""
    form = print_form(robot.session.project, folder)
    pages, hand = form.clean(), Hand(np.random.default_rng(1))
    form.tick(pages, hand, {"know": "yes", "likes": ("water",)})
    form.tick(pages, hand, {"know": "no"})
    form.tick(pages, hand, {"feel": 4}, "blackened")
    number, page = form.page_with(lambda each: each.maps)
    for x in (40, 110):
        hand.cross_at(pages[number], page.maps[0].rect.x + x, page.maps[0].rect.y + 50)
    return form, copied(pages, folder)


def test_staff_decide_what_is_unclear_beside_its_picture(robot: Robot, tmp_path: Path) -> None:
    dialog = opened(robot)
    assert [type(w).__name__ for w in controls(dialog) if not w.accessibleName()] == []
    form, files = photographs(robot, tmp_path)
    dialog.dropped.emit(files)
    idle(robot)
    assert dialog.forms.count() == 1
    assert dialog.deciding is not None
    assert [each.id for each in dialog.deciding.questions] == ["know", "feel", "where"]
    assert not dialog.keep.isEnabled()

    said = dialog.answers.buttons["yes"]
    assert isinstance(said, QRadioButton)
    said.click()
    dialog.after.click()
    dialog.answers.buttons[4].click()
    dialog.undo.click()
    assert "feel" not in dialog.deciding.decided
    dialog.answers.buttons[2].click()
    dialog.after.click()
    point_at(dialog, form)
    dialog.keep.click()
    idle(robot)

    store = opened_store(robot)
    (kept,) = store.kept()
    assert store.of_receipt(form.receipt).id == kept.id
    store.close()
    assert kept.remark is not None
    assert kept.remark.channel is Channel.PAPER
    assert kept.remark.answered is not None
    answers = dict(kept.remark.answered.answers)
    place = answers.pop("where")
    assert answers == {"know": "yes", "likes": ("water",), "feel": 2}
    assert isinstance(place, tuple)
    assert np.hypot(*np.subtract(place[:2], pointed(robot, form))) < 3.0
    assert kept.remark.point == place
    assert dialog.forms.count() == 0


def test_a_form_is_left_out_only_after_a_yes_and_kept_once_nothing_is_missing(
    robot: Robot, tmp_path: Path
) -> None:
    form = print_form(robot.session.project, tmp_path)
    pages, hand = form.clean(), Hand(np.random.default_rng(1))
    form.tick(pages, hand, {"know": "yes", "likes": ("water",), "feel": 4})
    form.tick(pages, hand, {"likes": ("shops",)}, "blackened")
    dialog = opened(robot)
    assert dialog.empty.isVisible()
    files = copied(pages[:-1], tmp_path)
    waiting = robot.session.services.remarks.folder(robot.session.project.id) / "paper"
    for words, left in (("Annuleren", 1), ("Weglaten", 0)):
        dialog.dropped.emit(files)
        idle(robot)
        dialog.leave_out.click()
        answer(words)
        idle(robot)
        assert dialog.forms.count() == len(list(waiting.iterdir())) == left
    dialog.dropped.emit(files)
    idle(robot)
    buttons = dialog.answers.buttons
    assert [key for key, each in buttons.items() if each.isChecked()] == ["water"]
    assert "onduidelijk" in buttons["shops"].text()
    assert "onduidelijk" not in buttons["green"].text()
    assert "bladzijde 2" in dialog.missing.text()
    assert not dialog.keep.isEnabled()
    dialog.dropped.emit(copied(pages[-1:], tmp_path, "last"))
    idle(robot)
    assert dialog.missing.text() == "Nog te beslissen: vraag 2."
    dialog.agree.click()
    assert dialog.missing.text() == ""
    dialog.keep.click()
    idle(robot)
    store = opened_store(robot)
    (kept,) = store.kept()
    store.close()
    assert kept.remark is not None
    assert kept.remark.answered is not None
    assert kept.remark.answered.answers == {"know": "yes", "likes": ("water",), "feel": 4}


def test_staff_print_forms_where_they_read_them(robot: Robot, tmp_path: Path) -> None:
    dialog = opened(robot)
    dialog.print_forms.click()
    printing, tasks = robot.window.staff.desk.papering.printing, robot.window.bench.tasks
    asked = printing.dialog
    assert asked is not None
    assert [type(w).__name__ for w in controls(asked) if not w.accessibleName()] == []
    asked.copies.setValue(2)
    asked.large.setChecked(True)
    goal = tmp_path / "forms.pdf"
    printing.print_to(goal)
    robot.wait(tasks.idle, asked.save.isEnabled)
    marks = {
        (found.mark.serial, found.mark.large)
        for page in printed(goal, tmp_path, 127)
        for found in find_pages(page)
        if found.mark
    }
    assert [large for _, large in marks] == [True, True]
    other = tmp_path / "other.pdf"
    printing.print_to(other)
    asked.waiting.cancel()
    robot.wait(tasks.idle, asked.save.isEnabled)
    assert not other.exists()
    assert "Gestopt" in asked.told.text()
    asked.reject()


def pointed(robot: Robot, form: Printed) -> tuple[float, float]:
    """Return where the left one of the crosses is, RD."""
    _, page = form.page_with(lambda each: each.maps)
    project = robot.session.project
    box = map_box(FormPaper(project, form.layout.form, "nl"), page)
    assert box is not None
    rect = page.maps[0].rect
    return MapFrame(box, rect).on_ground(rect.x + 40, rect.y + 50)


def point_at(dialog: PaperDialog, form: Printed) -> None:
    """Click the left one of the crosses, as large as the picture is shown."""
    _, page = form.page_with(lambda each: each.maps)
    rect = page.maps[0].rect
    shown = dialog._shown["where"]
    scale = dialog.picture._where().width() / shown.picture.shape[1] * 8
    at = QPointF(rect.x + 40 - shown.rect.x, rect.y + 50 - shown.rect.y) * scale
    where = (dialog.picture._where().topLeft() + at).toPoint()
    QTest.mouseClick(dialog.picture, Qt.MouseButton.LeftButton, pos=where)
