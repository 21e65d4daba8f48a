"""Runs one part in a process of its own: `python -m bench.alone MODULE FILE`.

What it finds is printed as it comes, and is in FILE at the end, as JSON.
"""

import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from bench.measure import Figure
from bench.report import shown
from mrapp.__main__ import spare_start

_SIGNS = {True: "met", False: "NOT met", None: ""}


def measured(module: str) -> list[Figure]:
    """Return the figures of a part, by the name of its module; raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        subprocess.run([sys.executable, "-m", "bench.alone", module, str(file)], check=True)
        return [Figure(**each) for each in json.loads(file.read_text(encoding="utf-8"))]


def _printed(figures: Iterator[Figure]) -> Iterator[Figure]:
    for figure in figures:
        aim = f"   {figure.aim}: {_SIGNS[figure.met]}" if figure.aim else ""
        print(f"  {figure.name:<56} {shown(figure.value):>7} {figure.unit}{aim}", flush=True)
        yield figure


def main(module: str, file: str) -> None:
    """Measure one part and keep what it finds."""
    # As the program itself does; numpy comes with the part, later.
    spare_start()
    found = [asdict(each) for each in _printed(importlib.import_module(module).figures())]
    Path(file).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
