"""The plan on a tile at a kiosk: the camera is on after a yes, on that page, and never else."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mrapp.app.kiosk import visit as flow
from mrapp.app.kiosk.visit import Page
from mrapp.ar.frames import Frame, FrameSource
from mrapp.ar.looking import Look
from mrapp.bootstrap import build_services
from mrapp.model.ar_errors import CameraBusyError
from mrapp.model.tiles import Tile
from mrapp.ui.ar.eyes import eyes_of
from mrapp.ui.ar.sources import Eyes, Source
from mrapp.ui.kiosk.hands import touch_screen
from mrapp.ui.kiosk.hearing import heard
from mrapp.ui.kiosk.tile_camera import TileCamera
from mrapp.ui.robot import wait_for
from tests.ar.scripted import ScriptedSource
from tests.ui.ar.held import GONE, OURS
from tests.ui.ar.rendered import frame, lay_tiles, pose, tile
from tests.ui.kiosks import Kiosk, close_kiosk, open_kiosk

pytestmark = [pytest.mark.window, pytest.mark.kiosk]

OTHER = tile("4M7Q2K9T", (31, 32, 33, 34))
TO_TILE, YES = "Bekijk het plan op een tegel, met de camera", "Ja, zet de camera aan"
OFF = "Zet de camera uit"


class Table:
    """A kiosk with a camera that a test holds over a table."""

    def __init__(self, project: Path, store: Path) -> None:
        self.sources: list[ScriptedSource] = []
        self.refuses: list[CameraBusyError] = []
        self.hangs: Event | None = None
        self._at_s = 0.0
        seen_by = eyes_of(build_services())
        eyes = Eyes(seen_by.looker, tuple, self._open, 0.05, 3600.0)
        self.kiosk = open_kiosk(project, store, eyes=eyes)

    def _open(self, _source: Source) -> FrameSource:
        self.sources.append(ScriptedSource(refuses=list(self.refuses), hangs=self.hangs))
        return self.sources[-1]

    @property
    def camera(self) -> TileCamera:
        """The kiosk's camera."""
        found = self.kiosk.hands.window.camera
        assert found is not None
        return found

    def on(self) -> bool:
        """Whether some camera was opened and not closed."""
        return any(each.opened > each.closed for each in self.sources)

    def look(self) -> None:
        """Somebody comes and looks around."""
        visiting = self.kiosk.hands.window.visiting
        visiting.begin()
        visiting.do(flow.look_around)

    def allow(self) -> None:
        """Somebody comes, goes to the camera and says yes."""
        self.look()
        self.kiosk.hands.tap(TO_TILE)
        self.kiosk.hands.tap(YES)

    def pixels(self) -> NDArray[np.uint8]:
        """Return what is shown, one row of bytes."""
        image = self.camera.picture.image
        assert image is not None
        return np.frombuffer(image.constBits(), np.uint8).copy()

    def see(self, aside_m: float = 0.0, shown: Tile | None = OURS) -> None:
        """Let the camera see a tile, and the plan be drawn on it if it is."""
        self.see_pixels(frame(0.0, shown, pose(aside_m=aside_m)).pixels)

    def see_pixels(self, pixels: NDArray[np.uint8]) -> None:
        """Let the camera see a picture."""
        seeing, looks = self.camera.seeing, list[Look]()
        seeing.shown.connect(looks.append)
        self._at_s += 0.05
        self.sources[-1].go(Frame(pixels, self._at_s))
        wait_for(seeing.shown, lambda: bool(looks))
        seeing.shown.disconnect(looks.append)
        tasks = self.kiosk.hands.window.bench.tasks
        wait_for(tasks.idle, lambda: not tasks.running)
        self.kiosk.hands.turn()


@pytest.fixture
def table(kiosk_project: Path, tmp_path: Path) -> Iterator[Table]:
    lay_tiles(kiosk_project, OURS, GONE, OTHER)
    made = Table(kiosk_project, tmp_path / "store")
    yield made
    close_kiosk(made.kiosk)


def test_the_plan_stands_on_the_tile_after_a_yes_and_the_camera_goes_off_with_the_page(
    table: Table,
) -> None:
    hands = table.kiosk.hands
    table.look()
    hands.tap(TO_TILE)
    assert table.sources == []
    # Who taps with a key that was meant for something else says no.
    assert hands.focus() is hands.page.back
    hands.tap(YES)
    table.see()
    camera = table.camera
    assert camera.picture.isVisible()
    assert camera.picture.geometry() == hands.window.city.geometry()
    assert camera.picture._lamp == "De camera staat aan"
    before = table.pixels()
    assert table.on()
    # What the tile opens is what is shown, under the name that tells nothing of it.
    assert hands.window.visiting.visit.variant == "high"
    assert "Hoog" not in " ".join([*heard(hands.window), camera.caption])
    hands.tap("Nu")
    wait_for(hands.window.bench.tasks.idle, lambda: not hands.window.bench.tasks.running)
    hands.turn()
    now = table.pixels()
    assert np.abs(now.astype(int) - before).max() > 60
    hands.tap("English")
    wait_for(camera.seeing.changed, lambda: "Small town" in camera.caption)
    hands.tap("Nederlands")
    hands.tap("Avond, 18:00")
    assert camera.seeing.local is not None
    assert camera.seeing.local.minutes == 18 * 60
    assert hands.tile("Avond, 18:00").isChecked()
    hands.tap(OFF)
    assert hands.window.visiting.visit.page == Page.LOOK
    assert not table.on()
    assert not camera.picture.isVisible()
    assert camera.picture.image is None
    assert camera.seeing.last is None
    # Nor does what this visitor chose stand on the tile of the next one for a moment.
    assert camera.seeing.laid is None
    # The next time it asks again.
    hands.tap(TO_TILE)
    assert len(table.sources) == 1
    hands.key(Qt.Key.Key_Escape)
    assert hands.window.visiting.visit.page == Page.LOOK


def test_who_walks_away_leaves_no_camera_on_and_who_moves_a_tile_is_still_there(
    table: Table,
) -> None:
    kiosk = table.kiosk
    table.allow()
    table.see()
    kiosk.wait_s(50.0)
    table.see()
    # A sheet that lies still holds nobody's place.
    assert kiosk.hands.window.visiting.stays_s == 30
    table.see(aside_m=0.1)
    assert kiosk.hands.window.visiting.stays_s == 80
    kiosk.wait_s(70.0)
    assert kiosk.hands.window.countdown.isVisible()
    kiosk.wait_s(20.0)
    assert kiosk.hands.window.visiting.visit.page == Page.ATTRACT
    assert not table.on()
    assert table.camera.picture.image is None
    assert not table.camera.picture.isVisible()


def test_compared_plans_keep_their_blind_names_until_what_is_chosen_stands_there(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.allow()
    hands, camera, said = table.kiosk.hands, table.camera, list[str]()
    # Each caption that is shown, also the one that is there for a moment.
    monkeypatch.setattr(camera.picture, "caption", said.append)
    table.see()
    tasks = hands.window.bench.tasks
    for name in ("Nu", "Plan A", "Plan B", "Nu"):
        hands.tap(name)
        wait_for(tasks.idle, lambda: not tasks.running)
        hands.turn()
    first = dict.fromkeys(each.partition("\n")[0] for each in said if each)
    assert set(first) == {f"Kleine stad · {name}" for name in ("plan A", "plan B", "Nu")}


@pytest.mark.parametrize("size", [(1280, 900), (1024, 600)])
def test_the_picture_covers_no_question_and_no_page(table: Table, size: tuple[int, int]) -> None:
    window = table.kiosk.hands.window
    window.resize(*size)
    table.allow()
    table.see()
    picture = table.camera.picture
    assert not picture.geometry().intersects(window.sheet.geometry())

    def lies_over(cover: QWidget) -> bool:
        table.kiosk.hands.turn()
        at = cover.geometry().center()
        at.setY(cover.geometry().top() + 1)
        found = window.childAt(at)
        return found is not None and (found is cover or cover.isAncestorOf(found))

    table.kiosk.wait_s(70.0)
    assert window.countdown.isVisible()
    assert lies_over(window.countdown)
    window.visiting.still_here()
    window.staff.ask()
    wait_for(window.staff.closed, window.staff.isVisible)
    window.arrange()
    assert lies_over(window.staff)


def test_two_tiles_that_lie_still_are_nobody(table: Table) -> None:
    table.allow()
    table.see()
    table.see(aside_m=0.2, shown=OTHER)
    table.kiosk.wait_s(50.0)
    # Now the one is seen better, now the other.
    table.see()
    table.see(aside_m=0.2, shown=OTHER)
    assert table.kiosk.hands.window.visiting.stays_s == 30
    table.see(aside_m=0.1, shown=OTHER)
    assert table.kiosk.hands.window.visiting.stays_s == 80


def test_two_copies_of_a_tile_that_lie_still_are_nobody(table: Table) -> None:
    table.allow()
    left, right = (
        [frame(0.0, OURS, pose(far_m, aside_m=aside_m)).pixels for far_m in (1.4, 1.41)]
        for aside_m in (-0.3, 0.3)
    )
    half = left[0].shape[1] // 2
    # Now the one is a little larger, now the other.
    turns = [np.hstack([left[n][:, :half], right[1 - n][:, half:]]) for n in (0, 1)]
    table.see_pixels(turns[0])
    assert "kopie" in table.camera.said
    table.kiosk.wait_s(50.0)
    table.see_pixels(turns[1])
    table.see_pixels(turns[0])
    assert table.kiosk.hands.window.visiting.stays_s == 30


@pytest.fixture
def _however_slow() -> Iterator[None]:
    """Let two taps be a double one however slow the machine is."""
    usual = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(10 * 60_000)
    yield
    QApplication.setDoubleClickInterval(usual)


@pytest.mark.usefixtures("_however_slow")
def test_a_second_tap_on_the_way_to_the_camera_is_no_yes(table: Table) -> None:
    hands, window = table.kiosk.hands, table.kiosk.hands.window
    window.resize(1920, 1080)
    table.look()
    hands.turn()
    way = hands.tile(TO_TILE)
    at = way.mapTo(window, QPoint(way.width() - 100, way.height() // 2))
    top, finger = window.windowHandle(), touch_screen()
    for _ in range(2):
        QTest.touchEvent(top, finger).press(0, at, top).commit()
        QTest.touchEvent(top, finger).release(0, at, top).commit()
        hands.turn()
    # Where the second came down there is the yes by now.
    assert hands.tile(YES).rect().contains(hands.tile(YES).mapFrom(window, at))
    assert table.sources == []
    hands.touch(YES)
    assert len(table.sources) == 1


def test_who_cannot_point_the_camera_is_not_asked_to(table: Table) -> None:
    table.allow()
    table.see(shown=None)
    assert table.camera.said == "De camera ziet nog geen tegel. Houd er een voor."
    table.see()
    for _ in range(40):
        table.see(shown=None)
    assert table.camera.said == "De tegel is uit beeld. Laat hem weer aan de camera zien."


def test_on_a_removed_tile_nothing_stands_and_it_is_said_why(table: Table) -> None:
    table.allow()
    table.see(shown=GONE)
    assert "weggehaald" in table.camera.said
    assert "weggehaald" in table.kiosk.hands.page.aloud()[0]
    assert table.camera.caption == ""


def test_a_camera_that_another_program_has_is_told_to_the_visitor_and_to_staff(
    table: Table,
) -> None:
    table.refuses = [CameraBusyError(), CameraBusyError()]
    window = table.kiosk.hands.window
    table.allow()
    seeing = table.camera.seeing
    wait_for(seeing.changed, lambda: "Medewerkers" in table.camera.said)
    assert CameraBusyError().text("nl") in window.news.words("nl")
    # It is tried again until it can be had.
    table.see()
    assert table.camera.said == ""


def test_a_camera_that_does_not_go_off_keeps_its_lamp_on_every_page(table: Table) -> None:
    table.hangs = Event()
    table.allow()
    table.see()
    table.kiosk.hands.tap(OFF)
    camera = table.camera
    assert camera.lamp.isVisible()
    assert "nog aan" in camera.lamp.text()
    assert any("camera" in each for each in table.kiosk.hands.window.news.words("nl"))
    # The next visitor reads it in their language, on a ground of its own, beside a red dot.
    hands = table.kiosk.hands
    hands.tap("English")
    assert "still on" in camera.lamp.text()
    hands.tap("Stop and erase")
    assert "nog aan" in camera.lamp.text()
    seen = camera.lamp.grab().toImage()
    colours = [seen.pixelColor(x, seen.height() // 2) for x in range(seen.width())]
    assert any(each.red() > 200 and each.green() < 80 for each in colours)
    table.hangs.set()
    wait_for(camera.seeing.changed, lambda: not camera.lamp.isVisible())
    assert not table.on()


def test_a_kiosk_without_a_camera_or_without_tiles_does_not_speak_of_one(
    kiosk: Kiosk, kiosk_project: Path, tmp_path: Path
) -> None:
    for each in (kiosk, Table(kiosk_project, tmp_path / "other").kiosk):
        each.hands.window.visiting.begin()
        each.hands.window.visiting.do(flow.look_around)
        assert each.hands.window.camera is None
        assert not any("tegel" in tile.text() for tile in each.hands.tiles())
        if each is not kiosk:
            close_kiosk(each)
