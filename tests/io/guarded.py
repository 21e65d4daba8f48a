"""Opens files one after another in a process of its own, and survives whatever they do to it.

As a program (`python -m tests.io.guarded`) it reads paths, a line each, and answers each with a
line: "opened", "refused: ..." or "FAULT: ...". Whatever else happens ends it. `Guard` is the other
side: when the process ends or does not answer in time it says so, with its last words, and starts
another one.
"""

import select
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import numpy as np

from mrapp.app.opened import OpenProject
from mrapp.io.capsule import CAPSULE_SUFFIX, CapsuleStore
from mrapp.io.readers import read_file
from mrapp.io.sound import check_mesh
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import MrappError

if sys.platform != "win32":
    import resource

OPENED, REFUSED, FAULT, DIED, HUNG = "opened", "refused", "FAULT", "died", "hung"
_PATIENCE_S = 180.0
_MEMORY_BYTES = 2 * 1024**3


class Guard:
    """The process, and another one each time it dies."""

    def __init__(self) -> None:
        # Open as long as the guard is: closed in `close`.
        self._last_words = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self._process = _started(self._last_words)

    def open(self, path: Path) -> str:
        """Return what became of a file: it begins with one of the words of this module."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], _PATIENCE_S)
        said = self._process.stdout.readline().strip() if ready else HUNG
        if said and said != HUNG:
            return said
        self._end()
        self._last_words.seek(0)
        words = self._last_words.read()
        self._last_words.truncate(0)
        self._process = _started(self._last_words)
        return f"{said or DIED}: {words}"

    def close(self) -> None:
        """End the process."""
        self._end()
        self._last_words.close()

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()


def _started(last_words: IO[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.io.guarded"]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=last_words,
        text=True,
        bufsize=1,
    )


def assert_sound(mesh: CityMesh) -> None:
    """Check that every number in a mesh leads somewhere, every point is somewhere, and more.

    A mesh with nothing to see must have a warning.
    """
    check_mesh(mesh)
    assert np.isfinite(mesh.points_rd).all()
    for corners in (mesh.normals, mesh.uv, mesh.colours):
        assert corners is None or np.isfinite(corners.at(mesh)).all()
    assert len({each.id for each in mesh.objects}) == len(mesh.objects)
    assert mesh.report.triangles == len(mesh.triangles)
    assert len(mesh.triangles) + len(mesh.lines) + len(mesh.spots) or mesh.report.warnings


def _outcome(path: Path) -> str:
    try:
        if path.suffix == CAPSULE_SUFFIX:
            _open_all(CapsuleStore(path.parent / "unpacked").load(path))
        else:
            assert_sound(read_file(path))
    except MrappError as error:
        told = [error.text("en"), error.text("nl")]
        said = REFUSED if all("\n" not in each for each in told) else FAULT
        return f"{said}: {told[0]!r}"
    return OPENED


def _open_all(opened: OpenProject) -> None:
    for asset in opened.project.assets():
        assert_sound(read_file(opened.asset_path(asset)))


def main() -> None:
    """Answer until the input ends."""
    if sys.platform != "win32":
        # As the process that reads for the program has; but this one unpacks as well.
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_BYTES, _MEMORY_BYTES))
    for line in sys.stdin:
        try:
            said = _outcome(Path(line.rstrip("\n")))
        except MemoryError:
            said = f"{REFUSED}: too much memory"  # of which the program's own process says so
        print(said, flush=True)


if __name__ == "__main__":
    main()
