"""A small picture of a state, drawn bit by bit in a window of its own that shows nowhere.

It is drawn as snapshots are; but each step takes as long as a frame, so that a program that does
other things too can draw it in between.
"""

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from mrapp.app.state import SceneState
from mrapp.model.citymesh import CityMesh
from mrapp.scene.city_view import CityView
from mrapp.scene.pose import Pose
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import grab, offscreen_window


class Glance:
    """Say with `aim` what is wanted, then `step` until a picture comes.

    Each step leaves an OpenGL context of its own current.
    """

    def __init__(self, size_px: tuple[int, int]) -> None:
        self._size_px = size_px
        self._window: vtkRenderWindow | None = None
        self._view: CityView | None = None

    def aim(
        self,
        state: SceneState,
        meshes: Mapping[str, CityMesh],
        pose: Pose,
        ready: Collection[PreparedMesh] = (),
    ) -> None:
        """Want a picture of this from now on. ready: what was prepared of the meshes already."""
        if self._view is None:
            self._window = offscreen_window()
            self._window.SetSize(*self._size_px)
            self._view = CityView(self._window, Quality.FAST)
        self._view.show(state, meshes, ready, gradually=True)
        self._view.pose = pose

    def step(self) -> NDArray[np.uint8] | None:
        """Do a part of the work; returns the picture, (h, w, 3) sRGB, once it is whole."""
        if self._view is None or self._window is None:
            return None
        if self._view.unfinished:
            self._view.bring_some()
            return None
        if self._view.improve():
            return None
        self._view.render()
        return grab(self._window)

    def close(self) -> None:
        """Free everything; safe twice."""
        if self._view is not None:
            self._view.close()
        if self._window is not None:
            self._window.Finalize()
        self._view = self._window = None
