"""The project store: a folder with `project.json`, or the same folder zipped as `.mrapp`."""

import os
import shutil
import tempfile
import weakref
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import orjson
from pydantic import ValidationError

from mrapp.app.ports import OpenProject
from mrapp.io.migrations import migrate
from mrapp.model.errors import (
    ProjectError,
    ProjectExistsError,
    ProjectInvalidError,
    ProjectNotFoundError,
    ProjectSaveError,
)
from mrapp.model.project import FORMAT, Project

PROJECT_FILE = "project.json"
CAPSULE_SUFFIX = ".mrapp"
_UNPACKED_LIMIT_BYTES = 4 * 1024**3
_RATIO_LIMIT = 200


class CapsuleStore:
    """Loads and saves projects; a capsule's files lie unpacked while it is open."""

    def load(self, path: Path) -> OpenProject:
        """Return the project at `path` (a folder, its project.json, or an .mrapp file).

        Raises `ProjectNotFoundError`, `ProjectInvalidError` or `ProjectNewerError`.
        """
        place = path.parent if path.name == PROJECT_FILE else path
        if place.is_dir() and (place / PROJECT_FILE).is_file():
            return OpenProject(_read_project(place / PROJECT_FILE, place), place, place)
        if place.is_file() and place.suffix.lower() == CAPSULE_SUFFIX:
            scratch = _unpack(place)
            project = _read_project(scratch.folder / PROJECT_FILE, place)
            return OpenProject(project, place, scratch.folder, scratch)
        raise ProjectNotFoundError(path=path)

    def create(self, path: Path, project: Project) -> OpenProject:
        """Make a project folder (or, with the suffix .mrapp, a capsule) at `path`.

        Raises `ProjectExistsError` if something is there, `ProjectSaveError` if writing fails.
        """
        if path.exists() and not (path.is_dir() and not any(path.iterdir())):
            raise ProjectExistsError(path=path)
        if path.suffix.lower() == CAPSULE_SUFFIX:
            scratch = _Scratch()
            return self.save(OpenProject(project, path, scratch.folder, scratch))
        return self.save(OpenProject(project, path, path))

    def save(self, opened: OpenProject, path: Path | None = None) -> OpenProject:
        """Write the project atomically, to `path` or to where it came from.

        Returns it at its new place; raises `ProjectSaveError`, and then the old file stands.
        """
        goal = path or opened.path
        try:
            if goal.suffix.lower() == CAPSULE_SUFFIX:
                _write_json(opened.folder / PROJECT_FILE, opened.project)
                _write_capsule(goal, opened.folder)
                return replace(opened, path=goal)
            if goal != opened.folder:
                _copy_assets(opened, goal)
            _write_json(goal / PROJECT_FILE, opened.project)
        except OSError as error:
            raise ProjectSaveError(path=goal, reason=error.strerror or str(error)) from error
        return OpenProject(opened.project, goal, goal)

    def adopt(self, opened: OpenProject, file: Path, companions: Sequence[str] = ()) -> str:
        """Copy `file` and its companions into the assets; see `ProjectStore.adopt`."""
        try:
            if opened.folder.resolve() in file.resolve().parents:
                return file.resolve().relative_to(opened.folder.resolve()).as_posix()
            goal = _free_place(opened.folder / "assets", file, folder=bool(companions))
            _copy(file, goal)
            for companion in companions:
                _copy(file.parent / companion, goal.parent / companion)
        except OSError as error:
            reason = error.strerror or str(error)
            raise ProjectSaveError(path=opened.folder, reason=reason) from error
        return goal.relative_to(opened.folder).as_posix()


class _Scratch:
    """A folder that lives as long as somebody holds this, at most until the program ends."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mrapp-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


def _unpack(capsule: Path) -> _Scratch:
    scratch = _Scratch()
    try:
        with zipfile.ZipFile(capsule) as archive:
            _check_members(capsule, archive)
            archive.extractall(scratch.folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ProjectInvalidError(path=capsule, detail=f"damaged archive ({error})") from error
    except OSError as error:
        raise ProjectInvalidError(path=capsule, detail=str(error)) from error
    return scratch


def _check_members(capsule: Path, archive: zipfile.ZipFile) -> None:
    """Refuse an archive that reaches outside its folder or that would fill the disk."""
    total = 0
    for member in archive.infolist():
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
            detail = f"{member.filename!r} points outside the archive"
            raise ProjectInvalidError(path=capsule, detail=detail)
        total += member.file_size
    packed = max(capsule.stat().st_size, 1)
    if total > _UNPACKED_LIMIT_BYTES or (total > 2**28 and total / packed > _RATIO_LIMIT):
        detail = f"it would unpack to {total // 2**20} MB"
        raise ProjectInvalidError(path=capsule, detail=detail)


def _read_project(file: Path, shown: Path) -> Project:
    try:
        document: Any = orjson.loads(file.read_bytes())
    except OSError as error:
        raise ProjectInvalidError(path=shown, detail=error.strerror or str(error)) from error
    except orjson.JSONDecodeError as error:
        detail = f"{PROJECT_FILE}, line {error.lineno}: {error.msg}"
        raise ProjectInvalidError(path=shown, detail=detail) from error
    if not isinstance(document, dict) or document.get("format", FORMAT) != FORMAT:
        raise ProjectInvalidError(path=shown, detail=f"{PROJECT_FILE} is not an mrapp project")
    try:
        project = Project.model_validate_json(orjson.dumps(migrate(document)))
    except ValidationError as error:
        raise ProjectInvalidError(path=shown, detail=_first_fault(error)) from error
    except (KeyError, TypeError, ValueError) as error:
        raise ProjectInvalidError(path=shown, detail=str(error)) from error
    _check_assets(project, file.parent, shown)
    return project


def _first_fault(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = ".".join(map(str, first["loc"])) or PROJECT_FILE
    more = error.error_count() - 1
    return f"{place}: {first['msg']}" + (f" (and {more} more)" if more else "")


def _check_assets(project: Project, folder: Path, shown: Path) -> None:
    """Refuse asset paths that leave the project's folder; a missing file is said on reading."""
    home = folder.resolve()
    for asset in project.assets():
        if home not in (folder / asset).resolve().parents:
            raise ProjectInvalidError(path=shown, detail=f"asset {asset!r} is outside the project")


def project_bytes(project: Project) -> bytes:
    """Return `project.json` as it is written: UTF-8, two spaces, defaults left out."""
    document = project.model_dump(mode="json", exclude_defaults=True)
    head = {"format": project.format, "format_version": project.format_version}
    return orjson.dumps(
        {**head, **document}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    )


def _write_json(file: Path, project: Project) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    _write_atomic(file, project_bytes(project))


def _write_atomic(file: Path, content: bytes) -> None:
    """Write beside, flush to the disk, then replace: a crash leaves the old file or the new."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(0o644)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _write_capsule(goal: Path, folder: Path) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{goal.name}-", dir=goal.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                for file in sorted(_files(folder)):
                    archive.write(file, file.relative_to(folder).as_posix())
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(0o644)
        beside.replace(goal)
    finally:
        beside.unlink(missing_ok=True)


def _files(folder: Path) -> Iterable[Path]:
    return (file for file in folder.rglob("*") if file.is_file())


def _copy_assets(opened: OpenProject, goal: Path) -> None:
    if (goal / PROJECT_FILE).exists():
        raise ProjectExistsError(path=goal)
    goal.mkdir(parents=True, exist_ok=True)
    for file in _files(opened.folder):
        _copy(file, goal / file.relative_to(opened.folder))


def _copy(file: Path, goal: Path) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, goal)


def _free_place(assets: Path, file: Path, *, folder: bool) -> Path:
    """Return a path under assets that is free or holds this very content already."""
    stem, suffix = (
        file.name.split(".", 1)[0] or "file",
        file.name[len(file.name.split(".", 1)[0]) :],
    )
    for number in range(1, 10_000):
        name = stem if number == 1 else f"{stem}-{number}"
        goal = assets / name / file.name if folder else assets / f"{name}{suffix}"
        if not goal.exists() or goal.read_bytes() == file.read_bytes():
            return goal
    raise ProjectError
