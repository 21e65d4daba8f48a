"""What `make bench` keeps: each part its own table and its own place in the JSON, nobody else's."""

import json
from datetime import date
from pathlib import Path

import pytest

from bench.measure import Figure
from bench.report import keep_json, keep_table, machine

DAY = date(2026, 11, 21)
FIGURES = [Figure("ours / bare", 2.345, "x", "at most 3"), Figure("a frame", 239.4, "ms")]
DOCUMENT = """# Speed

Words.

<!-- bench: start -->
an old \\1 table
<!-- end of start -->

More words.

<!-- bench: imports -->
kept
<!-- end of imports -->
"""


def test_a_table_comes_between_its_own_marks_and_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "performance.md"
    path.write_text(DOCUMENT)
    keep_table(path, "start", FIGURES, "a machine \\1", DAY)
    told = path.read_text()
    assert "| ours / bare | 2.35 | at most 3 | yes |\n| a frame | 239 ms |  |  |\n" in told
    assert "Measured on 21 November 2026: a machine \\1.\n<!-- end of start -->" in told
    begin, end = "<!-- bench: start -->", "<!-- end of start -->"
    for side, mark in ((0, begin), (2, end)):
        assert told.partition(mark)[side] == DOCUMENT.partition(mark)[side]
    assert "an old" not in told


def test_a_new_part_gets_a_place_at_the_end_and_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "performance.md"
    path.write_text(DOCUMENT)
    for _ in range(2):
        keep_table(path, "cityjson", FIGURES, "a machine", DAY)
    told = path.read_text()
    assert told.startswith(DOCUMENT)
    assert told.count("## Part `cityjson`\n\nHow fast CityJSON becomes triangles") == 1
    assert told.count("| ours / bare |") == 1


def test_parts_that_were_not_measured_stay_in_the_json(tmp_path: Path) -> None:
    path = tmp_path / "out" / "bench.json"
    keep_json(path, "start", FIGURES, "a machine", DAY)
    keep_json(path, "cityjson", FIGURES[:1], "another", DAY)
    keep_json(path, "start", FIGURES[1:], "a third", DAY)
    kept = json.loads(path.read_text())
    assert kept["cityjson"]["machine"] == "another"
    assert kept["cityjson"]["figures"][0]["met"] is True
    assert [each["name"] for each in kept["start"]["figures"]] == ["a frame"]


@pytest.mark.parametrize(
    ("value", "aim", "met"),
    [
        (3.0, "at most 3", True),
        (3.1, "at most 3", False),
        (49.0, "at least 50", False),
        (1.0, "as little as can be", None),
    ],
)
def test_an_aim_is_met_or_not(value: float, aim: str, met: bool | None) -> None:
    assert Figure("", value, "x", aim).met is met


def test_the_machine_is_told_in_words() -> None:
    told = machine()
    assert "cores" in told
    assert "OpenGL" in told
