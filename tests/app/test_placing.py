"""Placing designs: each where its numbers say, through undo, and one file in several places."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mrapp.app.history import Moment
from mrapp.app.placing import oddities, place_item
from mrapp.app.ports import Services
from mrapp.app.session import Session
from mrapp.io.capsule import CapsuleStore
from mrapp.io.readers import read_file
from mrapp.model.citymesh import CityMesh, Extent
from mrapp.model.errors import NotInProjectError, PlacedAlreadyError
from mrapp.model.project import OriginSpec, Placement, Project
from mrapp.studies.sun import sun_at
from mrapp.studies.terrain import estimate_ground
from tests.app.moments import NOON, STATION
from tests.app.test_session import BUILDING

PLACES = (
    Placement(x=104_898.5, y=425_308.7, nap=2.6, turn_deg=-10.6),
    Placement(x=104_297.57, y=424_947.98, nap=0.0, turn_deg=-34.673, scale=2.0),
)


def _project() -> Project:
    """Return a project with one file twice in a variant, at two places."""
    twice = [
        {"id": f"house-{i}", "name": {"en": "House"}, "asset": "assets/house.glb", "place": place}
        for i, place in enumerate(PLACES)
    ]
    variant = {"id": "homes", "name": {"en": "Homes"}, "adds": twice}
    plan = {"id": "homes-plan", "name": {"en": "Homes"}, "variants": [variant]}
    return Project.model_validate({**STATION, "plans": [plan]})


def _unplaced() -> CityMesh:
    corners = np.array([(0.0, 0.0, 1.0), (9.0, 0.0, 1.0), (0.0, 9.0, 1.0)])
    return replace(BUILDING, points_rd=corners, report=replace(BUILDING.report, placed=False))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Return a session on that project with the file loaded."""
    services = Services(read_file, estimate_ground, sun_at, CapsuleStore(), lambda: NOON)
    made = Session(services.projects.create(tmp_path / "station", _project()), services)
    made.add_mesh("assets/house.glb", _unplaced())
    return made


def test_one_file_stands_in_two_places(session: Session) -> None:
    """Each placing has arrays of its own, where its numbers say."""
    for number, place in enumerate(PLACES):
        mesh = session.meshes[f"assets/house.glb#house-{number}"]
        assert mesh.report.placed
        away = mesh.points_rd - (place.x, place.y, place.nap)
        assert np.linalg.norm(away, axis=1) == pytest.approx(
            place.scale * np.linalg.norm(_unplaced().points_rd, axis=1), abs=1e-6
        )


def test_a_move_is_one_step_that_can_be_undone(session: Session) -> None:
    """Dragging is one step; only what moved gets new arrays."""
    before = dict(session.meshes)
    for step in range(1, 4):
        moved = PLACES[0].model_copy(update={"x": PLACES[0].x + step})
        session.apply(place_item(session.moment, "house-0", moved, dragged=True))
    after = session.meshes["assets/house.glb#house-0"]
    shift = after.points_rd - before["assets/house.glb#house-0"].points_rd
    assert shift == pytest.approx(np.tile([3.0, 0.0, 0.0], (len(shift), 1)), abs=1e-6)
    still = "assets/house.glb#house-1"
    assert session.meshes[still] is before[still]
    session.undo()
    assert session.project == _project()
    back = session.meshes["assets/house.glb#house-0"].points_rd
    assert back == pytest.approx(before["assets/house.glb#house-0"].points_rd, abs=1e-9)


def test_what_says_itself_where_it_is_stays_there(session: Session) -> None:
    """A file in RD/NAP is not moved, and the error says so."""
    with pytest.raises(PlacedAlreadyError, match="Nothing was moved"):
        place_item(session.moment, "city", PLACES[0])
    with pytest.raises(NotInProjectError, match="house-0, house-1"):
        place_item(Moment(session.project, session.view), "nowhere", PLACES[0])


def test_what_nobody_would_see_is_asked_about() -> None:
    """Far away, far too large, far too small: a wrong number or a wrong unit."""
    origin = OriginSpec(x=105_000.0, y=425_000.0, nap=0.0)

    def asked(low: float, high: float) -> str:
        box = Extent((105_000.0 + low, 425_000.0, 0.0), (105_000.0 + high, 425_001.0, 1.0))
        return " ".join(notice.text("nl") for notice in oddities(box, origin))

    assert asked(0.0, 2_000.0) == ""
    assert "7 km van het nulpunt" in asked(7_000.0, 7_010.0)
    assert "20 km groot" in asked(-10_000.0, 10_000.0)
    tiny = Extent((105_000.0, 425_000.0, 0.0), (105_000.01, 425_000.01, 0.01))
    assert "geen 5 cm" in " ".join(notice.text("nl") for notice in oddities(tiny, origin))
    assert oddities(None, origin) == ()
