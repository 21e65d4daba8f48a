"""From the command to the first frame: mrapp on the demo project beside a bare Qt + VTK window."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.measure import Figure

_ROOT = Path(__file__).parents[1]
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
from mrapp import bootstrap
path = Path(sys.argv[1])
services = bootstrap.build_services()
pending = bootstrap.begin_reading(path, services)
from mrapp.ui.application import make_window
window = make_window(services)
window.open(path, pending)
window.resize(1280, 720)
window.show()
said = False
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
from PySide6.QtWidgets import QApplication
QApplication.instance().exec()
"""


def figures() -> Iterator[Figure]:
    """Yield both times and their ratio; each the median of five starts, after one not counted."""
    bare, ours = [], []
    for _ in range(_TIMES + 1):
        # In turns, so that a busy moment hits both.
        bare.append(_seconds(_BARE))
        ours.append(_seconds(_OURS, str(_ROOT / "models" / "spoorzone")))
    floor_s = median(first for first, _ in bare[1:])
    first_s = median(first for first, _ in ours[1:])
    whole_s = median(whole for _, whole in ours[1:])
    yield Figure("bare Qt + VTK window with one cube", floor_s, "s")
    yield Figure("mrapp: first frame with the first of the city", first_s, "s")
    yield Figure("mrapp: first frame with all of the demo project", whole_s, "s")
    yield Figure("first frame / bare window", first_s / floor_s, "x", "at most 2")
    yield Figure("all of the demo project / bare window", whole_s / floor_s, "x")


def _seconds(code: str, *words: str) -> tuple[float, float]:
    """Start a new Python on `code`; seconds until it says "frame", and until it says "whole"."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "xcb"}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        said = {line.strip(): time.perf_counter() - start for line in process.stdout}
    return said["frame"], said["whole"]
