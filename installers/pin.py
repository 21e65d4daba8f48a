"""Writes requirements/app.txt and requirements/dev.txt anew from pyproject.toml, with `uv`.

One list serves Linux and Windows on every Python that mrapp runs on. No index address and no
local folder may get into it: uv is started without the settings of the machine that could name one.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"
LISTS = {"app": ["--extra", "build"], "dev": ["--extra", "dev", "-c", "requirements/app.txt"]}
OPTIONS = [
    "--universal",
    "--fork-strategy=fewest",
    f"--python-version={OLDEST_PYTHON}",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--no-header",
    "--system-certs",
    "--upgrade",
    "--quiet",
]


def pin(name: str) -> None:
    """Resolve the list `name` and write it; raises CalledProcessError where that fails."""
    where = f"requirements/{name}.txt"
    subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "-o", where),
            *OPTIONS,
            *LISTS[name],
        ],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if not key.startswith("PIP_")},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    print(f"wrote {where}")


if __name__ == "__main__":
    for each in LISTS:
        pin(each)
