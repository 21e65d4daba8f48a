"""A seeded stranger at the kiosk: thousands of touches and keys, with a clock that jumps.

`make kiosk-soak STEPS=20000` runs it on a screen of its own, under a window manager whose own keys
are pressed as well; a short round, without one, belongs to the tests. It watches that no page gets
stuck, that nothing ends the kiosk or keeps it away, and that memory and live objects stay what they
were.
"""

import argparse
import ctypes
import gc
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mrapp.app.kiosk import visit as flow
from mrapp.app.kiosk.staff import new_pin
from mrapp.app.kiosk.visit import Page
from mrapp.scene.quality import Quality
from mrapp.ui.robot import wait_for
from tests.ui.kiosks import Kiosk, close_kiosk, open_kiosk, write_kiosk_project
from tests.ui.outside import CHORDS, MANAGERS, Outside, window_manager

WARM_STEPS = 2_000
MOST_GROWTH = 0.05
_ON_PAGE, _ON = 0.9, 0.4
_PIN = "902741863055"
_WINDOW_PX = 640, 700
_BACK_S, _BY_MANAGER_MS = 20.0, 100
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_META, _SHIFT = Qt.KeyboardModifier.MetaModifier, Qt.KeyboardModifier.ShiftModifier
_KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Backspace,
    Qt.Key.Key_A, Qt.Key.Key_Q, Qt.Key.Key_S, Qt.Key.Key_W, Qt.Key.Key_F1, Qt.Key.Key_F4,
    Qt.Key.Key_F11, Qt.Key.Key_Menu, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_Delete,
)  # fmt: skip
_MODIFIERS = (_NONE, _NONE, _NONE, _CTRL, _ALT, _META, _SHIFT, _CTRL | _ALT, _CTRL | _SHIFT)
_TEXTS = ("Meer bomen", "=1+1", "<b>&amp;", "שלום", "🙂🙂", "\u202e omgekeerd", "x" * 200)


@dataclass
class Count:
    """What is alive at one moment, nobody being there. rss_mb: megabytes of memory."""

    step: int
    rss_mb: float
    widgets: int
    wrappers: int

    def __str__(self) -> str:
        return (
            f"{self.step:6d}  {self.rss_mb:8.1f} MB  {self.widgets:5d} QObjects in the window  "
            f"{self.wrappers:6d} Qt objects known to Python"
        )


@dataclass
class Stranger:
    """Does things at random at a kiosk, and finds faults."""

    kiosk: Kiosk
    chance: random.Random
    done: Counter[str] = field(default_factory=Counter)
    counts: list[Count] = field(default_factory=list)
    pages: Counter[str] = field(default_factory=Counter)
    outside: Outside | None = None

    def go(self, steps: int, count_every: int = 1_000) -> None:
        """Take steps; raises `AssertionError` at a fault, naming the step.

        One whole visit comes first: chance sends something seldom, and what is made once for that
        is no growth.
        """
        self._send_once()
        for step in range(1, steps + 1):
            self._step()
            assert self._holds(), f"step {step}: {self._seen()}"
            if step % count_every == 0 or step == steps:
                self._leave_alone(step)
                self.counts.append(self._count(step))
                print(self.counts[-1], flush=True)

    def growth(self, warm: int = WARM_STEPS) -> tuple[float, float, float]:
        """Return by how much memory, widgets and Qt objects grew since the first steps."""
        first = next(count for count in self.counts if count.step >= warm)
        last = self.counts[-1]
        return (
            last.rss_mb / first.rss_mb - 1,
            last.widgets / first.widgets - 1,
            last.wrappers / first.wrappers - 1,
        )

    def _send_once(self) -> None:
        visiting = self.kiosk.hands.window.visiting
        visiting.begin()
        visiting.do(flow.look_around)
        visiting.give_opinion()
        visiting.do(flow.say, _TEXTS[0])
        visiting.send()
        assert self.kiosk.hands.wait_for_page(Page.THANKS, Page.FAILED) == Page.THANKS
        visiting.stop()

    def _step(self) -> None:
        acts = (self._tap, self._poke, self._drag, self._key, self._write, self._wait, self._out)
        act = self.chance.choices((*acts, self._manage), (67, 6, 2, 15, 4, 4, 1, 1))[0]
        self.done[act.__name__] += 1
        act()
        self.kiosk.hands.turn()
        self.pages[self.kiosk.hands.window.visiting.visit.page.value] += 1

    def _tap(self) -> None:
        hands = self.kiosk.hands
        tiles = [tile for tile in hands.tiles() if tile.isEnabled() and not self._covered(tile)]
        bar = self.kiosk.hands.window.bar
        inside = [tile for tile in tiles if bar is None or not bar.isAncestorOf(tile)]
        # Mostly what leads on: a visit that ends at once shows little.
        if inside and self.chance.random() < _ON_PAGE:
            tiles = [tile for tile in inside if tile.main and self.chance.random() < _ON] or inside
        if tiles:
            tile = self.chance.choice(tiles)
            QTest.mouseClick(tile, Qt.MouseButton.LeftButton, _NONE, tile.rect().center())

    def _covered(self, tile: QObject) -> bool:
        window = self.kiosk.hands.window
        for cover in (window.staff, window.countdown):
            if cover.isVisible():
                return not cover.isAncestorOf(tile)  # type: ignore[arg-type]
        return False

    def _poke(self) -> None:
        window = self.kiosk.hands.window
        at = QPoint(self.chance.randrange(window.width()), self.chance.randrange(window.height()))
        button = self.chance.choice(
            (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton)
        )
        target = window.childAt(at) or window
        QTest.mouseClick(target, button, _NONE, target.mapFrom(window, at))

    def _drag(self) -> None:
        city = self.kiosk.hands.window.city
        begin = QPoint(self.chance.randrange(city.width()), self.chance.randrange(city.height()))
        QTest.mousePress(city, Qt.MouseButton.LeftButton, _NONE, begin)
        end = QPoint(self.chance.randrange(city.width()), self.chance.randrange(city.height()))
        QTest.mouseMove(city, end)
        QTest.mouseRelease(city, Qt.MouseButton.LeftButton, _NONE, end)

    def _key(self) -> None:
        key, modifiers = self.chance.choice(_KEYS), self.chance.choice(_MODIFIERS)
        QTest.keyClick(self.kiosk.hands.focus(), key, modifiers)

    def _write(self) -> None:
        for sign in self.chance.choice(_TEXTS):
            # QTest types ASCII only.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, _NONE, sign)
                QApplication.sendEvent(self.kiosk.hands.focus(), event)

    def _wait(self) -> None:
        self.kiosk.clock.now_s += self.chance.choice((1.0, 5.0, 15.0, 30.0, 85.0))
        self.kiosk.hands.window.visiting.tick()

    def _out(self) -> None:
        self.kiosk.hands.window.close()

    def _manage(self) -> None:
        """Press what the window manager takes for itself; the kiosk must come back from it."""
        outside = self.outside
        if outside is None:
            return
        way = self.chance.randrange(len(CHORDS) + 2)
        if way < len(CHORDS):
            outside.press(CHORDS[way])
        elif way == len(CHORDS):
            outside.make_small(int(self.kiosk.hands.window.winId()))
        else:
            outside.click(self.chance.randrange(640), self.chance.randrange(700), 1)
        QTest.qWait(_BY_MANAGER_MS)

    def _holds(self) -> bool:
        """Tell whether the kiosk is there, and nothing else; it comes back before the next step."""
        window = self.kiosk.hands.window
        if self.outside is not None:
            # A window manager may take its time to put it away.
            wait_for(window.stay.looked, lambda: window.stay.here, _BACK_S)
        return self._seen() == [window] and window.staff.page is None

    def _seen(self) -> list[QWidget]:
        return [top for top in QApplication.topLevelWidgets() if top.isVisible()]

    def _leave_alone(self, step: int) -> None:
        """Go away: whatever the page was, the invitation comes back."""
        hands = self.kiosk.hands
        hands.window.staff.end()
        for _try in range(6):
            if hands.window.visiting.visit.page == Page.SENDING:
                hands.wait_for_page(Page.THANKS, Page.FAILED)
            self.kiosk.clock.now_s += 100.0
            hands.window.visiting.tick()
        page = hands.window.visiting.visit.page
        assert page == Page.ATTRACT, f"step {step}: stuck on {page}"
        hands.written()
        hands.rest()
        assert list(self.kiosk.store.drafts()) == [], f"step {step}: a draft is left"

    def _count(self, step: int) -> Count:
        gc.collect()
        self.kiosk.hands.turn()
        _give_back()
        widgets = len(self.kiosk.hands.window.findChildren(QObject))
        return Count(step, _rss_mb(), widgets, len(shiboken6.getAllValidWrappers()))


def _give_back() -> None:
    """Let the C library give back what is free: only what is in use counts as growth."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).malloc_trim(0)


def _rss_mb() -> float:
    if not sys.platform.startswith("linux"):
        return 1.0
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4_096 / 1e6


def stranger_at(folder: Path, seed: int, outside: Outside | None = None) -> Stranger:
    """Return a stranger at a kiosk of its own, whose PIN is too long to be found by chance."""
    project = write_kiosk_project(folder / "klein")
    kiosk = open_kiosk(project, folder / "store", whole=outside is not None)
    # Small and plain: what it costs is the drawing, and there may be no graphics card.
    window = kiosk.hands.window
    if outside is None:
        window.resize(*_WINDOW_PX)
    else:
        wait_for(window.stay.looked, lambda: window.stay.here, _BACK_S)
    session = window.bench.session
    assert session is not None
    window.city.set_quality(Quality.FAST, session.scene_state(), session.meshes)
    kiosk.pins.save(new_pin(_PIN, rounds=1_000))
    return Stranger(kiosk, random.Random(seed), outside=outside)


def main() -> int:
    """Run it and tell the figures; 1 where anything grew by more than 5 %, 2 without a manager."""
    parser = argparse.ArgumentParser(description="A seeded stranger at the kiosk.")
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--bare", action="store_true", help="without a window manager")
    parsed = parser.parse_args()
    # Mesa draws in threads where there is no graphics card; do they lag behind, then up to 64
    # frames wait, each with memory of its own that stays until its turn comes again: 5 to 20 MB,
    # more on a busy machine. That is no memory of the kiosk: let it draw at once.
    os.environ.setdefault("LP_NUM_THREADS", "0")
    if parsed.bare:
        print("without a window manager: nothing is shown of what its keys do")
        return soak(parsed.steps, parsed.seed, None)
    with window_manager() as manager:
        if not manager:
            names = " or ".join(MANAGERS)
            print(f"There is no window manager here: install {names} (apt), or ask for --bare.")
            return 2
        return soak(parsed.steps, parsed.seed, Outside())


def soak(steps: int, seed: int, outside: Outside | None) -> int:
    """Let a stranger take steps and tell the figures; 1 where anything grew by more than 5 %."""
    folder = Path(tempfile.mkdtemp(prefix="mrapp-soak-"))
    stranger = stranger_at(folder, seed, outside)
    print(f"seed {seed}, {steps} steps", flush=True)
    bench = stranger.kiosk.hands.window.bench
    wait_for(bench.tasks.idle, lambda: not bench.tasks.running)
    stranger.go(steps)
    print(f"acts: {dict(stranger.done)}\npages: {dict(stranger.pages)}")
    print(f"opinions kept: {stranger.kiosk.store.count()}")
    grown = stranger.growth(min(WARM_STEPS, steps // 2))
    names = ("memory", "QObjects in the window", "Qt objects known to Python")
    for name, growth in zip(names, grown, strict=True):
        print(f"{name}: {growth:+.1%} since step {WARM_STEPS}")
    close_kiosk(stranger.kiosk)
    shutil.rmtree(folder)
    return 1 if max(grown) > MOST_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
