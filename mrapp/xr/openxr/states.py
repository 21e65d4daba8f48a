"""What each state of an OpenXR session asks of us, and how the session is doing then.

Source: OpenXR 1.1 specification, "Session Lifecycle". States by their names, without the library.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mrapp.xr.device import Condition


@dataclass(frozen=True)
class Entered:
    """A state that was entered. begins, ends: whether the session is to be begun or ended now."""

    condition: Condition
    begins: bool = False
    ends: bool = False


_STATES: Mapping[str, Entered] = {
    "IDLE": Entered(Condition.WAITING),
    "READY": Entered(Condition.READY, begins=True),
    # It runs, and frames keep it running, but nobody sees them.
    "SYNCHRONIZED": Entered(Condition.READY),
    "VISIBLE": Entered(Condition.VISIBLE),
    "FOCUSED": Entered(Condition.FOCUSED),
    # The headset was taken off, or the session is to end; "idle" or "exiting" follows.
    "STOPPING": Entered(Condition.WAITING, ends=True),
    "LOSS_PENDING": Entered(Condition.LOST),
    "EXITING": Entered(Condition.ENDED),
}


def entered(state: str, *, leaving: bool = False, before: Condition) -> Entered:
    """Return what a state means. leaving: whether we asked the session to end."""
    if leaving and state == "IDLE":
        # Some runtimes go back to sleep in place of exiting.
        return Entered(Condition.ENDED)
    return _STATES.get(state, Entered(before))
