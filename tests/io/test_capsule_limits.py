"""Capsules that would fill the disk or reach outside: not opened, and not made either."""

import gc
import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from mrapp.io.capsule import CapsuleStore
from mrapp.io.project_file import project_bytes
from mrapp.model.errors import CapsuleRefusedError, CapsuleUnfitError, ProjectInvalidError
from tests.io.trial import PROJECT, made

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["../evil.txt", "/evil.txt", "..\\evil.txt", "C:\\evil.txt"])
def test_an_archive_cannot_write_outside(tmp_path: Path, name: str) -> None:
    capsule = tmp_path / "bad.mrapp"
    with zipfile.ZipFile(capsule, "w") as archive:
        archive.writestr("project.json", project_bytes(PROJECT))
        archive.writestr(name, "evil")
    with pytest.raises(CapsuleRefusedError, match="outside the archive"):
        CapsuleStore().load(capsule)
    assert not list(tmp_path.parent.rglob("evil.txt"))


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    capsule = tmp_path / "bomb.mrapp"
    with zipfile.ZipFile(capsule, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.json", project_bytes(PROJECT))
        archive.writestr("big", b"\0" * (300 * 2**20))
    with pytest.raises(CapsuleRefusedError, match=r"would unpack to .* as a folder"):
        CapsuleStore().load(capsule)


def test_sizes_that_an_archive_only_claims_are_believed_or_found_out(tmp_path: Path) -> None:
    """2 GB where there are 1000 bytes; and 100 bytes where there are 50 MB."""
    for claim, content, reason in (
        (2**31, b"x" * 1000, "would unpack to 2048 MB"),
        (100, bytes(50 * 2**20), "damaged archive"),
    ):
        capsule = tmp_path / "claim.mrapp"
        with zipfile.ZipFile(capsule, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("project.json", project_bytes(PROJECT))
            archive.writestr("assets/city.city.json", content)
        data = bytearray(capsule.read_bytes())
        struct.pack_into("<I", data, data.rindex(b"PK\1\2") + 24, claim)
        capsule.write_bytes(data)
        with pytest.raises(ProjectInvalidError, match=reason):
            CapsuleStore().load(capsule)


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["assets/" + "y" * 300], "damaged archive"),
        (["assets", "assets/city.city.json"], "damaged archive"),
        ([f"a/{number}" for number in range(50_001)], "it holds 50002 files"),
    ],
    ids=["too long", "in each other's way", "too many"],
)
def test_an_archive_with_names_that_no_disk_takes_is_refused(
    tmp_path: Path, names: list[str], reason: str
) -> None:
    capsule = tmp_path / "names.mrapp"
    with zipfile.ZipFile(capsule, "w") as archive:
        archive.writestr("project.json", project_bytes(PROJECT))
        for name in names:
            archive.writestr(name, b"")
    home = tmp_path / "unpacked"
    with pytest.raises(ProjectInvalidError, match=reason):
        CapsuleStore(home).load(capsule)
    gc.collect()
    assert list(home.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="files with holes, and names of Unix")
@pytest.mark.parametrize("case", ["swells", "too large", "outside"])
def test_what_would_not_open_again_is_not_packed_and_the_old_capsule_stands(
    tmp_path: Path, case: str
) -> None:
    store = CapsuleStore(tmp_path / "unpacked")
    opened = store.save(store.load(made(tmp_path)), tmp_path / "p.mrapp")
    before = (tmp_path / "p.mrapp").read_bytes()
    name, size, reason = {
        "swells": ("assets/zeros", 257 * 2**20, "would unpack to 257 MB"),
        "too large": ("assets/zeros", 2**32, "would unpack to 4096 MB"),
        "outside": ("C: plan.txt", 1, "'C: plan.txt' points outside the archive"),
    }[case]
    large = opened.folder / name
    large.touch()
    os.truncate(large, size)
    with pytest.raises(CapsuleUnfitError, match=f"{reason}.* Nothing was changed.* as a folder"):
        store.save(opened)
    assert (tmp_path / "p.mrapp").read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["p.mrapp", "trial", "unpacked"]
    large.unlink()
    assert store.load(store.save(opened).path).project == PROJECT


@pytest.mark.slow
def test_what_is_too_many_to_open_is_too_many_to_pack(tmp_path: Path) -> None:
    store = CapsuleStore()
    opened = store.load(made(tmp_path))
    for number in range(50_000):
        (opened.folder / "assets" / str(number)).touch()
    with pytest.raises(CapsuleUnfitError, match="it holds 50002 files"):
        store.save(opened, tmp_path / "p.mrapp")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["trial"]
