"""Nothing goes to a server that cannot prove who it is."""

import datetime as dt
import ipaddress
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mrapp.model.sync_errors import CertificateError
from mrapp.server.app import make_app
from tests.servers import Running, listening
from tests.sync.machines import Machine, code_of, there


def certificate(folder: Path, days: tuple[int, int], host: str) -> Path:
    """Make a certificate of a server, signed by itself; days: from when until when, from today."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + dt.timedelta(days=days[0]))
        .not_valid_after(now + dt.timedelta(days=days[1]))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "server.pem"
    file.write_bytes(private + made.public_bytes(pem))
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
