"""`mrapp serve` as it is really run: in a process of its own, or several, with TLS, without Qt."""

import asyncio
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from cryptography import x509

from mrapp.protocol.messages import ROOT
from mrapp.server.running import Listening, bound
from tests.certificates import self_signed
from tests.cli.running import said
from tests.servers import PATIENCE_S, free_port, running_process

PROJECT = "spoorzone"
pytestmark = pytest.mark.slow  # each server is a program that starts

_MRAPP = (sys.executable, "-m", "mrapp")


@contextmanager
def _serving(data: Path, *more: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = free_port()
    words = ("serve", "--port", str(port), "--data", str(data), *more)
    with running_process((*_MRAPP, *words), port) as process:
        yield f"http://127.0.0.1:{port}", process


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_machine_can_be_enrolled_at_a_server_that_was_just_started(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], workers: str
) -> None:
    with _serving(tmp_path, "--workers", workers) as (url, process):
        code = said(capsys, "server", "code", PROJECT, "--data", str(tmp_path))["code"]
        made = httpx.post(f"{url}{ROOT}/enrolments", json={"code": code}, timeout=PATIENCE_S).json()
        key = {"Authorization": f"Bearer {made['key']}"}
        told = httpx.get(f"{url}{ROOT}/projects/{PROJECT}/machine", headers=key)
        assert told.json()["machine"] == made["machine"]
        figures = httpx.get(f"{url}/metrics").text
        assert "mrapp_machines 1.0" in figures
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_S) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("sent", ["SIGINT", "SIGKILL"])
def test_nothing_goes_on_listening_when_its_first_process_ends(tmp_path: Path, sent: str) -> None:
    port = free_port()
    words = ("serve", "--port", str(port), "--data", str(tmp_path), "--workers", "2")
    pipe = subprocess.PIPE
    with subprocess.Popen(
        (*_MRAPP, *words), stdout=pipe, stderr=pipe, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            assert str(port) in process.stdout.readline().decode()
            assert (
                httpx.get(f"http://127.0.0.1:{port}/health", timeout=PATIENCE_S).status_code == 200
            )
            if sent == "SIGINT":
                os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C in a terminal does
            else:
                process.kill()
            # All of them have its standard error: it ends when the last of them has ended.
            process.communicate(timeout=PATIENCE_S)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/health")


def test_a_folder_may_be_called_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / ("100%41 & #1" + ("" if sys.platform == "win32" else " klaar?"))
    code = said(capsys, "server", "code", PROJECT, "--data", str(data))["code"]
    assert (data / "server.sqlite").is_file()
    assert [each.name for each in tmp_path.iterdir()] == [data.name]
    with _serving(data) as (url, _process):
        made = httpx.post(f"{url}{ROOT}/enrolments", json={"code": code}, timeout=PATIENCE_S)
    assert made.status_code == 201


def test_a_companion_that_is_not_finished_is_said(tmp_path: Path) -> None:
    words = ("serve", "--companion", str(tmp_path), "--data", str(tmp_path / "data"))
    told = subprocess.run((*_MRAPP, *words), capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "index.html" in told.stderr
    assert not (tmp_path / "data").exists()


def test_a_companion_is_served(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>kade</title>", encoding="utf-8")
    words = ("--companion", str(tmp_path), "--workers", "2")
    with _serving(tmp_path / "data", *words) as (url, _process):
        assert httpx.get(f"{url}/companion/", timeout=PATIENCE_S).text == "<title>kade</title>"


def test_the_log_has_nothing_of_people(tmp_path: Path) -> None:
    port = free_port()
    words = ("serve", "--port", str(port), "--data", str(tmp_path))
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen((*_MRAPP, *words), stderr=log, stdout=subprocess.PIPE)
        try:
            assert process.stdout is not None
            assert str(port) in process.stdout.readline().decode()
            path = f"http://127.0.0.1:{port}{ROOT}/projects/Jan%20Jansen/machine"
            headers = {"Authorization": "Bearer secret", "User-Agent": "somebody"}
            _patiently(path, headers)
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE_S)
    text = (tmp_path / "log").read_text(encoding="utf-8")
    requests = [json.loads(x) for x in text.splitlines() if x.startswith("{")]
    found = [each for each in requests if each.get("status") == 401]
    assert found
    assert found[0]["route"] == f"{ROOT}/projects/{{project}}/machine"
    assert not any(x in text for x in ("Jansen", "secret", "somebody", "127.0.0.1:"))


def test_with_a_certificate_nobody_reads_along(tmp_path: Path) -> None:
    certificate, key = _certificate(tmp_path)
    words = ("--certificate", str(certificate), "--key", str(key))
    with _serving(tmp_path / "data", *words) as (url, _process):
        safe = url.replace("http://127.0.0.1", "https://localhost")
        context = ssl.create_default_context(cafile=str(certificate))
        with httpx.Client(verify=context, trust_env=False) as client:
            assert client.get(f"{safe}/health").status_code == 200
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{safe}/health", trust_env=False)


@pytest.mark.parametrize("public", ["http://localhost", "https://opinions.example"])
def test_browsers_are_told_to_stay_with_tls_where_people_reach_it_so(
    tmp_path: Path, public: str
) -> None:
    with _serving(tmp_path, "--public-url", public) as (url, _process):
        told = httpx.get(f"{url}/health", timeout=PATIENCE_S).headers
    assert ("strict-transport-security" in told) == public.startswith("https")


def test_a_provider_of_accounts_is_named_whole_and_safely(tmp_path: Path) -> None:
    whole = ("--oidc-client", "mrapp", "--oidc-secret-file", str(tmp_path / "secret"))
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    for words, told_so in (
        (("--oidc-issuer", "https://a.example"), "go together"),
        (("--no-passwords",), "go together"),
        (("--oidc-issuer", "http://a.example", *whole), "begins with https://"),
        (("--oidc-role", "boss=x"), "not ROLE=VALUE"),
    ):
        command = (*_MRAPP, "serve", "--data", str(tmp_path / "data"), *words)
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        assert told.returncode == 2, words
        assert told_so in told.stderr, words
        assert not (tmp_path / "data").exists()


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with _serving(tmp_path) as (url, _process):
        words = ("serve", "--port", url.rpartition(":")[2], "--data", str(tmp_path))
        told = subprocess.run((*_MRAPP, *words), capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "already" in told.stderr


def test_an_answer_waits_for_no_confirmation_of_its_first_half() -> None:
    """Else the system holds back the rest of each answer for 40 ms (Nagle and delayed ACK)."""

    async def answered() -> int:
        found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def take(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            line = writer.get_extra_info("socket")
            found.set_result(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        sock = bound(Listening("127.0.0.1", 0))
        async with await asyncio.start_server(take, sock=sock):
            _reader, writer = await asyncio.open_connection(*sock.getsockname())
            told = await found
            writer.close()
        return told

    assert asyncio.run(answered()) == 1


def test_a_server_needs_nothing_of_the_window(tmp_path: Path) -> None:
    port = free_port()
    program = _WITHOUT.format(names=_desktop_modules(), port=port, data=str(tmp_path))
    with running_process((sys.executable, "-c", program), port):
        assert httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200


def test_where_the_server_is_not_installed_that_is_said() -> None:
    program = _WITHOUT.format(names={"uvicorn"}, port=1, data="x")
    told = subprocess.run(
        (sys.executable, "-c", program), capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert "mrapp[server]" in told.stderr
    assert "Traceback" not in told.stderr


# What is named here cannot be imported, as where it is not installed.
_WITHOUT = """
import sys
from importlib.abc import MetaPathFinder
class Missing(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in {names}:
            raise ModuleNotFoundError("not installed: " + name, name=name)
sys.meta_path.insert(0, Missing())
from mrapp.cli.main import run
sys.exit(run(["serve", "--port", "{port}", "--data", {data!r}]))
"""

_IMPORTED_AS = {
    "PySide6-Essentials": "PySide6",
    "open3d-cpu": "open3d",
    "opencv-python-headless": "cv2",
    "pyopenxr": "xr",
    "vtk": "vtkmodules",
}


def _desktop_modules() -> set[str]:
    """Return what the packages for the window alone are imported as, and shiboken6 of Qt."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [x.split(">")[0].split("=")[0] for x in project["optional-dependencies"]["desktop"]]
    return {_IMPORTED_AS.get(name, name) for name in names} | {"shiboken6", "vtk"}


def _patiently(url: str, headers: dict[str, str]) -> None:
    for _ in range(200):
        try:
            httpx.get(url, headers=headers)
        except httpx.ConnectError:
            continue
        return


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Return a certificate of this machine that it signed itself, and its key."""
    files = folder / "certificate.pem", folder / "key.pem"
    for path, content in zip(files, self_signed(x509.DNSName("localhost")), strict=True):
        path.write_bytes(content)
    return files
