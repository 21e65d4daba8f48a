"""What visitors are writing: one small file each, put in place whole at every key.

It is in the system's hands at once, so a program may end at any moment. A thread beside brings it
to the disk, so that the power may go: nobody who writes waits for that. See `Syncer`.
Whoever writes holds a lock for as long as the program lives, so that another window does not take
what somebody is writing now for what was left.
"""

import hashlib
import json
import logging
import time
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from mrapp.app.remarks.keeping import Draft
from mrapp.feedback.durable import NEW, make_folder
from mrapp.feedback.lock import StoreLock
from mrapp.feedback.syncing import Syncer

_log = logging.getLogger(__name__)
_ENDING = ".json"
_WRITING_S = 60.0  # nobody takes as long to write one


class Drafts:
    """The drafts in `folder`, which is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that need not exist."""
        self._folder = folder
        self._writer = uuid4().hex
        self._lock: StoreLock | None = None
        self._syncer = Syncer()

    def keep(self, draft: Draft) -> None:
        """Keep a draft as it is now; raises OSError."""
        told = {
            "id": draft.id,
            "begun_utc": draft.begun_utc.isoformat(),
            "writer": self._writer,
            "content": dict(draft.content),
        }
        # Not orjson: somebody may be half way through a sign that takes two.
        text = json.dumps(told)
        path = self._path(draft.id)
        beside = path.with_name(path.name + NEW)
        self._hold()
        try:
            beside.write_text(text, encoding="ascii")
            beside.replace(path)
            self._syncer.bring(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise

    def try_out(self) -> None:
        """Write something where drafts go, and take it away again; raises OSError."""
        if not self._folder.is_dir():
            self.close()
        self._hold()
        beside = self._folder / f"{self._writer}{_ENDING}{NEW}"
        try:
            beside.write_text("{}", encoding="ascii")
        finally:
            beside.unlink(missing_ok=True)

    def all(self) -> list[Draft]:
        """Return those that can be read and nobody else is writing now, the oldest first."""
        busy = self._busy_writers()
        read = filter(None, (_read(path) for path in self._folder.glob(f"*{_ENDING}")))
        found = [draft for writer, draft in read if writer not in busy]
        return sorted(found, key=lambda each: each.begun_utc)

    def close(self) -> None:
        """Write no more: what is still there may be taken up by anybody. Safe twice."""
        self._syncer.wait()
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()
            lock.close()
            self._lock_file(self._writer).unlink(missing_ok=True)

    def drop(self, draft_id: str) -> None:
        """Erase a draft; safe twice. Raises OSError."""
        path = self._path(draft_id)
        there = [each for each in (path, path.with_name(path.name + NEW)) if each.exists()]
        for each in there:
            each.unlink(missing_ok=True)
        if there:
            self._syncer.bring(path)

    def drop_damaged(self) -> int:
        """Remove those that cannot be read, as they may be personal; returns how many."""
        damaged = [each for each in self._folder.glob(f"*{_ENDING}") if _read(each) is None]
        for path in damaged + self._left_beside():
            path.unlink(missing_ok=True)
        return len(damaged)

    def _left_beside(self) -> list[Path]:
        """Return what a program left that ended while writing; another may be writing now."""
        long_ago = time.time() - _WRITING_S
        found = self._folder.glob(f"*{_ENDING}{NEW}")
        return [each for each in found if each.stat().st_mtime < long_ago]

    def _hold(self) -> None:
        if self._lock is None:
            make_folder(self._folder)
            lock = StoreLock(self._lock_file(self._writer))
            lock.acquire(0.0)
            self._lock = lock

    def _busy_writers(self) -> set[str]:
        """Return the other writers that live; the locks of those that do not are removed."""
        others = [each for each in self._folder.glob("*.lock") if each.stem != self._writer]
        return {each.stem for each in others if _is_held(each)}

    def _lock_file(self, writer: str) -> Path:
        return self._folder / f"{writer}.lock"

    def _path(self, draft_id: str) -> Path:
        mark = hashlib.sha256(draft_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._folder / f"{mark}{_ENDING}"


def _read(path: Path) -> tuple[str, Draft] | None:
    """Return who writes a draft, and the draft; None where it cannot be read."""
    try:
        told = json.loads(path.read_text(encoding="ascii"))
        begun = datetime.fromisoformat(told["begun_utc"])
        return str(told["writer"]), Draft(str(told["id"]), begun, dict(told["content"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _is_held(path: Path) -> bool:
    """Whether somebody holds a lock; one that nobody holds goes."""
    lock = StoreLock(path)
    try:
        lock.acquire(0.0)
    except TimeoutError:
        return True
    except OSError:
        return False  # on a disk that may not be written nobody writes
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.info("a lock that nobody holds stays for now: %s", error)
    finally:
        lock.release()
        lock.close()
    return False
