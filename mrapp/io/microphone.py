"""Microphone and loudspeakers of the machine, by miniaudio; notes as Ogg/Opus, by libsndfile."""

import ctypes
import io
import sys
import threading
from collections.abc import Generator
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.sound import MOST_S, Give, Playing, Recording, SpokenNote
from mrapp.model.sound_errors import (
    NoMicrophoneError,
    NoSpeakerError,
    NoteDamagedError,
    NothingHeardError,
)

if TYPE_CHECKING:
    import miniaudio

Parts = Generator[bytes, int, None]
"""Yields what loudspeakers are to sound next, once it was sent how many samples they want."""

RATE_HZ = 48_000
_CHUNK_MS = 50
_MOST = round(MOST_S * RATE_HZ)
_LOUDEST = float(2**15)
_SILENT = 8  # of 32768: what a microphone that is switched off gives at most
_PACKING = 0.9
"""How much is packed, 0 to 1: 31 kbit/s, at which speech is clear. A minute is some 230 kB."""

_MOST_PLAYED_S = 600.0
# What is streamed answers a hand: no more is kept ready than a busy machine needs.
_SOON_MS = 20


class DeviceSound:
    """Records and plays with what the system uses by itself; see `mrapp.app.remarks.sound`."""

    def record(self) -> Recording:
        """Begin to record."""
        # Late, here and below: nobody but who speaks or listens needs them.
        import miniaudio

        recording = _Recording()
        try:
            device = miniaudio.CaptureDevice(
                miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE_HZ,
                buffersize_msec=_CHUNK_MS,
                backends=_backends(),
                app_name="mrapp",
            )
        except miniaudio.MiniaudioError as error:
            raise NoMicrophoneError from error
        try:
            recording.begin(device)
        except miniaudio.MiniaudioError as error:
            device.close()
            raise NoMicrophoneError from error
        return recording

    def play(self, content: bytes) -> Playing:
        """Begin to play a note."""
        samples, rate_hz = _read(content)
        return _sounding(_Playing(_parts(samples)), rate_hz, 2 * _CHUNK_MS)

    def stream(self, give: Give, rate_hz: int) -> Playing:
        """Play what `give` returns until it is stopped."""
        return _sounding(_Playing(_streamed(give)), rate_hz, _SOON_MS)


class _Recording:
    """Takes in what the device gives, in the device's own thread."""

    def __init__(self) -> None:
        self._chunks: list[NDArray[np.int16]] = []
        self._count = 0
        self._level = 0.0
        self._lock = threading.Lock()
        self._device: miniaudio.CaptureDevice | None = None

    def begin(self, device: "miniaudio.CaptureDevice") -> None:
        """Let a device give what it hears."""
        self._device = device
        taking = self._take()
        next(taking)
        device.start(taking)

    def _take(self) -> Generator[None, bytes, None]:
        while True:
            data = yield
            chunk = np.frombuffer(data, np.int16)[: _MOST - self._count]
            if len(chunk):
                self._chunks.append(chunk)
                self._count += len(chunk)
                loud = float(np.sqrt(np.mean(np.square(chunk.astype(np.float64)))))
                # Speech near a microphone is about a tenth of the loudest there is.
                self._level = min(1.0, 5.0 * loud / _LOUDEST)

    @property
    def seconds(self) -> float:
        """How long it is so far."""
        return self._count / RATE_HZ

    @property
    def level(self) -> float:
        """How loud it is just now."""
        return self._level

    def stop(self) -> SpokenNote:
        """End it and return what was said."""
        self._end()
        chunks, self._chunks = self._chunks, []
        samples = np.concatenate(chunks) if chunks else np.zeros(0, np.int16)
        if not len(samples) or int(np.abs(samples.astype(np.int32)).max()) < _SILENT:
            raise NothingHeardError
        return SpokenNote(packed(samples), len(samples) / RATE_HZ)

    def drop(self) -> None:
        """End it and forget what was said."""
        self._end()
        self._chunks = []

    def _end(self) -> None:
        with self._lock:
            device, self._device = self._device, None
        if device is not None:
            device.close()
        self._level = 0.0


def _sounding(playing: "_Playing", rate_hz: int, ready_ms: int) -> "_Playing":
    """Return it once loudspeakers sound it, with so much ready beforehand."""
    import miniaudio

    try:
        device = miniaudio.PlaybackDevice(
            miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=rate_hz,
            buffersize_msec=ready_ms,
            backends=_backends(),
            app_name="mrapp",
        )
    except miniaudio.MiniaudioError as error:
        raise NoSpeakerError from error
    try:
        playing.begin(device)
    except miniaudio.MiniaudioError as error:
        device.close()
        raise NoSpeakerError from error
    return playing


def _parts(samples: NDArray[np.int16]) -> Parts:
    """Yield as many of the samples as are asked for each time, to their end."""
    asked, at = (yield b""), 0
    while at < len(samples):
        part = samples[at : at + asked]
        at += len(part)
        asked = yield part.tobytes()


def _streamed(give: Give) -> Parts:
    """Yield what is given, for ever."""
    asked = yield b""
    while True:
        asked = yield give(asked)


class _Playing:
    """Gives the device what it asks for, in the device's own thread."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._over = False
        self._lock = threading.Lock()
        self._device: miniaudio.PlaybackDevice | None = None

    def begin(self, device: "miniaudio.PlaybackDevice") -> None:
        """Let a device sound it."""
        self._device = device
        giving = self._give()
        next(giving)
        device.start(giving)

    def _give(self) -> Parts:
        yield from self._parts
        self._over = True

    @property
    def over(self) -> bool:
        """Whether it was heard to its end, or stopped."""
        return self._over

    def stop(self) -> None:
        """Be silent."""
        self._over = True
        with self._lock:
            device, self._device = self._device, None
        if device is not None:
            device.close()


def _backends() -> "list[miniaudio.Backend]":
    """Return the ways to the devices; not that which only pretends to be one."""
    import miniaudio

    kinds = miniaudio.Backend
    if sys.platform == "win32":
        return [kinds.WASAPI, kinds.DSOUND, kinds.WINMM]
    _hush()
    return [kinds.PULSEAUDIO, kinds.ALSA]


def packed(samples: NDArray[np.int16]) -> bytes:
    """Return sound as Ogg with Opus."""
    import soundfile

    content = io.BytesIO()
    soundfile.write(
        content, samples, RATE_HZ, format="OGG", subtype="OPUS", compression_level=_PACKING
    )
    return content.getvalue()


def _read(content: bytes) -> tuple[NDArray[np.int16], int]:
    """Return the samples of a note, one channel, and how many a second."""
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(content)) as found:
            most = round(_MOST_PLAYED_S * found.samplerate)
            samples = found.read(most, dtype="int16", always_2d=True)
            return np.ascontiguousarray(samples[:, 0]), int(found.samplerate)
    except (soundfile.LibsndfileError, ValueError, RuntimeError) as error:
        raise NoteDamagedError from error


@cache
def _hush() -> None:
    """Keep libasound from writing to the terminal what is told in words.

    Where there is no device it writes a dozen lines there by itself, among those of the program.
    """
    try:
        alsa, system = ctypes.CDLL("libasound.so.2"), ctypes.CDLL(None)
    except OSError:  # Without the library there is nobody to write.
        return
    # Its handler may be called by any thread, as late as when Python has ended: so something of
    # the system that does nothing with what it is given, and not a function of Python's.
    alsa.snd_lib_error_set_handler(ctypes.cast(system.getpid, ctypes.c_void_p))
