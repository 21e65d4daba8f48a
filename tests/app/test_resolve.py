"""From what is chosen to what is shown: variants, demolition, hiding, status, labels, captions."""

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from mrapp.app.questions.blind import blinded
from mrapp.app.state import ESTIMATED_GROUND, ObjectRef, SceneState, Sun, ViewState, resolve
from mrapp.model.citymesh import CityMesh, FileReport
from mrapp.model.frames import Origin
from mrapp.model.project import Project, Status
from tests.app.moments import NOON, STATION, station

CITY, LAND, TOWER = "assets/city.json", "assets/land.json", "assets/tower.json"
ALL = (CITY, LAND, TOWER, "assets/low.json")
NOW = ViewState(time_utc=NOON)
IN_TOWER = replace(NOW, variant="tower")


def _empty_mesh() -> CityMesh:
    ints, report = np.zeros(0, np.int32), FileReport("", "", "", {}, 0, 0, (), None, None, 0, 0)
    return CityMesh(
        np.zeros((0, 3)), np.zeros((0, 3), np.int32), ints, np.zeros(0, np.uint8), ints, ints,
        np.zeros((0, 2), np.int32), ints, ints, ints,
        (), (), (), report,
    )  # fmt: skip


def _sun_by_the_clock(moment: datetime, origin: Origin) -> Sun:
    return Sun(moment.hour / 10, origin.x / 1e6)


def _resolve(
    view: ViewState, loaded: tuple[str, ...] = ALL, project: Project | None = None
) -> SceneState:
    meshes = {asset: _empty_mesh() for asset in loaded}
    return resolve(project or station(), view, meshes, _sun_by_the_clock)


def _shown(state: SceneState) -> list[str]:
    return [show.asset for show in state.shows]


def test_now_shows_the_context_without_any_plan() -> None:
    state = _resolve(NOW)
    assert _shown(state) == [CITY, LAND]
    assert [show.role for show in state.shows] == ["context", "terrain"]
    assert all(not show.hidden and not show.ghosts and show.status is None for show in state.shows)
    assert state.badges == ()
    assert state.sun == Sun(1.2, 0.1054)
    assert state.origin == Origin(105400.0, 424560.0, 0.0)


def test_a_variant_adds_its_designs_and_takes_away_what_it_demolishes() -> None:
    state = _resolve(IN_TOWER)
    assert _shown(state) == [CITY, LAND, TOWER]
    city, _, tower = state.shows
    assert city.hidden == {"shed", "depot"}
    assert (tower.role, tower.title, tower.status) == ("design", "Torens", Status.PROPOSAL)
    assert tower.object_status == {"t2": Status.IDEA, "t3": Status.DECIDED}
    assert _shown(_resolve(replace(NOW, variant="low"))) == [CITY, LAND, "assets/low.json"]
    assert _resolve(replace(NOW, variant="gone")) == _resolve(NOW)


def test_demolished_objects_show_as_ghosts_on_demand_unless_hidden_by_hand() -> None:
    by_hand = frozenset({ObjectRef(CITY, "shed"), ObjectRef(CITY, "house-1")})
    state = _resolve(replace(IN_TOWER, show_demolished=True, hidden_objects=by_hand))
    city = state.shows[0]
    assert city.ghosts == {"depot"}
    assert city.hidden == {"shed", "house-1"}
    assert _resolve(replace(NOW, show_demolished=True)).shows[0].ghosts == frozenset()


def test_hidden_layers_and_designs_are_left_out_with_their_labels() -> None:
    state = _resolve(replace(IN_TOWER, hidden_layers=frozenset({"city", "tower-block"})))
    assert _shown(state) == [LAND]
    assert state.badges == ()
    assert "Bureau A" not in " ".join(state.captions)
    assert "Voorstel" not in " ".join(state.captions)


def test_files_that_are_not_read_yet_are_simply_not_there() -> None:
    assert _shown(_resolve(IN_TOWER, loaded=())) == []
    state = _resolve(IN_TOWER, loaded=(CITY,))
    assert _shown(state) == [CITY]
    assert state.badges == ()


def test_hiding_an_object_touches_its_own_file_only() -> None:
    hidden = frozenset({ObjectRef(TOWER, "t1")})
    city, _, tower = _resolve(replace(IN_TOWER, hidden_objects=hidden)).shows
    assert "t1" not in city.hidden
    assert tower.hidden == {"t1"}


def test_badges_name_each_planned_object_with_its_own_status() -> None:
    badges = _resolve(IN_TOWER).badges
    assert [(badge.object_id, badge.text, badge.status) for badge in badges] == [
        ("t1", "Noordtoren · Voorstel", Status.PROPOSAL),
        ("t2", "Zuidtoren · Idee", Status.IDEA),
    ]
    whole = _resolve(replace(NOW, variant="low", language="en")).badges
    assert [(badge.object_id, badge.text) for badge in whole] == [(None, "Blocks · Decided")]


def test_a_hidden_object_takes_its_badge_along() -> None:
    one = _resolve(replace(IN_TOWER, hidden_objects=frozenset({ObjectRef(TOWER, "t1")})))
    assert [badge.object_id for badge in one.badges] == ["t2"]
    both = frozenset({ObjectRef(TOWER, "t1"), ObjectRef(TOWER, "t2")})
    assert _resolve(replace(IN_TOWER, hidden_objects=both)).badges == ()


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "nl",
            (
                "Spoorzone · Toren · Besloten, Voorstel, Idee",
                "Fictief",
                "© 3DBAG by tudelft3d",
                "Bron: AHN · Bureau A",
            ),
        ),
        (
            "en",
            (
                "Station area · Tower · Decided, Proposal, Idea",
                "Fictitious",
                "© 3DBAG by tudelft3d",
                "Source: AHN · Bureau A",
            ),
        ),
    ],
)
def test_captions_say_what_is_shown_its_status_the_notice_and_whose_it_is(
    language: str, lines: tuple[str, ...]
) -> None:
    assert _resolve(replace(IN_TOWER, language=language)).captions == lines


def test_captions_credit_in_their_own_language() -> None:
    plain = station().model_dump(mode="json")
    plain["layers"][0]["provenance"] = {"attribution": {"nl": "Fictief", "en": "Made up"}}
    plain["layers"][1]["provenance"] = {"source": {"nl": "Eigen tekening", "en": "Own drawing"}}
    project = Project.model_validate(plain)
    english = _resolve(replace(NOW, language="en"), project=project).captions
    assert english[-2:] == ("© Made up", "Source: Own drawing")
    assert _resolve(NOW, project=project).captions[-2:] == ("© Fictief", "Bron: Eigen tekening")


def test_captions_name_the_source_of_a_single_object_too() -> None:
    plain = station().model_dump(mode="json")
    design = plain["plans"][0]["variants"][0]["adds"][0]
    design["objects"]["t1"]["provenance"] = {"attribution": "Bureau North"}
    lines = _resolve(IN_TOWER, project=Project.model_validate(plain)).captions
    assert "© 3DBAG by tudelft3d · Bureau North" in lines


def test_captions_of_now() -> None:
    assert _resolve(NOW).captions[0] == "Spoorzone · Nu"
    bare = Project.model_validate({**STATION, "notice": {}})
    assert _resolve(NOW, loaded=(), project=bare).captions == ("Spoorzone · Nu",)


def test_an_estimated_ground_says_so_and_can_be_hidden() -> None:
    state = _resolve(NOW, loaded=(*ALL, ESTIMATED_GROUND))
    first = state.shows[0]
    assert (first.asset, first.role) == (ESTIMATED_GROUND, "terrain")
    assert "Maaiveld geschat uit de gebouwen" in state.captions
    hidden = replace(NOW, hidden_layers=frozenset({ESTIMATED_GROUND}))
    state = _resolve(hidden, loaded=(*ALL, ESTIMATED_GROUND))
    assert ESTIMATED_GROUND not in _shown(state)
    assert "Maaiveld geschat uit de gebouwen" not in state.captions


def test_nothing_is_outlined_that_is_not_shown() -> None:
    house, shed, tower = ObjectRef(CITY, "house-1"), ObjectRef(CITY, "shed"), ObjectRef(TOWER, "t1")
    assert _resolve(replace(NOW, selection=house)).selection == house
    assert _resolve(replace(NOW, selection=tower)).selection is None
    assert _resolve(replace(IN_TOWER, selection=shed)).selection is None
    ghosts = replace(IN_TOWER, selection=shed, show_demolished=True)
    assert _resolve(ghosts).selection == shed
    without = replace(NOW, selection=house, hidden_layers=frozenset({"city"}))
    assert _resolve(without).selection is None


def test_resolving_is_pure() -> None:
    project = station()
    before = project.model_dump_json()
    assert _resolve(IN_TOWER, project=project) == _resolve(IN_TOWER, project=project)
    assert project.model_dump_json() == before


def test_what_is_compared_blindly_tells_neither_its_name_nor_how_far_it_is() -> None:
    names = {"tower": "plan A", "low": "plan B"}
    seen = {
        name: blinded(_resolve(replace(NOW, variant=key)), station(), key, names)
        for key, name in names.items()
    }
    for name, state in seen.items():
        assert {badge.text for badge in state.badges} == {name}
        assert name in state.captions[0]
    assert len({badge.status for state in seen.values() for badge in state.badges}) == 1
