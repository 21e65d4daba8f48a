"""No way out of the kiosk but that of the staff."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from mrapp.app.kiosk.staff import new_pin
from mrapp.app.kiosk.visit import Page
from mrapp.ui.kiosk.hearing import heard
from mrapp.ui.robot import wait_for
from tests.ui.kiosks import Kiosk
from tests.ui.test_kiosk import page, to_words

pytestmark = [pytest.mark.window, pytest.mark.kiosk]

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
META, SHIFT = Qt.KeyboardModifier.MetaModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
OUT = (
    (Qt.Key.Key_Q, CTRL), (Qt.Key.Key_W, CTRL), (Qt.Key.Key_F4, ALT), (Qt.Key.Key_O, CTRL),
    (Qt.Key.Key_F1, NONE), (Qt.Key.Key_Tab, ALT), (Qt.Key.Key_D, META), (Qt.Key.Key_F11, NONE),
    (Qt.Key.Key_C, CTRL), (Qt.Key.Key_V, CTRL), (Qt.Key.Key_Menu, NONE), (Qt.Key.Key_F10, SHIFT),
)  # fmt: skip


def test_nothing_a_visitor_does_ends_it_or_opens_anything(kiosk: Kiosk) -> None:
    window = kiosk.hands.window
    to_words(kiosk)
    before = window.visiting.visit
    for key, modifiers in OUT:
        kiosk.hands.key(key, modifiers)
    field = kiosk.hands.focus()
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(field, menu)
    files = QMimeData()
    files.setUrls([QUrl("file:///etc/passwd")])
    left = Qt.MouseButton.LeftButton
    drag = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, files, left, NONE)
    QApplication.sendEvent(field, drag)
    assert not window.close()
    kiosk.hands.turn()
    assert window.isVisible()
    assert window.visiting.visit == before
    assert [menu for menu in QApplication.topLevelWidgets() if isinstance(menu, QMenu)] == []
    tops = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert tops == [window]


def test_a_sign_that_is_written_with_altgr_is_written(kiosk: Kiosk) -> None:
    to_words(kiosk, "Wi")
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        typed = QKeyEvent(kind, Qt.Key.Key_S, CTRL | ALT, "ś")
        QApplication.sendEvent(kiosk.hands.focus(), typed)
    kiosk.hands.written()
    assert kiosk.hands.window.visiting.visit.text == "Wiś"
    assert not kiosk.hands.window.staff.isVisible()


def test_staff_set_a_pin_see_what_waits_choose_an_event_and_leave(kiosk: Kiosk) -> None:
    hands, window = kiosk.hands, kiosk.hands.window
    to_words(kiosk)
    hands.tap("Verder")
    hands.tap("Bewaren")
    hands.wait_for_page(Page.THANKS)
    hands.key(Qt.Key.Key_S, CTRL | SHIFT)
    hands.written()
    for _twice in range(2):
        hands.type_words("4711")
        hands.key(Qt.Key.Key_Return)
    hands.written()
    page = window.staff.page
    assert page is not None
    hands.tap("Inloopavond Spoorzone (2026-12-03)")
    assert window.sending.at_event == "evening-1"
    hands.tap("Dagstaat")
    hands.written()
    slips = list((kiosk.folder / "slips").glob("*.pdf"))
    assert [slip.read_bytes()[:5] for slip in slips] == [b"%PDF-"]
    assert any(str(slips[0]) in line for line in heard(window))
    hands.tap("Terug naar de kiosk")
    assert not window.staff.isVisible()
    hands.key(Qt.Key.Key_S, CTRL | SHIFT)
    hands.written()
    hands.type_words("4711")
    hands.key(Qt.Key.Key_Return)
    hands.written()
    left: list[bool] = []
    window.left.connect(lambda: left.append(True))
    hands.tap("De kiosk verlaten")
    assert left == [True]


def inside(kiosk: Kiosk) -> bool:
    """Whether staff are let in."""
    return kiosk.hands.window.staff.page is not None


def told(kiosk: Kiosk) -> str:
    """All that a screen reader finds."""
    return "\n".join(heard(kiosk.hands.window))


def test_five_wrong_pins_cost_a_minute(kiosk: Kiosk) -> None:
    """How many were typed and how many tries are left is said; what was typed is not."""
    hands, window = kiosk.hands, kiosk.hands.window
    kiosk.pins.save(new_pin("4711", rounds=1_000))
    window.lock.staff.emit()
    hands.written()
    hands.key(Qt.Key.Key_Return)
    hands.written()
    assert kiosk.pins.wrong() == 0, "nothing was typed"
    for wrong in range(5):
        hands.type_words("902")
        assert "Cijfers: 3" in told(kiosk)
        assert "902" not in told(kiosk)
        hands.key(Qt.Key.Key_Return)
        hands.written()
        assert kiosk.pins.wrong() == wrong + 1
        assert wrong == 4 or f"Nog {4 - wrong} keer proberen" in told(kiosk)
    kiosk.wait_s(10.0)
    assert "over 50 seconden" in told(kiosk)
    hands.type_words("4711")
    hands.key(Qt.Key.Key_Return)
    hands.written()
    assert not inside(kiosk)
    kiosk.wait_s(51.0)
    assert "geef de pincode" in told(kiosk)
    hands.type_words("4711")
    hands.key(Qt.Key.Key_Return)
    hands.written()
    assert (inside(kiosk), kiosk.pins.wrong()) == (True, 0)
    hands.tap("Terug naar de kiosk")
    assert window.isVisible()


def stays_on(kiosk: Kiosk, cover: QWidget) -> None:
    """Keys reach nothing of what is behind what covers it."""
    for key in (Qt.Key.Key_X, *[Qt.Key.Key_Tab] * 9, Qt.Key.Key_Down):
        kiosk.hands.key(key)
        assert cover.isAncestorOf(kiosk.hands.focus()), key


def come_in(kiosk: Kiosk) -> None:
    """Come into the corner of the staff with the PIN."""
    window = kiosk.hands.window
    kiosk.hands.key(Qt.Key.Key_S, CTRL | SHIFT)
    kiosk.hands.written()
    stays_on(kiosk, window.staff)
    assert window.staff.pad is not None
    kiosk.hands.type_words("4711")
    QTest.keyClick(window.staff.pad, Qt.Key.Key_Return)
    kiosk.hands.written()
    assert inside(kiosk)
    kiosk.hands.key(Qt.Key.Key_Escape)
    stays_on(kiosk, window.staff)


def test_staff_who_walk_away_leave_their_corner_to_nobody(kiosk: Kiosk) -> None:
    kiosk.pins.save(new_pin("4711", rounds=1_000))
    come_in(kiosk)
    assert page(kiosk) == Page.ATTRACT
    kiosk.wait_s(61.0)
    assert inside(kiosk)
    kiosk.wait_s(20.0)
    assert not kiosk.hands.window.staff.isVisible()
    assert not inside(kiosk)


def test_nothing_that_is_covered_is_reached(kiosk: Kiosk) -> None:
    """Staff come where somebody left an opinion unfinished; then strangers do."""
    hands, window = kiosk.hands, kiosk.hands.window
    kiosk.pins.save(new_pin("4711", rounds=1_000))
    to_words(kiosk)
    before = window.visiting.visit
    come_in(kiosk)
    kiosk.wait_s(61.0)
    stays_on(kiosk, window.staff)
    hands.tap("Terug naar de kiosk")
    stays_on(kiosk, window.countdown)
    hands.key(Qt.Key.Key_Escape)
    hands.tap_city()
    assert "Wilt u nog iets zeggen?" not in told(kiosk)
    assert replace(window.visiting.visit, touched_s=before.touched_s) == before
    come_in(kiosk)
    kiosk.wait_s(20.0)
    assert page(kiosk) == Page.ATTRACT
    assert inside(kiosk), "they touched something just now"
    kiosk.wait_s(60.0)
    assert not inside(kiosk)


def test_a_long_press_in_the_corner_asks_for_the_pin(kiosk: Kiosk) -> None:
    window = kiosk.hands.window
    QTest.mousePress(window.city, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    wait_for(window.lock.staff, window.staff.isVisible)
    QTest.mouseRelease(window.city, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseClick(window.staff, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert window.visiting.visit.page == Page.ATTRACT
    assert window.staff.pad is not None


def test_a_window_that_is_made_small_comes_back(kiosk: Kiosk) -> None:
    window = kiosk.hands.window
    window.stay.begin()
    window.setWindowState(Qt.WindowState.WindowMinimized)
    wait_for(window.stay.looked, lambda: window.isFullScreen() and not window.isMinimized())
