"""Care for who wears a headset: asked when it suits, a break in time, staff told what to do."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from mrapp.app.headset import care
from mrapp.app.headset.chimes import Chime
from mrapp.app.headset.feelings import Feeling, FeelingsNotKeptError, Totals
from mrapp.app.headset.tutorial import Deed
from mrapp.model.texts import Phrase
from mrapp.ui.headset.care_box import CareBox
from mrapp.ui.headset.care_shown import CareShown
from mrapp.ui.headset.caring import Caring
from mrapp.ui.headset.desk import HeadsetDesk
from mrapp.ui.robot import Robot
from tests.ui.hands import idle
from tests.ui.headset.conftest import desk_of
from tests.ui.headset.test_desk_saying import TO_THE_NOTE
from tests.ui.headset.visitor import Visitor, say
from tests.ui.pretended_sound import PretendedSound

pytestmark = pytest.mark.window


@dataclass
class Visit:
    """A visitor at a desk, who is cared for, and what staff see of it."""

    robot: Robot
    desk: HeadsetDesk
    now_s: float = 0.0
    chimes: list[Chime] = field(default_factory=list)

    def __post_init__(self) -> None:
        bench = self.robot.window.bench
        self.visitor = Visitor(self.desk)
        self.caring = Caring(bench, self.desk, lambda: self.now_s)
        self.box = CareBox("nl")
        self.shown = CareShown(bench, self.caring, self.desk)
        self.shown.attach(self.box)
        self.caring.begin(self.desk, self.chimes.append)
        self.caring.wear(True)

    def learns_to_press(self) -> None:
        """Look round and press, as the first hints ask for."""
        for deed in (Deed.LOOKED_ROUND, Deed.PRESSED):
            self.desk.did(deed)
        self.caring.look()

    def passes(self, minutes: float) -> None:
        """Let time pass, second by second."""
        for _ in range(round(60 * minutes)):
            self.now_s += 1.0
            self.caring.look()
        self.shown.show()

    def next(self) -> None:
        """Begin with the next visitor."""
        self.desk.next_visitor()
        self.caring.next_visitor()

    @property
    def asked(self) -> str:
        """What stands before the visitor and is about how they are; "": nothing."""
        titles = ("Hoe voelt u zich nu?", "Hoe voelt u zich na afloop?", "Tijd voor een pauze?",
                  "U mag de bril afzetten", "Zet de bril af")  # fmt: skip
        return next((each for each in titles if each in self.desk.words), "")

    @property
    def staff(self) -> str:
        """What staff are told to do."""
        return self.box.told.text() if not self.box.told.isHidden() else ""


@pytest.fixture
def visit(beside: Robot, sound: PretendedSound) -> Iterator[Visit]:
    sound.recordings.clear()
    sound.absent = False
    desk = desk_of(beside)
    desk.next_visitor()
    idle(beside)
    made = Visit(beside, desk)
    idle(beside)
    yield made
    desk.speaking.forget()
    idle(beside)
    made.caring.end()
    desk.end()
    beside.window.bench.change_settings(break_after_min=15, headset_sound=2)
    made.box.deleteLater()
    desk.deleteLater()


BEFORE, AFTER = "Hoe voelt u zich nu?", "Hoe voelt u zich na afloop?"
BREAK, OFF, UNWELL = "Tijd voor een pauze?", "U mag de bril afzetten", "Zet de bril af"


def test_how_one_feels_is_asked_of_who_can_press_and_does_nothing_else(visit: Visit) -> None:
    visit.caring.look()
    assert visit.asked == ""
    visit.desk.menu_button()
    visit.learns_to_press()
    assert visit.asked == "", "the menu is open"
    visit.visitor.press("close")
    visit.caring.look()
    assert visit.asked == BEFORE
    visit.visitor.press(care.UNTOLD)
    visit.passes(1.0)
    assert visit.asked == ""
    assert visit.box._faces.isHidden()
    assert visit.caring.question is None


def test_who_says_it_aloud_is_answered_for_by_staff(visit: Visit) -> None:
    assert not visit.box._faces.isHidden()
    visit.learns_to_press()
    visit.box.feelings[Feeling.WELL].click()
    assert visit.asked == ""
    assert visit.staff == ""
    assert visit.box._faces.isHidden()
    visit.box.round_off.click()
    assert visit.asked == AFTER
    visit.box.feelings[Feeling.SICK].click()
    assert visit.asked == UNWELL
    assert "Zet de headset nu af" in visit.staff
    assert visit.box.told.property("look") == "error"


def test_a_break_comes_in_time_is_put_off_and_taken(visit: Visit) -> None:
    visit.learns_to_press()
    visit.visitor.press("feels:2")
    visit.passes(14.0)
    assert visit.box.worn.text() == "Headset op: 14 min · pauze over 1 min"
    visit.desk.menu_button()
    visit.passes(1.0)
    assert visit.asked == BREAK
    assert "15 minuten" in visit.staff
    assert visit.chimes == [Chime.BREAK]
    visit.visitor.press(care.GO_ON)
    assert "menu" in visit.visitor.can_press(), "what was open is there still"
    assert "Over 5 minuten" in visit.staff
    visit.passes(5.0)
    assert visit.asked == BREAK
    visit.box.put_off.click()
    assert visit.asked == ""
    visit.passes(5.0)
    visit.visitor.press(care.REST)
    assert visit.asked == AFTER
    assert "wil een pauze" in visit.staff
    visit.visitor.press("feels:3")
    assert visit.asked == OFF
    visit.visitor.press(care.GO_ON)
    assert visit.asked == ""
    visit.passes(15.0)
    visit.visitor.press(care.REST)
    assert visit.asked == OFF, "nobody is asked twice how they feel"


def test_the_time_is_set_by_staff_and_only_with_the_headset_on_it_runs(visit: Visit) -> None:
    visit.learns_to_press()
    visit.visitor.press("feels:1")
    visit.box.minutes.setValue(6)
    visit.passes(5.0)
    visit.caring.wear(False)
    visit.passes(3.0)
    visit.caring.wear(True)
    visit.passes(0.0)
    assert visit.box.worn.text() == "Headset op: 5 min · pauze over 1 min"
    visit.passes(1.0)
    assert visit.asked == BREAK
    assert visit.robot.window.bench.settings.break_after_min == 6


def test_nobody_is_interrupted_while_speaking(visit: Visit, sound: PretendedSound) -> None:
    visit.learns_to_press()
    visit.visitor.press("feels:2")
    visit.passes(14.9)
    say(visit.visitor, *TO_THE_NOTE, "record")
    idle(visit.robot)
    visit.passes(1.0)
    assert (visit.asked, visit.chimes) == ("", [])
    sound.recordings[-1].seconds = 3.0
    visit.visitor.press("record-end")
    idle(visit.robot)
    visit.caring.look()
    assert visit.asked == BREAK
    visit.visitor.press(care.GO_ON)
    assert visit.visitor.reads("0:03"), "what was said is there still"


def test_what_somebody_else_asks_goes_first_and_nothing_is_forgotten(visit: Visit) -> None:
    areas: list[str] = []
    visit.learns_to_press()
    assert visit.asked == BEFORE
    visit.desk.ask(replace(care.break_sheet(), key="other"), areas.append)
    visit.caring.look()
    assert visit.asked == BREAK
    visit.visitor.press(care.REST)
    assert areas == [care.REST]
    visit.caring.look()
    assert visit.asked == BEFORE


def test_who_stops_is_asked_and_staff_are_told_who_feels_worse(visit: Visit) -> None:
    visit.desk.wanted.connect(lambda _wanted: visit.caring.wants_to_stop())
    visit.learns_to_press()
    visit.visitor.press("feels:1")
    visit.desk.menu_button()
    visit.visitor.press("more", "stop", "stop-now")
    assert visit.asked == AFTER
    assert "wil stoppen" in visit.staff
    visit.visitor.press("feels:3")
    assert visit.asked == UNWELL
    assert "blijf erbij" in visit.staff, "two steps worse"
    visit.next()
    assert (visit.asked, visit.staff) == ("", "")


def test_who_feels_bad_to_begin_with_had_better_not(visit: Visit) -> None:
    visit.learns_to_press()
    visit.visitor.press("feels:4")
    assert visit.asked == UNWELL
    assert "nu al niet goed" in visit.staff
    visit.visitor.press(care.GO_ON)
    assert visit.asked == ""


def test_who_left_unasked_is_asked_by_staff_and_the_next_begins_at_once(visit: Visit) -> None:
    visit.learns_to_press()
    visit.visitor.press("feels:1")
    visit.passes(4.0)
    visit.next()
    assert visit.asked == ""
    assert "wie net klaar is" in visit.box.asked.text()
    visit.learns_to_press()
    assert visit.asked == BEFORE
    visit.box.feelings[Feeling.UNWELL].click()
    assert visit.asked == BEFORE, "that was the other one's answer"
    assert "Wie net klaar is, voelt zich slecht" in visit.staff
    visit.visitor.press("feels:2")
    assert visit.asked == ""
    visit.next()
    assert visit.caring.question is not None
    assert not visit.caring.question.gone, "who had hardly begun need not be asked"


def test_a_key_pressed_by_mistake_is_taken_back_with_the_time(visit: Visit) -> None:
    visit.learns_to_press()
    visit.visitor.press("feels:1")
    visit.passes(14.0)
    visit.next()
    visit.now_s += 10.0
    visit.caring.take_back()
    visit.passes(1.0)
    assert visit.asked == BREAK
    visit.visitor.press(care.REST)
    visit.visitor.press("feels:4")
    assert "blijf erbij" in visit.staff


def test_only_totals_are_kept_and_none_is_told_by_itself(visit: Visit) -> None:
    store = visit.robot.window.bench.services.feelings
    before = store.add("klein", Totals())
    for number in range(5):
        assert "Vandaag" not in visit.box.totals.text()
        visit.learns_to_press()
        visit.visitor.press("feels:1")
        visit.caring.round_off()
        visit.visitor.press(f"feels:{1 + number // 2}")
        idle(visit.robot)
        visit.next()
    after = store.add("klein", Totals())
    assert sum(after.before) == sum(before.before) + 5
    assert after.worse == before.worse + 1
    told = visit.box.totals.text().splitlines()
    assert told[0] == (
        "Vandaag: vooraf 5 heel goed; na afloop 2 heel goed, 2 goed, 1 gaat wel; "
        "duidelijk slechter: 1."
    )
    assert told[1].startswith("Dit project")


def test_what_is_answered_in_a_rehearsal_is_nobodys(visit: Visit) -> None:
    store = visit.robot.window.bench.services.feelings
    before = store.add("klein", Totals())
    visit.caring.begin(visit.desk, visit.chimes.append, counted=False)
    visit.learns_to_press()
    visit.visitor.press("feels:1")
    visit.caring.round_off()
    visit.visitor.press("feels:5")
    idle(visit.robot)
    assert "blijf erbij" in visit.staff
    assert store.add("klein", Totals()) == before


class _Full:
    """A store on a disk that is full for a while."""

    def __init__(self) -> None:
        self.full, self.kept = True, Totals()

    def add(self, project_id: str, more: Totals) -> Totals:
        """Count, if there is room."""
        assert project_id == "klein"
        if self.full:
            raise FeelingsNotKeptError(reason=Phrase(nl="de schijf is vol", en="the disk is full"))
        self.kept = self.kept.plus(more)
        return self.kept

    def told(self, project_id: str) -> Totals:
        """Be full again right after: what was counted is not to be counted once more."""
        assert project_id == "klein"
        raise FeelingsNotKeptError(reason=Phrase(nl="de schijf is vol", en="the disk is full"))


def test_what_could_not_be_kept_is_kept_with_the_next_answer(visit: Visit) -> None:
    bench, full, told = visit.robot.window.bench, _Full(), list[str]()
    bench.told.connect(lambda message: told.append(message.say("nl")))
    services = bench.services
    bench.services = replace(services, feelings=full)
    try:
        visit.learns_to_press()
        visit.visitor.press("feels:2")
        idle(visit.robot)
        assert any("schijf is vol" in each for each in told)
        assert visit.asked == ""
        full.full = False
        visit.caring.round_off()
        visit.visitor.press("feels:2")
        idle(visit.robot)
    finally:
        bench.services = services
    assert full.kept == Totals((0, 1, 0, 0, 0), (0, 1, 0, 0, 0))
