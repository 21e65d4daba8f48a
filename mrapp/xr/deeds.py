"""What a visitor has done, told for the first minute's hints."""

import math
from collections.abc import Callable

from mrapp.xr.exchange import Deed, Did, Exchange
from mrapp.xr.frames import RigidPose
from mrapp.xr.moving.moment import heading_of
from mrapp.xr.rig import StagePlace

_AGAIN_S = 1.0
# Head turned by so much in all has looked round.
_LOOKED_RAD = math.radians(80.0)


class Deeds:
    """Tells the window of each deed, but not of the same one in each frame."""

    def __init__(self, exchange: Exchange, clock: Callable[[], float]) -> None:
        self._exchange, self._clock = exchange, clock
        self._told_s: dict[Did, float] = {}
        self._looked: dict[str, float] = {}

    def forget(self) -> None:
        """Forget what the last visitor did."""
        self._told_s.clear()
        self._looked.clear()

    def did(self, did: Did) -> None:
        """Tell of a deed, once a second at most: walking is one in each frame."""
        now_s = self._clock()
        if now_s - self._told_s.get(did, -math.inf) >= _AGAIN_S:
            self._told_s[did] = now_s
            self._exchange.tell(Deed(did))

    def look(self, head: RigidPose | None) -> None:
        """Tell once that the visitor has looked round: to the left and to the right."""
        if head is None or "done" in self._looked:
            return
        way = heading_of(head, StagePlace())
        first = self._looked.setdefault("first", way)
        turned = (way - first + math.pi) % math.tau - math.pi
        self._looked["left"] = min(self._looked.get("left", 0.0), turned)
        self._looked["right"] = max(self._looked.get("right", 0.0), turned)
        if self._looked["right"] - self._looked["left"] > _LOOKED_RAD:
            self._looked["done"] = 1.0
            self.did(Did.LOOKED)
