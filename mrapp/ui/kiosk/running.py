"""Opens the kiosk: the one door for whoever wants to start it."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication

from mrapp.app.counting.slips import Papers, day_slip
from mrapp.app.kiosk.staff import StaffPins
from mrapp.app.opened import OpenProject
from mrapp.app.ports import Services
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.model.project import Project
from mrapp.ui.application import make_application
from mrapp.ui.asking.looks import Looks, target_px
from mrapp.ui.kiosk.journey import kiosk_journey
from mrapp.ui.kiosk.parts import KioskParts, KioskWish
from mrapp.ui.kiosk.visiting import Occasion
from mrapp.ui.kiosk.window import KioskWindow

_WINDOW_PX = (1280, 800)


def first_looks(still: bool) -> Looks:
    """Return how a kiosk looks to whoever comes, on the screen that is there."""
    make_application()
    return Looks(target_px=target_px(QApplication.primaryScreen()), still=still)


def make_kiosk(parts: KioskParts, opened: OpenProject) -> KioskWindow:
    """Return a kiosk on a project, not shown yet."""
    make_application().setStyleSheet("")
    window = KioskWindow(parts)
    window.open(opened)
    return window


def run_kiosk(
    services: Services, papers: Callable[[], Papers], pins: StaffPins, wish: KioskWish
) -> int:
    """Show the kiosk until staff end it, or until a script has made its pictures; the exit code.

    Raises `ProjectError`: without a plan there is no kiosk. Without a place to keep opinions there
    is one to look around at, which says so.
    """
    app = make_application()
    opened = services.projects.load(wish.path)
    looks = first_looks(wish.still)
    occasion = Occasion(opened.project, time.monotonic, services.utc_now, looks=looks)
    slip = partial(write_day_slip, opened.project, services.utc_now, papers, wish.folder)
    open_store = partial(services.remarks.open, opened.project.id)
    # In a window somebody tries it out, and a script is no visitor: neither leaves it alone.
    alone = not wish.windowed and wish.pictures is None
    parts = KioskParts(services, open_store, wish.folder, pins, occasion, slip, alone, wish.camera)
    window = make_kiosk(parts, opened)
    _show(window, wish.windowed)
    if wish.pictures is not None:
        code = kiosk_journey(window, wish.pictures)
        window.leave()
        return code
    window.left.connect(app.quit)
    return app.exec()


def _show(window: KioskWindow, windowed: bool) -> None:
    if windowed:
        window.resize(*_WINDOW_PX)
        window.show()
        window.activateWindow()
    else:
        window.stay.begin()


def write_day_slip(
    project: Project,
    utc_now: Callable[[], datetime],
    papers: Callable[[], Papers],
    folder: Path,
    store: RemarkStore,
    language: str,
) -> str:
    """Write the slip of today as a PDF beside the opinions; returns where. Slow: for a task."""
    now = utc_now()
    today = now.astimezone(ZoneInfo(project.time_zone)).date()
    slip = day_slip(project, store.outline(), store.outbox(), now, language, day=today)
    path = folder / "slips" / f"{today:%Y-%m-%d}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    papers().day_slip(slip, path, language)
    return str(path)
