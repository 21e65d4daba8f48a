"""The archive for a machine without network: what goes in, that it is reproducible, its script.

The script runs here on a small archive with a stand-in for mrapp, as a user without rights. The
whole archive was installed in an empty Debian: docs/VERIFIED.md.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from installers.offline import debs
from installers.offline.packing import pack
from installers.offline.sums import sha256, write_sums
from installers.offline.targets import PYTHONS, Target
from installers.offline.wheels import needed_there
from tests.repo.tree import ROOT

OFFLINE = ROOT / "installers" / "offline"
PYTHON = "/usr/bin/python3"
NOBODY = 65534
_DIST = "mrapp-9.9.dist-info"
STAND_IN = {
    "mrapp/__init__.py": "",
    "mrapp/__main__.py": "import sys; print('stand-in', *sys.argv[1:])",
    "mrapp/cli/__init__.py": "",
    "mrapp/cli/commands.py": "def demo_folder():\n    return 'demo'",
    f"{_DIST}/METADATA": "Metadata-Version: 2.1\nName: mrapp\nVersion: 9.9\n",
    f"{_DIST}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    f"{_DIST}/RECORD": "",
}

Script = Callable[..., subprocess.CompletedProcess[str]]


def test_what_only_tests_need_is_not_brought_along() -> None:
    """A browser and a database server would make the archive a third larger."""
    lists = ROOT / "installers" / "linux"
    brought = set(debs.wanted(lists))
    assert brought > set((lists / "packages.txt").read_text(encoding="utf-8").split())
    assert not brought & set((lists / "packages-dev.txt").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(
    ("system", "there", "not_there"),
    [("linux", "open3d-cpu", "open3d"), ("windows", "open3d", "open3d-cpu")],
)
def test_a_list_for_another_machine_asks_nothing_of_this_one(
    system: str, there: str, not_there: str, python: str
) -> None:
    pinned = (ROOT / "requirements" / "app.txt").read_text(encoding="utf-8")
    lines = needed_there(pinned, Target(system, python))
    assert all(re.fullmatch(r"[\w.-]+==\S+( --hash=sha256:[0-9a-f]{64})+", each) for each in lines)
    names = [line.split("==")[0] for line in lines]
    assert len(names) == len(set(names)) > 20
    assert there in names
    assert not_there not in names


@pytest.mark.parametrize("ending", ["tar", "zip"])
def test_the_same_things_give_the_same_archive(ending: str, tmp_path: Path) -> None:
    made = []
    for turn in (1, 2):
        folder = tmp_path / str(turn) / "mrapp"
        (folder / "wheels").mkdir(parents=True)
        for name in sorted(["install.sh", "about.txt", "wheels/a.whl"], reverse=turn == 1):
            (folder / name).write_text(name)
            os.utime(folder / name, (turn * 1e6, turn * 1e6))
            (folder / name).chmod(0o600 + turn)
        write_sums(folder)
        pack(folder, archive := tmp_path / f"{turn}.{ending}", at_s=1_700_000_001)
        made.append(archive.read_bytes())
    assert made[0] == made[1]
    shutil.unpack_archive(tmp_path / f"1.{ending}", tmp_path / "out")
    checked = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    subprocess.run(checked, cwd=tmp_path / "out" / "mrapp", check=True)
    if ending == "tar":
        assert os.access(tmp_path / "out" / "mrapp" / "install.sh", os.X_OK)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that a user without rights can use, with a small archive in `small archive/`."""
    if subprocess.run([PYTHON, "-c", "import ensurepip, venv"], capture_output=True).returncode:
        pytest.skip(f"{PYTHON} cannot make an environment here")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        archive = Path(folder) / "small archive"
        (archive / "wheels").mkdir(parents=True)
        wheel = archive / "wheels" / "mrapp-9.9-py3-none-any.whl"
        with ZipFile(wheel, "w") as opened:
            for name, text in STAND_IN.items():
                opened.writestr(name, text)
        version = subprocess.run([PYTHON, "--version"], stdout=-1, text=True, check=True).stdout
        python = ".".join(version.split()[1].split(".")[:2])
        about = f"version 9.9\nmade-for no-debian\npythons {python}\npackages 1\nroom-mb 1\n"
        (archive / "about.txt").write_text(about)
        (archive / "mrapp.txt").write_text(f"mrapp==9.9 --hash=sha256:{sha256(wheel)}\n")
        for empty in ("requirements.txt", "packages.txt", "packages-screen.txt"):
            (archive / empty).touch()
        shutil.copy(OFFLINE / "install.sh", archive)
        shutil.copy(ROOT / "installers" / "linux" / "common.sh", archive)
        write_sums(archive)
        Path(folder).chmod(0o755)
        (Path(folder) / "home").mkdir()
        if os.getuid() == 0:
            os.chown(Path(folder) / "home", NOBODY, NOBODY)
        yield Path(folder)


@pytest.fixture
def install(place: Path) -> Script:
    """Run the script of the small archive with some words, as a user without rights."""
    who = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    become = ["setpriv", *who] if os.getuid() == 0 else []

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*become, place / "small archive" / "install.sh", *words],
            cwd="/",
            env={"HOME": str(place / "home"), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
        )

    return run


@pytest.mark.slow
def test_it_installs_with_a_launcher_and_can_be_run_again(place: Path, install: Script) -> None:
    home = place / "home"
    for _ in range(2):
        done = install("--to", str(home / "a folder"))
        assert done.returncode == 0, done.stderr + done.stdout
    launcher = home / ".local" / "bin" / "mrapp"
    said = subprocess.run([launcher, "open", "a b"], stdout=-1, text=True, check=True).stdout
    assert said == "stand-in open a b\n"
    entry = (home / ".local/share/applications/mrapp.desktop").read_text(encoding="utf-8")
    assert f'Exec="{home}/a folder/mrapp" open\n' in entry


@pytest.mark.slow
def test_a_wheel_without_the_pinned_hash_is_refused(place: Path, install: Script) -> None:
    archive = place / "small archive"
    (archive / "mrapp.txt").write_text(f"mrapp==9.9 --hash=sha256:{'0' * 64}\n")
    write_sums(archive)
    done = install()
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    assert not (place / "home" / ".local").exists()


def test_a_file_that_changed_on_the_way_is_named(place: Path, install: Script) -> None:
    with (place / "small archive" / "requirements.txt").open("a") as opened:
        opened.write("\n")
    done = install()
    assert done.returncode == 1
    assert "requirements.txt" in done.stdout
    assert list((place / "home").iterdir()) == []


def test_a_folder_with_something_else_is_left_alone(place: Path, install: Script) -> None:
    done = install("--to", str(place / "small archive"))
    assert done.returncode == 1
    assert "holds something else" in done.stderr


def test_without_rights_it_says_the_one_line_for_an_administrator(
    place: Path, install: Script
) -> None:
    archive = place / "small archive"
    debian = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if line
    )
    made_for = f"{debian['ID']}-{debian.get('VERSION_ID', 'testing')}".replace('"', "")
    about = archive / "about.txt"
    about.write_text(about.read_text().replace("no-debian", made_for))
    (archive / "packages.txt").write_text("no-such-package-as-this\n")
    write_sums(archive)
    done = install("--virtual-screen")
    assert done.returncode == 1
    line = f"sudo '{archive}/install.sh' --only-debian --virtual-screen"
    assert line in done.stdout.splitlines()[-1]
