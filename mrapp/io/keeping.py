"""Unsaved work on disk, a folder for each window: `lock`, `window.json`, `kept.json`.

A window holds its lock for as long as it lives; the system takes it back however it ends. So a
folder whose lock is free belongs to a window that ended by itself.
"""

import logging
import os
import shutil
import threading
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import orjson
from filelock import FileLock, Timeout
from pydantic import ValidationError

from mrapp.app.opened import OpenProject
from mrapp.app.ports import Lost, ProjectStore, Work
from mrapp.app.replacing import replacing
from mrapp.io.archive import clear_left
from mrapp.io.brought import same_for_all
from mrapp.io.project_file import project_bytes
from mrapp.model.errors import NotKeptError, ProjectError, ProjectSaveError
from mrapp.model.project import Project
from mrapp.model.system import reason_of

_log = logging.getLogger(__name__)

_LOOKED_AT_S = 5.0
_GONE = "gone-"
_LOCK, _WINDOW, _KEPT = "lock", "window.json", "kept.json"


class FolderKeeper:
    """The `WorkKeeper` of the application; windows in other processes may use the same folder."""

    def __init__(self, home: Path, projects: ProjectStore, unpacked: Path | None = None) -> None:
        """Keep work in `home`; `unpacked` is where `projects` unpacks its capsules."""
        self._home = home
        self._projects = projects
        self._unpacked = unpacked

    def begin(self, opened: OpenProject) -> Work:
        """Begin to keep the work on a project; see `WorkKeeper`."""
        try:
            return _Window(self._home, opened, self._projects)
        except OSError as error:
            raise NotKeptError(reason=reason_of(error)) from error

    def lost(self) -> tuple[Lost, ...]:
        """Return the work of windows that ended by themselves, the latest first."""
        found, empty = [], []
        for folder in _folders(self._home):
            with _left(folder) as is_left:
                work = self._work_in(folder) if is_left else None
                if work:
                    found.append(work)
                elif is_left:
                    empty.append(_set_aside(folder))
        for folder in empty:
            shutil.rmtree(folder, ignore_errors=True)
        if self._unpacked is not None:
            clear_left(self._unpacked, {work.folder for work in found})
        return tuple(sorted(found, key=lambda work: work.kept_at, reverse=True))

    def restore(self, lost: Lost) -> OpenProject:
        """Open the project as it was saved last, with the files that its lost changes need."""
        opened = self._projects.load(lost.path)
        for asset in lost.project.files_named():
            kept, here = lost.folder / asset, opened.asset_path(asset)
            if not kept.is_file() or here.exists():
                continue
            try:
                # With all beside it, which may be its images.
                shutil.copytree(kept.parent, here.parent, dirs_exist_ok=True)
            except OSError as error:
                raise ProjectSaveError(path=opened.folder, reason=reason_of(error)) from error
        return opened

    def discard(self, lost: Lost) -> None:
        """Throw lost work away; see `WorkKeeper`."""
        shutil.rmtree(self._home / lost.key, ignore_errors=True)

    def _work_in(self, folder: Path) -> Lost | None:
        """Return what a window left; None where there is nothing that was not saved."""
        try:
            window = orjson.loads((folder / _WINDOW).read_bytes())
            project = _kept_in(folder)
            kept_at = datetime.fromtimestamp((folder / _KEPT).stat().st_mtime, UTC)
            work = Lost(folder.name, Path(window["path"]), Path(window["folder"]), project, kept_at)
        except (OSError, KeyError, orjson.JSONDecodeError, ValidationError):
            return None
        try:
            return None if self._projects.load(work.path).project == project else work
        except ProjectError as error:
            _log.info("the project of lost work cannot be read: %s", error)
            return work


class _Window:
    """What one window keeps."""

    def __init__(self, home: Path, opened: OpenProject, projects: ProjectStore) -> None:
        self._home = home
        self._projects = projects
        self._folder, self._lock = _new_folder(home)
        self._flusher = _Flusher(self._folder / _KEPT)
        try:
            self._write_place(opened)
        except OSError:
            self.end()
            raise

    def others(self) -> int:
        """Return how many other windows on this machine have the same project open."""
        return sum(1 for place in self._other_places() if place == self._place)

    def keep(self, project: Project) -> None:
        """Keep the project as it is now.

        At once in the system's hands, so that this process may end at any moment; on the disk a
        little later, so that nobody waits for it.
        """
        try:
            with replacing(self._folder / _KEPT, on_disk=False) as stream:
                stream.write(project_bytes(project))
        except OSError as error:
            raise NotKeptError(reason=reason_of(error)) from error
        self._flusher.ask()

    def settled(self, opened: OpenProject, *, wholly: bool = True) -> None:
        """Take in that the project was saved, and forget what was kept; see `Work`."""
        try:
            if wholly:
                (self._folder / _KEPT).unlink(missing_ok=True)
            self._write_place(opened)
        except OSError as error:
            raise NotKeptError(reason=reason_of(error)) from error

    def tidy(self, opened: OpenProject, needed: Collection[str]) -> None:
        """Remove what was brought into the project and that nothing needs; see `Work`."""
        self._projects.tidy(opened, lambda: self._needed(needed))

    def end(self) -> None:
        """Forget all: the window closes on purpose."""
        self._flusher.end()
        self._lock.release()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _write_place(self, opened: OpenProject) -> None:
        self._place = same_for_all(opened.path)
        places = {
            "path": str(opened.path.absolute()),
            "folder": str(opened.folder.absolute()),
            "place": self._place,
        }
        with replacing(self._folder / _WINDOW, on_disk=False) as stream:
            stream.write(orjson.dumps(places))

    def _needed(self, needed: Collection[str]) -> Collection[str] | None:
        """Add what others lost of the same project; None while one of them works on it."""
        every = set(needed)
        for folder in self._others():
            if _place_in(folder) != self._place:
                continue
            with _left(folder) as is_left:
                if not is_left:
                    return None
                try:
                    every.update(_kept_in(folder).files_named())
                except FileNotFoundError:
                    continue  # it kept nothing
                except (OSError, ValidationError):
                    return None
        return every

    def _other_places(self) -> Iterator[str | None]:
        for folder in self._others():
            with _left(folder) as is_left:
                if is_left:
                    continue
            yield _place_in(folder)

    def _others(self) -> list[Path]:
        return [folder for folder in _folders(self._home) if folder != self._folder]


class _Flusher:
    """Brings a file to the disk in a thread, as often as asked while it is at it, once more."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._asked = threading.Event()
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="keeping work", daemon=True)
        self._thread.start()

    def ask(self) -> None:
        """Bring the file to the disk soon."""
        self._asked.set()

    def end(self) -> None:
        """Stop, once what was asked is done."""
        self._ended = True
        self._asked.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            if self._ended:
                return
            try:
                with self._file.open("rb+") as stream:
                    os.fsync(stream.fileno())
            except FileNotFoundError:
                # Saved in the meantime: there is nothing to keep any more.
                continue
            except OSError as error:
                _log.warning("kept work could not be brought to the disk: %s", error)


def _new_folder(home: Path) -> tuple[Path, FileLock]:
    """Return a new folder and its lock, held."""
    while True:
        folder = home / uuid.uuid4().hex
        folder.mkdir(mode=0o700, parents=True)
        lock = FileLock(folder / _LOCK, thread_local=False)
        # Whoever looks for lost work holds each lock for a moment, and then may have taken the
        # folder for one that was left.
        with suppress(FileNotFoundError):
            lock.acquire(timeout=_LOOKED_AT_S)
            if folder.exists():
                return folder, lock
            lock.release()


def _set_aside(folder: Path) -> Path:
    """Take a folder away from where windows have theirs, if the system allows that now."""
    aside = folder.with_name(f"{_GONE}{folder.name}")
    try:
        return folder.rename(aside)
    except OSError:
        return folder  # on Windows, while somebody looks at it: the next time then


def _folders(home: Path) -> list[Path]:
    return sorted(each for each in home.glob("*") if each.is_dir() and _GONE not in each.name)


def _place_in(folder: Path) -> str | None:
    """Return what a window works on; None while it is being made or taken away."""
    try:
        return str(orjson.loads((folder / _WINDOW).read_bytes())["place"])
    except (OSError, KeyError, orjson.JSONDecodeError):
        return None


def _kept_in(folder: Path) -> Project:
    return Project.model_validate_json((folder / _KEPT).read_bytes())


@contextmanager
def _left(folder: Path) -> Iterator[bool]:
    """Tell whether the window of a folder ended by itself; nobody else decides meanwhile."""
    lock = FileLock(folder / _LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
