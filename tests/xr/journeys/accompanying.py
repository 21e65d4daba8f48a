"""A step of a visit as whoever accompanies sees it: the facilitator's window, and the large one."""

import math

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from mrapp.scene.pose import Pose
from mrapp.ui.headset.facilitator import FacilitatorWindow
from mrapp.ui.headset.screen_view import ScreenView
from tests.xr.journeys.steps import Steps

_BEHIND_M, _ABOVE_M = 5.0, 0.5
# Of the mirror: where the plan stands for who looks at it.
_PLAN_AT = (0.5, 0.35)


class Accompanying(Steps):
    """Somebody at the screen beside the visitor. Raises `StepError` where a step had no effect."""

    def accompany(self) -> str:
        """See what the visitor sees, point in it with the mouse, and see them from behind."""
        shown = self.seat.guiding.shown
        assert shown is not None
        self.seat.until(lambda: shown.mirror.picture is not None, "the mirror shows something")
        self._point(shown)
        if self.out is not None:
            shown.grab().save(str(self.out / "facilitator-steady.png"))
        self._see_from_behind(shown)
        if self.out is not None:
            QGuiApplication.primaryScreen().grabWindow(0).save(
                str(self.out / "facilitator-free.png")
            )
        shown.views.buttons[ScreenView.STEADY].click()
        shown.buttons["unpoint"].click()
        self.seat.until(lambda: not shown.buttons["unpoint"].isEnabled(), "nothing is pointed at")
        self.seat.settle()
        return f"{shown.width()} x {shown.height()} px"

    def _point(self, shown: FacilitatorWindow) -> None:
        mirror = shown.mirror
        at = QPoint(*(round(p * side) for p, side in zip(_PLAN_AT, _size(shown), strict=True)))
        QTest.mouseClick(mirror, Qt.MouseButton.LeftButton, pos=at)
        self.seat.until(shown.buttons["unpoint"].isEnabled, "something is pointed at")
        # Once for nothing: that frame may have been begun before.
        self.seat.see()
        self._see_fine(shown)

    def _see_fine(self, shown: FacilitatorWindow) -> None:
        """Wait until the mirror shows one of the frames that are as large as pictures are."""
        for _ in range(40):
            eyes = self.seat.see(fine=True)
            picture = shown.mirror.picture
            if picture is not None and picture.width() == eyes[0].shape[1]:
                return

    def _see_from_behind(self, shown: FacilitatorWindow) -> None:
        shown.views.buttons[ScreenView.FREE].click()
        glimpse, city = self.seat.glimpse, self.seat.window.parts.view.city
        ahead = math.sin(glimpse.heading_rad), math.cos(glimpse.heading_rad)
        x, y, z = glimpse.head
        eye = (x - _BEHIND_M * ahead[0], y - _BEHIND_M * ahead[1], z + _ABOVE_M)
        city.be_at(Pose(eye, glimpse.heading_rad, 0.0))
        self.seat.until(lambda: not city.incomplete, "the large window is there")
        self._see_fine(shown)


def _size(shown: FacilitatorWindow) -> tuple[int, int]:
    return shown.mirror.width(), shown.mirror.height()
