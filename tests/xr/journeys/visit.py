"""A visit with a headset from the first minute to the next visitor, on a real runtime.

`python -m tests.xr.rig -m tests.xr.journeys.visit --out DIR [--docs docs/pictures]` walks it all
and leaves a picture of both eyes of each step, and a report; `--docs` makes those of docs/vr.md.
"""

import argparse
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from mrapp.bootstrap import build_services
from mrapp.feedback.stores import FolderStores
from mrapp.ui.application import run_scripted
from mrapp.ui.main_window import MainWindow
from mrapp.ui.robot import Robot, StepError
from mrapp.xr.budget import LEVELS
from mrapp.xr.loop import LoopOptions
from tests.ui.pretended_sound import PretendedSound
from tests.xr.journeys.accompanying import Accompanying
from tests.xr.journeys.modelling import Modelling
from tests.xr.journeys.pictures import make_doc_pictures
from tests.xr.journeys.saying import Saying
from tests.xr.journeys.seat import seated
from tests.xr.journeys.walking import Walking
from tests.xr.rig.packages import prefix
from tests.xr.rig.remote import Eye, Pose, Posture, Remote
from tests.xr.rig.service import Service, running_service

_COARSE: Final = 0.3
DEMO: Final = "models/spoorzone"

_OUT, _IN, _UP, _DOWN = (math.atan(each) for each in (1.05, 0.85, 0.68, 0.745))
EYES: Final = (
    Eye(-_OUT, _IN, _UP, -_DOWN, Pose((-0.032, 0.0, 0.0))),
    Eye(-_IN, _OUT, _UP, -_DOWN, Pose((0.032, 0.0, 0.0))),
)
"""As in most headsets further outwards than inwards, with square pixels at 4:3."""


class Visit(Walking, Accompanying, Modelling, Saying):
    """Somebody who does everything once."""

    def steps(self) -> Iterable[Callable[[], str]]:
        """Return the steps in their order; each says in words what came of it."""
        return (
            self.look_round, self.press_a_hint, self.teleport, self.turn, self.open_and_close,
            self.walk, self.go_to_the_plan, self.choose_variants, self.accompany,
            self.change_season,
            self.change_hour, self.lay_the_model, self.grab_the_model, self.turn_the_model,
            self.stand_in_the_model, self.come_back, self.point_out, self.answer,
            self.lose_the_headset, self.speak, self.keep, self.next_visitor,
        )  # fmt: skip


def main() -> int:
    """Walk the whole visit in the program, as it is started; 0 where each step had its effect."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--scale", type=float, default=3.2, help="of 320 x 240 for each eye")
    parsed = parser.parse_args()
    parsed.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_service(prefix()) as runtime:
        os.environ.update(runtime.client)
        with Remote(Posture(eyes=EYES)) as remote:
            sound = PretendedSound()
            services = replace(
                build_services(Path(folder)), remarks=FolderStores(Path(folder)), sound=sound
            )
            return run_scripted(
                Path(DEMO),
                services,
                lambda window: _visit(window, remote, runtime, sound, parsed),
            )


def _visit(
    window: MainWindow,
    remote: Remote,
    runtime: Service,
    sound: PretendedSound,
    parsed: argparse.Namespace,
) -> int:
    Robot(window).ready()
    options = LoopOptions(scale=parsed.scale, levels=LEVELS[:1])
    rows: list[dict[str, object]] = []
    with seated(window, remote, options=options, quads=False, coarse=_COARSE) as seat:
        visit = Visit(seat, runtime, sound, parsed.out)
        for step in visit.steps():
            begun_s = time.monotonic()
            try:
                told, well = step(), True
            except StepError as error:
                told, well = str(error), False
            took_s = round(time.monotonic() - begun_s, 1)
            rows.append({"step": step.__name__, "well": well, "took_s": took_s, "told": told})
            print(f"{'+' if well else '-'} {step.__name__} ({took_s} s): {told}", flush=True)
            if not well:
                break
    (parsed.out / "visit.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")
    well = all(row["well"] for row in rows)
    if well and parsed.docs is not None:
        make_doc_pictures(parsed.out, parsed.docs)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
