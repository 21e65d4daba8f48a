"""Files that are written whole or not at all, and who may read them."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from mrapp.app.replacing import BESIDE, replacing


@pytest.fixture(params=[0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_others_may_read_what_is_new_where_that_is_the_custom(tmp_path: Path, umask: int) -> None:
    file = tmp_path / "export.csv"
    with replacing(file) as stream:
        stream.write(b"what people said")
    assert mode(file) == 0o666 & ~umask
    file.chmod(0o640)
    with replacing(file) as stream:
        beside = next(tmp_path.glob(f".*{BESIDE}"))
        assert mode(beside) & ~0o640 == 0, "nor while it is written"
    assert mode(file) == 0o640


def test_what_is_private_is_so_from_the_first_byte(tmp_path: Path, umask: int) -> None:
    assert umask
    file = tmp_path / "pin"
    file.touch(0o644)
    with replacing(file, private=True) as stream:
        assert mode(next(tmp_path.glob(f".*{BESIDE}"))) == 0o600
        stream.write(b"{}")
    assert mode(file) == 0o600


def test_many_who_write_the_same_at_once_take_nothing_from_one_another(tmp_path: Path) -> None:
    goal, wrong = tmp_path / "goal", list[OSError]()

    def write(content: bytes) -> None:
        for _ in range(100):
            try:
                with replacing(goal, on_disk=False, private=True) as stream:
                    stream.write(content)
            except OSError as error:
                wrong.append(error)

    writers = [Thread(target=write, args=(each * 1000,)) for each in (b"a", b"b", b"c", b"d")]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert wrong == []
    assert len(set(goal.read_bytes())) == 1
    assert list(tmp_path.iterdir()) == [goal]
