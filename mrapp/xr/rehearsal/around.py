"""What whoever wears a headset can know in a frame: the same with every device."""

import math
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from mrapp.app.headset.panels import HitArea
from mrapp.xr.device import Condition
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.moving.arc import Arc
from mrapp.xr.moving.tabletop import Table
from mrapp.xr.pointing import Spot, StandingPanel, spot_on
from mrapp.xr.rig import StagePlace

_MODEL_SCALE = 1.5

Signature = tuple[tuple[str, ...], tuple[tuple[str, bool], ...]]
"""What is written on a panel, what can be pressed on it and what of that shows as chosen."""


@dataclass(frozen=True, eq=False)
class Around:
    """A frame as a visitor finds it.

    seconds: since the last one. place: where the stage stands. panels: with their places in the
    stage. arc: of a hand that aims. table: where a model stands in the stage. black: how far the
    view is faded. asks_place: whether a press in the city tells a place. finished: whether all of
    the city that is to be seen is there.
    """

    condition: Condition = Condition.ENDED
    seconds: float = 0.0
    place: StagePlace = field(default_factory=StagePlace)
    panels: tuple[StandingPanel, ...] = ()
    arc: Arc | None = None
    table: Table | None = None
    black: float = 0.0
    asks_place: bool = False
    paused: bool = False
    finished: bool = False

    @property
    def is_model(self) -> bool:
        """Whether the city is a model on a table."""
        return self.place.scale > _MODEL_SCALE

    def page(self, key: str) -> Signature | None:
        """Return what a panel shows; None: there is no such panel.

        A panel that only lights up under a hand shows the same.
        """
        found = next((each.picture for each in self.panels if each.picture.key == key), None)
        if found is None:
            return None
        return found.words, tuple((area.id, area.chosen) for area in found.areas)

    def find(
        self, pattern: str, *, chosen: bool | None = None
    ) -> tuple[StandingPanel, HitArea] | None:
        """Return the first area whose id fits a pattern such as "variant:*"; None: there is none.

        chosen: only one that shows as chosen, or as not.
        """
        for panel in self.panels:
            for area in panel.picture.areas:
                if fnmatchcase(area.id, pattern) and chosen in (None, area.chosen):
                    return panel, area
        return None

    def offers(self, pattern: str, *, chosen: bool | None = None) -> bool:
        """Tell whether there is such an area."""
        return self.find(pattern, chosen=chosen) is not None

    def middle_of(self, pattern: str, *, chosen: bool | None = None) -> Vec3 | None:
        """Return the middle of such an area in the stage."""
        found = self.find(pattern, chosen=chosen)
        return middle_of(*found) if found else None

    def under(self, aim: RigidPose) -> Spot | None:
        """Return the place on a panel that a hand points at."""
        return spot_on(self.panels, aim)


def middle_of(panel: StandingPanel, area: HitArea) -> Vec3:
    """Return the middle of an area in the stage."""
    (width, height), (wide_m, high_m) = panel.picture.size_px, panel.picture.size_m
    across = (area.left + area.right) / 2.0 / width - 0.5
    down = (area.top + area.bottom) / 2.0 / height - 0.5
    x, y, z = (panel.pose.matrix @ (across * wide_m, -down * high_m, 0.0, 1.0))[:3].tolist()
    return (x, y, z)


def bearing(start: Vec3, end: Vec3) -> tuple[float, float]:
    """Return how far one turns left and looks up to look from one place of the stage to another."""
    dx, dy, dz = (b - a for a, b in zip(start, end, strict=True))
    return math.atan2(-dx, -dz), math.atan2(dy, math.hypot(dx, dz))
