"""Starts the window: the one door for whoever wants to open it."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mrapp.app.ports import Services
from mrapp.app.settings import KeptInMemory, Settings, SettingsStore
from mrapp.model.errors import NoScreenError
from mrapp.ui.loading import Pending
from mrapp.ui.main_window import MainWindow
from mrapp.ui.settings_store import SystemSettings
from mrapp.ui.style import BASE_FONT_PX, FONT_FAMILIES
from mrapp.ui.vtk_widget import set_default_surface_format

_STARTED_MS = 2_000
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def make_application() -> QApplication:
    """Return Qt's application, made at the first call; the surface format comes before it.

    Raises `NoScreenError`.
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if sys.platform == "linux" and not any(map(os.environ.get, _SCREENS)):
        # Qt itself would end the program with a core dump.
        raise NoScreenError
    set_default_surface_format()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("mrapp")
    app.setOrganizationName("mrapp")
    # One look on every system, so that contrast and sizes are what was measured.
    app.setStyle("Fusion")
    font = app.font()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(BASE_FONT_PX)
    app.setFont(font)
    return app


def make_window(services: Services, store: SettingsStore | None = None) -> MainWindow:
    """Return the window, not shown yet; without a store its settings live for one run."""
    make_application()
    return MainWindow(services, store or KeptInMemory())


def run(
    path: Path | None,
    services: Services,
    *,
    demo: Path | None = None,
    pending: Pending | None = None,
    store: SettingsStore | None = None,
    shown: Callable[[MainWindow], None] | None = None,
) -> int:
    """Open the window on `path`, else on what was open last, else on `demo`; the exit code.

    `pending` holds files whose reading has begun already, by asset path. `shown` is called with
    the window before anything is drawn in it. Where rubbish is not being collected, that begins
    once the window has had time to start.
    """
    app = make_application()
    window = make_window(services, store or SystemSettings())
    wanted = path or _last(window.bench.settings) or demo
    if wanted is not None:
        window.open(wanted, pending)
    if shown is not None:
        shown(window)
    window.show()
    QTimer.singleShot(_STARTED_MS, _collect_rubbish)
    return app.exec()


def _collect_rubbish() -> None:
    """Collect from now on; what the start made stays, and need never be looked through."""
    gc.freeze()
    gc.enable()


def run_scripted(path: Path, services: Services, script: Callable[[MainWindow], int]) -> int:
    """Open the window on `path`, let `script` drive it, close it; returns what the script says.

    The settings are those of a newcomer and are not kept.
    """
    make_application()
    window = make_window(services, KeptInMemory(Settings(hints_seen=False)))
    window.show()
    window.open(path)
    code = script(window)
    if window.bench.session is not None:
        # A script leaves nothing to ask about.
        window.bench.leave()
    window.close()
    return code


def _last(settings: Settings) -> Path | None:
    path = Path(settings.last_project)
    return path if settings.last_project and path.exists() else None
