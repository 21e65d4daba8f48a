"""The real device of this machine's runtime, watched: where the hands are, what both eyes see."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.scene.stereo.depth import EyeDepth
from mrapp.scene.stereo.mirror import Mirror
from mrapp.xr.device import DeviceFacts, Frame, Hand, HandState, Inputs
from mrapp.xr.openxr.headset import OpenXrHeadset

Picture = NDArray[np.uint8]
_WIDEST_PX = 4096


class WatchedHeadset(OpenXrHeadset):
    """An OpenXR headset of which a test sees more than the desktop does.

    quads: whether panels are given to the runtime as layers; else they are drawn with the city, and
    so are in the pictures. coarse: share of the size in which all frames are drawn but those of
    which a fine picture is wanted: a visit is hundreds of frames and thirty pictures. hands: as
    mrapp saw them last. eyes: left and right, (h, w, 3), of a frame after the last `ask`; None
    until then.
    """

    def __init__(self, *, quads: bool = True, coarse: float = 1.0) -> None:
        super().__init__()
        self._quads, self._coarse = quads, coarse
        self._fine = self._drawn_fine = False
        self._asked = False
        self._half: list[Picture] = []
        self._mirror: Mirror | None = None
        self.hands: Mapping[Hand, HandState] = {}
        self.eyes: tuple[Picture, Picture] | None = None

    @property
    def can_show_quads(self) -> bool:
        """As it was made."""
        return self._quads

    @property
    def facts(self) -> DeviceFacts:
        """What the runtime tells of itself, with the size in which is drawn now."""
        found = super().facts
        if self._drawn_fine or self._coarse == 1.0:
            return found
        wide, high = (round(side * self._coarse) for side in found.eye_px)
        return replace(found, eye_px=(wide, high))

    def ask(self, *, fine: bool = False) -> None:
        """Ask for a picture of both eyes."""
        self._fine, self.eyes = fine, None
        self._asked = True

    def inputs(self, frame: Frame) -> Inputs:
        """Return what the hands do, and remember it."""
        # From here on a frame is of one size.
        self._drawn_fine = self._fine
        found = super().inputs(frame)
        self.hands = found.hands
        return found

    def take_eye(
        self,
        frame: Frame,
        eye: int,
        window: vtkOpenGLRenderWindow,
        size_px: tuple[int, int],
        depth: EyeDepth | None = None,
    ) -> None:
        """Hand over what was drawn, and keep it where that was asked for."""
        if eye == 0:
            self._half = []
        if self._asked and self._drawn_fine == self._fine and len(self._half) == eye:
            self._mirror = self._mirror or Mirror(window, _WIDEST_PX)
            self._half.append(self._mirror.take(size_px))
            if len(self._half) == 2:
                self._asked = self._fine = False
                self.eyes = (self._half[0], self._half[1])
        super().take_eye(frame, eye, window, size_px, depth)

    def close(self) -> None:
        """Free what pictures took, and all else."""
        mirror, self._mirror = self._mirror, None
        if mirror is not None and self._window is not None:
            self._window.MakeCurrent()
            mirror.close()
        super().close()
