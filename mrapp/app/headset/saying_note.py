"""The spoken note of an opinion with a headset on: one function per thing that becomes of it."""

from dataclasses import replace

from mrapp.app.headset.telling import Note, Telling
from mrapp.app.remarks.sound import SpokenNote
from mrapp.model.texts import Notice


def opening(telling: Telling) -> Telling:
    """The visitor said yes to a recording: wait for the microphone."""
    return replace(telling, note=Note.OPENING, fault=None)


def recording(telling: Telling) -> Telling:
    """It is being recorded."""
    return replace(telling, note=Note.RECORDING)


def not_opened(telling: Telling) -> Telling:
    """It was given up before the microphone was on."""
    return replace(telling, note=Note.THERE if telling.voice else Note.NONE)


def packing(telling: Telling) -> Telling:
    """The recording has ended; what was said is being put together."""
    return replace(telling, note=Note.PACKING)


def noted(telling: Telling, voice: SpokenNote) -> Telling:
    """The note is there."""
    return replace(telling, note=Note.THERE, voice=voice, fault=None)


def not_noted(telling: Telling, fault: Notice) -> Telling:
    """Nothing was recorded: say why; a note that was there before is there still."""
    return replace(telling, note=Note.THERE if telling.voice else Note.NONE, fault=fault)


def drop_note(telling: Telling) -> Telling:
    """Forget what was recorded."""
    return replace(telling, note=Note.NONE, voice=None)
