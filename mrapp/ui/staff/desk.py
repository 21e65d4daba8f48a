"""The windows and dialogs of staff: overview, export, outbox, day slip and forms on paper."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.opinions.opinions import Opinions
from mrapp.ui.overview.overviewing import Overviewing
from mrapp.ui.staff.exporting import Exporting
from mrapp.ui.staff.outboxing import Outboxing
from mrapp.ui.staff.slipping import Slipping
from mrapp.ui.syncing import Syncing
from mrapp.ui.workbench import Workbench

if TYPE_CHECKING:
    from mrapp.ui.staff.papering import Papering


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
        self._made_of = bench, door, window

    @cached_property
    def papering(self) -> "Papering":
        """Forms on paper."""
        # Late: reading photographs brings libraries that no other dialog needs.
        from mrapp.ui.staff.papering import Papering

        return Papering(*self._made_of)

    def _begin_paper(self) -> None:
        self.papering.begin()

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {
            "remarks.overview": self.overviewing.begin,
            "remarks.export": self.exporting.begin,
            "remarks.outbox": self.outboxing.begin,
            "remarks.slip": self.slipping.begin,
            "remarks.paper": self._begin_paper,
        }

    def close(self) -> None:
        """Close the windows that stand beside the main one."""
        self.overviewing.close()
