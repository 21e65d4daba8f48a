"""Sends what was said at a kiosk, beside all that goes on there."""

from PySide6.QtCore import QObject

from mrapp.ui.kiosk.shelf import Shelf
from mrapp.ui.kiosk.visiting import Visiting
from mrapp.ui.syncing import Syncing
from mrapp.ui.workbench import Workbench


class Posting(Syncing):
    """Begins once the city is there and opinions can be kept; sends as soon as one is.

    Visitors are told where their receipt opens: at the server to which is sent.
    """

    def __init__(self, bench: Workbench, shelf: Shelf, visiting: Visiting, parent: QObject) -> None:
        super().__init__(bench.tasks, bench.services.sync, parent)
        self._bench, self._shelf = bench, shelf
        for there in (bench.loaded, shelf.changed):
            there.connect(self._begin)
        shelf.kept.connect(self.wake)
        self._visiting = visiting
        self.changed.connect(self._tell_server)

    def _begin(self) -> None:
        session = self._bench.session
        if session is not None and self._shelf.is_open and not self._bench.loader.busy:
            self.begin(session, session.opened)

    def _tell_server(self) -> None:
        self._visiting.server = self.state.server if self.state is not None else ""
