"""Leads to the studio of tiles, and shows tiles in the view without it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout

from mrapp.ui.parts import Parts
from mrapp.ui.workbench import Workbench

if TYPE_CHECKING:
    from mrapp.ui.tiles.laying import TileLaying
    from mrapp.ui.tiles.studio import TileStudio


class TileCommands(QObject):
    """Holds the studio, once it was asked for. beside: where its panel comes, next to the view."""

    def __init__(self, parts: Parts, bench: Workbench, beside: QBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._bench, self._beside = parts, bench, beside
        bench.changed.connect(self._follow)
        bench.settings_changed.connect(self._follow)

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {"tiles.open": self._toggle, "tiles.show": self._switch}

    @cached_property
    def laying(self) -> "TileLaying":
        """What brings tiles into the view."""
        # Late: most projects have none.
        from mrapp.ui.tiles.laying import TileLaying

        return TileLaying(self._parts.view.city, self._bench, self)

    @cached_property
    def studio(self) -> "TileStudio":
        """The studio of tiles."""
        # Late: it is large, and nobody needs it to see the city.
        from mrapp.ui.tiles.studio import TileStudio

        return TileStudio(self._parts, self._bench, self.laying, self._beside, self)

    def close(self) -> None:
        """Put the studio away; safe without one."""
        if "studio" in vars(self):
            self.studio.close()

    def _toggle(self) -> None:
        if "studio" in vars(self) and self.studio.is_open:
            self.studio.close()
        else:
            self.studio.open()
        self._follow()

    def _switch(self) -> None:
        self._bench.change_settings(tiles_shown=not self._bench.settings.tiles_shown)

    def _follow(self) -> None:
        session, wanted = self._bench.session, self._bench.settings.tiles_shown
        actions = self._parts.actions
        actions["tiles.open"].setChecked("studio" in vars(self) and self.studio.is_open)
        actions["tiles.show"].setChecked(wanted)
        actions["tiles.open"].setEnabled(session is not None)
        if "laying" in vars(self) or (wanted and session is not None and session.project.tiles):
            self.laying.follow()
