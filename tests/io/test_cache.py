"""A file that was read before is not read again, unless anything it was made of has changed."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

import mrapp
from mrapp.bootstrap import build_services
from mrapp.io.cache import CachedReader
from mrapp.io.entries import Entries
from mrapp.io.folders import mesh_folder
from mrapp.io.readers import read_file
from tests.io import made
from tests.io.kept import Cache, Reader
from tests.io.pictures import plain


def test_what_was_read_once_is_not_read_again(cache: Cache, file: Path) -> None:
    assert [cache.was_read(file) for _ in range(3)] == [True, False, False]
    mesh, _ = cache.read(file)
    assert [texture.path for texture in mesh.textures] == [str(file.parent / "wall.png"), None]
    assert mesh.textures[0].image is not None


def test_it_is_shared_with_whoever_uses_the_same_folder(cache: Cache, file: Path) -> None:
    assert cache.was_read(file)
    assert not Cache(cache.folder).was_read(file)


def edit(file: Path) -> None:
    """Change a height by a millimetre; size and time stay as they were."""
    about = file.stat()
    content = file.read_bytes()
    assert content.count(b"[1000, 1000, 1000]") == 1
    file.write_bytes(content.replace(b"[1000, 1000, 1000]", b"[1000, 1000, 1001]"))
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert file.stat().st_size == about.st_size


def repaint(file: Path) -> None:
    """Paint the image anew; size and time stay as they were."""
    image = file.parent / "wall.png"
    about, before = image.stat(), image.read_bytes()
    image.write_bytes(plain((9, 8, 7)))
    os.utime(image, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert image.read_bytes() != before


def remove_image(file: Path) -> None:
    (file.parent / "wall.png").unlink()


def add_image(file: Path) -> None:
    (file.parent / "lost").mkdir()
    (file.parent / "lost" / "roof.png").write_bytes(plain())


def link_out(file: Path) -> None:
    """Let the image be a link to a file elsewhere, which is not followed."""
    elsewhere = file.parent.parent / "elsewhere.png"
    (file.parent / "wall.png").rename(elsewhere)
    (file.parent / "wall.png").symlink_to(elsewhere)


@pytest.mark.parametrize("change", [edit, repaint, remove_image, add_image, link_out])
def test_any_change_of_what_it_was_made_of_is_seen(
    cache: Cache, file: Path, change: Callable[[Path], None]
) -> None:
    assert cache.was_read(file)
    change(file)
    assert cache.was_read(file)
    assert not cache.was_read(file)


def test_other_details_and_other_names_are_other_meshes(cache: Cache, file: Path) -> None:
    assert cache.was_read(file)
    assert cache.was_read(file, lod="1")
    assert not cache.was_read(file, lod="1")
    # Readers choose by the suffix, and say the name.
    assert cache.was_read(file.rename(file.with_suffix(".jsonl")))


def test_the_same_file_elsewhere_is_known_and_finds_its_own_images(
    cache: Cache, file: Path, tmp_path: Path
) -> None:
    assert cache.was_read(file)
    moved = shutil.copytree(file.parent, tmp_path / "elsewhere") / file.name
    shutil.rmtree(file.parent)
    assert not cache.was_read(moved)
    mesh, _ = cache.read(moved)
    assert mesh.textures[0].path == str(moved.parent / "wall.png")


@pytest.mark.slow
def test_other_readers_make_other_meshes(tmp_path: Path) -> None:
    home = shutil.copytree(Path(mrapp.__file__).parent, tmp_path / "mrapp")
    assert version(tmp_path) == version(tmp_path)
    before = version(tmp_path)
    with (home / "io" / "cityjson" / "reading.py").open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    assert version(tmp_path) != before


def version(place: Path) -> str:
    """Return what the program at `place` calls its readers."""
    done = subprocess.run(
        [sys.executable, "-c", "from mrapp.io.cache import reader_version as v; print(v())"],
        env={**os.environ, "PYTHONPATH": str(place)},
        cwd=place,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def test_what_changes_while_it_is_read_is_not_kept(tmp_path: Path, file: Path) -> None:
    before = file.read_bytes()

    def change(meddle: Callable[[Path], None], file: Path) -> None:
        begun_ns = time.time_ns()
        # Again, until the clock of the file system, which is coarser, has moved on.
        while max(each.stat().st_ctime_ns for each in file.parent.iterdir()) <= begun_ns:
            file.write_bytes(before)
            (file.parent / "wall.png").write_bytes(plain())
            meddle(file)

    for number, meddle in enumerate((edit, repaint, remove_image)):
        folder = tmp_path / f"cache-{number}"
        reader = CachedReader(Reader(partial(change, meddle)), Entries(folder), settled_ns=0)
        reader(file)
        reader.wait()
        assert not folder.exists()


def test_an_image_that_changes_meanwhile_may_be_read_half(tmp_path: Path, file: Path) -> None:
    below = Reader()
    reader = CachedReader(below, Entries(tmp_path / "cache"))

    def is_kept(path: Path) -> bool:
        reader(path)
        reader.wait()
        before = below.times
        reader(path)
        reader.wait()
        return below.times == before

    assert is_kept(made.write(tmp_path, made.document({"b": made.thing()}, []), "bare.json"))
    tomorrow = time.time() + 86_400.0
    os.utime(file.parent / "wall.png", (tomorrow, tomorrow))
    assert not is_kept(file)
    os.utime(file.parent / "wall.png")
    # As soon as the clock of the file system has moved on.
    assert any(is_kept(file) for _ in range(1000))


def spoil_all(entry: Path) -> Iterator[None]:
    """Spoil an entry in every way, one after the other."""
    whole, chance = entry.read_bytes(), random.Random(7)
    spoilt = [b"", whole[:-1], whole + b"x", b"PK\3\4" + whole[4:], whole[: len(whole) // 2]]
    for _ in range(30):
        place, flip = chance.randrange(len(whole)), 1 << chance.randrange(8)
        flipped = bytes([whole[place] ^ flip])
        spoilt.append(whole[:place] + flipped + whole[place + 1 :])
    for content in spoilt:
        entry.write_bytes(content)
        yield
        assert entry.read_bytes() == whole


def test_a_damaged_entry_is_read_again_and_replaced(cache: Cache, file: Path) -> None:
    assert cache.was_read(file)
    [entry] = cache.entries
    for _ in spoil_all(entry):
        assert cache.was_read(file)
        assert not cache.was_read(file)


def test_an_entry_of_somebody_elses_making_is_none(cache: Cache, file: Path) -> None:
    assert cache.was_read(file)
    other = made.write(file.parent, made.document({"b": made.thing()}, []), "other.json")
    assert cache.was_read(other)
    one, two = cache.entries
    name = one.stem
    for pieces in ([b"junk"], [], [(3).to_bytes(8, "little"), b"[1]"], [bytes(100)]):
        Entries(cache.folder).write(name, pieces)
        cache.was_read(file)
        cache.was_read(other)
    shutil.copyfile(two, one)
    assert sorted([cache.was_read(file), cache.was_read(other)]) == [False, True]


def test_a_person_can_name_the_folder_or_do_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRAPP_CACHE", "off")
    assert mesh_folder() is None
    monkeypatch.delenv("MRAPP_CACHE")
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
        assert mesh_folder() == Path("/somewhere/mrapp/meshes")
        monkeypatch.setenv("XDG_CACHE_HOME", "relative")
        assert mesh_folder() == Path.home() / ".cache" / "mrapp" / "meshes"
    monkeypatch.setenv("MRAPP_CACHE", str(tmp_path / "named"))
    reader = build_services().read_mesh
    assert isinstance(reader, CachedReader)
    bare = made.write(tmp_path, made.document({"b": made.thing()}, []), "bare.json")
    np.testing.assert_array_equal(reader(bare).points_rd, read_file(bare).points_rd)
    reader.wait()
    assert len(list((tmp_path / "named").iterdir())) == 1
