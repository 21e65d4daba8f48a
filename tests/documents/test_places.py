"""GeoJSON and GeoPackage: read back by GDAL, with every remark where it was made."""

import csv
import json
import struct
from pathlib import Path

import numpy as np
import pyogrio
import pytest

from mrapp.app.exports.exports import table_of
from mrapp.app.remarks.keeping import Kept
from mrapp.model.frames import GeoPoint, rd_from_wgs84
from tests.documents.said import everything, kept, project, remark, written

_CENTIMETRE = 0.01


@pytest.fixture
def landmarks(testdata: Path) -> list[tuple[float, float, float]]:
    with (testdata / "dordrecht" / "landmarks_reference.csv").open(encoding="utf-8") as stream:
        return [
            (float(row["rd_x"]), float(row["rd_y"]), float(row["ground_nap_m"]))
            for row in csv.DictReader(stream)
        ]


def _at(places: list[tuple[float, float, float]]) -> list[Kept]:
    return [kept(remark(at, text="hier", point=place), at) for at, place in enumerate(places, 1)]


def _points(
    wkb: np.ndarray[tuple[int], np.dtype[np.object_]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([struct.unpack_from("<ddd", each, 5) for each in wkb])


def test_a_geopackage_has_landmarks_within_a_centimetre(
    tmp_path: Path, landmarks: list[tuple[float, float, float]]
) -> None:
    path = written(tmp_path, "gpkg", _at(landmarks))
    meta, _, wkb, _ = pyogrio.raw.read(path, layer="remarks")
    assert meta["crs"] == "EPSG:7415"
    np.testing.assert_allclose(_points(wkb), landmarks, atol=_CENTIMETRE)
    # GDAL's own way to WGS84. Without the Dutch grids it is right to a decimetre or two.
    sql = "SELECT ST_Transform(geom, 4326) AS geom FROM remarks"
    meta, _, wkb, _ = pyogrio.raw.read(path, sql=sql)
    assert meta["crs"] == "EPSG:4326"
    back = [rd_from_wgs84(GeoPoint(y, x, 43.0))[:2] for x, y, _ in _points(wkb)]
    np.testing.assert_allclose(back, np.array(landmarks)[:, :2], atol=0.25)


def test_geojson_has_landmarks_within_a_centimetre(
    tmp_path: Path, landmarks: list[tuple[float, float, float]]
) -> None:
    path = written(tmp_path, "geojson", _at(landmarks))
    meta, _, wkb, _ = pyogrio.raw.read(path)
    assert meta["crs"] == "EPSG:4979", "WGS84 with heights"
    back = [rd_from_wgs84(GeoPoint(y, x, h)) for x, y, h in _points(wkb)]
    np.testing.assert_allclose(back, landmarks, atol=_CENTIMETRE)


def test_geojson_follows_its_standard(tmp_path: Path) -> None:
    said = json.loads(written(tmp_path, "geojson", everything()).read_text(encoding="utf-8"))
    assert said["type"] == "FeatureCollection"
    assert "crs" not in said, "RFC 7946, section 4: WGS84, and nothing else"
    table = table_of(project(), everything(), "nl")
    for feature, place in zip(said["features"], table.places_rd, strict=True):
        assert feature["type"] == "Feature"
        assert (feature["geometry"] is None) == bool(np.isnan(place).any())
    texts = [feature["properties"]["text"] for feature in said["features"]]
    assert texts == list(table.column("text").cells)  # type: ignore[union-attr]


def test_a_geopackage_keeps_every_cell(tmp_path: Path) -> None:
    table = table_of(project(), everything(), "nl")
    path = written(tmp_path, "gpkg", everything())
    meta, _, wkb, fields = pyogrio.raw.read(path, layer="remarks")
    assert list(meta["fields"]) == [column.id for column in table.columns]
    np.testing.assert_array_equal(
        [each is None for each in wkb], np.isnan(table.places_rd).any(axis=1)
    )
    for column, found in zip(table.columns, fields, strict=True):
        if column.type == "text":
            assert [each or None for each in found] == list(column.cells), column.id
        if column.type == "number":
            meant = [np.nan if cell is None else cell for cell in column.cells]
            np.testing.assert_allclose(found, np.array(meant, float))
    made = fields[[column.id for column in table.columns].index("made_utc")]
    assert str(made[0]) == "2026-10-14T12:01:00.000"


def test_a_geopackage_has_its_dictionary_inside(tmp_path: Path) -> None:
    path = written(tmp_path, "gpkg", everything())
    assert [tuple(row) for row in pyogrio.list_layers(path)] == [
        ("remarks", "Point Z"), ("dictionary", None),
    ]  # fmt: skip
    meta, _, _, fields = pyogrio.raw.read(path, layer="dictionary")
    explained = dict(zip(meta["fields"], fields, strict=True))
    table = table_of(project(), everything(), "nl")
    assert set(explained["column"]) == {column.id for column in table.columns}
