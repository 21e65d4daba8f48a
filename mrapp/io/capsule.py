"""The project store: a folder with `project.json`, or the same folder zipped as `.mrapp`."""

import filecmp
import shutil
import tempfile
import zipfile
from collections.abc import Collection, Sequence
from hashlib import blake2b
from pathlib import Path

from mrapp.app.opened import OpenProject
from mrapp.app.ports import Wanted
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.questions.published import published, refuse_loss
from mrapp.app.replacing import BESIDE, replacing
from mrapp.io.archive import Scratch, check_fits, pack, unpack
from mrapp.io.brought import ASSETS, Brought, loose, take_out
from mrapp.io.copying import Copying
from mrapp.io.project_file import PROJECT_FILE, project_bytes, project_in, read_project
from mrapp.model.errors import (
    CancelledError,
    ProjectChangedError,
    ProjectError,
    ProjectExistsError,
    ProjectNotFoundError,
    ProjectSaveError,
)
from mrapp.model.project import Project
from mrapp.model.system import reason_of

CAPSULE_SUFFIX = ".mrapp"

_TRIES = 50  # of a tenth of a second
_REFERS = (b'"image"', b'"uri"', b"mtllib")  # how CityJSON, glTF and OBJ name other files


class CapsuleStore:
    """Loads and saves projects; a capsule's files lie unpacked in `home` while it is open."""

    def __init__(self, home: Path | None = None, accounts: Path | None = None) -> None:
        """Keep account in `accounts` of what is brought into projects; with None, of nothing."""
        self._home = home
        self._brought = Brought(accounts)

    def load(self, path: Path) -> OpenProject:
        """Return the project at `path` (a folder, its project.json, or an .mrapp file).

        Raises `ProjectNotFoundError`, `ProjectInvalidError` or `ProjectNewerError`.
        """
        place = path.parent if path.name == PROJECT_FILE else path
        if place.is_dir() and (place / PROJECT_FILE).is_file():
            stamp = _stamp(place)
            return OpenProject(read_project(place / PROJECT_FILE, place), place, place, stamp=stamp)
        if place.is_file() and place.suffix.lower() == CAPSULE_SUFFIX:
            scratch = unpack(place, self._home)
            project = read_project(scratch.folder / PROJECT_FILE, place)
            return OpenProject(project, place, scratch.folder, scratch, _stamp(scratch.folder))
        raise ProjectNotFoundError(path=path)

    def create(self, path: Path, project: Project) -> OpenProject:
        """Make a project folder (or, with the suffix .mrapp, a capsule) at `path`.

        Raises `ProjectExistsError` if something is there, `ProjectSaveError` if writing fails.
        """
        if _is_taken(path):
            raise ProjectExistsError(path=path)
        if path.suffix.lower() == CAPSULE_SUFFIX:
            scratch = Scratch(self._home)
            return self.save(OpenProject(project, path, scratch.folder, scratch))
        return self.save(OpenProject(project, path, path))

    def save(
        self,
        opened: OpenProject,
        path: Path | None = None,
        *,
        anyway: bool = False,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> OpenProject:
        """Write the project atomically, to `path` or to where it came from; see `ProjectStore`.

        Where it raises, what was there still stands.
        """
        goal = path or opened.path
        try:
            if not anyway and goal == opened.path and _stamp(goal) not in ("", opened.stamp):
                raise ProjectChangedError(path=goal)
            if anyway or goal != opened.path:
                _spare_published(goal, opened.project)
            saved = self._save(opened, goal, progress, cancelled)
        except OSError as error:
            raise ProjectSaveError(path=goal, reason=reason_of(error)) from error
        # Somebody else may be stuck in it; saving is done by then, and more need not wait.
        tries = iter(range(_TRIES))
        with self._brought.held(opened.path, tired=lambda: next(tries, None) is None) as held:
            if held:
                self._brought.settle(opened.path, goal, opened.project.files_named())
        return saved

    def _save(
        self, opened: OpenProject, goal: Path, progress: Progress, cancelled: Cancelled
    ) -> OpenProject:
        if goal.suffix.lower() == CAPSULE_SUFFIX and not goal.is_dir():
            unnamed = self._unnamed(opened)
            return _save_capsule(opened, goal, unnamed, self._home, progress, cancelled)
        if goal == opened.folder or (goal.is_dir() and goal.samefile(opened.folder)):
            with replacing(goal / PROJECT_FILE) as stream:
                stream.write(project_bytes(opened.project))
        else:
            _save_elsewhere(opened, goal, progress, cancelled)
        return OpenProject(opened.project, goal, goal, opened.keep, _stamp(goal))

    def _unnamed(self, opened: OpenProject) -> set[Path]:
        """Return the files that were brought in and that the project does not name."""
        brought = self._brought.assets(opened.path)
        free = loose(opened.folder, brought, opened.project.files_named())
        return {file for files in free.values() for file in files}

    def adopt(
        self,
        opened: OpenProject,
        file: Path,
        companions: Sequence[str] = (),
        *,
        cancelled: Cancelled = never_cancelled,
    ) -> str:
        """Copy `file` and its companions into the assets; see `ProjectStore.adopt`."""
        try:
            if opened.folder.resolve() in file.resolve().parents:
                return file.resolve().relative_to(opened.folder.resolve()).as_posix()
            with self._brought.held(opened.path, tired=cancelled) as held:
                if not held and cancelled():
                    raise CancelledError
                goal = _free_place(opened.folder / ASSETS, file, companions)
                if not goal.exists():
                    pairs = _pairs(file, goal, companions)
                    _bring(self._brought, opened, pairs, Copying(cancelled=cancelled))
        except OSError as error:
            raise ProjectSaveError(path=opened.folder, reason=reason_of(error)) from error
        return goal.relative_to(opened.folder).as_posix()

    def tidy(self, opened: OpenProject, wanted: Wanted) -> None:
        """Remove what was brought in and is needed no more; see `ProjectStore.tidy`."""
        self._brought.forget_gone()
        # What a capsule was unpacked to goes by itself, and saving packs no more than is named.
        if opened.folder == opened.path and self._brought.assets(opened.path):
            with self._brought.held(opened.path, tired=lambda: True) as held:
                if held:
                    self._tidy(opened, wanted)

    def _tidy(self, opened: OpenProject, wanted: Wanted) -> None:
        brought = self._brought.assets(opened.path)
        # What was saved once stays: an older copy of the project may name it.
        unsaved = {asset: each for asset, each in brought.items() if not each.saved}
        try:
            named = self.load(opened.path).project.files_named() if unsaved else ()
        except ProjectError:
            return
        more = wanted() if unsaved else None
        if more is not None:
            free = loose(opened.folder, unsaved, {*named, *more})
            gone = {
                asset
                for asset, files in free.items()
                if take_out(opened.folder, brought[asset], files)
            }
            rest = {asset: each for asset, each in brought.items() if asset not in gone}
            self._brought.write(opened.path, rest)

    def holds(self, opened: OpenProject, asset: str, file: Path) -> bool:
        """Tell whether an asset is a copy of a file; see `ProjectStore.holds`."""
        there = opened.asset_path(asset)
        try:
            if not _named_after(there, file) or not _same(file, there):
                return False
            if there.parent == opened.folder / ASSETS:
                # It came alone; what it refers to may lie beside it by now.
                return not any(sign in there.read_bytes() for sign in _REFERS)
            beside = (each for each in there.parent.rglob("*") if each.is_file())
            pairs = ((file.parent / each.relative_to(there.parent), each) for each in beside)
            return all(not one.exists() or _same(one, other) for one, other in pairs)
        except OSError:
            return False


def _save_capsule(
    opened: OpenProject,
    goal: Path,
    unnamed: Collection[Path],
    home: Path | None,
    progress: Progress,
    cancelled: Cancelled,
) -> OpenProject:
    """Write a capsule; a project that lay in a folder gets an unpacked copy to go on with.

    unnamed: files that go into that copy only, where undoing may want them.
    """
    every = _assets_in(opened.folder, goal)
    files = [file for file in every if file not in unnamed]
    written = {PROJECT_FILE: project_bytes(opened.project)}
    named = ((file.relative_to(opened.folder).as_posix(), file.stat().st_size) for file in files)
    # Before anything is copied: what cannot be opened again is not to fill the disk either.
    check_fits(goal, [*((name, len(data)) for name, data in written.items()), *named])
    scratch = opened.keep
    if isinstance(scratch, Scratch) and scratch.folder == opened.folder:
        copying = Copying(files, progress, cancelled)
    else:
        copying = Copying([*every, *files], progress, cancelled)
        scratch = Scratch(home, opened.keep)
        for file in every:
            copying.to(file, scratch.folder / file.relative_to(opened.folder))
    pack(goal, opened.folder, files, written, copying.into)
    return OpenProject(opened.project, goal, scratch.folder, scratch, _stamp(goal))


def _save_elsewhere(
    opened: OpenProject, goal: Path, progress: Progress, cancelled: Cancelled
) -> None:
    """Write the project with its files to a new folder: wholly, or not at all."""
    if _is_taken(goal):
        raise ProjectExistsError(path=goal)
    files = _assets_in(opened.folder)
    goal.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{goal.name}-", dir=goal.parent))
    try:
        copying = Copying(files, progress, cancelled)
        for file in files:
            copying.to(file, beside / file.relative_to(opened.folder))
        with replacing(beside / PROJECT_FILE) as stream:
            stream.write(project_bytes(opened.project))
        beside.chmod(0o755)
        if goal.is_dir():
            goal.rmdir()
        beside.replace(goal)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _spare_published(place: Path, project: Project) -> None:
    """Refuse to write over a version of the same project's questions that stays."""
    try:
        there = project_in(_document(place) or b"", place)
    except ProjectError:
        return  # no project, or none that can be read
    if there.id == project.id:
        refuse_loss(published(there), project, place)


def _document(place: Path) -> bytes | None:
    """Return the `project.json` of a project, or None where there is none."""
    try:
        if place.is_dir():
            return (place / PROJECT_FILE).read_bytes()
        with zipfile.ZipFile(place) as archive:
            return archive.read(PROJECT_FILE)
    except (FileNotFoundError, KeyError, zipfile.BadZipFile):
        return None


def _stamp(place: Path) -> str:
    """Return what tells one saved state from another; empty where nothing is saved."""
    data = _document(place)
    return "" if data is None else blake2b(data, digest_size=16).hexdigest()


def _is_taken(path: Path) -> bool:
    return path.exists() and not (path.is_dir() and not any(path.iterdir()))


def _assets_in(folder: Path, besides: Path | None = None) -> list[Path]:
    """Return every file of a project's folder but project.json and the file `besides`."""
    left_out = {folder / PROJECT_FILE, *([besides.resolve()] if besides else ())}
    found = (f for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix != BESIDE)
    return [file for file in found if not {file, file.resolve()} & left_out]


def _free_place(assets: Path, file: Path, companions: Sequence[str]) -> Path:
    """Return a path under assets that is free, or that holds the file and its companions."""
    stem, suffix = _parted(file)
    for number in range(1, 10_000):
        name = (stem or "file") if number == 1 else f"{stem or 'file'}-{number}"
        place = assets / name if companions else assets / f"{name}{suffix}"
        goal = place / file.name if companions else place
        pairs = _pairs(file, goal, companions)
        if not place.exists() or all(_same(one, other) for one, other in pairs):
            return goal
    raise ProjectError


def _pairs(file: Path, goal: Path, companions: Sequence[str]) -> list[tuple[Path, Path]]:
    """Return a file and its companions, each with where it goes."""
    return [(file, goal), *((file.parent / each, goal.parent / each) for each in companions)]


def _bring(
    brought: Brought, opened: OpenProject, pairs: list[tuple[Path, Path]], copying: Copying
) -> None:
    """Copy files into a project: all, or none."""
    asset = brought.add(opened.path, opened.folder, pairs)
    done = False
    try:
        for file, goal in pairs:
            copying.to(file, goal)
        done = True
    finally:
        if not done:
            there = loose(opened.folder, {"": asset}, ())
            take_out(opened.folder, asset, there.get("", ()))


def _named_after(there: Path, file: Path) -> bool:
    """Tell whether an asset has the name that `file` would get, or that with a number."""
    stem, suffix = _parted(file)
    plain = there.name.removesuffix(suffix)
    numbered, _, number = plain.rpartition("-")
    return there.name.endswith(suffix) and (
        plain == stem or (numbered == stem and number.isdecimal())
    )


def _parted(file: Path) -> tuple[str, str]:
    """Return a file's name up to its first dot, and the rest."""
    stem = file.name.split(".", 1)[0]
    return stem, file.name[len(stem) :]


def _same(file: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(file, other, shallow=False)
