"""Outbox, USB stick, export and day slip: what staff do with all opinions, with the real store."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.remarks.keeping import NoStores
from mrapp.bootstrap import build_services
from mrapp.ui.opinions.crowd import keep, remarks_of
from mrapp.ui.robot import Robot
from mrapp.ui.staff.export_dialog import ExportDialog
from mrapp.ui.staff.outbox_dialog import OutboxDialog
from mrapp.ui.staff.passphrase_dialog import AskPassphraseDialog, MakePassphraseDialog
from mrapp.ui.staff.slip_dialog import SlipDialog
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import give_name, idle
from tests.ui.test_access import clipped, controls, said
from tests.ui.test_overview import COUNT, EVENING, filled, opened_store

pytestmark = pytest.mark.window

OWN = "paard batterij nietje"


@pytest.fixture
def robot(project: Path, tmp_path: Path) -> Iterator[Robot]:
    window = open_window(project, services=filled(project, tmp_path / "remarks"))
    found = Robot(window)
    idle(found)
    yield found
    staff = window.staff.desk
    for part in (staff.outboxing, staff.exporting, staff.slipping):
        if part.dialog is not None:
            part.dialog.reject()
    close_window(window)


def outbox(robot: Robot) -> OutboxDialog:
    robot.window.parts.actions["remarks.outbox"].trigger()
    idle(robot)
    robot.turn()
    dialog = robot.window.staff.desk.outboxing.dialog
    assert dialog is not None
    return dialog


def export(robot: Robot) -> ExportDialog:
    robot.window.parts.actions["remarks.export"].trigger()
    idle(robot)
    robot.turn()
    dialog = robot.window.staff.desk.exporting.dialog
    assert dialog is not None
    return dialog


def slip(robot: Robot) -> SlipDialog:
    robot.window.parts.actions["remarks.slip"].trigger()
    idle(robot)
    robot.turn()
    dialog = robot.window.staff.desk.slipping.dialog
    assert dialog is not None
    return dialog


def words(dialog: OutboxDialog | SlipDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def carried_out(robot: Robot, dialog: OutboxDialog, path: Path, passphrase: str = OWN) -> None:
    """Carry everything out, with a passphrase of one's own."""
    dialog.out.click()
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, MakePassphraseDialog)
    asking.own.click()
    asking.first.setText(passphrase)
    asking.again.setText(passphrase)
    asking.accept_button.click()
    give_name(robot, path)
    idle(robot)


def carried_in(robot: Robot, dialog: OutboxDialog, path: Path, passphrase: str = OWN) -> None:
    dialog.into.click()
    choosing = dialog.findChild(QFileDialog)
    assert choosing is not None
    choosing.fileSelected.emit(str(path))
    choosing.reject()
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, AskPassphraseDialog)
    asking.field.setText(passphrase)
    asking.accept_button.click()
    idle(robot)
    robot.turn()


def test_the_outbox_tells_what_waits_since_when_and_why(robot: Robot) -> None:
    dialog = outbox(robot)
    told = words(dialog)
    assert f"Er wachten {COUNT} stukken op verzenden." in told
    assert "Het eerste wacht sinds" in told
    assert any("niet aangemeld bij een server" in text for text in told)


def test_nothing_in_the_outbox_deletes(robot: Robot, tmp_path: Path) -> None:
    dialog = outbox(robot)
    carried_out(robot, dialog, tmp_path / "stick.age")
    buttons = {b.text() for b in dialog.findChildren(QPushButton) if b.isVisible()}
    sticks = {"Meenemen op een USB-stick…", "Inlezen van een USB-stick…"}
    assert buttons == {*sticks, "Aanmelden bij een server…", "Sluiten"}
    store = opened_store(robot)
    assert store.outbox().remarks == COUNT
    store.close()


def test_what_goes_on_a_stick_arrives_on_another_machine_once(
    robot: Robot, project: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick.age"
    dialog = outbox(robot)
    carried_out(robot, dialog, stick)
    assert str(COUNT) in dialog.told.text()
    dialog.reject()
    assert b"bomen" not in stick.read_bytes(), "locked"
    office = Robot(open_window(project, services=build_services(tmp_path / "office")))
    idle(office)
    dialog = outbox(office)
    carried_in(office, dialog, stick, "een ander wachtwoord")
    assert "stick.age" in dialog.told.text(), "a wrong passphrase is said"
    carried_in(office, dialog, stick)
    assert f"{COUNT} nieuwe" in dialog.told.text()
    carried_in(office, dialog, stick)
    assert f"0 nieuwe stukken. {COUNT} waren" in dialog.told.text()
    assert office.window.parts.side.opinions.model.rowCount() == COUNT
    dialog.reject()
    close_window(office.window)


def test_a_passphrase_is_made_and_noted_or_typed_twice(robot: Robot, tmp_path: Path) -> None:
    dialog = outbox(robot)
    dialog.out.click()
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, MakePassphraseDialog)
    assert len(asking.made.text()) >= 16
    asking.accept_button.click()
    assert asking.wrong.isVisible(), "not noted yet"
    asking.own.click()
    for first, again in (("kort", "kort"), (OWN, "iets heel anders")):
        asking.first.setText(first)
        asking.again.setText(again)
        asking.accept_button.click()
        assert asking.isVisible()
        assert asking.wrong.text()
    asking.given.click()
    asking.noted.click()
    made = asking.made.text()
    asking.accept_button.click()
    give_name(robot, tmp_path / "made.age")
    idle(robot)
    carried_in(robot, dialog, tmp_path / "made.age", made)
    assert f"{COUNT} waren" in dialog.told.text()


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


@pytest.mark.parametrize("kind", list(ExportKind))
def test_every_format_is_written(robot: Robot, tmp_path: Path, kind: ExportKind) -> None:
    dialog = export(robot)
    dialog.formats.setCurrentIndex(dialog.formats.findData(kind))
    dialog.save.click()
    path = tmp_path / f"uit.{kind.value}"
    give_name(robot, path)
    idle(robot)
    assert path.stat().st_size > 500
    assert f"{COUNT} meningen bewaard" in dialog.told.text()
    dialog.reject()


def test_only_what_is_listed_goes_out_if_that_is_wished(robot: Robot, tmp_path: Path) -> None:
    some = frozenset(robot.window.opinions.passing[:9])
    robot.window.opinions.show_only(some, "negen")
    dialog = export(robot)
    assert dialog.only_listed.isChecked()
    dialog.formats.setCurrentIndex(dialog.formats.findData(ExportKind.CSV))
    for wished, count in ((True, 9), (False, COUNT)):
        dialog.only_listed.setChecked(wished)
        robot.window.staff.desk.exporting.write(tmp_path / "uit.csv")
        idle(robot)
        assert len(rows_of(tmp_path / "uit.csv")) == count + 1
    dialog.reject()


def test_what_cannot_be_written_is_said_and_a_stop_too(robot: Robot, tmp_path: Path) -> None:
    dialog = export(robot)
    robot.window.staff.desk.exporting.write(tmp_path / "geen map" / "uit.xlsx")
    idle(robot)
    assert "uit.xlsx" in dialog.told.text()
    robot.window.staff.desk.exporting.write(tmp_path / "uit.xlsx")
    dialog.waiting.stop.click()
    idle(robot)
    stopped = "Gestopt" in dialog.told.text()
    assert stopped or "bewaard" in dialog.told.text()
    assert (tmp_path / "uit.xlsx").exists() != stopped, "what is said is so"
    dialog.reject()


def test_the_day_slip_on_screen_is_that_on_paper(robot: Robot, tmp_path: Path) -> None:
    dialog = slip(robot)
    dialog.days.setCurrentIndex(dialog.days.count() - 1)
    dialog.days.activated.emit(dialog.days.currentIndex())
    idle(robot)
    robot.turn()
    told = words(dialog)
    at = told.index("Reacties")
    assert told[at + 1] == str(COUNT)
    assert "Hoe de meningen zijn gegeven" in told
    dialog.save.click()
    give_name(robot, tmp_path / "dag.pdf")
    idle(robot)
    assert (tmp_path / "dag.pdf").read_bytes().startswith(b"%PDF")
    assert "dag.pdf" in dialog.told.text()
    dialog.reject()


def test_a_damaged_store_is_mended_and_that_is_said(project: Path, tmp_path: Path) -> None:
    services = filled(project, tmp_path / "remarks")
    database = next((tmp_path / "remarks").rglob("remarks.sqlite"))
    content = bytearray(database.read_bytes())
    content[4096:12288] = bytes(8192)
    database.write_bytes(content)
    robot = Robot(open_window(project, services=services))
    idle(robot)
    robot.turn()
    told = robot.view.notices.texts
    rows = robot.window.parts.side.opinions.model.rowCount()
    close_window(robot.window)
    assert rows == COUNT
    assert any("opnieuw gemaakt uit het journaal" in text for text in told)


def test_without_a_place_for_opinions_that_is_said(project: Path) -> None:
    services = replace(build_services(), remarks=NoStores())
    robot = Robot(open_window(project, services=services))
    idle(robot)
    for command in ("overview", "export", "outbox", "slip"):
        robot.view.notices.clear()
        robot.window.parts.actions[f"remarks.{command}"].trigger()
        assert len(robot.view.notices.texts) == 1
    close_window(robot.window)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_dialog_can_be_read(robot: Robot, scale: float) -> None:
    robot.window.bench.change_settings(text_scale=scale)
    store = opened_store(robot)
    keep(store, remarks_of(robot.session.project, 1, EVENING, seed=5))
    for opened in (outbox, export, slip):
        dialog = opened(robot)
        robot.turn()
        assert clipped(dialog) == []
        assert [c for c in controls(dialog) if not c.accessibleName()] == []
        dialog.reject()
        robot.turn()
    store.close()


def passphrase(robot: Robot) -> MakePassphraseDialog:
    outbox(robot).out.click()
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, MakePassphraseDialog)
    return asking


@pytest.mark.parametrize("open_one", [outbox, export, slip, passphrase])
def test_a_dialog_that_is_open_follows_language_and_text_size(
    robot: Robot, open_one: Callable[[Robot], QDialog]
) -> None:
    """It then is as one that is opened afterwards."""
    dialog = open_one(robot)
    before = said(dialog)
    robot.window.bench.change_settings(text_scale=2.0, language="en")
    idle(robot)
    robot.turn()
    followed, size = said(dialog), dialog.size()
    assert clipped(dialog) == []
    for part in (dialog, dialog.parentWidget()):
        if isinstance(part, QDialog):
            part.reject()
    robot.turn()
    again = open_one(robot)
    robot.turn()
    made = {again.made.text()} if isinstance(again, MakePassphraseDialog) else set()
    assert said(again) - made == followed - made
    assert again.size() == size
    assert len(before & followed) < len(followed) / 2
    again.reject()


def test_what_came_of_it_is_said_in_the_language_of_now(robot: Robot, tmp_path: Path) -> None:
    dialog = outbox(robot)
    carried_out(robot, dialog, tmp_path / "stick.age")
    assert "Ze blijven ook hier" in dialog.told.text()
    robot.window.bench.change_settings(language="en")
    assert "They also stay here" in dialog.told.text()
