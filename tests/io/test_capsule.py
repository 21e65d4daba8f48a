"""Projects on disk: what is kept, what is refused, and that a failed save loses nothing."""

import gc
import itertools
import os
import random
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from mrapp.app.ports import OpenProject
from mrapp.io.capsule import CapsuleStore, project_bytes
from mrapp.model.errors import (
    CancelledError,
    ProjectChangedError,
    ProjectExistsError,
    ProjectInvalidError,
    ProjectNewerError,
    ProjectNotFoundError,
    ProjectSaveError,
    ProjectUnpackError,
)
from tests.io.trial import PROJECT, made

ENGLISH = frozenset(
    {"unexpected", "expected", "value", "valid", "should", "input", "field", "used"}
)
"""Words of the libraries that parse and check, which have no place in a Dutch sentence."""


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
        ({"layers": [{"id": "a", "name": {}, "asset": "assets/\0"}]}, "outside the project"),
        ({"layers": [{"id": "a", "name": {}, "asset": "x"}] * 2}, "used twice"),
        ({"viewpoints": [{"id": "v", "name": {}, "eye": [0, 0], "target": [0, 0, 0]}]}, "eye"),
    ],
)
def test_a_broken_project_is_refused_with_the_place(
    tmp_path: Path, changes: dict[str, object], named: str
) -> None:
    folder = made(tmp_path)
    edit(folder, **changes)
    with pytest.raises(ProjectInvalidError, match=named) as refused:
        CapsuleStore().load(folder)
    assert not ENGLISH & set(re.findall(r"[a-z]+", refused.value.text("nl")))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"{oops", b"Hello"])
def test_a_project_file_that_is_no_json_object_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "project.json").write_bytes(content)
    with pytest.raises(ProjectInvalidError) as refused:
        CapsuleStore().load(tmp_path)
    assert not ENGLISH & set(re.findall(r"[a-z]+", refused.value.text("nl")))


def test_nothing_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProjectNotFoundError):
        CapsuleStore().load(tmp_path / "nowhere")


def test_creating_never_overwrites(tmp_path: Path) -> None:
    with pytest.raises(ProjectExistsError):
        CapsuleStore().create(made(tmp_path), PROJECT)


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
    with pytest.raises(ProjectSaveError, match="No space left"):
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


def test_an_archive_that_names_its_own_folder_is_read(tmp_path: Path) -> None:
    capsule = tmp_path / "dot.mrapp"
    with zipfile.ZipFile(capsule, "w") as archive:
        archive.writestr(zipfile.ZipInfo("./"), b"")
        archive.writestr("./project.json", project_bytes(PROJECT))
    assert CapsuleStore().load(capsule).project == PROJECT


def test_packed_bytes_that_are_broken_are_refused_in_both_languages(tmp_path: Path) -> None:
    store = CapsuleStore()
    opened = store.load(made(tmp_path))
    opened.asset_path("assets/city.city.json").write_bytes(bytes(range(256)) * 400)
    capsule = store.save(opened, tmp_path / "broken.mrapp").path
    data = bytearray(capsule.read_bytes())
    with zipfile.ZipFile(capsule) as archive:
        start = archive.getinfo("assets/city.city.json").header_offset + 30 + 21
    data[start : start + 40] = b"\xff" * 40
    capsule.write_bytes(data)
    with pytest.raises(ProjectInvalidError, match="damaged archive") as refused:
        store.load(capsule)
    assert "het archief is beschadigd" in refused.value.text("nl")


@pytest.mark.parametrize("version", ["2", 2.0, True, None, -1])
def test_what_is_no_format_version_does_not_pass_for_an_old_one(
    tmp_path: Path, version: object
) -> None:
    folder = made(tmp_path)
    edit(folder, format_version=version)
    with pytest.raises(ProjectInvalidError, match="format_version"):
        CapsuleStore().load(folder)


def test_the_same_model_with_another_image_is_another_file(tmp_path: Path) -> None:
    store = CapsuleStore()
    opened = store.load(made(tmp_path))
    source = tmp_path / "source"
    source.mkdir()
    (source / "model.json").write_bytes(b"{}")
    (source / "wall.jpg").write_bytes(b"red")
    first = store.adopt(opened, source / "model.json", ["wall.jpg"])
    assert store.adopt(opened, source / "model.json", ["wall.jpg"]) == first
    (source / "wall.jpg").write_bytes(b"blue")
    second = store.adopt(opened, source / "model.json", ["wall.jpg"])
    assert (opened.asset_path(first).parent / "wall.jpg").read_bytes() == b"red"
    assert (opened.asset_path(second).parent / "wall.jpg").read_bytes() == b"blue"


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


def test_where_nothing_can_be_unpacked_it_is_said(tmp_path: Path) -> None:
    capsule = CapsuleStore().save(CapsuleStore().load(made(tmp_path)), tmp_path / "p.mrapp").path
    in_the_way = tmp_path / "state"
    in_the_way.touch()
    with pytest.raises(ProjectUnpackError, match="Nothing was changed"):
        CapsuleStore(in_the_way / "unpacked").load(capsule)
