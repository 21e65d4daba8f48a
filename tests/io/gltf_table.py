"""Every glTF file of the test data: what mrapp makes of it, beside what Khronos' validator says.

`python -m tests.io.gltf_table FOLDER` prints a Markdown table. The reports of the validator lie
beside the files of its own suite, as `*.report.json`; elsewhere there are none.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from mrapp.io.gltf import findings
from mrapp.io.readers import describe_file
from mrapp.model.errors import MrappError

EMPTY = "nothing in it to show"
NO_FAULT = (findings.MOVING, findings.NO_NODES, findings.NOT_SHOWN)
"""What is said of files that are as they should be."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file, and the codes of the errors that the validator found in it.

    warnings: how many say that something is wrong with the file. drawn: how many primitives the
    validator counted; None where it could not, or was not asked.
    """

    name: str
    said: str
    refused: bool
    shown: int
    warnings: int
    errors: frozenset[str] | None
    drawn: int | None

    @property
    def noticed(self) -> bool:
        """Whether mrapp refused the file for more than being empty, or warned about it."""
        return self.warnings > 0 or (self.refused and not self.is_empty)

    @property
    def is_empty(self) -> bool:
        """Whether it was refused because there is nothing to show, and for that alone."""
        return self.refused and EMPTY in self.said and self.warnings == 0


def gltf_files(folder: Path) -> list[Path]:
    """Return every .gltf and .glb file below `folder`, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in {".gltf", ".glb"})


def outcome_of(path: Path, name: str) -> Outcome:
    """Describe one file, and look up what the validator said."""
    errors, drawn = judged(path)
    try:
        report = describe_file(path)
    except MrappError as error:
        return Outcome(name, f"refused: {error}", True, 0, 0, errors, drawn)
    shown = report.triangles
    said = f"refused: {report.errors[0].text()}" if report.errors else "read"
    faults = [each for each in report.warnings if each.phrase not in NO_FAULT]
    if faults:
        said += f"; {len(faults)} warnings, first: {faults[0].text()}"
    return Outcome(name, said, bool(report.errors), shown, len(faults), errors, drawn)


def judged(path: Path) -> tuple[frozenset[str] | None, int | None]:
    """Return the codes of the validator's errors and the number of primitives it counted."""
    beside = path.with_name(f"{path.name}.report.json")
    if not beside.is_file():
        return None, None
    report = json.loads(beside.read_text(encoding="utf-8"))
    messages = report["issues"]["messages"]
    errors = frozenset(each["code"] for each in messages if each["severity"] == 0)
    return errors, report.get("info", {}).get("drawCallCount")


def main(folder: Path) -> None:
    """Print the table."""
    print("| file | outcome | triangles | errors in the validator's report |")
    print("|---|---|---|---|")
    for path in gltf_files(folder):
        seen = outcome_of(path, path.relative_to(folder).as_posix())
        errors = "-" if seen.errors is None else ", ".join(sorted(seen.errors)) or "none"
        print(f"| {seen.name} | {seen.said.replace('|', '/')} | {seen.shown} | {errors} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
