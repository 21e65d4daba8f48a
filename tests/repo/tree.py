"""What the checks on the repository look at: the files that are, or will be, handed in."""

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files(pattern: str = "*") -> tuple[Path, ...]:
    """All files of the project matching a git pathspec, new ones too, ignored ones not."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    # A file that was removed but not yet committed is still listed.
    return tuple(ROOT / name for name in sorted(set(listed)) if name and (ROOT / name).is_file())


@cache
def make_targets() -> frozenset[str]:
    """The targets that the Makefile offers to people: those with a line of help."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^([a-z-]+):.*## ", text, flags=re.MULTILINE))


def short(path: Path) -> str:
    """The path as one writes it in this project."""
    return path.relative_to(ROOT).as_posix()
