"""Requests that come at once go together, and whoever waited hears what came before."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DataError

from mrapp.protocol.messages import EntryMessage, EntryResult
from mrapp.protocol.public_list import BEGIN, line_hash
from mrapp.server.backend import Backend, Settings
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries, projects
from mrapp.server.intake.keeping import Sent, keep, read_back
from mrapp.server.intake.looking import look_at
from mrapp.server.machines import know_project
from tests.server.sending import PROJECT, Sender
from tests.servers import Cluster

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_PATIENCE_S = 30.0


@pytest.fixture
def backend(cluster: Cluster, tmp_path: Path) -> Iterator[Backend]:
    """Return the parts of a server on PostgreSQL, where several write at once."""
    database = Database(cluster.new_database(with_tables=True))
    with database.writing() as conn:
        know_project(database, conn, PROJECT, NOW)
    yield Backend(Settings(tmp_path, "", ""), database)
    database.close()


def _sent(*said: EntryMessage, machine: str | None = None) -> Sent:
    return Sent([look_at(PROJECT, each) for each in said], machine)


@contextmanager
def _held(backend: Backend) -> Iterator[Connection]:
    """Hold the project for a block, as another process does that writes."""
    with backend.database.writing() as conn:
        backend.database.lock_project(conn, PROJECT)
        yield conn


def _until_waiting(backend: Backend, future: Future[list[EntryResult]]) -> None:
    """Wait until somebody waits for the project."""
    asked = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        assert not future.done(), future.result()
        with backend.database.reading() as conn:
            if conn.scalar(asked):
                return
    raise TimeoutError("nobody waits")


def _whole_list(backend: Backend) -> list[str]:
    """Return the ids in the list, whose numbers and hashes were looked at."""
    with backend.database.reading() as conn:
        rows = conn.execute(select(entries).order_by(entries.c.number)).all()
        told = conn.execute(select(projects.c.entries, projects.c.head)).one()
    prev = BEGIN
    for number, row in enumerate(rows, 1):
        prev = line_hash(prev, number, row.kind, row.id, row.about, row.digest)
        assert (row.number, row.hash) == (number, prev)
    assert tuple(told) == (len(rows), prev)
    return [row.id for row in rows]


@pytest.mark.parametrize(
    ("meanwhile", "outcome"),
    [("withdrawal", "withdrawn"), ("the same", "known"), ("another", "stored")],
)
def test_what_came_while_it_waited_counts(backend: Backend, meanwhile: str, outcome: str) -> None:
    sender = Sender(3)
    remark, _, sealed = sender.remark("Meer bomen.")
    coming = {
        "withdrawal": sender.withdrawal(remark.id, sealed),
        "the same": remark,
        "another": sender.remark("Minder bomen.")[0],
    }[meanwhile]
    with ThreadPoolExecutor() as pool:
        with _held(backend) as conn:
            future = pool.submit(backend.gathering.keep, PROJECT, _sent(remark))
            _until_waiting(backend, future)
            keep(backend.database, conn, PROJECT, [coming], None, NOW)
        told = future.result(_PATIENCE_S)
    assert [each.outcome for each in told] == [outcome]
    assert _whole_list(backend) == list(dict.fromkeys((coming.id, remark.id)))
    back = read_back(backend.database, PROJECT, told)
    assert back[0].checksum == remark.digest
    with backend.database.reading() as conn:
        content = conn.scalar(select(entries.c.content).where(entries.c.id == remark.id))
    assert (content is None) == (outcome == "withdrawn")


@pytest.mark.logs
def test_what_one_sent_does_not_spoil_what_goes_with_it(backend: Backend) -> None:
    sender = Sender(4)
    said = [sender.remark("Kort.")[0] for _ in range(8)]
    too_long = "m" * 99  # no name of a machine; PostgreSQL refuses it, and all beside it
    with ThreadPoolExecutor() as pool:
        with _held(backend):
            first = pool.submit(backend.gathering.keep, PROJECT, _sent(said[0]))
            _until_waiting(backend, first)
            wrong = pool.submit(backend.gathering.keep, PROJECT, _sent(said[1], machine=too_long))
            others = [pool.submit(backend.gathering.keep, PROJECT, _sent(x)) for x in said[2:]]
        outcomes = [x.outcome for each in (first, *others) for x in each.result(_PATIENCE_S)]
        with pytest.raises(DataError):
            wrong.result(_PATIENCE_S)
    assert outcomes == ["stored"] * 7
    assert set(_whole_list(backend)) == {x.id for x in said} - {said[1].id}


@pytest.mark.logs
def test_what_is_damaged_here_is_put_aside_and_told_without_what_anybody_said(
    backend: Backend, caplog: pytest.LogCaptureFixture
) -> None:
    sender = Sender(6)
    first, of_it, other = (sender.remark("Kort.") for _ in range(3))
    early = Sent([look_at(PROJECT, sender.withdrawal(of_it[0].id, of_it[2]))], is_public=True)
    backend.gathering.keep(PROJECT, early)
    with backend.database.writing() as conn:
        conn.execute(entries.update().values(content=b"torn"))
    told = backend.gathering.keep(PROJECT, _sent(first[0], of_it[0], other[0]))
    assert [each.outcome for each in told] == ["stored"] * 3
    assert caplog.messages == ["entry 1 of a list is damaged: a withdrawal that does not count"]
    # Whoever has the receipt can still take it back.
    again = backend.gathering.keep(PROJECT, _sent(sender.withdrawal(of_it[0].id, of_it[2])))
    assert [each.outcome for each in again] == ["stored"]


@pytest.mark.logs
def test_what_is_committed_is_told_also_where_statistics_cannot_be_made(
    backend: Backend, caplog: pytest.LogCaptureFixture
) -> None:
    name = backend.database.engine.url.database
    with backend.database.engine.begin() as conn:
        conn.exec_driver_sql(f'ALTER DATABASE "{name}" SET lock_timeout = 50')
    backend.database.engine.dispose()
    sender = Sender(7)
    with backend.database.writing() as conn:
        # As another process does that makes them; it holds up no writer.
        conn.exec_driver_sql("LOCK TABLE seals IN SHARE UPDATE EXCLUSIVE MODE")
        said = _sent(*(sender.remark("Kort.")[0] for _ in range(2)))
        told = backend.gathering.keep(PROJECT, said)
    assert [each.outcome for each in told] == ["stored"] * 2
    assert "statistics" in "".join(caplog.messages)


def test_nothing_is_acknowledged_before_it_is_read_back(backend: Backend) -> None:
    remark = Sender(5).remark("Meer bomen.")[0]
    told = backend.gathering.keep(PROJECT, _sent(remark))
    assert told[0].checksum is None
    with backend.database.writing() as conn:
        conn.execute(entries.update().values(content=b"{}"))
    assert read_back(backend.database, PROJECT, told)[0].checksum != remark.digest
