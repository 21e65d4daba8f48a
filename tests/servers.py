"""Real servers for tests: a PostgreSQL of its own, and mrapp's own server on a free port.

Whatever needs a server to talk to uses these: the tests of the server, of sync, and of the pages.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
import uvicorn
from sqlalchemy import text

from mrapp.server.app import make_app
from mrapp.server.backend import Backend, PhoneRoom, Settings
from mrapp.server.database.engine import Database
from mrapp.server.oidc.settings import OidcSettings
from mrapp.server.patience import PatientProtocol

PATIENCE_S = 180.0
"""How long at most to wait for what must come: long, for other programs may hold it up."""

# It ends when the pipe to whoever started it closes, however that one ended.
_ENDS_WITH_US = '"$@" & child=$!; read -r _; kill -INT $child; wait $child'
_SOMEBODY = ("unshare", "--user", "--map-user=1", "--map-group=1")
_SMALL = ("min_wal_size=2MB", "max_wal_size=6MB", "shared_buffers=8MB")
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def postgres_programs() -> Path | None:
    """Return the folder of the newest PostgreSQL on this machine; None: there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: each.parent.name)
    named = shutil.which("postgres")
    return found[-1] if found else Path(named).parent if named else None


@dataclass
class Cluster:
    """A PostgreSQL of its own in a scratch folder, reached by a socket there.

    durable: what it commits outlives a power cut, too. small: as little as it can do with, on a
    small disk, which somebody mounted who is root of a room of their own (`unshare -rm`): there it
    has to be somebody else, for it never runs as root.
    """

    programs: Path
    folder: Path
    durable: bool
    small: bool = False
    _running: subprocess.Popen[bytes] | None = None
    _model: str = ""

    def make(self) -> None:
        """Make it, empty; root may not run PostgreSQL, so then it belongs to the user postgres."""
        if self._user:
            shutil.chown(self.folder, self._user)
        asked = ("-D", "data", "-U", "postgres", "-E", "UTF8", "--locale=C", "-A", "trust")
        command = [*self._who, str(self.programs / "initdb"), *asked, "--no-sync"]
        command += ["--wal-segsize=1"] if self.small else []
        subprocess.run(command, cwd=self.folder, user=self._user, check=True, capture_output=True)

    def start(self) -> None:
        """Start it; returns once it answers."""
        settings = ["listen_addresses=", f"unix_socket_directories={self.folder}"]
        settings += ["max_connections=200", *(() if self.durable else _QUICK)]
        settings += _SMALL if self.small else ()
        options = [word for each in settings for word in ("-c", each)]
        command = [*self._who, str(self.programs / "postgres"), "-D", "data", *options]
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                ["sh", "-c", _ENDS_WITH_US, "sh", *command],
                cwd=self.folder,
                user=self._user,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        until(self.answers, "PostgreSQL does not answer")

    def stop(self) -> None:
        """Stop it at once; what was committed stays. Safe twice."""
        if self._running is None:
            return
        assert self._running.stdin is not None
        self._running.stdin.close()
        self._running.wait(PATIENCE_S)
        self._running = None

    def crash(self) -> None:
        """Stop it in the middle of all that it does; it mends itself when it is started again."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGQUIT)
        self.stop()

    def turn_log(self) -> None:
        """Let it go on in the next part of its log; where it cannot, it ends."""
        with (
            suppress(psycopg.OperationalError),
            psycopg.connect(self._place("postgres"), autocommit=True) as conn,
        ):
            conn.execute("SELECT pg_switch_wal()")

    def new_database(self, *, with_tables: bool = False) -> str:
        """Return the URL of a new database: empty, or with all tables and nothing in them."""
        if with_tables and not self._model:
            self._model = self._new("template1")
            database = Database(self._url(self._model))
            database.bring_up_to_date()
            database.close()
        return self._url(self._new(self._model if with_tables else "template1"))

    def _new(self, model: str) -> str:
        name = f"t{uuid4().hex}"
        with psycopg.connect(self._place("postgres"), autocommit=True) as conn:
            conn.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"'.encode())
        return name

    def _url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def _place(self, name: str) -> str:
        return f"host={self.folder} user=postgres dbname={name}"

    @property
    def log(self) -> Path:
        """What it tells; not on the small disk, which is full when it has something to tell."""
        beside = self.folder.parent.with_name("postgres.log")
        return beside if self.small else self.folder / "log"

    @property
    def _user(self) -> str | None:
        return "postgres" if os.geteuid() == 0 and not self.small else None

    @property
    def _who(self) -> tuple[str, ...]:
        return _SOMEBODY if self.small else ()

    def answers(self) -> bool:
        """Tell whether one can ask it something."""
        try:
            psycopg.connect(self._place("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def running_cluster(
    programs: Path, *, durable: bool = False, disk: Path | None = None
) -> Iterator[Cluster]:
    """Run a PostgreSQL for a block. disk: a small one that it is on; durable: see `Cluster`."""
    # Not in pytest's own folder, which only root may enter, and with a name short enough for a
    # socket.
    folder = Path(tempfile.mkdtemp(prefix="mrapp-pg-", dir=disk or "/tmp"))
    cluster = Cluster(programs, folder, durable, small=disk is not None)
    try:
        cluster.make()
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def database_at(url: str) -> Database:
    """Return a database with its tables, which are made where they are not there."""
    kind, _, file = url.partition(":///")
    if kind == "sqlite" and not Path(file).exists():
        Path(file).write_bytes(_tables())
    database = Database(url)
    database.bring_up_to_date()
    return database


@cache
def _tables() -> bytes:
    """Return an SQLite file with all tables: a copy of it takes a tenth of making one anew."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/tables.sqlite")
        database.bring_up_to_date()
        database.close()
        return Path(folder, "tables.sqlite").read_bytes()


@dataclass(frozen=True)
class Running:
    """A server that answers at `url`, and the parts behind it."""

    url: str
    backend: Backend


@contextmanager
def running_server(
    folder: Path,
    database_url: str,
    utc_now: Callable[[], datetime] = lambda: datetime.now(UTC),
    protocol: type[PatientProtocol] = PatientProtocol,
    companion: Path | None = None,
    companion_host: str = "",
    oidc: OidcSettings | None = None,
    passwords: bool = True,
    room: PhoneRoom | None = None,
) -> Iterator[Running]:
    """Run mrapp's server in a thread for a block; its tables are made where they are not there."""
    database = database_at(database_url)
    with listening() as sock:
        url = f"http://127.0.0.1:{sock.getsockname()[1]}"
        settings = Settings(
            folder,
            database_url,
            url,
            companion=companion,
            companion_host=companion_host,
            oidc=oidc,
            passwords=passwords,
            room=room or PhoneRoom(),
        )
        backend = Backend(settings, database, utc_now)
        server = uvicorn.Server(
            uvicorn.Config(make_app(backend), http=protocol, log_config=None, server_header=False)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        try:
            until(lambda: server.started or not thread.is_alive(), "the server does not start")
            yield Running(url, backend)
        finally:
            server.should_exit = True
            thread.join(PATIENCE_S)
            database.close()


@contextmanager
def running_process(command: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program that listens on a port for a block; asks it to end when that is left."""
    process = subprocess.Popen(command)
    try:
        until(lambda: _listens(port) or process.poll() is not None, "nothing listens")
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        process.wait(PATIENCE_S)


@contextmanager
def listening() -> Iterator[socket.socket]:
    """Hold a port of this machine that was free."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        yield sock


def free_port() -> int:
    """Return a port of this machine that is free now."""
    with listening() as sock:
        port: int = sock.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


def until(is_so: Callable[[], bool], otherwise: str) -> None:
    """Wait until something is so; raises TimeoutError, with words, once patience runs out."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        time.sleep(0.02)


def waiting(database: Database) -> int:
    """Return how many wait for what a block has not given free yet, in PostgreSQL."""
    asked = text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    with database.reading() as conn:
        return conn.scalar(asked) or 0
