"""A pair of hands and eyes for the kiosk: fingers, keys, and waiting for what is announced."""

from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mrapp.app.kiosk.visit import Page
from mrapp.ui.asking.tiles import Tile
from mrapp.ui.kiosk.page import KioskPage
from mrapp.ui.kiosk.window import KioskWindow
from mrapp.ui.robot import StepError, wait_for

_NONE = Qt.KeyboardModifier.NoModifier


class KioskHands:
    """Works a kiosk as a visitor does: through events, and waits for signals, never for time."""

    def __init__(self, window: KioskWindow) -> None:
        self.window = window

    @property
    def page(self) -> KioskPage:
        """The page that is shown; raises `StepError` without one."""
        if self.window.sheet.page is None:
            raise StepError("no page is shown")
        return self.window.sheet.page

    def ready(self) -> None:
        """Wait until the project is there and the store was looked at."""
        window, bench = self.window, self.window.bench
        wait_for(bench.loaded, lambda: bench.session is not None and not bench.loader.busy)
        self.written()
        window.activateWindow()
        self.rest()

    def rest(self) -> None:
        """Wait until everything has its place and nothing moves."""
        self.turn()
        city = self.window.city
        wait_for(city.settled, lambda: not city.moving)
        self.turn()

    def turn(self) -> None:
        """Let what waits in the queue happen."""
        loop = QEventLoop()
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, loop.quit))
        loop.exec()

    def apart(self) -> None:
        """Wait until the next touch cannot be the second half of a double one."""
        loop = QEventLoop()
        QTimer.singleShot(2 * QApplication.doubleClickInterval(), loop.quit)
        loop.exec()

    def written(self) -> None:
        """Wait until all drafts are where they belong."""
        shelf, tasks = self.window.shelf, self.window.bench.tasks
        while shelf.busy or tasks.running:
            wait_for(shelf.idle, lambda: not shelf.busy)
            wait_for(tasks.idle, lambda: not tasks.running)
        self.turn()

    def wait_for_page(self, *pages: Page) -> Page:
        """Wait until one of some pages is there."""
        visiting = self.window.visiting
        wait_for(visiting.changed, lambda: visiting.visit.page in pages)
        self.turn()
        return visiting.visit.page

    def tiles(self) -> list[Tile]:
        """Return everything that can be touched now."""
        return [tile for tile in self.window.findChildren(Tile) if tile.isVisible()]

    def tile(self, name: str) -> Tile:
        """Return the tile that says, or is called, so; raises `StepError`."""
        found = [t for t in self.tiles() if name in (t.text(), t.accessibleName())]
        if not found:
            shown = ", ".join(tile.text() for tile in self.tiles())
            raise StepError(f"there is no {name!r} among {shown}")
        return found[0]

    def main_tile(self) -> Tile:
        """Return the tile that leads on, else over; raises `StepError` where none does."""
        tiles = [tile for tile in (self.page.skip, self.page.on) if tile and tile.isEnabled()]
        tiles = tiles or [tile for tile in self.tiles() if tile.main and tile.isEnabled()]
        if not tiles:
            raise StepError("nothing leads on")
        return tiles[-1]

    def tap(self, what: str | Tile) -> None:
        """Touch a tile where it can be seen, with a mouse."""
        tile = self._seen(what)
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton, _NONE, tile.rect().center())
        self.turn()

    def touch(self, what: str | Tile) -> None:
        """Touch a tile with a finger."""
        tile = self._seen(what)
        top = self.window.windowHandle()
        at = tile.mapTo(self.window, tile.rect().center())
        finger = touch_screen()
        QTest.touchEvent(top, finger).press(0, at, top).commit()
        QTest.touchEvent(top, finger).release(0, at, top).commit()
        self.turn()

    def _seen(self, what: str | Tile) -> Tile:
        self.turn()
        tile = self.tile(what) if isinstance(what, str) else what
        if self.page.isAncestorOf(tile):
            self.window.sheet.show_widget(tile)
            self.turn()
        if not tile.isEnabled():
            raise StepError(f"{tile.text()!r} cannot be touched")
        return tile

    def tap_city(self, at: QPoint | None = None) -> None:
        """Touch the city, in its middle unless told where."""
        city = self.window.city
        QTest.mouseClick(city, Qt.MouseButton.LeftButton, _NONE, at or city.rect().center())
        self.turn()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus(), key, modifiers)
        self.turn()

    def type_words(self, words: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self.focus(), words)

    def focus(self) -> QWidget:
        """Return what has the focus."""
        return QApplication.focusWidget() or self.window

    def tab_to(self, what: str | Tile, most: int = 60) -> None:
        """Go with Tab until the focus is on a tile; raises `StepError` if it never gets there."""
        for _step in range(most):
            focus = self.focus()
            named = isinstance(focus, Tile) and what in (focus.text(), focus.accessibleName())
            if focus is what or named:
                return
            self.key(Qt.Key.Key_Tab)
        raise StepError(f"Tab never comes to {what!r}")

    def picture(self, path: Path) -> None:
        """Keep what the window shows as a PNG file. Raises `StepError` if that cannot be."""
        self.rest()
        if not self.window.grab().save(str(path)):
            raise StepError(f"{path} cannot be written")


_FINGERS: list[QPointingDevice] = []


def touch_screen() -> QPointingDevice:
    """Return a screen that can be touched, made at the first call."""
    if not _FINGERS:
        _FINGERS.append(QTest.createTouchDevice())
    return _FINGERS[0]
