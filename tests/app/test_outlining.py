"""The ground plan of a project: what stands there, seen from above."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from mrapp.app.outlining import ground_plan_of, read_ground_plan
from mrapp.bootstrap import build_services
from mrapp.model.citymesh import CityMesh, CityObject
from mrapp.model.ground_plan import MOST_CORNERS, GroundPlan, Outline
from mrapp.model.project import Layer, OriginSpec, Project
from tests.app.test_footprints import X, Y, city

pytestmark = pytest.mark.slow


def _plan_of(mesh: CityMesh) -> GroundPlan:
    layers = (Layer(id="city", name={"nl": "Stad"}, asset="city.json"),)
    origin = OriginSpec(x=X, y=Y)
    project = Project(id="p", name={"nl": "P"}, origin=origin, layers=layers)
    return ground_plan_of(project, {"city.json": mesh})


def _corners(plan: GroundPlan, outline: Outline) -> list[set[tuple[int, int]]]:
    """Return the corners of each ring, metres from X, Y."""
    rings = []
    for ring in outline.rings:
        steps = np.array(ring).reshape(-1, 2).cumsum(axis=0) / 10
        places = np.rint(steps + np.array([plan.x - X, plan.y - Y])).astype(int)
        rings.append({(x, y) for x, y in places.tolist()})
    return rings


def test_a_building_is_its_outline_without_the_sides_within() -> None:
    plan = _plan_of(city(("shed", 10.0, 20.0, 8.0)))
    (shed,) = plan.outlines
    assert shed.kind == "building"
    assert _corners(plan, shed) == [{(10, 20), (18, 20), (18, 28), (10, 28)}]


def test_a_courtyard_stays_open() -> None:
    blocks = [("b", 10.0 * x, 10.0 * y, 10.0) for x in range(3) for y in range(3)]
    mesh = city(*(each for each in blocks if each[1:3] != (10.0, 10.0)))
    one = replace(
        mesh,
        objects=(CityObject("b", "Building", "b"),),
        object_index=np.zeros(len(mesh.triangles), np.int32),
    )
    plan = _plan_of(one)
    (block,) = plan.outlines
    rings = _corners(plan, block)
    assert {(10, 10), (20, 10), (20, 20), (10, 20)} in rings
    assert {(0, 0), (30, 0), (30, 30), (0, 30)} in rings


def test_what_is_far_away_or_small_is_left_out() -> None:
    assert not _plan_of(city(("far", 9000.0, 0.0, 30.0), ("small", 5.0, 5.0, 3.0))).outlines


def test_the_demo_has_streets_water_and_designs() -> None:
    services = build_services()
    opened = services.projects.load(Path("models/spoorzone"))
    plan = read_ground_plan(services.read_mesh, opened)
    assert {each.kind for each in plan.outlines} == {
        "water", "green", "road", "square", "rail", "building", "plan",
    }  # fmt: skip
    named = {each.name: each.along for each in plan.names}
    assert named["Spoorlaan"][0] > 10 * abs(named["Spoorlaan"][1]) / 3
    assert named["Pakhuis Riga"] == (0, 0)
    assert not any(name.startswith("Lindenstraat ") for name in named)
    assert GroundPlan.model_validate_json(plan.model_dump_json()) == plan


def test_a_plan_that_is_too_large_is_refused() -> None:
    ring = (0,) * MOST_CORNERS
    outlines = [{"kind": "road", "rings": [ring, ring, ring]}]
    with pytest.raises(ValidationError):
        GroundPlan.model_validate({"x": 0, "y": 300_000, "outlines": outlines})
