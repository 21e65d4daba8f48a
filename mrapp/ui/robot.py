"""A pair of hands and eyes for the window: clicks, keys, and waiting for what is announced."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from mrapp.app.ground import GROUND_SURFACES
from mrapp.app.session import Session
from mrapp.model.citymesh import Surface
from mrapp.ui.main_window import MainWindow

_PATIENCE_S = 120.0
_BEAT_MS = 100
_NOT_BUILDINGS = (*GROUND_SURFACES, Surface.TREE, Surface.FURNITURE)


class StepError(Exception):
    """Something did not happen as it should."""


@dataclass(frozen=True)
class Step:
    """A step of a journey: what it is, what does it, the name of its picture."""

    name: str
    do: Callable[[], str]
    picture: str = ""


def check(held: bool, otherwise: str) -> None:
    """Raise `StepError` with words unless something held."""
    if not held:
        raise StepError(otherwise)


def wait_for(
    signal: SignalInstance, done: Callable[[], bool], patience_s: float = _PATIENCE_S
) -> None:
    """Wait until `done`, asked at each `signal`. Raises `StepError` when patience runs out.

    It is asked now and then as well: what `done` asks for may come just after the signal.
    """
    if done():
        return
    loop = QEventLoop()
    over: list[bool] = []

    def look(*_values: object) -> None:
        if done():
            loop.quit()

    def give_up() -> None:
        over.append(True)
        loop.quit()

    clock = QTimer()
    clock.setSingleShot(True)
    clock.timeout.connect(give_up)
    clock.start(round(patience_s * 1000))
    beat = QTimer()
    beat.timeout.connect(look)
    beat.start(_BEAT_MS)
    signal.connect(look)
    loop.exec()
    signal.disconnect(look)
    clock.stop()
    beat.stop()
    if over and not done():
        raise StepError(f"nothing happened within {patience_s:.0f} s")


class Robot:
    """Works a window as a person does: through events, and waits for signals, never for time."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.seen: QWidget = window  # what pictures show
        self.view = window.parts.view
        self.city = window.parts.view.city

    @property
    def session(self) -> Session:
        """The open session; raises `StepError` without one."""
        if self.window.bench.session is None:
            raise StepError("no project is open")
        return self.window.bench.session

    def wait(
        self, signal: SignalInstance, done: Callable[[], bool], patience_s: float = _PATIENCE_S
    ) -> None:
        """Wait until `done`; see `wait_for`."""
        wait_for(signal, done, patience_s)

    def ready(self) -> None:
        """Wait until the window is shown, active, and all files have arrived."""
        self.window.activateWindow()
        bench = self.window.bench
        self.wait(bench.loaded, lambda: bench.session is not None and not bench.loader.busy)
        self.rest()

    def idle(self) -> None:
        """Wait until no task is left, and all has its place."""
        tasks = self.window.bench.tasks
        self.wait(tasks.idle, lambda: not tasks.running)
        self.turn()

    def rest(self) -> None:
        """Wait until nothing moves or changes any more."""
        self.wait(self.city.settled, lambda: not self.city.moving)

    def frame(self) -> None:
        """Wait for a new frame."""
        drawn: list[bool] = []
        self.city.painted.connect(lambda: drawn.append(True))
        self.city.frame_wanted()
        self.wait(self.city.painted, lambda: bool(drawn))

    def turn(self) -> None:
        """Let what waits in the queue happen, so that everything has its place."""
        loop = QEventLoop()
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, loop.quit))
        loop.exec()

    def click(self, widget: QWidget) -> None:
        """Click a button, where it can be seen."""
        self.turn()
        self.window.parts.side.reader.ensureWidgetVisible(widget)
        if not widget.isVisible() or not widget.isEnabled():
            raise StepError(f"{widget.accessibleName()!r} cannot be clicked")
        # A check box is as wide as its row, but only its box and words take a click.
        wide = widget.width() if isinstance(widget, QPushButton | QToolButton) else 24
        place = QPoint(wide // 2, widget.height() // 2)
        none = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, none, place)

    def key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus(), key, modifiers)

    def focus(self) -> QWidget:
        """Return what has the focus."""
        focus = QApplication.focusWidget()
        return self.window if focus is None else focus

    def type_words(self, words: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self.focus(), words)

    def hold(self, key: Qt.Key, ticks: int) -> None:
        """Hold a key in the view for a number of steps of movement, then let it go."""
        self.city.setFocus()
        passed: list[bool] = []
        self.city.moved.connect(lambda: passed.append(True))
        QTest.keyPress(self.city, key)
        self.wait(self.city.moved, lambda: len(passed) >= ticks)
        QTest.keyRelease(self.city, key)
        self.rest()

    def building_in_view(self) -> QPoint:
        """Return a place in the view, near its middle, where a building is. Raises `StepError`."""
        wide, high = self.city.width(), self.city.height()
        places = [
            QPoint(round(wide * x / 20), round(high * y / 20))
            for x in range(2, 13)
            for y in range(4, 15)
        ]
        middle = QPoint(wide // 2, high // 2)
        for place in sorted(places, key=lambda p: (p - middle).manhattanLength()):
            hit = self.city.hit(place.toPointF())
            if hit is not None and hit.ref is not None and hit.surface not in _NOT_BUILDINGS:
                return place
        raise StepError("no building is in view")

    def click_view(self, place: QPoint) -> None:
        """Click in the view."""
        QTest.mouseClick(
            self.city, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )

    def resize(self, width: int, height: int) -> None:
        """Give the window a size, and wait for a frame of it."""
        self.window.resize(width, height)
        self.rest()

    def picture(self, path: Path) -> None:
        """Keep what the window shows as a PNG file. Raises `StepError` if that cannot be."""
        self.rest()
        self.turn()
        if not self.seen.grab().save(str(path)):
            raise StepError(f"{path} cannot be written")
