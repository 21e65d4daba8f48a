"""Versions, sequences, objects and their LoD, coordinate systems."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mrapp.io.cityjson.crs import rd_from_degrees
from mrapp.io.readers import describe_file, read_file
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.errors import MrappError, UnsupportedCrsError
from mrapp.model.frames import GeoPoint, rd_from_wgs84, wgs84_from_rd
from tests.io import made, measures

SOLID = made.geometry("Solid", [made.faces()])


def warnings(mesh: CityMesh) -> str:
    return "\n".join(each.text() for each in mesh.report.warnings)


@pytest.mark.parametrize("version", ["1.0", "1.0.3", "1.1", "2.0", "2.0.1"])
def test_each_version_is_read(tmp_path: Path, version: str) -> None:
    mesh = read_file(made.boxes(tmp_path, {"b": made.thing(SOLID)}, version=version))
    assert measures.volumes(mesh) == pytest.approx([1.0])
    assert (mesh.report.format, mesh.report.version) == ("CityJSON", version)


def test_a_file_of_version_1_0_may_have_plain_vertices_and_numbers_for_lods(tmp_path: Path) -> None:
    source = made.document(
        {"b": made.thing({**SOLID, "lod": 2})}, [], version="1.0", transform=None
    )
    source["vertices"] = (np.array(made.cube()) + made.ORIGIN).tolist()
    source["metadata"] = {"referenceSystem": "urn:ogc:def:crs:EPSG::7415"}
    mesh = read_file(made.write(tmp_path, source))
    assert mesh.points_rd.min(axis=0) == pytest.approx(made.ORIGIN)
    assert (mesh.report.crs, mesh.report.lods) == ("EPSG:7415", ("2",))


def sequence(first: made.Json | None = None) -> list[made.Json]:
    """Return a first line and three features, each with its own vertices and looks."""
    lines = [made.document({}, [], **(first or {}))]
    for number, colour in enumerate(([1, 0, 0], [0, 1, 0], [1, 0, 0])):
        shape = {**SOLID, "material": {"m": {"value": 0}}}
        lines.append(
            {
                "type": "CityJSONFeature",
                "id": f"b{number}",
                "CityObjects": {f"b{number}": made.thing(shape)},
                "vertices": made.document({}, made.cube((5.0 * number, 0, 0)))["vertices"],
                "appearance": {"materials": [{"name": "m", "diffuseColor": colour}]},
            }
        )
    return lines


@pytest.mark.parametrize("name", ["a.city.jsonl", "a.jsonl", "a.json", "a.txt"])
def test_a_sequence_is_one_model_whatever_its_name(tmp_path: Path, name: str) -> None:
    mesh = read_file(made.write_lines(tmp_path, sequence(), name))
    assert mesh.report.format == "CityJSONSeq"
    assert [each.id for each in mesh.objects] == ["b0", "b1", "b2"]
    assert measures.volumes(mesh) == pytest.approx([1.0, 1.0, 1.0])
    assert mesh.points_rd[:, 0].max() - mesh.points_rd[:, 0].min() == pytest.approx(11.0)
    assert mesh.report.materials == 2  # the third feature repeats the first one's
    assert [mesh.material[mesh.object_index == each][0] for each in range(3)] == [0, 1, 0]


def test_an_id_used_twice_in_a_sequence_keeps_both_objects(tmp_path: Path) -> None:
    lines = sequence()
    mesh = read_file(made.write_lines(tmp_path, [*lines, lines[1]]))
    assert [each.id for each in mesh.objects] == ["b0", "b1", "b2", "b0 (2)"]
    assert "b0: This id occurs more than once" in warnings(mesh)


def family(folder: Path, **more: Any) -> Path:
    """Write a building with an outline, a part in two LoDs, and an installation on the part."""
    outline = made.geometry("MultiSurface", [made.CUBE_FACES[0]], "0")
    part = [{**SOLID, "lod": "1.2"}, {**SOLID, "lod": "2.2"}]
    objects = {
        "house": made.thing(outline, children=["part"], attributes={"year": 1904}, **more),
        "part": made.thing(*part, kind="BuildingPart", parents=["house"], children=["dormer"]),
        "dormer": made.thing(
            {**SOLID, "lod": "3.0"}, kind="BuildingInstallation", parents=["part"]
        ),
        "shed": made.thing({**SOLID, "lod": "1.2"}),
        "quarter": {"type": "CityObjectGroup", "children": ["house", "shed"], "parents": []},
    }
    objects["shed"]["parents"] = ["quarter"]
    return made.boxes(folder, objects)


@pytest.mark.parametrize(
    ("wish", "triangles"),
    [
        (None, {"part": 12, "dormer": 12, "shed": 12}),
        ("2.2", {"part": 12, "dormer": 12, "shed": 12}),
        ("1.3", {"part": 12, "dormer": 12, "shed": 12}),
        ("0", {"house": 2, "shed": 12}),
    ],
)
def test_each_object_shows_the_lod_nearest_to_the_wish(
    tmp_path: Path, wish: str | None, triangles: dict[str, int]
) -> None:
    mesh = read_file(family(tmp_path), lod=wish)
    counts = np.bincount(mesh.object_index, minlength=len(mesh.objects))
    shown = {each.id: count for each, count in zip(mesh.objects, counts.tolist(), strict=True)}
    assert {name: count for name, count in shown.items() if count} == triangles
    assert mesh.report.lods == ("0", "1.2", "2.2", "3.0")
    assert mesh.report.surfaces == 1 + 4 * 6


def test_parts_know_the_building_they_belong_to(tmp_path: Path) -> None:
    mesh = read_file(family(tmp_path))
    roots = {each.id: each.root for each in mesh.objects}
    assert roots == {
        "house": "house", "part": "house", "dormer": "house", "shed": "shed", "quarter": "quarter",
    }  # fmt: skip
    assert mesh.objects[0].lods == ("0",)


def test_an_outline_lies_on_the_ground(tmp_path: Path) -> None:
    mesh = read_file(family(tmp_path), lod="0")
    house = mesh.index_of()["house"]
    assert set(mesh.surface[mesh.object_index == house].tolist()) == {Surface.GROUND}


def test_what_extensions_add_is_kept_among_the_attributes(tmp_path: Path) -> None:
    more = {"+noise": {"db": 55}, "address": [{"street": "Spuiboulevard"}]}
    mesh = read_file(family(tmp_path, **more))
    assert mesh.objects[0].attributes == {"year": 1904, **more}


@pytest.mark.parametrize(
    "said",
    [
        "urn:ogc:def:crs:EPSG::7415",
        "urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709",
        "https://www.opengis.net/def/crs/EPSG/0/7415",
        "http://www.opengis.net/def/crs/EPSG/9.9.1/28992",
        "EPSG:7415",
    ],
)
def test_rd_is_known_in_all_its_spellings(tmp_path: Path, said: str) -> None:
    mesh = read_file(
        made.boxes(tmp_path, {"b": made.thing(SOLID)}, metadata={"referenceSystem": said})
    )
    assert mesh.report.crs in {"EPSG:7415", "EPSG:28992"}
    assert mesh.report.warnings == ()


def test_without_a_crs_what_looks_like_rd_is_rd(tmp_path: Path) -> None:
    mesh = read_file(made.boxes(tmp_path, {"b": made.thing(SOLID)}, metadata=None))
    assert mesh.report.crs == ""
    assert "look like RD" in warnings(mesh)
    assert mesh.points_rd.min(axis=0) == pytest.approx(made.ORIGIN)


def test_without_a_crs_what_does_not_look_like_rd_is_said(tmp_path: Path) -> None:
    path = made.boxes(tmp_path, {"b": made.thing(SOLID)}, metadata=None, transform=None)
    assert "do not look like RD" in warnings(read_file(path))


@pytest.mark.parametrize(("code", "swapped"), [(4979, False), (4979, True), (4326, False)])
def test_degrees_become_rd(tmp_path: Path, code: int, swapped: bool) -> None:
    places = []
    for vertex in made.cube(size=20.0):
        place = wgs84_from_rd(*(np.array(made.ORIGIN) + vertex).tolist())
        pair = [place.latitude_deg, place.longitude_deg]
        places.append([*(pair[::-1] if swapped else pair), place.height_m])
    source = made.document({"b": made.thing(SOLID)}, [], transform=None)
    source["vertices"] = places
    source["metadata"] = {"referenceSystem": f"https://www.opengis.net/def/crs/EPSG/0/{code}"}
    mesh = read_file(made.write(tmp_path, source))
    assert mesh.points_rd.min(axis=0) == pytest.approx(made.ORIGIN, abs=2e-3)
    assert measures.volumes(mesh) == pytest.approx([8000.0], rel=1e-3)


def test_many_places_at_once_lie_within_a_millimetre() -> None:
    """The lattice against the exact transformation, over 10 by 10 km at Dordrecht."""
    random = np.random.default_rng(3)
    places = np.column_stack(
        [
            random.uniform(51.75, 51.84, 2500),
            random.uniform(4.60, 4.75, 2500),
            random.uniform(40.0, 90.0, 2500),
        ]
    )
    exact = np.array([rd_from_wgs84(GeoPoint(*place)) for place in places[:300].tolist()])
    assert np.abs(rd_from_degrees(places)[:300] - exact).max() < 1e-3


@pytest.mark.parametrize("code", [2056, 6677])
def test_other_systems_are_counted_but_their_mesh_is_refused(tmp_path: Path, code: int) -> None:
    said = f"https://www.opengis.net/def/crs/EPSG/0/{code}"
    path = made.boxes(tmp_path, {"b": made.thing(SOLID)}, metadata={"referenceSystem": said})
    with pytest.raises(UnsupportedCrsError, match=f"EPSG:{code}"):
        read_file(path)
    report = describe_file(path)
    assert (report.surfaces, report.triangles, report.objects) == (6, 12, {"Building": 1})
    assert f"EPSG:{code}" in report.errors[0].text("nl")
    assert report.extent is None


def test_degrees_outside_the_netherlands_are_refused(tmp_path: Path) -> None:
    source = made.document({"b": made.thing(SOLID)}, [], transform=None)
    source["vertices"] = [[60.17, 24.94, 10.0 + number] for number in range(8)]
    source["metadata"] = {"referenceSystem": "EPSG:4979"}
    with pytest.raises(MrappError, match="EPSG:4979, outside the Netherlands") as refused:
        read_file(made.write(tmp_path, source))
    assert "EPSG:4979, buiten Nederland" in refused.value.text("nl")
