"""Starts a server: builds its parts, brings its tables up to date, and listens.

With several processes each builds its own parts from the same settings; nothing is shared but the
database, the files and the socket.
"""

import errno
import json
import logging.config
import multiprocessing
import os
import signal
import socket
import ssl
import sys
import threading
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import uvicorn
from fastapi import FastAPI
from sqlalchemy import URL, inspect
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from mrapp.server.app import make_app
from mrapp.server.backend import Backend, PhoneRoom, Settings
from mrapp.server.database.engine import Database
from mrapp.server.errors import CertificateUnusableError, NoSuchHostError, PortTakenError
from mrapp.server.logs import LOGGING
from mrapp.server.oidc.settings import OidcSettings
from mrapp.server.patience import PatientProtocol

if sys.platform != "win32":
    import resource

_SETTINGS: Final = "MRAPP_SERVER_SETTINGS"
_STOPPING_S: Final = 10
_BACKLOG: Final = 2048
# Python's own is ten times this: so long others would wait for a project while the thread that
# writes to it waits for its turn.
_TURN_S: Final = 0.0005


@dataclass(frozen=True)
class Listening:
    """Where a server listens. certificate, key: files for TLS; None: without."""

    host: str
    port: int
    workers: int = 1
    certificate: Path | None = None
    key: Path | None = None

    def url(self, port: int) -> str:
        """Return where it can be reached, on a port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.certificate else 'http'}://{host}:{port}"


def build(settings: Settings) -> Backend:
    """Return the parts of a server, with tables that are up to date; makes its folder.

    Raises `DatabaseUrlError` and `DatabaseUnusableError`.
    """
    named = named_database(settings)
    database = Database(named.database)
    database.reach()
    database.bring_up_to_date()
    return Backend(named, database)


def named_database(settings: Settings) -> Settings:
    """Return settings that name their database, also where nobody did; makes their folder."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if settings.database:
        return settings
    # Put together as a URL: in the name of a folder a ? or % stands for itself.
    where = URL.create("sqlite", database=str(settings.data / "server.sqlite"))
    return replace(settings, database=where.render_as_string())


def is_new(settings: Settings) -> bool:
    """Tell whether a database has nothing of a server yet; raises as `build` does."""
    database = Database(named_database(settings).database)
    database.reach()
    with database.reading() as conn:
        found = inspect(conn).has_table("alembic_version")
    database.close()
    return not found


def bound(listening: Listening) -> socket.socket:
    """Return a socket that listens.

    Raises `CertificateUnusableError`, `NoSuchHostError` and `PortTakenError`.
    """
    _look_at_certificate(listening)
    _allow_many_connections()
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    place = (listening.host, listening.port)
    try:
        sock = socket.create_server(place, family=family, backlog=_BACKLOG)
    except OSError as error:
        if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            raise NoSuchHostError(host=listening.host) from error
        raise PortTakenError(host=listening.host, port=listening.port) from error
    # asyncio lets answers go at once (TCP_NODELAY) only where a socket says that it is of TCP; else
    # each answer takes 40 ms, as its second half waits until its first has been confirmed.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=sock.detach())
    sock.set_inheritable(True)
    return sock


def _look_at_certificate(listening: Listening) -> None:
    """Find out before anybody is told where to go; else it is found out after that."""
    if listening.certificate is None:
        return
    try:
        # An empty passphrase, or who starts it as a service would be asked for one for ever.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            listening.certificate, listening.key, password=""
        )
    except OSError as error:
        raise CertificateUnusableError(
            certificate=listening.certificate, key=listening.key
        ) from error


def _allow_many_connections() -> None:
    """Let this process have as many open files as it may: each connection is one."""
    if sys.platform != "win32":
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def run(backend: Backend, listening: Listening, sock: socket.socket) -> None:
    """Serve until somebody stops it; what is being answered is answered first."""
    sys.setswitchinterval(_TURN_S)
    if listening.workers == 1:
        uvicorn.Server(_config(make_app(backend), backend, listening)).run(sockets=[sock])
        return
    backend.database.close()
    os.environ[_SETTINGS] = json.dumps(asdict(backend.settings), default=str)
    config = _config(f"{__name__}:app_of_settings", backend, listening)
    Multiprocess(config, sockets=[sock]).run()


def app_of_settings() -> FastAPI:
    """Return the application of one of several processes."""
    _end_with_parent()
    sys.setswitchinterval(_TURN_S)
    told = json.loads(os.environ[_SETTINGS])
    settings = Settings(
        **told
        | {
            "data": Path(told["data"]),
            **{name: told[name] and Path(told[name]) for name in ("companion", "words")},
            "proxies": tuple(told["proxies"]),
            "oidc": told["oidc"] and OidcSettings(**told["oidc"]),
            "room": PhoneRoom(**told["room"]),
        }
    )
    return make_app(Backend(settings, Database(settings.database)))


def _end_with_parent() -> None:
    """End this process when the one that started it has ended, however that came to its end.

    Else processes would go on listening that nobody can stop with a Ctrl-C any more.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        # As a service is stopped: what is being answered is answered first.
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="parent", daemon=True).start()


def _config(app: ASGIApp | str, backend: Backend, listening: Listening) -> uvicorn.Config:
    logging.config.dictConfig(LOGGING)
    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=listening.workers,
        http=PatientProtocol,
        log_config=LOGGING,
        access_log=False,
        proxy_headers=True,
        forwarded_allow_ips=list(backend.settings.proxies),
        server_header=False,
        ssl_certfile=listening.certificate,
        ssl_keyfile=listening.key,
        timeout_graceful_shutdown=_STOPPING_S,
    )
