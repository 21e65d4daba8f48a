"""Pictures as strangers send them: read, read smaller, or refused in words; never unbounded."""

import struct
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from mrapp.markers.pictures import Video, decoded, decoded_colours, read_picture
from mrapp.model.tile_errors import PictureUnreadError
from tests.io.pictures import white_png

_GREY = (np.add.outer(np.arange(40), np.arange(60)) * 2).astype(np.uint8)


def _png(pixels: np.ndarray) -> bytes:
    return bytes(cv2.imencode(".png", pixels)[1])


def _jpeg(size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    import io

    stream = io.BytesIO()
    Image.fromarray(_GREY).resize(size).convert("RGB").save(stream, "JPEG", quality=95, **more)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        _png(_GREY),
        _png(cv2.cvtColor(_GREY, cv2.COLOR_GRAY2BGR)),
        _png(_GREY.astype(np.uint16) * 257),
        _png(np.dstack([_GREY, _GREY, _GREY, np.full_like(_GREY, 255)])),
        bytes(cv2.imencode(".webp", _GREY, [cv2.IMWRITE_WEBP_QUALITY, 101])[1]),
    ],
    ids=["grey", "colours", "16 bits", "alpha", "webp"],
)
def test_every_kind_gives_the_same_grey_and_the_same_colours(content: bytes) -> None:
    grey = decoded(content, "a").grey
    assert grey.dtype == np.uint8
    assert np.abs(grey.astype(int) - _GREY).max() <= 2
    colours = decoded_colours(content, "a")
    assert np.abs(colours.astype(int) - _GREY[..., None]).max() <= 2


def test_what_is_clear_shows_white() -> None:
    clear = np.zeros((4, 4, 4), np.uint8)
    assert decoded(_png(clear), "a").grey.min() == 255


def test_a_photo_is_upright_and_tells_its_lens() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif.get_ifd(0x8769)[0xA405] = 26
    read = decoded(_jpeg(exif=exif), "a")
    assert read.grey.shape == (60, 40)
    assert read.focal_35mm == 26
    assert decoded(_jpeg(), "a").focal_35mm is None


def test_inks_are_read_as_colours() -> None:
    import io

    stream = io.BytesIO()
    Image.fromarray(_GREY).convert("CMYK").save(stream, "JPEG", quality=95)
    assert np.abs(decoded(stream.getvalue(), "a").grey.astype(int) - _GREY).mean() < 12


def test_a_very_large_jpeg_is_read_smaller() -> None:
    read = decoded(_jpeg((8000, 6000)), "a")
    assert read.shrunk == 2
    assert read.grey.shape == (3000, 4000)


def _progressive(width: int, height: int) -> bytes:
    """A JPEG that says it is so large, and comes coarse first, so that it is kept whole."""
    content = _jpeg(progressive=True)
    at = content.index(b"\xff\xc2") + 5
    return content[:at] + struct.pack(">HH", height, width) + content[at + 4 :]


def test_a_very_large_png_is_read_smaller() -> None:
    read = decoded(white_png(8000, 6000), "a")
    assert read.shrunk == 2
    assert read.grey.shape == (3000, 4000)
    assert read.grey.min() == 255


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no JPEG"),
        (b"GIF89a" + bytes(50), "no JPEG"),
        (_png(_GREY)[:30], "damaged"),
        (_jpeg()[:40], "damaged"),
        (_jpeg()[:-40], "damaged"),
        (b"\xff\xd8\xff\xe0\x00\x00", "damaged"),
        (white_png(20_000, 10_000), "20000 by 10000"),
        (_progressive(20_000, 10_000), "20000 by 10000"),
    ],
    ids=[
        "nothing",
        "gif",
        "cut png",
        "cut jpeg",
        "jpeg without its end",
        "no jpeg",
        "200 Mpx",
        "200 Mpx, progressive",
    ],
)
def test_what_is_no_picture_is_refused_in_words(content: bytes, why: str) -> None:
    with pytest.raises(PictureUnreadError, match=why):
        decoded(content, "a")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PictureUnreadError):
        read_picture(tmp_path / "none.jpg")
    with pytest.raises(PictureUnreadError):
        list(Video(tmp_path / "none.mp4").frames())


def test_a_video_that_ends_early_gives_what_there_is(tmp_path: Path) -> None:
    path = tmp_path / "a.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30, (64, 48))
    random = np.random.default_rng(1)
    for _ in range(30):
        writer.write(random.integers(0, 255, (48, 64, 3), np.uint8))
    writer.release()
    whole = Video(path)
    assert len(list(whole.frames())) == 30
    assert not whole.cut_short
    assert whole.seconds[15] == pytest.approx(0.5, abs=0.05)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    short = Video(path)
    assert 5 < len(list(short.frames())) < 30
    assert short.cut_short
