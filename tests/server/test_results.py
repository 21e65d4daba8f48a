"""The page with results: the numbers of the desktop's overview, and words that may be shown."""

import csv
import io
import re
from base64 import b64encode
from html import unescape

import httpx
import pytest

from mrapp.app.counting.overview import overview
from mrapp.app.remarks.samples import sample_of
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.remark import sha256_of
from mrapp.protocol.messages import ModerationState
from mrapp.server.access import Role
from mrapp.server.public.counting import count
from tests.server.colleagues import colleague
from tests.server.published import Published, published
from tests.server.sending import push
from tests.server.test_files import picture
from tests.servers import Running

pytestmark = pytest.mark.slow


@pytest.fixture
def project(server: Running) -> Published:
    return published(server)


def test_the_numbers_are_those_of_the_overview_rounded(project: Published) -> None:
    said = project.say(250, theme=project.project.themes[0].id, event=None, sight=None)
    project.judge(said[:10], ModerationState.HIDDEN)
    found = count(project.server.backend, project.project.id).counted
    same = overview(project.project, sample_of(project.kept()), hide_small=True, by_month=True)
    assert (found.total, found.hides_small) == (same.total, True)
    assert [each.id for each in found.lists] == [each.id for each in same.lists]
    for told, exact in zip(found.lists, same.lists, strict=True):
        pairs = list(zip(told.counts, exact.counts, strict=True))
        assert [(a.code, a.name) for a, _ in pairs] == [(b.code, b.name) for _, b in pairs]
        assert all(a.number is None for a, b in pairs if b.number is None)
        numbers = [(a.number, b.number) for a, b in pairs if a.number is not None and b.number]
        assert all(a % 5 == 0 and abs(a - b) < 5 for a, b in numbers)
        ranks = [(a.rank, b.rank) for a, b in pairs if a.rank and b.rank]
        assert all(abs(a - b) < 0.1 for a, b in ranks)
        assert bool(told.mean) == bool(exact.mean)
        assert abs((told.mean or 0.0) - (exact.mean or 0.0)) < 0.2
    assert any(each.rank for each in found.of("spoorzone/important").counts)  # type: ignore[union-attr]


def test_words_come_only_once_somebody_looked(project: Published) -> None:
    first, second, third = (
        project.say(1, text=text)[0] for text in ("Eerste <u>!", "Tweede", "Derde")
    )
    project.judge([first])
    project.judge([third], ModerationState.HIDDEN)
    told = _get(project, "")
    assert "Eerste &lt;u&gt;!" in told
    for unseen in ("Tweede", "Derde", second.id):
        assert unseen not in told


_PLAN = GroundPlan.model_validate(
    {
        "x": 105_000,
        "y": 424_000,
        "outlines": [{"kind": "water", "rings": [(0, 0, 9000, 0, 0, 9000, -9000, 0)]}],
        "names": [
            {"name": "Kade", "at": (5050, 5050), "along": (3000, 0)},
            {"name": "Sint-Joris", "at": (5250, 5550)},
        ],
    }
)


def test_the_map_shows_the_place_and_says_where(project: Published) -> None:
    project.draw(_PLAN)
    project.say(10, point=(105_520.0, 424_540.0, 1.0))
    project.say(5, point=(105_220.0, 424_520.0, 1.0))
    project.say(2, point=(105_820.0, 424_520.0, 1.0))
    project.say(3, point=(105_720.0, 424_520.0, 1.0))
    told = _get(project, "")
    assert 'class="map-water"' in told
    assert "Bij Sint-Joris en Kade" in told
    assert "Ook over andere plekken zijn er meningen" in told
    numbers = re.findall(r'class="place-number">(\d+) meningen', told)
    assert numbers == ["10", "5"]
    assert 'href="#v105500-424500"' in told
    assert 'id="v105500-424500"' in told
    assert "x 105500" not in told


def test_a_receipt_shows_where_and_what_was_seen(project: Published) -> None:
    project.draw(_PLAN)
    content = picture(5000)
    receipt, sealed = project.sender.sealed()
    told = {"project": project.project.id, "point": (105_520.0, 424_520.0, 1.0)}
    remark = project.sender.maker.remark("Mooi.", {sha256_of(content): content})
    remark = remark.model_copy(update=told)
    path = f"/remarks/{remark.id}/files/{sha256_of(content)}"
    where = {"begin": 0, "size": len(content)}
    assert project.machine.ask("PUT", path, params=where, content=content).status_code == 200
    push(project.machine, project.sender.of_remark(remark, sealed))
    page = httpx.post(
        f"{project.server.url}/receipt",
        data={"code": str(receipt)},
        headers={"Accept-Language": "nl"},
        timeout=60,
    )
    seen, _, exact = page.text.partition("Waar precies")
    assert "Bij Kade en Sint-Joris" in seen
    assert 'class="map-water"' in seen
    assert f'src="data:image/png;base64,{b64encode(content).decode()}"' in seen
    assert "img-src 'self' data:" in page.headers["Content-Security-Policy"]
    assert "105520" not in seen
    assert "x 105520, y 424520" in exact


def test_few_opinions_are_said_to_be_few(project: Published) -> None:
    project.draw(_PLAN)
    project.say(3, point=(105_520.0, 424_540.0, 1.0))
    told = _get(project, "")
    assert "Nog weinig meningen" in told
    assert "geen vijf mensen" in told
    assert "de antwoorden zijn te verdeeld" in told
    assert "Niet te tonen" in told
    assert "<dd>3</dd>" in told
    assert "verborgen</td>" not in told


def test_open_data_tells_nothing_of_the_person(project: Published) -> None:
    said = project.say(20, text="=1+1")
    project.judge(said[:7])
    rows = list(
        csv.reader(io.StringIO(_get(project, "/remarks.csv").lstrip("\ufeff")), delimiter=";")
    )
    names, first = rows[0], dict(zip(rows[0], rows[1], strict=True))
    assert len(rows) == 8
    assert first["text"] == "'=1+1"
    assert first["made_utc"].endswith("T00:00:00Z")
    form = project.project.questionnaires[-1]
    kinds = {f"{form.id}_{each.id}": each.kind for each in form.questions}
    assert [kind for name, kind in kinds.items() if name in names]
    assert not [name for name, kind in kinds.items() if name in names and kind in _PERSONAL]
    assert not {"has_voice", "state"} & set(names)
    assert "remarks.dictionary.csv" in _get(project, "")
    assert "column" in _get(project, "/remarks.dictionary.csv")
    assert len(httpx.get(_url(project, "/remarks.geojson")).json()["features"]) == 7
    assert httpx.get(_url(project, "/remarks.xlsx")).content.startswith(b"PK")


_PERSONAL = ("age", "neighbourhood")


def test_a_project_that_was_not_published_has_no_results(project: Published) -> None:
    for path in ("/results/none", "/results/none/remarks.csv", f"{_path(project)}/other.csv"):
        assert httpx.get(f"{project.server.url}{path}").status_code == 404
    assert httpx.get(_url(project, "/remarks.csv")).status_code in (400, 404)
    assert "Spoorzone" in httpx.get(project.server.url).text


def _path(project: Published) -> str:
    return f"/results/{project.project.id}"


def _url(project: Published, path: str) -> str:
    return f"{project.server.url}{_path(project)}{path}"


def _get(project: Published, path: str) -> str:
    answer = httpx.get(_url(project, path), headers={"Accept-Language": "nl"}, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_results_can_be_held_back_until_they_are_published(project: Published) -> None:
    said = project.say(20, text="Nog geheim")
    project.judge(said[:9])
    boss = colleague(project.server, Role.ADMINISTRATOR)
    settings = f"/staff/projects/{project.project.id}/settings"
    assert "Nog geheim" in _get(project, "")
    boss.send(settings, is_held_back="yes", results_from="2999-05-06")
    told = _get(project, "")
    assert "maakt ze later openbaar" in told
    assert "6 mei 2999" in told
    assert "Nog geheim" not in told
    assert httpx.get(_url(project, "/remarks.csv")).status_code == 403
    ogc = f"{project.server.url}/ogc/collections"
    assert not httpx.get(ogc).json()["collections"]
    assert httpx.get(f"{ogc}/{project.project.id}/items").status_code == 403
    assert httpx.get(f"{ogc}/{project.project.id}/items/{said[0].id}").status_code == 403
    assert "uitkomsten komen later" in httpx.get(project.server.url).text
    own = boss.get(f"/staff/projects/{project.project.id}/results").text
    assert "Nog geheim" in own
    assert "Only staff see this page" in own
    assert "This is no day" in boss.send(settings, is_held_back="yes", results_from="ooit").text
    boss.send(settings, is_held_back="yes", results_from="2020-05-06")
    assert "Wanneer is nog niet bekend" in _get(project, "")
    boss.send(settings)
    assert "Nog geheim" in _get(project, "")
    log = unescape(boss.get("/staff/log").text)
    assert "Administrator held the results of spoorzone back." in log
    assert "Administrator published the results of spoorzone." in log


def test_only_staff_see_results_before_others(project: Published) -> None:
    where = f"{project.server.url}/staff/projects/{project.project.id}/results"
    assert httpx.get(where, headers={"Accept": "text/html"}).status_code in (303, 401)


def test_the_legend_of_the_map_names_numbers_that_there_can_be(project: Published) -> None:
    for number, east in ((38, 105_420.0), (22, 105_520.0), (9, 105_620.0)):
        project.say(number, point=(east, 424_520.0, 1.0))
    page = httpx.get(f"{project.server.url}/results/spoorzone?lang=en").text
    legend = page.split('class="legend"')[1].split("</ul>")[0]
    steps = re.findall(r"</svg> (\d+)(?: to (\d+))? opinions", legend)
    told = {int(each) for step in steps for each in step if each}
    assert len(steps) > 1
    assert {each % 5 for each in told} == {0}
    squares = {int(each) for each in re.findall(r"<title>[^<]*: (\d+)</title>", page)}
    assert (min(told), max(told)) == (min(squares), max(squares))
