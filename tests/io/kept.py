"""A cache as tests see it: what it reads, what it remembers, and what lies in its folder."""

from collections.abc import Callable
from pathlib import Path

from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.io.cache import CachedReader
from mrapp.io.entries import Entries
from mrapp.io.readers import read_file
from mrapp.model.citymesh import CityMesh
from tests.io import made
from tests.io.pictures import plain
from tests.io.test_cityjson_odd import rich
from tests.io.test_worker import assert_same


class Reader:
    """Reads in this process and remembers how often; `then` comes before it answers."""

    def __init__(self, then: Callable[[Path], None] | None = None) -> None:
        self.times = 0
        self._then = then

    def __call__(
        self,
        path: Path,
        *,
        lod: str | None = None,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> CityMesh:
        """Read a file; the port's `MeshReader`."""
        self.times += 1
        mesh = read_file(path, lod=lod, progress=progress, cancelled=cancelled)
        if self._then:
            self._then(path)
        return mesh


class Cache:
    """A cached reader with a folder of its own, seen from outside."""

    def __init__(self, folder: Path, limit_bytes: int = 2**30) -> None:
        self.folder = folder
        self.below = Reader()
        self._reader = CachedReader(self.below, Entries(folder, limit_bytes), settled_ns=0)

    def read(self, path: Path, lod: str | None = None) -> tuple[CityMesh, bool]:
        """Return the mesh and whether the file was read for it; it is kept by then."""
        before = self.below.times
        mesh = self._reader(path, lod=lod)
        self._reader.wait()
        return mesh, self.below.times > before

    def was_read(self, path: Path, lod: str | None = None) -> bool:
        """Ask for a mesh, check it, and tell whether the file was read for it."""
        mesh, read = self.read(path, lod)
        assert_same(mesh, read_file(path, lod=lod))
        return read

    @property
    def entries(self) -> list[Path]:
        """The files in the folder, of all kinds."""
        return sorted(self.folder.iterdir())


def design(folder: Path) -> Path:
    """Write a file with an image beside it, and one that is missing."""
    folder.mkdir()
    source = rich(folder)
    (folder / "wall.png").write_bytes(plain())
    source["appearance"]["textures"].append({"image": "lost/roof.png"})
    return made.write(folder, source)
