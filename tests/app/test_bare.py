"""What goes with a remark shows what it shows, and tells nothing of who made it, or where."""

import io
import struct
import wave

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from mrapp.app.remarks.given import given_file
from mrapp.model.remark_errors import RemarkInvalidError

_SECRETS = (b"Pixel 9", b"SN-12345", b"Jansen", b"51.81", b"iPhone", b"GPS")


def photograph(kind: str, **options: object) -> bytes:
    """Return a picture, full of what a telephone writes beside it; its left side is up."""
    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "Pixel 9"
    exif[ExifTags.Base.Artist] = "Jansen"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = "SN-12345"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = "GPS 51.81 4.67"
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Jansen", zip=False)
    info.add_itxt("XML:com.adobe.xmp", "<x>iPhone</x>")
    beside: dict[str, object] = {
        "exif": exif.tobytes(),
        "icc_profile": b"iPhone",
        "comment": b"Jansen",
    }
    if kind == "PNG":
        beside = {"exif": exif, "pnginfo": info, "icc_profile": b"iPhone"}
    out = io.BytesIO()
    image.save(out, kind, **beside, **options)
    return out.getvalue() + b"GPS 51.81 behind the end"


@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {}), ("JPEG", {}), ("JPEG", {"progressive": True, "restart_marker_rows": 1})],
)
def test_a_picture_keeps_what_is_seen_and_nothing_else(
    kind: str, options: dict[str, object]
) -> None:
    before = photograph(kind, **options)
    assert any(secret in before for secret in _SECRETS)
    after = given_file("drawing", "d", before).content
    assert [secret for secret in _SECRETS if secret in after] == []
    with Image.open(io.BytesIO(before)) as was, Image.open(io.BytesIO(after)) as now:
        assert now.tobytes() == was.tobytes()
        left = {} if kind == "PNG" else {ExifTags.Base.Orientation: 6}
        assert dict(now.getexif()) == left
        assert now.getexif().get_ifd(ExifTags.IFD.GPSInfo) == {}
    # What was made bare already stays as it is.
    assert given_file("drawing", "d", after).content == after


def test_a_recording_keeps_what_is_heard_and_nothing_else() -> None:
    out = io.BytesIO()
    with wave.open(out, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(8000)
        writer.writeframes(bytes(range(100)))
    plain = out.getvalue()
    beside = b"".join(
        struct.pack("<4sI", name, len(text)) + text
        for name, text in ((b"bext", b"SN-12345"), (b"LIST", b"INFOIARTJansen"))
    )
    told = plain[:12] + beside + plain[12:] + beside
    assert given_file("voice", "v", told).content == plain


@pytest.mark.parametrize("size", [0, 4000])
def test_a_recording_in_which_nothing_is_heard_is_refused_in_words(size: int) -> None:
    sound = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16)
    # Some machines fill in the size at the end, and then stopped before it.
    unfilled = struct.pack("<4sI", b"data", 0) + bytes(size)
    for parts in (b"", sound, sound + unfilled):
        with pytest.raises(RemarkInvalidError, match="damaged"):
            given_file("voice", "v", b"RIFF\0\0\0\0WAVE" + parts)


def test_what_stands_between_the_parts_of_a_picture_goes() -> None:
    whole = photograph("JPEG")
    table = whole.index(b"\xff\xdb")
    told = whole[:table] + b"Jansen" + whole[table:]
    assert given_file("drawing", "d", told).content == given_file("drawing", "d", whole).content


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_ends_too_early_is_refused_in_words(kind: str) -> None:
    whole = photograph(kind)
    for size in (8, 20, 200, len(whole) - 40):
        with pytest.raises(RemarkInvalidError, match="damaged"):
            given_file("drawing", "d", whole[:size])
