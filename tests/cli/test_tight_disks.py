"""A disk that is full or may not be written: whatever is tried on it, one sentence and no harm.

The disks are real ones, of 2 MB in memory, so that root is stopped by them too.
"""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

READING = {"open", "open a capsule", "cache here"}
KEPT = ("The previous version is still there", "Nothing was changed", "Your work is still open")
REASONS = {"locked": "the disk is read-only", "0": "the disk is full"}


@cache
def may_mount() -> bool:
    """Whether this machine lets us mount a disk that nobody else sees."""
    try:
        return subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("state", ["locked", "0", "4096"])
def test_nothing_is_lost_on_a_disk_that_takes_no_more(tmp_path: Path, state: str) -> None:
    """State: it may not be written, or so many bytes are free."""
    if not may_mount():
        pytest.skip("this machine lets nobody mount a disk of one's own (unshare -rm)")
    command = ["unshare", "-rm", sys.executable, "-m", "tests.cli.tight", str(tmp_path), state]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1_800)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["left"] == []
    for name, case in told["cases"].items():
        if case["code"] == 0:
            continue
        assert case["changed"] == [], name
        assert case["new"] == [], name
        assert len(case["said"]) == 1, name
        assert any(words in case["said"][0] for words in KEPT), name
        assert REASONS.get(state, REASONS["0"]) in case["said"][0], name
    went_well = {name for name, case in told["cases"].items() if case["code"] == 0}
    # With one page left, a small project can still be saved in its own place.
    assert went_well == READING if state in REASONS else went_well > {*READING, "save"}
