"""Nobody is counted out of the numbers: not from a total, from the open data, or from what changes.

Who tries has all that is public: the page, its files, and the public list.
"""

import io
import re
from collections import Counter as Tally

import httpx
import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from mrapp.app.counting.overview import Overview, overview
from mrapp.app.remarks.receipts import Seal
from mrapp.app.remarks.samples import sample_of
from mrapp.protocol.messages import ROOT, Batch, ModerationState
from mrapp.server.database.intake import projects
from mrapp.server.public.counting import SECRET, count
from mrapp.server.public.protecting import Rounding
from mrapp.server.shared_secrets import shared_secret
from tests.server.published import Published, published
from tests.server.sending import NOON, push
from tests.servers import Running

_ROUNDED = re.compile(r">\s*(\d+) \(\d+ %\)</td>")


@pytest.fixture
def project(server: Running) -> Published:
    # Always the same one: by it numbers are rounded up or down.
    shared_secret(server.backend.database, SECRET, lambda: bytes(32), NOON)
    return published(server)


def _page(project: Published) -> str:
    answer = httpx.get(
        f"{project.server.url}/results/spoorzone", headers={"Accept-Language": "nl"}, timeout=60
    )
    assert answer.status_code == 200
    return answer.text


def _numbers(project: Published) -> dict[tuple[str, str], int | None]:
    """Return all that is told of groups now, by list and code."""
    found = count(project.server.backend, "spoorzone").counted
    return {(x.id, y.code): y.number for x in found.lists for y in x.counts}


def _exact(project: Published) -> Overview:
    return overview(project.project, sample_of(project.kept()), by_month=True)


def test_a_total_less_its_groups_gives_no_small_group(project: Published) -> None:
    themes = [each.id for each in project.project.themes]
    for theme, number in zip(themes, (23, 11, 3), strict=False):
        project.say(number, theme=theme)
    told = _numbers(project)
    # Of 37, with the 11 told as well, anybody would reckon the 3.
    assert [told["theme", theme] for theme in themes[1:3]] == [None, None]
    assert told["theme", themes[0]] in (20, 25)
    assert all(number % 5 == 0 for number in told.values() if number is not None)
    assert set(map(int, _ROUNDED.findall(_page(project)))) <= set(range(0, 1000, 5))


def test_one_opinion_more_or_less_changes_no_number(project: Published) -> None:
    project.say(19)
    first, sealed = _give(project)
    before, page = _numbers(project), _ROUNDED.findall(_page(project))
    assert page
    theme = project.project.themes[1].id
    for _ in range(3):
        project.say(1, theme=theme, mood=5, point=(105_420.0, 424_520.0, 1.0))
        assert _numbers(project) == before
        assert _ROUNDED.findall(_page(project)) == page
    push(project.machine, *(project.sender.withdrawal(first, sealed) for _ in range(4)))
    assert _numbers(project) == before
    project.say(1)
    found = count(project.server.backend, "spoorzone").counted
    # Five changes: four that came, and one that went, however often.
    assert (found.total, found.withdrawn) == (23, 1)


def test_what_is_no_opinion_does_not_let_one_be_seen(project: Published) -> None:
    """Else whoever sends it right before and after somebody else's would see what that one says."""
    project.say(20)
    before = _numbers(project)
    nobody = [project.sender.maker.id() for _ in range(5)]
    early = [project.sender.withdrawal(each, project.sender.sealed()[1]) for each in nobody]
    database = project.server.backend.database
    with database.writing() as conn:
        conn.execute(update(projects).values(is_open=True))
    path = f"{project.server.url}{ROOT}/public/projects/spoorzone/entries"
    answer = httpx.post(path, content=Batch(entries=early).on_wire())
    assert [each["outcome"] for each in answer.json()["results"]] == ["stored"] * 5
    # Nor what came and went.
    for _ in range(3):
        own, sealed = _give(project)
        push(project.machine, project.sender.withdrawal(own, sealed))
    project.say(1, theme=project.project.themes[1].id, mood=5)
    assert _numbers(project) == before
    assert count(project.server.backend, "spoorzone").counted.total == 20


def _give(project: Published) -> tuple[str, Seal]:
    """Let somebody say something; returns its id, and what proves who may withdraw it."""
    _receipt, sealed = project.sender.sealed()
    made = project.sender.maker.remark("iets").model_copy(update={"project": "spoorzone"})
    push(project.machine, project.sender.of_remark(made, sealed))
    return made.id, sealed


def test_what_is_not_shown_is_not_told_by_the_rest(project: Published) -> None:
    said = project.say(60)
    project.judge(said[1:])
    project.judge(said[:1], ModerationState.HIDDEN)
    told = _numbers(project)
    rest = overview(
        project.project, sample_of(project.kept()[1:]), by_month=True
    )  # what the open data tells
    # Of each cell that grew by the hidden one, and each that did not: what is told less the rest.
    grew: Tally[int] = Tally()
    stayed: Tally[int] = Tally()
    whole = {(x.id, y.code): y.number for x in _exact(project).lists for y in x.counts}
    for each in rest.lists:
        for one in each.counts:
            number = told.get((each.id, one.code))
            if number is None or one.number is None:
                continue
            is_in = whole[each.id, one.code] != one.number
            (grew if is_in else stayed)[number - one.number] += 1
    assert sum(stayed.values()) > 20
    # Those that stayed are off to both sides as well, so being off by one tells nothing.
    assert min(stayed) < 0 < max(stayed)


def test_rounding_is_right_on_the_average_and_the_same_each_time() -> None:
    rounding = Rounding(b"secret", "project")
    cells = [str(cell) for cell in range(4000)]
    for number in (5, 6, 12, 23, 104):
        told = [rounding(number, cell) for cell in cells]
        assert told == [rounding(number, cell) for cell in cells]
        assert all(each % 5 == 0 and abs(each - number) < 5 for each in told)
        assert sum(told) / len(told) == pytest.approx(number, abs=0.15)
    assert [Rounding(b"other", "project")(7, cell) for cell in cells] != [
        rounding(7, cell) for cell in cells
    ]
    assert rounding.of_group(4, "a") == 0


def test_nobody_sees_which_answer_the_few_gave(project: Published) -> None:
    """Of one opinion alone, "fewer than five" beside zeros would be all that it says."""
    (only,) = project.say(1)
    project.judge([only])
    answer = httpx.get(f"{project.server.url}/results/spoorzone/remarks.xlsx", timeout=60)
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[2]
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] is not None]
    assert len(rows) > 20
    assert {row[3] for row in rows} <= {"<5", 0}
    by_list: dict[object, set[object]] = {}
    for title, _code, _name, number, *_ in rows:
        by_list.setdefault(title, set()).add(number)
    assert all(len(each) == 1 for each in by_list.values())
