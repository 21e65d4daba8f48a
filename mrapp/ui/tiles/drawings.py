"""The drawn designs of tiles, made in tasks and kept: for the view, and for the studio."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from mrapp.app.progress import Cancelled, Progress
from mrapp.model.errors import MrappError
from mrapp.model.project import Project
from mrapp.model.texts import Notice, Phrase
from mrapp.model.tiles import Tile
from mrapp.ui.tasks import TaskRunner

Grey = NDArray[np.uint8]
Key = tuple[object, ...]

SIDE_PX = 512
_KEPT = 400
_DRAWING = Phrase(nl="Tegels tekenen", en="Drawing tiles")


@dataclass(frozen=True, eq=False)
class Drawn:
    """A tile's picture, (n, n); what speaks against it; from how far it is read, metres."""

    picture: Grey
    notices: tuple[Notice, ...]
    reach_m: float


class TileDrawings(QObject):
    """`of` gives what is there; `drawn` tells that more is, or why it is not."""

    drawn = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._kept: dict[Key, Drawn] = {}
        self._wanted: dict[Key, tuple[Project, Tile, Path]] = {}
        self._busy = False
        self.error: MrappError | None = None

    def of(self, project: Project, tile: Tile, folder: Path) -> Grey | None:
        """Return the drawing of a tile, (n, n), its top at the top; None while it is being made."""
        key = _key(project, tile)
        if key not in self._kept and project.tiling.host:
            self._wanted[key] = project, tile, folder
            self._next()
        drawn = self._kept.get(key)
        return drawn.picture if drawn is not None else None

    def advice(self, project: Project, tile: Tile) -> tuple[tuple[Notice, ...], float | None]:
        """Return what speaks against a tile, and from how far it is read, as far as it was drawn.

        Metres; None: not known yet.
        """
        drawn = self._kept.get(_key(project, tile))
        return (drawn.notices, drawn.reach_m) if drawn is not None else ((), None)

    def _next(self) -> None:
        if self._busy or not self._wanted:
            return
        self._busy, wanted = True, self._wanted
        self._wanted = {}

        def work(_progress: Progress, cancelled: Cancelled) -> dict[Key, Drawn]:
            return {key: drawn_tile(*each) for key, each in wanted.items() if not cancelled()}

        self._tasks.start(_DRAWING, work, self._take, self._fail, quick=True, quiet=True)

    def _take(self, found: dict[Key, Drawn]) -> None:
        if len(self._kept) > _KEPT:
            self._kept.clear()
        self._kept.update(found)
        self._busy, self.error = False, None
        self.drawn.emit()
        self._next()

    def _fail(self, error: MrappError) -> None:
        self._busy, self.error = False, error
        self.drawn.emit()


def drawn_tile(project: Project, tile: Tile, folder: Path) -> Drawn:
    """Return the drawing of a tile and what there is to say of it; for any thread."""
    # Late: OpenCV and the maker of codes are slow to come.
    from mrapp.markers.advice import reading_m, refusals, warnings
    from mrapp.markers.design import design_tile
    from mrapp.markers.marks import read_mark
    from mrapp.markers.raster import art_raster
    from mrapp.markers.wording import tile_words

    path = folder / project.tiling.mark if project.tiling.mark else None
    mark = read_mark(path.read_bytes()) if path is not None and path.is_file() else None
    words = tile_words(project, tile, mark)
    art = design_tile(tile, words)
    found = (*refusals(tile, words), *warnings(tile, words, art))
    return Drawn(art_raster(art, SIDE_PX / art.size_mm), found, reading_m(art.layout))


def _key(project: Project, tile: Tile) -> Key:
    look = (tile.code, tile.size_mm, tile.sheet, tile.tags, tuple(sorted(tile.name.items())))
    tiling = project.tiling
    return (*look, tiling.host, tiling.mark, tuple(sorted(tiling.owner.items())), project.languages)
