"""Images of strangers: every kind of pixel, damage, size, and one budget for all."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from mrapp.io.findings import Findings
from mrapp.io.images import Album
from tests.io.pictures import plain, png

SHADES = np.array([[[10], [20]], [[30], [40]]], np.uint8)
CLEAR = np.array([[[10, 255], [20, 128]], [[30, 0], [40, 64]]], np.uint8)


def read(data: bytes, findings: Findings | None = None) -> list[list[list[int]]]:
    image = Album(findings or Findings()).image(data, "wall")
    assert image is not None
    assert image.pixels.dtype == np.uint8
    assert image.pixels.flags["C_CONTIGUOUS"]
    rows: list[list[list[int]]] = image.pixels.tolist()
    return rows


def test_red_comes_first_and_the_top_row_too() -> None:
    pixels = np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [9, 8, 7]]], np.uint8)
    assert read(png(pixels)) == pixels.tolist()
    clear = np.concatenate([pixels, np.full((2, 2, 1), 77, np.uint8)], axis=2)
    assert read(png(clear)) == clear.tolist()


def test_grey_16_bits_and_palettes_become_the_same_kind() -> None:
    grey = [[[value[0]] * 3 for value in row] for row in SHADES.tolist()]
    assert read(png(SHADES)) == grey
    assert read(png(SHADES.astype(np.uint16) * 257)) == grey
    assert [row[0][3] for row in read(png(CLEAR))] == [255, 0]
    palette = bytes([1, 2, 3, 4, 5, 6])
    numbers = np.array([[[0], [1]]], np.uint8)
    assert read(png(numbers, palette)) == [[[1, 2, 3], [4, 5, 6]]]
    assert read(png(numbers, palette, b"\x40")) == [[[1, 2, 3, 64], [4, 5, 6, 255]]]


def bomb() -> bytes:
    """Return a small PNG that says it has 900 million pixels."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header
    return start + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + plain()[33:]


KTX2_START = b"\xabKTX 20\xbb\r\n\x1a\n"


@pytest.mark.parametrize(
    "data",
    [b"", b"no image", plain()[:40], bomb(), KTX2_START, KTX2_START + bytes(90)],
    ids=["empty", "text", "cut off", "900 million pixels", "KTX2 cut off", "KTX2 of zeros"],
)
def test_what_is_no_image_is_none_with_a_warning_that_names_it(data: bytes) -> None:
    findings = Findings()
    assert Album(findings).image(data, "wall.png") is None
    assert "'wall.png' is damaged" in findings.notices()[0].text()


def test_large_images_are_scaled_down_and_all_together_keep_to_a_budget() -> None:
    findings = Findings()
    album = Album(findings)
    wide = album.image(png(np.full((10, 5000, 3), 90, np.uint8)), "wide")
    assert wide is not None
    assert wide.pixels.shape == (8, 4096, 3)
    assert (wide.pixels == 90).all()
    assert "'wide' was scaled down to 4096 x 8" in findings.notices()[0].text()
    small = Album(Findings(), budget_bytes=10_000)
    sizes = [small.image(plain((1, 2, 3), 50), str(n)) for n in range(9)]
    total = sum(each.pixels.nbytes for each in sizes if each is not None)
    assert None not in sizes
    assert total < 10_100


def test_basis_universal_and_webp_look_like_what_they_were_made_of(testdata: Path) -> None:
    folder = testdata / "gltf/gltf-transform"
    original = np.array(read((folder / "core/test/in/test.png").read_bytes()))[:, :, :3]
    for name, most in (("test.ktx2", 2.5), ("test-lossless.webp", 0.0), ("test-lossy.webp", 4.0)):
        found = np.array(read((folder / "extensions/test/in" / name).read_bytes()))
        assert found.shape == original.shape
        assert np.abs(found - original).mean() <= most, name


def test_etc1s_and_uastc_of_one_design_agree(testdata: Path) -> None:
    """Both say BASIS in white on the same ground; below it they name themselves."""
    folder = testdata / "gltf/gltf-transform/extensions/test/in"
    etc1s, uastc = (
        np.array(read((folder / f"2d_{name}.ktx2").read_bytes())) for name in ("etc1s", "uastc")
    )
    assert etc1s.shape == uastc.shape == (40, 40, 3)
    ground = uastc[30:].reshape(-1, 3)
    assert np.ptp(ground, axis=0).max() == 0
    assert np.abs(etc1s[30:] - ground[0]).max() <= 4
    white = (uastc > 240).all(axis=2)
    assert white.sum() > 50
    assert np.abs(etc1s[:12] - uastc[:12]).mean() < 20
