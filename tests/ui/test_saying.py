"""Opinions in the main window: said, kept, added to, and taken back."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from mrapp.app.remarks.receipts import new_receipt, parse
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Channel
from mrapp.model.remark_errors import RemarkNotKeptError
from mrapp.ui.qr import qr_image
from mrapp.ui.robot import Robot
from tests.app.kept_in_memory import MemoryStores
from tests.ui.conftest import close_window
from tests.ui.hands import answer, give_name, idle, question
from tests.ui.opinions import (
    FULL,
    OCTOBER,
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
    assert not dialog.form.keep.isEnabled()
    assert dialog.form.about.text() == "Over: Gebouw"
    pinned = robot.city.city.pins.shown
    assert pinned is not None
    there = np.add(hit.point_local, (X, Y, 0.0))
    assert pinned.columns.points_rd.tolist() == [pytest.approx(there)]
    robot.turn()
    assert not dialog.geometry().contains(robot.city.mapToGlobal(place)), "it is in view"
    dialog.form.text.setPlainText("Mooi <b>zo</b>")
    dialog.form.theme.setCurrentIndex(2)
    stores.store.trouble = RemarkNotKeptError(reason=FULL)
    dialog.form.keep.click()
    idle(robot)
    assert dialog.pages.currentIndex() == 0
    assert "de schijf is vol" in dialog.form.wrong.text()
    assert dialog.form.text.toPlainText() == "Mooi <b>zo</b>"
    assert stores.store.count() == 0
    dialog.form.keep.click()
    idle(robot)
    kept = stores.store.kept()[0].remark
    assert kept is not None
    assert (kept.text, kept.theme, kept.channel) == ("Mooi <b>zo</b>", "height", Channel.DESKTOP)
    assert kept.thing is not None
    assert kept.thing.object_id == hit.ref.object_id
    assert kept.point == pytest.approx(np.add(hit.point_local, (X, Y, 0.0)))
    assert kept.sight is not None
    assert (kept.sight.variant, kept.sight.time_utc) == ("high", OCTOBER)
    dialog.thanks.copy.click()
    receipt = QGuiApplication.clipboard().text()
    assert stores.store.of_receipt(parse(receipt)).id == kept.id
    assert stores.store.kept_drafts == {}
    dialog.close()
    assert robot.window.parts.side.opinions.count.text() == "1 mening"
    assert all(name.startswith("mrapp-task") for name in stores.store.threads - {"MainThread"})


def test_what_was_kept_after_all_has_the_receipt_it_was_kept_with(
    robot: Robot, stores: MemoryStores
) -> None:
    """A disk may fail once all of it is there: who tries again is thanked, and can come back."""
    robot.window.saying.begin()
    dialog = robot.window.saying.dialog
    assert dialog is not None
    dialog.form.text.setPlainText("Mooi")
    stores.store.late_trouble = RemarkNotKeptError(reason=FULL)
    dialog.form.keep.click()
    idle(robot)
    assert dialog.pages.currentIndex() == 0
    dialog.form.keep.click()
    idle(robot)
    assert dialog.pages.currentIndex() == 1
    assert stores.store.count() == 1
    assert stores.store.of_receipt(parse(dialog.thanks.code.text())).remark is not None
    assert stores.store.kept_drafts == {}
    dialog.close()


@pytest.mark.parametrize(("language", "scale"), [("nl", 1.0), ("nl", 2.0), ("en", 2.0)])
def test_the_receipt_is_there_as_qr_and_as_pdf(
    robot: Robot, tmp_path: Path, language: str, scale: float
) -> None:
    robot.window.bench.change_settings(text_scale=scale, language=language)
    robot.window.saving.save()
    idle(robot)
    robot.window.saying.begin()
    dialog = robot.window.saying.dialog
    assert dialog is not None
    dialog.form.mood.tiles[4].click()
    dialog.form.keep.click()
    idle(robot)
    robot.turn()
    part, code = dialog.thanks.receipt, dialog.thanks.code.text()
    assert part is not None
    assert part.print.isHidden(), "there is no printer here"
    shown = part.qr.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert shown == qr_image(code, shown.width() // qr_image(code).width())
    part.save.click()
    give_name(robot, tmp_path / "bon.pdf")
    idle(robot)
    robot.turn()
    assert (tmp_path / "bon.pdf").read_bytes().startswith(b"%PDF")
    assert "bon.pdf" in part.told.text()
    assert [type(w).__name__ for w in controls(dialog) if not w.accessibleName()] == []
    assert clipped(dialog) == []
    assert dialog.width() <= 1280
    assert dialog.height() <= 720
    folder = os.environ.get("MRAPP_PICTURES")
    if folder:
        dialog.grab().save(f"{folder}/thanks-{language}-{scale:.0f}.png")
    dialog.close()


def test_a_draft_is_kept_at_every_key_and_found_again(project: Path, tmp_path: Path) -> None:
    stores = FolderStores(tmp_path / "said")
    robot = open_with(project, stores)
    to_the_tower_in_october(robot)
    robot.window.saying.begin(QPointF(robot.city.rect().center()))
    dialog = robot.window.saying.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.form.text, "Half een zi")
    dialog.form.mood.tiles[4].click()
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
    assert again.form.text.toPlainText() == "Half een zi"
    assert again.form.mood.tiles[4].isChecked()
    assert robot.session.view.variant == "high"
    assert robot.city.pose.eye == pytest.approx(pose.eye)
    again.form.keep.click()
    idle(robot)
    again.close()
    close_window(robot.window)
    store = stores.open("klein")
    kept = store.kept()[0].remark
    assert kept is not None
    assert (kept.text, kept.mood) == ("Half een zi", 4)
    assert store.drafts() == []
    store.close()


def test_what_was_filled_in_is_not_thrown_away_unasked(robot: Robot, stores: MemoryStores) -> None:
    pins = robot.city.city.pins.shown
    robot.window.saying.begin()
    dialog = robot.window.saying.dialog
    assert dialog is not None
    dialog.form.text.setPlainText("Wacht")
    QTest.keyClick(dialog.form.text, Qt.Key.Key_Escape)
    answer("Verder schrijven")
    assert dialog.isVisible()
    dialog.form.cancel.click()
    answer("Weggooien")
    idle(robot)
    assert robot.window.saying.dialog is None
    assert robot.city.city.pins.shown is pins, "its own pin is gone"
    assert stores.store.kept_drafts == {}
    assert stores.store.count() == 0


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
    stores.store.late_trouble = RemarkNotKeptError(reason=FULL)
    dialog.add.click()
    QTest.keyClicks(dialog.more, ", snel")
    assert not dialog.add.isEnabled(), "once is enough"
    idle(robot)
    assert "schijf is vol" in dialog.told.text()
    assert dialog.more.isVisible()
    assert dialog.words == "En nog iets", "what was written is there still"
    dialog.add.click()
    idle(robot)
    assert [each.text for each in stores.store.kept()[0].additions] == ["En nog iets"]
    dialog.withdraw.click()
    answer("Intrekken")
    idle(robot)
    assert stores.store.kept()[0].remark is None
    assert dialog.text.isHidden() or not dialog.text.isVisible()
    dialog.close()
    assert robot.window.parts.side.opinions.count.text() == "Er is hier nog niets gezegd."


def test_what_a_code_leads_to_follows_the_language(robot: Robot) -> None:
    code = say(robot, "Dit vind ik", 5)
    robot.window.parts.actions["remark.code"].trigger()
    dialog = robot.window.with_code.dialog
    assert dialog is not None
    dialog.code.setText(code)
    dialog.search.click()
    idle(robot)
    assert "Heel tevreden" in dialog.text.text()
    robot.window.bench.change_settings(text_scale=2.0, language="en")
    idle(robot)
    robot.turn()
    assert dialog.search.text() == "Find my opinion"
    assert "Very happy" in dialog.text.text()
    assert clipped(dialog) == []
    dialog.more.setPlainText("En nog iets")
    robot.window.bench.change_settings(language="nl")
    idle(robot)
    assert dialog.more.toPlainText() == "En nog iets", "nothing that is being written goes"
    dialog.close()


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
