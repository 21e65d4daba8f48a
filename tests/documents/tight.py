"""Writes every format on a disk that is full, or may not be written: `python -m ... FOLDER`.

Run under `unshare -rm`, so that the disks, in memory, are seen by nobody else and go with the
process. Prints what became of each as JSON: by disk and format, the error's name and what is left.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.model.errors import MrappError
from tests.documents.said import kept, remark, written


def _became(folder: Path, kind: str) -> tuple[str, list[str]]:
    chance = random.Random(1)
    many = [kept(remark(at, text=chance.randbytes(2**19).hex()), at) for at in range(1, 4)]
    try:
        written(folder, kind, many)
    except MrappError as error:
        return type(error).__name__, _left(folder)
    return "written", _left(folder)


def _left(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def main(home: Path) -> None:
    """Mount both disks under `home` and write each format on each; one without room to build."""
    for name, options in (("full", "size=32k"), ("fixed", "ro")):
        (home / name).mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", home / name], check=True)
    disks = ("full", "fixed")
    told = {f"{disk} {kind}": _became(home / disk, kind) for disk in disks for kind in ExportKind}
    tempfile.tempdir = str(home / "full")
    (home / "roomy").mkdir()
    told["scratch gpkg"] = _became(home / "roomy", "gpkg")
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
