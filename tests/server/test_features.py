"""OGC API Features: what the standard asks of Core and GeoJSON, and that GDAL reads it."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from mrapp.model.frames import wgs84_from_rd
from mrapp.protocol.messages import ModerationState
from mrapp.server.database.intake import remarks
from tests.server.published import Published, published
from tests.servers import Running

pytestmark = pytest.mark.slow

_CONFORMANCE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"


@pytest.fixture
def project(server: Running) -> Published:
    return published(server)


def _ask(project: Published, path: str = "", **query: str | int) -> dict[str, Any]:
    answer = httpx.get(f"{project.server.url}/ogc{path}", params=query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def _items(project: Published, **query: str | int) -> dict[str, Any]:
    return _ask(project, "/collections/spoorzone/items", **query)


def _public_ids(project: Published) -> dict[str, str]:
    """Return by what open data calls remarks, by their own ids."""
    with project.server.backend.database.reading() as conn:
        asked = select(remarks.c.id, remarks.c.public_id)
        return {row.id: row.public_id for row in conn.execute(asked)}


def _rels(told: Mapping[str, Any]) -> dict[str, str]:
    return {each["rel"]: each["href"] for each in told["links"]}


def test_from_the_landing_page_one_finds_everything(project: Published) -> None:
    project.judge(project.say(3))
    links = _rels(_ask(project))
    assert {"self", "service-desc", "conformance", "data"} <= links.keys()
    told = httpx.get(links["conformance"]).json()["conformsTo"]
    assert {f"{_CONFORMANCE}{x}" for x in ("core", "geojson", "oas30")} == set(told)
    api = httpx.get(links["service-desc"])
    assert api.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert api.json()["openapi"].startswith("3.0")
    found = httpx.get(links["data"]).json()["collections"]
    assert [each["id"] for each in found] == ["spoorzone"]
    assert found[0] == httpx.get(_rels(found[0])["self"]).json()
    items = httpx.get(_rels(found[0])["items"])
    assert items.headers["content-type"] == "application/geo+json"
    assert items.json()["numberReturned"] == items.json()["numberMatched"] == 3
    one = items.json()["features"][0]
    again = _ask(project, f"/collections/spoorzone/items/{one['id']}")
    assert again["geometry"] == one["geometry"]
    assert {"self", "collection"} <= _rels(again).keys()


def test_only_what_may_be_shown_is_there(project: Published) -> None:
    said = project.say(3)
    project.judge(said[:1])
    project.judge(said[1:2], ModerationState.HIDDEN)
    url = f"{project.server.url}/ogc/collections/spoorzone/items"
    named = _public_ids(project)
    assert [each["id"] for each in _items(project)["features"]] == [named[said[0].id]]
    assert httpx.get(f"{url}/{named[said[0].id]}").status_code == 200
    for each in said:
        assert httpx.get(f"{url}/{each.id}").status_code == 404
    for each in said[1:]:
        assert httpx.get(f"{url}/{named[each.id]}").status_code == 404


def test_nothing_leads_from_the_public_list_to_words(project: Published) -> None:
    """Who was seen at a kiosk at two o'clock is not found in the open data by that."""
    said = project.say(40, text="Mooi")
    project.judge(said)
    root = project.server.url
    lines = httpx.get(f"{root}/api/v1/projects/spoorzone/list").json()["lines"]
    assert {each["id"] for each in lines} >= {each.id for each in said}
    told = [_ask(project, "/collections/spoorzone/items", limit=7)]
    while "next" in (rels := _rels(told[-1])):
        told.append(httpx.get(rels["next"]).json())
    features = [each for page in told for each in page["features"]]
    words = "".join(json.dumps(page) for page in told)
    for path in ("", "/remarks.csv", "/remarks.geojson"):
        words += httpx.get(f"{root}/results/spoorzone{path}", timeout=60).text
    assert not [each.id for each in said if each.id in words]
    # Nor does the order, or where a page goes on.
    own = {public: own for own, public in _public_ids(project).items()}
    assert len(features) == 40
    order = [own[each["id"]] for each in features]
    assert order not in (sorted(order), sorted(order, reverse=True))


def test_pages_follow_each_other_without_gap(project: Published) -> None:
    said = project.say(25)
    project.judge(said)
    page, ids = _items(project, limit=10), []
    while True:
        ids += [each["id"] for each in page["features"]]
        if "next" not in _rels(page):
            break
        page = httpx.get(_rels(page)["next"]).json()
    named = _public_ids(project)
    assert ids == sorted(named[each.id] for each in said)


def test_a_box_and_a_time_find_what_is_within(project: Published) -> None:
    near = project.say(3, point=(105_400.0, 424_560.0, 1.0))
    far = project.say(2, point=(105_900.0, 424_560.0, 1.0))
    nowhere = project.say(1, point=None)
    project.judge([*near, *far, *nowhere])
    named = _public_ids(project)
    place = wgs84_from_rd(105_400.0, 424_560.0, 1.0)
    east, north = place.longitude_deg, place.latitude_deg
    box = f"{east - 0.001},{north - 0.001},{east + 0.001},{north + 0.001}"
    with_heights = f"{east - 0.001},{north - 0.001},-99,{east + 0.001},{north + 0.001},99"
    for each in (box, with_heights):
        found = _items(project, bbox=each)["features"]
        assert {one["id"] for one in found} == {named[one.id] for one in near}
    assert found[0]["geometry"]["coordinates"] == pytest.approx([east, north], abs=1e-8)
    assert _items(project, bbox="-180,-90,180,90")["numberReturned"] == 5
    assert _items(project, bbox="170,-90,-170,90")["numberReturned"] == 0
    assert _items(project)["numberReturned"] == 6
    day = _items(project)["features"][0]["properties"]["made_utc"][:10]
    for told, number in (
        (f"{day}T10:00:00Z", True),
        (f"{day}T00:00:00Z/..", True),
        ("../2020-01-01T00:00:00Z", False),
        ("2099-01-01T00:00:00Z/", False),
    ):
        assert bool(_items(project, datetime=told)["numberReturned"]) is number


def test_the_days_of_a_collection_are_those_of_its_features(project: Published) -> None:
    late = [datetime(2026, 11, day, 23, 30, tzinfo=UTC) for day in (9, 11)]
    project.judge([project.say(1, made_utc=each)[0] for each in late])
    told = _ask(project, "/collections/spoorzone")["extent"]["temporal"]["interval"]
    assert told == [["2026-11-10T00:00:00Z", "2026-11-12T00:00:00Z"]]
    found = _items(project, datetime="/".join(told[0]))["features"]
    days = {each["properties"]["made_utc"][:10] for each in found}
    assert days == {"2026-11-10", "2026-11-12"}


_WRONG = (
    *("bbox=1,2,3", "bbox=a,b,c,d", "bbox=5,53,6,52", "bbox=nan,0,1,1", "limit=0", "limit=x"),
    *("datetime=now", "datetime=../..", "datetime=2026-02-02T00:00:00", "after=-1", "unknown=1"),
)


def test_a_wrong_parameter_is_told(project: Published) -> None:
    for query in _WRONG:
        answer = httpx.get(f"{project.server.url}/ogc/collections/spoorzone/items?{query}")
        assert (query, answer.status_code) == (query, 400)
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_limit_over_the_most_gives_the_most(project: Published) -> None:
    project.judge(project.say(2))
    assert _items(project, limit=1_000_000)["numberReturned"] == 2


_GDAL = """
import json, sys
import pyogrio
source, box = sys.argv[1], [float(x) for x in sys.argv[2:]]
meta, _, shapes, values = pyogrio.raw.read(source, layer="spoorzone")
near = pyogrio.raw.read(source, layer="spoorzone", bbox=tuple(box))[2]
texts = dict(zip(meta["fields"], values))["text"]
layer = pyogrio.list_layers(source)[0][0]
print(json.dumps([layer, meta["crs"], len(shapes), texts[0], len(near)]))
"""


def test_gdal_reads_it(project: Published) -> None:
    said = project.say(130, text="Mooi <b>zo</b>")
    project.judge(said)
    place = wgs84_from_rd(*(said[0].point or (0.0, 0.0, 0.0)))
    east, north = place.longitude_deg, place.latitude_deg
    box = (east - 1e-6, north - 1e-6, east + 1e-6, north + 1e-6)
    source = f"OAPIF:{project.server.url}/ogc"
    # In a process of its own: GDAL holds on to Python while it waits for the server, which is here.
    command = [sys.executable, "-c", _GDAL, source, *map(str, box)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert told.returncode == 0, told.stderr
    layer, crs, count, text, near = json.loads(told.stdout)
    assert (layer, count, text, near) == ("spoorzone", 130, "Mooi <b>zo</b>", 1)
    assert crs in ("EPSG:4326", "OGC:CRS84")
