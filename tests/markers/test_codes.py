"""The QR code of a tile: the largest modules that hold its address, and the best mask."""

import numpy as np
import pytest
import zxingcpp
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import MODE_ALPHA_NUM, QRData, lost_point

from mrapp.markers.codes import qr_modules

# ISO/IEC 18004:2015, table 7: how many alphanumeric signs a version and a level hold.
_HOLDS = {(1, "M"): 20, (1, "L"): 25, (2, "M"): 38, (2, "L"): 47, (3, "Q"): 47, (3, "M"): 61}


@pytest.mark.parametrize(
    ("host_signs", "version", "level"),
    [(4, 2, "Q"), (15, 2, "M"), (16, 2, "L"), (24, 2, "L"), (25, 3, "M")],
)
def test_modules_are_as_large_as_the_length_of_a_host_allows(
    host_signs: int, version: int, level: str
) -> None:
    host = ("A" * 30)[: host_signs - 3] + ".NL"
    address = f"HTTPS://{host}/T/7K3F9Q2MXW4H"
    code = qr_modules(address)
    assert (code.version, code.level) == (version, level)
    assert code.modules.shape == (17 + 4 * version,) * 2
    assert len(address) <= _HOLDS.get((version, level), 99)
    assert len(address) > _HOLDS[version - 1, "L"]


def test_the_mask_is_the_one_with_the_lowest_penalty_and_each_would_be_read() -> None:
    address = "HTTPS://AR.DORDRECHT.NL/T/7K3F9Q2MXW4H"
    chosen, penalties = qr_modules(address).modules, []
    for mask in range(8):
        code = QRCode(version=2, error_correction=ERROR_CORRECT_M, mask_pattern=mask, border=4)
        code.add_data(QRData(address.encode(), mode=MODE_ALPHA_NUM), optimize=0)
        code.make(fit=False)
        matrix = np.array(code.get_matrix())
        penalties.append((lost_point(matrix[4:-4, 4:-4].tolist()), mask))
        picture = np.where(np.kron(matrix, np.ones((4, 4), bool)), 0, 255).astype(np.uint8)
        assert [each.text for each in zxingcpp.read_barcodes(picture)] == [address]
        if (matrix[4:-4, 4:-4] == chosen).all():
            ours = mask
    assert min(penalties)[1] == ours
