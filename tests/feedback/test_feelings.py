"""Totals of how visitors felt: kept durably, by project, with nothing that tells who or when."""

import json
import threading
from pathlib import Path

import pytest

from mrapp.app.headset.feelings import (
    Feeling,
    FeelingsInMemory,
    FeelingsNotKeptError,
    FeelingStore,
    Totals,
    one,
)
from mrapp.feedback.feelings import FolderFeelings
from mrapp.feedback.folders import project_folder

SICK, WELL = one(Feeling.SICK, after=True, worse=True), one(Feeling.WELL, after=False)


def test_totals_add_up_by_project_and_are_there_the_next_day(tmp_path: Path) -> None:
    kept = FolderFeelings(tmp_path)
    assert kept.add("a", Totals()) == Totals()
    assert list(tmp_path.iterdir()) == [], "to look leaves nothing behind"
    kept.add("a", WELL)
    kept.add("b", SICK)
    assert kept.add("a", SICK) == WELL.plus(SICK)
    assert FolderFeelings(tmp_path).add("a", Totals()) == WELL.plus(SICK)
    assert FolderFeelings(tmp_path).add("b", Totals()) == SICK


def test_the_file_holds_sums_and_not_even_a_day(tmp_path: Path) -> None:
    FolderFeelings(tmp_path).add("a", WELL)
    FolderFeelings(tmp_path).add("a", SICK)
    folder = project_folder(tmp_path, "a")
    path = folder / "feelings.json"
    none = [0, 0, 0, 0, 0]
    assert json.loads(path.read_bytes()) == {
        "format": 1,
        "before": [0, 1, 0, 0, 0],
        "after": [0, 0, 0, 0, 1],
        "worse": 1,
        "untold": 0,
        "told": {"before": none, "after": none, "worse": 0, "untold": 0},
    }
    assert path.stat().st_mtime == 0.0
    assert sorted(each.name for each in folder.iterdir()) == ["feelings.json", "feelings.lock"]
    assert (folder / "feelings.lock").read_bytes() == b""


@pytest.mark.parametrize("on_disk", [True, False])
def test_who_looks_again_after_each_visitor_learns_of_none_of_them(
    tmp_path: Path, on_disk: bool
) -> None:
    """Be it by another window, another project in between, or a new start."""
    in_memory = FeelingsInMemory()

    def anew() -> FeelingStore:
        return FolderFeelings(tmp_path) if on_disk else in_memory

    seen = []
    for _ in range(11):
        anew().add("a", SICK)
        seen.append(anew().told("a"))
    assert [each.after[4] for each in seen] == [0] * 4 + [5] * 5 + [10] * 2
    assert [each.worse for each in seen] == [0] * 4 + [5] * 5 + [10] * 2
    assert anew().told("b") == Totals()


def test_windows_that_count_at_once_lose_nothing(tmp_path: Path) -> None:
    def count() -> None:
        kept = FolderFeelings(tmp_path)
        for _ in range(10):
            kept.add("a", SICK)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert FolderFeelings(tmp_path).add("a", Totals()).after == (0, 0, 0, 0, 40)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": 1}', b'{"before": [1, 2], "after": 3}']
)
def test_what_is_damaged_is_set_aside_and_counting_goes_on(tmp_path: Path, content: bytes) -> None:
    folder = project_folder(tmp_path, "a")
    folder.mkdir()
    (folder / "feelings.json").write_bytes(content)
    assert FolderFeelings(tmp_path).add("a", SICK) == SICK
    (aside,) = folder.glob("*.damaged-*")
    assert aside.read_bytes() == content


def test_what_cannot_be_kept_is_said_in_words_and_harms_nothing(tmp_path: Path) -> None:
    with pytest.raises(FeelingsNotKeptError) as nowhere:
        FolderFeelings(None).add("a", SICK)
    assert "geen map" in nowhere.value.text("nl")
    folder = project_folder(tmp_path, "a")
    folder.mkdir()
    (folder / "feelings.json").write_text('{"format": 2}')
    with pytest.raises(FeelingsNotKeptError) as newer:
        FolderFeelings(tmp_path).add("a", SICK)
    assert "newer version" in newer.value.text("en")
    assert (folder / "feelings.json").read_text() == '{"format": 2}'
    (tmp_path / "file").write_text("")
    with pytest.raises(FeelingsNotKeptError):
        FolderFeelings(tmp_path / "file").add("a", SICK)
    assert not list(tmp_path.rglob("*.new"))
