"""What is in a CityJSON file, counted straight from its JSON: shares no code with mrapp."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_POLYGONAL = {"MultiSurface", "CompositeSurface", "Solid", "MultiSolid", "CompositeSolid"}


def count(path: Path) -> tuple[int, int] | None:
    """Return the number of objects and of polygons, straight from the JSON."""
    try:
        documents = list(_documents(path.read_text(encoding="utf-8-sig")))
        return (
            sum(len(each["CityObjects"]) for each in documents),
            sum(_polygons(shape) for each in documents for shape in _shapes(each)),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _documents(text: str) -> Iterator[dict[str, Any]]:
    try:
        yield json.loads(text)
    except json.JSONDecodeError:
        yield from [json.loads(line) for line in text.splitlines() if line.strip()]


def _shapes(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for thing in document["CityObjects"].values():
        yield from thing.get("geometry", [])
    yield from document.get("geometry-templates", {}).get("templates", [])


def _polygons(shape: dict[str, Any]) -> int:
    return _deep(shape["boundaries"]) if shape["type"] in _POLYGONAL else 0


def _deep(nested: list[Any]) -> int:
    """Count the lists of rings: a ring is a list of numbers."""
    if nested and isinstance(nested[0], list) and nested[0] and isinstance(nested[0][0], int):
        return 1
    return sum(_deep(each) for each in nested if isinstance(each, list))
