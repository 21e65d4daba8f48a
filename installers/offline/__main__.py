"""`python -m installers.offline linux|windows [--python 3.12 ...]`: one archive in dist/.

It holds all that mrapp needs on a machine without network: Python packages as wheels, each with the
hash that requirements/app.txt pins; mrapp itself with its demo project; for Linux the Debian
packages; and a script that installs it. Two archives of one commit, made on the day the same Debian
packages are offered, are the same to the last byte.
"""

import argparse
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import mrapp
from installers.offline import debs, wheels
from installers.offline.packing import pack
from installers.offline.sums import sha256, write_sums
from installers.offline.targets import PYTHONS, Target

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = {
    "linux": ("installers/offline/install.sh", "installers/linux/common.sh"),
    "windows": ("installers/offline/setup.ps1", "installers/windows/common.ps1"),
}
# Debian 12 brings 3.11; on Windows one chooses a Python, so the newest.
USUAL_PYTHON = {"linux": "3.11", "windows": "3.13"}
# Beside what is unpacked: the compiled form of each module, and the environment itself.
_ROOM_BESIDE = 1.25


def main(words: list[str]) -> int:
    """Make the archive that was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m installers.offline", description=__doc__)
    parser.add_argument("system", choices=SCRIPTS)
    parser.add_argument("--python", nargs="+", choices=PYTHONS, help="default: %(default)s")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    asked = parser.parse_args(words)
    pythons = sorted(set(asked.python or [USUAL_PYTHON[asked.system]]))
    asked.out.mkdir(parents=True, exist_ok=True)
    try:
        archive = make(asked.system, pythons, asked.out)
    except subprocess.CalledProcessError as error:
        print(
            f"offline: {Path(error.cmd[0]).name} failed; what it said stands above", file=sys.stderr
        )
        return 1
    print(f"{archive}  {archive.stat().st_size / 1e6:.0f} MB")
    return 0


def make(system: str, pythons: list[str], out: Path) -> Path:
    """Make the archive for a system and some Pythons in the folder `out`; returns its path.

    Packs what was last committed, so that two people at one commit pack the same. Raises
    CalledProcessError where a package cannot be had or mrapp cannot be built.
    """
    at_s = int(_git("log", "-1", "--format=%ct"))
    if _git("status", "--porcelain", "--untracked-files=no"):
        print("The last commit is packed; there are changes since, which are left out.")
    with tempfile.TemporaryDirectory(dir=out) as place:
        tree = Path(place) / "tree"
        _export(tree)
        folder = Path(place) / f"mrapp-{mrapp.__version__}-{system}"
        (folder / "wheels").mkdir(parents=True)
        _fill_python(tree, folder, system, pythons, at_s)
        made_for = "windows"
        if system == "linux":
            made_for = debs.release()
            _fill_debian(tree, folder)
        _fill_scripts(tree, folder, system)
        _tell(folder, made_for, pythons)
        write_sums(folder)
        ending = "zip" if system == "windows" else "tar"
        versions = "-".join(pythons)
        archive = out / f"mrapp-{mrapp.__version__}-{made_for}-x86_64-python{versions}.{ending}"
        print("Packing.")
        pack(folder, archive, at_s)
    line = f"{sha256(archive)}  {archive.name}\n"
    archive.with_name(f"{archive.name}.sha256").write_text(line, encoding="utf-8", newline="\n")
    return archive


def _git(*words: str) -> str:
    told = subprocess.run(["git", *words], cwd=ROOT, stdout=-1, text=True, check=True)
    return told.stdout.strip()


def _export(tree: Path) -> None:
    """Put the files of the last commit in a folder."""
    packed = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, stdout=-1, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as opened:
        opened.extractall(tree, filter="data")


def _fill_python(tree: Path, folder: Path, system: str, pythons: list[str], at_s: int) -> None:
    pinned = tree / "requirements" / "app.txt"
    for python in pythons:
        print(f"Fetching Python packages for {system}, Python {python}.")
        wheels.fetch(pinned, Target(system, python), folder / "wheels")
    shutil.copyfile(pinned, folder / "requirements.txt")
    print("Building mrapp.")
    line = wheels.build_mrapp(tree, folder / "wheels", at_s)
    (folder / "mrapp.txt").write_text(line, encoding="utf-8", newline="\n")


def _fill_debian(tree: Path, folder: Path) -> None:
    print("Fetching Debian packages.")
    lists = tree / "installers" / "linux"
    debs.fetch(debs.wanted(lists), folder / "debs")
    for each in debs.LISTS:
        shutil.copyfile(lists / each, folder / each)


def _fill_scripts(tree: Path, folder: Path, system: str) -> None:
    for name in (*SCRIPTS[system], f"installers/offline/README-{system}.txt", "LICENSE"):
        goal = Path(name).name.replace(f"-{system}", "")
        shutil.copyfile(tree / name, folder / goal)


def _tell(folder: Path, made_for: str, pythons: list[str]) -> None:
    """Write what the script that installs must know: a word and its value on each line."""
    room_mb = wheels.unpacked_bytes(folder / "wheels") / len(pythons) * _ROOM_BESIDE / 1e6
    told = {
        "version": mrapp.__version__,
        "commit": _git("rev-parse", "--short=12", "HEAD"),
        "made-for": made_for,
        "pythons": " ".join(pythons),
        "packages": len(list((folder / "wheels").glob("*.whl"))),
        "room-mb": round(room_mb),
    }
    text = "".join(f"{word} {value}\n" for word, value in told.items())
    (folder / "about.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
