"""A short round of what `make faults` plays between machines and servers."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 23  # each play once, but for some of which all happens in others too


@pytest.mark.slow
@pytest.mark.long
def test_every_thank_you_is_at_the_server_once_after_each_fault() -> None:
    command = [sys.executable, "-m", "tests.sync.faults", f"--rounds={ROUNDS}", "--seed=2026"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3_600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"together {ROUNDS} 0" in " ".join(done.stdout.split())
