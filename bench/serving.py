"""What the bench of the server needs: PostgreSQL, servers of ours on it, and who sends."""

import http.client
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import text

from bench.opinions import PROJECT, remarks, said
from mrapp.app.remarks.receipts import Seal
from mrapp.model.remark import Remark
from mrapp.protocol.checksums import digest_of
from mrapp.protocol.messages import BATCH_ENTRIES, ROOT, Batch, EntryMessage
from mrapp.server.access import Role
from mrapp.server.backend import Backend, Settings
from mrapp.server.database.engine import Database
from mrapp.server.intake.gathering import Gathering
from mrapp.server.intake.keeping import Sent
from mrapp.server.intake.looking import look_at
from mrapp.server.machines import know_project, new_code
from mrapp.server.moderation.flagging import flag_all
from tests.server.colleagues import Colleague, colleague
from tests.servers import Running, free_port, postgres_programs, running_cluster, running_process

HERE = f"{ROOT}/projects/{PROJECT}"


@contextmanager
def database() -> Iterator[Database | None]:
    """Run a PostgreSQL that keeps what it commits, as in earnest; None where none is installed."""
    programs = postgres_programs()
    if programs is None:
        yield None
        return
    with running_cluster(programs, durable=True) as cluster:
        made = Database(cluster.new_database())
        made.bring_up_to_date()
        yield made
        made.close()


@dataclass(frozen=True)
class Server:
    """A process that serves on a port of this machine."""

    port: int
    pid: int


@contextmanager
def servers(made: Database, count: int) -> Iterator[list[Server]]:
    """Run so many server processes on one database."""
    url = made.engine.url.render_as_string(hide_password=False)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        running = []
        for _ in range(count):
            port = free_port()
            command = ["serve", "--database", url, "--data", folder, "--port", str(port)]
            process = stack.enter_context(running_process(_quietly(*command), port))
            running.append(Server(port, process.pid))
        yield running


def busy_s(made: Database, pid: int) -> float:
    """Return for how long processors worked for a process, and for PostgreSQL on a database."""
    asked = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
    with made.reading() as conn:
        pids = [pid, *conn.scalars(asked)]
    return sum(scheduled_s(each) for each in pids)


def scheduled_s(pid: int) -> float:
    """Return for how long processors worked for all threads of a process.

    Source: proc(5), the first figure of schedstat.
    """
    told = (each.read_text() for each in Path(f"/proc/{pid}/task").glob("*/schedstat"))
    return sum(int(each.split()[0]) for each in told) / 1e9


def _quietly(*command: str) -> list[str]:
    # The log of requests is written all the same, to nowhere: the bench's own lines are to be read.
    return ["sh", "-c", 'exec "$@" 2>/dev/null >&2', "sh", sys.executable, "-m", "mrapp", *command]


@dataclass
class Client:
    """A machine that keeps one connection to one server."""

    port: int
    key: str
    _connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        """Return the answer below its project; raises ValueError where it is none of 200."""
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        self._connection.request(method, f"{HERE}{path}", body, headers)
        answer = self._connection.getresponse()
        told = answer.read()
        if answer.status != 200:
            raise ValueError(f"{answer.status}: {told[:200]!r}")
        return told

    def push(self, body: bytes) -> None:
        """Send a batch of new entries; raises ValueError where one was not kept."""
        told = json.loads(self.ask("POST", "/entries", body))
        if any(each["outcome"] != "stored" for each in told["results"]):
            raise ValueError("a remark was not kept")

    def close(self) -> None:
        """Let go of the connection; it is made anew when something is asked."""
        self._connection.close()


def enrol(made: Database, port: int) -> str:
    """Return the key of a new machine of the project."""
    now = datetime.now(UTC)
    with made.writing() as conn:
        know_project(made, conn, PROJECT, now)
        code = new_code(conn, PROJECT, now)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", f"{ROOT}/enrolments", json.dumps({"code": code, "label": ""}))
    key: str = json.loads(connection.getresponse().read())["key"]
    connection.close()
    return key


def batches(count: int, seed: int) -> list[bytes]:
    """Return the bodies of batches with so many remarks in all, with the texts of real people."""
    entries = [_entry(remark, seal) for remark, seal in remarks(count, seed)]
    parts = (entries[n : n + BATCH_ENTRIES] for n in range(0, count, BATCH_ENTRIES))
    return [Batch(entries=tuple(each)).on_wire() for each in parts]


def _entry(remark: Remark, seal: Seal) -> EntryMessage:
    content, salt = said(remark, seal), os.urandom(16).hex()
    digest = digest_of(salt, content)
    return EntryMessage(
        id=remark.id, kind="remark", salt=salt, content=content.decode(), digest=digest
    )


def fill(made: Database, project: str, count: int) -> None:
    """Let a project have so many remarks, taken in as the server does."""
    now = datetime.now(UTC)
    with made.writing() as conn:
        know_project(made, conn, project, now)
    said_here = ((x.model_copy(update={"project": project}), seal) for x, seal in remarks(count))
    found = (_entry(remark, seal) for remark, seal in said_here)
    way_in = Gathering(made, lambda: now)
    while batch := list(islice(found, BATCH_ENTRIES)):
        way_in.keep(project, Sent([look_at(project, each) for each in batch]))
    # As it is when they did not all come within the last minute.
    flag_all(Backend(Settings(Path(), "", ""), made))


def signed_in(made: Database, server: Server) -> Colleague:
    """Return an administrator with a browser."""
    url = f"http://127.0.0.1:{server.port}"
    backend = Backend(Settings(Path(), "", url), made)
    return colleague(Running(url, backend), Role.ADMINISTRATOR)


def pushed_s(clients: Sequence[Client], bodies: Sequence[bytes]) -> float:
    """Return the seconds until all clients, at once, have sent all batches."""
    shares = [bodies[n :: len(clients)] for n in range(len(clients))]

    def push(client: Client, share: Sequence[bytes]) -> None:
        for body in share:
            client.push(body)

    for client in clients:
        # A server does not hold a line on which nothing was said for seconds.
        client.close()
    begun = time.perf_counter()
    with ThreadPoolExecutor(len(clients)) as pool:
        list(pool.map(push, clients, shares))
    return time.perf_counter() - begun
