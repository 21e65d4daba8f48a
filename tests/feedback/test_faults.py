"""A short round of what `make faults` plays: kills, damaged files, full disks, other programs."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 40


@pytest.mark.slow
@pytest.mark.long
def test_every_thank_you_is_there_once_after_each_fault() -> None:
    command = [sys.executable, "-m", "tests.feedback.faults", f"--rounds={ROUNDS}", "--seed=2026"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3_600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"together {ROUNDS}" in " ".join(done.stdout.split())
