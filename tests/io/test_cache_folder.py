"""The folder of the cache: bounded, shared by processes, safe to delete, no source of errors."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.io import made
from tests.io.kept import Cache


def boxes(folder: Path, count: int) -> list[Path]:
    """Write files whose entries are all of one size."""
    folder.mkdir(exist_ok=True)
    return [
        made.write(
            folder,
            made.document(
                {"b": made.thing(made.geometry("Solid", [made.faces()]))},
                made.cube((0.0, 0.0, float(number))),
            ),
            f"{number}.json",
        )
        for number in range(count)
    ]


def test_the_least_lately_used_goes_first(tmp_path: Path) -> None:
    files = boxes(tmp_path / "boxes", 5)
    Cache(tmp_path / "trial").read(files[0])
    [entry] = (tmp_path / "trial").iterdir()
    size = entry.stat().st_size
    cache = Cache(tmp_path / "cache", limit_bytes=3 * size + size // 2)
    for number, path in enumerate(files[:3]):
        known = set(cache.entries if number else [])
        assert cache.was_read(path)
        # Long ago, each a while after the one before.
        [new] = set(cache.entries) - known
        os.utime(new, (1e9 + number, 1e9 + number))
    assert not cache.was_read(files[0])
    assert cache.was_read(files[3])
    assert [cache.was_read(files[number]) for number in (0, 2, 3)] == [False, False, False]
    assert sum(each.stat().st_size for each in cache.entries) <= 3 * size + size // 2
    assert cache.was_read(files[1])


def test_what_would_fill_it_alone_is_not_kept(tmp_path: Path, file: Path) -> None:
    cache = Cache(tmp_path / "cache", limit_bytes=20_000)
    assert cache.was_read(file)
    large = Path(shutil.copyfile(file, file.with_name("large.json")))
    with large.open("a") as stream:
        stream.write(" " * 20_000)
    assert cache.was_read(large)
    assert cache.was_read(large)


READ_ALL = """
import sys
from pathlib import Path
from mrapp.io.cache import CachedReader
from mrapp.io.entries import Entries
from mrapp.io.readers import read_file
reader = CachedReader(read_file, Entries(Path(sys.argv[1]), int(sys.argv[2])), settled_ns=0)
sys.stdin.readline()
for path in map(Path, sys.argv[4:]):
    for _ in range(int(sys.argv[3])):
        mesh, right = reader(path), read_file(path)
        assert (mesh.points_rd == right.points_rd).all() and mesh.report == right.report
reader.wait()
"""


def at_once(processes: int, *words: object) -> None:
    """Run `READ_ALL` in several processes that begin together; each must end well and silently."""
    program = [sys.executable, "-c", READ_ALL, *map(str, words)]
    running = [
        subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for _ in range(processes)
    ]
    for each in running:
        assert each.stdin is not None
        each.stdin.write(b"go\n")
        each.stdin.flush()
    for each in running:
        said, _ = each.communicate(timeout=600)
        assert (each.returncode, said) == (0, b"")


@pytest.mark.slow
def test_processes_that_open_one_file_at_once_share_one_entry(tmp_path: Path, file: Path) -> None:
    at_once(3, tmp_path / "cache", 2**30, 5, file)
    assert len(list((tmp_path / "cache").iterdir())) == 1
    assert not Cache(tmp_path / "cache").was_read(file)


@pytest.mark.slow
def test_processes_that_throw_out_each_others_entries_do_no_harm(tmp_path: Path) -> None:
    files = boxes(tmp_path / "boxes", 12)
    Cache(tmp_path / "trial").read(files[0])
    [entry] = (tmp_path / "trial").iterdir()
    limit = 3 * entry.stat().st_size
    at_once(3, tmp_path / "cache", limit, 3, *files, *files)
    assert sum(each.stat().st_size for each in (tmp_path / "cache").iterdir()) <= limit


def test_the_folder_may_vanish_at_any_moment(tmp_path: Path, file: Path) -> None:
    cache, done = Cache(tmp_path / "cache"), threading.Event()

    def sweep() -> None:
        while not done.is_set():
            shutil.rmtree(cache.folder, ignore_errors=True)

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    for _ in range(30):
        cache.was_read(file)
    done.set()
    sweeper.join()
    cache.was_read(file)
    assert not cache.was_read(file)


def test_a_half_written_entry_of_a_dead_process_goes_in_the_end(cache: Cache, file: Path) -> None:
    cache.was_read(file)
    old, new = cache.folder / "a.part", cache.folder / "b.part"
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (1e9, 1e9))
    assert cache.was_read(file, lod="1")
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.logs
def test_without_a_place_to_keep_it_all_goes_on_and_it_is_said_once(
    tmp_path: Path, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "taken").write_text("a file")
    cache = Cache(tmp_path / "taken" / "cache")
    assert [cache.was_read(file), cache.was_read(file)] == [True, True]
    assert len([each for each in caplog.records if "nothing is kept" in each.getMessage()]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the limit that stands for a full disk")
def test_a_full_disk_leaves_nothing_half(tmp_path: Path, file: Path) -> None:
    """A disk on which no file grows over 1000 bytes."""
    limited = (
        f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n{READ_ALL}"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, str(tmp_path / "cache"), str(2**30), "3", str(file)],
        input=b"go\n",
        capture_output=True,
    )
    assert done.returncode == 0
    assert done.stderr.count(b"nothing is kept") == 1
    assert list((tmp_path / "cache").iterdir()) == []
