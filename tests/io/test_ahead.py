"""Reading before there is a window: what is read, and that nothing of it can vanish."""

from concurrent.futures import CancelledError, Future, wait
from pathlib import Path

from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.io.ahead import Arrange, read_ahead
from mrapp.io.capsule import CapsuleStore
from mrapp.io.readers import read_file
from mrapp.model.citymesh import CityMesh
from mrapp.model.project import Layer, OriginSpec, Project
from tests.cli.boxes import box

PROJECT = Project(
    id="p1",
    name={"en": "Trial"},
    origin=OriginSpec(x=105_400, y=424_560),
    layers=(Layer(id="city", name={"en": "City"}, asset="assets/box.city.json", lod="2.2"),),
)


class Reader:
    """Reads in this process and remembers which LoD it was asked for."""

    def __init__(self) -> None:
        self.lods: list[str | None] = []

    def __call__(
        self,
        path: Path,
        *,
        lod: str | None = None,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> CityMesh:
        """Read a file; the port's `MeshReader`."""
        self.lods.append(lod)
        return read_file(path, lod=lod, progress=progress, cancelled=cancelled)


Told = tuple[str, str, int]


def _told(project: Project, asset: str, mesh: CityMesh) -> Told:
    return project.id, asset, len(mesh.triangles)


def project(folder: Path) -> Path:
    """Make a project folder with one file in it."""
    (folder / "trial" / "assets").mkdir(parents=True)
    box(folder / "trial" / "assets")
    (folder / "trial" / "project.json").write_text(PROJECT.model_dump_json())
    return folder / "trial"


def test_the_files_of_a_folder_are_read_in_the_lod_of_their_layer(tmp_path: Path) -> None:
    reader = Reader()
    arrange: Future[Arrange[Told]] = Future()
    promised = read_ahead(reader, CapsuleStore().load(project(tmp_path)), arrange)
    arrange.set_result(_told)
    assert {asset: found.result() for asset, found in promised.items()} == {
        "assets/box.city.json": ("p1", "assets/box.city.json", 12)
    }
    assert reader.lods == ["2.2"]


def test_a_capsule_is_left_to_the_window_that_unpacks_it(tmp_path: Path) -> None:
    store = CapsuleStore()
    store.save(store.load(project(tmp_path)), tmp_path / "trial.mrapp")
    reader = Reader()
    arrange: Future[Arrange[Told]] = Future()
    assert read_ahead(reader, store.load(tmp_path / "trial.mrapp"), arrange) == {}
    assert reader.lods == []


def test_nobody_waits_for_what_never_comes(tmp_path: Path) -> None:
    arrange: Future[Arrange[Told]] = Future()
    promised = read_ahead(Reader(), CapsuleStore().load(project(tmp_path)), arrange)
    arrange.cancel()
    wait(promised.values())
    assert [type(each.exception()) for each in promised.values()] == [CancelledError]
