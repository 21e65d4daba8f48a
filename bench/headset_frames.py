"""What frames of a headset cost: `python -m bench.headset_frames WHAT`.

WHAT: frames, real, eyes or growth; `real` is run inside a real runtime's libraries, see
`tests/xr/rig`. Prints one line of JSON.
"""

import gc
import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from bench.measure import medians_in_turns_s
from mrapp import bootstrap
from mrapp.app.remarks.keeping import Columns
from mrapp.app.remarks.pins import Pinned
from mrapp.app.session import Session
from mrapp.app.state import AssetShow
from mrapp.cli.choosing import load_seen
from mrapp.scene.snapshot import offscreen_window
from mrapp.scene.stereo.lens import Lens
from mrapp.scene.stereo.view import StereoView
from mrapp.xr.alone import walk_alone
from mrapp.xr.budget import LEVELS
from mrapp.xr.device import Headset
from mrapp.xr.exchange import Exchange, SceneUpdate, Start
from mrapp.xr.frames import RigidPose
from mrapp.xr.loop import FrameLoop, LoopOptions
from mrapp.xr.openxr.loader import openxr_headset
from mrapp.xr.rig import StagePlace
from mrapp.xr.scripts import walk
from mrapp.xr.simulated import FOVS, HandClock, SimulatedHeadset
from mrapp.xr.starting import start_of
from tests.opengl import living
from tests.scene.helpers import state, town

EYE_PX = 512
MONADO_PX = 320
_MOST_NAMES = 20_000
PINS = 1_000
_DEMO = Path(__file__).parents[1] / "models" / "spoorzone"


def demo() -> tuple[Session, SceneUpdate]:
    """Return the demo project, with as many pins round its middle."""
    services = bootstrap.build_services(Path("/nonexistent"))
    session = Session(services.projects.load(_DEMO), services, "nl")
    load_seen(session, session.view.variant)
    meshes = dict(session.meshes)
    origin = session.project.origin.frame()
    return session, SceneUpdate(session.scene_state(), meshes, (), _pinned(origin.rd))


def _pinned(origin: np.ndarray) -> Pinned:
    chance = np.random.default_rng(5)
    points = origin + np.column_stack(
        [chance.uniform(-200.0, 200.0, (PINS, 2)), chance.uniform(1.0, 9.0, PINS)]
    )
    none = np.full(PINS, -1, np.int16)
    columns = Columns(
        ids=tuple(f"r{number}" for number in range(PINS)),
        points_rd=points,
        variants=none,
        themes=none,
        channels=none,
        states=none,
        events=none,
        languages=none,
        moods=chance.integers(1, 6, PINS).astype(np.int8),
        made_s=np.zeros(PINS),
        words={},
    )
    return Pinned(columns, np.ones(PINS, np.bool_), by="mood")


def frames(count: int = 240) -> dict[str, Any]:
    """Return the report of a walk through the demo project, simulated, at 512 by 512."""
    return _walked(
        lambda: SimulatedHeadset(walk(60.0), HandClock(), eye_px=(EYE_PX, EYE_PX)), 1.0, count
    )


def real(count: int = 240) -> dict[str, Any]:
    """Return the report of a walk with a real runtime, its pictures 512 wide."""
    return _walked(openxr_headset, EYE_PX / MONADO_PX, count)


def _walked(make: Callable[[], Headset], scale: float, count: int) -> dict[str, Any]:
    session, update = demo()
    options = LoopOptions(scale=scale, levels=LEVELS[:1], mirror=False)
    return walk_alone(make, update, start_of(session.project), count, options)


def eyes() -> dict[str, float]:
    """Return seconds for both eyes as the headset's view draws them, and as VTK does, bare."""
    session, update = demo()
    window = _window()
    view = StereoView(window)
    view.show(update.state, update.meshes, update.ready, update.pinned, gradually=False)
    start = start_of(session.project)
    place = StagePlace((start.eye[0], start.eye[1], 0.12), start.heading_rad)
    lenses = [_lens(place, number) for number in (0, 1)]
    view.begin(start.eye, still=True)

    def ours() -> None:
        view.begin(start.eye)
        for lens in lenses:
            view.draw(lens, (EYE_PX, EYE_PX))

    def bare() -> None:
        for lens in lenses:
            view.aim(lens)
            window.Render()

    ours_s, bare_s = medians_in_turns_s([ours, bare], times=9)
    view.close()
    window.Finalize()
    return {"ours_s": ours_s, "bare_s": bare_s}


def _lens(place: StagePlace, number: int) -> Lens:
    aside = 0.0315 * (2 * number - 1)
    matrix = place.matrix @ RigidPose((aside, 1.6, 0.0)).matrix
    return Lens(matrix, FOVS[number])


def growth(count: int = 10_000) -> dict[str, float]:
    """Return what so many frames of a small town leave behind, after the first tenth of them.

    At 64 by 64 pixels.
    """
    window = _window()
    device = SimulatedHeadset(walk(200.0), HandClock(), eye_px=(64, 64))
    exchange = Exchange()
    loop = FrameLoop(device, window, exchange, LoopOptions(levels=LEVELS[:1]))
    exchange.show(SceneUpdate(state(AssetShow("town", "context", "town")), {"town": town()}))
    exchange.wish(lambda steered: steered.restart(Start((0.0, -130.0, 1.65))))
    device.open(window)
    loop.opened()

    def run(until: int) -> None:
        while len(loop.pacing.times) < until:
            loop.turn()
            exchange.news()
            exchange.glimpse()

    run(count // 10)
    before = _living(window)
    run(count)
    after = _living(window)
    loop.close()
    window.Finalize()
    return {name: after[name] - before[name] for name in before}


def _living(window: vtkOpenGLRenderWindow) -> dict[str, float]:
    """Return memory, MB, and how many VTK objects, OpenGL objects and threads there are."""
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    vtk = sum(type(each).__name__.startswith("vtk") for each in gc.get_objects())
    return {
        "memory_mb": int(resident.split()[1]) / 1024.0,
        "vtk": float(vtk),
        "opengl": float(sum((living(window, _MOST_NAMES) or {}).values())),
        "threads": float(threading.active_count()),
    }


def _window() -> vtkOpenGLRenderWindow:
    window = offscreen_window()
    assert isinstance(window, vtkOpenGLRenderWindow)
    window.SetSize(EYE_PX, EYE_PX)
    window.Initialize()
    window.MakeCurrent()
    return window


def main(what: str) -> None:
    """Print what was measured as one line of JSON."""
    measures: dict[str, Callable[[], object]] = {
        "frames": frames,
        "real": real,
        "eyes": eyes,
        "growth": growth,
    }
    print(json.dumps(measures[what]()), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
