"""Keeps the work on the open project where a crash cannot reach it, after every change."""

from collections.abc import Callable

from mrapp.app.ports import OpenProject, Work, WorkKeeper
from mrapp.app.session import Session
from mrapp.model.errors import NotKeptError
from mrapp.model.project import Project


class Keeping:
    """Follows one session at a time. `failed` is told once that nothing can be kept, not each time.

    Quick: a look is not a change, and what is kept already is not kept again.
    """

    def __init__(self, keeper: WorkKeeper, failed: Callable[[NotKeptError], object]) -> None:
        self._keeper = keeper
        self._failed = failed
        self._told = False
        self._work: Work | None = None
        self._place: OpenProject | None = None
        self._kept: Project | None = None

    def begin(self, session: Session) -> None:
        """Begin to keep the work on a project, and end that on the one before."""
        self.end()
        self._told = False
        self._kept = session.project
        self._try(lambda: self._begin(session))

    def others(self) -> int:
        """Return how many other windows on this machine have the project open too."""
        return self._work.others() if self._work is not None else 0

    def follow(self, session: Session) -> bool:
        """Keep what changed in the project since the last time; tells whether all is safe now."""
        if session.opened is not self._place:
            self._try(lambda: self._settle(session))
        if session.project is self._kept:
            return True
        return self._try(lambda: self._keep(session))

    def end(self) -> None:
        """Forget what was kept: the project is left on purpose. Safe twice."""
        work, self._work = self._work, None
        self._place = self._kept = None
        if work is not None:
            work.end()

    def _begin(self, session: Session) -> None:
        self._work = self._keeper.begin(session.opened)
        self._place = session.opened

    def _settle(self, session: Session) -> None:
        """Take in that the project was saved; what changed while it was written stays kept."""
        if self._work is None:
            self._begin(session)
            return
        self._work.settled(session.opened, wholly=not session.history.unsaved)
        self._place = session.opened

    def _keep(self, session: Session) -> None:
        if self._work is None:
            self._begin(session)
        if self._work is not None:
            self._work.keep(session.project)
        self._kept = session.project

    def _try(self, do: Callable[[], object]) -> bool:
        try:
            do()
        except NotKeptError as error:
            if not self._told:
                self._told = True
                self._failed(error)
            return False
        return True
