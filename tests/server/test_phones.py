"""What phones send without a key: to open projects only, within limits, from sites that may."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from mrapp.model.remark import new_id, sha256_of
from mrapp.protocol.messages import ROOT, Batch, EntryMessage
from mrapp.server.access import Role
from mrapp.server.api.from_phones import ENTRIES
from mrapp.server.attachments import Place
from mrapp.server.backend import PhoneRoom
from mrapp.server.chores import CROWDED_LIFE, PHONE_LIFE, settle_erasures, sweep_uploads
from mrapp.server.database.intake import daily_salts, entries, files, projects, tallies
from mrapp.server.machines import know_project
from mrapp.server.public.attempts import WINDOW, sweep_attempts
from mrapp.server.withdrawals import read_noted
from tests.server.colleagues import colleague
from tests.server.enrolled import machine_of
from tests.server.sending import PROJECT, Sender, outcomes
from tests.server.test_files import picture
from tests.servers import Running, running_server

pytestmark = pytest.mark.slow

_PICTURE = picture(300)
# For three small files: each counts as 64 KiB more, for its row and its block of the disk.
_FOR_THREE = 190_000
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


def _file(
    server: Running, method: str, whole: bytes, remark: str = "", **told: Any
) -> httpx.Response:
    named = remark or new_id()
    path = f"{ROOT}/public/projects/{PROJECT}/remarks/{named}/files/{sha256_of(whole)}"
    return httpx.request(method, f"{server.url}{path}", **told)


def _file_of(server: Running, remark: str, whole: bytes) -> httpx.Response:
    """Send a file of a remark, whole."""
    params = {"begin": 0, "size": len(whole)}
    return _file(server, "PUT", whole, remark, params=params, content=whole)


def _sent(server: Running) -> str:
    """Send a file whose remark does not come; returns what is said of it."""
    told = _file_of(server, new_id(), _bare(20)).json()
    return "kept" if told.get("complete") else str(told["code"])


def _waiting_of(server: Running) -> list[str | None]:
    """Return which machines sent the files whose remark did not come; None: a phone."""
    asked = select(files.c.machine).where(files.c.role.is_(None))
    with server.backend.database.reading() as conn:
        return sorted(conn.scalars(asked), key=lambda each: each or "")


def _bare(size_bytes: int) -> bytes:
    """Return a picture that tells nothing but what is seen."""
    return picture(size_bytes)[:33] + picture(size_bytes)[-12:]


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
    told, bare = picture(20), _bare(20)
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
        for _ in range(ENTRIES.of_range // 100):
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


def test_files_that_nobody_claims_fill_no_disk_and_go_sooner(
    tmp_path: Path, database_url: str
) -> None:
    now, bare = [datetime(2026, 11, 22, 12, 1, tzinfo=UTC)], _bare(20)
    with running_server(
        tmp_path, database_url, lambda: now[0], room=PhoneRoom(waiting_bytes=_FOR_THREE)
    ) as server:
        _opened(server)
        claimed = Sender(5).remark("Bomen", files={sha256_of(bare): bare})[0]
        assert _file_of(server, claimed.id, bare).json()["complete"]
        assert _outcomes(_send(server, claimed)) == ["stored"]
        assert [_sent(server) for _ in range(4)] == ["kept"] * 3 + ["no-room"]
        # A file that is begun counts by what came of it, and an empty part begins nothing.
        params = {"begin": 0, "size": 2**25}
        assert _file(server, "PUT", bare, params=params, content=b"").status_code == 200
        machine, other = machine_of(server, PROJECT), picture(50)
        path = f"/remarks/{new_id()}/files/{sha256_of(other)}"
        told = machine.ask("PUT", path, params={"begin": 0, "size": len(other)}, content=other)
        assert told.json()["complete"]
        sweep_uploads(server.backend)
        assert _sent(server) == "no-room"
        # Where it is full they wait for an hour, elsewhere for a day.
        now[0] += CROWDED_LIFE + timedelta(seconds=1)
        sweep_uploads(server.backend)
        assert _sent(server) == "kept"
        now[0] += CROWDED_LIFE + timedelta(seconds=1)
        sweep_uploads(server.backend)
        assert _waiting_of(server) == [None, machine.enrolment.machine]
        now[0] += PHONE_LIFE
        sweep_uploads(server.backend)
        assert _waiting_of(server) == [machine.enrolment.machine]
        place = Place(PROJECT, claimed.id, sha256_of(bare))
        assert server.backend.attachments.read(place) == bare


def test_all_files_of_phones_together_and_the_disk_have_a_bound(tmp_path: Path) -> None:
    url, bare = f"sqlite:///{tmp_path}/server.sqlite", _bare(20)
    with running_server(tmp_path, url, room=PhoneRoom(files_bytes=_FOR_THREE)) as server:
        _opened(server)
        for seed in (1, 2, 3):
            said = Sender(seed).remark("Bomen", files={sha256_of(bare): bare})[0]
            assert _file_of(server, said.id, bare).json()["complete"]
            assert _outcomes(_send(server, said)) == ["stored"]
        answer = _file_of(server, new_id(), bare)
        assert (answer.status_code, answer.json()["code"]) == (503, "no-room")
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert "zonder bestand" in answer.json()["words"]["nl"]
        assert int(answer.headers["Retry-After"]) > 0
        page = colleague(server, Role.ADMINISTRATOR).get(f"/staff/projects/{PROJECT}/settings")
        assert "Pictures and recordings of phones: 0.0 of at most 0.0 GiB" in page.text
    with running_server(tmp_path, url, room=PhoneRoom(free_bytes=2**60)) as server:
        assert _sent(server) == "no-room"
        machine, other = machine_of(server, PROJECT), picture(50)
        path = f"/remarks/{new_id()}/files/{sha256_of(other)}"
        told = machine.ask("PUT", path, params={"begin": 0, "size": len(other)}, content=other)
        assert told.json()["complete"]
        assert _outcomes(_send(server, Sender(6).remark("Bomen")[0])) == ["stored"]


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
