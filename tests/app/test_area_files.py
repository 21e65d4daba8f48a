"""Neighbourhoods out of a map file: in degrees or metres, and what is wrong with one in words."""

import json
from pathlib import Path

import numpy as np
import pytest

from mrapp.app.counting.area_files import read_areas
from mrapp.app.counting.overview import overview
from mrapp.app.remarks.samples import sample_of
from mrapp.model.form_errors import FormFileError
from tests.documents.said import CHURCH_RD, kept, project, remark

SQUARE = [[104_000, 425_000], [105_000, 425_000], [105_000, 426_000], [104_000, 426_000]]


def written(file: Path, geometry: object) -> Path:
    feature = {
        "type": "Feature",
        "properties": {"buurtcode": "BU05050101", "buurtnaam": "Midden"},
        "geometry": geometry,
    }
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return file


def test_the_church_is_in_its_neighbourhood(testdata: Path) -> None:
    areas = read_areas(testdata / "dordrecht/geojson/dordrecht_buurten.geojson")
    assert len(areas) > 100
    counted = overview(project(), sample_of([kept(remark(1, point=CHURCH_RD), 1)]), areas=areas).of(
        "place"
    )
    assert counted is not None
    found = [count for count in counted.counts if count.number]
    assert [count.name["nl"] for count in found] == ["Groenmarkt en omgeving"]


def test_outlines_may_be_in_metres(tmp_path: Path) -> None:
    found = read_areas(written(tmp_path / "a.json", {"type": "Polygon", "coordinates": [SQUARE]}))
    assert np.array_equal(found[0].rings_rd[0], SQUARE)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[["a", "b"]]]},
        {"type": "Polygon", "coordinates": [[[1e999, 0]]]},
        {"type": "Point", "coordinates": [4.6, 51.8]},
    ],
)
def test_a_wrong_outline_is_said_in_words(tmp_path: Path, geometry: object) -> None:
    with pytest.raises(FormFileError) as caught:
        read_areas(written(tmp_path / "kapot.geojson", geometry))
    assert "kapot.geojson" in caught.value.text("nl")
