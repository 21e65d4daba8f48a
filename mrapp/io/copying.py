"""Copying files in pieces: it tells how far it is, and it can be stopped."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO

from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.replacing import replacing
from mrapp.model.errors import CancelledError
from mrapp.model.texts import Phrase

_PIECE_BYTES = 2**20
_COPYING = Phrase(nl="Bestanden bewaren", en="Keeping files")


class Copying:
    """The copying of many files; one that is copied twice is named twice."""

    def __init__(
        self,
        files: Sequence[Path] = (),
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> None:
        self._total_bytes = sum(file.stat().st_size for file in files)
        self._done_bytes = 0
        self._progress = progress
        self._cancelled = cancelled

    def into(self, file: Path, stream: IO[bytes]) -> None:
        """Write a file's content to a stream; raises `CancelledError` when stopped."""
        with file.open("rb") as source:
            while piece := source.read(_PIECE_BYTES):
                if self._cancelled():
                    raise CancelledError
                stream.write(piece)
                self._done_bytes += len(piece)
                self._progress(min(1.0, self._done_bytes / max(1, self._total_bytes)), _COPYING)

    def to(self, file: Path, goal: Path) -> None:
        """Copy a file: wholly, or not at all; raises as `into` does."""
        with replacing(goal) as stream:
            self.into(file, stream)
