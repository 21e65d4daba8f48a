"""Databases of both kinds, each test with one of its own, and a server that really runs."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from httpx._config import DEFAULT_TIMEOUT_CONFIG
from playwright.sync_api import Browser, expect, sync_playwright

from mrapp.server.database.engine import Database
from tests.certificates import self_signed
from tests.servers import (
    PATIENCE_S,
    Cluster,
    Running,
    database_at,
    postgres_programs,
    running_cluster,
    running_server,
)

CHROMIUM = Path("/usr/bin/chromium")
_KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Return a PostgreSQL for all tests, or skip: not every machine has one."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("needs PostgreSQL, which is not installed here")
    with running_cluster(programs) as made:
        yield made


@pytest.fixture(scope="module", autouse=True)
def _one_authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have one authority of certificates in the world, which made none: no server here has one.

    Each client reads them all, which takes as long as all else that it is made for.
    """
    path = tmp_path_factory.mktemp("authority") / "one.pem"
    path.write_bytes(self_signed(x509.DNSName("authority.invalid"))[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(path))
        yield


@pytest.fixture(scope="module", autouse=True)
def _patience() -> Iterator[None]:
    """Let clients wait longer than their five seconds: other programs may hold up the server."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "read", "write", "pool"):
            patch.setattr(DEFAULT_TIMEOUT_CONFIG, name, PATIENCE_S)
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a real Chromium, or skip: not every machine has one."""
    if not CHROMIUM.exists():
        pytest.skip("needs a browser, which is not installed here: apt-get install chromium")
    expect.set_options(timeout=1000 * PATIENCE_S)
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(params=_KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database that holds nothing; a test that asks for it runs on both kinds.

    One of PostgreSQL has its tables; those of SQLite are made by whoever opens it.
    """
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/server.sqlite"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_database(with_tables=True)


@pytest.fixture(params=_KINDS)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database without tables; a test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bare.sqlite"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_database()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Return a database with its tables."""
    made = database_at(database_url)
    yield made
    made.close()


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[Running]:
    """Return a server that runs."""
    with running_server(tmp_path / "data", database_url) as running:
        yield running


@pytest.fixture
def http(server: Running) -> Iterator[httpx.Client]:
    """Return what asks that server things, without any key."""
    with httpx.Client(base_url=server.url) as client:
        yield client
