"""The windows and dialogs of staff: overview, export, outbox, day slip and forms on paper."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.opinions.opinions import Opinions
from mrapp.ui.overview.overviewing import Overviewing
from mrapp.ui.staff.exporting import Exporting
from mrapp.ui.staff.outboxing import Outboxing
from mrapp.ui.staff.papering import Papering
from mrapp.ui.staff.slipping import Slipping
from mrapp.ui.syncing import Syncing
from mrapp.ui.workbench import Workbench


class StaffDesk(QObject):
    """Holds the windows and dialogs of staff."""

    def __init__(
        self,
        bench: Workbench,
        door: StoreDoor,
        opinions: Opinions,
        syncing: Syncing,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.overviewing = Overviewing(bench, door, opinions, window)
        self.exporting = Exporting(bench, door, opinions, window)
        self.outboxing = Outboxing(bench, door, syncing, window)
        self.slipping = Slipping(bench, door, window)
        self.papering = Papering(bench, door, window)

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {
            "remarks.overview": self.overviewing.begin,
            "remarks.export": self.exporting.begin,
            "remarks.outbox": self.outboxing.begin,
            "remarks.slip": self.slipping.begin,
            "remarks.paper": self.papering.begin,
        }

    def close(self) -> None:
        """Close the windows that stand beside the main one."""
        self.overviewing.close()
