"""The large window beside a visitor with a headset: leading, pointing, and who is seen there."""

from PySide6.QtCore import QObject

from mrapp.ui.city_widget import CityWidget
from mrapp.ui.headset.leading import Leading
from mrapp.ui.headset.pointing_out import PointingOut
from mrapp.ui.headset.runner import HeadsetRunner
from mrapp.ui.headset.screen_view import ScreenView
from mrapp.ui.headset.spectator import Spectator
from mrapp.ui.workbench import Workbench
from mrapp.xr.exchange import Glimpse


class Beside:
    """Holds together what the large window and the headset have with each other.

    leading: brings people about; pointing: what both see pointed at. glimpse: what was seen last.
    """

    def __init__(
        self, bench: Workbench, city: CityWidget, runner: HeadsetRunner, parent: QObject
    ) -> None:
        self._bench = bench
        self.leading = Leading(bench, city, runner)
        self.pointing = PointingOut(bench, city, runner, parent)
        self._spectator = Spectator(city, parent)
        self.glimpse: Glimpse | None = None

    def see(self, glimpse: Glimpse | None) -> None:
        """Take in what is seen of the visitor now; None: no headset is in use."""
        self.glimpse = glimpse
        if glimpse is not None:
            self.leading.arrive(glimpse)
        self.show()

    def show(self) -> None:
        """Show the visitor in the large window, if that is wished, and what is pointed at."""
        free = self._bench.settings.headset_view == ScreenView.FREE
        self._spectator.show(self.glimpse if free else None)
        self.pointing.show()

    def choose_view(self, view: ScreenView) -> None:
        """Let the screen show the visitor in another way, now and at the next start."""
        self._bench.change_settings(headset_view=view.value)
        self.show()

    def follow_selection(self, on: bool) -> None:
        """Point at what is selected in the large window from now on, or no more."""
        self.pointing.follows = on
        self.pointing.follow()

    def bring_all(self) -> None:
        """Bring the visitor, and who watches the screen, before what is pointed at."""
        pose, now = self.pointing.stand_before(), self.pointing.now
        if pose is not None and now is not None:
            self.leading.all_to(pose, now.spot, self.glimpse)

    def forget(self) -> None:
        """Point at nothing and bring nobody: somebody else comes, or nobody."""
        self.leading.forget()
        self.pointing.follows = False
        self.pointing.clear()
