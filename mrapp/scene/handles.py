"""Handles in the view with which a design is dragged, turned and lifted while it is placed.

They say where the design would be; whoever asks decides, and shows them there.
"""

from collections.abc import Callable

import numpy as np
from vtkmodules.vtkRenderingCore import vtkActor2D, vtkPolyDataMapper2D, vtkRenderer

from mrapp.scene.handle_ink import ink_of
from mrapp.scene.handle_maths import Grip, Part, Sight, Stand, follow, grab
from mrapp.scene.handle_shapes import Figure, Layout, figures_of, part_under
from mrapp.scene.label_room import Rect
from mrapp.scene.polydata import mesh_data

__all__ = ["Handles", "Part", "Stand"]


class Handles:
    """The handles round one stand, or round none. All pixels: device pixels from the top left."""

    def __init__(self, renderer: vtkRenderer, sight: Callable[[], Sight]) -> None:
        self._renderer = renderer
        self._sight = sight
        self._stand: Stand | None = None
        self._strong: Part | None = None
        self._actor: vtkActor2D | None = None
        self._laid: tuple[object, ...] = ()
        self._figures: tuple[Figure, ...] = ()
        self._drawn: tuple[Figure, ...] | None = None
        self._grip: Grip | None = None
        self._fine = False
        self._brought: tuple[Stand, float, float] | None = None

    def show(self, stand: Stand | None) -> None:
        """Draw the handles round a stand from the next frame on, or take them away."""
        self._stand = stand
        if stand is None:
            self.end()
            self._drop()

    def part_at(self, x_px: float, y_px: float) -> Part | None:
        """Return the part under a pixel, or so near to it that a finger there means it."""
        sight = self._sight()
        return part_under(self._lay(sight), sight.scale, x_px, y_px)

    def highlight(self, part: Part | None) -> None:
        """Draw one part stronger than the others from the next frame on."""
        self._strong = part

    def begin(self, part: Part, x_px: float, y_px: float) -> None:
        """Take hold of a part with the pointer here. Nothing happens when nothing is shown."""
        self.end()
        if self._stand is not None:
            self._hold(part, self._stand, x_px, y_px)

    def dragged(self, x_px: float, y_px: float, fine: bool = False) -> Stand:
        """Return where the stand would be with the pointer here.

        fine: a tenth of the way, and turning without steps; it may change on the way. Where the
        pointer cannot say, the stand stays where it last was. Raises ValueError before `begin`.
        """
        if self._grip is None or self._brought is None:
            raise ValueError("nothing is being dragged")
        part = self._grip.part
        if fine != self._fine:
            self._hold(part, *self._brought)
            self._fine = fine
        stand = follow(self._grip, self._sight(), x_px, y_px, fine) or self._brought[0]
        self._brought = (stand, x_px, y_px)
        if fine:
            # Each little way counts from the last one, so that turning does not end half round.
            self._hold(part, stand, x_px, y_px)
        return stand

    def end(self) -> None:
        """Let go."""
        self._grip = self._brought = None
        self._fine = False

    def place(self) -> None:
        """Lay the handles into the picture as it is about to be drawn."""
        if self._stand is None:
            return
        sight = self._sight()
        figures = self._lay(sight)
        if figures is not self._drawn:
            self._draw(figures, sight)
            self._drawn = figures

    @property
    def room(self) -> tuple[Rect, ...]:
        """What they take of the picture, device pixels from the lower left."""
        if self._stand is None:
            return ()
        sight = self._sight()
        high = sight.size_px[1]
        boxes = [box for figure in self._lay(sight) for box in figure.boxes()]
        return tuple(Rect(left, high - low, right, high - top) for left, top, right, low in boxes)

    def close(self) -> None:
        """Take the handles away."""
        self.show(None)

    def _hold(self, part: Part, stand: Stand, x_px: float, y_px: float) -> None:
        sight = self._sight()
        # What is seen of the disc reaches no farther, unless it leans towards the viewer.
        layout = Layout(stand, sight)
        near_m = 1.5 * layout.reach_px * layout.metres
        self._grip = grab(part, stand, near_m, sight, x_px, y_px)
        self._brought = (stand, x_px, y_px)

    def _lay(self, sight: Sight) -> tuple[Figure, ...]:
        """Return the figures as they are seen now; the same ones as long as nothing changes."""
        wanted = (self._stand, self._strong, sight)
        if wanted != self._laid:
            self._figures = figures_of(self._stand, sight, self._strong) if self._stand else ()
            self._laid = wanted
        return self._figures

    def _draw(self, figures: tuple[Figure, ...], sight: Sight) -> None:
        ink = ink_of(figures, sight.scale)
        # VTK counts from the lower left corner of the lowest pixel, not from middles.
        x, y = ink.points[:, 0] + 0.5, sight.size_px[1] - ink.points[:, 1] - 0.5
        points = np.stack([x, y, np.zeros(len(x))], axis=1).astype(np.float32)
        if self._actor is None:
            self._actor = vtkActor2D()
            self._actor.SetMapper(vtkPolyDataMapper2D())
            self._renderer.AddViewProp(self._actor)
        mapper = self._actor.GetMapper()
        assert isinstance(mapper, vtkPolyDataMapper2D)
        mapper.SetInputData(mesh_data(points, ink.triangles, colours=ink.colours))

    def _drop(self) -> None:
        if self._actor is not None:
            self._renderer.RemoveViewProp(self._actor)
            self._actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())
        self._actor = self._drawn = None
