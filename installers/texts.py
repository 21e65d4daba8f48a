"""Brings the Dutch texts up to date: `python installers/texts.py` (or `make texts`).

Collects the texts of mrapp/ui into mrapp_nl.ts, where a translator fills in what is new (Qt
Linguist, or any editor), and makes mrapp_nl.qm of it, which the window reads. Both are committed:
a fresh clone speaks Dutch at once. Ends with 1 while there are texts without a translation.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TS = ROOT / "mrapp" / "ui" / "translations" / "mrapp_nl.ts"


def collect(ts: Path = TS) -> None:
    """Write every text of mrapp/ui to `ts`, keeping the translations that are there."""
    sources = sorted(str(path) for path in (ROOT / "mrapp" / "ui").rglob("*.py"))
    languages = ["-source-language", "en", "-target-language", "nl"]
    _run("pyside6-lupdate", "-no-obsolete", "-locations", "none", *languages, *sources, "-ts", ts)


def compile_texts(ts: Path = TS) -> None:
    """Make the .qm file beside `ts`."""
    _run("pyside6-lrelease", ts, "-qm", ts.with_suffix(".qm"))


def unfinished(ts: Path = TS) -> int:
    """Return how many texts still need a translation."""
    return len(re.findall(r'type="unfinished"', ts.read_text(encoding="utf-8")))


def _run(tool: str, *arguments: str | Path) -> None:
    beside = Path(sys.executable).parent / tool
    command = [str(beside), *(str(argument) for argument in arguments)]
    subprocess.run(command, check=True, capture_output=True)


def main() -> int:
    """Collect and compile; say what is left to translate."""
    collect()
    compile_texts()
    left = unfinished()
    print(f"{TS.relative_to(ROOT)}: {left} texts to translate")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
