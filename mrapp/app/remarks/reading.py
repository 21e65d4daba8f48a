"""Reading many remarks, with progress and a way to stop."""

from collections.abc import Iterator, Sequence

from mrapp.app.progress import Cancelled, Progress
from mrapp.app.remarks.keeping import Kept, RemarkStore
from mrapp.model.errors import CancelledError
from mrapp.model.texts import Phrase

# Few enough that nobody need wait for them.
_AT_ONCE = 1_000
_READING = Phrase(nl="Meningen lezen", en="Reading the opinions")


def read_kept(
    store: RemarkStore, ids: Sequence[str], progress: Progress, cancelled: Cancelled
) -> list[Kept]:
    """Return remarks by id, in the order in which they were kept; raises `CancelledError`.

    ids: in that order too, as `Columns.ids` are.
    """
    return [kept for some in in_parts(ids, progress, cancelled) for kept in store.kept(some)]


def in_parts(
    ids: Sequence[str], progress: Progress, cancelled: Cancelled
) -> Iterator[Sequence[str]]:
    """Yield ids, some at a time; raises `CancelledError` once that was asked."""
    for first in range(0, len(ids), _AT_ONCE):
        if cancelled():
            raise CancelledError
        progress(first / len(ids), _READING)
        yield ids[first : first + _AT_ONCE]
