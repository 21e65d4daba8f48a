"""Printed codes round a simulated headset: those that whoever steers it lays there."""

from collections.abc import Sequence

from mrapp.app.marker_tracking import MarkerSeen

_AGAIN_NS = 250_000_000


class ScriptedMarkers:
    """See `mrapp.app.marker_tracking.MarkerTracking`."""

    def __init__(self, seen: Sequence[MarkerSeen] = ()) -> None:
        self.seen: Sequence[MarkerSeen] = seen
        self._due_ns = 0
        self._closed = False

    def look(self, time_ns: int) -> Sequence[MarkerSeen] | None:
        """Return what lies there, four times a second."""
        if self._closed or time_ns < self._due_ns:
            return None
        self._due_ns = time_ns + _AGAIN_NS
        return tuple(self.seen)

    def close(self) -> None:
        """Look no more."""
        self._closed = True
