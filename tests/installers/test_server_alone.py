"""`mrapp[server]` on a machine of its own: what is pinned for it is enough, without Qt and VTK."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from mrapp import __version__
from tests.repo.tree import ROOT
from tests.servers import free_port, running_process

pytestmark = [pytest.mark.slow, pytest.mark.registry]

_UV = Path(sys.executable).with_name("uv")
_NOT_THERE = ("PySide6", "vtkmodules", "open3d", "xr")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of an environment with the server's pinned libraries and mrapp alone."""
    folder = tmp_path_factory.mktemp("alone")
    _run(folder, str(_UV), "venv", "--quiet", "--python", sys.executable, str(folder / "venv"))
    python = folder / "venv" / "bin" / "python"
    install = [str(_UV), "pip", "install", "--quiet", "--python", str(python), "--no-deps"]
    pinned = ROOT / "requirements" / "server.txt"
    _run(folder, *install, "--require-hashes", "--requirements", str(pinned))
    _run(ROOT, sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    _run(folder, *install, *(str(each) for each in folder.glob("*.whl")))
    return python


def _run(folder: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=folder, env=_env(), capture_output=True, text=True)
    if "error sending request" in done.stderr or "dns error" in done.stderr.lower():
        pytest.skip("needs the package registry, which cannot be reached")
    assert done.returncode == 0, done.stderr


def _env() -> dict[str, str]:
    """Return an environment that leads to no other mrapp."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def test_what_is_pinned_goes_together_and_has_nothing_of_the_window(alone: Path) -> None:
    _run(alone.parent, str(_UV), "pip", "check", "--python", str(alone))
    for name in _NOT_THERE:
        done = subprocess.run(
            [str(alone), "-c", f"import {name}"], cwd=alone.parent, capture_output=True, text=True
        )
        assert f"No module named '{name}'" in done.stderr


def test_it_serves(alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    port = free_port()
    command = [str(alone.with_name("mrapp")), "serve", "--port", str(port), "--data", str(tmp_path)]
    with running_process(command, port):
        url = f"http://127.0.0.1:{port}"
        told = httpx.get(f"{url}/health", timeout=30).json()
        assert told == {"status": "pass", "version": __version__}
        page = httpx.get(f"{url}/receipt", headers={"Accept": "text/html"}, timeout=30)
        assert "<form" in page.text
