"""What a visitor sees at last: the runtime's own window, with the city and a panel in it.

`python -m tests.xr.rig -m tests.xr.journeys.compositor FILE.png` makes a picture of it, on a screen
of its own such as Xvfb.
"""

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from mrapp.bootstrap import build_services
from mrapp.feedback.stores import FolderStores
from mrapp.ui.application import run_scripted
from mrapp.ui.main_window import MainWindow
from mrapp.ui.robot import Robot, check
from mrapp.xr.budget import LEVELS
from mrapp.xr.loop import LoopOptions
from tests.xr.journeys.pictures import keep_small
from tests.xr.journeys.seat import Seat, seated
from tests.xr.journeys.visit import DEMO
from tests.xr.rig.packages import prefix
from tests.xr.rig.remote import Remote
from tests.xr.rig.screen import screenshot
from tests.xr.rig.service import running_service

_SCALE = 1.0
_AWAY_PX = 4000
_PANEL_PARTS = (0.02, 0.4)


def main() -> int:
    """Make the picture; 0 where the city and the menu were in it."""
    file = Path(sys.argv[1])
    with (
        tempfile.TemporaryDirectory() as folder,
        running_service(prefix(), "remote", "window") as runtime,
    ):
        os.environ.update(runtime.client)
        said = FolderStores(Path(folder) / "said")
        services = replace(build_services(Path(folder)), remarks=said)
        with Remote() as remote:
            return run_scripted(Path(DEMO), services, lambda window: _shown(window, remote, file))


def _shown(window: MainWindow, remote: Remote, file: Path) -> int:
    Robot(window).ready()
    options = LoopOptions(scale=_SCALE, levels=LEVELS[:1])
    with seated(window, remote, options=options) as seat:
        seat.rest()
        seat.press("skip-all", lambda: seat.desk.hints.tutorial.over)
        seat.button("b_click", lambda: seat.desk.menu.open, "the menu opens")
        print(f"{seat.glimpse.facts}")
        # Out of the way of the runtime's window, which has no say in where it is.
        for each in (window, seat.guiding.shown):
            if each is not None:
                each.move(_AWAY_PX, 0)
        _wait_for_frames(seat, 5)
        screenshot(file)
    with Image.open(file) as found:
        picture = found.convert("RGB")
    cut = picture.crop(_lit(picture))
    keep_small(_saved(cut, file), file.with_suffix(".jpg"))
    pixels = np.asarray(cut, dtype=int)
    white = float((pixels.min(axis=2) > 235).mean())
    blue = float(((pixels[..., 2] - pixels[..., 0]) > 40).mean())
    print(f"{cut.width} x {cut.height} px: {white:.0%} of it panel, {blue:.0%} sky")
    check(_PANEL_PARTS[0] < white < _PANEL_PARTS[1], "there is no panel in it")
    check(blue > 0.05, "there is no sky in it")
    return 0


def _saved(picture: Image.Image, file: Path) -> Path:
    picture.save(file)
    return file


def _wait_for_frames(seat: Seat, count: int) -> None:
    before = seat.glimpse.frames
    seat.until(lambda: seat.glimpse.frames >= before + count, f"{count} more frames")


def _lit(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the part of a screen that is not black, left, top, right, bottom."""
    found = picture.point(lambda value: 255 if value > 12 else 0).getbbox()
    return found or (0, 0, picture.width, picture.height)


if __name__ == "__main__":
    sys.exit(main())
