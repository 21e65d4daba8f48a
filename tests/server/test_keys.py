"""Keys of staff: shown once, revoked; they read one project, and each export is in the log."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from mrapp.model.remark import Remark
from mrapp.protocol.messages import ROOT, Export, ModerationState, RemarksPage
from mrapp.server import audit
from mrapp.server.access import Role
from mrapp.server.database.moderating import audit as log
from mrapp.server.database.people import personal_keys
from tests.server.colleagues import Clock, Colleague, colleague
from tests.server.keys import key_of, reader_key
from tests.server.published import Published, published
from tests.server.sending import push
from tests.servers import Running, running_server

_HOME = f"{ROOT}/projects/spoorzone"


@pytest.fixture
def project(server: Running) -> Published:
    return published(server)


def _program(server: Running, key: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {key}", "Connection": "close"}
    return httpx.Client(base_url=server.url, headers=headers)


def _begun(program: httpx.Client, *, with_hidden: bool = False) -> Export:
    answer = program.post(f"{_HOME}/exports", json={"withHidden": with_hidden})
    assert answer.status_code == 201, answer.text
    return Export.model_validate_json(answer.content)


def _read(program: httpx.Client, cursor: str) -> Iterator[RemarksPage]:
    while cursor:
        answer = program.get(f"{_HOME}/remarks", params={"cursor": cursor})
        assert answer.status_code == 200, answer.text
        page = RemarksPage.model_validate_json(answer.content)
        yield page
        cursor = page.cursor


def test_a_key_reads_each_remark_once_and_each_export_is_in_the_log(project: Published) -> None:
    said = project.say(230)
    project.judge(said[:10], ModerationState.HIDDEN)
    push(project.machine, project.sender.addition(said[20].id, "En nog iets"))
    program = _program(project.server, reader_key(project.server, "spoorzone"))
    assert program.get(f"{ROOT}/key").json()["project"] == "spoorzone"
    begun = _begun(program)
    later = project.say(1)[0]
    pages = list(_read(program, begun.cursor))
    read = [Remark.model_validate_json(each.remark) for page in pages for each in page.remarks]
    assert (begun.remarks, len(pages), read) == (220, 2, said[10:])
    assert later not in read
    added = [each.additions for page in pages for each in page.remarks if each.additions]
    assert [json.loads(each)["text"] for (each,) in added] == ["En nog iets"]
    assert not any("lookup" in each.remark for page in pages for each in page.remarks)
    assert _begun(program, with_hidden=True).remarks == 231
    with project.server.backend.database.reading() as conn:
        lines = conn.execute(select(log).where(log.c.action == "remarks.exported")).all()
        key_id = conn.scalars(select(personal_keys.c.id)).one()
        assert audit.first_broken(conn) is None
    told = [(row.project, row.detail) for row in lines]
    assert told == [
        ("spoorzone", {"remarks": 220, "withHidden": False, "key": key_id}),
        ("spoorzone", {"remarks": 231, "withHidden": True, "key": key_id}),
    ]
    assert all(row.staff for row in lines)


def test_nobody_reads_past_the_log_or_with_the_cursor_of_another(project: Published) -> None:
    project.say(3)
    mine, other = (
        _program(project.server, reader_key(project.server, "spoorzone", role))
        for role in (Role.FACILITATOR, Role.MODERATOR)
    )
    cursor = _begun(mine).cursor
    for wrong in ("0-3-1-" + "0" * 64, cursor.replace("-0-", "-1-"), "1", ""):
        answer = mine.get(f"{_HOME}/remarks", params={"cursor": wrong})
        assert (answer.status_code, answer.json()["code"]) == (400, "not-understood")
    assert other.get(f"{_HOME}/remarks", params={"cursor": cursor}).status_code == 400


def test_long_remarks_come_a_few_at_a_time(project: Published) -> None:
    said = [project.say(1, text="a" * 1_000_000)[0] for _ in range(12)]
    program = _program(project.server, reader_key(project.server, "spoorzone"))
    pages = list(_read(program, _begun(program).cursor))
    assert [len(page.remarks) for page in pages] == [4, 4, 4]
    ids = [each.id for page in pages for each in page.remarks]
    assert ids == [each.id for each in said]


def test_a_key_is_shown_once_and_ends(tmp_path: Path) -> None:
    clock = Clock()
    url = f"sqlite:///{tmp_path}/server.sqlite"
    with running_server(tmp_path, url, clock) as server:
        published(server)
        person, boss = (colleague(server, x) for x in (Role.FACILITATOR, Role.ADMINISTRATOR))
        first, second, third = (key_of(person, server, "spoorzone", days) for days in (1, 90, 90))
        page = person.get("/staff/keys").text
        assert not any(key in page for key in (first, second, third))
        with server.backend.database.reading() as conn:
            assert not [x for row in conn.execute(select(personal_keys)) for x in row if x == first]
        assert _tells(server, second) == ""
        _revoke(person, page)  # the newest stands first
        assert _tells(server, third) == "not-known"
        clock.later(days=2)
        person.sign_in("facilitator")
        assert _tells(server, first) == "not-known"
        assert _tells(server, second) == ""
        boss.sign_in("administrator")
        _shut_out(boss)
        assert _tells(server, second) == "not-known"
        # Who is let in again makes a new one.
        _shut_out(boss, may_enter="yes")
        assert _tells(server, second) == "not-known"


def test_a_key_ends_within_ninety_days(server: Running) -> None:
    published(server)
    person = colleague(server, Role.MODERATOR)
    for day in ("2020-01-01", "2126-01-01", "soon", ""):
        asked = {"name": "x", "project": "spoorzone", "last_day": day}
        page = person.send("/staff/keys", **asked)
        assert page.status_code == 422
    assert "90 days at most" in page.text or not day
    with server.backend.database.reading() as conn:
        assert conn.execute(select(personal_keys)).all() == []


def _tells(server: Running, key: str) -> str:
    """Return the code of the problem with a key; "": none."""
    answer = _program(server, key).get(f"{ROOT}/key")
    if answer.status_code == 401:
        assert "on the page Keys" in answer.json()["words"]["en"]
    return str(answer.json().get("code", ""))


def _revoke(person: Colleague, page: str) -> None:
    first = re.findall(r'action="(/staff/keys/[^"]+/revoke)"', page)[0]
    assert "was revoked" in person.send(first).text


def _shut_out(boss: Colleague, **told: str) -> None:
    page = boss.get("/staff/people").text
    (one,) = re.findall(r'href="(/staff/people/[^"]+)">Facilitator', page)
    boss.send(one, role="facilitator", **told)
