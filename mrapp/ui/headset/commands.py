"""What is asked about headsets, by command; all of it is made when something is asked of it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from mrapp.scene.pose import Pose
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.opinions.opinions import Opinions
from mrapp.ui.workbench import Workbench

if TYPE_CHECKING:
    from mrapp.ui.headset.guiding import Guiding


class HeadsetCommands(QObject):
    """Leads to whoever accompanies visitors with a headset."""

    def __init__(
        self,
        bench: Workbench,
        city: CityWidget,
        door: StoreDoor,
        opinions: Opinions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bench, self._city, self._door = bench, city, door
        self._opinions, self._window = opinions, window

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {
            "headset.open": self._open,
            "headset.next": self._next,
            "headset.inputs": self._try_inputs,
            "headset.rehearse": self._rehearse,
            "headset.why": lambda: self._why(self._window),
        }

    def _open(self) -> None:
        self.guiding.open()

    def _next(self) -> None:
        self.guiding.next_visitor()

    def _try_inputs(self) -> None:
        self.guiding.open()
        self.guiding.try_inputs()

    def _rehearse(self) -> None:
        if self._bench.session_or_told() is not None:
            self.guiding.open()
            self.guiding.start(simulated=True)

    def begin_soon(self, *, simulated: bool = False, depth: bool = True) -> None:
        """Open the facilitator's window and start a headset, once the project is there.

        depth: whether VR software that takes depth gets it, also when it is started again.
        """

        def begin() -> None:
            self._bench.loaded.disconnect(begin)
            self.guiding.open()
            self.guiding.gives_depth = depth
            self.guiding.start(simulated=simulated)

        self._bench.loaded.connect(begin)

    def close(self) -> None:
        """End the headset."""
        if "guiding" in vars(self):
            self.guiding.close()

    @cached_property
    def guiding(self) -> "Guiding":
        """Where the facilitator's window and the headset are."""
        # Late: nobody needs it to see the city, and it would add to the time to that.
        from mrapp.ui.headset.guiding import Guiding

        return Guiding(
            self._bench,
            self._city,
            self._door,
            lambda: self._opinions.shown,
            self._why,
            self._window,
        )

    def _why(self, parent: QWidget) -> None:
        # Late: as below.
        from mrapp.ui.headset.why import WhyDialog

        in_use = "guiding" in vars(self) and self.guiding.runner.running
        sound = self._bench.services.sound
        dialog = WhyDialog(parent, self._bench.tasks, sound, *self._bench.spoken, in_use=in_use)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.tour_wanted.connect(self._tour)
        dialog.begin()

    def _tour(self) -> None:
        """Let the tour begin on the screen: where a visitor with a headset would."""
        session = self._bench.session
        if session is None:
            return
        # Late: as above.
        from mrapp.xr.starting import start_of

        start = start_of(session.project)
        self._city.fly_to(Pose(start.eye, start.heading_rad, 0.0))
        self._window.raise_()
        self._window.activateWindow()
