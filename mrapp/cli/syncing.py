"""The commands that talk to a server: enrolling this machine, sending, publishing a version."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mrapp import bootstrap
from mrapp.app.opened import OpenProject
from mrapp.app.outlining import read_ground_plan
from mrapp.app.progress import ignore_progress, never_cancelled
from mrapp.app.sync_words import sync_lines, sync_summary
from mrapp.app.syncing import Sync, SyncRound, SyncState
from mrapp.cli.language import user_language
from mrapp.cli.telling import one_line, print_json, tell
from mrapp.model.errors import MrappError
from mrapp.model.remark_errors import StoreMissingError
from mrapp.model.sync_errors import NotEnrolledError, SyncError
from mrapp.model.texts import Phrase

_ENROLLED = Phrase(
    nl="Dit apparaat hoort nu bij {project} op {server}. De sleutel staat {where}.",
    en="This machine belongs to {project} on {server} now. The key is {where}.",
)
_PUBLISHED = Phrase(nl="gepubliceerd als versie {number}", en="published as version {number}")
_OTHER_SERVER = Phrase(
    nl="dit apparaat is aangemeld bij {server}, en niet daar",
    en="this machine is enrolled at {server}, and not there",
)
_HOW_TO_UPDATE = Phrase(
    nl="haal hem op met: mrapp sync {project} --update-to MAP (naast de oude; er gaat niets weg)",
    en="fetch it with: mrapp sync {project} --update-to FOLDER (beside the old one; nothing goes)",
)
_ROUND = {
    "sent": Phrase(nl="verzonden", en="sent"),
    "refused": Phrase(nl="geweigerd", en="refused"),
    "erased": Phrase(nl="elders ingetrokken, hier gewist", en="withdrawn elsewhere, erased here"),
    "heard": Phrase(nl="nieuws gehoord", en="news heard"),
}


def add_sync_commands(add_parser: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `mrapp enrol`, `mrapp sync` and `mrapp publish` to a table of commands."""
    parser = add_parser("enrol", help="let this machine send to a server, with a one-time code")
    _add_project(parser)
    parser.add_argument("url", metavar="URL", help="such as https://opinions.example.org")
    parser.add_argument("code", metavar="CODE", help="from the administrator of the server")
    parser.add_argument("--label", metavar="L", default="", help="what staff call this machine")
    parser.set_defaults(do=enrol)
    parser = add_parser("sync", help="send what waits, and hear what became of it")
    _add_project(parser)
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--hold", action="store_true", help="send nothing from now on")
    how.add_argument("--resume", action="store_true", help="send again, beginning now")
    how.add_argument(
        "--send-all-again",
        action="store_true",
        help="send also what was sent: the server was put back by other means than mrapp restore",
    )
    how.add_argument(
        "--update-to", metavar="FOLDER", type=Path, help="fetch a newer project into a folder"
    )
    parser.set_defaults(do=sync)
    parser = add_parser("publish", help="put this version of the project on a server")
    _add_project(parser)
    parser.add_argument(
        "url", metavar="URL", help="of the server at which this machine is enrolled"
    )
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    parser.set_defaults(do=publish, wrong=parser.error)


def _add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--store", metavar="DIR", type=Path, help="where opinions are kept")


def enrol(parsed: argparse.Namespace) -> int:
    """`mrapp enrol PROJECT URL CODE [--label L] [--store DIR]`."""
    with _opened(parsed, makes=True) as (opened, sync):
        sync.enrol(parsed.url, parsed.code, parsed.label)
        state = sync.state()
    assert state.key_in is not None
    print(
        _ENROLLED.text(
            user_language(), project=opened.project.id, server=state.server, where=state.key_in
        )
    )
    return 0


def sync(parsed: argparse.Namespace) -> int:
    """`mrapp sync PROJECT [--json] [--store DIR]`, and how.

    `--hold`, `--resume`, `--send-all-again` or `--update-to FOLDER`.
    """
    with _opened(parsed) as (opened, sync):
        if parsed.hold or parsed.resume:
            sync.hold(parsed.hold)
        if parsed.send_all_again:
            sync.send_again()
        told, trouble = (SyncRound(), None) if parsed.hold else _once(sync)
        file = None
        if parsed.update_to is not None and trouble is None:
            file = sync.fetch(parsed.update_to, ignore_progress, never_cancelled)
        state = sync.state()
    if trouble is not None:
        tell(trouble.text(user_language()))
    if parsed.json:
        print_json(_told(told, state, file))
    else:
        for line in _in_words(told, state, opened, file):
            print(one_line(line))
    return 1 if trouble is not None or state.refused else 0


def publish(parsed: argparse.Namespace) -> int:
    """`mrapp publish PROJECT URL [--json] [--store DIR]`."""
    language = user_language()
    with _opened(parsed) as (opened, sync), TemporaryDirectory(prefix="mrapp-publish-") as scratch:
        state = sync.state()
        if not state.enrolled:
            raise NotEnrolledError
        if parsed.url.rstrip("/") != state.server:
            parsed.wrong(_OTHER_SERVER.text(language, server=state.server))
        # Packed anew from what is in the folder: the capsule of a window may be older.
        capsule = Path(scratch) / "project.mrapp"
        services = bootstrap.build_services(parsed.store)
        services.projects.save(opened, capsule)
        title = opened.project.title(language)
        plan = read_ground_plan(services.read_mesh, opened)
        number = sync.publish(capsule, title, plan, ignore_progress, never_cancelled)
    if parsed.json:
        print_json({"number": number})
    else:
        print(_PUBLISHED.text(language, number=number))
    return 0


@contextmanager
def _opened(
    parsed: argparse.Namespace, *, makes: bool = False
) -> Iterator[tuple[OpenProject, Sync]]:
    """Open a project and what sends for it, and let go of it."""
    services = bootstrap.build_services(parsed.store)
    opened = services.projects.load(parsed.project)
    if parsed.store is not None and not makes and not services.remarks.has(opened.project.id):
        raise StoreMissingError(path=parsed.store)
    assert services.sync is not None
    sync = services.sync(opened)
    try:
        yield opened, sync
    finally:
        sync.close()


def _once(sync: Sync) -> tuple[SyncRound, MrappError | None]:
    """Take one round; what stands in its way is told beside how it stands."""
    try:
        return sync.once(), None
    except SyncError as error:
        return SyncRound(), error


def _told(told: SyncRound, state: SyncState, file: Path | None) -> dict[str, Any]:
    offered = state.offered
    return {
        **asdict(told),
        "server": state.server,
        "held": state.held,
        "waiting": state.waiting,
        "refused": state.refused,
        "refusal": state.refusal.text(user_language()) if state.refusal else None,
        "succeeded": state.succeeded,
        "tried": state.tried,
        "why": state.why.text(user_language()) if state.why else None,
        "offered": asdict(offered) if offered else None,
        "file": str(file) if file else None,
    }


def _in_words(
    told: SyncRound, state: SyncState, opened: OpenProject, file: Path | None
) -> Iterator[str]:
    language = user_language()
    if file is not None:
        yield str(file)
        return
    yield sync_summary(state, language)
    for key, number in asdict(told).items():
        if number:
            yield f"{_ROUND[key].text(language)}: {number}"
    for what, value in sync_lines(state, opened.project.time_zone, language):
        yield f"{what}: {value}"
    if state.offered is not None:
        yield _HOW_TO_UPDATE.text(language, project=opened.path)
