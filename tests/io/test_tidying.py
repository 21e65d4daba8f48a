"""Files that were brought into a project and that nothing needs go; all others stay."""

import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mrapp.app import actions
from mrapp.app.opened import OpenProject
from mrapp.app.ports import Services, Work
from mrapp.app.session import Session
from mrapp.io.brought import Brought
from mrapp.io.capsule import CapsuleStore
from mrapp.io.keeping import FolderKeeper
from mrapp.io.readers import read_file
from mrapp.model.errors import CancelledError
from mrapp.model.project import Provenance
from mrapp.studies.sun import sun_at
from mrapp.studies.terrain import estimate_ground
from tests.app.moments import NOON
from tests.io.trial import made

OWN = ["assets/city.city.json"]
NEW = "assets/new.json"

# Copies a large file into a project; what it reads comes slowly, so that it is killed half-way.
COPYING = """
import sys
from pathlib import Path
from mrapp.io.capsule import CapsuleStore
from mrapp.io import copying
store = CapsuleStore(None, Path(sys.argv[3]))
def asked():
    print("copying", flush=True)
    return sys.stdin.readline() == "stop"
store.adopt(store.load(Path(sys.argv[1])), Path(sys.argv[2]), cancelled=asked)
"""


class Desk:
    """A project of the test's own, with a window on it; what is written lies in `home`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.store = CapsuleStore(home / "unpacked", home / "brought")
        self.keeper = FolderKeeper(home / "windows", self.store, home / "unpacked")
        self.session = self.session_on(self.store.load(made(home)))
        self.work: Work = self.keeper.begin(self.opened)

    @property
    def opened(self) -> OpenProject:
        """The project as it is open."""
        return self.session.opened

    def session_on(self, opened: OpenProject) -> Session:
        """Return a session on a project."""
        return Session(
            opened, Services(read_file, estimate_ground, sun_at, self.store, lambda: NOON)
        )

    def file(self, name: str = "new.json", content: bytes = b"new") -> Path:
        """Return a file to bring in, made in a folder elsewhere."""
        file = self.home / "elsewhere" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
        return file

    def add(self, asset: str) -> None:
        """Add a file that was brought in to the project."""
        self.session.apply(
            actions.add_layer(self.session.moment, asset, {"en": "new"}, Provenance())
        )

    def tidy(self, *, leaving: bool = False) -> list[str]:
        """Tidy as a window does and return the files of the project that are left."""
        needed = () if leaving else self.session.history.assets()
        self.work.tidy(self.opened, needed)
        return files_of(self.opened.folder)


def files_of(folder: Path) -> list[str]:
    """Return the files below a project's assets."""
    found = (folder / "assets").rglob("*")
    return sorted(each.relative_to(folder).as_posix() for each in found if each.is_file())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a project on it."""
    desk = Desk(tmp_path)
    yield desk
    desk.work.end()


def test_a_file_that_was_undone_goes_once_no_step_needs_it(desk: Desk) -> None:
    desk.add(desk.store.adopt(desk.opened, desk.file()))
    desk.session.undo()
    assert desk.tidy() == [*OWN, NEW], "redoing needs it"
    desk.session.redo()
    assert desk.tidy() == [*OWN, NEW]
    desk.session.undo()
    assert desk.tidy(leaving=True) == OWN


def test_what_a_person_put_there_stays(desk: Desk) -> None:
    folder = desk.opened.folder / "assets"
    (folder / "mine.json").write_bytes(b"mine")
    (folder / "same.json").write_bytes(b"same")
    assert desk.store.adopt(desk.opened, desk.file("same.json", b"same")) == "assets/same.json"
    changed = desk.store.adopt(desk.opened, desk.file("changed.json"))
    desk.opened.asset_path(changed).write_bytes(b"by hand")
    assert desk.tidy(leaving=True) == sorted(
        [*OWN, changed, "assets/mine.json", "assets/same.json"]
    )


def test_what_lies_beside_a_file_goes_with_it_and_with_nothing_else(desk: Desk) -> None:
    desk.file("wall.jpg", b"wall")
    asset = desk.store.adopt(desk.opened, desk.file(), ["wall.jpg"])
    assert files_of(desk.opened.folder) == [*OWN, "assets/new/new.json", "assets/new/wall.jpg"]
    wall = asset.replace("new.json", "./wall.jpg")
    desk.add(wall)
    assert len(desk.tidy()) == 3, "one of its files is named, if oddly"
    desk.session.undo()
    assert desk.tidy(leaving=True) == OWN
    assert not (desk.opened.folder / "assets" / "new").exists()


def test_what_was_saved_once_stays(desk: Desk) -> None:
    """An older project.json that is put back one day, or a newer one, finds its files."""
    desk.add(desk.store.adopt(desk.opened, desk.file()))
    before = (desk.opened.folder / "project.json").read_bytes()
    desk.session.save()
    (desk.opened.folder / "project.json").write_bytes(before)
    assert desk.tidy(leaving=True) == [*OWN, NEW]
    desk.session.undo()
    desk.session.saved(desk.store.save(desk.session.to_save(), anyway=True))
    assert desk.tidy(leaving=True) == [*OWN, NEW]


@pytest.mark.parametrize("name", ["new.json", "new-v2.json"])
def test_what_a_person_s_own_file_needs_stays_with_it(desk: Desk, name: str) -> None:
    """A model that was changed in its place, or put beside one, uses the images that came along."""
    desk.file("wall.jpg", b"wall")
    asset = desk.store.adopt(desk.opened, desk.file(), ["wall.jpg"])
    own = desk.opened.asset_path(asset).with_name(name)
    own.write_bytes(b"by hand")
    left = desk.tidy(leaving=True)
    assert "assets/new/wall.jpg" in left
    assert f"assets/new/{name}" in left
    # A capsule has all of it too.
    desk.add(f"assets/new/{name}")
    desk.session.save(desk.home / "copy.mrapp")
    with zipfile.ZipFile(desk.home / "copy.mrapp") as archive:
        assert {"assets/new/wall.jpg", f"assets/new/{name}"} <= set(archive.namelist())


def test_another_folder_in_the_same_place_is_nobody_s(desk: Desk) -> None:
    desk.store.adopt(desk.opened, desk.file())
    folder = desk.opened.folder
    shutil.copytree(folder, desk.home / "backup")
    shutil.rmtree(folder)
    (desk.home / "backup").rename(folder)
    assert desk.tidy(leaving=True) == [*OWN, NEW]


def test_who_waits_for_another_copy_can_stop(desk: Desk) -> None:
    held = Brought(desk.home / "brought")
    with held.held(desk.opened.path) as is_held:
        assert is_held
        with pytest.raises(CancelledError):
            desk.store.adopt(desk.opened, desk.file(), cancelled=lambda: True)
    assert files_of(desk.opened.folder) == OWN


def test_lost_work_and_other_windows_keep_what_they_need(desk: Desk, tmp_path: Path) -> None:
    desk.add(desk.store.adopt(desk.opened, desk.file()))
    desk.work.keep(desk.session.project)
    other = desk.keeper.begin(desk.opened)
    other.tidy(desk.opened, ())
    assert files_of(desk.opened.folder) == [*OWN, NEW], "the first window is there"
    # What a window leaves that ends by itself.
    (kept,) = (tmp_path / "windows").glob("*/kept.json")
    content = kept.read_bytes()
    (kept.parent / "window.json").rename(tmp_path / "window.json")
    desk.work.end()
    kept.parent.mkdir()
    kept.write_bytes(content)
    (tmp_path / "window.json").rename(kept.parent / "window.json")
    other.tidy(desk.opened, ())
    assert files_of(desk.opened.folder) == [*OWN, NEW], "it may be brought back"
    (lost,) = desk.keeper.lost()
    desk.keeper.discard(lost)
    other.tidy(desk.opened, ())
    assert files_of(desk.opened.folder) == OWN
    other.end()


@pytest.mark.parametrize("goal", ["copy", "copy.mrapp"])
def test_a_copy_elsewhere_is_tidied_too(desk: Desk, goal: str) -> None:
    desk.add(desk.store.adopt(desk.opened, desk.file()))
    desk.session.undo()
    desk.session.save(desk.home / goal)
    desk.work.settled(desk.opened)
    desk.session.redo()
    assert desk.opened.asset_path(NEW).read_bytes() == b"new", "redoing needs it"
    desk.session.undo()
    desk.tidy(leaving=True)
    if goal == "copy":
        assert files_of(desk.opened.folder) == OWN
        return
    with zipfile.ZipFile(desk.opened.path) as archive:
        assert NEW not in archive.namelist()
    # Saved in it, and in a later session removed again.
    desk.session.redo()
    desk.session.save()
    again = desk.session_on(desk.store.load(desk.opened.path))
    assert again.opened.asset_path(NEW).is_file()
    again.apply(actions.remove_layer(again.moment, again.project.layers[-1].id))
    again.save()
    with zipfile.ZipFile(again.opened.path) as archive:
        assert archive.namelist() == ["project.json", *OWN]


def test_a_copy_that_is_stopped_leaves_nothing(desk: Desk) -> None:
    desk.file("wall.jpg", b"wall")
    asked = iter([False, True])
    with pytest.raises(CancelledError):
        desk.store.adopt(
            desk.opened, desk.file(), ["wall.jpg"], cancelled=lambda: next(asked, True)
        )
    assert files_of(desk.opened.folder) == OWN
    assert not (desk.opened.folder / "assets" / "new").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
def test_a_copy_that_was_killed_half_way_goes_the_next_time(desk: Desk) -> None:
    file = desk.file("large.json", bytes(2**21))
    words = [str(desk.opened.path), str(file), str(desk.home / "brought")]
    command = [sys.executable, "-c", COPYING, *words]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
    assert len(files_of(desk.opened.folder)) == 2
    assert desk.tidy() == OWN


def test_a_project_that_cannot_be_read_is_left_alone(desk: Desk) -> None:
    desk.store.adopt(desk.opened, desk.file())
    (desk.opened.folder / "project.json").write_bytes(b"{")
    assert desk.tidy(leaving=True) == [*OWN, NEW]


def test_no_account_reaches_through_a_link(desk: Desk) -> None:
    """The folder that a file was brought into is a link by now, to where a person has the same."""
    desk.file("wall.jpg", b"wall")
    desk.store.adopt(desk.opened, desk.file(), ["wall.jpg"])
    outside = desk.home / "outside"
    (desk.opened.folder / "assets" / "new").rename(outside)
    (desk.opened.folder / "assets" / "new").symlink_to(outside)
    desk.tidy(leaving=True)
    assert sorted(each.name for each in outside.iterdir()) == ["new.json", "wall.jpg"]


def test_a_file_is_known_by_its_content_and_what_lies_beside_it(desk: Desk) -> None:
    store, opened = desk.store, desk.opened
    wall = desk.file("wall.jpg", b"red")
    asset = store.adopt(opened, desk.file(), ["wall.jpg"])
    assert store.holds(opened, asset, desk.file())
    assert not store.holds(opened, asset, desk.file("other.json"))
    assert not store.holds(opened, asset, desk.file(content=b"old"))
    assert not store.holds(opened, OWN[0], desk.file())
    assert not store.holds(opened, asset, desk.home / "nowhere")
    wall.write_bytes(b"blue")
    assert not store.holds(opened, asset, desk.file())
    # It came alone, but says that something belongs to it, which may be there by now.
    referring = desk.file("far.obj", b"mtllib far.mtl")
    assert not store.holds(opened, store.adopt(opened, referring), referring)
