"""A project's time zone must be one there is: the clock of every visitor hangs on it."""

import pytest
from pydantic import ValidationError

from mrapp.model.project import Project

BARE = {"id": "p", "name": {"nl": "Leeg"}, "origin": {"x": 105400, "y": 424560}}


@pytest.mark.parametrize("name", ["Europe/Amsterdam", "America/Curacao", "UTC"])
def test_known_zones_are_taken(name: str) -> None:
    assert Project.model_validate({**BARE, "time_zone": name}).time_zone == name


@pytest.mark.parametrize("name", ["Europe/Dordrecht", "Europe", "", "../etc/passwd", "/etc/passwd"])
def test_unknown_zones_are_refused_by_name(name: str) -> None:
    with pytest.raises(ValidationError, match="unknown time zone"):
        Project.model_validate({**BARE, "time_zone": name})
