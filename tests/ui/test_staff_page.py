"""What staff see behind their PIN, as a widget of its own."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from mrapp.app.remarks.keeping import Outbox
from mrapp.app.syncing import SyncState
from mrapp.bootstrap import build_services
from mrapp.model.texts import Phrase
from mrapp.ui.application import make_application
from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.tiles import Tile
from mrapp.ui.kiosk.staff_page import DayCount, StaffPage
from mrapp.ui.kiosk.visiting import Occasion, Visiting
from tests.ui.kiosks import Clock, write_kiosk_project
from tests.ui.screen import needs_screen

pytestmark = pytest.mark.window

WIDE_PX = 836
WHY = Phrase(nl="er is geen verbinding", en="there is no connection")


def _shown_tiles(page: StaffPage) -> list[Tile]:
    return [each for each in page.findChildren(Tile) if each.isVisible()]


@pytest.mark.parametrize("size", [0, 2])
def test_nothing_is_cut_off_whatever_the_size_of_the_text(tmp_path: Path, size: int) -> None:
    needs_screen()
    make_application()
    project = build_services().projects.load(write_kiosk_project(tmp_path)).project
    clock, parent = Clock(), QObject()
    visiting = Visiting(Occasion(project, clock, clock.utc_now, looks=Looks(size=size)), parent)
    found = Outbox(0, 0, 0, 0), DayCount(0, 0)
    page = StaffPage(visiting, found, [], "", "", slip=visiting.stop)
    try:
        page.show_sync(SyncState("https://meningen.dordrecht.nl", why=WHY, waiting=3))
        page.resize(WIDE_PX, page.heightForWidth(WIDE_PX))
        page.show()
        QApplication.sendPostedEvents()
        least_px, tiles = page.minimumSizeHint().width(), _shown_tiles(page)
        broken = [each.text() for each in tiles if each.width() < each.sizeHint().width()]
    finally:
        # Also where something failed: what is left open would hide what it was.
        visiting.close()
        page.close()
        page.deleteLater()
    assert (len(tiles), broken) == (7, [])
    assert least_px <= WIDE_PX
