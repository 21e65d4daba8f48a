"""The municipality's side of the journey: servers as they are really run, and the balancer.

One process on SQLite; or two on a PostgreSQL, behind haproxy, that sends a request to any of them.
"""

import csv
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from tests.servers import PATIENCE_S, free_port, until

_START: Final = re.compile(r"http\S+/staff/start/\S+")

HAPROXY: Final = """\
global
    maxconn 2000
defaults
    mode http
    timeout connect 2s
    timeout client 75s
    timeout server 75s
    retries 2
    option redispatch 1
    retry-on conn-failure
frontend opinions
    bind 127.0.0.1:{port}
    default_backend servers
backend servers
    balance roundrobin
    option httpchk GET /health
    option forwardfor
{servers}
listen told
    bind 127.0.0.1:{told}
    stats enable
    stats uri /
"""
"""As in docs/operating.md: no affinity; what reached no server is sent to another.

`told` tells which servers it sends to.
"""


def haproxy_program() -> str | None:
    """Return haproxy of this machine; None: there is none."""
    return shutil.which("haproxy", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@dataclass
class Server:
    """One process of `mrapp serve`."""

    port: int
    words: tuple[str, ...]
    log: Path
    env: Mapping[str, str]
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; returns once it answers."""
        command = (sys.executable, "-m", "mrapp", "serve", "--port", str(self.port), *self.words)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, env=dict(self.env))
        until_answers(f"{self.url}/health")

    def kill(self) -> None:
        """Kill it, as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Let it end what it does, and stop. Safe where it does not run."""
        self._end(signal.SIGTERM)

    def first_link(self) -> str:
        """Return the link for the first administrator, which it printed."""
        found = _START.findall(self.log.read_text(encoding="utf-8"))
        if not found:
            raise LookupError("the server printed no link for the first administrator")
        return str(found[-1])

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.send_signal(how)
        if process is not None:
            process.wait(PATIENCE_S)


@dataclass
class Hosting:
    """Servers that keep together what one project's people say.

    url: where people reach them. where: the words of the command line that name database and data.
    told: where the balancer tells which servers it sends to; "" without one.
    """

    url: str
    where: tuple[str, ...]
    data: Path
    servers: list[Server] = field(default_factory=list)
    told: str = ""

    def start_again(self, number: int) -> None:
        """Start a server that was killed; returns once the balancer sends to it again."""
        self.servers[number].start()
        if self.told:
            # It asks only now and then. Until it has, the others must not be killed.
            until(lambda: self._is_sent_to(number), f"haproxy sends nothing to server {number}")

    def _is_sent_to(self, number: int) -> bool:
        told = httpx.get(self.told, trust_env=False, timeout=PATIENCE_S).text.removeprefix("# ")
        status = {row["svname"]: row["status"] for row in csv.DictReader(told.splitlines())}
        return status[_name(number)] == "UP"

    def first_link(self) -> str:
        """Return the link for the first administrator: the last one that was printed."""
        return self.servers[-1].first_link()


@contextmanager
def hosting(folder: Path, database: str, env: Mapping[str, str], count: int) -> Iterator[Hosting]:
    """Run servers on a database for a block; database: "" is SQLite in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    named = ("--database", database) if database else ()
    made = Hosting(
        f"http://127.0.0.1:{port}", ("--data", str(folder / "data"), *named), folder / "data"
    )
    ports = [port] if count == 1 else [free_port() for _ in range(count)]
    words = (*made.where, "--public-url", made.url)
    made.servers = [
        Server(each, words, folder / f"server-{number}.log", env)
        for number, each in enumerate(ports, 1)
    ]
    balancer = None
    try:
        for each in made.servers:
            each.start()
        if count > 1:
            told = free_port()
            balancer = _balance(folder, port, ports, told)
            made.told = f"http://127.0.0.1:{told}/;csv"
            until_answers(f"{made.url}/health")
        yield made
    finally:
        if balancer is not None:
            balancer.terminate()
            balancer.wait(PATIENCE_S)
        for each in made.servers:
            each.stop()


def _name(number: int) -> str:
    """Return what haproxy calls a server."""
    return f"s{number + 1}"


def _balance(folder: Path, port: int, ports: list[int], told: int) -> subprocess.Popen[bytes]:
    rows = [
        f"    server {_name(number)} 127.0.0.1:{each} check inter 500ms fall 1 rise 1"
        for number, each in enumerate(ports)
    ]
    path = folder / "haproxy.cfg"
    config = HAPROXY.format(port=port, servers="\n".join(rows), told=told)
    path.write_text(config, encoding="utf-8")
    program = haproxy_program()
    assert program is not None, "haproxy is not here"
    with (folder / "haproxy.log").open("wb") as log:
        return subprocess.Popen([program, "-f", str(path)], stdout=log, stderr=log)


def until_answers(url: str) -> None:
    """Wait until a server answers; raises TimeoutError."""

    def answers() -> bool:
        try:
            return httpx.get(url, trust_env=False, timeout=PATIENCE_S).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False  # not yet

    until(answers, f"{url} does not answer")
