"""The short sounds of a headset, made here by arithmetic: which there are, and their samples.

Each says what a picture and a pulse of the controller say as well: nothing is told by sound alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

RATE_HZ: Final = 48_000

Samples = NDArray[np.float32]
"""(n,) mono at `RATE_HZ`, -1 to 1."""

_RMS: Final = 0.05
"""How loud the loudest 50 ms of each are, weighed as ears do: some 26 dB below the loudest."""

_HOVER_GAIN: Final = 0.4
"""To hover is no deed, and comes often: so much softer, 8 dB."""

_WINDOW_S = 0.05
_RISE_S, _FALL_S = 0.004, 0.012


class Chime(StrEnum):
    """What is to be heard, softly.

    HOVER: a hand points at something to press. PRESS, REFUSE: something was pressed; nothing there
    can be. GO, LAND: a jump begins, one stands there. TURN: by a fixed angle. HOLD: the model is
    held. RECORDING, RECORDED: a note is being recorded from now on, no more. KEPT: an opinion is
    kept. BREAK: a break is proposed.
    """

    HOVER = "hover"
    PRESS = "press"
    REFUSE = "refuse"
    GO = "go"
    LAND = "land"
    TURN = "turn"
    HOLD = "hold"
    RECORDING = "recording"
    RECORDED = "recorded"
    KEPT = "kept"
    BREAK = "break"


@dataclass(frozen=True)
class _Tone:
    """A tone that fades. at_s: when it begins. fades_s: after how long it is a third as loud."""

    hz: float
    at_s: float = 0.0
    long_s: float = 0.05
    fades_s: float = 0.02
    to_hz: float = 0.0


# Rising is good and falling is over or refused; what comes often is short and high.
_TONES: Mapping[Chime, tuple[_Tone, ...]] = {
    Chime.HOVER: (_Tone(1_760.0, 0.0, 0.03, 0.008),),
    Chime.PRESS: (_Tone(880.0, 0.0, 0.06, 0.015), _Tone(1_320.0, 0.0, 0.06, 0.01)),
    Chime.REFUSE: (_Tone(330.0, 0.0, 0.08, 0.05), _Tone(262.0, 0.09, 0.12, 0.05)),
    Chime.GO: (_Tone(440.0, 0.0, 0.09, 0.06, to_hz=660.0),),
    Chime.LAND: (_Tone(660.0, 0.0, 0.12, 0.04, to_hz=330.0),),
    Chime.TURN: (_Tone(1_175.0, 0.0, 0.04, 0.012),),
    Chime.HOLD: (_Tone(587.0, 0.0, 0.06, 0.02),),
    Chime.RECORDING: (_Tone(659.0, 0.0, 0.1, 0.06), _Tone(988.0, 0.1, 0.16, 0.06)),
    Chime.RECORDED: (_Tone(988.0, 0.0, 0.1, 0.06), _Tone(659.0, 0.1, 0.16, 0.06)),
    Chime.KEPT: (
        _Tone(523.0, 0.0, 0.3, 0.09),
        _Tone(659.0, 0.11, 0.3, 0.09),
        _Tone(784.0, 0.22, 0.4, 0.12),
    ),
    Chime.BREAK: (_Tone(784.0, 0.0, 0.6, 0.2), _Tone(587.0, 0.35, 0.8, 0.25)),
}


@cache
def samples_of(chime: Chime) -> Samples:
    """Return the samples of a chime: it begins and ends at zero, and none clips."""
    tones = _TONES[chime]
    count = round(max(tone.at_s + tone.long_s for tone in tones) * RATE_HZ)
    mixed = np.zeros(count)
    for tone in tones:
        start = round(tone.at_s * RATE_HZ)
        made = _made(tone)[: count - start]
        mixed[start : start + len(made)] += made
    gain = _HOVER_GAIN if chime is Chime.HOVER else 1.0
    result: Samples = (mixed * gain * _RMS / _loudness(mixed)).astype(np.float32)
    result.setflags(write=False)
    return result


def _made(tone: _Tone) -> NDArray[np.float64]:
    """Return one tone, faded in and out so that it does not click."""
    times = np.arange(round(tone.long_s * RATE_HZ)) / RATE_HZ
    pitch = np.linspace(tone.hz, tone.to_hz or tone.hz, len(times))
    wave = np.sin(2.0 * np.pi * np.cumsum(pitch) / RATE_HZ)
    end_s = times[-1]
    edges = np.minimum(np.minimum(times / _RISE_S, (end_s - times) / _FALL_S), 1.0)
    smooth = 0.5 - 0.5 * np.cos(np.pi * edges)
    return np.asarray(wave * smooth * np.exp(-times / tone.fades_s))


def _loudness(mixed: NDArray[np.float64]) -> float:
    """Return the root mean square of the loudest `_WINDOW_S`, each pitch weighed as ears do."""
    size = round(_WINDOW_S * RATE_HZ)
    padded = np.pad(mixed, size)
    pitches = np.arange(len(padded) // 2 + 1) * (RATE_HZ / len(padded))
    heard = np.fft.irfft(np.fft.rfft(padded) * _weights(pitches), len(padded))
    summed = np.cumsum(np.square(heard))
    return float(np.sqrt((summed[size:] - summed[:-size]).max() / size))


def _weights(pitches_hz: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Return how loud tones seem against one of 1 kHz, as factors: the A curve.

    Source: IEC 61672-1:2013, annex E.
    """
    square = np.square(pitches_hz)
    low = (square + 20.6**2) * (square + 12_194.0**2)
    middle = np.sqrt((square + 107.7**2) * (square + 737.9**2))
    return np.asarray(12_194.0**2 * square**2 / (low * middle) * 10.0**0.1)
