"""Cameras, videos and folders: why one gives nothing is said in words."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.ar.cameras import CameraName, CameraSource, cameras, why_not
from mrapp.ar.files import PicturesSource, VideoSource
from mrapp.model.ar_errors import (
    CameraBusyError,
    CameraGoneError,
    CameraMissingError,
    CameraRefusedError,
    NoPicturesError,
    VideoShortError,
    VideoUnreadableError,
)
from tests.io.pictures import white_png

SIZE_PX = (64, 48)


def _video(path: Path, count: int) -> Path:
    form = cv2.VideoWriter.fourcc(*"MJPG")
    writer = cv2.VideoWriter(str(path), form, 200.0, SIZE_PX)
    for number in range(count):
        writer.write(np.full((48, 64, 3), 5 * number, np.uint8))
    writer.release()
    return path


def _run(source: VideoSource) -> None:
    while source.read() is not None:
        pass


def test_a_machine_without_cameras_says_so(tmp_path: Path) -> None:
    assert cameras(tmp_path) == ()
    assert isinstance(why_not(0, tmp_path), CameraMissingError)
    with pytest.raises(CameraMissingError, match=r"camera"):
        CameraSource(250).open()


def test_cameras_are_listed_by_their_makers_names_and_none_is_opened(tmp_path: Path) -> None:
    for node, index, name in (("video2", 0, "Webcam C920"), ("video3", 1, "Webcam C920")):
        (tmp_path / node).mkdir()
        (tmp_path / node / "index").write_text(f"{index}\n")
        (tmp_path / node / "name").write_text(f"{name}\n")
    assert cameras(tmp_path) == (CameraName(2, "Webcam C920"),)


def test_a_camera_that_others_use_or_that_may_not_be_used_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "video0").touch()
    # It opens, so it is there and allowed; when it still gives nothing, somebody else has it.
    assert isinstance(why_not(0, tmp_path), CameraBusyError)

    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "refused")

    # Tests run as root, whom nothing is refused.
    monkeypatch.setattr("os.open", refuse)
    assert isinstance(why_not(0, tmp_path), CameraRefusedError)


def test_a_driver_that_waits_ten_seconds_for_each_picture_is_not_waited_for_five_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now_s = [100.0]
    monkeypatch.setattr("mrapp.ar.cameras.time.monotonic", lambda: now_s[0])

    class Hanging:
        asked = 0

        def read(self) -> tuple[bool, None]:
            self.asked, now_s[0] = self.asked + 1, now_s[0] + 10.0
            return False, None

    source, device = CameraSource(0), Hanging()
    source._device = device  # type: ignore[assignment]
    with pytest.raises(CameraGoneError):
        source.read()
    assert device.asked == 1


def test_a_video_comes_to_its_end(tmp_path: Path) -> None:
    source = VideoSource(_video(tmp_path / "walk.avi", 5))
    source.open()
    read = [source.read() for _ in range(6)]
    source.close()
    assert [each and round(each.at_s, 3) for each in read] == [0.0, 0.005, 0.01, 0.015, 0.02, None]


def test_a_video_that_breaks_off_says_how_far_it_came(tmp_path: Path) -> None:
    whole = _video(tmp_path / "whole.avi", 40).read_bytes()
    # All that tells how many there are stays; of the pictures some are gone.
    middle = whole.index(b"movi") + 4_000
    (tmp_path / "short.avi").write_bytes(whole[:middle])
    source = VideoSource(tmp_path / "short.avi")
    source.open()
    with pytest.raises(VideoShortError, match=r"of 40 pictures|van 40 beelden"):
        _run(source)
    source.close()


@pytest.mark.parametrize("content", [b"", b"no video at all", None])
def test_what_is_no_video_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "walk.mp4"
    if content is not None:
        path.write_bytes(content)
    source = VideoSource(path)
    with pytest.raises(VideoUnreadableError):
        source.open()
    source.close()


def test_a_video_too_large_to_look_through_is_refused(tmp_path: Path) -> None:
    path, size_px = tmp_path / "wall.avi", (6_400, 4_200)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, size_px)
    writer.write(np.full((size_px[1], size_px[0], 3), 90, np.uint8))
    writer.release()
    source = VideoSource(path)
    with pytest.raises(VideoUnreadableError):
        source.open()
    source.close()


def test_pictures_of_every_kind_are_shown_by_name_and_broken_ones_skipped(tmp_path: Path) -> None:
    kinds: dict[str, NDArray[np.uint8 | np.uint16]] = {
        "a-one-pixel.png": np.full((1, 1, 3), 9, np.uint8),
        "b-grey.png": np.full((20, 30), 99, np.uint8),
        "c-deep.png": np.full((20, 30, 3), 40_000, np.uint16),
        "d-clear.png": np.full((20, 30, 4), 128, np.uint8),
        "e-large.jpg": np.full((3000, 2000, 3), 60, np.uint8),
    }
    for name, pixels in kinds.items():
        cv2.imwrite(str(tmp_path / name), pixels)
    (tmp_path / "f-broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 and no more")
    (tmp_path / "g-empty.png").touch()
    (tmp_path / "h-200-megapixels.png").write_bytes(white_png(20_000, 10_000))
    source = PicturesSource(tmp_path, each_s=0.0)
    source.open()
    read = [source.read() for _ in range(6)]
    source.close()
    sizes = [each.size_px for each in read if each is not None]
    assert sizes == [(1, 1), (30, 20), (30, 20), (30, 20), (1280, 1920), (1, 1)]
    assert all(each.pixels.dtype == np.uint8 for each in read if each is not None)
    assert source.skipped == ["f-broken.jpg", "g-empty.png", "h-200-megapixels.png"]


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"nothing")
    broken = PicturesSource(tmp_path)
    broken.open()
    with pytest.raises(NoPicturesError):
        broken.read()
    for folder in (tmp_path / "none", tmp_path / "broken.jpg"):
        with pytest.raises(NoPicturesError):
            PicturesSource(folder).open()
