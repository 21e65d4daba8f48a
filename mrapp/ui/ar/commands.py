"""What is asked about cameras, by command; all of it is made when something is asked of it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.ui.workbench import Workbench

if TYPE_CHECKING:
    from mrapp.ui.ar.guiding import Guiding
    from mrapp.ui.ar.sources import Source


class ArCommands(QObject):
    """Leads to the window in which a camera sees tiles."""

    def __init__(self, bench: Workbench, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._window = bench, window

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {"ar.open": self._open}

    def _open(self) -> None:
        self.guiding.open()

    def begin_soon(self, source: "Source | None") -> None:
        """Open the window once the project is there, and begin with a source.

        A camera is asked about first, whoever gave it on the command line.
        """

        def begin() -> None:
            self._bench.loaded.disconnect(begin)
            self.guiding.open()
            if source is not None:
                self.guiding.choose(source)
                self.guiding.start()

        self._bench.loaded.connect(begin)

    def close(self) -> None:
        """Switch the camera off, and shut its window."""
        if "guiding" in vars(self):
            self.guiding.close()

    @cached_property
    def guiding(self) -> "Guiding":
        """Where the window and the camera are."""
        # Late: nobody needs it to see the city, and it would add to the time to that.
        from mrapp.ui.ar.eyes import eyes_of
        from mrapp.ui.ar.guiding import Guiding

        return Guiding(self._bench, eyes_of(self._bench.services), self._window)
