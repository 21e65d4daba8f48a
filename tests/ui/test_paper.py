"""Forms on paper in the window: photographs come in, and what is unclear is decided by staff."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from mrapp.bootstrap import build_services
from mrapp.model.remark import Channel
from mrapp.paper.ground import MapFrame
from mrapp.paper.printing import FormPaper, map_box
from mrapp.ui.robot import Robot
from mrapp.ui.staff.paper_dialog import PaperDialog
from tests.app.forms import everything
from tests.paper.filling import Hand
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
    files = [folder / f"sheet-{n}.png" for n in range(len(pages))]
    for file, picture in zip(files, pages, strict=True):
        cv2.imwrite(str(file), picture)
    return form, files


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


def test_a_form_is_left_out_only_after_a_yes(robot: Robot, tmp_path: Path) -> None:
    dialog = opened(robot)
    _, files = photographs(robot, tmp_path)
    dialog.dropped.emit(files)
    idle(robot)
    dialog.leave_out.click()
    answer("Annuleren")
    idle(robot)
    assert dialog.forms.count() == 1
    dialog.leave_out.click()
    answer("Weglaten")
    idle(robot)
    assert dialog.forms.count() == 0
    store = opened_store(robot)
    assert store.count() == 0
    store.close()
    waiting = robot.session.services.remarks.folder(robot.session.project.id) / "paper"
    assert list(waiting.iterdir()) == []


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
