"""Walking through a project with a headset: in the window, or alone, for a report."""

import argparse
import json
import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from mrapp import bootstrap
from mrapp.app.ports import NothingKept
from mrapp.app.progress import Progress
from mrapp.app.replacing import writing
from mrapp.app.session import Session
from mrapp.cli.arguments import count, moment, share, variant
from mrapp.cli.choosing import choose_view, load_seen, viewpoint_named
from mrapp.cli.language import user_language
from mrapp.cli.telling import print_json, tell
from mrapp.model.texts import Phrase

if TYPE_CHECKING:  # late, as below: most commands need no VTK
    from collections.abc import Callable

    from mrapp.xr.device import Headset

_RATE_HZ = 72.0
_DONE = Phrase(nl="Het verslag staat in {path}", en="The report is in {path}")
_STOPPED = Phrase(
    nl="Gestopt na {frames} beelden. Het verslag vertelt daarvan.",
    en="Stopped after {frames} frames. The report tells of those.",
)
_TOLD_AFTER = 0.1
_NONE = Phrase(nl="Er is geen beeld getoond: {why}", en="No frame was shown: {why}")


def add_walk(parser: argparse.ArgumentParser) -> None:
    """Add to `mrapp vr` what is about a project."""
    parser.add_argument("project", metavar="PROJECT", type=Path, nargs="?")
    parser.add_argument(
        "--simulated", action="store_true", help="without a headset: a simulated visitor walks"
    )
    parser.add_argument(
        "--frames", metavar="N", type=count, help="show so many frames, without a window"
    )
    parser.add_argument(
        "--visitors",
        action="store_true",
        help="with --simulated: scripted visitors, one after the other, without a window; 1 if a "
        "step failed",
    )
    parser.add_argument(
        "--pictures", metavar="DIR", type=Path, help="with --visitors: pictures of each step"
    )
    parser.add_argument("--report", metavar="FILE.json", type=Path, help="write how it went")
    parser.add_argument("--variant", metavar="NAME", type=variant)
    parser.add_argument("--viewpoint", metavar="NAME", help="where to begin")
    parser.add_argument("--time", metavar="TIME", type=moment)
    parser.add_argument(
        "--scale", metavar="S", type=share, default=1.0, help="of the recommended resolution"
    )
    parser.add_argument(
        "--no-depth", action="store_true", help="give the VR software pictures without depth"
    )


def walk(parsed: argparse.Namespace) -> int:
    """`mrapp vr PROJECT --frames N [--simulated] [--report FILE.json]`: 0 if all were shown."""
    from mrapp.xr.alone import STOPPED

    told = _walked(parsed)
    stopped = STOPPED in told["happened"]
    if stopped:
        tell(_STOPPED.text(user_language(), frames=told["frames"]))
    _hand_in(told, parsed.report)
    if stopped:
        return 1
    if not told["frames"]:
        tell(_NONE.text(user_language(), why=told["error"]))
        return 1
    return 0


def rehearse(parsed: argparse.Namespace) -> int:
    """`mrapp vr PROJECT --simulated --visitors [--report FILE.json] [--pictures DIR]`.

    0 if every visitor did every step.
    """
    # Whatever screen there is: what is looked at here are pictures.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Qt warns that such a window has no view of the city; nobody looks through it.
    os.environ["QT_LOGGING_RULES"] = "default.warning=false"
    # Late: most commands need no Qt.
    from mrapp.ui.headset.rehearsed import rehearse_offscreen

    language = user_language()
    with TemporaryDirectory(prefix="mrapp-passing-") as scratch:
        # Even the project's own store is one of its own: nothing here is anybody's opinion.
        services = replace(bootstrap.build_services(Path(scratch)), keeper=NothingKept())
        told = rehearse_offscreen(
            services, parsed.project, parsed.pictures, lambda words: tell(words.text(language))
        )
    _hand_in(told, parsed.report)
    return 0 if told["whole"] and not told["failed"] else 1


def walk_in_window(parsed: argparse.Namespace) -> int:
    """`mrapp vr PROJECT [--simulated]`: the window, and a headset beside it."""
    # Late: it is a command of its own, with many others.
    from mrapp.cli.commands import demo_folder

    return bootstrap.open_window(
        parsed.project,
        demo_folder(),
        shown=lambda window: window.headset.begin_soon(
            simulated=parsed.simulated, depth=not parsed.no_depth
        ),
    )


def _hand_in(told: dict[str, Any], file: Path | None) -> None:
    """Write a report to a file, or print it."""
    if file is None:
        print_json(told)
        return
    with writing(file) as stream:
        stream.write(json.dumps(told, indent=1, ensure_ascii=False).encode())
    tell(_DONE.text(user_language(), path=file))


def _walked(parsed: argparse.Namespace) -> dict[str, Any]:
    from mrapp.xr.alone import walk_alone
    from mrapp.xr.exchange import SceneUpdate
    from mrapp.xr.loop import LoopOptions
    from mrapp.xr.starting import start_of

    services = bootstrap.build_services()
    session = Session(services.projects.load(parsed.project), services, user_language())
    project = session.project
    point = viewpoint_named(project, parsed.viewpoint) or project.viewpoint(project.start.viewpoint)
    choose_view(session, point, parsed)
    load_seen(session, session.view.variant)
    update = SceneUpdate(session.scene_state(), dict(session.meshes))
    return walk_alone(
        _device(parsed),
        update,
        start_of(project, parsed.viewpoint),
        parsed.frames,
        LoopOptions(scale=parsed.scale, depth=not parsed.no_depth),
        progress=_by_tenths(),
        language=user_language(),
    )


def _by_tenths() -> Progress:
    """Return what tells how far it is: at first, and each time that a tenth more is done."""
    told = -_TOLD_AFTER

    def hear(part: float, what: Phrase) -> None:
        nonlocal told
        if part >= told + _TOLD_AFTER:
            told = part
            tell(what.text(user_language()))

    return hear


def _device(parsed: argparse.Namespace) -> "Callable[[], Headset]":
    if parsed.simulated:
        from mrapp.xr.scripts import walk as script
        from mrapp.xr.simulated import SimulatedHeadset

        cues = script(parsed.frames / _RATE_HZ + 1.0)
        return lambda: SimulatedHeadset(cues, rate=_RATE_HZ)
    from mrapp.xr.openxr.loader import openxr_headset

    return openxr_headset
