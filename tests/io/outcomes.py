"""What becomes of every odd and broken file of the test data, through the program's own door.

`python -m tests.io.outcomes FOLDER` opens each file as adding it to a project would (a process of
its own, with the usual limits) and prints a Markdown table with a summary. It ends with 1 if a file
crashes the reader, opens as an empty scene without a word, or has an outcome that nobody explained.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

from mrapp.app.ports import MeshReader, Services
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.projects import new_project, prepare_file
from mrapp.io.capsule import CapsuleStore
from mrapp.io.worker import WorkerReader
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import MrappError, WorkerLostError
from mrapp.studies.sun import sun_at
from mrapp.studies.terrain import estimate_ground
from tests.app.moments import NOON
from tests.io.counted import count
from tests.io.khronos import NO_FAULT, NO_REASON, Verdict, difference, verdict

FOLDERS = (
    "cityjson/cjval",
    "cityjson/val3dity",
    "cityjson/cityjson-corpus",
    "gltf/validator",
    "mesh/trimesh",
    "mesh/obj2gltf",
)
OTHER_KIND = "is of a kind that mrapp does not read"
_SUITE = "gltf/validator/"
_REPORT = ".report.json"
_ORIGIN = (105_400.0, 424_560.0, 0.0)


class Became(Enum):
    """What can become of a file."""

    OPENED = "opened"
    WARNED = "opened with warnings"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    name: its path below the test data. said: all that mrapp says of it, the first notice first.
    shown: how many triangles, lines and points there are to see. faults: how many warnings say
    that something is wrong. counts: objects and polygons as mrapp reports them, None if refused.
    """

    name: str
    became: Became
    said: str
    seconds: float
    lost: bool = False
    shown: int = 0
    faults: int = 0
    counts: tuple[int, int] | None = None

    @property
    def refused(self) -> bool:
        """Whether it was not opened."""
        return self.became is Became.REFUSED

    @property
    def silent(self) -> bool:
        """Whether it opened as a scene with nothing in it, without a word."""
        return self.became is Became.OPENED and not self.shown

    @property
    def first_sentence(self) -> str:
        """What mrapp says first; of a refusal, all but that nothing was changed."""
        return self.said.split(" Nothing was changed")[0]


def files_below(folder: Path, parts: Iterable[str] = FOLDERS) -> list[Path]:
    """Return every file of the test data's `parts`, in order; not the validator's own reports.

    Of the validator's suite only the models, the files that have a report.
    """
    found = sorted(path for part in parts for path in (folder / part).rglob("*") if path.is_file())
    models = (each for each in found if not each.name.endswith(_REPORT))
    return [
        each
        for each in models
        if not each.relative_to(folder).as_posix().startswith(_SUITE) or verdict(each)
    ]


def outcome_of(path: Path, name: str, take: Callable[[Path], CityMesh]) -> Outcome:
    """Open one file through `take` and tell what became of it."""
    begun_s = time.perf_counter()
    try:
        mesh = take(path)
    except MrappError as error:
        took_s = time.perf_counter() - begun_s
        lost = isinstance(error, WorkerLostError)
        return Outcome(name, Became.REFUSED, str(error), took_s, lost)
    took_s = time.perf_counter() - begun_s
    told = mesh.report.warnings
    faults = [each for each in told if each.phrase not in NO_FAULT]
    first = next(iter((*(each for each in faults if each.object_id), *faults, *told)), None)
    return Outcome(
        name,
        Became.WARNED if told else Became.OPENED,
        first.text() if first else "",
        took_s,
        shown=len(mesh.triangles) + len(mesh.lines) + len(mesh.spots),
        faults=len(faults),
        counts=(sum(mesh.report.objects.values()), mesh.report.surfaces),
    )


def outcomes_of(folder: Path, paths: Iterable[Path], read: MeshReader) -> Iterator[Outcome]:
    """Open files of the test data `folder` by adding each to a project, of which nothing is saved.

    Raises AssertionError if a file that is refused leaves anything in the project.
    """
    with TemporaryDirectory() as home:
        services = Services(read, estimate_ground, sun_at, CapsuleStore(), lambda: NOON)
        opened = new_project(services, Path(home) / "project", "Trial", _ORIGIN)

        def take(path: Path) -> CityMesh:
            mesh = read(path)
            prepare_file(services, opened, path, mesh=mesh)
            # As the reader gave it: that it lies far from this project is of no interest.
            return mesh

        for path in paths:
            before = _content(opened.folder)
            seen = outcome_of(path, path.relative_to(folder).as_posix(), take)
            assert not seen.refused or _content(opened.folder) == before, seen.name
            yield seen


def _content(folder: Path) -> set[tuple[Path, int]]:
    return {(each, each.stat().st_mtime_ns) for each in folder.rglob("*")}


class ReadyReader:
    """Reads each file in a process of its own as the program does; the next one is started early.

    A `MeshReader`.
    """

    def __init__(self) -> None:
        self._worker = WorkerReader()
        self._worker.warm()

    def __call__(
        self,
        path: Path,
        *,
        lod: str | None = None,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> CityMesh:
        """Return the mesh; see `MeshReader`."""
        pending = self._worker.start(path, lod)
        self._worker.warm()
        return pending.mesh(progress=progress, cancelled=cancelled)

    def close(self) -> None:
        """End the process that waits."""
        self._worker.close()


@dataclass(frozen=True)
class Checked:
    """An outcome beside what somebody else says of the same file.

    differs: why the two differ; None if they do not, or if nobody else was asked.
    """

    outcome: Outcome
    expected: str
    differs: str | None


def checked(seen: Outcome, path: Path) -> Checked:
    """Hold an outcome against the validator's report, or against what is in the file's JSON."""
    said = verdict(path)
    if said is not None:
        return Checked(seen, _expectation(said), suite_difference(seen, said))
    if seen.counts is None or not seen.name.startswith("cityjson/") or path.suffix == ".obj":
        return Checked(seen, "", None)
    counted = count(path)
    differs = None if counted == seen.counts else f"{seen.counts} counted by mrapp: {NO_REASON}"
    return Checked(seen, f"(objects, polygons) {counted}", differs)


def suite_difference(seen: Outcome, said: Verdict) -> str | None:
    """Return why mrapp and the validator differ over a file of its suite; None if they do not."""
    name = seen.name.removeprefix(_SUITE).replace("/data/", "/")
    return difference(name, said, seen.refused, seen.faults)


def _expectation(said: Verdict) -> str:
    return ", ".join(sorted(said.errors)) or "no errors"


def unexplained(each: Checked) -> str | None:
    """Return what is wrong with an outcome; None if all is well."""
    seen = each.outcome
    if seen.lost:
        return "the reader crashed"
    if seen.silent:
        return "an empty scene without a word"
    if "\n" in seen.said or (seen.refused and Path(seen.name).name not in seen.said):
        return "not one sentence that names the file"
    return each.differs if each.differs and NO_REASON in each.differs else None


def table(rows: Iterable[Checked]) -> Iterator[str]:
    """Give the lines of the table of all files."""
    yield "| file | outcome | what mrapp says | s | expected | differs because |"
    yield "|---|---|---|---|---|---|"
    for each in rows:
        seen = each.outcome
        cells = (
            seen.name,
            seen.became.value,
            seen.first_sentence,
            f"{seen.seconds:.2f}",
            each.expected,
            each.differs or "",
        )
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def summary(rows: Sequence[Checked]) -> Iterator[str]:
    """Give the lines of the summary: counts by folder, and the differences by their reason."""
    yield "| folder | files | opened | with warnings | refused | of a kind not read | longest, s |"
    yield "|---|---|---|---|---|---|---|"
    for part in FOLDERS:
        here = [each.outcome for each in rows if each.outcome.name.startswith(f"{part}/")]
        became = Counter(each.became for each in here)
        longest_s = max((each.seconds for each in here), default=0.0)
        counts = " | ".join(str(became[kind]) for kind in Became)
        other = sum(OTHER_KIND in each.said for each in here)
        yield f"| {part} | {len(here)} | {counts} | {other} | {longest_s:.1f} |"
    yield ""
    yield "| files that differ | because |"
    yield "|---|---|"
    reasons = Counter(each.differs for each in rows if each.differs)
    yield from (f"| {number} | {reason} |" for reason, number in reasons.most_common())


def main(folder: Path) -> int:
    """Print the table and the summary; return the exit code."""
    paths = files_below(folder)
    with closing(ReadyReader()) as read:
        seen = list(outcomes_of(folder, paths, read))
    rows = list(map(checked, seen, paths))
    wrong = [f"{each.outcome.name}: {said}" for each in rows if (said := unexplained(each))]
    print("\n".join([*table(rows), "", *summary(rows), "", *(wrong or ["Nothing is amiss."])]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
