"""Every CityJSON file of the test data, with what mrapp makes of it and an independent count.

`python -m tests.io.table FOLDER` prints a Markdown table. The count shares no code with mrapp.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mrapp.io.readers import describe_file
from mrapp.model.errors import MrappError

_POLYGONAL = {"MultiSurface", "CompositeSurface", "Solid", "MultiSolid", "CompositeSolid"}


@dataclass(frozen=True)
class Outcome:
    """What became of one file; `counted` is None where the file is not JSON that can be counted."""

    name: str
    said: str
    objects: int | None
    surfaces: int | None
    counted: tuple[int, int] | None

    @property
    def agrees(self) -> bool:
        """Whether what mrapp counted is what was counted independently."""
        return self.objects is None or (self.objects, self.surfaces) == self.counted


def cityjson_files(folder: Path) -> list[Path]:
    """Return every .json and .jsonl file below `folder`, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in {".json", ".jsonl"})


def outcome_of(path: Path, name: str) -> Outcome:
    """Describe one file and count it independently."""
    counted = count(path)
    try:
        report = describe_file(path)
    except MrappError as error:
        return Outcome(name, f"refused: {error}", None, None, counted)
    said = f"counted, mesh refused: {report.errors[0].text()}" if report.errors else "read"
    if report.warnings:
        said += f", {len(report.warnings)} warnings, first: {report.warnings[0].text()}"
    return Outcome(name, said, sum(report.objects.values()), report.surfaces, counted)


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


def main(folder: Path) -> None:
    """Print the table."""
    print("| file | outcome | objects | surfaces | counted independently | equal |")
    print("|---|---|---|---|---|---|")
    for path in cityjson_files(folder):
        name = path.relative_to(folder).as_posix()
        seen = outcome_of(path, name)
        counted = "-" if seen.counted is None else f"{seen.counted[0]}, {seen.counted[1]}"
        numbers = "- | -" if seen.objects is None else f"{seen.objects} | {seen.surfaces}"
        equal = "-" if seen.objects is None else ("yes" if seen.agrees else "NO")
        print(f"| {name} | {seen.said.replace('|', '/')} | {numbers} | {counted} | {equal} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
