"""How slow work tells how far it is, and hears that it is to stop."""

from collections.abc import Callable

from mrapp.model.texts import Phrase

Progress = Callable[[float, Phrase], None]
"""Called with the part that is done, 0..1, and what is being done."""

Cancelled = Callable[[], bool]
"""Asked now and then; true once a person has pressed cancel."""


def ignore_progress(_fraction: float, _what: Phrase) -> None:
    """Report progress to nobody, for scripts."""


def never_cancelled() -> bool:
    """Tell that nobody can cancel, for scripts."""
    return False
