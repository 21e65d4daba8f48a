"""Which buildings of today stand under a design: counted in a task where that takes long."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from mrapp.app.footprints import buildings_under
from mrapp.app.session import Session
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import MrappError
from mrapp.model.project import Placement
from mrapp.model.texts import Phrase
from mrapp.ui.arriving import FEW
from mrapp.ui.tasks import TaskRunner

_COUNTING = Phrase(nl="Gebouwen eronder zoeken", en="Looking for buildings below")
# By file and place, not by arrays: these follow later, and change nothing.
_Question = tuple[tuple[CityMesh, Placement | None], ...]


class Under(QObject):
    """Answers for one design at a time; `found` when an answer has come."""

    found = Signal()

    def __init__(
        self, tasks: TaskRunner, failed: Callable[[MrappError], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self._failed = tasks, failed
        self._asked: _Question = ()
        self._known: _Question = ()
        self.last: tuple[str, ...] | None = ()
        """The answer that came last; None where it could not be found."""
        self.counting = False
        """Whether the answer to what was asked last is on its way."""

    def of(self, session: Session, mesh_key: str) -> tuple[str, ...] | None:
        """Return the ids of the buildings under a design; None while that is not known."""
        meshes, behind = session.meshes, session.behind()
        places = {item.mesh_key: item.place for item in session.project.items()}
        context = [it for it in session.project.layers if it.mesh_key in meshes]
        keys = [mesh_key, *(layer.mesh_key for layer in context)]
        wanted = tuple((session.file_of(key), places[key]) for key in keys)
        self.counting = wanted != self._known
        if not self.counting:
            return self.last
        if wanted == self._asked or any(key in behind for key in keys):
            # Its arrays are on their way; it is asked again once they are there.
            return None
        self._asked = wanted
        design, *others = (meshes[key] for key in keys)
        work = partial(buildings_under, design, others)
        if sum(len(meshes[key].triangles) for key in keys) <= FEW:
            self._take(wanted, work())
            return self.last
        self._tasks.start(
            _COUNTING,
            lambda _progress, _cancelled: work(),
            partial(self._on_found, wanted),
            partial(self._on_not_found, wanted),
            quick=True,
            stoppable=False,
        )
        return None

    def forget(self) -> None:
        """Let go of the arrays of what was asked about: the project may have been left."""
        self._asked, self._known, self.last = (), (), ()

    def _take(self, question: _Question, answer: tuple[str, ...] | None) -> None:
        self._known, self.last, self.counting = question, answer, False

    def _on_found(self, question: _Question, answer: tuple[str, ...] | None) -> None:
        if question == self._asked:
            self._take(question, answer)
            self.found.emit()

    def _on_not_found(self, question: _Question, error: MrappError) -> None:
        if question == self._asked:
            self._failed(error)
            self._on_found(question, None)
