"""Projects on disk: what comes back as it was, what is refused, what is copied into them."""

import re
import zipfile
from pathlib import Path

import orjson
import pytest

from mrapp.io.capsule import CapsuleStore
from mrapp.io.project_file import project_bytes
from mrapp.model.errors import (
    ProjectExistsError,
    ProjectInvalidError,
    ProjectNewerError,
    ProjectNotFoundError,
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


def test_where_nothing_can_be_unpacked_it_is_said(tmp_path: Path) -> None:
    capsule = CapsuleStore().save(CapsuleStore().load(made(tmp_path)), tmp_path / "p.mrapp").path
    in_the_way = tmp_path / "state"
    in_the_way.touch()
    with pytest.raises(ProjectUnpackError, match="Nothing was changed"):
        CapsuleStore(in_the_way / "unpacked").load(capsule)
