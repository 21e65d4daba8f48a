"""What is measured is of what is asked about alone: not of what came before, nor of the next."""

import os
from pathlib import Path

import pytest

from bench.alone import measured
from bench.measure import memory_mb

_MB = 2**20
_PART = """
import os
from bench.measure import Figure

def figures():
    yield Figure("process", os.getpid(), "")
    yield Figure("ours / bare", 2.5, "x", "at most 2")
"""


def test_memory_is_told_though_more_was_taken_before() -> None:
    assert len(b"x" * (300 * _MB))
    kept = []

    def take() -> None:
        passing = b"y" * (100 * _MB)
        kept.append(b"z" * (40 * _MB))
        assert len(passing) > len(kept[0])

    taken = memory_mb(take)
    assert taken.most == pytest.approx(140, abs=8)
    assert taken.stays == pytest.approx(40, abs=8)


def test_each_part_is_measured_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a_part.py").write_text(_PART)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = [measured("a_part") for _ in range(2)]
    processes = {each[0].value for each in found} | {os.getpid()}
    assert len(processes) == 3
    ratio = found[0][1]
    assert (ratio.name, ratio.value, ratio.unit, ratio.met) == ("ours / bare", 2.5, "x", False)
    assert "ours / bare" in capfd.readouterr().out
