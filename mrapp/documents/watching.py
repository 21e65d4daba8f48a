"""Going through many rows while a person watches, and may stop it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.model.errors import CancelledError
from mrapp.model.texts import Phrase

Row = TypeVar("Row")

_WRITING = Phrase(nl="Reacties schrijven", en="Writing remarks")
_EVERY = 500


@dataclass(frozen=True)
class Watch:
    """Tells how far a writer is, and ends it with `CancelledError` once that was asked."""

    progress: Progress = ignore_progress
    cancelled: Cancelled = never_cancelled

    def at(self, part: float) -> None:
        """Tell that `part`, 0..1, is done."""
        if self.cancelled():
            raise CancelledError
        self.progress(part, _WRITING)

    def over(self, rows: Iterable[Row], count: int) -> Iterator[Row]:
        """Go through `count` rows."""
        for number, row in enumerate(rows):
            if number % _EVERY == 0:
                self.at(number / count)
            yield row
