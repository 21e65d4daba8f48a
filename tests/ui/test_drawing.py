"""Drawing on the picture of what is seen: by mouse, finger and pen, kept at every stroke."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from mrapp.app.kiosk.visit import Page
from mrapp.app.remarks.drafts import Written
from mrapp.app.remarks.drawing import (
    EMPTY,
    PENS,
    Drawing,
    Stroke,
    spot,
    with_stroke,
    without_touched,
)
from mrapp.feedback.stores import FolderStores
from mrapp.ui.drawing.dialog import DrawDialog
from mrapp.ui.drawing.pad import DrawingPad
from mrapp.ui.kiosk.pages.drawing import DrawPage
from mrapp.ui.opinions.say_dialog import SayDialog
from mrapp.ui.robot import Robot
from tests.app.kept_in_memory import MemoryStores
from tests.app.moments import station
from tests.ui.conftest import close_window
from tests.ui.hands import answer, idle
from tests.ui.kiosks import close_kiosk, open_kiosk, write_kiosk_project
from tests.ui.opinions import open_with, to_the_tower_in_october
from tests.ui.test_access import clipped, controls
from tests.ui.test_kiosk import to_words

pytestmark = pytest.mark.window

_FAR = 70  # of 255: what two colours in a JPEG differ at least


@pytest.fixture
def robot(project: Path) -> Iterator[Robot]:
    found = open_with(project, MemoryStores())
    yield found
    form = found.window.saying.dialog
    if form is not None:
        for each in form.findChildren(DrawDialog):
            each.close()
        form.hide()
    close_window(found.window)


def to_draw(robot: Robot) -> tuple[SayDialog, DrawDialog]:
    """Open the form, and the picture large."""
    if robot.window.saying.dialog is None:
        robot.window.saying.begin(QPointF(robot.city.rect().center()))
    form = robot.window.saying.dialog
    assert form is not None
    form.form.sketch.draw.click()
    robot.turn()
    found = form.findChild(DrawDialog)
    assert isinstance(found, DrawDialog)
    return form, found


def at(pad: DrawingPad, x: float, y: float) -> QPoint:
    """Return where a place on the picture is on the screen."""
    room = pad.room()
    return QPointF(room.x() + x * room.width(), room.y() + y * room.height()).toPoint()


def draw(pad: DrawingPad, *spots: tuple[float, float]) -> None:
    """Draw with the mouse."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(pad, left, none, at(pad, *spots[0]))
    for each in spots[1:]:
        QTest.mouseMove(pad, at(pad, *each))
    QTest.mouseRelease(pad, left, none, at(pad, *spots[-1]))


def test_what_is_drawn_goes_with_the_opinion_and_stands_on_its_card(robot: Robot) -> None:
    to_the_tower_in_october(robot)
    form, drawing = to_draw(robot)
    assert not form.form.keep.isEnabled()
    drawing.tools["orange"].click()
    draw(drawing.pad, (0.2, 0.5), (0.8, 0.5))
    drawing.tools["blue"].click()
    drawing.widths["thin"].click()
    draw(drawing.pad, (0.5, 0.2), (0.5, 0.8))
    drawing.undo.click()
    drawing.redo.click()
    assert [(s.pen, s.width) for s in drawing.pad.drawing.strokes] == [
        ("orange", "thick"),
        ("blue", "thin"),
    ]
    drawing.tools["eraser"].click()
    draw(drawing.pad, (0.5, 0.3), (0.5, 0.35))
    assert [s.pen for s in drawing.pad.drawing.strokes] == ["orange"]
    drawing.clear.click()
    drawing.undo.click()
    drawing.ready.click()
    robot.turn()
    assert form.form.keep.isEnabled()
    form.form.keep.click()
    idle(robot)
    form.close()
    robot.window.parts.actions["remark.next"].trigger()
    idle(robot)
    store = robot.session.services.remarks.open("klein")
    remark = store.kept()[-1].remark
    assert remark is not None
    assert [each.role for each in remark.attachments] == ["picture", "drawing"]
    files = [store.file(each, remark.id) for each in remark.attachments]
    plain, drawn = (QImage.fromData(content or b"") for content in files)
    assert plain.size() == drawn.size()
    middle = drawn.pixelColor(drawn.width() // 2, drawn.height() // 2)
    assert (middle.red() - middle.blue()) > 2 * _FAR
    # Away from the line nothing changed but what packing does to it.
    corner, before = drawn.pixelColor(5, 5), plain.pixelColor(5, 5)
    assert abs(corner.red() - before.red()) < _FAR
    card = robot.view.opinion
    assert not card.picture.isHidden()
    assert card.picture.accessibleName() == "Wat te zien was, met een tekening erop"
    assert card.picture._image.size() == drawn.size()
    assert robot.window.parts.side.opinions.model.index(0).data() is not None


def test_every_stroke_is_in_the_draft_and_comes_back_after_a_crash(
    project: Path, tmp_path: Path
) -> None:
    stores = FolderStores(tmp_path / "said")
    robot = open_with(project, stores)
    form, drawing = to_draw(robot)
    draw(drawing.pad, (0.1, 0.1), (0.4, 0.3), (0.6, 0.1))
    idle(robot)
    made = drawing.pad.drawing
    drawing.close()
    form.hide()
    close_window(robot.window)
    robot = open_with(project, stores)
    answer("Verdergaan")
    robot.turn()
    again = robot.window.saying.dialog
    assert again is not None
    assert again.form.sketch.drawing == made
    assert again.form.sketch.draw.text() == "Verder tekenen"
    again.form.cancel.click()
    answer("Weggooien")
    idle(robot)
    close_window(robot.window)
    store = stores.open("klein")
    assert store.drafts() == []
    store.close()


def test_a_finger_draws_as_well(robot: Robot) -> None:
    _form, drawing = to_draw(robot)
    pad = drawing.pad
    device = QTest.createTouchDevice()
    QTest.touchEvent(pad, device).press(0, at(pad, 0.3, 0.3), pad)
    for step in range(1, 8):
        QTest.touchEvent(pad, device).move(0, at(pad, 0.3 + 0.05 * step, 0.3), pad)
    QTest.touchEvent(pad, device).release(0, at(pad, 0.65, 0.3), pad)
    robot.turn()
    (stroke,) = pad.drawing.strokes
    assert stroke.spots[0] == pytest.approx((0.3, 0.3), abs=0.01)
    assert stroke.spots[-1] == pytest.approx((0.65, 0.3), abs=0.01)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_fits_with_large_text_and_all_is_named(
    robot: Robot, language: str, scale: float
) -> None:
    robot.window.bench.change_settings(text_scale=scale, language=language)
    robot.window.resize(1280, 720)
    robot.turn()
    form, drawing = to_draw(robot)
    assert clipped(form) == []
    assert clipped(drawing) == []
    assert [w for w in controls(drawing) if not w.accessibleName().strip()] == []
    assert drawing.width() <= 1280
    assert drawing.height() <= 720
    assert drawing.pad.room().width() > 480


def test_an_eraser_takes_whole_strokes_and_a_full_drawing_takes_no_more() -> None:
    line = Stroke(pen="blue", width="thin", spots=((0.1, 0.5), (0.9, 0.5)))
    dot = Stroke(pen="black", width="thick", spots=((0.5, 0.1),))
    both = Drawing(strokes=(line, dot))
    assert without_touched(both, (0.5, 0.505), 0.5625).strokes == (dot,)
    assert without_touched(both, (0.5, 0.3), 0.5625) is both
    assert without_touched(both, (0.505, 0.1), 0.5625).strokes == (line,)
    assert spot(-3.0, 1.7) == (0.0, 1.0)
    long = Stroke(pen="black", width="thin", spots=((0.5, 0.5),) * 39_999)
    full = with_stroke(EMPTY, long)
    assert with_stroke(full, line) is full
    assert len(PENS) == 4


@pytest.mark.parametrize("told", [{"strokes": [{"pen": "red"}]}, {"strokes": 3}, 7, None])
def test_a_draft_with_a_drawing_that_is_none_is_refused(told: object) -> None:
    sight = {
        "eye": (1.0, 2.0, 3.0),
        "heading_rad": 0.0,
        "pitch_rad": 0.0,
        "field_of_view_rad": 1.0,
        "size_px": (8, 6),
        "variant": "now",
        "time_utc": "2026-06-21T12:00:00Z",
    }
    assert Written.read({"sight": sight, "drawing": {}}, station()).words.drawing == EMPTY
    with pytest.raises(ValueError, match="Drawing"):
        Written.read({"sight": sight, "drawing": told}, station())


def test_a_visitor_of_a_kiosk_draws_and_a_power_cut_costs_nothing(tmp_path: Path) -> None:
    project = write_kiosk_project(tmp_path / "klein")
    kiosk = open_kiosk(project, tmp_path / "store")
    hands = kiosk.hands
    to_words(kiosk, "")
    hands.touch("Op de afbeelding tekenen")
    page = hands.page
    assert isinstance(page, DrawPage)
    hands.touch("Oranje")
    draw(page.pad, (0.2, 0.5), (0.8, 0.5))
    draw(page.pad, (0.2, 0.7), (0.8, 0.7))
    hands.touch("Ongedaan maken")
    hands.written()
    made, on = page.pad.drawing, hands.window.visiting.visit.drawn_on
    assert [each.pen for each in made.strokes] == ["orange"]
    before = hands.window.scenery.seen()
    kiosk.store.close()
    again = open_kiosk(project, tmp_path / "store")
    try:
        again.hands.tap("Ga verder")
        visit = again.hands.window.visiting.visit
        assert (visit.drawing, visit.drawn_on) == (made, on)
        again.hands.touch("Verder tekenen")
        after = again.hands.window.scenery.seen()
        assert before is not None
        assert after is not None
        assert after.look == before.look
        assert after.picture.size() == before.picture.size()
        again.hands.touch("Klaar")
        again.hands.touch("Verder")
        again.hands.touch("Bewaren")
        assert again.hands.wait_for_page(Page.THANKS, Page.FAILED) == Page.THANKS
        kept = again.store.kept()[-1].remark
        assert kept is not None
        assert [each.role for each in kept.attachments] == ["picture", "drawing"]
        again.hands.touch("Klaar")
        again.hands.written()
        assert again.store.drafts() == []
        assert again.hands.window.visiting.visit.drawing == EMPTY
    finally:
        close_kiosk(again)
        close_kiosk(kiosk)
