"""What all tests share: the folder of real files, and checks on what nobody looks at."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def testdata() -> Path:
    """Return the folder of real files by others, or skip: it is not part of the repository."""
    named = os.environ.get("MRAPP_TESTDATA", "")
    if not named:
        pytest.skip("needs real files by others: MRAPP_TESTDATA names no folder")
    folder = Path(named)
    if not folder.is_dir():
        pytest.skip(f"needs real files by others: MRAPP_TESTDATA is {named}, which is no folder")
    return folder


@pytest.fixture(autouse=True)
def _no_thread_stays() -> Iterator[None]:
    """Fail a test that leaves a thread running: it would outlive its window one day."""
    before = set(threading.enumerate())
    yield
    left = [t for t in set(threading.enumerate()) - before if t.is_alive() and not t.daemon]
    for thread in left:
        thread.join(timeout=5)
    names = [thread.name for thread in left if thread.is_alive()]
    assert not names, f"threads left running: {', '.join(names)}"
