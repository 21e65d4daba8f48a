"""A kiosk whose store cannot be opened, fails or hangs; and one whose staff have set no PIN."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt

from mrapp.app.kiosk.staff import new_pin
from mrapp.app.kiosk.visit import Page
from mrapp.app.remarks.keeping import RemarkStore, State
from mrapp.feedback.stores import FolderStores
from mrapp.ui.kiosk.hearing import heard
from mrapp.ui.kiosk.pins import SETTING_S
from mrapp.ui.kiosk.shelf import AGAIN_S
from mrapp.ui.robot import wait_for
from tests.ui.kiosks import Kiosk, close_kiosk, open_kiosk
from tests.ui.test_kiosk import SECRET, begin, page, to_words

pytestmark = [pytest.mark.window, pytest.mark.kiosk]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
INVITATION = "Raak het scherm aan  ·  Touch the screen"
SHUT = {
    "Nederlands": "Rondkijken kan, een mening geven kan nu even niet.",
    "English": "Looking is possible, giving an opinion is not, just now.",
}
_HOLD = """
import fcntl, sys
held = open(sys.argv[1], "a")
fcntl.flock(held, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def no_folder(base: Path) -> Callable[[], object]:
    """Let a file stand where the folder should be; returns what takes it away."""
    base.write_text("")
    return base.unlink


def newer(base: Path) -> Callable[[], object]:
    """Let a later version of mrapp have kept something there."""
    FolderStores(base).open("klein").close()
    known = _version(base)
    _version(base, 99)
    return lambda: _version(base, known)


def _version(base: Path, wanted: int | None = None) -> int:
    conn = sqlite3.connect(next(base.rglob("remarks.sqlite")))
    found = int(conn.execute("PRAGMA user_version").fetchone()[0])
    if wanted is not None:
        conn.execute(f"PRAGMA user_version = {wanted}")
    conn.close()
    return found


def held(base: Path) -> Callable[[], object]:
    """Let another program hold it."""
    FolderStores(base).open("klein").close()
    command = [sys.executable, "-c", _HOLD, str(next(base.rglob("lock")))]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    other.stdout.readline()
    return lambda: other.communicate("")


class Hanging:
    """A store on a disk that answers nothing while it is told so: all else is done by a real one.

    at: the methods that hang.
    """

    def __init__(self, store: RemarkStore, *at: str) -> None:
        self._store, self._at = store, at
        self.answers = threading.Event()
        self.answers.set()

    def __getattr__(self, name: str) -> Callable[..., object]:
        real = getattr(self._store, name)

        def do(*values: object) -> object:
            if name in self._at:
                assert self.answers.wait(60.0)
            return real(*values)

        return do


@pytest.fixture
def hung(kiosk_project: Path, tmp_path: Path) -> Iterator[tuple[Kiosk, Hanging]]:
    """A kiosk, its visitor having written something, just before the disk stops answering."""
    store = Hanging(FolderStores(tmp_path / "store").open("klein"), "add", "ready", "keep_draft")
    kiosk = open_kiosk(kiosk_project, tmp_path / "store", lambda: cast("RemarkStore", store))
    to_words(kiosk)
    kiosk.hands.written()
    yield kiosk, store
    store.answers.set()
    close_kiosk(kiosk)


@pytest.mark.parametrize(
    ("trouble", "language", "why"),
    [
        (no_folder, "Nederlands", "kies een andere map"),
        (newer, "English", "kept by a newer version of mrapp (99"),
        (held, "Nederlands", "Een ander programma houdt de meningen"),
    ],
)
def test_without_a_store_one_may_look_and_staff_know_why(
    kiosk_project: Path, tmp_path: Path, trouble: Callable[[Path], Callable[[], object]],
    language: str, why: str,
) -> None:  # fmt: skip
    base = tmp_path / "kept"
    mend = trouble(base)
    kiosk = open_kiosk(kiosk_project, tmp_path / "store", lambda: FolderStores(base).open("klein"))
    hands, window = kiosk.hands, kiosk.hands.window
    try:
        hands.tap(INVITATION)
        hands.tap(language)
        hands.tap("Plan A")
        hands.tap(hands.main_tile())
        assert page(kiosk) == Page.SHUT
        assert SHUT[language] in " ".join(heard(window))
        kiosk.pins.save(new_pin("4711", rounds=1_000))
        hands.key(Qt.Key.Key_S, CTRL | SHIFT)
        hands.written()
        hands.type_words("4711")
        hands.key(Qt.Key.Key_Return)
        hands.written()
        assert window.staff.page is not None
        assert why in " ".join(heard(window))
        mend()
        hands.tap("Probeer opnieuw" if language == "Nederlands" else "Try again")
        hands.written()
        assert why not in " ".join(heard(window.staff))
        window.staff.end()
        hands.tap(hands.main_tile())
        assert page(kiosk) == Page.OPINION
        window.visiting.stop()
        hands.written()
    finally:
        close_kiosk(kiosk)


def test_it_tries_again_by_itself(kiosk_project: Path, tmp_path: Path) -> None:
    base = tmp_path / "kept"
    mend = no_folder(base)
    kiosk = open_kiosk(kiosk_project, tmp_path / "store", lambda: FolderStores(base).open("klein"))
    try:
        begin(kiosk)
        mend()
        kiosk.wait_s(AGAIN_S)
        kiosk.hands.written()
        assert "U kunt weer een mening geven." in " ".join(heard(kiosk.hands.window))
        kiosk.hands.tap("Verder met mijn mening")
        assert page(kiosk) == Page.OPINION
    finally:
        close_kiosk(kiosk)


def send(kiosk: Kiosk, store: Hanging) -> None:
    """Send it to a disk that does not answer, and wait as long as a kiosk waits."""
    store.answers.clear()
    kiosk.hands.tap("Verder")
    kiosk.hands.tap("Bewaren")
    assert page(kiosk) == Page.SENDING
    kiosk.wait_s(kiosk.hands.window.visiting.occasion.patience.keeping_s)


def test_a_store_that_hangs_is_told_and_thanked_for_only_once_it_answers(
    hung: tuple[Kiosk, Hanging],
) -> None:
    kiosk, store = hung
    send(kiosk, store)
    assert page(kiosk) == Page.FAILED
    assert "antwoordt niet" in " ".join(heard(kiosk.hands.window))
    assert [SECRET in str(draft.content) for draft in kiosk.store.drafts()] == [True]
    kiosk.hands.key(Qt.Key.Key_Escape)
    assert page(kiosk) == Page.FAILED
    kiosk.hands.tap("Probeer opnieuw")
    assert page(kiosk) == Page.SENDING
    store.answers.set()
    assert kiosk.hands.wait_for_page(Page.THANKS, Page.FAILED) == Page.THANKS
    kiosk.hands.written()
    assert (kiosk.store.count(), list(kiosk.store.drafts())) == (1, [])
    assert kiosk.hands.window.shelf.is_open


def test_what_is_kept_after_its_visitor_erased_it_is_withdrawn(
    hung: tuple[Kiosk, Hanging],
) -> None:
    kiosk, store = hung
    send(kiosk, store)
    kiosk.hands.tap("Stoppen en wissen")
    assert page(kiosk) == Page.ATTRACT
    store.answers.set()
    kiosk.hands.written()
    assert [(each.state, each.remark) for each in kiosk.store.kept()] == [(State.WITHDRAWN, None)]
    assert kiosk.traces(SECRET) == []


def test_a_draft_that_hangs_stops_the_questions_and_keeps_what_was_said(
    hung: tuple[Kiosk, Hanging],
) -> None:
    kiosk, store = hung
    store.answers.clear()
    kiosk.hands.type_words("!")
    kiosk.wait_s(kiosk.hands.window.visiting.occasion.patience.keeping_s)
    assert page(kiosk) == Page.SHUT
    store.answers.set()
    kiosk.hands.written()
    kiosk.hands.tap("Verder met mijn mening")
    assert kiosk.hands.window.visiting.visit.text == f"{SECRET}!"


@pytest.mark.logs
def test_staff_can_leave_a_kiosk_whose_store_hangs(kiosk_project: Path, tmp_path: Path) -> None:
    store = Hanging(FolderStores(tmp_path / "store").open("klein"), "ready")
    store.answers.clear()
    window = open_kiosk(
        kiosk_project, tmp_path / "store", lambda: cast("RemarkStore", store), busy=True
    ).hands.window
    left: list[bool] = []
    window.left.connect(lambda: left.append(True))
    window.leave()
    assert left == [True]
    store.answers.set()
    window.deleteLater()


def test_a_kiosk_that_stands_alone_waits_for_its_pin(kiosk_project: Path, tmp_path: Path) -> None:
    kiosk = open_kiosk(kiosk_project, tmp_path / "store", alone=True)
    hands, window = kiosk.hands, kiosk.hands.window
    try:
        hands.key(Qt.Key.Key_X)
        hands.tap_city()
        assert page(kiosk) == Page.ATTRACT
        hands.tap("Voor medewerkers: kies een pincode")
        hands.written()
        assert window.staff.pad is not None
        window.staff.end()
        kiosk.wait_s(SETTING_S)
        hands.written()
        assert "mrapp kiosk PROJECT --new-pin" in " ".join(heard(window))
        assert [tile.text() for tile in hands.tiles()] == []
        window.lock.staff.emit()
        hands.written()
        hands.type_words("4711")
        assert window.staff._first_pin == ""
        window.staff.end()
        kiosk.pins.save(new_pin("4711", rounds=1_000))
        kiosk.wait_s(10.0)
        wait_for(window.pins.changed, lambda: not window.visiting.barred)
        hands.tap(INVITATION)
        assert page(kiosk) == Page.LANGUAGE
    finally:
        close_kiosk(kiosk)


def test_staff_choose_another_pin(kiosk_project: Path, tmp_path: Path) -> None:
    kiosk = open_kiosk(kiosk_project, tmp_path / "store")
    hands, window = kiosk.hands, kiosk.hands.window
    try:
        kiosk.pins.save(new_pin("4711", rounds=1_000))
        for code, then in (("4711", "Andere pincode"), ("0815", ""), ("0815", "")):
            window.lock.staff.emit()
            hands.written()
            hands.type_words(code)
            hands.key(Qt.Key.Key_Return)
            hands.written()
            if then:
                hands.tap(then)
        assert window.staff.page is not None
        pin = kiosk.pins.load()
        assert pin is not None
        assert pin.opens("0815")
    finally:
        close_kiosk(kiosk)
