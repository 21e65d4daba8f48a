"""Whose data a file holds, by its own account: what stands in every picture of it."""

from collections.abc import Mapping
from typing import Any

from mrapp.model.project import Provenance

Json = Mapping[str, Any]


def provenance_of(metadata: Json, file_name: str) -> Provenance:
    """Return the provenance a file states of itself, or only its name.

    By the names of CityJSON 1.1 and 2.0, those of 1.0 (which begin with `dataset`), and of glTF
    (`copyright`, and what makers of models put in the extras of `asset`).
    """
    extras = _mapping(metadata.get("extras"))
    contact = _mapping(_first(metadata, "pointOfContact", "datasetPointOfContact"))
    author = _word(contact, "contactName", "organization") or _word(extras, "author")
    title = _word(metadata, "title", "datasetTitle") or _word(extras, "title")
    owner = _word(metadata, "copyright").removeprefix("©").strip()
    named = dict.fromkeys(part for part in (title, author, owner) if part)
    return Provenance(
        source=title or file_name,
        date=_word(metadata, "referenceDate", "datasetReferenceDate"),
        author=author or owner,
        licence=_word(extras, "license", "licence"),
        attribution=", ".join(named),
    )


def _first(source: Json, *names: str) -> object:
    return next((source[name] for name in names if source.get(name)), None)


def _word(source: Json, *names: str) -> str:
    found = _first(source, *names)
    return found.strip() if isinstance(found, str) else ""


def _mapping(value: object) -> Json:
    return value if isinstance(value, Mapping) else {}
