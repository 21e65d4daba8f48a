"""The Python packages of the archive: what is pinned, as wheels for another machine, and mrapp."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement

from installers.offline.sums import sha256
from installers.offline.targets import Target


def needed_there(pinned: str, target: Target) -> list[str]:
    """Return the lines of a pinned list that hold for a target, without the markers.

    pip asks markers of the machine it runs on, so a list for another machine must have none.
    """
    lines = []
    for entry in pinned.replace("\\\n", "").splitlines():
        name, *hashes = entry.split(" --hash=")
        if not name.strip() or name.startswith("#"):
            continue
        asked = Requirement(name)
        if asked.marker is None or asked.marker.evaluate(target.environment()):
            pin = f"{asked.name}{asked.specifier}"
            lines.append(" --hash=".join([pin, *(each.strip() for each in hashes)]))
    return lines


def fetch(pinned: Path, target: Target, folder: Path) -> None:
    """Put the wheels that a target needs in a folder, each with a hash that is pinned.

    They come from where this machine's own pip gets them. Raises CalledProcessError where one is
    not to be had as a wheel, or has another hash.
    """
    lines = needed_there(pinned.read_text(encoding="utf-8"), target)
    with tempfile.TemporaryDirectory() as place:
        wanted = Path(place) / "wanted.txt"
        wanted.write_text("\n".join(lines) + "\n", encoding="utf-8")
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "download", "--quiet", "--quiet", "--no-input"),
                *("--disable-pip-version-check", "--no-deps", "--require-hashes"),
                *("--only-binary=:all:", f"--requirement={wanted}", f"--dest={folder}"),
                *("--implementation=cp", f"--python-version={target.python}"),
                f"--abi=cp{target.python.replace('.', '')}",
                *(f"--platform={tag}" for tag in target.platforms()),
            ],
            check=True,
        )


def build_mrapp(tree: Path, folder: Path, at_s: int) -> str:
    """Put a wheel of the mrapp in a source tree in a folder; returns its line for a pinned list.

    The demo project is in it. One tree gives one wheel, to the last byte, with all of it dated
    `at_s` (seconds since 1970, UTC). Raises CalledProcessError where building fails.
    """
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "--target=wheel", f"--directory={place}"],
            cwd=tree,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(at_s)},
            capture_output=True,
            text=True,
            check=True,
        )
        (wheel,) = Path(place).glob("mrapp-*.whl")
        shutil.copyfile(wheel, folder / wheel.name)
    return f"mrapp=={wheel.name.split('-')[1]} --hash=sha256:{sha256(folder / wheel.name)}\n"


def unpacked_bytes(folder: Path) -> int:
    """Return how much room the wheels of a folder take once installed."""
    sizes = 0
    for wheel in folder.glob("*.whl"):
        with ZipFile(wheel) as opened:
            sizes += sum(member.file_size for member in opened.infolist())
    return sizes
