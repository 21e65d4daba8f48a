"""Keeps the work on the open project where a crash cannot reach it, and no file without need."""

from collections.abc import Callable
from contextlib import suppress

from mrapp.app.opened import OpenProject
from mrapp.app.ports import Work, WorkKeeper
from mrapp.app.session import Session
from mrapp.model.errors import NotKeptError
from mrapp.model.project import Project


class Keeping:
    """Follows one session at a time. `failed` is told once that nothing can be kept, not each time.

    Quick: a look is not a change, and what is kept already is not kept again. Files that were
    brought into a project and that nothing needs any more go when it is opened, saved and left.
    """

    def __init__(self, keeper: WorkKeeper, failed: Callable[[NotKeptError], object]) -> None:
        self._keeper = keeper
        self._failed = failed
        self._told = False
        self._session: Session | None = None
        self._work: Work | None = None
        self._place: OpenProject | None = None
        self._kept: Project | None = None
        self._coming = 0
        # Where files may be that are needed no more: of the open project, and of those before it.
        self._earlier: list[OpenProject] = []
        self._left: list[OpenProject] = []

    def begin(self, session: Session) -> None:
        """Begin to keep the work on a project, and end that on the one before."""
        self.end()
        self._told = False
        self._session = session
        self._kept = session.project
        self._try(lambda: self._begin(session))
        self._tidy()

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

    def coming(self) -> Callable[[], None]:
        """Take in that a file is on its way into a project; until the answer is called, none goes.

        To be called once: when it is there, or will not come.
        """
        self._coming += 1
        return self._arrived

    def end(self) -> None:
        """Forget what was kept: the project is left on purpose. Safe twice."""
        work, self._work = self._work, None
        if work is not None and self._place is not None:
            if self._coming:
                self._left.append(self._place)
            else:
                work.tidy(self._place, ())
        self._session = self._place = self._kept = None
        if work is not None:
            work.end()
        self._left += self._earlier
        self._earlier = []
        self._tidy_left()

    def close(self) -> None:
        """Forget all: the window closes, and nothing is on its way any more."""
        self._coming = 0
        self.end()

    def _arrived(self) -> None:
        self._coming = max(0, self._coming - 1)
        self._tidy_left()

    def _begin(self, session: Session) -> None:
        self._work = self._keeper.begin(session.opened)
        self._place = session.opened

    def _settle(self, session: Session) -> None:
        """Take in that the project was saved; what changed while it was written stays kept."""
        before = self._place
        if self._work is None:
            self._begin(session)
            return
        self._work.settled(session.opened, wholly=not session.history.unsaved)
        self._place = session.opened
        if before is not None and before.path != session.opened.path:
            # What was read there may still name images there.
            self._earlier.append(before)
        self._tidy()

    def _keep(self, session: Session) -> None:
        if self._work is None:
            self._begin(session)
        if self._work is not None:
            self._work.keep(session.project)
        self._kept = session.project

    def _tidy(self) -> None:
        """Remove what neither the open project nor a step of its history needs."""
        work, place, session = self._work, self._place, self._session
        if work is not None and place is not None and session is not None and not self._coming:
            work.tidy(place, session.history.assets())

    def _tidy_left(self) -> None:
        """Remove what came into projects after they were left, or while they were."""
        if not self._coming:
            left, self._left = self._left, []
            for opened in left:
                # Where no window can be told of, no other window knows of this one: all stays.
                with suppress(NotKeptError):
                    self._tidy_one(opened)

    def _tidy_one(self, opened: OpenProject) -> None:
        work = self._keeper.begin(opened)
        work.tidy(opened, ())
        work.end()

    def _try(self, do: Callable[[], object]) -> bool:
        try:
            do()
        except NotKeptError as error:
            if not self._told:
                self._told = True
                self._failed(error)
            return False
        return True
