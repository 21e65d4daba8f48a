"""Sending from the window and the kiosk, to a server that really runs."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mrapp.app.kiosk import visit as flow
from mrapp.app.kiosk.visit import Page
from mrapp.app.ports import Services
from mrapp.app.remarks.receipts import parse
from mrapp.bootstrap import build_services
from mrapp.model.remark import new_id
from mrapp.protocol.messages import Answer, Answered, ProjectVersion, Published
from mrapp.server.changes import announce
from mrapp.server.machines import know_project, new_code
from mrapp.ui.qr import QrCode
from mrapp.ui.robot import Robot, wait_for
from mrapp.ui.staff.enrol_dialog import EnrolDialog
from mrapp.ui.syncing import Syncing
from tests.servers import Running, running_server
from tests.sync.machines import there
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import idle
from tests.ui.kiosks import BEGUN, Kiosk, close_kiosk, open_kiosk
from tests.ui.opinions import say
from tests.ui.test_kiosk_receipt import come_back, give, said
from tests.ui.test_outbox import outbox

pytestmark = pytest.mark.window

DECIDED, EFFECT = "Er komen acht bomen bij.", "Uw mening telde mee bij de keuze voor eiken."


@pytest.fixture(autouse=True)
def _no_key_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRAPP_KEYRING", "off")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running_server(tmp_path / "server", f"sqlite:///{tmp_path}/server.sqlite") as running:
        yield running


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return build_services(tmp_path / "remarks")


@pytest.fixture
def robot(project: Path, services: Services) -> Iterator[Robot]:
    window = open_window(project, services=services)
    found = Robot(window)
    idle(found)
    yield found
    close_window(window)


def code_of(server: Running, project: str) -> str:
    database = server.backend.database
    with database.writing() as conn:
        know_project(database, conn, project, BEGUN)
        return new_code(conn, project, server.backend.utc_now())


def tell(server: Running, project: str, remark: str) -> None:
    """Let the municipality answer a remark, and publish another version."""
    answer = Answer(
        id=new_id(),
        remarks=(remark,),
        decided={"nl": DECIDED},
        effect={"nl": EFFECT},
        published_utc=BEGUN,
    )
    version = ProjectVersion(
        project=project,
        number=2,
        title="Spoorzone",
        project_hash="a" * 64,
        sha256="b" * 64,
        size_bytes=12_345_678,
        published_utc=BEGUN,
    )
    database = server.backend.database
    with database.writing() as conn:
        database.lock_project(conn, project)
        announce(conn, project, Answered(id=answer.id, answer=answer), BEGUN)
        announce(conn, project, Published(version=version), BEGUN)


def until(syncing: Syncing, is_so: Callable[[], bool]) -> None:
    wait_for(syncing.changed, is_so)


def keep_picture(widget: QWidget, name: str) -> None:
    """Keep a picture to look at, where somebody asks for that."""
    if folder := os.environ.get("MRAPP_TEST_PICTURES"):
        widget.grab().save(f"{folder}/{name}.png")


def words(widget: QWidget) -> str:
    found = [each.text() for each in widget.findChildren(QLabel) if not each.isHidden()]
    return "\n".join(found)


def test_enrolled_in_the_window_it_is_sent_and_the_answer_comes_back(
    robot: Robot, server: Running
) -> None:
    window, line = robot.window, robot.window.parts.side.sync
    syncing = window.syncing
    code = say(robot, "Graag meer bomen")
    until(syncing, lambda: syncing.state is not None and syncing.state.waiting == 1)
    assert line.isVisible()
    assert "Wordt niet verzonden" in line.button.accessibleName()
    dialog = outbox(robot)
    keep_picture(dialog, "outbox-before")
    dialog.enrol.click()
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, EnrolDialog)
    asking.accept_button.click()
    assert asking.wrong.isVisible(), "nothing was filled in"
    asking.url.setText(server.url)
    project = robot.session.project.id
    asking.code.setText(code_of(server, project))
    keep_picture(asking, "enrol")
    asking.accept_button.click()
    until(syncing, lambda: syncing.state is not None and syncing.state.succeeded is not None)
    idle(robot)
    assert "aangemeld" in dialog.told.text()
    assert "Alles is verzonden" in line.button.accessibleName()
    keep_picture(dialog, "outbox-after")
    dialog.hold.click()
    until(syncing, lambda: syncing.state is not None and syncing.state.held)
    dialog.close()
    say(robot, "En banken")
    until(syncing, lambda: syncing.state is not None and syncing.state.waiting == 1)
    assert "gepauzeerd (1 wacht op verzenden)" in line.button.accessibleName()
    assert len(there(server)) == 1
    (first, *_) = there(server)
    tell(server, project, first[0])
    syncing.hold(False)
    until(syncing, lambda: syncing.state is not None and syncing.state.offered is not None)
    assert len(there(server)) == 2
    idle(robot)
    robot.turn()
    assert "nieuwe versie van dit project: versie 2" in words(window.parts.view.notices)
    keep_picture(window, "window")
    window.with_code.begin()
    mine = window.with_code.dialog
    assert mine is not None
    mine.code.setText(code)
    mine.search.click()
    idle(robot)
    assert DECIDED in words(mine)
    assert EFFECT in words(mine)
    keep_picture(mine, "receipt")
    mine.close()


@pytest.mark.kiosk
def test_at_the_kiosk_it_is_sent_by_itself_and_the_receipt_shows_the_answer(
    kiosk_project: Path, tmp_path: Path, server: Running
) -> None:
    services = build_services(tmp_path / "store")
    opened = services.projects.load(kiosk_project)
    assert services.sync is not None
    enrolling = services.sync(opened)
    enrolling.enrol(server.url, code_of(server, opened.project.id), "")
    enrolling.close()
    kiosk = open_kiosk(kiosk_project, tmp_path / "store", services=services)
    try:
        _visit(kiosk, server, opened.project.id)
    finally:
        close_kiosk(kiosk)


def _visit(kiosk: Kiosk, server: Running, project: str) -> None:
    posting = kiosk.hands.window.posting
    until(posting, lambda: posting.state is not None)
    _thanks_lead_home(kiosk, server)
    code = said(kiosk)
    until(posting, lambda: posting.state is not None and len(there(server)) == 2)
    remark = kiosk.store.of_receipt(parse(code)).id
    assert remark in [each[0] for each in there(server)]
    tell(server, project, remark)
    posting.wake()
    until(posting, lambda: posting.state is not None and posting.state.offered is not None)
    come_back(kiosk.hands)
    give(kiosk.hands, code)
    assert DECIDED in words(kiosk.hands.window)
    keep_picture(kiosk.hands.window, "kiosk-receipt")


def _thanks_lead_home(kiosk: Kiosk, server: Running) -> None:
    """The address stands on the last page, and the square code opens it with the code."""
    visiting = kiosk.hands.window.visiting
    visiting.begin()
    visiting.give_opinion()
    visiting.do(flow.say, "Meer bankjes")
    visiting.send()
    assert kiosk.hands.wait_for_page(Page.THANKS, Page.FAILED) == Page.THANKS
    page = f"{server.url}/receipt"
    assert page in words(kiosk.hands.window).replace("\u200b", "")
    square = kiosk.hands.page.findChild(QrCode)
    assert square is not None
    keep_picture(kiosk.hands.window, "kiosk-thanks")
    path = kiosk.folder / "square.png"
    square.grab().save(str(path))
    drawn = cv2.imread(str(path))
    assert drawn is not None
    scanned, *_ = cv2.QRCodeDetector().detectAndDecode(drawn)
    assert scanned == f"{page}#{visiting.visit.receipt}"
    visiting.stop()
    kiosk.hands.written()
