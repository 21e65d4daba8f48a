"""What phones send without a key: to open projects only, within limits, from sites that may."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from mrapp.model.remark import new_id, sha256_of
from mrapp.protocol.messages import ROOT, Batch, EntryMessage
from mrapp.server.api.from_phones import RANGE_ENTRIES
from mrapp.server.attachments import Place
from mrapp.server.chores import settle_erasures
from mrapp.server.database.intake import daily_salts, entries, projects, tallies
from mrapp.server.machines import know_project
from mrapp.server.public.attempts import WINDOW, sweep_attempts
from mrapp.server.withdrawals import read_noted
from tests.server.enrolled import machine_of
from tests.server.sending import PROJECT, Sender, outcomes
from tests.server.test_files import picture
from tests.servers import Running, running_server

pytestmark = pytest.mark.slow

_PICTURE = picture(300)
SITE = "https://www.dordrecht.nl"


def _opened(server: Running, project: str = PROJECT, *, is_open: bool = True) -> None:
    database, now = server.backend.database, server.backend.utc_now()
    with database.writing() as conn:
        know_project(database, conn, project, now)
        told = {"is_open": is_open, "hosts": [SITE]}
        conn.execute(update(projects).where(projects.c.id == project).values(told))


def _send(server: Running, *sent: EntryMessage, **headers: str) -> httpx.Response:
    url = f"{server.url}{ROOT}/public/projects/{PROJECT}/entries"
    return httpx.post(url, content=Batch(entries=sent).on_wire(), headers=headers)


def _outcomes(answer: httpx.Response) -> list[str]:
    return [each["outcome"] for each in answer.json()["results"]]


def _file(server: Running, method: str, whole: bytes, **told: Any) -> httpx.Response:
    path = f"{ROOT}/public/projects/{PROJECT}/remarks/{new_id()}/files/{sha256_of(whole)}"
    return httpx.request(method, f"{server.url}{path}", **told)


def test_anybody_sends_to_an_open_project_and_to_no_other(server: Running) -> None:
    sent = [Sender(1).remark("Mooi.")[0]] * 2
    assert _send(server, *sent).json()["code"] == "no-such-project"
    _opened(server, is_open=False)
    assert _send(server, *sent).json()["code"] == "no-such-project"
    _opened(server)
    assert _outcomes(_send(server, *sent)) == ["stored", "known"]
    with server.backend.database.reading() as conn:
        assert conn.execute(select(entries.c.machine)).all() == [(None,)]
    for path in ("entries", "changes", "machine"):
        assert httpx.get(f"{server.url}{ROOT}/public/projects/{PROJECT}/{path}").status_code in (
            404,
            405,
        )


def test_only_who_made_a_remark_adds_to_it_or_withdraws_it(server: Running) -> None:
    _opened(server)
    sender = Sender(2)
    entry, _receipt, sealed = sender.remark()
    added = sender.maker.addition(entry.id)
    with_seal = sender.entry("addition", added.id, entry.id, {"addition": added, "seal": sealed})
    wrong = (sender.addition(entry.id), sender.withdrawal(entry.id, sender.sealed()[1]))
    assert _outcomes(_send(server, entry, *wrong)) == ["stored", "refused", "refused"]
    answer = _send(server, with_seal, sender.withdrawal(entry.id, sealed))
    assert _outcomes(answer) == ["withdrawn", "stored"]


def test_a_file_tells_nothing_but_what_is_seen(server: Running) -> None:
    _opened(server)
    told, bare = picture(20), picture(20)[:33] + picture(20)[-12:]
    params = {"begin": 0, "size": len(told)}
    assert _file(server, "PUT", told, params=params, content=told).json()["code"] == "file-wrong"
    params = {"begin": 0, "size": len(bare)}
    assert _file(server, "PUT", bare, params=params, content=bare).json()["complete"]
    assert _file(server, "GET", bare).json()["receivedBytes"] == 0


def test_pages_of_other_sites_send_where_the_project_names_them(server: Running) -> None:
    _opened(server)
    entry = Sender(3).remark()[0]
    answer = _send(server, entry, Origin=SITE)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == SITE
    assert "Origin" in answer.headers["Vary"]
    other = _send(server, entry, Origin="https://example.org")
    assert other.status_code == 403
    assert "Access-Control-Allow-Origin" not in other.headers
    asked = {"Access-Control-Request-Method": "PUT", "Origin": SITE}
    preflight = _file(server, "OPTIONS", b"x", headers=asked)
    assert preflight.status_code == 204
    assert "PUT" in preflight.headers["Access-Control-Allow-Methods"]
    closed = httpx.post(f"{server.url}{ROOT}/enrolments", headers={"Origin": SITE})
    assert "Access-Control-Allow-Origin" not in closed.headers


def test_too_much_at_once_is_told_and_no_address_is_kept(tmp_path: Path, database_url: str) -> None:
    now = [datetime(2026, 11, 22, 12, 1, tzinfo=UTC)]
    with running_server(tmp_path, database_url, lambda: now[0]) as server:
        _opened(server)
        sent = [Sender(seed).remark("Kort.")[0] for seed in range(100)]
        for _ in range(RANGE_ENTRIES // 100):
            assert _send(server, *sent).status_code == 200
        answer = _send(server, sent[0])
        assert answer.status_code == 429
        assert answer.json()["code"] == "too-many"
        assert 0 < int(answer.headers["Retry-After"]) <= WINDOW.total_seconds()
        database = server.backend.database
        with database.reading() as conn:
            assert "127.0.0" not in repr(conn.execute(select(tallies)).all())
        now[0] += WINDOW
        assert _send(server, sent[0]).status_code == 200
        now[0] += timedelta(days=1)
        sweep_attempts(database, now[0])
        with database.reading() as conn:
            for table in (tallies, daily_salts):
                assert conn.scalar(select(func.count()).select_from(table)) == 0


@pytest.mark.parametrize("body", [b"{", b'{"entries": [1, 2]}'])
def test_what_is_not_understood_counts_as_well(server: Running, body: bytes) -> None:
    _opened(server)
    url = f"{server.url}{ROOT}/public/projects/{PROJECT}/entries"
    assert httpx.post(url, content=body).status_code in (200, 400)


def test_who_only_knows_its_id_withdraws_no_remark_that_is_still_to_come(server: Running) -> None:
    """Such as after a restore: the ids are public, and machines are about to send all again."""
    _opened(server)
    sender, machine = Sender(3), machine_of(server, PROJECT)
    entry, _receipt, sealed = sender.remark("Bomen", files={sha256_of(_PICTURE): _PICTURE})
    other, _receipt, its = sender.remark("Fietsen")
    forged = [sender.withdrawal(entry.id, each) for each in (None, sender.sealed()[1])]
    assert _outcomes(_send(server, *forged)) == ["stored", "stored"]
    # The true one may come first, too: over another way than its remark.
    assert _outcomes(_send(server, sender.withdrawal(other.id, its))) == ["stored"]
    path = f"/remarks/{entry.id}/files/{sha256_of(_PICTURE)}"
    told = machine.ask("PUT", path, params={"begin": 0, "size": len(_PICTURE)}, content=_PICTURE)
    assert told.json()["complete"]
    assert outcomes(machine, entry, other) == ["stored", "withdrawn"]
    place = Place(PROJECT, entry.id, sha256_of(_PICTURE))
    settle_erasures(server.backend)
    assert server.backend.attachments.read(place) == _PICTURE
    assert outcomes(machine, entry, other) == ["known", "withdrawn"]
    attachments = server.backend.attachments
    noted = [read_noted(attachments, path) for path in attachments.withdrawals().values()]
    assert sorted(each.is_unproven for each in noted) == [False, True, True]
    changes = machine.ask("GET", "/changes").json()["changes"]
    assert [each["happening"]["remark"] for each in changes] == [other.id]
    assert outcomes(machine, sender.withdrawal(entry.id, sealed)) == ["stored"]
    assert outcomes(machine, entry) == ["withdrawn"]
