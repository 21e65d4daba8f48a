"""The commands that run the backend, and prepare it."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platformdirs import user_data_path

from mrapp.cli.arguments import file
from mrapp.cli.language import user_language
from mrapp.cli.provider_arguments import add_provider, provider_of
from mrapp.cli.server_arguments import GIB, email, gib, many, port, site, word_lists
from mrapp.cli.telling import print_json, tell
from mrapp.model.texts import Phrase

if TYPE_CHECKING:  # late, as below: it is not installed where there is only a window
    from mrapp.server.backend import Backend, Settings
    from mrapp.server.running import Listening

DATABASE: Final = "MRAPP_DATABASE"
"""Names the database; unlike an argument it is not seen in the list of processes."""

_PORT: Final = 8000
_NOT_INSTALLED = Phrase(
    nl="Het deel van mrapp voor servers is hier niet geïnstalleerd ({name} ontbreekt). Er is niets "
    'gestart. Installeer het met: pip install "mrapp[server]"',
    en="The part of mrapp for servers is not installed here ({name} is missing). Nothing was "
    'started. Install it with: pip install "mrapp[server]"',
)
_LISTENS = Phrase(
    nl="mrapp luistert op {url} (stoppen: Ctrl-C). Gegevens: {data}.",
    en="mrapp listens at {url} (to stop it: Ctrl-C). Data: {data}.",
)
_OPEN = Phrase(
    nl="LET OP: op {host} kan iedereen op het netwerk meelezen. Geef --certificate en --key, of "
    "zet er een proxy met TLS voor (docs/operating.md).",
    en="MIND: at {host} everybody on the network can read along. Give --certificate and --key, or "
    "put a proxy with TLS in front (docs/operating.md).",
)
_FIRST = Phrase(
    nl="Er is nog geen beheerder. Open deze link één keer om er een te maken: {link}",
    en="There is no administrator yet. Open this link once to make one: {link}",
)
_ROOM: Final = (
    ("--phone-files", 20, "for files of phones in one project, in GiB; without: 20"),
    ("--phone-waiting", 5, "for those whose remark has not come yet; without: 5"),
    ("--keep-free", 2, "left free on the disk before phones may send files; without: 2"),
)
_BOTH = Phrase(
    nl="--certificate en --key horen bij elkaar", en="--certificate and --key go together"
)
_UNFINISHED = Phrase(
    nl="{word} is geen map met een index.html", en="{word} is no folder with an index.html"
)
_NEW_DATABASE = Phrase(
    nl="LET OP: in {where} stond nog niets; er is een nieuwe, lege database gemaakt. Draait er al "
    "een server? Geef dan dezelfde --database en --data als daar: wat hier gemaakt is, kent die "
    "server niet.",
    en="MIND: there was nothing in {where} yet; a new, empty database was made. Does a server run "
    "already? Then give the same --database and --data as there: what was made here that server "
    "does not know.",
)
_NEW_PROJECT = Phrase(
    nl="Het project {project} is nieuw op deze server. Klopt het kenmerk met 'id' in project.json?",
    en="The project {project} is new on this server. Is that the 'id' in project.json?",
)
_CODE_USE = Phrase(
    nl="De code werkt één keer, binnen 24 uur. Typ op het apparaat: mrapp enrol PROJECT URL CODE",
    en="The code works once, within 24 hours. On the machine, type: mrapp enrol PROJECT URL CODE",
)
_LINK_USE = Phrase(
    nl="De link werkt één keer, binnen drie dagen. Eerdere links voor deze gebruikersnaam werken "
    "niet meer.",
    en="The link works once, within three days. Earlier links for this user name no longer work.",
)
_STOPPED = Phrase(nl="mrapp is gestopt.", en="mrapp has stopped.")


def add_server_commands(add_parser: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `mrapp serve` and `mrapp server` to a table of commands."""
    _add_serve(add_parser("serve", help="run the server that takes in and answers opinions"))
    parser = add_parser("server", help="prepare a server: codes for machines, an administrator")
    table = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_code(table.add_parser("code", help="make a one-time code by which a machine is enrolled"))
    _add_admin(table.add_parser("admin", help="make a one-time link for an administrator"))


def add_where(parser: argparse.ArgumentParser) -> None:
    """Add where a server keeps things."""
    parser.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get(DATABASE, ""),
        help=f"sqlite:///FILE or postgresql://USER@HOST/NAME, or in {DATABASE}; "
        "without: a SQLite file in the folder of --data",
    )
    parser.add_argument(
        "--data", metavar="DIR", type=Path, default=None, help="the folder of the server"
    )
    parser.add_argument(
        "--attachments",
        metavar="URL",
        default="",
        help="where files lie, such as s3://bucket/folder; without: in the folder of --data",
    )


def settings_of(parsed: argparse.Namespace, public_url: str = "") -> "Settings":
    """Return what was asked of a server."""
    from mrapp.server.backend import PhoneRoom, Settings

    names = ("phone_files", "phone_waiting", "keep_free")
    given = [size for name in names if (size := getattr(parsed, name, None)) is not None]
    return Settings(
        data=(parsed.data or user_data_path("mrapp", appauthor=False) / "server").absolute(),
        database=parsed.database,
        public_url=public_url.rstrip("/"),
        attachments=parsed.attachments,
        companion=getattr(parsed, "companion", None),
        companion_host=getattr(parsed, "companion_host", "").lower(),
        words=getattr(parsed, "words", None),
        proxies=tuple(getattr(parsed, "proxy", None) or ("127.0.0.1", "::1")),
        oidc=provider_of(parsed),
        passwords=not getattr(parsed, "no_passwords", False),
        room=PhoneRoom(*given),
        owner=getattr(parsed, "owner", ""),
        owner_email=getattr(parsed, "owner_email", None) or "",
    )


@contextmanager
def server_parts() -> Iterator[None]:
    """Say it in one sentence where the part for servers is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("mrapp"):
            raise
        tell(_NOT_INSTALLED.text(user_language(), name=error.name))
        raise SystemExit(1) from error


def _add_serve(parser: argparse.ArgumentParser) -> None:
    add_where(parser)
    parser.add_argument("--host", metavar="H", default="127.0.0.1", help="where it listens")
    parser.add_argument("--port", metavar="N", type=port, default=_PORT)
    parser.add_argument(
        "--public-url", metavar="URL", type=site, default=None, help="where people reach it"
    )
    parser.add_argument(
        "--companion", metavar="DIR", type=_companion, help="a finished companion folder"
    )
    parser.add_argument(
        "--companion-host",
        metavar="NAME",
        default="",
        help="a host name for the companion alone; without: it is in a sandbox",
    )
    parser.add_argument("--workers", metavar="N", type=many, default=1, help="how many processes")
    parser.add_argument("--certificate", metavar="FILE", type=file, help="for TLS, as PEM")
    parser.add_argument("--key", metavar="FILE", type=file, help="of that certificate, as PEM")
    parser.add_argument(
        "--proxy",
        metavar="ADDRESS",
        action="append",
        help="a proxy whose X-Forwarded headers are believed; without: this machine alone",
    )
    parser.add_argument(
        "--words",
        metavar="DIR",
        type=word_lists,
        help="lists of abusive words that the filter points at: a file a language, such as nl",
    )
    parser.add_argument(
        "--owner", metavar="NAME", default="", help="who answers for the interface, in openapi.json"
    )
    parser.add_argument(
        "--owner-email", metavar="ADDRESS", type=email, default=None, help="where to write to them"
    )
    for option, default, told in _ROOM:
        parser.add_argument(option, metavar="GIB", type=gib, default=default * GIB, help=told)
    add_provider(parser)
    parser.set_defaults(do=serve, wrong=parser.error)


def _companion(word: str) -> Path:
    """Return a folder that is there, with a page to begin at."""
    folder = Path(word).absolute()
    if not (folder / "index.html").is_file():
        raise argparse.ArgumentTypeError(_UNFINISHED.text(user_language(), word=word))
    return folder


def _add_code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="PROJECT-ID", help="the id in project.json")
    parser.add_argument("--label", metavar="L", default="", help="what the machine is called")
    parser.add_argument("--may-publish", action="store_true", help="it may publish the project")
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    add_where(parser)
    parser.set_defaults(do=code)


def _add_admin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("login", metavar="LOGIN", nargs="?", help="by which name they sign in")
    parser.add_argument(
        "--public-url", metavar="URL", type=site, default=f"http://127.0.0.1:{_PORT}"
    )
    add_where(parser)
    parser.set_defaults(do=admin)


def serve(parsed: argparse.Namespace) -> int:
    """`mrapp serve [--database URL] [--host H] [--port N] [--data DIR] ...`."""
    if (parsed.certificate is None) != (parsed.key is None):
        parsed.wrong(_BOTH.text(user_language()))
    with server_parts():
        from mrapp.server.running import Listening, bound, build, run

    listening = Listening(parsed.host, parsed.port, parsed.workers, parsed.certificate, parsed.key)
    with bound(listening) as sock:
        url = listening.url(sock.getsockname()[1])
        backend = build(settings_of(parsed, parsed.public_url or url))
        _say(backend, listening, url)
        # That is how it is stopped.
        with suppress(KeyboardInterrupt):
            run(backend, listening, sock)
    tell(_STOPPED.text(user_language()))
    return 0


def code(parsed: argparse.Namespace) -> int:
    """`mrapp server code PROJECT-ID [--label L] [--may-publish] [--json]`."""
    with server_parts():
        from mrapp.server.audit import record
        from mrapp.server.machines import know_project, new_code

    backend, project = _prepared(parsed), parsed.project
    now, detail = backend.utc_now(), {"label": parsed.label, "mayPublish": parsed.may_publish}
    with backend.database.writing() as conn:
        is_new = know_project(backend.database, conn, project, now)
        made = new_code(conn, project, now, parsed.label, may_publish=parsed.may_publish)
        if is_new:
            record(conn, None, "project.added", project, project, {}, now)
        record(conn, None, "machine.code-made", project, project, detail, now)
    backend.database.close()
    if is_new:
        tell(_NEW_PROJECT.text(user_language(), project=parsed.project))
    tell(_CODE_USE.text(user_language()))
    if parsed.json:
        print_json({"project": parsed.project, "code": made, "may_publish": parsed.may_publish})
    else:
        print(made)
    return 0


def admin(parsed: argparse.Namespace) -> int:
    """`mrapp server admin [LOGIN] [--public-url URL]`: print a one-time link."""
    with server_parts():
        from mrapp.server.staff.first import administrator_link

    backend = _prepared(parsed, parsed.public_url)
    named = (parsed.login,) if parsed.login else ()
    print(administrator_link(backend, *named))
    tell(_LINK_USE.text(user_language()))
    backend.database.close()
    return 0


def _prepared(parsed: argparse.Namespace, public_url: str = "") -> "Backend":
    """Return a server that is there; says so where there was none, as a folder may be mistyped."""
    from mrapp.server.running import build, is_new

    settings = settings_of(parsed, public_url)
    was_new = is_new(settings)
    backend = build(settings)
    if was_new:
        where = backend.database.engine.url.render_as_string()
        tell(_NEW_DATABASE.text(user_language(), where=where))
    return backend


def _say(backend: "Backend", listening: "Listening", url: str) -> None:
    """Say where it listens, who can read along, and how the first administrator comes in."""
    from mrapp.server.staff.first import first_link

    language = user_language()
    print(_LISTENS.text(language, url=url, data=backend.settings.data))
    if listening.certificate is None and not _is_loopback(listening.host):
        tell(_OPEN.text(language, host=listening.host))
    first = first_link(backend)
    if first is not None:
        print(_FIRST.text(language, link=first))
    sys.stdout.flush()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
