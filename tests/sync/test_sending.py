"""What is said on a machine comes to the server: once, whole, and nothing holds up the rest."""

import json
from pathlib import Path

import pytest
from sqlalchemy import update

from mrapp.app.remarks.keeping import State
from mrapp.model.sync_errors import (
    CodeRefusedError,
    KeyRefusedError,
    NotEnrolledError,
    NotOurServerError,
    OtherProjectError,
    ServerUrlError,
    SyncHeldError,
    UnreachableError,
)
from mrapp.server import retention
from mrapp.server.database.intake import projects
from tests.feedback.making import NOON, PROJECT
from tests.servers import Running, free_port
from tests.sync.machines import Machine, code_of, faults_in, machine_in, there

pytestmark = pytest.mark.slow


def test_all_that_waits_is_sent_once_and_leaves_the_outbox(
    server: Running, machine: Machine
) -> None:
    machine.enrol(server)
    said = machine.say(250)
    machine.store.add_to(said[3][1], machine.maker.addition)
    machine.withdraw(said[5][1])
    waiting = {each.id: each.checksum for each in machine.store.waiting(1000)}
    assert machine.sync.once().sent == len(waiting) == 251
    assert machine.store.outbox().waiting == 0
    assert {entry: digest for entry, digest, _ in there(server)} == waiting
    assert machine.sync.once().sent == 0
    assert len(there(server)) == 251
    state = machine.sync.state()
    assert (state.waiting, state.why, state.server) == (0, None, server.url)
    assert state.succeeded is not None
    assert machine.store.kept([said[0][0].id])[0].state is State.SENT


def test_what_was_sent_and_not_noted_is_sent_again_and_there_once(
    server: Running, machine: Machine, tmp_path: Path
) -> None:
    machine.enrol(server)
    machine.say(30)
    machine.sync.once()
    machine.store.close()
    next(tmp_path.rglob("sent.jsonl")).unlink()
    next(tmp_path.rglob("remarks.sqlite")).unlink()  # made anew from the journal: all waits again
    assert machine.store.outbox().waiting == 30
    assert machine.sync.once().sent == 30
    assert machine.store.outbox().waiting == 0
    assert len(there(server)) == 30


def test_one_that_is_refused_stays_and_is_said_and_the_others_go(
    server: Running, machine: Machine, tmp_path: Path
) -> None:
    machine.enrol(server)
    wrong = machine.say(1)[0][0]
    with machine_in(tmp_path / "other", seed=6) as other:
        other.enrol(server)
        # By one id something else: an entry that this server can never keep.
        other.maker.random.seed(99)
        receipt, seal = other.maker.receipt()
        other.store.add(wrong.model_copy(update={"text": "iets anders"}), seal, {})
        other.say(3)
        assert machine.sync.once().sent == 1
        told = other.sync.once()
        assert (told.sent, told.refused) == (3, 1)
        state = other.sync.state()
        assert (state.waiting, state.refused) == (1, 1)
        assert state.refusal is not None
        assert "kenmerk" in state.refusal.text("nl")
        assert other.sync.once().refused == 1, "and it is tried again, whoever mends it"
        assert receipt


def test_without_a_network_it_waits_and_says_why(server: Running, machine: Machine) -> None:
    machine.enrol(server)
    machine.say(2)
    settings = next(machine.folder.rglob("server.json"))
    told = json.loads(settings.read_text())
    settings.write_text(json.dumps(told | {"server": f"http://127.0.0.1:{free_port()}"}))
    with pytest.raises(UnreachableError) as caught:
        machine.sync.once()
    state = machine.sync.state()
    assert state.why == caught.value.why
    assert (state.waiting, state.succeeded) == (2, None)
    settings.write_text(json.dumps(told))
    assert machine.sync.once().sent == 2
    assert machine.sync.state().why is None


def test_a_key_that_was_taken_back_sends_nothing(server: Running, machine: Machine) -> None:
    machine.enrol(server)
    machine.say(1)
    next(machine.folder.rglob("sync/key")).write_text("of somebody else")
    with pytest.raises(KeyRefusedError):
        machine.sync.once()
    assert there(server) == []
    assert machine.store.outbox().waiting == 1
    machine.enrol(server)
    assert machine.sync.once().sent == 1


def test_what_is_held_is_not_sent_also_by_other_programs(server: Running, machine: Machine) -> None:
    machine.enrol(server)
    machine.say(1)
    machine.sync.hold(True)
    another = machine.new_sync()
    with pytest.raises(SyncHeldError):
        another.once()
    assert another.state().held
    assert there(server) == []
    another.hold(False)
    assert machine.sync.once().sent == 1
    another.close()


def test_a_code_works_once_for_its_project_and_the_key_is_for_this_user_alone(
    server: Running, machine: Machine
) -> None:
    with pytest.raises(NotEnrolledError):
        machine.sync.once()
    code = code_of(server)
    machine.sync.enrol(server.url, f" {code.lower()} ", "")
    with pytest.raises(CodeRefusedError):
        machine.sync.enrol(server.url, code, "")
    with pytest.raises(OtherProjectError):
        machine.sync.enrol(server.url, code_of(server, "another"), "")
    assert machine.sync.state().enrolled, "what was there stays"
    files = [path for path in machine.folder.rglob("sync/*") if path.is_file()]
    assert {path.stat().st_mode & 0o077 for path in files if path.name in ("key", "server.json")}
    assert all(path.stat().st_mode & 0o077 == 0 for path in files if path.name == "key")
    state = machine.sync.state()
    assert state.key_in is not None
    assert "bestand" in state.key_in.text("nl")


@pytest.mark.parametrize(
    "url",
    ["http://example.org", "ftp://example.org", "", "https://", "https://a@b.org", "http://["],
)
def test_nothing_goes_to_an_address_without_a_lock(machine: Machine, url: str) -> None:
    with pytest.raises(ServerUrlError):
        machine.sync.enrol(url, "CODE", "")


def test_what_is_no_server_of_ours_is_said_to_be_none(server: Running, machine: Machine) -> None:
    with pytest.raises(NotOurServerError):
        machine.sync.enrol(f"{server.url}/elsewhere", code_of(server), "")
    assert not machine.sync.state().enrolled
    assert PROJECT


def test_a_withdrawal_of_what_was_made_anonymous_leaves_the_outbox(
    server: Running, machine: Machine
) -> None:
    machine.enrol(server)
    ((remark, receipt),) = machine.say(1)
    machine.sync.once()
    over = {"keep_until": NOON.date(), "keep_then": retention.ANONYMISE}
    with server.backend.database.writing() as conn:
        conn.execute(update(projects).values(over))
    retention.sweep(server.backend)
    assert [has_content for _, _, has_content in there(server)] == [True]
    machine.withdraw(receipt)
    done = machine.sync.once()
    assert (done.sent, done.refused, machine.store.outbox().waiting) == (1, 0, 0)
    assert not faults_in(server, {}, {remark.id})
