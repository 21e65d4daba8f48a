"""`project.json`: read, checked and brought up to date, and written."""

import os
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from mrapp.io.reading import broken_place
from mrapp.model.errors import ProjectInvalidError
from mrapp.model.project import FORMAT, Project
from mrapp.model.project_formats import migrate
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase

PROJECT_FILE = "project.json"


def read_project(file: Path, shown: Path) -> Project:
    """Return the project in a `project.json`, brought up to date.

    shown: the project as its user knows it, for errors. Raises `ProjectInvalidError`.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = reason_of(error)
        detail = Phrase(
            nl=f"{PROJECT_FILE} is niet te lezen ({reason.nl})",
            en=f"{PROJECT_FILE} cannot be read ({reason.en})",
        )
        raise ProjectInvalidError(path=shown, detail=detail) from error
    project = project_in(data, shown)
    _check_assets(project, file.parent, shown)
    return project


def project_in(data: bytes, shown: Path) -> Project:
    """Return what a `project.json` holds; where its files are is not looked at."""
    try:
        document: Any = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        place = broken_place(error)
        detail = Phrase(nl=f"{PROJECT_FILE}: {place.nl}", en=f"{PROJECT_FILE}: {place.en}")
        raise ProjectInvalidError(path=shown, detail=detail) from error
    if not isinstance(document, dict) or document.get("format", FORMAT) != FORMAT:
        detail = Phrase(
            nl=f"{PROJECT_FILE} is geen project van mrapp",
            en=f"{PROJECT_FILE} is not an mrapp project",
        )
        raise ProjectInvalidError(path=shown, detail=detail)
    try:
        project = Project.model_validate_json(orjson.dumps(migrate(document)))
    except ValidationError as error:
        raise ProjectInvalidError(path=shown, detail=_first_fault(error)) from error
    except (KeyError, TypeError, ValueError) as error:
        detail = Phrase(
            nl=f"{PROJECT_FILE} heeft niet de goede vorm",
            en=f"{PROJECT_FILE} does not have the right form ({error})",
        )
        raise ProjectInvalidError(path=shown, detail=detail) from error
    return project


def _first_fault(error: ValidationError) -> Phrase:
    """Return the first fault: its place, and the kind of it; Dutch has no words of pydantic."""
    first = error.errors(include_url=False)[0]
    place = ".".join(map(str, first["loc"])) or PROJECT_FILE
    more = error.error_count() - 1
    kind = "dit ontbreekt" if first["type"] == "missing" else "wat hier staat, kan niet"
    return Phrase(
        nl=f"{place}: {kind}" + (f" (en nog {more})" if more else ""),
        en=f"{place}: {first['msg']}" + (f" (and {more} more)" if more else ""),
    )


def _check_assets(project: Project, folder: Path, shown: Path) -> None:
    """Refuse asset paths that leave the project's folder; a missing file is said on reading."""
    home = Path(os.path.realpath(folder))
    for asset in project.files_named():
        if "\0" in asset or home not in Path(os.path.realpath(folder / asset)).parents:
            detail = Phrase(
                nl=f"bestand {asset!r} ligt buiten het project",
                en=f"asset {asset!r} is outside the project",
            )
            raise ProjectInvalidError(path=shown, detail=detail)


def project_bytes(project: Project) -> bytes:
    """Return `project.json` as it is written: UTF-8, two spaces, defaults left out."""
    document = project.model_dump(mode="json", exclude_defaults=True)
    head = {"format": project.format, "format_version": project.format_version}
    return orjson.dumps(
        {**head, **document}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    )
