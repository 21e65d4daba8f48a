"""Programs of Node that tests use: installed from the lock file when they are first asked for."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock

HERE = Path(__file__).parent
_MODULES = HERE / "node_modules"
_PATIENCE_S = 300


@cache
def web_tools() -> Path:
    """Return the folder `node_modules` with all that package.json names, or skip and say why."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("needs npm, which is not installed here: apt-get install nodejs npm")
    with FileLock(HERE / ".installing.lock"):
        if not _is_installed():
            done = subprocess.run(
                [npm, "ci", "--no-progress"], cwd=HERE, capture_output=True, timeout=_PATIENCE_S
            )
            if done.returncode:
                pytest.skip(f"npm ci does not work here: {done.stderr.decode()[-500:]}")
    return _MODULES


def _is_installed() -> bool:
    """Whether what is there was installed after the lock file was changed."""
    kept = _MODULES / ".package-lock.json"
    return kept.is_file() and kept.stat().st_mtime >= (HERE / "package-lock.json").stat().st_mtime
