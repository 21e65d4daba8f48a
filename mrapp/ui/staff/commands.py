"""What staff ask for, by command; their desk is made when something is asked of it."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.opinions.opinions import Opinions
from mrapp.ui.syncing import Syncing
from mrapp.ui.workbench import Workbench

if TYPE_CHECKING:
    from mrapp.ui.staff.desk import StaffDesk

COMMANDS = (
    "remarks.overview",
    "remarks.export",
    "remarks.outbox",
    "remarks.slip",
    "remarks.paper",
)


class StaffCommands(QObject):
    """Leads to the desk of staff."""

    def __init__(
        self,
        bench: Workbench,
        door: StoreDoor,
        opinions: Opinions,
        syncing: Syncing,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bench, self._door, self._opinions, self._window = bench, door, opinions, window
        self._syncing = syncing

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {command: partial(self._do, command) for command in COMMANDS}

    def close(self) -> None:
        """Close the windows that stand beside the main one."""
        if "desk" in vars(self):
            self.desk.close()

    @cached_property
    def desk(self) -> "StaffDesk":
        """Where the windows and dialogs of staff are."""
        # Late: nobody needs it to see the city, and it would add a tenth to the time to that.
        from mrapp.ui.staff.desk import StaffDesk

        return StaffDesk(self._bench, self._door, self._opinions, self._syncing, self._window)

    def _do(self, command: str) -> None:
        self.desk.doers()[command]()
