"""Projects on disk: what is kept, what is refused, and that a failed save loses nothing."""

import os
import zipfile
from pathlib import Path

import orjson
import pytest

from mrapp.io.capsule import CapsuleStore, project_bytes
from mrapp.model.errors import (
    ProjectExistsError,
    ProjectInvalidError,
    ProjectNewerError,
    ProjectNotFoundError,
    ProjectSaveError,
)
from mrapp.model.project import Layer, OriginSpec, Project

PROJECT = Project(
    id="p1",
    name={"nl": "Proef", "en": "Trial"},
    origin=OriginSpec(x=105_400, y=424_560),
    layers=(Layer(id="city", name={"en": "City"}, asset="assets/city.city.json"),),
)


def made(folder: Path) -> Path:
    """Make a project with one asset; returns its folder."""
    opened = CapsuleStore().create(folder / "trial", PROJECT)
    asset = opened.asset_path("assets/city.city.json")
    asset.parent.mkdir()
    asset.write_bytes(b"{}")
    return opened.path


def edit(folder: Path, **changes: object) -> None:
    file = folder / "project.json"
    file.write_bytes(orjson.dumps({**orjson.loads(file.read_bytes()), **changes}))


def test_a_project_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    assert CapsuleStore().load(made(tmp_path)).project == PROJECT


def test_keys_that_this_version_does_not_know_are_kept_at_every_depth(tmp_path: Path) -> None:
    folder = made(tmp_path)
    layer = {**PROJECT.layers[0].model_dump(mode="json"), "mood": {"of": "tomorrow"}}
    edit(folder, layers=[layer], weather=["sun", None])
    store = CapsuleStore()
    store.save(store.load(folder))
    kept = orjson.loads((folder / "project.json").read_bytes())
    assert kept["weather"] == ["sun", None]
    assert kept["layers"][0]["mood"] == {"of": "tomorrow"}


def test_a_capsule_holds_the_same_project_with_its_files(tmp_path: Path) -> None:
    store = CapsuleStore()
    store.save(store.load(made(tmp_path)), tmp_path / "trial.mrapp")
    again = CapsuleStore().load(tmp_path / "trial.mrapp")
    assert again.project == PROJECT
    assert again.asset_path("assets/city.city.json").read_bytes() == b"{}"


def test_a_newer_format_is_refused_in_words_and_stays_untouched(tmp_path: Path) -> None:
    folder = made(tmp_path)
    edit(folder, format_version=99)
    before = (folder / "project.json").read_bytes()
    with pytest.raises(ProjectNewerError, match="newer version of mrapp"):
        CapsuleStore().load(folder)
    assert (folder / "project.json").read_bytes() == before


def test_the_first_format_is_migrated(tmp_path: Path) -> None:
    old = {
        "id": "old",
        "name": "Oud",
        "origin": {"x": 105400, "y": 424560, "z": 1.5},
        "variants": [{"id": "v", "name": {"nl": "V"}}],
        "keep": 1,
    }
    (tmp_path / "project.json").write_bytes(orjson.dumps(old))
    project = CapsuleStore().load(tmp_path).project
    assert (project.origin.nap, project.name["nl"]) == (1.5, "Oud")
    assert project.variant("v") is not None
    assert project.model_extra == {"keep": 1}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"origin": {"x": "north"}}, "origin.x"),
        ({"format": "something-else"}, "not an mrapp project"),
        ({"layers": [{"id": "a", "name": {}, "asset": "../../etc/passwd"}]}, "outside the project"),
        ({"layers": [{"id": "a", "name": {}, "asset": "x"}] * 2}, "used twice"),
        ({"viewpoints": [{"id": "v", "name": {}, "eye": [0, 0], "target": [0, 0, 0]}]}, "eye"),
    ],
)
def test_a_broken_project_is_refused_with_the_place(
    tmp_path: Path, changes: dict[str, object], named: str
) -> None:
    folder = made(tmp_path)
    edit(folder, **changes)
    with pytest.raises(ProjectInvalidError, match=named):
        CapsuleStore().load(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null"])
def test_a_project_file_that_is_no_json_object_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "project.json").write_bytes(content)
    with pytest.raises(ProjectInvalidError):
        CapsuleStore().load(tmp_path)


def test_nothing_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProjectNotFoundError):
        CapsuleStore().load(tmp_path / "nowhere")


def test_creating_never_overwrites(tmp_path: Path) -> None:
    with pytest.raises(ProjectExistsError):
        CapsuleStore().create(made(tmp_path), PROJECT)


@pytest.mark.parametrize("name", ["../evil.txt", "/evil.txt", "..\\evil.txt", "C:\\evil.txt"])
def test_an_archive_cannot_write_outside(tmp_path: Path, name: str) -> None:
    capsule = tmp_path / "bad.mrapp"
    with zipfile.ZipFile(capsule, "w") as archive:
        archive.writestr("project.json", project_bytes(PROJECT))
        archive.writestr(name, "evil")
    with pytest.raises(ProjectInvalidError, match="outside the archive"):
        CapsuleStore().load(capsule)
    assert not list(tmp_path.parent.rglob("evil.txt"))


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    capsule = tmp_path / "bomb.mrapp"
    with zipfile.ZipFile(capsule, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.json", project_bytes(PROJECT))
        archive.writestr("big", b"\0" * (300 * 2**20))
    with pytest.raises(ProjectInvalidError, match="would unpack to"):
        CapsuleStore().load(capsule)


def test_a_truncated_capsule_is_refused(tmp_path: Path) -> None:
    store = CapsuleStore()
    store.save(store.load(made(tmp_path)), tmp_path / "whole.mrapp")
    half = tmp_path / "half.mrapp"
    half.write_bytes((tmp_path / "whole.mrapp").read_bytes()[:200])
    with pytest.raises(ProjectInvalidError, match="damaged archive"):
        CapsuleStore().load(half)


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
    with pytest.raises(ProjectSaveError, match="No space left"):
        store.save(opened)
    assert (folder / "project.json").read_bytes() == before
    assert sorted(p.name for p in folder.iterdir()) == ["assets", "project.json"]


def test_adopting_the_same_file_twice_keeps_one_copy_and_another_gets_its_own_name(
    tmp_path: Path,
) -> None:
    store = CapsuleStore()
    opened = store.load(made(tmp_path))
    file = tmp_path / "design.city.json"
    file.write_bytes(b"1")
    first, second = store.adopt(opened, file), store.adopt(opened, file)
    file.write_bytes(b"2")
    third = store.adopt(opened, file)
    assert first == second == "assets/design.city.json"
    assert third == "assets/design-2.city.json"
    assert opened.asset_path(third).read_bytes() == b"2"


def test_companions_travel_with_their_file(tmp_path: Path) -> None:
    store = CapsuleStore()
    opened = store.load(made(tmp_path))
    source = tmp_path / "source"
    (source / "images").mkdir(parents=True)
    (source / "model.json").write_bytes(b"{}")
    (source / "images" / "wall.jpg").write_bytes(b"jpg")
    asset = store.adopt(opened, source / "model.json", ["images/wall.jpg"])
    assert asset == "assets/model/model.json"
    assert (opened.asset_path(asset).parent / "images" / "wall.jpg").read_bytes() == b"jpg"
