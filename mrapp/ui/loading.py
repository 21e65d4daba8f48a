"""Brings a project's files into the session, layer by layer, while the window stays free."""

from collections.abc import Mapping
from concurrent.futures import Future, wait
from functools import partial

from PySide6.QtCore import QObject, Signal

from mrapp.app.ports import Cancelled, Progress
from mrapp.app.session import Session, has_ground
from mrapp.app.state import ESTIMATED_GROUND
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.project import Design, Layer
from mrapp.model.texts import Phrase
from mrapp.ui.tasks import TaskRunner

Pending = Mapping[str, Future[CityMesh]]
"""Files whose reading began before there was a window, by asset path."""

_LOOK_EVERY_S = 0.05
_GROUND = Phrase(nl="Maaiveld schatten", en="Estimating the ground")


def reading(name: Mapping[str, str]) -> Phrase:
    """Return what is said while a layer or design is read."""
    dutch = name.get("nl") or next(iter(name.values()), "")
    english = name.get("en") or dutch
    return Phrase(nl=f"{dutch} laden", en=f"Loading {english}")


class Loader(QObject):
    """Loads what a session misses. `finished` comes once nothing more will arrive.

    `failed` carries the errors of files that could not be read; `stopped` that a person
    pressed cancel. What arrived stays; the project itself is never changed.
    """

    finished = Signal()
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._session: Session | None = None
        self._awaited: set[str] = set()
        self._was_stopped = False

    @property
    def busy(self) -> bool:
        """Whether something is still to arrive."""
        return bool(self._awaited)

    def load(self, session: Session, pending: Pending | None = None) -> None:
        """Start reading every file that `session` misses; forgets an earlier session."""
        self._session = session
        self._was_stopped = False
        wanted = [item for item in items_of(session) if item.asset in session.missing_assets()]
        self._awaited = {item.asset for item in wanted}
        begun = {self._take_first(session, wanted, pending or {})}
        for item in wanted:
            if item.asset not in begun:
                begun.add(item.asset)
                self._begin(session, item, (pending or {}).get(item.asset))
        if not self._awaited:
            self._look_for_ground()

    def _take_first(self, session: Session, wanted: list[Layer | Design], pending: Pending) -> str:
        """Show at once the first file whose reading has ended already; return its asset path."""
        for item in wanted:
            future = pending.get(item.asset)
            if future is not None and future.done() and future.exception() is None:
                self._awaited.discard(item.asset)
                session.add_mesh(item.asset, future.result())
                return item.asset
        return ""

    def _begin(
        self, session: Session, item: Layer | Design, begun: "Future[CityMesh] | None"
    ) -> None:
        path = session.opened.asset_path(item.asset)
        lod = session.project.lods()[item.asset]
        read = session.services.read_mesh

        def work(progress: Progress, cancelled: Cancelled) -> CityMesh:
            if begun is not None:
                return _awaited(begun, cancelled)
            return read(path, lod=lod, progress=progress, cancelled=cancelled)

        self._tasks.start(
            reading(item.name),
            work,
            partial(self._on_read, session, item.asset),
            partial(self._on_failed, session, item.asset),
        )

    def _on_read(self, session: Session, asset: str, mesh: CityMesh) -> None:
        if session is self._session:
            session.add_mesh(asset, mesh)
            self._awaited.discard(asset)
            self._look_for_ground()

    def _on_failed(self, session: Session, asset: str, error: MrappError) -> None:
        if session is not self._session:
            return
        if isinstance(error, CancelledError):
            self._was_stopped = True
        else:
            self.failed.emit(error)
        self._awaited.discard(asset)
        self._look_for_ground()

    def _look_for_ground(self) -> None:
        """Once all files are in: estimate a ground where none of them brings one."""
        session = self._session
        if session is None or self._awaited:
            return
        context = context_of(session)
        needless = any(has_ground(mesh) for mesh in context.values())
        if needless and ESTIMATED_GROUND in session.meshes:
            session.drop_mesh(ESTIMATED_GROUND)
        if self._was_stopped or not context or needless:
            self._end()
            return
        self._awaited = {ESTIMATED_GROUND}
        origin = session.project.origin.frame()
        estimate = session.services.estimate_ground
        self._tasks.start(
            _GROUND,
            lambda _progress, _cancelled: estimate(context, origin),
            partial(self._on_ground, session),
            partial(self._on_no_ground, session),
        )

    def _on_ground(self, session: Session, ground: CityMesh | None) -> None:
        if session is self._session:
            if ground is not None:
                session.add_mesh(ESTIMATED_GROUND, ground)
            self._end()

    def _on_no_ground(self, session: Session, error: MrappError) -> None:
        if session is self._session:
            self._was_stopped = isinstance(error, CancelledError)
            if not self._was_stopped:
                self.failed.emit(error)
            self._end()

    def _end(self) -> None:
        self._awaited = set()
        if self._was_stopped:
            self.stopped.emit()
        self.finished.emit()


def _awaited(begun: "Future[CityMesh]", cancelled: Cancelled) -> CityMesh:
    """Wait for a file that is being read already, but not longer than a person wants to."""
    while not wait([begun], timeout=_LOOK_EVERY_S).done:
        if cancelled():
            raise CancelledError
    return begun.result()


def items_of(session: Session) -> list[Layer | Design]:
    """Return layers and designs in the order to load: what is to be seen first comes first."""
    variant = session.project.variant(session.view.variant)
    variants = [v for v in (variant, *session.project.variants()) if v is not None]
    hidden = session.view.hidden_layers
    layers = sorted(session.project.layers, key=lambda layer: layer.id in hidden)
    return [*layers, *(design for v in variants for design in v.adds)]


def context_of(session: Session) -> dict[str, CityMesh]:
    """Return the loaded meshes of what stands there now."""
    loaded = session.meshes
    return {la.asset: loaded[la.asset] for la in session.project.layers if la.asset in loaded}
