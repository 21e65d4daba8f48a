"""Documents of projects: from the formats of earlier versions to today's, one step a version."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter

from mrapp.model.errors import ProjectNewerError
from mrapp.model.project import FORMAT_VERSION, Project

Document = dict[str, Any]
_DOCUMENT = TypeAdapter(Document)


def _from_0(document: Document) -> Document:
    """Format 0 (before the first release): one name, `x y z` for the origin, flat variants."""
    name = document.get("name", "")
    origin = dict(document.get("origin", {}))
    if "z" in origin:
        origin["nap"] = origin.pop("z")
    migrated = {**document, "format": "mrapp-project", "origin": origin}
    if isinstance(name, str):
        migrated["name"] = {"nl": name, "en": name}
    variants = migrated.pop("variants", None)
    if variants is not None:
        plan = {"id": "plan", "name": {"nl": "Plan", "en": "Plan"}, "variants": variants}
        migrated["plans"] = [*migrated.get("plans", []), plan]
    return migrated


STEPS: Mapping[int, Callable[[Document], Document]] = {0: _from_0}
"""For each old version the step to the next one."""


def migrate(document: Document) -> Document:
    """Return the document in today's format; unknown keys stay.

    Raises `ProjectNewerError` for a version this program does not know yet and `ValueError` for
    what is no version: it must not pass for an old one.
    """
    found = document.get("format_version", 0)
    if type(found) is not int or found < 0:
        raise ValueError(f"format_version: {found!r}")
    if found > FORMAT_VERSION:
        raise ProjectNewerError(found=found, known=FORMAT_VERSION)
    for step in range(found, FORMAT_VERSION):
        document = {**STEPS[step](document), "format_version": step + 1}
    return document


def project_of(document: str | bytes) -> Project:
    """Return the project in a `project.json` of this or an earlier format.

    Raises `ProjectNewerError`, and ValueError (pydantic's `ValidationError` is one) for what is no
    project.
    """
    told = _DOCUMENT.validate_json(document)
    try:
        return Project.model_validate_json(_DOCUMENT.dump_json(migrate(told)))
    except (KeyError, TypeError) as error:
        raise ValueError("a project has another form") from error
