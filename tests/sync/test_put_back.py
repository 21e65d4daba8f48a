"""A server that is put back as it was before a withdrawal revives nothing that was withdrawn."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from mrapp.app.remarks.keeping import State
from mrapp.app.remarks.receipts import Receipt
from mrapp.cli.main import run
from mrapp.model.remark import Remark
from mrapp.server.withdrawals import honour_withdrawals
from tests.feedback.making import PROJECT
from tests.servers import Running, running_server
from tests.sync.machines import Machine, faults_in, machine_in, there
from tests.sync.network import network_to

_WORDS = "paard batterij nietje klopt"


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRAPP_PASSPHRASE", _WORDS)


@contextmanager
def _server(folder: Path, database: str) -> Iterator[Running]:
    with running_server(folder, database) as running:
        yield running


def _where(folder: Path, database: str) -> list[str]:
    return ["--data", str(folder), "--database", database]


def _withdraw_on_page(server: Running, receipt: Receipt) -> None:
    told = httpx.post(f"{server.url}/receipt/withdrawal", data={"code": str(receipt)}, timeout=60)
    assert told.status_code == 200, told.text


def _has_withdrawn(machine: Machine, remark: Remark) -> bool:
    return [each.state for each in machine.store.kept([remark.id])] == [State.WITHDRAWN]


@pytest.mark.slow
@pytest.mark.parametrize("place", ["there", "copied", "gone"])
def test_what_was_withdrawn_stays_withdrawn(
    tmp_path: Path, machine: Machine, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The kiosk was away when its opinions were withdrawn on the page of the receipt."""
    old, new, saved = tmp_path / "old", tmp_path / "new", tmp_path / "saved.zip"
    urls = [f"sqlite:///{tmp_path}/{name}.sqlite" for name in ("old", "new")]
    with (
        machine_in(tmp_path / "hall", seed=9) as other,
        _server(old, urls[0]) as first,
        network_to(first.url) as (url, network),
    ):
        for each in (machine, other):
            each.enrol(first, url)
        (early, its), (stays, _), *_ = machine.say(4, file_bytes=900)
        (theirs, own), *_ = other.say(2)
        for each in (machine, other):
            each.sync.once()
        assert run(["backup", "--out", str(saved), *_where(old, urls[0])]) == 0
        ((late, latest),) = machine.say(1, file_bytes=900)
        machine.sync.once()
        _withdraw_on_page(first, its)
        _withdraw_on_page(first, latest)
        other.withdraw(own)
        other.sync.once()
        honour_withdrawals(first.backend)
        gone = {early.id, late.id, theirs.id}
        arguments, data = _after_the_disaster(place, old, new, tmp_path)
        capsys.readouterr()
        assert run(["restore", str(saved), *_where(data, urls[1]), *arguments, "--json"]) == 0
        said, told = capsys.readouterr()
        done = json.loads(said)
        with _server(data, urls[1]) as second:
            network.port = int(second.url.rpartition(":")[2])
            if place == "gone":
                # Nobody can know it, so it is told; what a machine knows comes with that machine.
                assert (done["known_until"], "--withdrawals" in told) == (None, True)
                other.sync.once()
                assert not faults_in(second, {}, {theirs.id})
                return
            assert (done["withdrawn_again"], done["erased_again"]) == (3, 2)
            assert not faults_in(second, {}, gone)
            machine.sync.once()
            other.sync.once()
            assert not faults_in(second, {}, gone)
            assert [_has_withdrawn(machine, each) for each in (early, late, stays)] == (
                [True, True, False]
            )
            page = httpx.post(f"{second.url}/receipt", data={"code": str(latest)}, timeout=60)
            assert (page.status_code, late.text in page.text) == (200, False)
            assert run(["verify", second.url, "--project", PROJECT]) == 0


def _after_the_disaster(place: str, old: Path, new: Path, scratch: Path) -> tuple[list[str], Path]:
    """Return arguments for a restore, and the folder of the server that is put back."""
    if place == "there":
        return [], old
    if place == "copied":
        shutil.copytree(old / "attachments", scratch / "copy")
        return ["--withdrawals", str(scratch / "copy")], new
    return [], new


def test_a_database_that_was_put_back_by_other_means_is_held_to_it(
    tmp_path: Path, machine: Machine
) -> None:
    file, copy = tmp_path / "server.sqlite", tmp_path / "copy.sqlite"
    with _server(tmp_path / "data", f"sqlite:///{file}") as first:
        machine.enrol(first)
        (early, its), *_ = machine.say(3)
        machine.sync.once()
        honour_withdrawals(first.backend)
        assert len(there(first)) == 3
    shutil.copy(file, copy)
    with _server(tmp_path / "data", f"sqlite:///{file}") as first:
        _withdraw_on_page(first, its)
    with _server(tmp_path / "data", f"sqlite:///{copy}") as second:
        assert faults_in(second, {}, {early.id})
        honour_withdrawals(second.backend)
        honour_withdrawals(second.backend)
        assert not faults_in(second, {}, {early.id})
        assert len(there(second)) == 4
        shutil.rmtree(tmp_path / "data" / "attachments")
        honour_withdrawals(second.backend)
        assert len(second.backend.attachments.withdrawals()) == 1
