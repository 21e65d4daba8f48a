"""What visitors are writing: one small file each, put in place whole at every key.

It is in the system's hands at once, so a program may end at any moment; nobody waits for the disk.
"""

import hashlib
import json
import time
from datetime import datetime
from pathlib import Path

from mrapp.app.feedback import Draft
from mrapp.feedback.durable import NEW, make_folder

_ENDING = ".json"
_WRITING_S = 60.0  # nobody takes as long to write one


class Drafts:
    """The drafts in `folder`, which is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that need not exist."""
        self._folder = folder

    def keep(self, draft: Draft) -> None:
        """Keep a draft as it is now; raises OSError."""
        begun = draft.begun_utc.isoformat()
        # Not orjson: somebody may be half way through a sign that takes two.
        text = json.dumps({"id": draft.id, "begun_utc": begun, "content": dict(draft.content)})
        path = self._path(draft.id)
        beside = path.with_name(path.name + NEW)
        make_folder(self._folder)
        try:
            beside.write_text(text, encoding="ascii")
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise

    def all(self) -> list[Draft]:
        """Return those that can be read, the oldest first."""
        found = (_draft(path) for path in self._folder.glob(f"*{_ENDING}"))
        return sorted(filter(None, found), key=lambda each: each.begun_utc)

    def drop(self, draft_id: str) -> None:
        """Erase a draft; safe twice. Raises OSError."""
        path = self._path(draft_id)
        path.unlink(missing_ok=True)
        path.with_name(path.name + NEW).unlink(missing_ok=True)

    def drop_damaged(self) -> int:
        """Remove those that cannot be read, as they may be personal; returns how many."""
        damaged = [each for each in self._folder.glob(f"*{_ENDING}") if _draft(each) is None]
        for path in damaged + self._left_beside():
            path.unlink(missing_ok=True)
        return len(damaged)

    def _left_beside(self) -> list[Path]:
        """Return what a program left that ended while writing; another may be writing now."""
        long_ago = time.time() - _WRITING_S
        found = self._folder.glob(f"*{_ENDING}{NEW}")
        return [each for each in found if each.stat().st_mtime < long_ago]

    def _path(self, draft_id: str) -> Path:
        mark = hashlib.sha256(draft_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._folder / f"{mark}{_ENDING}"


def _draft(path: Path) -> Draft | None:
    try:
        said = json.loads(path.read_text(encoding="ascii"))
        begun = datetime.fromisoformat(said["begun_utc"])
        return Draft(str(said["id"]), begun, dict(said["content"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
