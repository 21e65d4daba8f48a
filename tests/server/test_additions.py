"""What is added to an opinion is looked at by itself; what was shown stays shown meanwhile."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, update

from mrapp.app.remarks.receipts import Seal
from mrapp.protocol.messages import BATCH_ENTRIES, ROOT, Batch
from mrapp.server.access import Role
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import projects, remarks
from mrapp.server.database.moderating import additions
from tests.server.colleagues import Colleague, colleague
from tests.server.enrolled import machine_of
from tests.server.published import Published, published
from tests.server.sending import PROJECT, Sender, outcomes, push
from tests.server.test_receipts import Visitor
from tests.servers import Running, running_server

pytestmark = pytest.mark.slow

_HOME = "/staff/projects/spoorzone/remarks"
_FIRST, _LATER = "Meer bomen", "Vraag het Jan van nummer 12"


@pytest.fixture
def project(server: Running) -> Published:
    return published(server)


@pytest.fixture
def moderator(server: Running) -> Colleague:
    return colleague(server, Role.MODERATOR)


def _given(project: Published) -> tuple[str, Visitor]:
    """Let somebody say something; returns its id, and its maker with the receipt."""
    receipt, sealed = project.sender.sealed()
    told = {"project": project.project.id}
    remark = project.sender.maker.remark(_FIRST).model_copy(update=told)
    push(project.machine, project.sender.of_remark(remark, sealed))
    return remark.id, Visitor(project.server, str(receipt))


def _seen(page: str) -> list[str]:
    """Return what a page of staff says that stands on it as new."""
    return re.findall(r'name="seen" value="([^"]+)"', page)


def _additions(page: str) -> list[str]:
    return re.findall(r'name="addition" value="([^"]+)"', page)


def _public(project: Published) -> str:
    """Return what anyone reads of the project: the page, open data, and what map programs get."""
    root = project.server.url
    paths = ("/results/spoorzone", "/results/spoorzone/remarks.csv")
    told = [httpx.get(root + each, timeout=60).text for each in paths]
    return "".join(told) + httpx.get(f"{root}/ogc/collections/spoorzone/items").text


def test_what_is_added_is_seen_by_nobody_until_somebody_decided(
    project: Published, moderator: Colleague
) -> None:
    remark, maker = _given(project)
    where = f"{_HOME}/{remark}"
    assert _seen(moderator.get(where).text) == []
    # Before the button is pressed, but after the page was made.
    assert "Dank u wel" in maker.does("/addition", text=_LATER).text
    moderator.raw(f"{where}/state", csrf=moderator.csrf(), do="show")
    assert (_FIRST in _public(project), _LATER in _public(project)) == (True, False)
    assert "Nog niemand heeft dit bekeken" in maker.does().text
    assert "additions that nobody has looked at" in moderator.get(_HOME).text
    assert remark in moderator.get(f"{_HOME}?state=added").text
    assert remark not in moderator.get(f"{_HOME}?state=new").text
    # Deciding about the opinion again decides nothing about what was added.
    for do in ("undo", "show"):
        moderator.send(f"{where}/state", do=do)
    assert (_FIRST in _public(project), _LATER in _public(project)) == (True, False)
    # Of what was added to an opinion that did not come nobody can look at anything.
    lost = project.sender.addition(project.sender.maker.id())
    assert outcomes(project.machine, lost) == ["stored"]
    (addition,) = _additions(moderator.get(where).text)
    told = moderator.send(f"{where}/state", do="show", addition=addition)
    assert "addition is shown" in told.text
    assert (_FIRST in _public(project), _LATER in _public(project)) == (True, True)
    moderator.send(f"{where}/state", do="hide", addition=addition, reason="personal")
    assert (_FIRST in _public(project), _LATER in _public(project)) == (True, False)
    assert "Er staan gegevens van een persoon in." in maker.does().text
    log = colleague(project.server, Role.ADMINISTRATOR).get("/staff/log").text
    assert "Moderator hid an addition to opinion 1." in log
    maker.does("/withdrawal")
    assert remark not in moderator.get(f"{_HOME}?state=added").text
    assert "additions that nobody" not in moderator.get(_HOME).text


def test_what_stood_on_the_page_is_decided_along(project: Published, moderator: Colleague) -> None:
    remark, maker = _given(project)
    maker.does("/addition", text="En een bankje")
    one = _seen(moderator.get(f"{_HOME}/{remark}").text)
    maker.does("/addition", text=_LATER)
    moderator.raw(f"{_HOME}/{remark}/state", csrf=moderator.csrf(), do="show", seen=one)
    told = _public(project)
    assert ("En een bankje" in told, _LATER in told) == (True, False)


def test_of_many_only_those_are_shown_of_which_all_words_stood_there(
    project: Published, moderator: Colleague
) -> None:
    long = project.say(1, text="Kort")[0]
    assert long.answered is not None
    words = "woord " * 200 + _LATER
    (long,) = project.say(
        1, answered=long.answered.model_copy(update={"answers": {"why": words}}), text="Kort."
    )
    remark, maker = _given(project)
    maker.does("/addition", text="En een bankje")
    page = moderator.get(_HOME)
    assert "En een bankje" in page.text
    assert "omdat" in page.text
    late = project.sender.addition(remark, _LATER)
    assert outcomes(project.machine, late) == ["stored"]
    done = moderator.send_many(
        _HOME, [long.id, remark], do="show", seen=_seen(page.text), back=_HOME
    )
    assert "but not those of which not all words stand here" in done.text
    told = _public(project)
    assert (_FIRST in told, "En een bankje" in told, _LATER in told) == (True, True, False)
    assert "woord woord" not in told


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("at_once", [True, False])
def test_more_than_anybody_reads_that_is_added_keeps_nobody_from_hiding_it(
    project: Published, moderator: Colleague, at_once: bool
) -> None:
    remark, maker = _given(project)
    many = [project.sender.addition(remark, "Nog iets") for _ in range(1001)]
    for begin in range(0, len(many), BATCH_ENTRIES):
        push(project.machine, *many[begin : begin + BATCH_ENTRIES])
    page = moderator.get(_HOME if at_once else f"{_HOME}/{remark}")
    maker.does("/addition", text=_LATER)
    seen, where = _seen(page.text), f"{_HOME}/{remark}/state"
    if at_once:
        moderator.send_many(_HOME, [remark], seen, do="hide", reason="abusive")
    else:
        moderator.raw(where, csrf=moderator.csrf(), seen=seen, do="hide", reason="abusive")
    with project.server.backend.database.reading() as conn:
        states = conn.scalars(select(additions.c.state)).all()
        assert conn.scalars(select(remarks.c.state)).all() == ["hidden"]
    assert Counter(states) == {"hidden": 1001, "new": 1}


def test_with_one_receipt_nobody_adds_without_end(tmp_path: Path, database_url: str) -> None:
    now = [datetime(2026, 11, 22, 12, tzinfo=UTC)]
    with running_server(tmp_path, database_url, lambda: now[0]) as server:
        machine, sender = machine_of(server, PROJECT), Sender(8)
        with server.backend.database.writing() as conn:
            conn.execute(update(projects).values(is_open=True))
        (remark, receipt, sealed), other = sender.remark(_FIRST), sender.remark("Iets anders")
        push(machine, remark, other[0])

        def add_by_phone(times: int, about: str = remark.id, by: Seal = sealed) -> Counter[str]:
            said = [sender.maker.addition(about) for _ in range(times)]
            many = [
                sender.entry("addition", each.id, about, {"addition": each, "seal": by})
                for each in said
            ]
            url = f"{server.url}{ROOT}/public/projects/{PROJECT}/entries"
            told = httpx.post(url, content=Batch(entries=tuple(many)).on_wire(), timeout=60).json()
            return Counter(each["outcome"] for each in told["results"])

        assert add_by_phone(25) == {"stored": 20, "refused": 5}
        # In words, and what was written is not thanked for.
        told = Visitor(server, str(receipt)).does("/addition", text=_LATER).text
        assert "Dit is niet bewaard: er kwam in een uur al 20 keer iets bij" in told
        assert ("Dank u wel" in told, _LATER in told) == (False, False)
        # Another receipt is not held up by it, nor a machine of staff, nor withdrawing.
        assert add_by_phone(1, other[0].id, other[2]) == {"stored": 1}
        assert outcomes(machine, sender.addition(remark.id)) == ["stored"]
        for _ in range(9):
            now[0] += timedelta(hours=1)
            assert add_by_phone(20) == {"stored": 20}
        now[0] += timedelta(hours=1)
        assert add_by_phone(1) == {"refused": 1}
        told = Visitor(server, str(receipt)).does("/addition", text=_LATER).text
        assert "er kwam al 200 keer iets bij deze mening" in told
        assert "Uw mening is gewist" in Visitor(server, str(receipt)).does("/withdrawal").text


def test_what_was_added_before_this_was_kept_waits(bare_url: str) -> None:
    """A server of before knows not who looked at what, so somebody looks again."""
    database = Database(bare_url)
    with database.writing() as conn:
        database.step_to(conn, "0007")
        conn.exec_driver_sql(
            "INSERT INTO projects (id, created_utc, head) VALUES ('p', '2026-11-22', '')"
        )
        for number, kind, content in (
            (1, "remark", "'x'"),
            (2, "addition", "'x'"),
            (3, "addition", "NULL"),
        ):
            about = "'1'" if kind == "addition" else "NULL"
            conn.exec_driver_sql(
                "INSERT INTO entries (project, number, id, kind, about, digest, content, hash, "
                f"received_utc) VALUES ('p', {number}, '{number}', '{kind}', {about}, '', "
                f"{content}, '', '2026-11-22')"
            )
        for own in ("1", "4"):
            conn.exec_driver_sql(
                f"INSERT INTO remarks (project, id, number) VALUES ('p', '{own}', {own})"
            )
    database.bring_up_to_date()
    with database.reading() as conn:
        rows = conn.execute(select(additions.c.id, additions.c.remark, additions.c.state)).all()
        named = conn.scalars(select(remarks.c.public_id)).all()
    database.close()
    assert [tuple(row) for row in rows] == [("2", "1", "new")]
    assert len({each for each in named if each}) == 2
