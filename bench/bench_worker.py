"""What it costs to read a file in a process of its own, and to close that process's doors."""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Figure, fresh_python_s, median_s
from mrapp.io.readers import read_file
from mrapp.io.worker import WorkerReader

_TIMES = 15
_BOX = (
    b'{"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[85000,446000,0]}'
    b',"metadata":{"referenceSystem":"https://www.opengis.net/def/crs/EPSG/0/7415"},"CityObjects":'
    b'{"a":{"type":"Building","geometry":[{"type":"MultiSurface","lod":"1","boundaries":'
    b'[[[0,1,2]]]}]}},"vertices":[[0,0,0],[1,0,0],[1,1,0]]}'
)
_DOORS = """
import sys, time, mrapp.io.worker_child
from pathlib import Path
start = time.perf_counter()
from mrapp.io.confine.process import Confinement
doors = Confinement()
doors.begin(2 ** 31, 600)
doors.only_read(Path(sys.argv[1]))
print(time.perf_counter() - start)
"""


def figures() -> Iterator[Figure]:
    """Seconds from nothing to the mesh of a file of one triangle, and what makes them up."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.city.json"
        path.write_bytes(_BOX)
        reader = WorkerReader()
        yield Figure("an empty Python", fresh_python_s("pass", _TIMES), "s")
        imports_s = fresh_python_s("import mrapp.io.worker_child", _TIMES)
        yield Figure("a Python with what a worker imports", imports_s, "s")
        yield Figure("one triangle, through a worker", median_s(lambda: reader(path), _TIMES), "s")
        yield Figure("the same, here", median_s(lambda: read_file(path), _TIMES) * 1e3, "ms")
        yield Figure("of a worker: closing its doors", _doors_s(path) * 1e3, "ms", "at most 10")


def _doors_s(path: Path) -> float:
    """Return what a worker's process spends on giving up its rights."""
    taken = [
        subprocess.run(
            [sys.executable, "-c", _DOORS, str(path)], capture_output=True, text=True, check=True
        )
        for _ in range(_TIMES)
    ]
    return statistics.median(float(done.stdout) for done in taken)
