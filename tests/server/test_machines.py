"""Machines: enrolled by a code, known by a key, and no longer known."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from mrapp.protocol.messages import ROOT
from mrapp.server.access import Role
from mrapp.server.machines import CODE_LIFE, ENDS_SOON, KEY_LIFE, know_project, revoke
from tests.server.colleagues import colleague
from tests.server.enrolled import Machine, code_for, enrolled, machine_of
from tests.servers import Running, running_server

PROJECT = "spoorzone dordrecht"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        """Return what time it is."""
        return self.now


def _enrol(server: Running, code: str) -> httpx.Response:
    return httpx.post(f"{server.url}{ROOT}/enrolments", json={"code": code, "label": "  hall\t1 "})


def test_a_project_is_new_once(server: Running) -> None:
    database = server.backend.database
    for is_new in (True, False):
        with database.writing() as conn:
            assert know_project(database, conn, "quay", NOON) is is_new


def test_a_code_makes_one_machine_known(server: Running) -> None:
    code = code_for(server, PROJECT)
    typed = code.lower().replace("-", " ").replace("0", "o")
    first, second = _enrol(server, typed), _enrol(server, code)
    assert first.status_code == 201
    machine = Machine(server, enrolled(server, PROJECT))
    told = machine.ask("GET", "/machine")
    assert told.json()["label"] == "town hall"
    assert "key" not in told.json()
    assert second.status_code == 403
    assert second.json()["code"] == "code-wrong"
    assert second.headers["Content-Type"] == "application/problem+json"


def test_of_those_who_use_a_code_at_once_only_one_gets_a_key(server: Running) -> None:
    code = code_for(server, PROJECT)
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda _: _enrol(server, code).status_code, range(6)))
    assert sorted(answers) == [201, 403, 403, 403, 403, 403]


def test_who_has_no_valid_key_gets_nothing(server: Running) -> None:
    machine, other = machine_of(server, PROJECT), machine_of(server, "stationsplein")
    path = f"{server.url}{ROOT}/projects"
    mine, theirs = f"{path}/{PROJECT}/machine", f"{path}/stationsplein/machine"
    key = {"Authorization": f"Bearer {machine.enrolment.key}"}
    assert httpx.get(mine, headers=key).status_code == 200
    assert httpx.get(theirs, headers=key).status_code == 404
    assert httpx.get(f"{path}/nothing/machine", headers=key).json()["code"] == "no-such-project"
    for wrong in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}):
        answer = httpx.get(mine, headers=wrong)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    with server.backend.database.writing() as conn:
        revoke(conn, machine.enrolment.machine, server.backend.utc_now())
    assert machine.ask("GET", "/machine").status_code == 401
    assert other.ask("GET", "/machine").status_code == 200


def test_codes_and_keys_expire(tmp_path: Path, database_url: str) -> None:
    clock = Clock()
    with running_server(tmp_path, database_url, clock) as server:
        code, machine = code_for(server, PROJECT), machine_of(server, PROJECT)
        clock.now = NOON + CODE_LIFE + timedelta(seconds=1)
        assert _enrol(server, code).status_code == 403
        assert machine.ask("GET", "/machine").status_code == 200
        clock.now = NOON + KEY_LIFE + timedelta(seconds=1)
        assert machine.ask("GET", "/machine").status_code == 401


@pytest.mark.parametrize("body", [b"", b"{", b'{"code": 1}', b'{"code": ""}', b"[]", b"\xff"])
def test_what_is_not_understood_is_told_without_repeating_it(server: Running, body: bytes) -> None:
    answer = httpx.post(f"{server.url}{ROOT}/enrolments", content=body)
    assert answer.status_code == 400
    assert answer.json()["code"] == "not-understood"


def test_a_large_body_is_not_read_to_its_end(server: Running) -> None:
    answer = httpx.post(f"{server.url}{ROOT}/enrolments", content=b"x" * 20_000)
    assert answer.status_code == 413


def test_the_administrator_hears_of_keys_that_end(tmp_path: Path, database_url: str) -> None:
    clock = Clock()
    with running_server(tmp_path, database_url, clock) as server:
        machine_of(server, "spoorzone")
        boss, page = colleague(server, Role.ADMINISTRATOR), "/staff/projects/spoorzone/machines"
        for later, told in (
            (timedelta(0), "in use"),
            (KEY_LIFE - ENDS_SOON, "key valid until"),
            (KEY_LIFE, "key expired on"),
        ):
            clock.now = NOON + later
            boss.sign_in("administrator")
            shown = boss.get(page).text
            assert told in shown
            assert ("valid for two years" in shown) == bool(later)
