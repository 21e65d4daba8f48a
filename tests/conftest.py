"""What all tests share: the folder of real files, and checks on what nobody looks at."""

import logging
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import untested
from tests.quick_passphrases import locked

_NOT = re.compile(r"not (\w+)")
_MARKS_OF_A_FILE = re.compile(r"^pytestmark = (.*)$", re.MULTILINE)
_MARK = re.compile(r"\bmark\.(\w+)")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out a file of which `-m` wants nothing: to read one takes as long as many tests do."""
    wanted = [_NOT.fullmatch(each.strip()) for each in config.option.markexpr.split(" and ")]
    unwanted = {found[1] for found in wanted if found}
    if not unwanted or not collection_path.match("test_*.py"):
        return None
    marks = _MARKS_OF_A_FILE.findall(collection_path.read_text(encoding="utf-8"))
    return True if unwanted & set(_MARK.findall(" ".join(marks))) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: it is beside the rest then, and not after it."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Note what was skipped for the end of `make test`; a helper of xdist leaves it to its head."""
    named = os.environ.get(untested.VARIABLE)
    if named and not hasattr(terminalreporter.config, "workerinput"):
        skipped = terminalreporter.stats.get("skipped", [])
        untested.note(Path(named), [report.longrepr[2] for report in skipped])


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


@pytest.fixture(scope="session", autouse=True)
def _folders_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the tests read and leave unsaved away from what the person at this machine has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MRAPP_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("MRAPP_REMARKS", str(tmp_path_factory.mktemp("remarks")))
        patch.setenv("MRAPP_STATE", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_slow_on_purpose() -> Iterator[None]:
    """Let codes and passphrases cost next to nothing: to guess one takes long, and so does a try.

    How long they really take is tried in processes of their own, which have none of this.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mrapp.app.remarks.receipts.ROUNDS", 10)
        patch.setattr("pyrage.passphrase.encrypt", locked)
        yield


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_is_heard() -> None:
    """Let tests press Ctrl+C, also where the whole run was started in the background.

    A shell switches it off for such a run, and all that it starts inherits that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _no_thread_stays() -> Iterator[None]:
    """Fail a test that leaves a thread running: it would outlive its window one day."""
    before = set(threading.enumerate())
    yield
    left = [t for t in set(threading.enumerate()) - before if t.is_alive() and not t.daemon]
    for thread in left:
        thread.join(timeout=60)
    names = [thread.name for thread in left if thread.is_alive()]
    assert not names, f"threads left running: {', '.join(names)}"


@pytest.fixture(autouse=True)
def _no_window_stays() -> Iterator[None]:
    """Fail a test that leaves a window of its own open; windows of a wider fixture may stay."""
    before = _open_windows()
    yield
    # Held on to, for Python says whether two are one; an address is soon used for another.
    left = [type(top).__name__ for top in _open_windows() if all(top is not b for b in before)]
    assert not left, f"windows left open: {', '.join(left)}"


@pytest.fixture(autouse=True)
def _no_unexpected_warning_is_logged(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test in which something logs a warning, unless it is marked with `logs`."""
    yield
    lines = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    if request.node.get_closest_marker("logs") is None:
        assert not lines, f"logged: {'; '.join(lines)}"


def _open_windows() -> list[Any]:
    """The windows on the screen; none where a test does not use Qt at all, nor imports it."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [top for top in widgets.QApplication.topLevelWidgets() if top.isVisible()]
