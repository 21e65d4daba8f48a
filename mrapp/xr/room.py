"""The visitor's own room behind the model: when it is seen, and what becomes of it when it goes."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.stereo.view import StereoView
from mrapp.xr.backdrop import before_room
from mrapp.xr.device import BlendMode, DeviceFacts, EyeView
from mrapp.xr.moving.seen import Seen
from mrapp.xr.moving.tabletop import Tabletop
from mrapp.xr.rig import StagePlace


def room_mode(facts: DeviceFacts | None) -> BlendMode | None:
    """Return how a device shows the room behind what is drawn; None where it cannot."""
    offered = facts.blend_modes if facts is not None else ()
    wished = (BlendMode.ALPHA, BlendMode.ADDITIVE)
    return next((mode for mode in wished if mode in offered), None)


class RoomSight:
    """Leaves out what is not the model while it lies on the visitor's own table.

    blend: how the frame is handed over. lost: whether the device took the room away with the last
    frame that was followed, as when a person forbids the cameras.
    """

    def __init__(self, view: StereoView, tabletop: Tabletop) -> None:
        self._view, self._tabletop = view, tabletop
        self.blend = BlendMode.OPAQUE
        self.lost = False
        self._pictured = False

    @property
    def seen(self) -> bool:
        """Whether the room is seen."""
        return self.blend is not BlendMode.OPAQUE

    def follow(self, seen: Seen, facts: DeviceFacts) -> Seen:
        """Take in what a frame shows; returns it as it can be shown."""
        table, mode = seen.table, room_mode(facts)
        self.lost, self._pictured = False, facts.simulated
        if table is not None and table.real and mode is None:
            # In the same frame: what was clear would be black from now on.
            self._tabletop.lose_room()
            seen, self.lost = replace(seen, table=self._tabletop.table), True
        shown = mode if seen.table is not None and seen.table.real else None
        self.blend = shown or BlendMode.OPAQUE
        # Where light is only added dark is clear, and a shadow would be a hole.
        self._view.see_through(self.seen, shadows=self.blend is not BlendMode.ADDITIVE)
        return seen

    def draw(self, seen: Seen, place: StagePlace) -> None:
        """Draw the table on which the model lies, if it does."""
        if seen.table is None:
            self._view.table.clear()
            return
        table, centre = seen.table, place.local(seen.table.centre)
        self._view.table.stand(centre, place.zero, table.radius_m, place.scale, real=table.real)

    def mirrored(self, eye: EyeView, size_px: tuple[int, int]) -> NDArray[np.uint8]:
        """Return what was drawn last for an eye, for the desktop, (h, w, 3), before the room."""
        if not self.seen:
            return self._view.mirror.take(size_px)
        taken = self._view.mirror.take(size_px, alpha=True)
        table = self._tabletop.table.centre if self._pictured else None
        return before_room(taken, eye, table=table)
