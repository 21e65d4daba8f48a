"""The lines that stand in every picture: what is shown, its status, the notice, whose data."""

from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.scene.label_room import Rect
from mrapp.scene.plates import FlatPlate, PlateStyle, draw_plate, wrap

_FONT_PX = 15
_MARGIN_PX = 12
_WIDEST_SHARE = 0.62


class Captions:
    """The block at the lower left of the picture."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._plate: FlatPlate | None = None
        self._drawn: tuple[object, ...] = ()
        self._room: Rect | None = None

    @property
    def room(self) -> Rect | None:
        """Where on the picture the block is; None without lines."""
        return self._room

    def update(self, lines: tuple[str, ...], size_px: tuple[int, int], scale: float) -> None:
        """Show these lines in a picture of this size; the first is the headline.

        scale: device pixels per pixel of the text at its usual size.
        """
        wanted = (lines, size_px, scale)
        if wanted == self._drawn:
            return
        self.close()
        self._drawn = wanted
        if not lines:
            return
        font_px = round(_FONT_PX * scale)
        widest = round(size_px[0] * _WIDEST_SHARE)
        broken = [
            (part, number == 0)
            for number, line in enumerate(lines)
            for part in wrap(line, font_px, widest, bold=number == 0)
        ]
        style = PlateStyle(
            ink=(255, 255, 255),
            paper=(18, 24, 34),
            opacity=0.66,
            font_px=font_px,
            padding_px=round(9 * scale),
            radius_px=round(6 * scale),
        )
        self._plate = FlatPlate(self._renderer, draw_plate(broken, style))
        margin = round(_MARGIN_PX * scale)
        self._plate.place(margin, margin)
        right, top = margin + self._plate.width_px, margin + self._plate.height_px
        self._room = Rect(margin, margin, right, top)

    def close(self) -> None:
        """Take the block away."""
        if self._plate:
            self._plate.close()
        self._plate = self._room = None
        self._drawn = ()
