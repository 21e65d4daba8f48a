"""Broken files are refused in one sentence; odd ones open, and their oddities are named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mrapp.io.readers import describe_file, read_file
from mrapp.model.errors import CancelledError, MrappError, ReadError, UnsupportedFileError
from tests.io import made
from tests.io.pictures import plain

SOLID = made.geometry("Solid", [made.faces()])
PLAIN = made.document({"b": made.thing(SOLID)}, made.cube())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "the file is empty"),
        ("  \n", "the file is empty"),
        ('{\n"type": "CityJSON",\n oops}', "broken at line 3, character 2"),
        (json.dumps(PLAIN)[:-40], "broken at line 1"),
        ("[1, 2]", "not CityJSON"),
        ('{"type": "FeatureCollection"}', "not CityJSON"),
        ('{"type": "CityJSON", "version": "0.9", "CityObjects": {}}', "version 0.9"),
        ('{"type": "CityJSON", "version": "3.0", "CityObjects": {}}', "version 3.0"),
        ('{"type": "CityJSON", "version": "2.0"}', "without 'CityObjects'"),
        ('{"type": "CityJSON", "version": "2.0", "CityObjects": []}', "without 'CityObjects'"),
        ('{"type": "CityJSONFeature", "id": "a"}', "starts with a CityJSONFeature"),
        (json.dumps({**PLAIN, "transform": {"scale": [1, 1]}}), "'transform'"),
        (json.dumps(PLAIN) + '\n{"type": "CityJSONFeature", "id', "broken at line 2"),
        ("[" * 100_000, "broken at line 1"),
        ('{"a": NaN, ' + "[" * 100_000, "JSON"),
    ],
)
def test_broken_files_are_refused_in_one_sentence(
    tmp_path: Path, content: str, sentence: str
) -> None:
    path = tmp_path / "bad.city.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=sentence) as raised:
        read_file(path)
    for said in (str(raised.value), raised.value.text("nl")):
        assert "\n" not in said
        assert "bad.city.json" in said
        assert "expected" not in said
        assert "Phrase(" not in said
        assert "{" not in said


def test_what_is_not_a_readable_file_is_said(tmp_path: Path) -> None:
    for path, sentence in ((tmp_path / "gone.json", "does not exist"), (tmp_path, "is a folder")):
        with pytest.raises(ReadError, match=sentence):
            read_file(path)
    other = tmp_path / "a.dwg"
    other.write_bytes(b"\x00\x01")
    with pytest.raises(UnsupportedFileError, match=r"CityJSON \(.json"):
        describe_file(other)


def test_a_city_is_known_by_its_objects_under_any_name(tmp_path: Path) -> None:
    # As 3DBAG's tiles of 2021: what it is comes after all of the objects.
    thing = made.thing(SOLID, attributes={"note": "x" * 5000})
    late = {"CityObjects": {"b": thing}} | PLAIN | {"CityObjects": {"b": thing}}
    path = tmp_path / "tile.dat"
    path.write_text(json.dumps(late), encoding="utf-8")
    assert len(read_file(path).triangles) == 12


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.json"
    path.write_bytes(json.dumps(PLAIN).encode().replace(b'"b"', b'"\xe9"'))
    with pytest.raises(ReadError, match="no text"):
        read_file(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "bom.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(PLAIN).encode())
    assert len(read_file(path).triangles) == 12


def test_an_empty_model_is_never_silent(tmp_path: Path) -> None:
    report = describe_file(made.write(tmp_path, made.document({"b": made.thing()}, [])))
    assert "has a shape that can be drawn" in report.warnings[0].text()


def changed(source: made.Json, place: list[Any], value: Any) -> made.Json:  # noqa: ANN401
    copy: made.Json = json.loads(json.dumps(source))
    inner: Any = copy
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return copy


SHAPE = ["CityObjects", "b", "geometry", 0]


@pytest.mark.parametrize(
    ("place", "value", "triangles", "sentence"),
    [
        ([*SHAPE, "boundaries", 0, 1, 0, 2], 99, 10, "b: Surfaces, lines or points with a vertex"),
        ([*SHAPE, "boundaries", 0, 1, 0, 2], -1, 10, "b: Surfaces, lines or points with a vertex"),
        ([*SHAPE, "boundaries", 0, 1, 0, 2], 2**70, 10, "b: Surfaces or geometries not built"),
        ([*SHAPE, "boundaries", 0, 1, 0, 2], 2.5, 10, "b: Surfaces or geometries not built"),
        ([*SHAPE, "boundaries", 0, 1, 0, 2], None, 10, "b: Surfaces or geometries not built"),
        ([*SHAPE, "boundaries", 0, 1, 0], "ring", 10, "b: Surfaces or geometries not built"),
        ([*SHAPE, "boundaries", 0, 1], 7, 10, "b: Surfaces or geometries not built"),
        ([*SHAPE, "boundaries", 0], 7, 0, "b: Surfaces or geometries not built"),
        ([*SHAPE, "boundaries"], {}, 0, "b: Surfaces or geometries not built"),
        ([*SHAPE, "boundaries", 0, 1], [], 10, "b: Surfaces without area"),
        ([*SHAPE, "boundaries", 0, 1, 0], [4, 5], 10, "b: Surfaces without area"),
        ([*SHAPE, "boundaries", 0, 1, 0], [4, 5, 4], 10, "b: Surfaces without area"),
        ([*SHAPE, "boundaries", 0, 1], [[4, 5, 6, 7], [4]], 12, None),
        ([*SHAPE, "type"], "Blob", 0, "b: Geometry of unknown type 'Blob'"),
        ([*SHAPE, "lod"], {"a": 1}, 12, None),
        ([*SHAPE, "semantics"], {"surfaces": [], "values": [[3] * 6]}, 12, "semantic surface that"),
        ([*SHAPE, "semantics"], {"surfaces": [{"type": "X"}], "values": 5}, 12, "'X'"),
        ([*SHAPE, "material"], {"m": {"value": 3}}, 12, "b: Surfaces that refer to a material"),
        ([*SHAPE, "material"], [1], 12, None),
        (["CityObjects", "b", "parents"], ["ghost"], 12, "b: Its parent 'ghost' does not exist"),
        (["CityObjects", "b", "parents"], ["b"], 12, "b: Its parents form a loop"),
        (["CityObjects", "b", "parents"], [{"a": 1}], 12, "does not exist"),
        (["CityObjects", "c"], 5, 12, "c: This object is not described as an object"),
        (["CityObjects", "b", "geometry"], {"type": "Solid"}, 0, "has a shape that can be drawn"),
        (["vertices", 6], [1, 2], 6, "with a vertex that does not exist"),
        (["vertices", 6], [1, 2, "x"], 6, "with a vertex that does not exist"),
        (["vertices", 6], [1, 2, 1e300], 6, "with a vertex that does not exist"),
        (["vertices", 6, 2], 2**70, 6, "with a vertex that does not exist"),
        (["vertices"], "none", 0, "with a vertex that does not exist"),
        (["metadata"], 7, 12, "names no coordinate system"),
        (["appearance"], {"materials": 5, "textures": [3], "vertices-texture": [1]}, 12, None),
        (["geometry-templates"], {"templates": 3}, 12, None),
        (["version"], 2.0, 12, None),
    ],
)  # fmt: skip
def test_odd_files_open_and_name_the_object(
    tmp_path: Path,
    place: list[Any],
    value: Any,  # noqa: ANN401
    triangles: int,
    sentence: str | None,
) -> None:
    mesh = read_file(made.write(tmp_path, changed(PLAIN, place, value)))
    assert len(mesh.triangles) == triangles
    said = "\n".join(each.text() for each in mesh.report.warnings)
    assert sentence is None or sentence in said


@pytest.mark.parametrize(
    "change",
    [{"template": 5}, {"template": "x"}, {"transformationMatrix": [1, 2]}, {"boundaries": [77]}],
)
def test_a_bad_instance_is_skipped_by_name(tmp_path: Path, change: made.Json) -> None:
    matrix = np.eye(4).reshape(-1).tolist()
    shape = {"type": "GeometryInstance", "template": 0, "boundaries": [0]}
    shape = {**shape, "transformationMatrix": matrix, **change}
    templates = {"templates": [SOLID], "vertices-templates": made.cube()}
    objects = {"b": made.thing(SOLID), "tree": made.thing(shape)}
    mesh = read_file(made.boxes(tmp_path, objects, **{"geometry-templates": templates}))
    assert len(mesh.triangles) == 12
    assert [each.object_id for each in mesh.report.warnings] == ["tree"]


def test_nan_in_the_json_costs_only_the_surfaces_that_use_it(tmp_path: Path) -> None:
    path = tmp_path / "nan.json"
    path.write_text(json.dumps(changed(PLAIN, ["vertices", 6, 2], float("nan"))))
    mesh = read_file(path)
    assert len(mesh.triangles) == 6
    assert np.isfinite(mesh.points_rd).all()


def test_the_same_warning_is_not_told_a_thousand_times(tmp_path: Path) -> None:
    flat = made.geometry("MultiSurface", [[[0, 1, 0]]])
    objects = {str(number): made.thing(flat) for number in range(1000)}
    warnings = read_file(made.boxes(tmp_path, objects)).report.warnings
    assert len(warnings) < 30
    assert "980 more" in warnings[19].text()


def test_reading_stops_when_cancelled(tmp_path: Path) -> None:
    with pytest.raises(CancelledError):
        read_file(made.write(tmp_path, PLAIN), cancelled=lambda: True)


def scrambled(value: Any, random: np.random.Generator, spoil: Callable[[], bool]) -> Any:  # noqa: ANN401
    """Return valid JSON in which here and there a value is something else."""
    if spoil():
        odd: list[Any] = [
            None,
            -1,
            10**20,
            1e308,
            0.5,
            "x",
            [],
            {},
            [[]],
            True,
            [None],
            {"type": 3},
        ]
        return odd[int(random.integers(len(odd)))]
    if isinstance(value, dict):
        return {key: scrambled(each, random, spoil) for key, each in value.items()}
    if isinstance(value, list):
        return [scrambled(each, random, spoil) for each in value]
    return value


def rich(folder: Path) -> made.Json:
    """Return a document with something of everything in it."""
    (folder / "wall.png").write_bytes(plain())
    look = {"m": {"values": [[0, 0, None, 0, 0, 0]]}}
    images = {"t": {"values": [[[[None]], [[0, 0, 1, 2, 3]], *[[[None]]] * 4]]}}
    semantic = {"surfaces": [{"type": "RoofSurface"}], "values": [[None, 0, None, 0, 0, 0]]}
    shape = {**SOLID, "material": look, "texture": images, "semantics": semantic}
    matrix = np.eye(4).reshape(-1).tolist()
    placed = {"type": "GeometryInstance", "template": 0, "boundaries": [0]}
    objects = {
        "b": made.thing(shape, attributes={"a": 1}, children=["p"]),
        "p": made.thing(made.geometry("MultiSolid", [[made.faces()]]), parents=["b"]),
        "l": made.thing(made.geometry("MultiLineString", [[0, 1]])),
        "q": made.thing(made.geometry("MultiPoint", [0, 1])),
        "t": made.thing({**placed, "transformationMatrix": matrix}),
    }
    looks = {
        "materials": [{"name": "m", "diffuseColor": [1, 0, 0]}],
        "textures": [{"image": "wall.png"}],
        "vertices-texture": [[0, 0], [1, 0], [1, 1], [0, 1]],
    }
    templates = {"templates": [SOLID], "vertices-templates": made.cube()}
    more = {"appearance": looks, "geometry-templates": templates}
    return made.document(objects, made.cube(), **more)


@pytest.mark.slow
def test_files_with_odd_values_never_do_worse_than_a_sentence(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    source = rich(tmp_path)
    path = tmp_path / "odd.json"
    opened, refusals = 0, list[str]()
    for number in range(500):
        odds = 0.002 * (1 + number % 20)
        odd = scrambled(source, random, lambda odds=odds: random.random() < odds)  # type: ignore[misc]
        path.write_text(json.dumps(odd))
        try:
            mesh = read_file(path)
        except MrappError as error:
            refusals.append(error.text("nl"))
            continue
        opened += 1
        assert np.isfinite(mesh.points_rd).all()
        assert len(mesh.triangles) == 0 or int(mesh.triangles.max()) < len(mesh.points_rd)
        assert len(mesh.triangles) or len(mesh.lines) or len(mesh.spots) or mesh.report.warnings
    assert opened > 100
    assert not [each for each in refusals if "\n" in each]
