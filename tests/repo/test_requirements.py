"""The pinned lists: complete, without addresses, and to be had as wheels on all six platforms."""

import os
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.repo.tree import ROOT

LISTS = ("app", "server", "dev")
PLATFORMS = ("x86_64-manylinux_2_36", "x86_64-pc-windows-msvc")  # Debian 12, Windows 10 and 11
PYTHONS = ("3.11", "3.12", "3.13")
# What uv says where the registry cannot be reached at all.
_OFFLINE = ("client error (Connect)", "dns error", "operation timed out", "Network is unreachable")


def _entries(name: str) -> list[Requirement]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    lines = text.replace("\\\n", "").splitlines()
    return [Requirement(line.split(" --hash=")[0].strip()) for line in lines if line.strip()]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LISTS)
def test_each_line_is_a_version_with_hashes_and_nothing_else(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    for entry in text.replace("\\\n", "").splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==\S+ ;[^@/]+(--hash=sha256:[0-9a-f]{64}\s*)+", entry), (
            entry
        )


def test_what_the_project_asks_for_is_what_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    pinned = {_key(entry.name): str(entry.specifier)[2:] for entry in _entries("dev")}
    for line in chain(project["dependencies"], *extras.values()):
        asked = Requirement(line)
        if _key(asked.name) != "mrapp":
            assert asked.specifier.contains(pinned[_key(asked.name)]), line


def test_all_lists_pin_the_same_versions() -> None:
    app, server, dev = ({e.name: str(e.specifier) for e in _entries(name)} for name in LISTS)
    assert server.items() <= app.items() <= dev.items()


def test_the_server_needs_neither_qt_nor_vtk() -> None:
    names = {_key(entry.name) for entry in _entries("server")}
    assert not names & {"pyside6-essentials", "vtk", "pyvista", "open3d-cpu", "scipy"}


@pytest.mark.registry
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_all_of_it_can_be_had_as_wheels(platform: str, python: str, tmp_path: Path) -> None:
    asked = subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "install", "--dry-run", "--quiet", "--no-deps"),
            *("--require-hashes", "--only-binary=:all:", f"--target={tmp_path}", "--system-certs"),
            *(f"--python-platform={platform}", f"--python-version={python}"),
            "--requirement=requirements/dev.txt",
        ],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if not key.startswith("PIP_")},
        capture_output=True,
        text=True,
    )
    if asked.returncode and any(sign in asked.stderr for sign in _OFFLINE):
        pytest.skip("needs the package registry, which cannot be reached from here")
    assert asked.returncode == 0, asked.stderr
