"""Writes the lists in requirements/ anew from pyproject.toml, with `uv`.

With "--keep" what is pinned already stays as it is, and only what is new is looked up.

One list serves Linux and Windows on every Python that mrapp runs on. No index address and no
local folder may get into it: uv is started without the settings of the machine that could name one.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"
APP = ["--extra=build", "--extra=desktop", "--extra=server"]
LISTS = {
    "app": APP,
    "server": ["--extra=build", "--extra=server", "-c", "requirements/app.txt"],
    "dev": [*APP, "--extra=dev", "-c", "requirements/app.txt"],
}
OPTIONS = [
    "--universal",
    "--fork-strategy=fewest",
    f"--python-version={OLDEST_PYTHON}",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--no-header",
    "--system-certs",
    "--quiet",
]


def pin(name: str, *options: str) -> None:
    """Resolve the list `name` and write it; raises CalledProcessError where that fails."""
    where = f"requirements/{name}.txt"
    subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "-o", where),
            *OPTIONS,
            *options,
            *LISTS[name],
        ],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if not key.startswith("PIP_")},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    print(f"wrote {where}")


if __name__ == "__main__":
    changing = [] if "--keep" in sys.argv[1:] else ["--upgrade"]
    for each in LISTS:
        pin(each, *changing)
