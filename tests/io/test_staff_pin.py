"""What is kept of wrong PINs at a kiosk."""

from pathlib import Path

import pytest

from mrapp.app.kiosk.staff import TRIES, WAIT_S, Tries
from mrapp.io.staff_pin import StaffPinFile


@pytest.mark.logs
def test_a_restart_gives_nobody_more_tries(tmp_path: Path) -> None:
    """Nor does a damaged file; and no clock is read that could be set back."""
    for wrong in range(TRIES + 1):
        StaffPinFile(tmp_path / "pin.json").keep_wrong(wrong)
        kept = StaffPinFile(tmp_path / "pin.json").wrong()
        again = Tries.kept(kept, 5.0)
        assert (again.wrong, again.waits_s(5.0)) == (wrong, WAIT_S if wrong == TRIES else 0)
    next(tmp_path.glob("*tries*")).write_text("nonsense")
    assert StaffPinFile(tmp_path / "pin.json").wrong() == TRIES
    assert StaffPinFile(tmp_path / "another" / "pin.json").wrong() == 0
