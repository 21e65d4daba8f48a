"""Recording and playing for real: without a microphone, and with a pretended one."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mrapp.app.headset.chimes import Chime, samples_of
from mrapp.app.headset.mixing import Mixer
from mrapp.app.remarks.sound import audible
from mrapp.io.microphone import RATE_HZ, DeviceSound
from mrapp.model.remark import ATTACHMENT_LIMIT_BYTES
from mrapp.model.sound_errors import (
    NoMicrophoneError,
    NoSpeakerError,
    NoteDamagedError,
    NothingHeardError,
)
from tests.io.pretended import TONE, no_sound, pretended_microphone, waited


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any microphone or loudspeaker."""
    no_sound(tmp_path, monkeypatch)


@pytest.fixture
def tone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A microphone that hears a tone."""
    with pretended_microphone(tmp_path, monkeypatch, TONE):
        yield


@pytest.fixture
def silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A microphone that is switched off."""
    with pretended_microphone(tmp_path, monkeypatch):
        yield


def _note(seconds: float = 0.5) -> bytes:
    content = io.BytesIO()
    steps = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    samples = (8_000 * np.sin(2 * np.pi * 300 * steps)).astype(np.int16)
    soundfile.write(content, samples, RATE_HZ, format="OGG", subtype="OPUS")
    return content.getvalue()


@pytest.mark.usefixtures("alone")
def test_without_microphone_or_loudspeakers_it_says_so_in_words(
    capfd: pytest.CaptureFixture[str],
) -> None:
    sound = DeviceSound()
    with pytest.raises(NoMicrophoneError) as found:
        sound.record()
    assert "geen microfoon" in found.value.text("nl")
    with pytest.raises(NoSpeakerError):
        sound.play(_note())
    # Nor does a library write to the terminal meanwhile, as libasound does by itself.
    assert capfd.readouterr() == ("", "")
    with pytest.raises(NoSpeakerError):
        sound.stream(Mixer().give, RATE_HZ)
    assert not audible(sound, RATE_HZ)


@pytest.mark.parametrize("content", [b"", b"OggS" + bytes(40), b"<html>", _note()[:200]])
def test_what_is_no_sound_is_not_played(content: bytes) -> None:
    with pytest.raises(NoteDamagedError):
        DeviceSound().play(content)


@pytest.mark.slow
@pytest.mark.usefixtures("tone")
def test_what_the_microphone_hears_is_what_is_kept_and_played() -> None:
    sound = DeviceSound()
    recording = sound.record()
    assert waited(lambda: recording.seconds > 1.0)
    assert recording.level > 0.2
    note = recording.stop()
    assert recording.level == 0.0
    samples, rate_hz = soundfile.read(io.BytesIO(note.content))
    assert rate_hz == RATE_HZ
    assert len(samples) / rate_hz == pytest.approx(note.seconds, abs=0.1)
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    loudest_hz = float(np.argmax(spectrum)) * rate_hz / len(samples)
    assert loudest_hz == pytest.approx(440.0, abs=3.0)
    # A minute of it is far below what a file of a remark may be.
    assert len(note.content) / note.seconds * 60 < ATTACHMENT_LIMIT_BYTES / 50
    playing = sound.play(note.content)
    assert not playing.over
    assert waited(lambda: playing.over)
    playing.stop()
    playing.stop()


@pytest.mark.slow
@pytest.mark.usefixtures("tone")
def test_what_is_dropped_is_forgotten() -> None:
    recording = DeviceSound().record()
    assert waited(lambda: recording.seconds > 0.1)
    recording.drop()
    recording.drop()
    with pytest.raises(NothingHeardError):
        recording.stop()


@pytest.mark.slow
@pytest.mark.usefixtures("silence")
def test_a_microphone_that_is_switched_off_keeps_nothing() -> None:
    recording = DeviceSound().record()
    assert waited(lambda: recording.seconds > 0.3)
    with pytest.raises(NothingHeardError):
        recording.stop()


@pytest.mark.slow
@pytest.mark.usefixtures("silence")
def test_a_chime_sounds_as_it_was_made_and_after_the_end_there_is_silence() -> None:
    sound, mixer = DeviceSound(), Mixer()
    assert audible(sound, RATE_HZ)
    stream, recording = sound.stream(mixer.give, RATE_HZ), sound.record()
    assert waited(lambda: recording.seconds > 0.3)
    mixer.play(Chime.KEPT)
    assert waited(lambda: recording.seconds > 2.0)
    stream.stop()
    stream.stop()
    assert stream.over
    mixer.play(Chime.KEPT)
    assert waited(lambda: recording.seconds > 3.0)
    heard, _ = soundfile.read(io.BytesIO(recording.stop().content))
    wanted = samples_of(Chime.KEPT)
    likeness = np.correlate(heard, wanted)
    at = int(np.argmax(likeness))
    part = heard[at : at + len(wanted)]
    assert likeness[at] / np.linalg.norm(part) / np.linalg.norm(wanted) > 0.95
    assert np.abs(part).max() == pytest.approx(np.abs(wanted).max(), rel=0.2)
    assert np.abs(heard[at + len(wanted) + RATE_HZ // 10 :]).max() < 0.005, "it sounds twice"
