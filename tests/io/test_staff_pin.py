"""What is kept of the PIN of a kiosk, and of wrong ones."""

from pathlib import Path

import pytest

from mrapp.app.kiosk.staff import TRIES, WAIT_S, Tries, new_pin
from mrapp.io.staff_pin import StaffPinFile
from mrapp.model.remark_errors import StoreUnusableError


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


def test_a_damaged_pin_is_told_when_it_is_read_and_not_when_it_is_tried(tmp_path: Path) -> None:
    file, pin = StaffPinFile(tmp_path / "pin.json"), new_pin("4711", rounds=1)
    for wrong in ({"salt": "no hex"}, {"rounds": 0}, {"digest": "é"}):
        file.save(pin.model_copy(update=wrong))
        with pytest.raises(StoreUnusableError):
            file.load()
    file.save(pin)
    assert file.load() == pin
