"""Where remarks are kept on this machine: one folder for each project, away from the project."""

import hashlib
import os
import re
from pathlib import Path

from platformdirs import user_data_path

_STRANGE = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


def remarks_folder() -> Path | None:
    """Return where the remarks of all projects are kept; it need not exist yet.

    MRAPP_REMARKS names another folder. None where there is no place that is this person's.
    """
    named = os.environ.get("MRAPP_REMARKS", "")
    if named:
        return Path(named).absolute()
    folder = user_data_path("mrapp", appauthor=False) / "remarks"
    return folder if folder.is_absolute() else None


def project_folder(base: Path, project_id: str) -> Path:
    """Return the folder of one project: a name that any file system takes, and no other has."""
    readable = _STRANGE.sub("-", project_id.lower()).strip("-")[:_LONGEST_NAME].strip("-")
    mark = hashlib.sha256(project_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return base / (f"{readable}-{mark}" if readable else mark)
