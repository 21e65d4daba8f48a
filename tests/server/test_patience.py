"""Who sends slowly, packed, or too much keeps nobody waiting."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import FastAPI, Request

from mrapp.protocol.messages import BATCH_BYTES, ROOT
from mrapp.server.patience import Patience, PatientProtocol
from mrapp.server.problems import tell_problems
from tests.server.enrolled import machine_of
from tests.server.sending import PROJECT, Sender, outcomes
from tests.servers import Running, running_server

pytestmark = pytest.mark.slow

_IDLE = 300


class _Hasty(PatientProtocol):
    """Waits a moment only, so that a test need not."""

    headers_s = 0.3


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[Running]:
    with running_server(tmp_path, f"sqlite:///{tmp_path}/x", protocol=_Hasty) as server:
        yield server


def _connected(server: Running) -> socket.socket:
    place = urlsplit(server.url)
    return socket.create_connection((place.hostname, place.port), timeout=30)


@pytest.mark.parametrize(
    "said", [b"", b"GET /hea", b"GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HT"]
)
def test_who_does_not_finish_asking_is_let_go(hasty: Running, said: bytes) -> None:
    with _connected(hasty) as sock:
        sock.sendall(said)
        answered = b""
        while part := sock.recv(10_000):
            answered += part
    assert answered.count(b"200 OK") == said.count(b"\r\n\r\n")


def test_many_who_ask_nothing_keep_nobody_waiting(server: Running) -> None:
    machine = machine_of(server, PROJECT)
    with ExitStack() as stack:
        for _ in range(_IDLE):
            stack.enter_context(_connected(server))
        assert outcomes(machine, Sender(1).remark("Mooi.")[0]) == ["stored"]


def test_what_comes_packed_is_not_unpacked(server: Running) -> None:
    bomb = gzip.compress(bytes(10 * 2**20))
    headers = {"Content-Encoding": "gzip"}
    answer = httpx.post(f"{server.url}{ROOT}/enrolments", content=bomb, headers=headers)
    assert answer.status_code == 415
    assert answer.json()["code"] == "encoded"


def test_what_is_too_large_for_all_is_not_read(server: Running) -> None:
    machine = machine_of(server, PROJECT)
    with _connected(server) as sock:
        size = str(BATCH_BYTES + 1).encode()
        sock.sendall(b"POST /receipt HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + b"\r\n\r\n")
        assert b" 413 " in sock.recv(1000).partition(b"\r\n")[0]

    def endless() -> Iterator[bytes]:
        for _ in range(BATCH_BYTES // 2**16 + 2):
            yield bytes(2**16)

    assert machine.ask("POST", "/entries", content=endless()).status_code == 413


def test_a_body_that_trickles_in_is_not_waited_for() -> None:
    app = FastAPI()
    tell_problems(app)
    app.add_middleware(Patience, body_s=0.2)

    @app.post("/")
    async def take(request: Request) -> int:
        return len(await request.body())

    async def trickle() -> int:
        async def parts() -> AsyncIterator[bytes]:
            yield b"x"
            await asyncio.sleep(30)

        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            return (await client.post("http://x/", content=parts())).status_code

    assert asyncio.run(trickle()) == 408
