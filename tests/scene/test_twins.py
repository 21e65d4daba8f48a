"""What was packed looks as its plain twin does, drawn by the program's own snapshot."""

from pathlib import Path

import pytest

from tests.scene.twins import apart, drawn, pairs

pytestmark = pytest.mark.slow

# Steps of 255, on average over a picture of which the design fills about a fifth. Packed shapes
# are whole numbers of at least 14 bits, far finer than a pixel: at most an edge here and there.
# Images lose a little: ETC1S and UASTC are not exact, and neither is BC7, by which two twins came.
MOST = {"draco": 0.02, "meshopt": 0.02, "quantized": 0.02, "etc1s": 0.25, "uastc": 0.25}

_LARGE_BYTES = 1_000_000  # drawing those takes long, and shows nothing that the others do not


def test_packed_designs_look_like_their_plain_twins(tmp_path: Path, testdata: Path) -> None:
    compared = set()
    for pair in pairs(testdata, tmp_path):
        if pair.packed.stat().st_size > _LARGE_BYTES:
            continue
        plain, packed = drawn(pair)
        # Not an empty picture: the design stands in the middle, on a ground of one colour.
        middle = plain[plain.shape[0] // 2, plain.shape[1] // 4 : -plain.shape[1] // 4]
        assert middle.std(axis=0).max() > 10, pair.name
        assert apart(plain, packed).mean() <= MOST[pair.kind], pair.name
        compared.add(pair.kind)
    assert compared == set(MOST)
