"""A spoken note in the form: begun by a press, seen all the while, kept, and heard again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF

from mrapp.app.remarks.sound import MOST_S
from mrapp.feedback.stores import FolderStores
from mrapp.ui.opinions.say_dialog import SayDialog
from mrapp.ui.robot import Robot
from tests.app.kept_in_memory import MemoryStores
from tests.io.pretended import TONE, no_sound, pretended_microphone
from tests.ui.conftest import close_window
from tests.ui.hands import answer, idle
from tests.ui.opinions import open_with
from tests.ui.pretended_sound import PretendedSound
from tests.ui.test_access import clipped, controls

pytestmark = pytest.mark.window


@pytest.fixture
def sound() -> PretendedSound:
    return PretendedSound()


@pytest.fixture
def robot(project: Path, sound: PretendedSound) -> Iterator[Robot]:
    found = open_with(project, MemoryStores())
    session = found.session
    session.services = replace(session.services, sound=sound)
    yield found
    if found.window.saying.dialog is not None:
        found.window.saying.dialog.hide()
    close_window(found.window)


def form_of(robot: Robot) -> SayDialog:
    """Open the form."""
    robot.window.saying.begin(QPointF(robot.city.rect().center()))
    form = robot.window.saying.dialog
    assert form is not None
    robot.turn()
    return form


def test_nothing_is_recorded_before_the_press_and_all_is_seen(
    robot: Robot, sound: PretendedSound
) -> None:
    form = form_of(robot)
    voice = form.form.voice
    assert sound.recordings == []
    assert not voice.live.isVisible()
    voice.record.setFocus()
    voice.record.click()
    idle(robot)
    (recording,) = sound.recordings
    assert voice.live.isVisible()
    assert not form.form.keep.isEnabled()
    assert voice.stop.hasFocus()
    recording.seconds = 12.0
    ticks = voice._look.timeout
    robot.wait(ticks, lambda: voice.level.shown > 0.4 and "0:12" in voice.told.text())
    voice.stop.click()
    idle(robot)
    assert recording.ended == "stopped"
    assert not voice.live.isVisible()
    assert form.form.keep.isEnabled()
    assert voice.listen.hasFocus()
    voice.listen.click()
    idle(robot)
    assert [each.over for each in sound.heard] == [False]
    assert voice.listen.text() == "Stoppen met luisteren"
    sound.heard[0].over = True
    robot.wait(voice.listen._look.timeout, lambda: voice.listen.text() == "Beluisteren")
    voice.remove.click()
    assert voice.note is None
    assert not form.form.keep.isEnabled()


def test_a_minute_is_the_most_and_the_next_one_replaces_it(
    robot: Robot, sound: PretendedSound
) -> None:
    form = form_of(robot)
    voice = form.form.voice
    voice.record.click()
    idle(robot)
    sound.recordings[0].seconds = MOST_S
    robot.wait(voice.changed, lambda: voice.note is not None)
    assert sound.recordings[0].ended == "stopped"
    voice.again.click()
    idle(robot)
    sound.absent = True
    voice.abandon()
    idle(robot)
    # Given up half-way, or without a microphone, the first one stays.
    assert sound.recordings[1].ended == "dropped"
    voice.again.click()
    idle(robot)
    assert "geen microfoon" in voice.wrong.text()
    assert voice.note is not None
    assert voice.note.seconds == MOST_S


def test_closing_the_form_ends_the_recording(robot: Robot, sound: PretendedSound) -> None:
    form = form_of(robot)
    form.form.voice.record.click()
    idle(robot)
    sound.recordings[0].seconds = 2.0
    form.form.cancel.click()
    assert not form.form.voice.live.isVisible() or form.form.voice.stop.isEnabled() is False
    answer("Weggooien")
    idle(robot)
    assert sound.recordings[0].ended == "stopped"
    assert robot.window.saying.dialog is None
    form = form_of(robot)
    form.form.voice.record.click()
    form.hide()  # before the microphone answered
    idle(robot)
    assert sound.recordings[1].ended == "dropped"


def test_a_microphone_that_falls_silent_is_told(robot: Robot, sound: PretendedSound) -> None:
    form = form_of(robot)
    form.form.voice.record.click()
    idle(robot)
    robot.wait(form.form.voice.changed, lambda: not form.form.voice.wrong.isHidden())
    assert "gaf geen geluid" in form.form.voice.wrong.text()
    idle(robot)
    assert sound.recordings[0].ended == "dropped"
    assert form.form.voice.record.isVisible()


def test_without_a_microphone_all_else_works(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_sound(tmp_path, monkeypatch)
    robot = open_with(project, MemoryStores())
    form = form_of(robot)
    form.form.voice.record.click()
    idle(robot)
    assert "geen microfoon" in form.form.voice.wrong.text()
    assert form.form.voice.record.isEnabled()
    form.form.text.setPlainText("Dan maar zo")
    form.form.keep.click()
    idle(robot)
    assert form.pages.currentIndex() == 1
    form.close()
    close_window(robot.window)


def test_what_was_said_aloud_outlives_a_crash_and_is_heard_on_the_card(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a microphone for the system, though not for the ear."""
    (tmp_path / "pulse").mkdir()
    with pretended_microphone(tmp_path / "pulse", monkeypatch, TONE):
        stores = FolderStores(tmp_path / "said")
        robot = open_with(project, stores)
        form = form_of(robot)
        form.form.voice.record.click()
        robot.wait(form.form.voice.changed, form.form.voice.stop.isEnabled)
        told = form.form.voice.told
        robot.wait(form.form.voice._look.timeout, lambda: "0:00" not in told.text())
        form.form.voice.stop.click()
        idle(robot)
        said = form.form.voice.note
        assert said is not None
        form.hide()
        close_window(robot.window)
        robot = open_with(project, stores)
        answer("Verdergaan")
        robot.turn()
        again = robot.window.saying.dialog
        assert again is not None
        assert again.form.voice.note == said
        again.form.keep.click()
        idle(robot)
        again.close()
        robot.window.parts.actions["remark.next"].trigger()
        idle(robot)
        listen = robot.view.opinion.listen
        assert listen.isVisible()
        listen.click()
        idle(robot)
        assert listen.text() == "Stoppen met luisteren"
        robot.wait(listen._look.timeout, lambda: listen.text() == "Beluisteren")
        assert robot.view.opinion.unheard.isHidden()
        close_window(robot.window)
        store = stores.open("klein")
        remark = store.kept()[0].remark
        assert remark is not None
        assert {each.role: each.media_type for each in remark.attachments} == {
            "picture": "image/jpeg",
            "voice": "audio/ogg",
        }
        assert store.file(remark.attachments[1], remark.id) == said.content
        assert store.drafts() == []
        store.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_fits_and_all_is_named(
    robot: Robot, sound: PretendedSound, language: str, scale: float
) -> None:
    robot.window.bench.change_settings(text_scale=scale, language=language)
    robot.window.resize(1280, 720)
    robot.turn()
    form = form_of(robot)
    form.form.voice.record.click()
    idle(robot)
    sound.recordings[0].seconds = 3.0
    robot.turn()
    assert clipped(form) == []
    form.form.voice.stop.click()
    idle(robot)
    robot.turn()
    assert clipped(form) == []
    assert [w for w in controls(form) if not w.accessibleName().strip()] == []
