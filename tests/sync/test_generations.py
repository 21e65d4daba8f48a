"""A server that was put back from a backup lacks what it was sent since: machines send it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mrapp.cli.main import run
from mrapp.sync.enrolled import EnrolledFile
from tests.feedback.making import PROJECT
from tests.servers import Running, running_server
from tests.sync.machines import (
    Machine,
    faults_in,
    machine_in,
    picture_there,
    there,
)
from tests.sync.network import Network, network_to

pytestmark = pytest.mark.slow


@contextmanager
def _server(folder: Path) -> Iterator[Running]:
    with running_server(folder, f"sqlite:///{folder}/server.sqlite") as running:
        yield running


def _where(folder: Path) -> list[str]:
    return ["--data", str(folder), "--database", f"sqlite:///{folder}/server.sqlite"]


def _port(server: Running) -> int:
    return int(server.url.rpartition(":")[2])


@pytest.mark.slow
def test_what_a_backup_lacks_is_there_again_and_once(
    tmp_path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRAPP_PASSPHRASE", "paard batterij nietje klopt")
    old, new, saved = tmp_path / "old", tmp_path / "new", tmp_path / "saved.zip"
    old.mkdir()
    new.mkdir()
    with (
        machine_in(tmp_path / "hall", seed=9) as other,
        _server(old) as first,
        network_to(first.url) as (url, network),
    ):
        for each in (machine, other):
            each.enrol(first, url)
        early, theirs = machine.say(12, file_bytes=3000), other.say(12, file_bytes=3000)
        _sync(machine, other)
        assert run(["backup", "--out", str(saved), *_where(old)]) == 0
        (lost, _), (gone, receipt), *_ = machine.say(130, file_bytes=3000)
        _sync(machine, other)
        machine.withdraw(receipt)
        other.withdraw(theirs[3][1])
        _sync(machine, other)
        before = {entry: digest for entry, digest, _ in there(first)}
        assert run(["restore", str(saved), *_where(new)]) == 0
        with _server(new) as second:
            _check(network, second, machine, other, before)
            assert not faults_in(second, {}, {gone.id, theirs[3][0].id})
            for remark in (lost, early[0][0]):
                assert picture_there(second, remark) is not None


def _check(
    network: Network, second: Running, machine: Machine, other: Machine, before: dict[str, str]
) -> None:
    network.port = _port(second)
    waited = [machine.sync.once().sent, other.sync.once().sent]
    after = there(second)
    known = {entry: digest for entry, digest, _ in after}
    # What was withdrawn since the backup leaves no line behind: only its withdrawal is there.
    assert len(after) == len(known) == len(before) - 1
    assert known.items() <= before.items()
    assert waited[0] > 140
    again = [machine.sync.once().sent, other.sync.once().sent]
    assert (again, len(there(second))) == ([0, 0], len(after))
    assert (machine.store.outbox().waiting, other.store.outbox().waiting) == (0, 0)


def _sync(*machines: Machine) -> None:
    for each in machines:
        each.sync.once()


def test_who_enrols_anew_elsewhere_sends_all_there(tmp_path: Path, machine: Machine) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    with _server(one) as first, _server(two) as second:
        machine.enrol(first)
        machine.say(5)
        assert machine.sync.once().sent == 5
        machine.enrol(first)
        assert machine.sync.once().sent == 0
        machine.enrol(second)
        assert machine.sync.once().sent == 5
        assert there(first) == there(second)


def test_all_is_sent_again_where_somebody_asks(machine: Machine, server: Running) -> None:
    machine.enrol(server)
    machine.say(5)
    machine.sync.once()
    before = there(server)
    assert machine.sync.send_again() == 5
    assert machine.store.check().whole
    assert machine.store.outbox().waiting == 5
    assert machine.sync.once().sent == 5
    assert there(server) == before


def test_a_machine_of_an_earlier_program_sends_once_more(machine: Machine, server: Running) -> None:
    machine.enrol(server)
    machine.say(5)
    machine.sync.once()
    file = EnrolledFile(machine.stores.folder(PROJECT) / "sync")
    file.write(file.read().model_copy(update={"generation": ""}))
    assert machine.sync.once().sent == 5
    assert file.read().generation != ""
    assert machine.sync.once().sent == 0
    assert len(there(server)) == 5
