"""Both readers on photographs by others, beside what these photographs are known to hold."""

import json
import os
import re
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from mrapp.markers.qr_reader import read_codes
from mrapp.markers.tag_reader import TagReader

Grey = NDArray[np.uint8]

_DATA = Path(os.environ.get("MRAPP_TESTDATA", "")) / "markers"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("MRAPP_TESTDATA") or not _DATA.is_dir(),
        reason="the photographs of codes are not here (MRAPP_TESTDATA)",
    ),
]


def _grey(path: Path) -> Grey:
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), np.uint8)


def _pictures() -> list[tuple[Path, str]]:
    zxing = [
        (path, path.with_suffix(".txt").read_text(encoding="utf-8"))
        for path in sorted(_DATA.glob("zxing/*/*.png"))
        if path.with_suffix(".txt").exists()
    ]
    jsqr = [
        (path, (json.loads((path.parent / "output.json").read_bytes()) or {}).get("data", ""))
        for path in sorted(_DATA.glob("jsqr/*/input.png"))
    ]
    return zxing + jsqr


def _plain(text: str) -> str:
    return " ".join(text.split())


def test_as_many_codes_are_read_as_by_the_library_alone() -> None:
    ours = bare = 0
    for path, text in _pictures():
        grey = _grey(path)
        ours += _plain(text) in {_plain(code.text or "") for code in read_codes(grey)}
        bare += _plain(text) in {_plain(code.text) for code in zxingcpp.read_barcodes(grey)}
    assert ours >= bare > 100


def test_where_there_is_no_code_none_is_read() -> None:
    pictures = sorted(_DATA.glob("zxing/falsepositives-2/*.png"))
    assert pictures
    assert not [
        path for path in pictures if read_codes(_grey(path)) or TagReader().read(_grey(path))
    ]


@pytest.mark.parametrize("path", sorted(_DATA.glob("apriltag/data/*.jpg")), ids=lambda p: p.stem)
def test_tags_are_where_their_makers_say(path: Path) -> None:
    lines = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    numbers = [[float(each) for each in re.findall(r"[\d.]+", line)] for line in lines]
    true = [(int(row[0]), np.array(row[1:]).reshape(4, 2) - 0.5) for row in numbers]
    seen = TagReader().read(_grey(path))
    assert len(seen) == len(true)
    for tag_id, corners in true:
        off = min(
            float(
                np.linalg.norm(np.roll(each.corners[::way], turn, axis=0) - corners, axis=1).max()
            )
            for each in seen
            if each.tag_id == tag_id
            for way in (1, -1)
            for turn in range(4)
        )
        assert off < 1.0
