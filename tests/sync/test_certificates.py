"""Nothing goes to a server that cannot prove who it is."""

import ipaddress
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from cryptography import x509

from mrapp.model.sync_errors import CertificateError
from mrapp.server.app import make_app
from tests.certificates import self_signed
from tests.servers import Running, listening, until
from tests.sync.machines import Machine, code_of, there


def certificate(folder: Path, days: tuple[int, int], host: str) -> Path:
    """Make a certificate of a server, signed by itself; days: from when until when, from today."""
    made, key = self_signed(x509.IPAddress(ipaddress.ip_address(host)), days)
    file = folder / "server.pem"
    file.write_bytes(key + made)
    return file


@contextmanager
def with_tls(server: Running, file: Path) -> Iterator[str]:
    """Have the same server behind TLS for a block; returns its address."""
    with listening() as sock:
        config = uvicorn.Config(
            make_app(server.backend), log_config=None, ssl_certfile=str(file), lifespan="off"
        )
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [sock]})
        thread.start()
        try:
            until(lambda: running.started or not thread.is_alive(), "the server does not start")
            yield f"https://127.0.0.1:{sock.getsockname()[1]}"
        finally:
            running.should_exit = True
            thread.join()


@pytest.mark.parametrize(
    ("known", "days", "host"),
    [
        (False, (-1, 30), "127.0.0.1"),
        (True, (-30, -1), "127.0.0.1"),
        (True, (-1, 30), "127.0.0.2"),
    ],
)
def test_a_certificate_of_nobody_expired_or_of_another_is_refused(
    server: Running,
    machine: Machine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    known: bool,
    days: tuple[int, int],
    host: str,
) -> None:
    file = certificate(tmp_path, days, host)
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with with_tls(server, file) as url, pytest.raises(CertificateError) as caught:
        machine.sync.enrol(url, code_of(server), "")
    assert "certificaat" in caught.value.text("nl")
    assert not machine.sync.state().enrolled


def test_one_that_the_system_trusts_is_believed(
    server: Running, machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = certificate(tmp_path, (-1, 30), "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with with_tls(server, file) as url:
        machine.enrol(server, url)
        machine.say(2)
        machine.sync.once()
        machine.sync.close()
    assert len(there(server)) == 2
