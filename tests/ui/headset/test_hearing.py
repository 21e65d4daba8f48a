"""What a visitor hears: each event has its chime, taken by loudspeakers that a test leads."""

from collections.abc import Iterator

import numpy as np
import pytest

from mrapp.app.headset.chimes import RATE_HZ, Chime, samples_of
from mrapp.app.headset.wanted import LOUDNESS, ChangeComfort
from mrapp.ui.headset.hearing import NO_SPEAKER, Hearing
from mrapp.ui.headset.runner import HeadsetRunner
from mrapp.ui.headset.visiting import Visiting
from mrapp.ui.robot import Robot
from mrapp.xr.exchange import Exchange, Heard
from tests.ui.hands import idle
from tests.ui.headset.test_desk_saying import TO_THE_NOTE
from tests.ui.headset.visitor import Visitor, say
from tests.ui.pretended_sound import PretendedSound, Streamed

pytestmark = pytest.mark.window


def heard(stream: Streamed) -> list[Chime]:
    """Return which chimes loudspeakers sound that take all there is: each once, in no order."""
    got = np.pad(stream.take(2.0) / 2.0**15, (0, RATE_HZ))
    found = []
    for chime in Chime:
        made = samples_of(chime)
        likeness = np.fft.irfft(
            np.fft.rfft(got) * np.conj(np.fft.rfft(made, len(got))), len(got)
        ) / float(np.dot(made, made))
        at = int(np.argmax(likeness[: 2 * RATE_HZ - len(made)]))
        left = got[at : at + len(made)] - likeness[at] * made
        if likeness[at] > 0.3 and np.linalg.norm(left) < 0.1 * np.linalg.norm(made):
            found.append(chime)
    return found


@pytest.fixture
def visiting(beside: Robot, sound: PretendedSound) -> Iterator[Visiting]:
    """A visitor with a headset that is not started: its news are told by the test."""
    sound.streams.clear()
    sound.recordings.clear()
    sound.mute = sound.absent = False
    window = beside.window
    runner = HeadsetRunner(window.bench, lambda: None)
    made = Visiting(window.bench, beside.session, window.door, runner, window)
    made.begin()
    made.desk.next_visitor()
    idle(beside)
    yield made
    made.desk.speaking.forget()
    idle(beside)
    made.end()
    idle(beside)


@pytest.mark.parametrize("chime", list(Chime))
def test_what_the_headset_tells_is_heard_from_its_own_thread(
    visiting: Visiting, sound: PretendedSound, chime: Chime
) -> None:
    exchange = Exchange(sounded=visiting._runner.sounded)
    exchange.tell(Heard(chime))
    assert heard(sound.streams[0]) == [chime]
    assert heard(sound.streams[0]) == []


def test_recording_its_end_keeping_and_refusing_are_heard(
    visiting: Visiting, beside: Robot, sound: PretendedSound
) -> None:
    (stream,) = sound.streams
    visitor = Visitor(visiting.desk)
    say(visitor, *TO_THE_NOTE)
    assert heard(stream) == []
    visitor.press("record")
    idle(beside)
    assert heard(stream) == [Chime.RECORDING]
    sound.recordings[-1].seconds = 3.0
    visitor.press("record-end")
    idle(beside)
    assert heard(stream) == [Chime.RECORDED]
    sound.absent = True
    visitor.press("record-again")
    idle(beside)
    assert heard(stream) == [Chime.REFUSE]
    visitor.press("on", "keep")
    idle(beside)
    assert heard(stream) == [Chime.KEPT]


def test_how_loud_it_is_is_chosen_by_the_visitor_and_forgotten_with_them(
    visiting: Visiting, beside: Robot, sound: PretendedSound
) -> None:
    (stream,) = sound.streams
    hearing, visitor = visiting.hearing, Visitor(visiting.desk)

    def loudest() -> float:
        hearing.play(Chime.PRESS)
        return float(np.abs(stream.take(0.5)).max())

    usual = loudest()
    visiting.desk.menu_button()
    visitor.press("more", "sound:less", "sound:less")
    assert visitor.reads("uit")
    assert loudest() == 0.0
    visitor.press("sound:more", "sound:more", "sound:more")
    assert loudest() == pytest.approx(LOUDNESS[3] * usual, rel=0.01)
    visiting.next_visitor()
    assert loudest() == pytest.approx(usual, rel=0.01)
    visitor.told.clear()
    visiting.desk.menu_button()
    beside.window.bench.change_settings(headset_sound=0)
    visitor.press("more")
    assert loudest() == 0.0
    assert visitor.reads("Het geluid staat uit.")
    assert not [each for each in visitor.told if isinstance(each, ChangeComfort)]
    assert "sound:more" not in visitor.can_press()["menu"]
    beside.window.bench.change_settings(headset_sound=2)
    assert loudest() == pytest.approx(usual, rel=0.01)


def test_without_loudspeakers_there_is_silence_and_no_error(
    beside: Robot, sound: PretendedSound
) -> None:
    sound.streams.clear()
    sound.mute = True
    hearing = Hearing(sound, beside.window.bench.tasks, beside.window)
    hearing.begin()
    idle(beside)
    assert hearing.silent is NO_SPEAKER
    hearing.play(Chime.PRESS)
    sound.mute = False
    hearing.begin()
    hearing.end()
    idle(beside)
    assert [stream.over for stream in sound.streams] == [True], "what came too late is closed"
    hearing.begin()
    idle(beside)
    assert hearing.silent != NO_SPEAKER
    assert heard(sound.streams[-1]) == [], "what nobody could hear comes late"
    hearing.end()
    hearing.end()
    idle(beside)
    assert sound.streams[-1].over
    hearing.deleteLater()
