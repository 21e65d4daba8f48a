"""What the server does by itself goes on whatever comes up, and it is told how it goes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event

import httpx
import pytest
from sqlalchemy import select, update

from mrapp.model.remark import sha256_of
from mrapp.server.attachments import Place
from mrapp.server.backend import Backend
from mrapp.server.chores import (
    CHORES,
    RETENTION,
    Chore,
    Chores,
    do_due,
    settle_erasures,
    take_turn,
)
from mrapp.server.database.intake import entries, erasures, projects
from tests.server.enrolled import machine_of
from tests.server.sending import PROJECT, Sender, push
from tests.servers import Running

_PATIENCE_S = 60.0


@contextmanager
def _doing(backend: Backend, *chores: Chore) -> Iterator[None]:
    beside = Chores(backend, chores, look_every_s=0.01)
    beside.start()
    try:
        yield
    finally:
        beside.stop()


def _chore(name: str, do: Callable[[Backend], None]) -> Chore:
    return Chore(name, timedelta(0), do)


@pytest.mark.logs
def test_an_error_that_nobody_thought_of_ends_nothing_and_is_told(
    server: Running, http: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    is_mended, failed, went_well, other = Event(), Event(), Event(), Event()
    rounds: list[int] = []
    seen = 0

    def odd(_backend: Backend) -> None:
        rounds.append(1)
        if not is_mended.is_set():
            # Asked for the second time: how the first went is noted by then.
            if len(rounds) > 1:
                failed.set()
            raise RecursionError("Jan woont op nummer 7")
        if len(rounds) > seen + 1:
            went_well.set()

    with _doing(server.backend, _chore("odd", odd), _chore("even", lambda _: other.set())):
        assert failed.wait(_PATIENCE_S)
        assert other.wait(_PATIENCE_S)
        told = http.get("/health")
        assert (told.status_code, told.json()["status"]) == (200, "warn")
        assert told.json()["failing"] == ["odd"]
        figures = http.get("/metrics").text
        assert 'mrapp_chore_failing{chore="odd"} 1.0' in figures
        assert 'mrapp_chore_failing{chore="even"} 0.0' in figures
        seen = len(rounds)
        is_mended.set()
        assert went_well.wait(_PATIENCE_S)
    assert http.get("/health").json()["status"] == "pass"
    assert 'mrapp_chore_done_seconds{chore="odd"}' in http.get("/metrics").text
    assert "chore odd: RecursionError" in caplog.messages
    assert "Jan" not in "".join(caplog.messages)


def test_a_clock_that_was_ahead_is_not_waited_for(server: Running) -> None:
    chore, now = Chore("rare", timedelta(hours=1), lambda _: None), datetime.now(UTC)
    ahead = replace(server.backend, utc_now=lambda: now + timedelta(days=365))
    assert take_turn(ahead, chore)
    assert take_turn(server.backend, chore)
    assert not take_turn(server.backend, chore)


@pytest.mark.logs
def test_a_clock_that_is_years_ahead_for_a_while_erases_nothing(server: Running) -> None:
    (retention,) = (each for each in CHORES if each.name == RETENTION)
    clock = [datetime(2026, 11, 22, 12, tzinfo=UTC)]
    backend = replace(server.backend, utc_now=lambda: clock[0])
    push(machine_of(server, PROJECT), *(Sender(4).remark("Bomen")[:1]))
    with server.backend.database.writing() as conn:
        conn.execute(update(projects).values(keep_until=date(2027, 1, 1), keep_then="erase"))

    def left_at(moment: datetime) -> int:
        clock[0] = moment
        do_due(backend, [retention])
        with server.backend.database.reading() as conn:
            return len(
                conn.scalars(select(entries.c.id).where(entries.c.content.is_not(None))).all()
            )

    begun, over = clock[0], datetime(2027, 1, 2, 12, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert [left_at(begun), left_at(begun + 100 * 365 * 24 * hour), left_at(begun + hour)] == [
        1
    ] * 3
    assert [left_at(over), left_at(over + hour)] == [1, 0]


@pytest.mark.logs
def test_a_file_that_cannot_go_holds_up_no_retention(
    server: Running, http: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender, machine = Sender(5), machine_of(server, PROJECT)
    (stuck, _receipt, sealed), (over, *_) = sender.remark("Bomen"), sender.remark("Fietsen")
    push(machine, stuck, over)
    push(machine, sender.withdrawal(stuck.id, sealed))
    _keep_in_use(server, tmp_path, stuck.id, monkeypatch)
    both = [each for each in CHORES if each.name in ("erasures", RETENTION)]
    _let_be_over(server, "erase")
    for _ in _every(timedelta(hours=20), 2, server, both):
        assert http.get("/health").json()["failing"] == ["erasures"]
    assert _said(server) == []
    monkeypatch.chdir(tmp_path)


@pytest.mark.logs
def test_retention_that_fails_is_tried_and_told_until_it_is_mended(
    server: Running, http: httpx.Client
) -> None:
    sender, machine = Sender(6), machine_of(server, PROJECT)
    torn, *others = (sender.remark("Bomen")[0] for _ in range(5))
    push(machine, torn)
    with server.backend.database.writing() as conn:
        conn.execute(update(entries).values(content=b"torn"))
    _let_be_over(server, "anonymise")
    (retention,) = (each for each in CHORES if each.name == RETENTION)
    for day in _every(timedelta(hours=20), 5, server, [retention]):
        if day:
            # All that came in since the time before was made anonymous, but what cannot be read.
            assert _said(server) == [torn.id]
            assert http.get("/health").json()["failing"] == ["retention"]
        if day < len(others):
            push(machine, others[day])
    # The first look after a long pause does nothing, so it tells nothing new either.
    for _ in _every(timedelta(days=30), 2, server, [retention]):
        assert http.get("/health").json()["failing"] == ["retention"]


def _let_be_over(server: Running, then: str) -> None:
    with server.backend.database.writing() as conn:
        conn.execute(update(projects).values(keep_until=date(2026, 11, 1), keep_then=then))


def _every(step: timedelta, times: int, server: Running, chores: Sequence[Chore]) -> Iterator[int]:
    """Do the chores that are due again and again, each time so much later by the clock."""
    clock = [datetime(2026, 11, 22, 12, tzinfo=UTC)]
    backend = replace(server.backend, utc_now=lambda: clock[0])
    for time in range(times):
        do_due(backend, chores)
        yield time
        clock[0] += step


def _said(server: Running) -> list[str]:
    """Return the remarks of which something is left that goes once they are over."""
    whole = (entries.c.kind == "remark", entries.c.salt.is_not(None))
    with server.backend.database.reading() as conn:
        return list(conn.scalars(select(entries.c.id).where(*whole)))


def _keep_in_use(
    server: Running, tmp_path: Path, remark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let the files of a remark be such that they cannot go, until one works elsewhere."""
    server.backend.attachments.write(Place(PROJECT, remark, sha256_of(b"x")), [b"x"])
    (folder,) = (tmp_path / "data" / "attachments").glob(f"*/{remark}")
    # The folder in which a process works is not removed.
    monkeypatch.chdir(folder)


def test_files_that_cannot_go_keep_no_others_waiting(
    server: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender, machine = Sender(3), machine_of(server, PROJECT)
    said = sorted((sender.remark("Bomen") for _ in range(3)), key=lambda each: each[0].id)
    push(machine, *(entry for entry, _receipt, _sealed in said))
    push(machine, *(sender.withdrawal(entry.id, sealed) for entry, _receipt, sealed in said))
    first = said[0][0].id
    _keep_in_use(server, tmp_path, first, monkeypatch)
    with pytest.raises(ExceptionGroup):
        settle_erasures(server.backend)
    assert _left(server) == [first]
    monkeypatch.chdir(tmp_path)
    settle_erasures(server.backend)
    assert _left(server) == []


def _left(server: Running) -> list[str]:
    with server.backend.database.reading() as conn:
        return list(conn.scalars(select(erasures.c.remark)))
