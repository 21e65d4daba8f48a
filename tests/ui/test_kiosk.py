"""The kiosk in a real window, with a real store: the way through, and what stays of a visitor."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from mrapp.app.kiosk import visit as flow
from mrapp.app.kiosk.visit import Page
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.remarks.receipts import parse
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Channel
from mrapp.scene.places import pose_of
from mrapp.ui.asking.keys import TextField
from mrapp.ui.asking.looks import FEWEST_PX, Looks
from mrapp.ui.kiosk.hearing import heard
from tests.ui.kiosks import (
    FullDisk,
    Kiosk,
    close_kiosk,
    open_kiosk,
)

pytestmark = [pytest.mark.window, pytest.mark.kiosk]

SECRET = "Wij wonen naast de bakker"


def begin(kiosk: Kiosk) -> None:
    """Come to the first question, in Dutch."""
    hands = kiosk.hands
    hands.tap("Raak het scherm aan  ·  Touch the screen")
    hands.tap("Nederlands")
    hands.tap("Mijn mening")


def to_words(kiosk: Kiosk, text: str = SECRET) -> None:
    """Answer the first question, pass the others over, and write something."""
    hands = kiosk.hands
    begin(kiosk)
    hands.tap("Lopend")
    while kiosk.hands.window.visiting.visit.step != flow.WORDS:
        hands.tap(hands.main_tile())
    hands.type_words(text)
    hands.turn()


def page(kiosk: Kiosk) -> Page:
    return kiosk.hands.window.visiting.visit.page


def look_again(kiosk: Kiosk) -> None:
    """See the city as a question opens it, go elsewhere, and come back."""
    hands, city, session = kiosk.hands, kiosk.hands.window.city, kiosk.hands.window.bench.session
    assert session is not None
    street = session.project.viewpoint("street")
    assert street is not None
    asked_from = pose_of(street, session.project.origin.frame())
    hands.rest()
    assert city.pose == asked_from
    hands.touch("Farther")
    hands.rest()
    assert city.pose != asked_from
    hands.touch("Show me again")
    hands.rest()
    assert city.pose == asked_from


def test_the_way_by_finger_ends_with_a_remark_that_the_code_opens(kiosk: Kiosk) -> None:
    hands = kiosk.hands
    for name in ("Raak het scherm aan  ·  Touch the screen", "English", "Plan A", "My opinion",
                 "On foot", "Next", "Trees and plants", "Shops", "Next", "Look at plan B",
                 "I choose plan B", "Next", "2", "Next", "Happy", "Next", "Many homes",
                 "Much green", "Keeping the view", "Next"):  # fmt: skip
        hands.touch(name)
    look_again(kiosk)
    city = hands.window.city.rect()
    hands.tap_city(QPoint(city.center().x(), round(0.8 * city.height())))
    hands.touch("Next")
    for key in ("m", "e", "e", "r", "Space", "z", "o", "Erase one sign"):
        hands.touch(key)
    for name in (
        "Next",
        "I would rather not say",
        "Next",
        "Lijnbaan",
        "Next",
        "Green",
        "Next",
        "Skip",
    ):
        hands.touch(name)
    hands.touch("Keep")
    assert hands.wait_for_page(Page.THANKS, Page.FAILED) == Page.THANKS
    kept = kiosk.store.of_receipt(parse(hands.window.visiting.visit.receipt))
    remark = kept.remark
    assert remark is not None
    assert remark.answered is not None
    told = dict(remark.answered.answers)
    place = told.pop("place")
    assert told == {
        "how": "foot",
        "missed": ("trees", "shops"),
        "which": "low",
        "high": 2,
        "mood": 4,
        "important": ("homes", "green", "view", "sun"),
        "why": "meer z",
        "age": "rather-not-say",
        "lives": "BU05050202",
    }
    assert (remark.point, remark.theme, remark.language) == (place, "green", "en")
    assert (remark.channel, remark.answered.orders) == (Channel.KIOSK, {"which": ("high", "low")})
    assert remark.sight is not None
    assert [each.role for each in remark.attachments] == ["picture"]
    hands.touch("Done")
    assert page(kiosk) == Page.ATTRACT
    hands.written()
    assert kiosk.store.drafts() == []


def test_the_invitation_goes_through_viewpoints_and_variants_until_somebody_comes(
    kiosk: Kiosk,
) -> None:
    window = kiosk.hands.window
    session = window.bench.session
    assert session is not None
    shown, poses = set(), set()
    for _flight in range(6):
        window.scenery.fly_on()
        shown.add(session.view.variant)
        poses.add(window.city.pose.eye)
    assert shown == {None, "high", "low"}
    assert len(poses) == 2
    window.scenery.fly_on()
    home = session.project.viewpoint(session.project.start.viewpoint)
    assert home is not None
    kiosk.hands.rest()
    assert window.scenery.viewpoint != home
    words = kiosk.hands.page.findChild(QLabel)
    assert words is not None
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    assert (page(kiosk), session.view.variant) == (Page.LANGUAGE, None)
    assert session.history.undo_label is None
    assert window.scenery.viewpoint == home
    assert window.city.pose == pose_of(home, session.project.origin.frame())


def test_the_way_by_keyboard_alone(kiosk: Kiosk) -> None:
    hands = kiosk.hands
    hands.key(Qt.Key.Key_Space)
    hands.tab_to("Nederlands")
    hands.key(Qt.Key.Key_Return)
    hands.tab_to("Plan A")
    hands.key(Qt.Key.Key_Space)
    assert hands.window.visiting.visit.variant == "high"
    hands.tab_to("Mijn mening")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    assert hands.window.visiting.visit.answers == {"how": "bike"}
    hands.tab_to("Verder")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Escape)
    assert hands.window.visiting.visit.step == "ask:how"
    assert hands.tile("Met de fiets").isChecked()
    while hands.window.visiting.visit.step != flow.SEND:
        if hands.window.visiting.visit.step == "ask:place":
            hands.window.city.setFocus(Qt.FocusReason.TabFocusReason)
            hands.rest()
            hands.key(Qt.Key.Key_Return)
            assert hands.window.visiting.visit.pin is not None
        if hands.window.visiting.visit.step == flow.WORDS:
            hands.type_words("Met toetsen")
        hands.tab_to(hands.main_tile())
        hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Return)
    assert hands.wait_for_page(Page.THANKS, Page.FAILED) == Page.THANKS
    kept = kiosk.store.kept()[-1].remark
    assert kept is not None
    assert kept.text == "Met toetsen"


def test_who_walks_away_leaves_no_trace(kiosk: Kiosk) -> None:
    to_words(kiosk)
    kiosk.hands.written()
    assert kiosk.traces(SECRET)
    kiosk.wait_s(61.0)
    hands = kiosk.hands
    assert hands.window.countdown.isVisible()
    hands.tap("Ik ben er nog")
    assert not hands.window.countdown.isVisible()
    kiosk.wait_s(61.0)
    kiosk.wait_s(20.0)
    assert page(kiosk) == Page.ATTRACT
    hands.written()
    hands.turn()
    assert kiosk.traces(SECRET, "Lopend") == []
    assert kiosk.store.drafts() == []
    assert kiosk.store.count() == 0


def test_a_draft_outlives_a_crash_and_is_offered(
    kiosk: Kiosk, kiosk_project: Path, tmp_path: Path
) -> None:
    to_words(kiosk)
    kiosk.hands.written()
    drafts = kiosk.store.drafts()
    # A power cut: its locks are gone, and it never said goodbye.
    kiosk.store.close()
    again = open_kiosk(kiosk_project, tmp_path / "store")
    try:
        assert page(again) == Page.RECOVERED
        again.hands.tap("Ga verder")
        field = again.hands.page.findChild(TextField)
        assert isinstance(field, TextField)
        assert field.writing.toPlainText() == SECRET
        assert again.hands.window.news.recovered == len(drafts) == 1
        again.hands.window.visiting.stop()
        again.hands.written()
        assert again.store.drafts() == []
    finally:
        close_kiosk(again)


def test_what_nobody_goes_on_with_is_erased_by_itself(
    kiosk: Kiosk, kiosk_project: Path, tmp_path: Path
) -> None:
    to_words(kiosk)
    kiosk.hands.written()
    kiosk.store.close()
    again = open_kiosk(kiosk_project, tmp_path / "store")
    try:
        again.wait_s(81.0)
        assert page(again) == Page.ATTRACT
        again.hands.written()
        assert again.store.drafts() == []
    finally:
        close_kiosk(again)


def test_a_store_that_fails_keeps_the_draft_and_says_so(
    kiosk_project: Path, tmp_path: Path
) -> None:
    real = FolderStores(tmp_path / "store").open("klein")
    store = FullDisk(real)
    kiosk = open_kiosk(kiosk_project, tmp_path / "store", lambda: cast("RemarkStore", store))
    try:
        to_words(kiosk)
        kiosk.hands.tap("Verder")
        kiosk.hands.tap("Bewaren")
        assert kiosk.hands.wait_for_page(Page.THANKS, Page.FAILED) == Page.FAILED
        assert any("de schijf is vol" in line for line in heard(kiosk.hands.window))
        kiosk.hands.written()
        assert [SECRET in str(draft.content) for draft in real.drafts()] == [True]
        store.full = False
        kiosk.hands.tap("Probeer opnieuw")
        assert kiosk.hands.wait_for_page(Page.THANKS, Page.FAILED) == Page.THANKS
        kiosk.hands.written()
        assert (real.count(), real.drafts()) == (1, [])
    finally:
        close_kiosk(kiosk)


def test_staff_who_leave_in_the_middle_of_a_visit_leave_no_draft(
    kiosk_project: Path, tmp_path: Path
) -> None:
    kiosk = open_kiosk(kiosk_project, tmp_path / "store")
    to_words(kiosk)
    close_kiosk(kiosk)
    store = FolderStores(tmp_path / "store").open("klein")
    assert store.drafts() == []
    store.close()


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("looks", [Looks(still=True), Looks(still=True, size=2, stark=True)])
def test_everything_is_named_large_enough_and_within_reach(
    kiosk_project: Path, tmp_path: Path, size: tuple[int, int], looks: Looks
) -> None:
    kiosk = open_kiosk(kiosk_project, tmp_path / "store", looks=looks)
    window, hands = kiosk.hands.window, kiosk.hands
    try:
        window.resize(*size)
        window.visiting.begin()
        window.visiting.do(flow.look_around)
        _check(kiosk)
        window.visiting.give_opinion()
        hands.tap("Lopend")
        while window.visiting.visit.step != flow.SEND:
            _check(kiosk)
            step = window.visiting.visit.step
            window.visiting.do(flow.go_on)
            assert window.visiting.visit.step != step
        _check(kiosk)
        window.scenery.begin_drawing()
        _check(kiosk)
        window.visiting.kept("K7QM-3XWT-9PRD-5HJA")
        _check(kiosk)
    finally:
        close_kiosk(kiosk)


def _check(kiosk: Kiosk) -> None:
    hands, window = kiosk.hands, kiosk.hands.window
    hands.turn()
    tiles = hands.tiles()
    assert [tile.text() for tile in tiles if not tile.accessibleName().strip()] == []
    small = [
        (tile.text(), tile.width(), tile.height())
        for tile in tiles
        if min(tile.width(), tile.height()) < FEWEST_PX
    ]
    assert small == []
    tall = window.height() > window.width()
    # A third for the city; where one draws, the page itself has it.
    share = 0.5 if tall else 0.2 if page(kiosk) in (Page.DRAW, Page.THANKS) else 0.34
    over: list[QWidget] = [window.sheet, *([window.bar] if window.bar else [])]
    assert all(each.y() >= share * window.height() - 1 for each in over)
    assert all(window.rect().contains(each.geometry()) for each in over)
    wide = [t.text() for t in tiles if t.minimumSizeHint().width() > t.width() + 1]
    assert wide == []
    assert window.sheet._reader.horizontalScrollBar().maximum() == 0
    assert len(tiles) >= 3
