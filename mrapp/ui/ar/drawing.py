"""Draws the plan for a look of a camera: what is heavy is made ready in a task first."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from mrapp.app.progress import Cancelled, Progress
from mrapp.app.session import Session
from mrapp.app.state import SceneState, resolve
from mrapp.ar.looking import Look
from mrapp.ar.placing import Laid, Laying, Mode, Side, way_to
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.texts import Phrase
from mrapp.model.tiles import Tile
from mrapp.scene.ar_view import ArView
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.quality import Quality
from mrapp.ui.tasks import Task
from mrapp.ui.workbench import Workbench

# More pixels than this are hardly seen in a window.
_WIDEST_PX = 1_920
# Where a picture takes longer than this, fewer pixels are drawn: what lags is worse than what is
# soft. And more again where it takes much less.
_LONG_S, _SHORT_S = 0.12, 0.05
_LEAST_SHARE = 0.4
# Fainter than this, of 255, nobody sees it.
_SEEN = 24
_READYING = Phrase(nl="Maquette op de tegel zetten", en="Putting the model on the tile")


@dataclass(frozen=True)
class Choice:
    """What is to be seen: a variant (None: now), a moment in UTC, and how large."""

    variant: str | None
    time_utc: datetime
    mode: Mode = Mode.MODEL


@dataclass(frozen=True, eq=False)
class _Ready:
    laid: Laid
    prepared: Collection[PreparedMesh]
    choice: Choice


class Drawing(QObject):
    """One view for one window; `close` frees it. laid: what stands on the tile by now.

    laid_for: the choice that it was made for; what is chosen now may take a while to be there.
    aside: which way to turn the camera, where nothing of the plan was in the last picture.
    """

    def __init__(self, bench: Workbench, readied: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._readied = bench, readied
        self._view: ArView | None = None
        self._laying = Laying()
        self._wanted: tuple[object, ...] = ()
        self._task: Task[_Ready] | None = None
        self._share, self._warm = 1.0, False
        self.laid: Laid | None = None
        self.laid_for: Choice | None = None
        self.aside: Side | None = None

    def draw(
        self,
        look: Look,
        session: Session,
        choice: Choice,
        wide_px: int = 0,
        *,
        at_rest: bool = False,
    ) -> NDArray[np.uint8] | None:
        """Return what lies over a look's frame, (h, w, 4); None: nothing, or not yet.

        wide_px: so wide the frame is shown. at_rest: no other comes soon; it may take its time.
        """
        self.aside = None
        judged, anchor = look.judged, look.anchor
        if judged is None or anchor is None or judged.tile is None:
            return None
        self._follow(judged.tile, session, choice)
        if self.laid is None or self._view is None or self.laid.empty:
            return None
        seen = self.laid.local_from_tile @ np.linalg.inv(anchor.matrix)
        wide, high = look.frame.size_px
        share = min(max(wide, wide_px), _WIDEST_PX) / wide * (1.0 if at_rest else self._share)
        size_px = max(round(share * wide), 1), max(round(share * high), 1)
        begun_s = time.perf_counter()
        drawn = self._view.draw(seen, look.camera, size_px)
        if not at_rest:
            self._pace(time.perf_counter() - begun_s)
        middle = self.laid.middle
        if middle is not None and not (drawn[..., 3] > _SEEN).any():
            self.aside = way_to(middle, seen, look.camera)
        return drawn

    def _pace(self, took_s: float) -> None:
        """Draw fewer pixels next time, or more; the first picture takes long on any machine."""
        if not self._warm:
            self._warm = True
        elif took_s > _LONG_S:
            self._share = max(_LEAST_SHARE, 0.8 * self._share)
        elif took_s < _SHORT_S:
            self._share = min(1.0, 1.1 * self._share)

    def _follow(self, tile: Tile, session: Session, choice: Choice) -> None:
        """Bring the view to what is wanted, if it is something else than before."""
        meshes = session.meshes
        there = tuple(sorted((key, id(mesh)) for key, mesh in meshes.items()))
        spoken = session.view.language
        wanted = (tile.id, tile.stands, tile.size_mm, session.project, choice, there, spoken)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        state = _state(session, choice)
        known = dict(session.meshes_now)

        def work(_progress: Progress, _cancelled: Cancelled) -> _Ready:
            laid = self._laying.lay(tile, state, known, choice.mode)
            piece = laid.piece
            prepared = [
                PreparedMesh(piece.meshes[show.asset], state.origin, show.role, edges=True)
                for show in piece.state.shows
            ]
            return _Ready(laid, prepared, choice)

        def done(ready: _Ready) -> None:
            if self._wanted == wanted:
                self._take(ready)

        if self._task is not None:
            self._task.cancel()
        self._task = self._bench.tasks.start(
            _READYING, work, done, self._fail, quick=True, quiet=True
        )

    def _fail(self, error: MrappError) -> None:
        if not isinstance(error, CancelledError):
            self._bench.tell_error(error)

    def _take(self, ready: _Ready) -> None:
        if self._view is None:
            self._view = ArView(self._quality())
        laid = ready.laid
        self.laid, self.laid_for, self._warm = laid, ready.choice, False
        self._view.show(laid.piece.state, laid.piece.meshes, laid.standing, ready.prepared)
        self._readied()

    def _quality(self) -> Quality:
        return Quality(self._bench.settings.quality)

    def forget(self) -> None:
        """Let go of what was drawn."""
        if self._task is not None:
            self._task.cancel()
        self._wanted, self._task = (), None
        self.laid = self.laid_for = None

    def close(self) -> None:
        """Free the view."""
        self.forget()
        view, self._view = self._view, None
        if view is not None:
            view.close()


def outline_of(look: Look) -> NDArray[np.float64] | None:
    """Return the corners of what was found, (n, 2) pixels, for a frame round it."""
    sighting = look.sighting
    if sighting is None:
        return None
    if sighting.tags:
        corners = np.concatenate(list(sighting.tags.values()))
        (left, top), (right, foot) = corners.min(axis=0), corners.max(axis=0)
        return np.array([[left, top], [right, top], [right, foot], [left, foot]])
    return sighting.qr_px


def _state(session: Session, choice: Choice) -> SceneState:
    """Return what the project shows by a choice of this window's own; nothing is selected."""
    view = replace(session.view, variant=choice.variant, time_utc=choice.time_utc, selection=None)
    return resolve(session.project, view, session.meshes, session.services.sun_at)
