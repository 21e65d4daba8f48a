"""What is in a file, as one number: to tell later whether a model is still the same."""

import hashlib
import threading
from pathlib import Path

from mrapp.app.progress import Cancelled, never_cancelled
from mrapp.model.errors import CancelledError

_CHUNK_BYTES = 2**20


class Fingerprints:
    """Hashes files, each once for as long as its size and time stay the same. For any thread."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[int, int], str]] = {}
        self._lock = threading.Lock()

    def __call__(self, path: Path, cancelled: Cancelled = never_cancelled) -> str:
        """Return the SHA-256 of a file, in hex; "" where there is no such file to read.

        Raises `CancelledError`.
        """
        try:
            stat = path.stat()
            stamp = (stat.st_size, stat.st_mtime_ns)
            with self._lock:
                known = self._known.get(path)
            if known and known[0] == stamp:
                return known[1]
            found = _sha256(path, cancelled)
        except OSError:
            return ""
        with self._lock:
            self._known[path] = (stamp, found)
        return found


def _sha256(path: Path, cancelled: Cancelled) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            if cancelled():
                raise CancelledError
            digest.update(chunk)
    return digest.hexdigest()
