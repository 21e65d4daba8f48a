"""Visitors begin on the ground, looking at what the project begins with."""

import math

import pytest

from mrapp.model.project import Project, Start, Viewpoint
from mrapp.xr.starting import start_of

SQUARE = {"eye": (105_410.0, 424_570.0, 1.7), "target": (105_410.0, 424_620.0, 2.0)}
AIR = {"eye": (105_400.0, 424_460.0, 100.0), "target": (105_400.0, 424_560.0, 0.0)}


def _project(points: dict[str, dict[str, tuple[float, float, float]]], start: str) -> Project:
    return Project(
        id="klein",
        name={"nl": "Klein"},
        origin={"x": 105_400.0, "y": 424_560.0},
        viewpoints=[Viewpoint(id=key, name={"nl": key}, **at) for key, at in points.items()],
        start=Start(viewpoint=start),
    )


def test_a_view_from_the_air_is_no_place_to_stand() -> None:
    begun = start_of(_project({"air": AIR, "square": SQUARE}, "air"))
    assert begun.eye == pytest.approx((10.0, 10.0, 1.7))
    assert begun.heading_rad == pytest.approx(0.0, abs=1e-9)
    only = start_of(_project({"air": AIR}, "air"))
    assert math.dist(only.eye[:2], (0.0, 0.0)) < 1.0, "one does not begin at what is looked at"
    assert only.eye[2] < 3.0


def test_who_asks_for_a_viewpoint_begins_there() -> None:
    project = _project({"air": AIR, "square": SQUARE}, "square")
    assert start_of(project, "air").eye[2] == pytest.approx(100.0)
    assert start_of(project).eye[2] == pytest.approx(1.7)
