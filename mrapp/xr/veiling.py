"""The veil before the eyes: dark until all is there and during jumps, narrow in motion."""

from mrapp.scene.stereo.view import StereoView
from mrapp.xr.moving.seen import Seen

# As dark as this nobody sees anything.
_UNSEEN = 0.99


class Veiling:
    """came: whether all was there once; before that nothing is seen of the city."""

    def __init__(self, view: StereoView) -> None:
        self._view = view
        self.came = False

    def hides(self, seen: Seen) -> bool:
        """Tell whether nobody sees anything in a frame."""
        return seen.black > _UNSEEN or not self.came

    def look(self) -> bool:
        """Take in how much of the city is there; returns whether some is still to come."""
        coming = self._view.unfinished
        self.came = self.came or not coming
        return coming

    def draw(self, seen: Seen) -> None:
        """Draw it."""
        dark = max(seen.black, seen.grey) if self.came else 1.0
        self._view.veil.set(seen.free_view_rad, dark)
