"""Unsaved work outlives its window, however that ends, and other windows are noticed."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mrapp.app import actions
from mrapp.app.history import Moment
from mrapp.app.opened import OpenProject
from mrapp.app.ports import Services, Work
from mrapp.app.recovery import restored
from mrapp.app.replacing import BESIDE
from mrapp.app.session import Session
from mrapp.io.capsule import CapsuleStore
from mrapp.io.keeping import FolderKeeper
from mrapp.io.readers import read_file
from mrapp.model.errors import ProjectNotFoundError
from mrapp.model.project import Project, Provenance
from mrapp.studies.sun import sun_at
from mrapp.studies.terrain import estimate_ground
from tests.app.moments import NOON, station
from tests.io.editing import number_of, open_again

STORE = CapsuleStore()
SERVICES = Services(read_file, estimate_ground, sun_at, STORE, lambda: NOON)


@pytest.fixture
def keeper(tmp_path: Path) -> FolderKeeper:
    """Return a keeper with a folder of its own."""
    return FolderKeeper(tmp_path / "windows", STORE)


def _made(tmp_path: Path, name: str = "station") -> OpenProject:
    return STORE.create(tmp_path / name, Project.model_validate({**dict(station()), "layers": ()}))


def _changed(session: Session, number: int) -> Project:
    eye = (float(number), 0.0, 0.0)
    session.apply(actions.save_viewpoint(session.moment, {"en": "here"}, eye, eye, 50.0))
    return session.project


def _crash(work: Work, tmp_path: Path) -> None:
    """Leave on the disk what a window leaves that ends by itself."""
    home, aside = tmp_path / "windows", tmp_path / "aside"
    shutil.copytree(home, aside)
    work.end()
    shutil.rmtree(home)
    aside.rename(home)


def test_work_of_a_window_that_ended_by_itself_is_found(
    tmp_path: Path, keeper: FolderKeeper
) -> None:
    session = Session(_made(tmp_path), SERVICES)
    work = keeper.begin(session.opened)
    wanted = _changed(session, 7)
    work.keep(wanted)
    assert keeper.lost() == (), "the window is still there"
    _crash(work, tmp_path)
    (lost,) = keeper.lost()
    assert (lost.path, lost.project) == (tmp_path / "station", wanted)

    again = Session(keeper.restore(lost), SERVICES)
    before = again.project
    again.apply(restored(again.moment, lost))
    assert again.project == wanted
    assert again.history.unsaved
    again.undo()
    assert again.project == before, "bringing back can be undone"
    keeper.discard(lost)
    assert keeper.lost() == ()


def test_nothing_is_lost_after_saving_or_closing(tmp_path: Path, keeper: FolderKeeper) -> None:
    session = Session(_made(tmp_path), SERVICES)
    saved, closed = keeper.begin(session.opened), keeper.begin(session.opened)
    saved.keep(_changed(session, 1))
    closed.keep(session.project)
    session.save()
    saved.settled(session.opened)
    closed.end()
    closed.end()
    _crash(saved, tmp_path)
    assert keeper.lost() == ()
    assert not list((tmp_path / "windows").iterdir()), "and nothing stays behind"


def test_what_was_saved_the_moment_before_the_end_is_not_lost(
    tmp_path: Path, keeper: FolderKeeper
) -> None:
    session = Session(_made(tmp_path), SERVICES)
    work = keeper.begin(session.opened)
    work.keep(_changed(session, 1))
    session.save()
    _crash(work, tmp_path)
    assert keeper.lost() == ()


def test_windows_on_one_project_are_noticed(tmp_path: Path, keeper: FolderKeeper) -> None:
    opened, other = _made(tmp_path), _made(tmp_path, "other")
    first, elsewhere = keeper.begin(opened), keeper.begin(other)
    assert (first.others(), elsewhere.others()) == (0, 0)
    by_another_name = tmp_path / "other" / ".." / "station"
    second = FolderKeeper(tmp_path / "windows", STORE).begin(STORE.load(by_another_name))
    assert (first.others(), second.others(), elsewhere.others()) == (1, 1, 0)
    first.end()
    assert second.others() == 0
    second.settled(other)
    assert elsewhere.others() == 1, "saving elsewhere moves the window there"
    second.end()
    elsewhere.end()


def test_files_added_to_a_capsule_come_back_too(tmp_path: Path, keeper: FolderKeeper) -> None:
    opened = _made(tmp_path, "station.mrapp")
    file = tmp_path / "new.json"
    file.write_text("{}")
    session = Session(opened, SERVICES)
    work = keeper.begin(opened)
    asset = STORE.adopt(opened, file)
    session.apply(actions.add_layer(session.moment, asset, {"en": "new"}, Provenance()))
    work.keep(session.project)
    _crash(work, tmp_path)
    (lost,) = keeper.lost()
    again = keeper.restore(lost)
    assert again.folder != opened.folder
    assert again.asset_path(asset).read_text() == "{}"


def test_lost_work_stays_when_its_project_is_gone(tmp_path: Path, keeper: FolderKeeper) -> None:
    session = Session(_made(tmp_path), SERVICES)
    work = keeper.begin(session.opened)
    work.keep(_changed(session, 3))
    _crash(work, tmp_path)
    shutil.rmtree(tmp_path / "station")
    (lost,) = keeper.lost()
    with pytest.raises(ProjectNotFoundError):
        keeper.restore(lost)
    assert keeper.lost() == (lost,)


def test_a_variant_that_was_lost_is_not_shown_from_before(tmp_path: Path) -> None:
    session = Session(STORE.create(tmp_path / "station", station()), SERVICES)
    session.apply(actions.switch_variant(session.moment, "tower"))
    keeper = FolderKeeper(tmp_path / "windows", STORE)
    work = keeper.begin(session.opened)
    work.keep(session.project.model_copy(update={"plans": ()}))
    _crash(work, tmp_path)
    after = restored(Moment(session.project, session.view), keeper.lost()[0]).after
    assert after.view.variant is None


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are of Unix")
@pytest.mark.parametrize("name", ["station", "station.mrapp"])
def test_whenever_it_is_killed_the_last_state_is_there(tmp_path: Path, name: str) -> None:
    """A hundred windows, each killed at a seeded moment between edits and saves."""
    store = CapsuleStore(tmp_path / "unpacked")
    opened = _made(tmp_path, name)
    home = tmp_path / "windows"
    command = [sys.executable, "-m", "tests.io.editing", str(opened.path), str(home), "20261121"]
    moments = random.Random(9)
    finished = begun = number_of(Session(opened, SERVICES))
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as editor:
        assert editor.stdin is not None
        assert editor.stdout is not None
        for _ in range(100):
            moment = f"{moments.randrange(6)} {moments.uniform(0.0, 0.02):.4f}"
            print(moment, file=editor.stdin, flush=True)
            last = int(editor.stdout.readline())
            finished = max(finished, last)
            session = open_again(opened.path, FolderKeeper(home, store), SERVICES)
            # The last change that was told, or the one that was under way.
            assert number_of(session) in (finished, finished + 1)
            finished = number_of(session)
        editor.stdin.close()
    assert finished > begun + 200, "most windows got to work before they were killed"
    session.save()
    FolderKeeper(home, store, tmp_path / "unpacked").lost()
    left = {each.name for each in tmp_path.rglob("*") if each.suffix == BESIDE}
    assert not left, "what a crash left beside goes with the next saving"
    unpacked = {each.name.removesuffix(".lock") for each in (tmp_path / "unpacked").glob("*")}
    assert unpacked <= {session.opened.folder.name}, "and so does what was unpacked"
