"""Text on a plate, as pixels and as something that lies flat on the picture.

The letters are VTK's built-in font; it has what Dutch and English need, and © and · too.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import (
    vtkPolyDataMapper2D,
    vtkRenderer,
    vtkTextProperty,
    vtkTexture,
    vtkTexturedActor2D,
)

from mrapp.scene.polydata import image_data, mesh_data
from mrapp.scene.untyped import render_text, text_width_px, to_vtk

Pixels = NDArray[np.uint8]
Border = Literal["none", "solid", "dashed", "dotted"]
_DPI = 72
_LEADING = 1.35
_TALL = "Ég|"
# Length of a dash and of the gap after it, in line widths.
_RHYTHM: dict[Border, tuple[float, float]] = {"dashed": (4.0, 2.5), "dotted": (1.2, 1.8)}


@dataclass(frozen=True)
class PlateStyle:
    """How a plate looks: sRGB colours, opacity 0..1, sizes in pixels."""

    ink: tuple[int, int, int]
    paper: tuple[int, int, int]
    opacity: float
    font_px: int
    padding_px: int
    radius_px: int
    border: Border = "none"
    border_ink: tuple[int, int, int] = (0, 0, 0)
    border_px: int = 2


def wrap(text: str, font_px: int, width_px: int, bold: bool = False) -> list[str]:
    """Return the text broken between words into lines of at most `width_px`, where possible."""
    lines: list[str] = []
    font = _font(font_px, bold)
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width_px(font, longer, _DPI) <= width_px:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def draw_plate(lines: list[tuple[str, bool]], style: PlateStyle) -> Pixels:
    """Return RGBA (h, w, 4), top row first, of lines of text (and whether bold) on a plate."""
    inks = [ink_of(text, style.font_px, bold) for text, bold in lines]
    step = round(style.font_px * _LEADING)
    width = max((ink.shape[1] for ink in inks), default=1) + 2 * style.padding_px
    height = step * len(inks) + 2 * style.padding_px
    cover = _paper_cover(width, height, style)
    rgba = np.zeros((height, width, 4), dtype=np.float64)
    rgba[..., :3] = style.paper
    rgba[..., 3] = cover * style.opacity
    _draw_border(rgba, cover, style)
    for number, ink in enumerate(inks):
        _lay(rgba, ink, style.padding_px, style.padding_px + number * step, style.ink)
    rgba[..., 3] *= 255.0
    return np.rint(rgba).astype(np.uint8)


def ink_of(text: str, font_px: int, bold: bool) -> NDArray[np.float64]:
    """Return how much ink a line of text lays on each pixel, 0..1 (h, w); all lines as high."""
    # An accent above and a tail below make all lines equally tall; they are cut off again.
    font = _font(font_px, bold)
    return render_text(font, _TALL + text, _DPI)[:, text_width_px(font, _TALL, _DPI) :]


def _font(font_px: int, bold: bool) -> vtkTextProperty:
    font = vtkTextProperty()
    font.SetFontFamilyToArial()
    font.SetFontSize(font_px)
    font.SetBold(bold)
    font.SetColor(1.0, 1.0, 1.0)
    return font


def _lay(
    rgba: NDArray[np.float64],
    ink: NDArray[np.float64],
    left: int,
    top: int,
    colour: tuple[int, int, int],
) -> None:
    """Lay ink over the plate."""
    height, width = ink.shape
    target = rgba[top : top + height, left : left + width]
    cover = ink[: target.shape[0], : target.shape[1], None]
    paper = target[..., 3:] * (1.0 - cover)
    alpha = cover + paper
    target[..., :3] = (cover * np.array(colour) + paper * target[..., :3]) / np.maximum(alpha, 1e-6)
    target[..., 3:] = alpha


def _rim_distance(width: int, height: int, radius: int) -> NDArray[np.float64]:
    """Return how deep each pixel lies inside a rounded rectangle, pixels (h, w)."""
    x = np.abs(np.arange(width) + 0.5 - width / 2.0) - (width / 2.0 - radius)
    y = np.abs(np.arange(height) + 0.5 - height / 2.0) - (height / 2.0 - radius)
    across, down = np.meshgrid(x, y)
    corner = np.hypot(np.maximum(across, 0.0), np.maximum(down, 0.0))
    return np.asarray(radius - corner - np.minimum(np.maximum(across, down), 0.0))


def _paper_cover(width: int, height: int, style: PlateStyle) -> NDArray[np.float64]:
    return np.clip(_rim_distance(width, height, style.radius_px) + 0.5, 0.0, 1.0)


def _draw_border(rgba: NDArray[np.float64], cover: NDArray[np.float64], style: PlateStyle) -> None:
    if style.border == "none":
        return
    height, width = cover.shape
    depth = _rim_distance(width, height, style.radius_px)
    line = np.clip(style.border_px + 0.5 - depth, 0.0, 1.0) * cover
    if style.border in _RHYTHM:
        line *= _dashes(width, height, *(part * style.border_px for part in _RHYTHM[style.border]))
    rgba[..., :3] += line[..., None] * (np.array(style.border_ink) - rgba[..., :3])
    rgba[..., 3] = np.maximum(rgba[..., 3], line)


def _dashes(width: int, height: int, dash: float, gap: float) -> NDArray[np.float64]:
    """Return 1 where a dash is and 0 in the gaps, (h, w), running along each side."""
    across, down = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    beside = np.minimum(across, width - across) < np.minimum(down, height - down)
    along = np.where(beside, down, across)
    return (np.mod(along, dash + gap) < dash).astype(np.float64)


class FlatPlate:
    """A plate of pixels that lies on the picture; placed by its lower left corner."""

    def __init__(self, renderer: vtkRenderer, pixels: Pixels) -> None:
        self._renderer = renderer
        self.height_px, self.width_px = pixels.shape[:2]
        self._actor = vtkTexturedActor2D()
        self._actor.SetTexture(_texture_of(pixels))
        mapper = vtkPolyDataMapper2D()
        mapper.SetInputData(_quad(self.width_px, self.height_px))
        self._actor.SetMapper(mapper)
        renderer.AddViewProp(self._actor)

    def place(self, left_px: float, bottom_px: float, opacity: float = 1.0) -> None:
        """Move the plate to a device pixel counted from the lower left, and fade it."""
        self._actor.SetVisibility(opacity > 0.02)
        self._actor.SetPosition(round(left_px), round(bottom_px))
        self._actor.GetProperty().SetOpacity(opacity)

    def hide(self) -> None:
        """Do not show the plate."""
        self._actor.SetVisibility(False)

    def close(self) -> None:
        """Take the plate away."""
        self._renderer.RemoveViewProp(self._actor)
        self._actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())


def _texture_of(pixels: Pixels) -> vtkTexture:
    texture = vtkTexture()
    texture.SetInputData(image_data(pixels))
    texture.InterpolateOff()
    return texture


def _quad(width: int, height: int) -> vtkPolyData:
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=np.float32)
    places = np.concatenate([corners * [width, height], np.zeros((4, 1))], axis=1)
    data = mesh_data(places.astype(np.float32), np.array([[0, 1, 2], [0, 2, 3]]))
    data.GetPointData().SetTCoords(to_vtk(corners, "uv"))
    return data
