"""Whoever is told that a remark is withdrawn: by then that is noted where no backup reaches."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import update

from mrapp.protocol.messages import ROOT, Batch, EntryMessage
from mrapp.server.database.intake import projects
from mrapp.server.intake.keeping import Sent
from mrapp.server.intake.looking import look_at
from mrapp.server.machines import know_project
from mrapp.server.withdrawals import honour_withdrawals, read_noted
from tests.server.enrolled import machine_of
from tests.server.sending import PROJECT, Sender, outcomes
from tests.servers import Running, running_server

pytestmark = pytest.mark.slow


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Running]:
    with running_server(tmp_path / "data", f"sqlite:///{tmp_path}/server.sqlite") as running:
        yield running


def _commit(server: Running, entry: EntryMessage, *, by_phone: bool = False) -> None:
    """Leave what a server leaves that ended as soon as this was committed."""
    server.backend.gathering.keep(PROJECT, Sent([look_at(PROJECT, entry)], is_public=by_phone))


def _noted(server: Running) -> dict[str, bool]:
    """Return the withdrawals that are noted, and whether each is proven."""
    attachments = server.backend.attachments
    found = (read_noted(attachments, path) for path in attachments.withdrawals().values())
    return {each.entry.id: not each.is_unproven for each in found}


def test_what_was_known_already_is_noted_before_it_is_acknowledged(sqlite: Running) -> None:
    sender, machine = Sender(1), machine_of(sqlite, PROJECT)
    remark, receipt, sealed = sender.remark("Bomen")
    withdrawal = sender.withdrawal(remark.id, sealed)
    assert outcomes(machine, remark) == ["stored"]
    _commit(sqlite, withdrawal)
    assert _noted(sqlite) == {}
    assert outcomes(machine, withdrawal) == ["known"]
    assert _noted(sqlite) == {withdrawal.id: True}
    shutil.rmtree(sqlite.backend.settings.data / "attachments")
    told = httpx.post(f"{sqlite.url}/receipt/withdrawal", data={"code": str(receipt)})
    assert told.status_code == 200
    assert _noted(sqlite) == {withdrawal.id: True}


def test_a_remark_that_proves_its_withdrawal_has_it_noted(sqlite: Running) -> None:
    sender, machine = Sender(2), machine_of(sqlite, PROJECT)
    remark, _receipt, sealed = sender.remark("Bomen")
    withdrawal = sender.withdrawal(remark.id, sealed)
    _commit(sqlite, withdrawal, by_phone=True)
    assert outcomes(machine, remark) == ["withdrawn"]
    assert _noted(sqlite) == {withdrawal.id: True}


def test_a_withdrawal_that_came_before_its_remark_outlives_the_database(tmp_path: Path) -> None:
    file, copy, data = tmp_path / "server.sqlite", tmp_path / "copy.sqlite", tmp_path / "data"
    sender = Sender(3)
    (early, _, sealed), (stays, *_), (there, *_) = (sender.remark("Bomen") for _ in range(3))
    true = sender.withdrawal(early.id, sealed)
    forged = [sender.withdrawal(each.id, sender.sealed()[1]) for each in (stays, there)]
    with (
        running_server(data, f"sqlite:///{file}") as server,
        server.backend.database.writing() as conn,
    ):
        know_project(server.backend.database, conn, PROJECT, server.backend.utc_now())
        conn.execute(update(projects).values(is_open=True))
    shutil.copy(file, copy)
    with running_server(data, f"sqlite:///{file}") as server:
        url = f"{server.url}{ROOT}/public/projects/{PROJECT}/entries"
        told = httpx.post(url, content=Batch(entries=(true, *forged)).on_wire()).json()
        assert [each["outcome"] for each in told["results"]] == ["stored"] * 3
        assert _noted(server) == dict.fromkeys((each.id for each in (true, *forged)), False)
    with running_server(data, f"sqlite:///{copy}") as server:
        machine = machine_of(server, PROJECT)
        assert outcomes(machine, there) == ["stored"]
        honour_withdrawals(server.backend)
        honour_withdrawals(server.backend)
        # Ids are public: who only knew one withdraws nothing, now as before.
        assert outcomes(machine, early, stays, there) == ["withdrawn", "stored", "known"]
        assert _noted(server)[true.id]
