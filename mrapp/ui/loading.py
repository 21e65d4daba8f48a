"""Brings a project's files into the session, layer by layer, while the window stays free."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, wait
from functools import partial

from PySide6.QtCore import QObject, Signal

from mrapp.app.progress import Cancelled, Progress
from mrapp.app.session import PlacedFile, Session
from mrapp.app.state import ESTIMATED_GROUND
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.project import Design, Layer
from mrapp.model.texts import Phrase
from mrapp.scene.prepared import PreparedMesh
from mrapp.ui.arriving import GROUND, Arrived, arrive, arrive_as_shown, follow, role_of
from mrapp.ui.tasks import TaskRunner

Pending = Mapping[str, Future[Arrived]]
"""Files that began to be read, and made ready, before there was a window; by asset path."""

_Context = tuple[tuple[str, str, CityMesh], ...]
_LOOK_EVERY_S = 0.05
_FOLLOWING = Phrase(nl="Op zijn plaats zetten", en="Putting it in its place")
_GROUND = Phrase(nl="Maaiveld schatten", en="Estimating the ground")


def reading(name: Mapping[str, str]) -> Phrase:
    """Return what is said while a layer or design is read."""
    dutch = name.get("nl") or next(iter(name.values()), "")
    english = name.get("en") or dutch
    return Phrase(nl=f"{dutch} laden", en=f"Loading {english}")


class Loader(QObject):
    """Loads what a session misses. `finished` comes once nothing more will arrive.

    `failed` carries the errors of files that could not be read; `stopped` that a person
    pressed cancel. What arrived stays; the project itself is never changed. `ready`: what is
    prepared of the files that are there, for the view, and no longer of what was moved or removed;
    `more` when something was added to it.
    """

    finished = Signal()
    failed = Signal(object)
    stopped = Signal()
    more = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ready: list[PreparedMesh] = []
        self._tasks = tasks
        self._session: Session | None = None
        self._awaited: set[str] = set()
        self._edging = 0
        self._ended = False
        self._following: set[str] = set()
        # What did not come where it was to go: there it would fail again.
        self._stuck: dict[str, PlacedFile] = {}
        self._was_stopped = False
        # The layers for which it was settled whether a ground is estimated; None: it was not.
        self._ground_for: _Context | None = ()

    @property
    def busy(self) -> bool:
        """Whether something is still to arrive."""
        return bool(self._awaited) or self._edging > 0

    def load(self, session: Session, pending: Pending | None = None) -> None:
        """Start reading every file that `session` misses, but for those that are under way."""
        if session is not self._session:
            self.forget()
            self._session = session
        self._was_stopped = self._ended = False
        missing = set(session.missing_assets()) - self._awaited
        wanted: dict[str, Layer | Design] = {}
        for item in items_of(session):
            if item.asset in missing:
                wanted.setdefault(item.asset, item)
        self._awaited |= wanted.keys()
        pending = pending or {}
        first = _first_read(wanted, pending)
        for asset, item in wanted.items():
            if asset != first:
                self._begin(session, item, pending.get(asset))
        if first is None:
            self._look_for_ground()
            return
        self._on_read(session, wanted[first], pending[first].result())

    def forget(self) -> None:
        """Let go of the session: what still arrives for it is dropped."""
        self._session = None
        self._awaited = set()
        self._edging = 0
        self._ended = False
        self._following, self._stuck = set(), {}
        self._ground_for = ()
        self.ready = []

    def follow(self) -> None:
        """Look at the ground again if other layers are there: one came, went, or came back."""
        if self._session is not None:
            there = {id(mesh) for mesh in self._session.meshes.values()}
            self.ready = [each for each in self.ready if id(each.mesh) in there]
            self._follow_moved(self._session)
        if self._session is not None and _context_of(self._session) != self._ground_for:
            self._look_for_ground()

    def _follow_moved(self, session: Session) -> None:
        """Bring the arrays of what was moved to where it is by now; see `Session.behind`."""
        for key, waiting in session.behind().items():
            stuck = self._stuck.get(key)
            again = stuck and stuck.file is waiting.file and stuck.place == waiting.place
            if key not in self._following and not again:
                self._follow(session, key, waiting)

    def _follow(self, session: Session, key: str, waiting: PlacedFile) -> None:
        items = {item.mesh_key: item for item in session.project.items()}
        role, origin = role_of(items[key]), session.project.origin.frame()

        def brought(found: tuple[PlacedFile, PreparedMesh]) -> None:
            if session is self._session:
                self._following.discard(key)
                self.ready.append(found[1])
                session.bring(key, found[0])
                # It may have been moved on meanwhile.
                self.follow()

        def not_brought(error: MrappError) -> None:
            if session is self._session:
                self._following.discard(key)
                self._stuck[key] = waiting
                self.failed.emit(error)
                if isinstance(items[key], Layer):
                    # The ground waits for it no longer.
                    self._ground_for = None
                self.follow()

        self._following.add(key)
        self._tasks.start(
            _FOLLOWING,
            lambda _progress, _cancelled: follow(waiting, role, origin),
            brought,
            not_brought,
            quick=True,
            stoppable=False,
        )

    def _begin(
        self, session: Session, item: Layer | Design, begun: "Future[Arrived] | None"
    ) -> None:
        path = session.opened.asset_path(item.asset)
        lod = session.project.lods()[item.asset]
        read = session.services.read_mesh
        project = session.project

        def work(progress: Progress, cancelled: Cancelled) -> Arrived:
            if begun is not None:
                return _awaited(begun, cancelled)
            file = read(path, lod=lod, progress=progress, cancelled=cancelled)
            return arrive_as_shown(project, item.asset, file, cancelled)

        self._tasks.start(
            reading(item.name),
            work,
            partial(self._on_read, session, item),
            partial(self._on_failed, session, item.asset),
        )

    def _on_read(self, session: Session, item: Layer | Design, read: Arrived) -> None:
        if session is not self._session:
            return
        self.take(reading(item.name), read.ready)
        try:
            session.add_mesh(item.asset, read.file, read.there)
        finally:
            self._awaited.discard(item.asset)
            self._look_for_ground()

    def take(self, title: Phrase, ready: Sequence[PreparedMesh]) -> None:
        """Take in what was prepared for the view; its edges, if nobody has found them, follow."""
        self.ready += ready
        left = [each for each in ready if each.edges is None]
        session = self._session
        if not left:
            return

        def work(_progress: Progress, _cancelled: Cancelled) -> None:
            for each in left:
                if session is not self._session:
                    return
                each.find_edges()

        def found(_nothing: None) -> None:
            if session is self._session:
                self._edging -= 1
                self.more.emit()
                self._end_if_all_there()

        def not_found(error: MrappError) -> None:
            if session is self._session:
                self.failed.emit(error)
                found(None)

        self._edging += 1
        # It is short, and nothing would ask for the edges again.
        self._tasks.start(title, work, found, not_found, stoppable=False)

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
        """Once all files are in and in place: estimate a ground where none of them brings one."""
        session = self._session
        if session is None or self._awaited:
            return
        layers = {layer.mesh_key for layer in session.project.layers}
        if layers & self._following & session.behind().keys():
            # `follow` looks again once it is there.
            self._ground_for = None
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

        def work(_progress: Progress, cancelled: Cancelled) -> Arrived | None:
            ground = estimate(context, origin)
            return arrive(ground, [GROUND], origin, cancelled) if ground is not None else None

        self._tasks.start(
            _GROUND, work, partial(self._on_ground, session), partial(self._on_no_ground, session)
        )

    def _on_ground(self, session: Session, ground: Arrived | None) -> None:
        if session is not self._session:
            return
        try:
            if _context_of(session) == self._ground_for:
                self.ready += ground.ready if ground else ()
                session.take_ground(ground.file if ground else None)
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
        self._ended = True
        self._end_if_all_there()

    def _end_if_all_there(self) -> None:
        if self._edging or self._awaited or not self._ended:
            return
        self._ended = False
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


def _awaited(begun: "Future[Arrived]", cancelled: Cancelled) -> Arrived:
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
    """Return what decides about the ground: the loaded layers, their kinds and arrays."""
    there, layers = session.meshes, session.project.layers
    return tuple(
        (la.mesh_key, la.kind, there[la.mesh_key]) for la in layers if la.mesh_key in there
    )
