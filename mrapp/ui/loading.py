"""Brings a project's files into the session, layer by layer, while the window stays free."""

from collections.abc import Mapping
from concurrent.futures import Future, wait
from functools import partial

from PySide6.QtCore import QObject, Signal

from mrapp.app.ports import Cancelled, Progress
from mrapp.app.session import Session
from mrapp.app.state import ESTIMATED_GROUND
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.project import Design, Layer, Placement
from mrapp.model.texts import Phrase
from mrapp.ui.tasks import TaskRunner

Pending = Mapping[str, Future[CityMesh]]
"""Files whose reading began before there was a window, by asset path."""

_Context = tuple[tuple[str, str, Placement | None], ...]
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
        # The layers for which it was settled whether a ground is estimated.
        self._ground_for: _Context = ()

    @property
    def busy(self) -> bool:
        """Whether something is still to arrive."""
        return bool(self._awaited)

    def load(self, session: Session, pending: Pending | None = None) -> None:
        """Start reading every file that `session` misses, but for those that are under way."""
        if session is not self._session:
            self.forget()
            self._session = session
        self._was_stopped = False
        missing = set(session.missing_assets()) - self._awaited
        wanted: dict[str, Layer | Design] = {}
        for item in items_of(session):
            if item.asset in missing:
                wanted.setdefault(item.asset, item)
        self._awaited |= wanted.keys()
        first = _first_read(wanted, pending or {})
        for asset, item in wanted.items():
            if asset != first:
                self._begin(session, item, (pending or {}).get(asset))
        if first is not None and pending is not None:
            self._on_read(session, first, pending[first].result())
        else:
            self._look_for_ground()

    def forget(self) -> None:
        """Let go of the session: what still arrives for it is dropped."""
        self._session = None
        self._awaited = set()
        self._ground_for = ()

    def follow(self) -> None:
        """Look at the ground again if other layers are there: one came, went, or came back."""
        if self._session is not None and _context_of(self._session) != self._ground_for:
            self._look_for_ground()

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
        if session is not self._session:
            return
        try:
            session.add_mesh(asset, mesh)
        finally:
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
        self._ground_for = _context_of(session)
        context = session.ground_to_estimate()
        if context is None:
            session.take_ground(None)
        if context is None or self._was_stopped:
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
        if session is not self._session:
            return
        try:
            if _context_of(session) == self._ground_for:
                session.take_ground(ground)
        finally:
            self._awaited.discard(ESTIMATED_GROUND)
            if _context_of(session) == self._ground_for:
                self._end()
            else:
                self._look_for_ground()

    def _on_no_ground(self, session: Session, error: MrappError) -> None:
        if session is not self._session:
            return
        self._was_stopped = isinstance(error, CancelledError)
        if not self._was_stopped:
            self.failed.emit(error)
        self._awaited.discard(ESTIMATED_GROUND)
        self._end()

    def _end(self) -> None:
        was_stopped, self._was_stopped = self._was_stopped, False
        if was_stopped:
            self.stopped.emit()
        self.finished.emit()


def _first_read(wanted: Mapping[str, object], pending: Pending) -> str | None:
    """Return the first file whose reading has ended well already: it can be shown at once."""
    for asset in wanted:
        future = pending.get(asset)
        if future is not None and future.done() and future.exception() is None:
            return asset
    return None


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


def _context_of(session: Session) -> _Context:
    """Return what decides about the ground: the loaded layers, their kinds and places."""
    loaded = session.meshes
    layers = session.project.layers
    return tuple((la.mesh_key, la.kind, la.place) for la in layers if la.mesh_key in loaded)
