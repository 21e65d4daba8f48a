"""Sending beside whatever goes on: at once when something is kept, and patient when it fails."""

import threading
from collections.abc import Callable, Iterator
from random import Random

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from mrapp.app.syncing import FIRST_WAIT_S, LONGEST_WAIT_S, SyncState, retry_after_s
from mrapp.model.sync_errors import KeyGoneError, SyncBusyError
from tests.servers import Running
from tests.sync.machines import Machine, there
from tests.sync.network import network_to

pytestmark = pytest.mark.slow

_PATIENCE_S = 180.0


class Told:
    """What was told of sending, and a way to wait for it."""

    def __init__(self) -> None:
        self.states: list[SyncState] = []
        self._changed = threading.Condition()

    def __call__(self, state: SyncState) -> None:
        """Take in a state."""
        with self._changed:
            self.states.append(state)
            self._changed.notify_all()

    def wait(self, is_so: Callable[[SyncState], bool]) -> SyncState:
        """Return the first state from now on that is so."""
        with self._changed:
            begun = len(self.states)
            assert self._changed.wait_for(
                lambda: any(map(is_so, self.states[begun:])), _PATIENCE_S
            ), self.states[-3:]
            return next(filter(is_so, self.states[begun:]))


def test_the_wait_grows_from_a_second_to_a_quarter_of_an_hour_and_is_never_the_same() -> None:
    for failures in range(1, 40):
        waits = [retry_after_s(failures, Random(seed).random) for seed in range(50)]
        assert min(waits) >= FIRST_WAIT_S
        assert max(waits) <= min(LONGEST_WAIT_S, 2.0**failures)
        assert failures < 3 or len(set(waits)) > 10, "machines do not come back all at once"
    assert retry_after_s(1, Random(1).random, asked_s=120.0) == 120.0
    assert retry_after_s(1, Random(1).random, asked_s=1e9) == LONGEST_WAIT_S
    assert retry_after_s(10**6, lambda: 1.0) == LONGEST_WAIT_S


def test_what_is_kept_is_sent_when_it_is_and_held_when_it_should_be(
    server: Running, machine: Machine
) -> None:
    told = Told()
    machine.sync.follow(told)
    machine.sync.start()
    machine.enrol(server)
    told.wait(lambda state: state.succeeded is not None)
    machine.say(3)
    machine.sync.wake()
    told.wait(lambda state: state.news > 0 and state.waiting == 0)
    assert len(there(server)) == 3
    machine.sync.hold(True)
    told.wait(lambda state: state.held and not state.busy)
    machine.say(1)
    machine.sync.wake()
    told.wait(lambda state: state.held and state.waiting == 1)
    assert len(there(server)) == 3
    machine.sync.hold(False)
    told.wait(lambda state: state.waiting == 0)
    assert len(there(server)) == 4


def test_it_tries_again_by_itself_once_the_network_is_back(
    server: Running, machine: Machine
) -> None:
    told = Told()
    with network_to(server.url) as (url, network):
        machine.enrol(server, url)
        network.badness = 1.0
        network.random = Random(3)
        network.limit_bytes = 1
        machine.say(2)
        machine.sync.follow(told)
        machine.sync.start()
        failed = told.wait(lambda state: state.why is not None)
        assert failed.waiting == 2
        network.badness = 0.0
        network.limit_bytes = 0
        told.wait(lambda state: state.waiting == 0 and state.why is None)
        machine.sync.close()
    assert len(there(server)) == 2


def test_one_at_a_time_sends_for_a_store(server: Running, machine: Machine) -> None:
    machine.enrol(server)
    machine.say(20, file_bytes=20_000)
    busy, go_on = threading.Event(), threading.Event()

    def told(state: SyncState) -> None:
        if state.busy:
            busy.set()
            go_on.wait(_PATIENCE_S)

    machine.sync.follow(told)
    first = threading.Thread(target=machine.sync.once)
    first.start()
    assert busy.wait(_PATIENCE_S)
    another = machine.new_sync()
    with pytest.raises(SyncBusyError):
        another.once()
    go_on.set()
    first.join()
    assert another.once().sent == 0
    another.close()
    assert len(there(server)) == 20


class Ring(KeyringBackend):
    """A key ring in memory, that can be locked."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a key."""
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        """Return a key, unless it is locked."""
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    """Return the key ring of the system, for as long as a test takes."""
    monkeypatch.delenv("MRAPP_KEYRING")
    made, before = Ring(), keyring.get_keyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_the_key_is_in_the_ring_of_the_system_and_nowhere_else(
    server: Running, machine: Machine, ring: Ring
) -> None:
    machine.enrol(server)
    (key,) = ring.kept.values()
    files = [path for path in machine.folder.rglob("*") if path.is_file()]
    assert not any(key.encode() in path.read_bytes() for path in files)
    machine.say(1)
    ring.locked = True
    with pytest.raises(KeyGoneError):
        machine.sync.once()
    why = machine.sync.state().why
    assert why is not None
    assert "sleutelbos" in why.text("nl")
    ring.locked = False
    assert machine.sync.once().sent == 1


@pytest.mark.logs
def test_a_fault_ends_nothing(server: Running, machine: Machine) -> None:
    """Who is told how it stands fails twice: in the round, and when its end is told."""
    told, broken, sent = [], threading.Event(), threading.Event()

    def tell(state: SyncState) -> None:
        told.append(state)
        if len(told) < 3:
            if len(told) == 2:
                broken.set()
            raise RuntimeError("the window is gone")
        if state.succeeded is not None and not state.waiting:
            sent.set()

    machine.enrol(server)
    machine.say(3)
    machine.sync.follow(tell)
    machine.sync.start()
    assert broken.wait(_PATIENCE_S)
    why = machine.store.outbox().why
    assert why is not None
    assert "fault in the program" in why.text("en")
    machine.sync.wake()
    assert sent.wait(_PATIENCE_S)
    assert len(there(server)) == 3
