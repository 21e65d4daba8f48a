"""Builds everything by hand: the one file that knows all rooms. No globals."""

import gc
import logging
import os
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mrapp.app.opened import OpenProject
from mrapp.app.ports import MeshReader, NothingKept, Services
from mrapp.app.remarks.rehearsing import RehearsalPlace
from mrapp.app.syncing import Sync
from mrapp.feedback.feelings import FolderFeelings
from mrapp.feedback.folders import remarks_folder
from mrapp.feedback.stores import FolderStores, PassingStores
from mrapp.io.ahead import Arrange, read_ahead
from mrapp.io.cache import CachedReader
from mrapp.io.capsule import CapsuleStore
from mrapp.io.confine.limits import limits_from
from mrapp.io.entries import Entries
from mrapp.io.fingerprints import Fingerprints
from mrapp.io.folders import mesh_folder, scratch_copy, state_folder
from mrapp.io.keeping import FolderKeeper
from mrapp.io.made_sound import MadeSound
from mrapp.io.microphone import DeviceSound
from mrapp.io.staff_pin import StaffPinFile
from mrapp.io.tile_keys import StoredTileKeys
from mrapp.io.worker import WorkerReader
from mrapp.markers.eyes import see_tiles
from mrapp.model.citymesh import FileReport
from mrapp.model.errors import ProjectError
from mrapp.studies.sun import sun_at
from mrapp.studies.terrain import estimate_ground

if TYPE_CHECKING:
    from mrapp.app.counting.slips import Papers
    from mrapp.app.exports.exports import Exporter
    from mrapp.app.tiles.printing import TilePapers
    from mrapp.ui.arriving import Arrived
    from mrapp.ui.kiosk.parts import KioskWish
    from mrapp.ui.main_window import MainWindow

_log = logging.getLogger(__name__)


def build_services(remarks: Path | None = None) -> Services:
    """Return the filled ports. remarks: the folder of remarks; None: where this person's are."""
    state = state_folder()
    unpacked = state / "unpacked" if state else None
    projects = CapsuleStore(unpacked, state / "brought" if state else None)
    base = remarks.absolute() if remarks else remarks_folder()
    stores = FolderStores(base)
    return Services(
        read_mesh=_mesh_reader(),
        estimate_ground=estimate_ground,
        sun_at=sun_at,
        projects=projects,
        utc_now=lambda: datetime.now(UTC),
        keeper=FolderKeeper(state / "windows", projects, unpacked) if state else NothingKept(),
        remarks=stores,
        fingerprint=Fingerprints(),
        exporter=build_exporter,
        papers=build_papers,
        sound=DeviceSound(),
        feelings=FolderFeelings(base),
        sync=lambda opened: build_sync(stores, opened),
        rehearse=lambda: RehearsalPlace(PassingStores(), MadeSound()),
        tile_papers=build_tile_papers,
        tile_keys=StoredTileKeys(state / "tile-keys" if state else None),
        tile_eyes=see_tiles,
    )


def _mesh_reader() -> MeshReader:
    reader, folder = WorkerReader(limits_from(os.environ)), mesh_folder()
    return reader if folder is None else CachedReader(reader, Entries(folder))


def describe_file(path: Path) -> FileReport:
    """Return what is in a model file, its faults among it; read in a process of its own."""
    reader = WorkerReader(limits_from(os.environ))
    try:
        return reader.describe(path)
    finally:
        reader.close()


def open_window(
    path: Path | None,
    demo: Path,
    shown: "Callable[[MainWindow], None] | None" = None,
    stores: Path | None = None,
) -> int:
    """Open the application on `path`, else on what was open last, else on the demo project.

    `shown` is called with the window once, before it draws. stores: as for `build_services`.
    """
    # What is made from here to the first frame stays; to look through it for rubbish takes time.
    gc.disable()
    services = build_services(stores)
    arrange: Future[Arrange[Arrived]] = Future()
    try:
        # Before Qt and VTK are imported: files are read meanwhile.
        pending = begin_reading(path, services, arrange) if path else None
        # Late, here and below: slow, and the commands without a window need neither Qt nor VTK.
        from mrapp.ui.application import run
        from mrapp.ui.arriving import arrive_as_shown

        arrange.set_result(arrive_as_shown)
    finally:
        # Nothing once it is there; else the program is ending, which nobody may hold up.
        arrange.cancel()
    return run(path, services, demo=demo, pending=pending, shown=shown)


def open_kiosk(stores: Path | None, wish: "KioskWish") -> int:
    """Open a project as a kiosk; its remarks go to `stores`. See `mrapp.ui.kiosk.running`."""
    services = replace(build_services(stores), keeper=NothingKept())
    # Late: as above.
    from mrapp.ui.kiosk.running import run_kiosk

    return run_kiosk(services, build_papers, kiosk_pin_file(stores), wish)


def kiosk_pin_file(stores: Path | None) -> StaffPinFile:
    """Return where the PIN of a kiosk is kept: beside its opinions."""
    return StaffPinFile((stores or remarks_folder() or Path()) / "kiosk-pin.json")


def keep_kiosk_pin(stores: Path | None, code: str) -> Path:
    """Set the PIN of a kiosk, and return the file where it is kept. Raises `RemarkError`."""
    # Late: the window starts without it.
    from mrapp.app.kiosk.staff import new_pin

    pins = kiosk_pin_file(stores)
    pins.save(new_pin(code))
    return pins.file


def begin_reading(
    path: Path, services: Services, arrange: "Future[Arrange[Arrived]]"
) -> dict[str, "Future[Arrived]"]:
    """Start `read_ahead`; nothing is read where opening fails."""
    try:
        return read_ahead(services.read_mesh, services.projects.load(path), arrange)
    except ProjectError as error:
        # The window opens the project itself and says there, in words, what is wrong with it.
        _log.info("nothing read ahead: %s", error)
        return {}


def run_journey(path: Path, out: Path) -> int:
    """Drive the real window through the main job; pictures and a report go to `out`."""
    from mrapp.ui.application import run_scripted
    from mrapp.ui.journey import journey

    with TemporaryDirectory(prefix="mrapp-journey-") as scratch:
        # A script asks nobody, not even about lost work, and what it says is nobody's opinion.
        services = replace(build_services(Path(scratch) / "opinions"), keeper=NothingKept())
        copy = scratch_copy(path, Path(scratch))
        return run_scripted(copy, services, lambda window: journey(window, out))


def build_exporter() -> "Exporter":
    """Return what writes remarks to files for other programs."""
    # Late, as below: GDAL and the makers of spreadsheets and PDFs are slow to come.
    from mrapp.documents.exporter import FileExporter

    return FileExporter()


def build_papers() -> "Papers":
    """Return what makes PDFs."""
    from mrapp.documents.pdf import PdfPapers

    return PdfPapers()


def build_tile_papers() -> "TilePapers":
    """Return what draws and prints tiles."""
    from mrapp.markers.papers import MarkerPapers

    return MarkerPapers()


def build_sync(stores: FolderStores, opened: OpenProject) -> Sync:
    """Return what sends the remarks of a project to a server; nothing is opened yet."""
    # Late: the first frame comes without it.
    from mrapp.sync.place import place_of
    from mrapp.sync.syncer import Syncer

    return Syncer(place_of(stores, opened))
