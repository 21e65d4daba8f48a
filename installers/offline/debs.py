"""The Debian packages of the archive: what mrapp expects of the system, and all that that needs.

They come from where this machine's own apt gets them, and apt checks their signatures.
"""

import os
import platform
import subprocess
import tempfile
from pathlib import Path

from installers.offline.sums import sha256

# What an environment for Python is made with; the rest is in LISTS.
PYTHON = ("python3", "python3-venv")

LISTS = ("packages.txt", "packages-screen.txt")
"""The lists in installers/linux of what mrapp and a virtual screen need; tests need more."""


def release() -> str:
    """Return what this Debian calls itself, as "debian-12".

    Raises OSError where that is not said at all.
    """
    told = platform.freedesktop_os_release()
    return f"{told['ID']}-{told.get('VERSION_ID', 'testing')}"


def wanted(lists: Path) -> list[str]:
    """Return the packages that mrapp expects, with a virtual screen, from the lists in a folder."""
    names = [name for each in LISTS for name in (lists / each).read_text(encoding="utf-8").split()]
    return [*names, *PYTHON]


def fetch(names: list[str], folder: Path) -> None:
    """Put packages, and everything they need on a machine with nothing, in a new folder.

    With the index in it, the folder is a source that apt can install from. Raises
    CalledProcessError where apt fails, FileNotFoundError where there is none.
    """
    folder.mkdir()
    with tempfile.TemporaryDirectory() as place:
        state = Path(place)
        for each in ("lists/partial", "cache/archives/partial"):
            (state / each).mkdir(parents=True)
        # No package is installed, says this file to apt: so it fetches all.
        (state / "status").touch()
        apt = [
            *("apt-get", "--quiet=2", f"--option=Dir::State={state}"),
            *(f"--option=Dir::State::status={state}/status", f"--option=Dir::Cache={state}/cache"),
            # Only root may give its rights away, and the folder is its own.
            "--option=APT::Sandbox::User=root",
        ]
        quiet = {**os.environ, "LC_ALL": "C.UTF-8"}
        subprocess.run([*apt, "update"], env=quiet, check=True)
        install = ["--download-only", "--no-install-recommends", "--yes", "install", *names]
        subprocess.run([*apt, *install], env=quiet, stdout=subprocess.DEVNULL, check=True)
        for deb in sorted((state / "cache/archives").glob("*.deb")):
            # An epoch is written with a % that apt would take for a sign of its own.
            (folder / deb.name.replace("%3a", ".")).write_bytes(deb.read_bytes())
    write_index(folder)


def write_index(folder: Path) -> None:
    """Write the file `Packages`, which tells apt what lies in a folder."""
    told = [_entry(deb) for deb in sorted(folder.glob("*.deb"))]
    (folder / "Packages").write_text("\n".join(told), encoding="utf-8", newline="\n")


def _entry(deb: Path) -> str:
    control = subprocess.run(
        ["dpkg-deb", "--field", str(deb)], capture_output=True, text=True, check=True
    ).stdout
    size = deb.stat().st_size
    return f"{control}Filename: ./{deb.name}\nSize: {size}\nSHA256: {sha256(deb)}\n"
