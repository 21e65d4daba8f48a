"""The command for a camera: the plan on a tile, live, or from a video or pictures."""

import argparse
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mrapp import bootstrap
from mrapp.app.ports import NothingKept
from mrapp.cli.arguments import Table, png
from mrapp.cli.camera_arguments import add_camera, camera_source
from mrapp.cli.language import user_language
from mrapp.model.texts import Phrase

if TYPE_CHECKING:  # late, as below: most commands need no Qt
    from mrapp.ui.ar.sources import Source

_STRIP_NEEDS = Phrase(
    nl="--strip hoort bij --video of --pictures: een camera wordt alleen in het venster getoond",
    en="--strip goes with --video or --pictures: a camera is shown in the window only",
)


def add_ar(table: Table) -> None:
    """Add `mrapp ar` to a table of commands."""
    parser = table.add_parser(
        "ar", help="see the plan on a tile or a sheet of paper through a camera"
    )
    parser.add_argument("project", metavar="PROJECT", type=Path)
    add_camera(parser, pictures=True)
    parser.add_argument(
        "--strip",
        metavar="FILE.png",
        type=png,
        help="with a video or pictures: what the window shows of them, six pictures in one, "
        "and no more",
    )
    parser.set_defaults(do=ar, wrong=parser.error)


def ar(parsed: argparse.Namespace) -> int:
    """`mrapp ar PROJECT`: the window, with a camera's beside it; 0, or 1 for a strip of nothing."""
    source = camera_source(parsed, parsed.pictures)
    if parsed.strip is not None:
        if source is not None and source.path is not None:
            return _strip(parsed, source)
        parsed.wrong(_STRIP_NEEDS.text(user_language()))
    # Late: it is a command of its own, with many others.
    from mrapp.cli.commands import demo_folder

    return bootstrap.open_window(
        parsed.project, demo_folder(), shown=lambda window: window.ar.begin_soon(source)
    )


def _strip(parsed: argparse.Namespace, source: "Source") -> int:
    from mrapp.ui.application import run_scripted
    from mrapp.ui.ar.strip import strip

    with TemporaryDirectory(prefix="mrapp-strip-") as scratch:
        # A script asks nothing of a person, and what is in it is nobody's opinion.
        services = replace(bootstrap.build_services(Path(scratch)), keeper=NothingKept())
        return run_scripted(
            parsed.project, services, lambda window: strip(window, source, parsed.strip)
        )
