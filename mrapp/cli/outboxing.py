"""The commands about all remarks together: what waits, carrying them, writing them out."""

import argparse
import getpass
import os
import sys
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from mrapp import bootstrap
from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.remarks.keeping import Kept, Outbox, RemarkStore
from mrapp.app.remarks.receipts import LEAST_SIGNS, new_passphrase
from mrapp.cli.language import user_language
from mrapp.cli.remarking import store_of
from mrapp.cli.telling import one_line, print_json, tell
from mrapp.model.texts import Phrase

PASSPHRASE = "MRAPP_PASSPHRASE"  # noqa: S105 - the name of the variable, not what is in it
_MADE_WORDS = Phrase(
    nl="Bewaar dit wachtwoord apart van het bestand; zonder is het bestand niet te openen:",
    en="Keep this passphrase apart from the file; without it nobody can open the file:",
)


def outbox(parsed: argparse.Namespace) -> int:
    """`mrapp outbox PROJECT [--json] [--export FILE | --import FILE]`."""
    told: dict[str, Any] = {}
    services = bootstrap.build_services(parsed.store)
    with store_of(services.projects.load(parsed.project).project, services) as store:
        condition = store.check()
        if parsed.export is not None:
            told |= _carried_out(store, parsed)
        elif parsed.import_from is not None:
            told |= _carried_in(store, parsed)
            condition = replace(store.check(), notices=condition.notices)
        waiting = store.outbox()
    for notice in condition.notices:
        tell(notice.text(user_language()))
    told |= {"whole": condition.whole, "entries": condition.entries, **_outbox_told(waiting)}
    if parsed.json:
        print_json(told)
    else:
        for key, value in told.items():
            if value is not None:
                print(one_line(f"{key}: {value}"))
    return 0 if condition.whole else 1


def export(parsed: argparse.Namespace) -> int:
    """`mrapp export PROJECT --format F --out FILE [--event E] [--hide-small] [--with-spoken]`."""
    # Late, as below: starting with a window needs none of it.
    from mrapp.app.exports.exports import export_of

    services = bootstrap.build_services(parsed.store)
    project = services.projects.load(parsed.project).project
    with store_of(project, services) as store:
        kept = [each for each in store.kept() if _is_of(each, parsed.event)]
        ready = export_of(
            project,
            kept,
            parsed.language or user_language(),
            hide_small=parsed.hide_small,
            with_spoken=parsed.with_spoken,
            attachments=store.file,
        )
        bootstrap.build_exporter().write(ExportKind(parsed.format), ready, parsed.out)
    if parsed.out.is_file():
        print(parsed.out)
    return 0


def slip(parsed: argparse.Namespace) -> int:
    """`mrapp slip PROJECT --out FILE.pdf [--day DATE] [--event E]`: the day slip, as PDF."""
    from mrapp.app.counting.slips import day_slip

    services = bootstrap.build_services(parsed.store)
    project = services.projects.load(parsed.project).project
    now = services.utc_now()
    language = parsed.language or user_language()
    day = parsed.day or now.astimezone(ZoneInfo(project.time_zone)).date()
    with store_of(project, services) as store:
        outline, waiting = store.outline(), store.outbox()
    counted = day_slip(project, outline, waiting, now, language, day=day, event=parsed.event)
    bootstrap.build_papers().day_slip(counted, parsed.out, language)
    print(parsed.out)
    return 0


def _is_of(kept: Kept, event: str | None) -> bool:
    return event is None or (kept.remark is not None and kept.remark.event == event)


def _carried_out(store: RemarkStore, parsed: argparse.Namespace) -> dict[str, Any]:
    words = _passphrase(parsed, twice=True)
    made = words is None
    if words is None:
        words = new_passphrase()
    number = store.carry_out(parsed.export, words)
    if made:
        tell(_MADE_WORDS.text(user_language()))
    return {"exported": number, **({"passphrase": words} if made else {})}


def _carried_in(store: RemarkStore, parsed: argparse.Namespace) -> dict[str, Any]:
    words = _passphrase(parsed, twice=False) or parsed.wrong(
        f"give the passphrase with --passphrase-file FILE or in {PASSPHRASE}"
    )
    taken = store.carry_in(parsed.import_from, words)
    for notice in taken.notices:
        tell(notice.text(user_language()))
    return {"imported": taken.new, "known": taken.known}


def _passphrase(parsed: argparse.Namespace, twice: bool) -> str | None:
    """Return the passphrase from a file, the environment or a person; None: nobody gave one."""
    words: str
    if parsed.passphrase_file is not None:
        words = parsed.passphrase_file.read_text(encoding="utf-8").strip()
    elif PASSPHRASE in os.environ:
        words = os.environ[PASSPHRASE].strip()
    elif sys.stdin.isatty():
        words = getpass.getpass("passphrase: ").strip()
        if twice and words and getpass.getpass("the same again: ").strip() != words:
            parsed.wrong("the two were not the same; nothing was written")
    else:
        return None
    if not words:
        parsed.wrong("the passphrase is empty")
    if twice and len(words) < LEAST_SIGNS:
        parsed.wrong(f"the passphrase has fewer than {LEAST_SIGNS} signs; nothing was written")
    return words


def _outbox_told(box: Outbox) -> dict[str, Any]:
    why = box.why.text(user_language()) if box.why else None
    return {"waiting": box.waiting, **vars(box), "why": why}
