"""The command for a headset: a walk through a project; whether there is one, and why not."""

import argparse
from typing import TYPE_CHECKING, Any

from mrapp.cli.arguments import Table
from mrapp.cli.language import user_language
from mrapp.cli.telling import one_line, print_json, tell
from mrapp.cli.walking import add_walk, rehearse, walk, walk_in_window
from mrapp.model.texts import Phrase

if TYPE_CHECKING:  # late, as below: starting with a window needs none of it
    from mrapp.xr.doctor import Diagnosis

_ASKED = Phrase(nl="geef een project, of --doctor", en="give a project, or --doctor")
_SIMULATED = Phrase(
    nl="--visitors hoort bij --simulated: bezoekers van een oefening",
    en="--visitors goes with --simulated: visitors of a rehearsal",
)


def add_vr(table: Table) -> None:
    """Add `mrapp vr` to a table of commands."""
    parser = table.add_parser("vr", help="walk through a project with a headset, or tell why not")
    parser.add_argument(
        "--doctor", action="store_true", help="look for what stands between you and the headset"
    )
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    add_walk(parser)
    parser.set_defaults(do=vr, wrong=parser.error)


def vr(parsed: argparse.Namespace) -> int:
    """`mrapp vr --doctor [--json]`: 0 where a headset is ready, else 1; else a walk."""
    if parsed.doctor:
        return doctor(as_json=parsed.json)
    if parsed.project is None:
        parsed.wrong(_ASKED.text(user_language()))
    if parsed.visitors:
        if not parsed.simulated:
            parsed.wrong(_SIMULATED.text(user_language()))
        return rehearse(parsed)
    return walk(parsed) if parsed.frames else walk_in_window(parsed)


def doctor(*, as_json: bool) -> int:
    """Ask for a headset and print what was found."""
    from mrapp.app.headset.chimes import RATE_HZ
    from mrapp.app.remarks.sound import audible
    from mrapp.bootstrap import build_services
    from mrapp.xr.doctor import with_sound
    from mrapp.xr.examining import examine

    language = user_language()
    found = examine(progress=lambda _part, what: tell(f"{what.text(language)}..."))
    found = with_sound(found, audible(build_services().sound, RATE_HZ))
    if as_json:
        print_json(_told(found))
    else:
        for finding in found.findings:
            print(one_line(f"{'-' if finding.fault else '+'} {finding.text(language)}"))
    return 0 if found.ready else 1


def _told(found: "Diagnosis") -> dict[str, Any]:
    registered, answer = found.registered, found.answer
    place = registered.place
    return {
        "ready": found.ready,
        "faults": [each.value for each in found.faults],
        "findings": [
            {"fault": each.fault, "en": each.text("en"), "nl": each.text("nl")}
            for each in found.findings
        ],
        "registered": place
        and {
            "where": place.where,
            "manifest": str(place.manifest),
            "name": registered.name,
            "library": registered.library,
        },
        "device": dict(answer.device) if answer is not None else {},
        "steps": list(answer.steps) if answer is not None else [],
    }
