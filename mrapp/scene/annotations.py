"""What lies over the picture: selection, badges and captions."""

from collections.abc import Mapping

from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.app.state import Badge, SceneState
from mrapp.scene.asset_view import AssetView
from mrapp.scene.badges import Anchored, Badges
from mrapp.scene.captions import Captions
from mrapp.scene.label_room import Rect
from mrapp.scene.outline import SelectedOutline
from mrapp.scene.pose import Pose
from mrapp.scene.world import World


class Annotations:
    """Keeps the overlay of a view up to date. `follow` state changes, `place` each frame.

    covered: what lies over the picture, where no badge is to hang; device pixels.
    """

    def __init__(self, lines: vtkRenderer, words: vtkRenderer, world: World) -> None:
        self._outline = SelectedOutline(lines)
        self._badges = Badges(lines, words, world)
        self._captions = Captions(words)
        self.covered: tuple[Rect, ...] = ()
        self._anchored: list[Anchored] = []
        self._lines: tuple[str, ...] = ()

    def follow(self, state: SceneState, assets: Mapping[str, AssetView]) -> None:
        """Take over selection, badges and captions of a state."""
        shown = {name: view for name, view in assets.items() if view.visible}
        self._lines = state.captions
        self._anchored = [
            item for item in (_anchored(badge, shown) for badge in state.badges) if item
        ]
        self._outline.follow(state.selection, shown)

    def place(
        self, pose: Pose, size_px: tuple[int, int], scale: float, handles: tuple[Rect, ...] = ()
    ) -> None:
        """Lay all of it into a picture of this size as seen from a pose.

        scale: device pixels per pixel of text and lines at their usual size. handles: what these
        take of it.
        """
        self._outline.line.widen(scale)
        self._captions.update(self._lines, size_px, scale)
        taken = [*self.covered, *handles, *([self._captions.room] if self._captions.room else [])]
        self._badges.update(self._anchored, pose, size_px, scale, taken)

    def close(self) -> None:
        """Take all of it away."""
        self._outline.close()
        self._badges.close()
        self._captions.close()
        self._anchored = []


def _anchored(badge: Badge, shown: Mapping[str, AssetView]) -> Anchored | None:
    view = shown.get(badge.asset)
    anchor = view.anchor_of(badge.object_id) if view else None
    return Anchored(badge, anchor) if anchor else None
