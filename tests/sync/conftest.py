"""A server that really runs, and machines that send to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import Running, running_server
from tests.sync.machines import Machine, machine_in


@pytest.fixture(autouse=True)
def _no_key_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the key ring of whoever runs the tests alone."""
    monkeypatch.setenv("MRAPP_KEYRING", "off")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """Return a server with an empty database."""
    with running_server(tmp_path / "server", f"sqlite:///{tmp_path}/server.sqlite") as running:
        yield running


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """Return a machine that is not enrolled."""
    with machine_in(tmp_path / "remarks") as made:
        yield made


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the remarks of each test apart."""
    monkeypatch.setenv("MRAPP_REMARKS", str(tmp_path / "remarks"))
