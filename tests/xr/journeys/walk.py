"""A walk of a minute through the demo project on a real runtime, and its report as a table.

`python -m tests.xr.rig -m tests.xr.journeys.walk --out DIR [--docs docs/vr-device.md]` lets
`mrapp vr PROJECT --frames N --report FILE` run beside a visitor who goes about, and keeps the table
between the marks of that page.
"""

import argparse
import json
import math
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bench.report import machine
from mrapp.xr.frames import turned
from tests.xr.journeys.visit import DEMO, EYES
from tests.xr.rig import inside
from tests.xr.rig.packages import Prefix, prefix
from tests.xr.rig.remote import Hand, Pose, Posture, Remote
from tests.xr.rig.service import running_service

MARKS: Final = ("<!-- walk: made from a report -->", "<!-- end of walk -->")

_WALK_S: Final = 60.0
_TRIAL: Final = 60
_BEAT_S: Final = 0.02
_PARTS: Final = {
    "wait": "waiting until the runtime wants a frame",
    "render": "VTK's drawing of both eyes",
    "maps": "VTK's drawing of shadow maps, once in a while",
    "copy": "copying both pictures",
    "submit": "handing the frame over",
    "runtime": "all calls of the runtime but the wait",
    "python": "mrapp's own Python",
    "own": "the same with the copies",
    "total": "all of a frame",
}


def posture(at_s: float) -> Posture:
    """Return what the visitor does so many seconds after the beginning.

    Every six seconds: look round, walk a metre and a half in the room and back, jump ahead with the
    arc, and turn by 30 degrees with the stick.
    """
    part = at_s % 6.0
    look = 0.5 * math.sin(math.tau * part / 3.0) if part < 3.0 else 0.0
    ahead = 0.75 * (1.0 - math.cos(math.tau * part / 6.0))
    stick = (0.0, 1.0) if 3.2 < part < 4.6 else (1.0, 0.0) if 5.2 < part < 5.5 else (0.0, 0.0)
    hand = Hand(Pose((0.2, 1.25, -0.4 - ahead), turned(0.0, math.radians(6.0))), stick=stick)
    head = Pose((0.0, 1.6 + 0.02 * math.sin(math.tau * 1.8 * at_s), -ahead), turned(look, -0.1))
    return Posture(head, replace(Posture().left), hand, EYES)


def walked(debian: Prefix, frames: int, file: Path) -> dict[str, Any]:
    """Return the report of a walk of so many frames; file: where mrapp writes it."""
    words = ("-m", "mrapp", "vr", DEMO, "--viewpoint", "square", "--frames", str(frames))
    with running_service(debian) as runtime:
        os.environ.update(runtime.client)
        with Remote(posture(0.0)) as remote:
            program = inside.start(debian, *words, "--report", str(file))
            begun_s = time.monotonic()
            while program.poll() is None:
                now = posture(time.monotonic() - begun_s)
                remote.do(head=now.head, left=now.left, right=now.right)
                time.sleep(_BEAT_S)
            _, told = program.communicate()
    if program.returncode:
        raise RuntimeError(f"mrapp vr ended with {program.returncode}: {told[-2000:]}")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def table(report: Mapping[str, Any], seconds: float) -> str:
    """Return a report as lines of Markdown. seconds: how long its frames took."""
    facts, times = report["runtime"], report["times_ms"]
    drawn = report.get("drawn_px") or facts["eye_px"]
    rows = [
        (
            f"A walk of {seconds:.0f} s through the demo project on {datetime.now(UTC).date()}, "
            f"{report['frames']} frames, {machine()}."
        ),
        "",
        f"- runtime: {facts['runtime']} {facts['version']}, {facts['system']}",
        (
            f"- views: {report.get('views', 2)} of {drawn[0]} x {drawn[1]} pixels "
            f"({facts['eye_px'][0]} x {facts['eye_px'][1]} recommended)"
        ),
        f"- state changes: {', '.join(report['conditions'])}",
        (
            f"- first frame {report['first_frame_s']:.1f} s after the beginning; "
            f"level of effort at the end: {report['level']}"
        ),
        "",
        "| part of a frame | median ms | 99 % ms | longest ms |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, words in _PARTS.items():
        if name in times:
            spread = times[name]
            told = (f"{spread[each]:.1f}" for each in ("median_ms", "p99_ms", "most_ms"))
            rows.append(f"| {words} | {' | '.join(told)} |")
    return "\n".join(rows)


def main() -> int:
    """Walk a little to learn how long a frame takes here, then for a minute."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--docs", type=Path)
    parsed = parser.parse_args()
    parsed.out.mkdir(parents=True, exist_ok=True)
    debian = prefix()
    trial = walked(debian, _TRIAL, parsed.out / "trial.json")
    frame_s = trial["times_ms"]["total"]["median_ms"] / 1e3
    begun_s = time.monotonic()
    # The next minute may be quieter than the trial: rather a longer walk than a shorter one.
    report = walked(debian, round(1.25 * _WALK_S / frame_s), parsed.out / "walk.json")
    made = table(report, time.monotonic() - begun_s - report["first_frame_s"])
    print(made)
    if parsed.docs is not None:
        page = parsed.docs.read_text(encoding="utf-8")
        before, rest = page.split(MARKS[0])
        _, after = rest.split(MARKS[1])
        parsed.docs.write_text(f"{before}{MARKS[0]}\n\n{made}\n\n{MARKS[1]}{after}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
