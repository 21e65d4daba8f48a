"""Who is with us in the city, and what is pointed at for them: nothing of it until it is wanted."""

from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.scene.beacon import Beacon
from mrapp.scene.pose import Vec3
from mrapp.scene.wearer import Wearer, WearerMark


class Company:
    """A wearer of a headset, and a beacon, in a renderer; both are made when first shown.

    shown: whether they are drawn; a picture that goes with a remark is without.
    """

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._beacon: Beacon | None = None
        self._mark: WearerMark | None = None
        self.place: Vec3 | None = None
        self.wearer: Wearer | None = None
        self.shown = True

    def see_from(self, eye: Vec3) -> None:
        """Make ready for a frame from an eye, local metres."""
        place, wearer = (self.place, self.wearer) if self.shown else (None, None)
        if place is not None and self._beacon is None:
            self._beacon = Beacon(self._renderer)
        if self._beacon is not None:
            self._beacon.place = place
            self._beacon.see_from(eye)
        if wearer is not None and self._mark is None:
            self._mark = WearerMark(self._renderer)
        if self._mark is not None:
            self._mark.wearer = wearer
            self._mark.see_from(eye)

    def close(self) -> None:
        """Take both away."""
        for each in (self._beacon, self._mark):
            if each is not None:
                each.close()
        self._beacon = self._mark = None
