"""Works on a disk of its own that is full or may not be written: `python -m tests.cli.tight ...`.

Run under `unshare -rm`, so that the disk (a small one in memory) is seen by nobody else and goes
with the process, and so that root is stopped by it too. Prints what became of each case as JSON.
"""

import gc
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path

from mrapp import bootstrap
from mrapp.app import actions
from mrapp.app.replacing import BESIDE
from mrapp.app.session import Session
from mrapp.cli.main import run
from mrapp.model.errors import MrappError
from tests.cli.boxes import box

SIZE = "2m"
_PAGE = 4096


@dataclass(frozen=True)
class Case:
    """What became of a case. code: as of the command line. said: what was told, line by line.

    changed: what is no longer as it was; new: what came; both by name.
    """

    code: int
    said: list[str]
    changed: list[str]
    new: list[str]


class Disk:
    """A small disk mounted at `folder`, with a project, its capsule, and a file to add."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", folder], check=True)
        self.folder, self.project = folder, folder / "project"
        self.capsule, self.picture = folder / "project.mrapp", folder / "picture.png"
        self.file = box(folder.parent, "second.city.json")
        self._filler = folder / "filler"
        _command("new", self.project, "--origin", "105400", "424560", "0", "--name", "Proef")
        _command("add", self.project, box(folder.parent))
        store = bootstrap.build_services().projects
        store.save(store.load(self.project), self.capsule)
        self.picture.write_bytes(b"an older one")

    def fill(self, left_bytes: int) -> None:
        """Fill it but for so many bytes."""
        with self._filler.open("wb", buffering=0) as stream, suppress(OSError):
            while stream.write(bytes(_PAGE)):
                pass
        size = self._filler.stat().st_size
        os.truncate(self._filler, max(0, size - left_bytes))

    def lock(self) -> None:
        """Let nobody write on it."""
        subprocess.run(["mount", "-o", "remount,ro", self.folder], check=True)

    def tried(self, do: Callable[[], int]) -> Case:
        """Do something and return what became of it; afterwards all is made as it was."""
        before = self._content()
        told = StringIO()
        with redirect_stderr(told), redirect_stdout(StringIO()):
            code = do()
        gc.collect()  # what was unpacked goes with what held it
        after = self._content()
        changed = sorted(name for name in before if after.get(name) != before[name])
        new = sorted(set(after) - set(before))
        for name in new:
            (self.folder / name).unlink()
        for name in changed:
            (self.folder / name).write_bytes(before[name])
        return Case(code, told.getvalue().splitlines(), changed, new)

    def _content(self) -> dict[str, bytes]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        every = {path.relative_to(self.folder).as_posix(): path for path in found}
        return {name: path.read_bytes() for name, path in every.items() if path != self._filler}


def _command(*words: object) -> int:
    try:
        return run([str(word) for word in words])
    except SystemExit as wrong:
        return int(str(wrong.code))


def _told(do: Callable[[], object]) -> int:
    """Do what a window does and say as it would what goes wrong."""
    try:
        do()
    except MrappError as error:
        print(error.text("en"), file=sys.stderr)
        return 1
    return 0


def _cases(disk: Disk) -> dict[str, Callable[[], int]]:
    new = ["--origin", "105400", "424560", "0", "--name", "Proef"]
    return {
        "add": lambda: _command("add", disk.project, disk.file, "--variant", "plan"),
        "add to a capsule": lambda: _command("add", disk.capsule, disk.file, "--variant", "plan"),
        "new": lambda: _command("new", disk.folder / "new", *new),
        "new capsule": lambda: _command("new", disk.folder / "new.mrapp", *new),
        "picture": lambda: _command(
            "snapshot", disk.project, "--size", "64x64", "--out", disk.picture
        ),
        "demo": lambda: _command("demo", "--out", disk.folder / "demo"),
        "save": lambda: _told(lambda: _changed(disk.project).save()),
        "save a capsule": lambda: _told(lambda: _changed(disk.capsule).save()),
        "save as a capsule": lambda: _save_as(disk, disk.folder / "other.mrapp"),
        "save over a capsule": lambda: _save_as(disk, disk.capsule),
        "save as a folder": lambda: _save_as(disk, disk.folder / "other"),
        "open": lambda: _command("info", disk.project),
        "open a capsule": lambda: _command("info", disk.capsule),
        "unpack here": lambda: _here("MRAPP_STATE", disk, disk.capsule),
        "cache here": lambda: _here("MRAPP_CACHE", disk, disk.project),
        "keep here": lambda: _told(lambda: _keep(disk)),
    }


def _changed(place: Path) -> Session:
    services = bootstrap.build_services()
    session = Session(services.projects.load(place), services)
    eye = (0.0, 0.0, 2.0)
    session.apply(actions.save_viewpoint(session.moment, {"en": "here"}, eye, eye, 50.0))
    return session


def _save_as(disk: Disk, place: Path) -> int:
    return _told(lambda: _changed(disk.project).save(place))


@contextmanager
def _named(name: str, folder: Path) -> Iterator[None]:
    before = os.environ[name]
    os.environ[name] = str(folder)
    try:
        yield
    finally:
        os.environ[name] = before


def _here(name: str, disk: Disk, place: Path) -> int:
    with _named(name, disk.folder / "here"):
        return _command("info", place)


def _keep(disk: Disk) -> None:
    with _named("MRAPP_STATE", disk.folder / "here"):
        services = bootstrap.build_services()
        session = Session(services.projects.load(disk.project), services)
        work = services.keeper.begin(session.opened)
        try:
            work.keep(_changed(disk.project).project)
        finally:
            work.end()


def main(folder: Path, state: str) -> None:
    """Print what became of each case on a disk that is in `state`: locked, or bytes left."""
    logging.basicConfig(stream=sys.stdout, level=logging.ERROR)
    os.environ |= {"MRAPP_STATE": str(folder / "state"), "MRAPP_CACHE": "off", "LC_ALL": "C.UTF-8"}
    disk = Disk(folder / "disk")
    (disk.folder / "here").mkdir()
    if state == "locked":
        disk.lock()
    else:
        disk.fill(int(state))
    told = {name: asdict(disk.tried(do)) for name, do in _cases(disk).items()}
    left = [str(each) for each in folder.rglob(f"*{BESIDE}")]
    sys.stdout.write(json.dumps({"cases": told, "left": left}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
