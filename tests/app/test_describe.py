"""What is known of an object, in plain words, in both languages; and which come next."""

from pathlib import Path

import numpy as np
import pytest

from mrapp.app.describe import Description, Fact, describe, plain_value
from mrapp.app.nearby import buildings_in_view, points_of, root_of, stepped
from mrapp.app.projects import added, prepare_file
from mrapp.app.session import Session
from mrapp.app.state import ObjectRef
from mrapp.bootstrap import build_services
from mrapp.model.project import Project, Status
from tests.ui.small import X, Y, write_block, write_project

HOUSES, TOWER = "assets/rijen.city.json", "assets/toren.city.json"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A session on the small project, with all its files."""
    services = build_services()
    folder = write_project(tmp_path_factory.mktemp("describe") / "klein")
    made = Session(services.projects.load(folder), services)
    for asset in made.missing_assets():
        made.add_mesh(asset, services.read_mesh(made.opened.asset_path(asset)))
    return made


def told(session: Session, ref: ObjectRef, language: str = "nl") -> Description:
    """Return the description, which must be there."""
    session.speak(language)
    found = describe(session.project, session.view, session.meshes, ref)
    assert found is not None
    return found


def facts(description: Description) -> dict[str, str]:
    """Return the facts by their labels."""
    return {fact.label: fact.value for fact in description.facts}


def test_a_house_in_dutch_and_in_english(session: Session) -> None:
    dutch = told(session, ObjectRef(HOUSES, "huis-1-2"))
    assert (dutch.title, dutch.status, dutch.demolished) == ("Gebouw", None, False)
    assert facts(dutch) == {
        "Bouwjaar": "1912",
        "Hoogte, gemeten": "7 m",
        "Grondoppervlak, gemeten": "120 m²",
        "Detail": "LoD 2.2",
        "Bron": "Eigen tekening, 2026-11-21",
    }
    english = facts(told(session, ObjectRef(HOUSES, "huis-1-2"), "en"))
    assert english["Year of construction"] == "1912"
    assert english["Ground area, measured"] == "120 m²"


def test_unknown_attributes_keep_their_own_names(session: Session) -> None:
    more = {fact.label: fact.value for fact in told(session, ObjectRef(HOUSES, "huis-0-0")).more}
    assert more["eigen_kenmerk"] == "ja"
    assert more["Laag"] == "Huizen"
    assert more["Naam in het bestand"] == "huis-0-0"


def test_a_design_tells_its_status(session: Session) -> None:
    tower = told(session, ObjectRef(TOWER, "toren"))
    assert tower.status is Status.PROPOSAL
    assert facts(tower)["Gebruik"] == "woning"


def test_what_has_no_kind_is_called_as_its_design_is(tmp_path: Path) -> None:
    """Nobody else knows the words of an architect's program; and of several each has its own."""
    services = build_services()
    made = Session(services.projects.load(write_project(tmp_path / "klein")), services)
    one, two = tmp_path / "pergola.obj", tmp_path / "poort.obj"
    write_block(one)
    two.write_text(
        one.read_text() + write_block(tmp_path / "b.obj").read_text().replace("o blok", "o boog")
    )
    titles = []
    for file in (one, two):
        prepared = prepare_file(services, made.opened, file)
        made.apply(added(made.moment, prepared, "high"))
        made.add_mesh(prepared.asset, prepared.mesh)
        key = made.project.items()[-1].mesh_key
        described = [told(made, ObjectRef(key, o.id)) for o in prepared.mesh.objects]
        titles.append([each.title for each in described])
        assert {each.kind for each in described} == {"Ontwerp"}
        # The name of a file is for who asks for more.
        assert "Bron" not in facts(described[0])
        assert Fact("Bestand", file.name) in described[0].more
    assert titles == [["pergola"], ["poort · blok", "poort · boog"]]


@pytest.mark.parametrize(
    ("source", "dutch", "english"),
    [
        ({"nl": "Fictief model", "en": "Fictitious model"}, "Fictief model", "Fictitious model"),
        ("models/maker", None, None),
        (r"C:\data\stad", None, None),
        ("https://3dbag.nl/tiles", "https://3dbag.nl/tiles", "https://3dbag.nl/tiles"),
        ("Kadaster / PDOK", "Kadaster / PDOK", "Kadaster / PDOK"),
    ],
)
def test_a_source_is_told_in_words_or_not_at_all(
    session: Session, source: object, dutch: str | None, english: str | None
) -> None:
    given = session.project.model_dump(mode="json")
    given["layers"][0]["provenance"] = {"source": source}
    project, ref = Project.model_validate(given), ObjectRef(HOUSES, "huis-1-2")
    for language, wanted in (("nl", dutch), ("en", english)):
        session.speak(language)
        found = describe(project, session.view, session.meshes, ref)
        assert found is not None
        assert facts(found).get("Bron" if language == "nl" else "Source") == wanted


def test_what_is_not_there_is_not_described(session: Session) -> None:
    ref = ObjectRef(HOUSES, "weg")
    assert describe(session.project, session.view, session.meshes, ref) is None


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (3.50, "3,5", "3.5"),
        (12345.6, "12346", "12346"),
        (True, "ja", "yes"),
        ("slanted", "schuin", "slanted"),
        ("multiple horizontal", "plat, op meer hoogten", "flat, at several heights"),
        ([1, 2.5], "1, 2,5", "1, 2.5"),
        ({"a": None}, "a: niet bekend", "a: not known"),
    ],
)
def test_values_read_as_people_write_them(value: object, dutch: str, english: str) -> None:
    assert plain_value(value, "nl") == dutch
    assert plain_value(value, "en") == english


def test_buildings_come_from_near_to_far(session: Session) -> None:
    eye = np.array([X + 6.0, Y - 200.0, 2.0])
    seen = buildings_in_view(
        session.scene_state(), session.meshes, eye, np.array([0.0, 1.0, 0.0]), 1.0
    )
    assert len(seen) == 12
    assert {ref.object_id[:6] for ref in seen[:4]} == {"huis-0"}
    assert {ref.object_id[:6] for ref in seen[-4:]} == {"huis-2"}


def test_behind_the_viewer_nothing_is_in_view(session: Session) -> None:
    eye = np.array([X + 6.0, Y - 200.0, 2.0])
    way = np.array([0.0, -1.0, 0.0])
    assert buildings_in_view(session.scene_state(), session.meshes, eye, way, 1.0) == []


def test_stepping_goes_round() -> None:
    order = [ObjectRef("a", name) for name in "xyz"]
    assert stepped(order, None, 1) == order[0]
    assert stepped(order, None, -1) == order[2]
    assert stepped(order, order[2], 1) == order[0]
    assert stepped([], None, 1) is None


def test_the_corners_of_a_building_stand_on_its_foot(session: Session) -> None:
    points = points_of(ObjectRef(TOWER, "toren"), session.meshes[TOWER])
    low, high = points.min(axis=0), points.max(axis=0)
    assert (low[:2] + high[:2]) / 2 == pytest.approx([X + 9, Y + 139])
    assert low[2] == pytest.approx(1)


def test_a_whole_building_is_its_own_root(session: Session) -> None:
    assert root_of(ObjectRef(TOWER, "toren"), session.meshes) == ObjectRef(TOWER, "toren")
    assert root_of(ObjectRef(TOWER, "weg"), session.meshes) == ObjectRef(TOWER, "weg")
