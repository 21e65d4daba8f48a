"""A press past all panels: a place in the city, or the edge of the visitor's own table."""

from mrapp.scene.world import World
from mrapp.xr.exchange import Asks, Exchange, Pointed, Told
from mrapp.xr.frames import RigidPose
from mrapp.xr.moving.tabletop import Table
from mrapp.xr.moving.walker import Walker
from mrapp.xr.pointing import hit_in_city
from mrapp.xr.rig import StageRig


class CityPressed:
    """Tells what was pressed, by what is asked for."""

    def __init__(
        self, exchange: Exchange, asks: Asks, walker: Walker, rig: StageRig, world: World
    ) -> None:
        self._exchange, self._asks = exchange, asks
        self._walker, self._rig, self._world = walker, rig, world

    def press(self, aim: RigidPose, table: Table | None) -> bool | None:
        """Take in a press along a hand's aim, in the stage. table: on which a model lies, if any.

        Returns whether it was one; None where nothing was asked.
        """
        if self._asks.table:
            return self._touch(aim)
        found = self._point(aim, table) if self._asks.place or table is None else None
        return found if self._asks.place else None

    def _touch(self, aim: RigidPose) -> bool:
        touched = self._walker.touch_table(aim.position)
        if touched:
            self._asks.table = False
            self._exchange.tell(Told("table", f"{aim.position[1]:.2f}"))
        return touched

    def _point(self, aim: RigidPose, table: Table | None) -> bool:
        """Tell which place was pressed in the city; returns whether there is one."""
        hit = hit_in_city(self._world, self._rig.place, aim, table)
        if hit is None:
            return False
        self._exchange.tell(Pointed(hit.point_local, hit.ref))
        return True
