"""Once the day is over, the server makes anonymous or erases, whatever came when, and says so."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, update

from mrapp.cli.main import run
from mrapp.model.remark import sha256_of
from mrapp.server import audit, retention
from mrapp.server.access import Role
from mrapp.server.attachments import Place
from mrapp.server.chores import settle_erasures
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries, projects, remarks
from mrapp.server.database.moderating import audit as log
from mrapp.server.intake.erasing import erase_said
from mrapp.server.public.counting import Counter, count
from mrapp.server.said import read_remarks
from mrapp.server.saving.backing_up import back_up
from mrapp.server.saving.restoring import put_back
from tests.server.colleagues import colleague
from tests.server.published import Published, published
from tests.server.sending import outcomes, push
from tests.servers import Running, waiting

pytestmark = pytest.mark.slow

_LAST_DAY = date(2026, 11, 1)
_WORDS = "correct horse battery"


@pytest.fixture
def project(server: Running) -> Published:
    return published(server)


def _end(project: Published, then: str, last_day: date = _LAST_DAY) -> None:
    """Let the day be over, and the server do what it does then."""
    database = project.server.backend.database
    with database.writing() as conn:
        conn.execute(update(projects).values(keep_until=last_day, keep_then=then))
    retention.sweep(project.server.backend)
    settle_erasures(project.server.backend)


def _contents(project: Published) -> list[bytes]:
    with project.server.backend.database.reading() as conn:
        return [each for each in conn.scalars(select(entries.c.content)) if each is not None]


def test_a_day_that_is_over_is_saved_only_by_who_is_sure(project: Published) -> None:
    boss = colleague(project.server, Role.ADMINISTRATOR)
    where = "/staff/projects/spoorzone/settings"
    project.say(3, text="Ik ben Jan")
    typed = {"keep_until": "2026-11-01", "keep_then": "anonymise"}

    asked = boss.send(where, **typed)
    assert asked.status_code == 422
    assert "3 opinions anonymous" in asked.text
    retention.sweep(project.server.backend)
    assert [each for each in _contents(project) if b"Jan" in each]

    sure = unescape(asked.text.split('name="sure" value="')[1].split('"')[0])
    other = boss.send(where, **{**typed, "keep_then": "erase"}, sure=sure)
    assert (other.status_code, "Yes, erase 3 opinions" in other.text) == (422, True)
    assert "settings were saved" in boss.send(where, **typed, sure=sure).text
    retention.sweep(project.server.backend)
    assert not [each for each in _contents(project) if b"Jan" in each]
    # What goes already is no reason to ask again.
    assert "settings were saved" in boss.send(where, **typed, is_open="yes").text


def test_what_is_made_anonymous_keeps_its_numbers_and_no_words(project: Published) -> None:
    said = project.say(230, text="Ik ben Jan")
    added = project.sender.addition(said[0].id, "Jan woont hier")
    push(project.machine, added)
    before = count(project.server.backend, "spoorzone").counted
    with project.server.backend.database.reading() as conn:
        assert retention.preview(conn, "spoorzone", "anonymise").remarks == 230
    _end(project, "anonymise")
    assert not [each for each in _contents(project) if b"Jan" in each or b"omdat" in each]
    with project.server.backend.database.reading() as conn:
        left = read_remarks(conn, "spoorzone", [said[7].id])[0].remark
        assert retention.preview(conn, "spoorzone", "anonymise").remarks == 0
        assert conn.scalars(select(entries.c.salt).where(entries.c.salt.is_not(None))).all() == []
    assert left is not None
    assert left.made_utc.hour == 0
    given = left.answered.answers if left.answered else {}
    assert set(given) == {"how", "missed", "which", "high", "mood", "important", "place"}
    after = count(project.server.backend, "spoorzone").counted
    assert (after.total, after.of("mood"), after.of("place")) == (
        (before.total, before.of("mood"), before.of("place"))
    )
    assert after.of("spoorzone/how") == before.of("spoorzone/how")


def test_what_is_erased_stays_in_the_list_and_nowhere_else(project: Published) -> None:
    said = project.say(3)
    _end(project, "erase")
    assert _contents(project) == []
    with project.server.backend.database.reading() as conn:
        assert set(conn.scalars(select(remarks.c.made_utc))) == {None}
    asked = ["verify", project.server.url, "--project", "spoorzone", "--receipt-id", said[0].id]
    assert run(asked) == 0
    assert count(project.server.backend, "spoorzone").counted.total == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_numbers_of_what_is_erased_go_at_once_in_all_processes_and_after_a_restore(
    project: Published, tmp_path: Path
) -> None:
    backend = project.server.backend
    project.say(6)
    processes = Counter(), Counter()
    assert [each.results(backend, "spoorzone").counted.total for each in processes] == [6, 6]
    path, place = tmp_path / "all.zip", str(tmp_path / "data/attachments")
    back_up(backend.database, place, path, _WORDS, backend.utc_now())
    _end(project, "erase")
    assert [each.results(backend, "spoorzone").counted.total for each in processes] == [0, 0]
    other = Database(f"sqlite:///{tmp_path}/other.sqlite")
    assert put_back(other, place, path, _WORDS, backend.utc_now()).erased_again == 6
    assert count(replace(backend, database=other), "spoorzone").counted.total == 0
    other.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("before", [0, 6])
def test_what_is_erased_while_it_is_counted_does_not_come_back(
    project: Published, before: int
) -> None:
    backend = project.server.backend
    said = project.say(before)
    if before:
        assert count(backend, "spoorzone").counted.total == before
    said += project.say(7)
    with ThreadPoolExecutor() as threads:
        with backend.database.writing() as conn:
            backend.database.lock_project(conn, "spoorzone")
            counting = threads.submit(count, backend, "spoorzone")
            # It has counted, and waits to keep its numbers.
            while not waiting(backend.database) and not counting.done():
                time.sleep(0.01)
            gone, now = [each.id for each in said[1:]], backend.utc_now()
            erase_said(backend.database, conn, "spoorzone", gone, now, withdrawn=False)
        assert counting.result().counted.total == 1
    assert count(backend, "spoorzone").counted.total == 1


def test_what_comes_late_goes_as_well_and_twice_is_once(project: Published) -> None:
    _end(project, "anonymise")
    _receipt, sealed = project.sender.sealed()
    told = {"project": "spoorzone", "text": "Te laat"}
    late = project.sender.maker.remark().model_copy(update=told)
    entry = project.sender.of_remark(late, sealed)
    assert outcomes(project.machine, entry) == ["stored"]
    retention.sweep(project.server.backend)
    retention.sweep(project.server.backend)
    assert not [each for each in _contents(project) if b"Te laat" in each]
    assert outcomes(project.machine, entry) == ["known"]
    with project.server.backend.database.reading() as conn:
        lines = conn.execute(select(log.c.action, log.c.detail)).all()
        assert audit.first_broken(conn) is None
    done = [row.detail for row in lines if row.action == "retention.anonymise"]
    assert done == [{"remarks": 1, "first": 1, "last": 1, "keepUntil": "2026-11-01"}]


@pytest.mark.parametrize("then", ["anonymise", "erase"])
def test_what_is_added_afterwards_goes_as_well(project: Published, then: str) -> None:
    (said,) = project.say(1)
    _end(project, then)
    late = project.sender.addition(said.id, "Jan woont hier")
    assert outcomes(project.machine, late) == ["stored"]
    assert [each for each in _contents(project) if b"Jan" in each]
    retention.sweep(project.server.backend)
    retention.sweep(project.server.backend)
    assert not [each for each in _contents(project) if b"Jan" in each]
    assert outcomes(project.machine, late) == ["known"]
    with project.server.backend.database.reading() as conn:
        lines = conn.scalars(select(log.c.action)).all()
        assert audit.first_broken(conn) is None
    assert [x for x in lines if x == "retention.additions"] == ["retention.additions"]


def test_until_the_end_of_the_day_nothing_happens(project: Published) -> None:
    project.say(2)
    today = datetime.now(UTC).date()
    _end(project, "erase", today + timedelta(days=1))
    assert len(_contents(project)) == 2
    assert retention.is_over(date(2026, 11, 1), datetime(2026, 11, 1, 23, 30, tzinfo=UTC))
    assert not retention.is_over(date(2026, 11, 1), datetime(2026, 11, 1, 22, 30, tzinfo=UTC))


def test_a_file_goes_too_and_a_mark_stays(project: Published) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(100)
    attachments = project.server.backend.attachments
    (said,) = project.say(1)
    place = Place("spoorzone", said.id, sha256_of(picture))
    attachments.write(place, [picture])
    _end(project, "erase")
    assert attachments.read(place) is None
    assert attachments.erased("spoorzone") == {said.id}
    items = httpx.get(f"{project.server.url}/ogc/collections/spoorzone/items").json()
    assert items["features"] == []
