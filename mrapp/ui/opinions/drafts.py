"""Keeps what is being written at every key, one after the other; only the latest counts."""

from mrapp.app.remarks.keeping import Draft
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.opinions.door import StoreDoor

_KEEPING = Phrase(nl="Bewaren wat u schrijft", en="Keeping what you write")


class Drafts:
    """Follows one draft. `failing` is why the last could not be kept, None where it was."""

    def __init__(self, door: StoreDoor) -> None:
        self._door = door
        self._busy = False
        self._next: Draft | None = None
        self._dropped: str | None = None
        self.failing: MrappError | None = None

    def keep(self, draft: Draft) -> None:
        """Keep a draft as it is now; quick, it is written behind the window."""
        if self._busy:
            self._next = draft
            return
        self._busy = True
        self._door.ask(
            _KEEPING,
            lambda store: store.keep_draft(draft),
            lambda _done: self._go_on(None),
            self._go_on,
            lasting=True,
        )

    def drop(self, draft_id: str) -> None:
        """Erase a draft: it was kept as a remark, or given up."""
        if self._busy:
            self._next, self._dropped = None, draft_id
            return
        self._door.ask(
            _KEEPING, lambda store: store.drop_draft(draft_id), lambda _done: None, lasting=True
        )

    def _go_on(self, error: MrappError | None) -> None:
        self._busy, self.failing = False, error
        draft, self._next = self._next, None
        dropped, self._dropped = self._dropped, None
        if dropped is not None:
            self.drop(dropped)
        if draft is not None:
            # Begun since: by somebody else, or by the same person anew.
            self.keep(draft)
