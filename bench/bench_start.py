"""From the command to the first frame: mrapp on the demo project beside a bare Qt + VTK window."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.measure import Figure

ROOT = Path(__file__).parents[1]
"""The folder of the project's source."""

_TIMES = 5

_BARE = """
from PySide6.QtWidgets import QApplication
import vtkmodules.vtkRenderingOpenGL2, vtkmodules.vtkInteractionStyle
from vtkmodules.qt.QVTKRenderWindowInteractor import QVTKRenderWindowInteractor
from vtkmodules.vtkFiltersSources import vtkCubeSource
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer
app = QApplication([])
widget = QVTKRenderWindowInteractor()
widget.resize(1280, 720)
cube, mapper, actor, renderer = vtkCubeSource(), vtkPolyDataMapper(), vtkActor(), vtkRenderer()
mapper.SetInputConnection(cube.GetOutputPort())
actor.SetMapper(mapper)
renderer.AddActor(actor)
window = widget.GetRenderWindow()
window.AddRenderer(renderer)
widget.show()
widget.Initialize()
app.processEvents()
window.Render()
print("frame", flush=True)
print("whole", flush=True)
import os; os._exit(0)
"""

_OURS = """
import os, sys
from pathlib import Path
from mrapp.__main__ import spare_start
spare_start()
import mrapp.cli.main
from mrapp import bootstrap
path = Path(sys.argv[1])
said = False
def shown(window):
    window.resize(1280, 720)
    def look():
        global said
        session = window.bench.session
        if session is None or not session.meshes:
            return
        if not said:
            said = True
            print("frame", flush=True)
        if not window.bench.loader.busy:
            print("whole", flush=True)
            os._exit(0)
    window.parts.view.city.painted.connect(look)
bootstrap.open_window(path, path, shown)
"""


FILL = """
import sys
from pathlib import Path
from mrapp import bootstrap
services = bootstrap.build_services()
opened = services.projects.load(Path(sys.argv[1]))
for asset, lod in opened.project.seen_files(opened.project.start.variant).items():
    services.read_mesh(opened.asset_path(asset), lod=lod)
services.read_mesh.wait()
"""
"""Code that keeps the meshes of a project for the next time."""


def figures() -> Iterator[Figure]:
    """Yield the times of all three and their ratios; medians of five, after one not counted.

    mrapp starts with its files read through workers, and with their meshes kept from earlier.
    """
    project = str(ROOT / "models" / "spoorzone")
    with tempfile.TemporaryDirectory() as scratch:
        kept = f"{scratch}/kept"
        started(FILL, scratch, project, cache=kept).wait()
        taken: dict[str, list[tuple[float, float]]] = {"bare": [], "off": [], kept: []}
        for _ in range(_TIMES + 1):
            # In turns, so that a busy moment hits all.
            taken["bare"].append(_seconds(_BARE, scratch))
            for cache in ("off", kept):
                taken[cache].append(_seconds(_OURS, scratch, project, cache=cache))
        floor_s = median(first for first, _ in taken["bare"][1:])
        yield Figure("bare Qt + VTK window with one cube", floor_s, "s")
        for cache, how, aim in (("off", "from files", ""), (kept, "from the cache", "at most 2")):
            first_s = median(first for first, _ in taken[cache][1:])
            whole_s = median(whole for _, whole in taken[cache][1:])
            yield Figure(f"{how}: first frame with the first of the city", first_s, "s")
            yield Figure(f"{how}: first frame with all of the demo project", whole_s, "s")
            yield Figure(f"{how}: first frame / bare window", first_s / floor_s, "x", aim)
            yield Figure(f"{how}: all of the demo project / bare window", whole_s / floor_s, "x")


def started(
    code: str, scratch: str, *words: str, cache: str = "off", **more: str
) -> "subprocess.Popen[str]":
    """Start a new Python on `code`, with words of its own; more: variables of its environment."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "xcb",
        "MRAPP_CACHE": cache,
        # Nothing of who runs this: not their settings, not what their last window left.
        "XDG_CONFIG_HOME": scratch,
        "MRAPP_STATE": scratch,
        # Warm: Python keeps its compiled modules, also where it is told not to write any here.
        "PYTHONPYCACHEPREFIX": f"{scratch}/compiled",
        **more,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )


def _seconds(code: str, scratch: str, *words: str, cache: str = "off") -> tuple[float, float]:
    """Start a new Python on `code`; seconds until it says "frame", and until it says "whole"."""
    start = time.perf_counter()
    with started(code, scratch, *words, cache=cache) as process:
        assert process.stdout is not None
        said = {line.strip(): time.perf_counter() - start for line in process.stdout}
    return said["frame"], said["whole"]
