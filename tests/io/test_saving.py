"""Saving a project: in its own place or another, whole or not at all, over nobody else's work."""

import gc
import itertools
import os
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from mrapp.app.opened import OpenProject
from mrapp.io.capsule import CapsuleStore
from mrapp.model.errors import (
    CancelledError,
    ProjectChangedError,
    ProjectExistsError,
    ProjectSaveError,
)
from tests.io.trial import PROJECT, made

pytestmark = pytest.mark.slow


def test_a_save_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path)
    before = (folder / "project.json").read_bytes()
    store = CapsuleStore()
    opened = store.load(folder)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProjectSaveError, match="the disk is full"):
        store.save(opened)
    assert (folder / "project.json").read_bytes() == before
    assert sorted(p.name for p in folder.iterdir()) == ["assets", "project.json"]


def renamed(opened: OpenProject) -> OpenProject:
    """Return the project as it is after somebody gave it another name."""
    return replace(opened, project=opened.project.model_copy(update={"name": {"en": "Other"}}))


@pytest.mark.parametrize("goal", ["copy.mrapp", "copy"])
def test_saving_elsewhere_leaves_the_old_place_alone_from_then_on(
    tmp_path: Path, goal: str
) -> None:
    store = CapsuleStore()
    folder = made(tmp_path)
    before = (folder / "project.json").read_bytes()
    there = store.save(renamed(store.load(folder)), tmp_path / goal)
    file = tmp_path / "design.city.json"
    file.write_bytes(b"1")
    store.adopt(there, file)
    store.save(there)
    assert (folder / "project.json").read_bytes() == before
    assert not (folder / "assets" / "design.city.json").exists()
    again = store.load(tmp_path / goal)
    assert again.project.name == {"en": "Other"}
    assert again.asset_path("assets/city.city.json").read_bytes() == b"{}"
    assert again.asset_path("assets/design.city.json").read_bytes() == b"1"


def test_images_of_a_capsule_stay_readable_after_saving_it_as_a_folder(tmp_path: Path) -> None:
    store = CapsuleStore()
    store.save(store.load(made(tmp_path)), tmp_path / "trial.mrapp")
    opened = store.load(tmp_path / "trial.mrapp")
    read_before = opened.asset_path("assets/city.city.json")
    opened = store.save(opened, tmp_path / "again")
    gc.collect()
    assert read_before.is_file()
    opened = store.save(opened, tmp_path / "again.mrapp")
    gc.collect()
    assert read_before.is_file()


def test_a_project_can_be_saved_inside_its_own_folder(tmp_path: Path) -> None:
    store = CapsuleStore()
    folder = made(tmp_path)
    opened = store.load(folder)
    for _ in range(2):  # the second one must not hold the first
        store.save(opened, folder / "own.mrapp")
    with zipfile.ZipFile(folder / "own.mrapp") as archive:
        assert sorted(archive.namelist()) == ["assets/city.city.json", "project.json"]
    store.save(opened, folder / "own")
    copied = sorted(f.name for f in (folder / "own").rglob("*") if f.is_file())
    assert copied == ["city.city.json", "own.mrapp", "project.json"]


def test_a_folder_with_something_in_it_is_not_saved_into(tmp_path: Path) -> None:
    store = CapsuleStore()
    opened = store.load(made(tmp_path))
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear")
    with pytest.raises(ProjectExistsError):
        store.save(opened, tmp_path / "letters")
    assert [f.name for f in (tmp_path / "letters").iterdir()] == ["a.txt"]


def test_saving_to_another_folder_that_fails_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = CapsuleStore()
    opened = store.load(made(tmp_path))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProjectSaveError, match="the disk is full"):
        store.save(opened, tmp_path / "copy")
    assert [f.name for f in tmp_path.iterdir()] == ["trial"]


@pytest.mark.parametrize("goal", ["kept.mrapp", "new.mrapp", "new"])
@pytest.mark.parametrize("moment", [0, 3, 5])
def test_stopping_while_it_is_saved_leaves_what_was_there(
    tmp_path: Path, goal: str, moment: int
) -> None:
    store = CapsuleStore(tmp_path / "unpacked")
    opened = store.load(made(tmp_path))
    store.save(opened, tmp_path / "kept.mrapp")
    before = (tmp_path / "kept.mrapp").read_bytes()
    large = opened.asset_path("assets/large.bin")
    large.write_bytes(random.Random(1).randbytes(3 * 2**20 + 1))
    there = sorted(each.name for each in tmp_path.iterdir())
    told, asked = list[float](), itertools.count()
    with pytest.raises(CancelledError):
        store.save(
            opened,
            tmp_path / goal,
            progress=lambda fraction, _what: told.append(fraction),
            cancelled=lambda: next(asked) >= moment * (1 if goal == "new" else 2) // 2,
        )
    assert told == sorted(told)
    assert sorted(each.name for each in tmp_path.iterdir()) == there
    assert (tmp_path / "kept.mrapp").read_bytes() == before
    gc.collect()
    assert list((tmp_path / "unpacked").iterdir()) == []
    saved = store.save(
        opened, tmp_path / goal, progress=lambda fraction, _what: told.append(fraction)
    )
    assert told[-1] == 1.0
    assert saved.asset_path("assets/large.bin").read_bytes() == large.read_bytes()


def test_the_same_folder_by_another_name_is_the_same_place(tmp_path: Path) -> None:
    store = CapsuleStore()
    opened = store.load(made(tmp_path))
    (tmp_path / "link").symlink_to(opened.folder)
    store.save(renamed(opened), tmp_path / "link")
    assert store.load(opened.folder).project.name == {"en": "Other"}


def test_a_capsule_is_saved_through_a_link_to_it(tmp_path: Path) -> None:
    store = CapsuleStore()
    opened = store.load(made(tmp_path))
    (tmp_path / "link.mrapp").symlink_to(tmp_path / "real.mrapp")
    store.save(store.save(opened, tmp_path / "link.mrapp"))
    assert (tmp_path / "link.mrapp").is_symlink()
    assert store.load(tmp_path / "real.mrapp").project == PROJECT


def test_a_file_from_before_zip_began_can_be_saved(tmp_path: Path) -> None:
    store = CapsuleStore()
    opened = store.load(made(tmp_path))
    os.utime(opened.asset_path("assets/city.city.json"), (0, 0))
    saved = store.save(opened, tmp_path / "old.mrapp")
    assert store.load(saved.path).asset_path("assets/city.city.json").is_file()


def test_saving_keeps_who_may_write_the_file(tmp_path: Path) -> None:
    store = CapsuleStore()
    opened = store.load(made(tmp_path))
    file = opened.folder / "project.json"
    file.chmod(0o664)
    store.save(opened)
    assert file.stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize("name", ["shared", "shared.mrapp"])
def test_what_somebody_else_saved_is_not_overwritten_unasked(tmp_path: Path, name: str) -> None:
    store = CapsuleStore()
    place = store.save(store.load(made(tmp_path)), tmp_path / name).path
    ours, theirs = store.load(place), store.load(place)

    def named(opened: OpenProject, title: str) -> OpenProject:
        project = opened.project.model_copy(update={"name": {"en": title}})
        return replace(opened, project=project)

    theirs = store.save(named(theirs, "theirs"))
    with pytest.raises(ProjectChangedError, match="Nothing was overwritten"):
        store.save(named(ours, "ours"))
    assert store.load(place).project.name == {"en": "theirs"}
    store.save(named(theirs, "theirs again"))
    store.save(named(ours, "ours"), tmp_path / f"beside-{name}")
    store.save(named(ours, "ours"), anyway=True)
    assert store.load(place).project.name == {"en": "ours"}
