"""A session from opening to saving: what views are told, which ground it finds, how it starts."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from mrapp.app import actions
from mrapp.app.placing import place_item
from mrapp.app.ports import Services
from mrapp.app.session import PlacedFile, Session, starting_view
from mrapp.app.state import ESTIMATED_GROUND, ObjectRef
from mrapp.io.capsule import CapsuleStore
from mrapp.io.readers import read_file
from mrapp.model.citymesh import CityMesh, CityObject, FileReport, Surface
from mrapp.model.frames import Origin
from mrapp.model.project import Placement, Project, Provenance, Start
from mrapp.studies.sun import sun_at
from mrapp.studies.terrain import estimate_ground
from tests.app.moments import NOON, station

WALK = datetime(2026, 11, 21, 20, 17, 5, tzinfo=UTC)


def _one_face(surface: Surface, kind: str) -> CityMesh:
    ints, one = np.zeros(0, np.int32), np.zeros(1, np.int32)
    corners = np.array([(0.0, 0.0, 1.0), (9.0, 0.0, 1.0), (0.0, 9.0, 1.0)])
    return CityMesh(
        corners + np.array([105400.0, 424560.0, 0.0]), np.array([[0, 2, 1]], np.int32), one,
        np.array([surface], np.uint8), one - 1, one - 1,
        np.zeros((0, 2), np.int32), ints, ints, ints, (CityObject("a", kind, "a"),), (), (),
        FileReport("", "", "", {}, 0, 0, (), None, None, 0, 0),
    )  # fmt: skip


BUILDING, LAND = _one_face(Surface.GROUND, "Building"), _one_face(Surface.TERRAIN, "TINRelief")


def _session(folder: Path, project: Project | None = None) -> Session:
    services = Services(read_file, estimate_ground, sun_at, CapsuleStore(), lambda: WALK)
    opened = services.projects.create(folder / "station", project or station())
    return Session(opened, services)


def test_views_hear_of_every_change_until_they_stop_listening(tmp_path: Path) -> None:
    session = _session(tmp_path)
    heard: list[str | None] = []
    stop = session.listen(lambda: heard.append(session.view.variant))
    session.apply(actions.switch_variant(session.moment, "tower"))
    session.undo()
    session.redo()
    session.add_mesh("assets/city.json", BUILDING)
    assert heard == ["tower", None, "tower", "tower"]
    stop()
    session.undo()
    assert len(heard) == 4


def test_selecting_and_speaking_are_no_steps(tmp_path: Path) -> None:
    session = _session(tmp_path)
    session.apply(actions.switch_variant(session.moment, "low"))
    session.select(ObjectRef("assets/city.json", "a"))
    session.speak("en")
    assert len(session.history.done) == 1
    session.undo()
    assert (session.view.variant, session.view.language) == (None, "en")
    session.redo()
    assert (session.view.variant, session.view.language) == ("low", "en")


def test_saving_keeps_the_steps_and_settles_what_is_unsaved(tmp_path: Path) -> None:
    session = _session(tmp_path)
    session.apply(actions.remove_viewpoint(session.moment, "square"))
    unsaved = [session.history.unsaved]
    session.save()
    unsaved.append(session.history.unsaved)
    kept = session.services.projects.load(session.opened.path).project
    assert kept == session.project
    assert kept.viewpoints == ()
    assert kept.model_extra == {"later": {"top": [1, 2]}}
    session.undo()
    unsaved.append(session.history.unsaved)
    assert unsaved == [True, False, True]
    assert [point.id for point in session.project.viewpoints] == ["square"]


def test_what_changes_while_it_is_being_written_stays_unsaved(tmp_path: Path) -> None:
    session = _session(tmp_path)
    session.apply(actions.remove_viewpoint(session.moment, "square"))
    wanted = session.to_save()
    session.apply(actions.remove_layer(session.moment, "land"))
    session.saved(session.services.projects.save(wanted, tmp_path / "elders"))
    assert session.opened.path == tmp_path / "elders"
    assert session.history.unsaved
    session.undo()
    assert not session.history.unsaved


def test_a_ground_is_estimated_only_where_the_context_brings_none(tmp_path: Path) -> None:
    session = _session(tmp_path)
    assert session.missing_assets() == (
        "assets/city.json",
        "assets/land.json",
        "assets/tower.json",
        "assets/low.json",
    )
    assert session.ensure_ground() is None
    session.add_mesh("assets/city.json", BUILDING)
    ground = session.ensure_ground()
    assert ground is not None
    assert session.scene_state().shows[0].asset == ESTIMATED_GROUND
    assert ESTIMATED_GROUND not in session.missing_assets()
    session.add_mesh("assets/land.json", LAND)
    assert session.ensure_ground() is None
    assert ESTIMATED_GROUND not in session.meshes
    # What the project calls terrain is, whatever its file says of itself.
    session.add_mesh("assets/land.json", BUILDING)
    assert session.ensure_ground() is None
    # A design is no ground to stand on, however much of it lies in its file.
    session.drop_mesh("assets/land.json")
    session.add_mesh("assets/tower.json", LAND)
    assert session.ensure_ground() is not None


def test_a_ground_that_is_no_longer_needed_goes_and_views_hear_of_it(tmp_path: Path) -> None:
    session = _session(tmp_path)
    heard: list[list[str]] = []
    session.add_mesh("assets/city.json", BUILDING)
    session.ensure_ground()
    session.add_mesh("assets/land.json", LAND)
    session.listen(lambda: heard.append([show.asset for show in session.scene_state().shows]))
    session.ensure_ground()
    assert heard
    assert ESTIMATED_GROUND not in heard[-1]


def test_the_start_is_the_projects_own_or_today_at_noon() -> None:
    plain = starting_view(station(), WALK, "en")
    assert plain.time_utc == WALK.replace(hour=12, minute=0, second=0)
    assert (plain.variant, plain.language) == (None, "en")
    own = station().model_copy(update={"start": Start(variant="low", time=NOON)})
    assert starting_view(own, WALK, "nl").variant == "low"
    assert starting_view(own, WALK, "nl").time_utc == NOON
    lost = station().model_copy(update={"start": Start(variant="gone")})
    assert starting_view(lost, WALK, "nl").variant is None
    for languages, expected in ((("fr", "nl"), "fr"), ((), "en")):
        spoken = station().model_copy(update={"languages": languages})
        assert starting_view(spoken, WALK, "en").language == expected


def test_layers_that_start_hidden_can_be_shown(tmp_path: Path) -> None:
    layers = tuple(layer.model_copy(update={"visible": False}) for layer in station().layers)
    session = _session(tmp_path, station().model_copy(update={"layers": layers}))
    session.add_mesh("assets/city.json", BUILDING)
    assert session.scene_state().shows == ()
    session.apply(actions.show_layer(session.moment, "city", visible=True))
    assert [show.asset for show in session.scene_state().shows] == ["assets/city.json"]


def test_meshes_are_given_out_to_read_only(tmp_path: Path) -> None:
    session = _session(tmp_path)
    session.add_mesh("assets/city.json", BUILDING)
    assert not hasattr(session.meshes, "__setitem__")


def test_the_sun_follows_the_time(tmp_path: Path) -> None:
    session = _session(tmp_path)
    before = session.scene_state().sun
    session.apply(actions.set_time(session.moment, WALK.replace(hour=15)))
    after = session.scene_state().sun
    assert after == sun_at(WALK.replace(hour=15), Origin(105400.0, 424560.0, 0.0))
    assert after.elevation_rad < before.elevation_rad
    assert after.azimuth_rad > before.azimuth_rad


def test_what_is_moved_is_where_the_project_places_it_before_its_arrays_are(tmp_path: Path) -> None:
    session = _session(tmp_path)
    file = replace(BUILDING, report=replace(BUILDING.report, placed=False))
    place = Placement(x=105400.0, y=424560.0, nap=0.0)
    there = PlacedFile.at(file, place)
    session.add_mesh("assets/box.json", file, [there])
    name, by = {"nl": "Doos"}, Provenance()
    session.apply(actions.add_layer(session.moment, "assets/box.json", name, by, place=place))
    key = session.project.layers[-1].mesh_key
    session.patient_from = 1
    session.apply(place_item(session.moment, session.project.layers[-1].id, _east_of(place, 7.0)))
    assert session.meshes[key] is there.mesh, "the view carries these"
    now = session.meshes_now[key]
    assert np.allclose(now.points_rd - there.mesh.points_rd, (7.0, 0.0, 0.0))
    assert session.meshes_now[key] is now, "worked out once"
    waiting = session.behind()[key]
    session.bring(key, PlacedFile.at(waiting.file, waiting.place))
    assert session.meshes_now[key] is session.meshes[key]
    assert set(session.meshes_now) == set(session.meshes)


def _east_of(place: Placement, metres: float) -> Placement:
    return place.model_copy(update={"x": place.x + metres})
