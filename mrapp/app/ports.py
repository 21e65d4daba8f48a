"""Ports: what use cases need of other rooms, declared here and handed in by bootstrap."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mrapp.app.headset.feelings import FeelingsInMemory, FeelingStore
from mrapp.app.opened import OpenProject
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.remarks.keeping import NoStores, RemarkStores
from mrapp.app.remarks.rehearsing import RehearsalPlace
from mrapp.app.remarks.sound import NoSound, Sound
from mrapp.app.state import Sun
from mrapp.app.syncing import Sync
from mrapp.app.tiles.ports import NoTileKeys, TileEyes, TileKeys, no_eyes
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import ProjectNotFoundError
from mrapp.model.frames import Origin
from mrapp.model.project import Project
from mrapp.model.remark_errors import ExportFailedError
from mrapp.model.texts import Phrase

if TYPE_CHECKING:
    # Only their types: who does not export needs nothing of it.
    from mrapp.app.counting.slips import Papers
    from mrapp.app.exports.exports import Exporter
    from mrapp.app.tiles.printing import TilePapers

_NO_WRITER = Phrase(nl="dat kan hier niet", en="that cannot be done here")

Wanted = Callable[[], Collection[str] | None]
"""Asked when it matters; the assets that are needed, None if nobody can tell."""


class MeshReader(Protocol):
    """Reads a model file into arrays, in a process of its own."""

    def __call__(
        self,
        path: Path,
        *,
        lod: str | None = None,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> CityMesh:
        """Return the mesh in LoD `lod` (None: per object the highest).

        Raises `ReadError` when the file cannot be read and `CancelledError` when cancelled.
        """
        ...


class GroundEstimator(Protocol):
    """Makes a ground under buildings that came without one."""

    def __call__(self, meshes: Mapping[str, CityMesh], origin: Origin) -> CityMesh | None:
        """Return an estimated terrain under all meshes, or None if there is nothing to go by."""
        ...


class ProjectStore(Protocol):
    """Keeps projects on disk, as folders or as one `.mrapp` file."""

    def load(self, path: Path) -> "OpenProject":
        """Return the project at `path`; raises `ProjectError` in words."""
        ...

    def save(
        self,
        opened: "OpenProject",
        path: Path | None = None,
        *,
        anyway: bool = False,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> "OpenProject":
        """Write the project atomically, to `path` or where it came from; returns it there.

        At another place it becomes a copy: nothing changes at the old one from then on. Raises
        `ProjectExistsError` for another folder that is not empty, `ProjectChangedError` if what is
        there was saved by somebody else since (unless `anyway`), and `ProjectSaveError`; and
        `CancelledError` when cancelled, and then what was there still stands.
        """
        ...

    def create(self, path: Path, project: Project) -> "OpenProject":
        """Make a new project folder at `path`; raises `ProjectExistsError`."""
        ...

    def adopt(
        self,
        opened: "OpenProject",
        file: Path,
        companions: Sequence[str] = (),
        *,
        cancelled: Cancelled = never_cancelled,
    ) -> str:
        """Copy `file` into the assets, with the files beside it that it refers to.

        `companions` are paths relative to the file's folder. Returns the asset path; a file that
        is there already with the same content and companions is used again. Raises
        `ProjectSaveError`, and `CancelledError` when cancelled; then nothing was copied.
        """
        ...

    def holds(self, opened: "OpenProject", asset: str, file: Path) -> bool:
        """Tell whether `adopt` would use this asset for `file`, by their names and contents."""
        ...

    def tidy(self, opened: "OpenProject", wanted: Wanted) -> None:
        """Remove what `adopt` brought into a project's folder and that nothing needs any more.

        That is: what neither the project as it is saved there names, nor `wanted`, and what no
        saved project ever named: an older copy of one may be put back. An asset goes with all its
        files or not at all. When in doubt, such as while another process brings something in, or
        where something else lies beside it, it stays.
        """
        ...


@dataclass(frozen=True)
class Lost:
    """Changes that were not saved when a window ended by itself.

    path: the project they belong to; folder: where its files lay (for a capsule, unpacked);
    kept_at: when the last of them was kept, UTC.
    """

    key: str
    path: Path
    folder: Path
    project: Project
    kept_at: datetime


class Work(Protocol):
    """What one window keeps while it has a project open."""

    def others(self) -> int:
        """Return how many other windows on this machine have the same project open."""
        ...

    def keep(self, project: Project) -> None:
        """Keep the project as it is now; quick. Raises `NotKeptError`."""
        ...

    def settled(self, opened: OpenProject, *, wholly: bool = True) -> None:
        """Take in that the project was saved, maybe in another place, and forget what was kept.

        Not wholly: something changed meanwhile, so what was kept last stays. Raises `NotKeptError`.
        """
        ...

    def tidy(self, opened: OpenProject, needed: Collection[str]) -> None:
        """Remove what was brought into the project and that nothing needs; see `ProjectStore.tidy`.

        needed: the assets this window may still show. What was lost by another counts too, and
        while another window works on the project everything stays.
        """
        ...

    def end(self) -> None:
        """Forget all: the window closes on purpose. Safe twice."""
        ...


class WorkKeeper(Protocol):
    """Keeps the work of all windows, each by itself, where a crash cannot reach it."""

    def begin(self, opened: OpenProject) -> Work:
        """Begin to keep the work on a project. Raises `NotKeptError`."""
        ...

    def lost(self) -> tuple[Lost, ...]:
        """Return the work of windows that ended by themselves, the latest first."""
        ...

    def restore(self, lost: Lost) -> OpenProject:
        """Open the project as it was saved last, with the files that its lost changes need.

        Raises `ProjectError`; then what was kept is still there.
        """
        ...

    def discard(self, lost: Lost) -> None:
        """Throw lost work away: unwanted, or by now kept again by the window that restored it."""
        ...


class NothingKept:
    """The `WorkKeeper`, and the `Work`, of scripts: nobody is there to bring anything back to."""

    def begin(self, _opened: OpenProject) -> Work:
        """Keep nothing of this project."""
        return self

    def lost(self) -> tuple[Lost, ...]:
        """Return that nothing was lost."""
        return ()

    def restore(self, lost: Lost) -> OpenProject:
        """Refuse: nothing was kept."""
        raise ProjectNotFoundError(path=lost.path)

    def discard(self, _lost: Lost) -> None:
        """Do nothing: nothing was kept."""

    def others(self) -> int:
        """Return that nobody else is known to have the project open."""
        return 0

    def keep(self, _project: Project) -> None:
        """Keep nothing."""

    def settled(self, _opened: OpenProject, *, wholly: bool = True) -> None:
        """Forget nothing: nothing was kept."""

    def tidy(self, opened: OpenProject, needed: Collection[str]) -> None:
        """Remove nothing: nobody knows who else needs it."""

    def end(self) -> None:
        """End nothing."""


def no_fingerprint(_path: Path) -> str:
    """Tell of no file what is in it, for scripts that make no remarks."""
    return ""


def _no_exporter() -> "Exporter":
    raise ExportFailedError(file="?", reason=_NO_WRITER)


def _no_tile_papers() -> "TilePapers":
    raise ExportFailedError(file="?", reason=_NO_WRITER)


def _no_papers() -> "Papers":
    raise ExportFailedError(file="?", reason=_NO_WRITER)


@dataclass(frozen=True)
class Services:
    """The filled ports, built once by bootstrap.

    fingerprint: the SHA-256 of a file in hex, "" where it cannot be read; slow for a large one.
    exporter, papers, tile_papers: made when asked for, in a task: that is slow the first time.
    sync: makes what sends the remarks of an open project; None: nothing is sent. rehearse: makes a
    place of its own for each rehearsal.
    """

    read_mesh: MeshReader
    estimate_ground: GroundEstimator
    sun_at: Callable[[datetime, Origin], Sun]
    projects: ProjectStore
    utc_now: Callable[[], datetime]
    keeper: WorkKeeper = field(default_factory=NothingKept)
    remarks: RemarkStores = field(default_factory=NoStores)
    fingerprint: Callable[[Path], str] = field(default=no_fingerprint)
    exporter: "Callable[[], Exporter]" = field(default=_no_exporter)
    papers: "Callable[[], Papers]" = field(default=_no_papers)
    sound: Sound = field(default_factory=NoSound)
    feelings: FeelingStore = field(default_factory=FeelingsInMemory)
    sync: "Callable[[OpenProject], Sync] | None" = None
    rehearse: Callable[[], RehearsalPlace] = field(default=RehearsalPlace)
    tile_papers: "Callable[[], TilePapers]" = field(default=_no_tile_papers)
    tile_keys: TileKeys = field(default_factory=NoTileKeys)
    tile_eyes: TileEyes = field(default=no_eyes)
