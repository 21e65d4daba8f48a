"""On bad lines, and with clocks that jump: files go on where they were, and all is there once."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from mrapp.model.sync_errors import (
    NotOurServerError,
    ServerTroubleError,
    SyncError,
    UnreachableError,
)
from mrapp.protocol.messages import CHUNK_BYTES
from tests.feedback.making import NOON
from tests.servers import Running
from tests.sync.machines import Machine, faults_in, machine_in, picture_there, there
from tests.sync.network import network_to

pytestmark = pytest.mark.slow


def test_files_go_before_their_remark_and_are_what_they_were(
    server: Running, machine: Machine
) -> None:
    machine.enrol(server)
    said = machine.say(3, file_bytes=5_000) + machine.say(1, file_bytes=2 * CHUNK_BYTES + 77)
    machine.sync.once()
    assert machine.store.outbox().waiting == 0
    for remark, _ in said:
        there = picture_there(server, remark)
        assert there == machine.store.file(remark.attachments[0], remark.id)


def test_a_file_that_was_broken_off_goes_on_where_it_was(server: Running, machine: Machine) -> None:
    with network_to(server.url) as (url, network):
        machine.enrol(server, url)
        remark, _ = machine.say(1, file_bytes=4 * CHUNK_BYTES)[0]
        network.limit_bytes = CHUNK_BYTES + CHUNK_BYTES // 2
        rounds = 0
        while machine.store.outbox().waiting:
            rounds += 1
            assert rounds < 20
            try:
                machine.sync.once()
            except SyncError:
                # Each time one part comes further; with the last of them also the remark.
                network.limit_bytes += 1
        assert rounds > 2, "it was broken off, and did not begin anew"
        assert network.cut >= rounds - 1
    assert picture_there(server, remark) == machine.store.file(remark.attachments[0], remark.id)


def test_a_picture_that_is_lost_here_does_not_keep_the_words_waiting(
    server: Running, machine: Machine
) -> None:
    machine.enrol(server)
    remark, _ = machine.say(1, file_bytes=900)[0]
    next(machine.folder.rglob(f"files/{remark.id}*")).write_bytes(b"damaged")
    assert machine.sync.once().sent == 1
    assert [entry for entry, _, whole in there(server) if whole] == [remark.id]


@pytest.mark.parametrize("seed", range(3))
def test_on_a_bad_network_all_is_there_once_and_what_was_withdrawn_is_not(
    server: Running, machine: Machine, tmp_path: Path, seed: int
) -> None:
    """Two machines at once, which drop, cut off, delay and repeat; and clocks that are wrong."""
    withdrawn: set[str] = set()
    waited: dict[str, str] = {}
    with network_to(server.url, seed=seed) as (url, network), machine_in(tmp_path / "b", 50) as b:
        for each in (machine, b):
            each.enrol(server, url)
            each.maker.random.seed(seed * 2 + (each is b))
        network.badness = 0.9
        for turn in range(6):
            for each in (machine, b):
                said = each.say(9) + each.say(3, file_bytes=40_000)
                each.store.add_to(said[0][1], each.maker.addition)
                waited |= {one.id: one.checksum for one in each.store.waiting(1000)}
                _try(each)
                at = NOON + timedelta(days=turn * 400 - 1000)
                withdrawn |= {each.withdraw(receipt, at) for _, receipt in said[2:4]}
        for each in (machine, b):
            waited |= {one.id: one.checksum for one in each.store.waiting(1000)}
            for _ in range(200):
                if not each.store.outbox().waiting:
                    break
                _try(each)
            assert each.store.outbox().waiting == 0
        assert network.cut > network.count // 4
    # What was withdrawn before it was sent need not have been there at all.
    acknowledged = {entry: digest for entry, digest in waited.items() if entry not in withdrawn}
    assert faults_in(server, acknowledged, withdrawn) == []
    for each in (machine, b):
        for kept in each.store.kept():
            for file in kept.remark.attachments if kept.remark else ():
                assert kept.remark is not None
                assert picture_there(server, kept.remark) == each.store.file(file, kept.id)


def _try(machine: Machine) -> None:
    with suppress(UnreachableError, NotOurServerError, ServerTroubleError):
        machine.sync.once()
