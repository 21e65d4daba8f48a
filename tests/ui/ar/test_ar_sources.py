"""Where pictures come from: on after a yes, a lamp, faults in words, nothing kept."""

import os
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from mrapp.ar.frames import Frame
from mrapp.model.ar_errors import CameraGoneError, CameraRefusedError, VideoShortError
from mrapp.ui.ar.sources import Source
from tests.ui.ar.held import OURS, Bench, shows
from tests.ui.ar.rendered import SIZE_PX, frame, pose

pytestmark = [pytest.mark.window, pytest.mark.slow]


def test_no_camera_is_opened_before_a_yes_and_a_no_is_kept(bench: Bench) -> None:
    bench.guiding.open()
    window = bench.window
    assert window.source.currentText() == "Webcam C920"
    window.start.click()
    assert window.pages.currentIndex() == 1
    assert "niet bewaard" in window.privacy.text()
    window.no.click()
    assert window.pages.currentIndex() == 0
    assert not bench.sources
    window.start.click()
    window.yes.click()
    assert len(bench.sources) == 1
    bench.see((None, pose()))
    assert window.picture._lamp == "De camera staat aan"
    assert window.picture._words == "Richt de camera op de tegel."
    window.stop.click()
    assert bench.sources[0].closed
    assert window.picture._lamp == ""
    # The yes holds while the window is open, and no longer.
    window.start.click()
    assert len(bench.sources) == 2
    window.close()
    assert bench.sources[1].closed
    bench.guiding.open()
    bench.window.start.click()
    assert len(bench.sources) == 2


def test_a_camera_that_is_pulled_out_is_told_and_comes_back(bench: Bench) -> None:
    bench.allow()
    bench.see((None, pose()))
    source, window = bench.sources[0], bench.window
    source.refuses += [CameraRefusedError()] * 40
    source.go(CameraGoneError())
    bench.until(lambda: "toestemming" in window.picture._words)
    # What may not be used is not on.
    bench.until(lambda: not window.picture._lamp)
    source.refuses.clear()
    assert not shows(window)
    assert window.stop.isVisible()
    bench.see((None, pose()))
    assert shows(window)
    assert window.picture._lamp
    assert window.picture._words == "Richt de camera op de tegel."


def test_the_lamp_burns_until_the_driver_lets_go(bench: Bench) -> None:
    bench.allow()
    bench.see((None, pose()))
    source, window = bench.sources[0], bench.window
    source.hangs = threading.Event()
    window.stop.click()
    assert window.picture._lamp == "De camera staat nog aan"
    assert "stuurprogramma" in window.picture._words
    assert not shows(window)
    # What is switched on meanwhile waits: it would find the camera taken, and blame a stranger.
    window.start.click()
    assert len(bench.sources) == 1
    assert "stuurprogramma" in window.picture._words
    source.hangs.set()
    bench.until(lambda: len(bench.sources) == 2)
    assert source.closed
    bench.see((None, pose()))
    assert window.picture._lamp == "De camera staat aan"
    # And no window that is shut hides a camera that is on.
    bench.sources[1].hangs = threading.Event()
    window.close()
    assert any("nog niet uit" in text for text in bench.robot.window.parts.view.notices.texts)
    bench.guiding.open()
    assert bench.window.picture._lamp == "De camera staat nog aan"
    bench.sources[1].hangs.set()
    bench.until(lambda: bench.window.picture._lamp == "")
    assert len(bench.sources) == 2


def test_no_picture_is_written_and_none_is_left_after_the_window(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is only loaded once, such as the system's key store, is there by then.
    bench.allow()
    bench.see((OURS, pose()))
    bench.guiding.close()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    written: list[str] = []
    watching = [True]

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        flags = arguments[2] if watching and event == "open" else None
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(str(arguments[0]))

    sys.addaudithook(hear)
    bench.allow()
    bench.see((OURS, pose()), (None, pose()), drawn=True)
    guiding, window = bench.guiding, bench.window
    guiding.close()
    watching.clear()
    assert not [each for each in written if not each.startswith("/dev/")]
    assert not list(tmp_path.iterdir())
    assert window.picture.image is None
    assert (guiding.seeing.watch, guiding.seeing.last) == (None, None)


def test_what_came_to_its_end_is_shown_again_with_the_button_that_is_named(
    bench: Bench, tmp_path: Path
) -> None:
    bench.guiding.open()
    bench.live = False
    bench.guiding.choose(Source("video", path=tmp_path / "tafel.mp4"))
    window = bench.window
    for broken in (None, VideoShortError(file="tafel.mp4", seen=1, told=9)):
        window.start.click()
        assert not window.start.isVisible()
        bench.see((OURS, pose()))
        bench.sources[-1].go(broken)
        bench.until(window.start.isVisible)
        assert window.start.text() in window.picture._words or "stopt eerder" in (
            window.picture._words
        )
        assert not window.stop.isVisible()
    # What was shown of a video that breaks off stays to be seen, with the plan on it.
    assert shows(window)
    assert "stopt eerder" in window.picture._words
    assert len(bench.sources) == 2


def test_a_mirrored_picture_and_a_copy_of_a_tile_are_told(bench: Bench) -> None:
    bench.allow()
    both = frame(0.0, OURS, pose(1.1, aside_m=-0.25))
    right = frame(0.0, OURS, pose(1.1, aside_m=0.25))
    half = SIZE_PX[0] // 2
    both.pixels[:, half:] = right.pixels[:, half:]
    bench.see_frame(both)
    assert "twee keer" in bench.window.picture._words
    assert "spiegelt" not in bench.window.lens.text()
    alone = frame(0.0, OURS, pose())
    looks = [bench.see_frame(Frame(alone.pixels[:, ::-1].copy(), 0.0)) for _ in range(8)]
    assert looks[-1].mirrored
    assert looks[-1].anchor is not None
    assert np.array_equal(looks[-1].frame.pixels, alone.pixels)
    assert "spiegelt" in bench.window.lens.text()


def test_a_camera_that_gives_nothing_new_is_told(bench: Bench) -> None:
    bench.guiding.seeing._silent.setInterval(100)
    bench.allow()
    bench.see((OURS, pose()))
    bench.until(lambda: "geen nieuw beeld" in bench.window.picture._words)
    told: list[str] = []
    bench.guiding.seeing.shown.connect(lambda _look: told.append(bench.window.picture._words))
    bench.see((None, pose()))
    assert told
    assert "geen nieuw beeld" not in told[0]
