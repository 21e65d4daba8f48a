"""Pictures of a state, drawn by the same view as the window's, with no screen needed."""

import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import vtkLogger, vtkUnsignedCharArray
from vtkmodules.vtkIOImage import vtkPNGWriter
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from mrapp.app.remarks.pins import Pinned
from mrapp.app.state import SceneState
from mrapp.model.citymesh import CityMesh
from mrapp.scene.city_view import CityView
from mrapp.scene.polydata import image_data
from mrapp.scene.pose import Pose
from mrapp.scene.quality import Quality
from mrapp.scene.untyped import to_numpy


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A picture, (height, width, 3) sRGB, top row first; and whether it has no design in it."""

    pixels: NDArray[np.uint8]
    misses_design: bool


def take_snapshot(
    state: SceneState,
    meshes: Mapping[str, CityMesh],
    pose: Pose | None,
    width_px: int,
    height_px: int,
    quality: Quality = Quality.HIGH,
    text_scale: float = 1.0,
    pinned: Pinned | None = None,
) -> NDArray[np.uint8]:
    """Return the pixels of `snapshot_of`."""
    size_px = width_px, height_px
    return snapshot_of(state, meshes, pose, size_px, quality, text_scale, pinned).pixels


def snapshot_of(
    state: SceneState,
    meshes: Mapping[str, CityMesh],
    pose: Pose | None,
    size_px: tuple[int, int],
    quality: Quality = Quality.HIGH,
    text_scale: float = 1.0,
    pinned: Pinned | None = None,
) -> Snapshot:
    """Return the picture of a state.

    pose: where from; None: from where the whole project is seen. pinned: what people said.
    """
    window = offscreen_window()
    try:
        window.SetSize(*size_px)
        with closing(CityView(window, quality)) as view:
            view.text_scale = text_scale
            view.show(state, meshes)
            view.pins.show(pinned)
            view.pose = pose or view.navigator.home
            view.render()
            return Snapshot(grab(window), view.misses_design)
    finally:
        window.Finalize()


def offscreen_window() -> vtkRenderWindow:
    """Return a window that shows nowhere, on whatever OpenGL the machine has."""
    before = vtkLogger.GetCurrentVerbosityCutoff()
    if not os.environ.get("DISPLAY"):
        # VTK tries a screen first and warns that there is none, then does without: no news.
        vtkLogger.SetStderrVerbosity(vtkLogger.VERBOSITY_ERROR)
    window = vtkRenderWindow()
    vtkLogger.SetStderrVerbosity(before)
    window.SetOffScreenRendering(1)
    return window


def grab(window: vtkRenderWindow) -> NDArray[np.uint8]:
    """Return the last drawn frame of a window: (height, width, 3) sRGB, top row first."""
    width, height = window.GetSize()
    data = vtkUnsignedCharArray()
    window.GetPixelData(0, 0, width - 1, height - 1, 0, data, 0)
    pixels: NDArray[np.uint8] = to_numpy(data).reshape(height, width, 3)[::-1].copy()
    return pixels


def as_png(pixels: NDArray[np.uint8]) -> bytes:
    """Return (h, w, 3) sRGB, top row first, as a PNG file's content."""
    writer = vtkPNGWriter()
    writer.WriteToMemoryOn()
    writer.SetInputData(image_data(pixels))
    writer.Write()
    return to_numpy(writer.GetResult()).tobytes()
