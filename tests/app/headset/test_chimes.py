"""The short sounds: none clicks or clips, all are about as loud, and many at once are bounded."""

import numpy as np
import pytest

from mrapp.app.headset.chimes import RATE_HZ, Chime, Samples, samples_of
from mrapp.app.headset.mixing import MOST_AT_ONCE, Mixer

# The A curve at the middles of thirds of octaves, dB: IEC 61672-1:2013, table 3.
_A_DB = {
    20: -50.5, 63: -26.2, 125: -16.1, 250: -8.6, 500: -3.2, 1_000: 0.0, 2_000: 1.2, 4_000: 1.0,
    8_000: -1.1, 16_000: -6.6, 20_000: -9.3,
}  # fmt: skip


def _heard_db(samples: Samples) -> float:
    """How loud the loudest 50 ms are, weighed by that table."""
    size = RATE_HZ // 20
    padded = np.pad(samples.astype(np.float64), (0, 2 * size))
    pitches = np.fft.rfftfreq(len(padded), 1.0 / RATE_HZ)
    gain_db = np.interp(np.log(np.maximum(pitches, 1.0)), np.log(list(_A_DB)), list(_A_DB.values()))
    heard = np.fft.irfft(np.fft.rfft(padded) * 10.0 ** (gain_db / 20.0), len(padded))
    levels = [np.mean(heard[at : at + size] ** 2) for at in range(0, len(heard) - size, 48)]
    return float(10.0 * np.log10(max(levels)))


@pytest.mark.parametrize("chime", list(Chime))
def test_a_chime_is_short_and_neither_clicks_nor_clips(chime: Chime) -> None:
    samples = samples_of(chime)
    assert 0.02 < len(samples) / RATE_HZ < 1.5
    assert samples[0] == samples[-1] == 0.0
    # A millisecond at each end is all but silent.
    assert np.abs(samples[:48]).max() < 0.25 * np.abs(samples).max()
    assert np.abs(samples[-48:]).max() < 0.01 * np.abs(samples).max()
    assert 0.05 < np.abs(samples).max() < 0.25, "the loudest setting doubles it"
    assert abs(float(samples.mean())) < 1e-3


def test_all_are_about_as_loud_but_for_hovering() -> None:
    levels = {chime: _heard_db(samples_of(chime)) for chime in Chime}
    hover = levels.pop(Chime.HOVER)
    middle = float(np.mean(list(levels.values())))
    assert all(level == pytest.approx(middle, abs=1.5) for level in levels.values()), levels
    assert hover == pytest.approx(middle - 8.0, abs=1.5)


def _taken(mixer: Mixer, counts: list[int]) -> Samples:
    """What loudspeakers get that ask for so many samples at a time."""
    content = b"".join(mixer.give(count) for count in counts)
    return (np.frombuffer(content, np.int16) / 2**15).astype(np.float32)


def test_what_is_played_comes_whole_however_loudspeakers_ask_for_it() -> None:
    mixer, kept = Mixer(0.5), samples_of(Chime.KEPT)
    mixer.play(Chime.KEPT)
    first = _taken(mixer, [7, 480, 4_800])
    mixer.play(Chime.PRESS)
    heard = np.concatenate([first, _taken(mixer, [len(kept)])])
    wanted = np.zeros(len(heard))
    wanted[: len(kept)] += 0.5 * kept
    press = samples_of(Chime.PRESS)
    wanted[len(first) : len(first) + len(press)] += 0.5 * press
    assert np.abs(heard - wanted).max() < 2.0 / 2**15
    assert not np.any(_taken(mixer, [480]))


def test_silence_keeps_nothing_back_and_too_much_at_once_is_let_go() -> None:
    mixer = Mixer(0.0)
    mixer.play(Chime.BREAK)
    mixer.loudness = 1.0
    assert not np.any(_taken(mixer, [480]))
    mixer.play(Chime.BREAK)
    mixer.clear()
    assert not np.any(_taken(mixer, [480]))
    mixer.loudness = 2.0
    for _ in range(10 * MOST_AT_ONCE):
        mixer.play(Chime.PRESS)
    heard, press = _taken(mixer, [RATE_HZ]), np.zeros(RATE_HZ)
    press[: len(samples_of(Chime.PRESS))] = samples_of(Chime.PRESS)
    wanted = np.clip(2.0 * MOST_AT_ONCE * press, -1.0, 1.0)
    assert np.abs(heard - wanted).max() < 3.0 / 2**15
