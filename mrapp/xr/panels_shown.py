"""How panels are seen: as quads of the device, else as textures in the city."""

from collections.abc import Iterable

from mrapp.app.headset.panels import PanelPicture, Panels
from mrapp.scene.stereo.view import StereoView
from mrapp.xr.device import Condition, Headset, Quad
from mrapp.xr.frames import RigidPose
from mrapp.xr.panel_room import PanelRoom
from mrapp.xr.pointing import StandingPanel
from mrapp.xr.rig import StagePlace

_UPRIGHT = RigidPose((0.0, 1.6, 0.0))


class PanelsShown:
    """Paints the panels, and lets them stand where the visitor looks."""

    def __init__(self, headset: Headset, view: StereoView) -> None:
        self._headset, self._view = headset, view
        self._room = PanelRoom()

    @property
    def standing(self) -> tuple[StandingPanel, ...]:
        """The panels that stand, each with its place."""
        return self._room.standing

    @property
    def quads(self) -> list[Quad]:
        """Those that the device shows."""
        return [panel.quad for panel in self.laid_over]

    @property
    def laid_over(self) -> tuple[StandingPanel, ...]:
        """Those that are not in the pictures of the eyes: the device lays them over."""
        return self.standing if self._headset.can_show_quads else ()

    def stand(self, panels: Panels, head: RigidPose | None) -> None:
        """Let these stand, and no others; head: about which they come, in the stage."""
        self._paint(self._room.stand(panels, head or _UPRIGHT))

    def gather(self, head: RigidPose) -> None:
        """Bring them to where a head looks."""
        self._room.gather(head)

    def paint_anew(self) -> None:
        """Give a session that has just begun the pictures of all."""
        self._paint(panel.picture for panel in self.standing)

    def draw(self, place: StagePlace) -> None:
        """Draw those that the device does not show."""
        if self._headset.can_show_quads:
            return
        self._view.panels.stand(
            {
                panel.picture.key: (place.matrix @ panel.pose.matrix, panel.picture.size_m)
                for panel in self.standing
            }
        )

    def _paint(self, pictures: Iterable[PanelPicture]) -> None:
        gone = self._headset.condition in {Condition.LOST, Condition.ENDED}
        for picture in () if gone else pictures:
            if self._headset.can_show_quads:
                self._headset.paint(picture.key, picture.pixels.tobytes(), picture.size_px)
            else:
                self._view.panels.paint(picture.key, picture.pixels)
