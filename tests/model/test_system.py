"""What the system refuses is told in the language of the sentence it stands in."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from mrapp.model.errors import ProjectSaveError
from mrapp.model.system import reason_of


def _raised(place: Path) -> OSError:
    try:
        place.read_bytes()
    except OSError as error:
        return error
    raise AssertionError(place)


def test_what_real_files_give_is_said_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = {
        tmp_path: "map",
        tmp_path / "nowhere": "bestaat niet",
        tmp_path / ("x" * 300): "te lang",
        tmp_path / "file" / "below": "waar een map hoort",
    }
    for place, words in told.items():
        error = _raised(place)
        said = ProjectSaveError(path="p", reason=reason_of(error))
        assert words in said.text("nl")
        assert str(error.strerror) not in said.text("nl")
        assert reason_of(error).en in said.text("en")


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_number_is_left_without_words(number: int) -> None:
    said = reason_of(OSError(number, os.strerror(number)))
    assert said.nl != said.en
    assert os.strerror(number) not in said.nl
    assert not set(said.nl) & set("{}")


def test_what_has_no_number_is_said_too() -> None:
    assert "99999" in reason_of(OSError(99999, "Odd")).nl
    assert "waarom" in reason_of(shutil.Error([("a", "b", "No space")])).nl
    assert "antwoordt niet" in reason_of(TimeoutError()).nl
