"""Work that must outlive a crash: what a window keeps of it, and what the next one finds."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from mrapp.app.history import Change, Moment
from mrapp.app.ports import OpenProject
from mrapp.model.project import Project
from mrapp.model.texts import Phrase

_RESTORED = Phrase(nl="werk terughalen", en="bring work back")


@dataclass(frozen=True)
class Lost:
    """Changes that were not saved when a window ended by itself.

    path: the project they belong to; folder: where its files lay (for a capsule, unpacked);
    kept_at: when the last of them was kept, UTC.
    """

    key: str
    path: Path
    folder: Path
    project: Project
    kept_at: datetime


class Work(Protocol):
    """What one window keeps while it has a project open."""

    def others(self) -> int:
        """Return how many other windows on this machine have the same project open."""
        ...

    def keep(self, project: Project) -> None:
        """Keep the project as it is now; quick. Raises `NotKeptError`."""
        ...

    def settled(self, opened: OpenProject) -> None:
        """Forget what was kept: it has been saved, maybe in another place."""
        ...

    def end(self) -> None:
        """Forget all: the window closes on purpose. Safe twice."""
        ...


class WorkKeeper(Protocol):
    """Keeps the work of all windows, each by itself, where a crash cannot reach it."""

    def begin(self, opened: OpenProject) -> Work:
        """Begin to keep the work on a project. Raises `NotKeptError`."""
        ...

    def lost(self) -> tuple[Lost, ...]:
        """Return the work of windows that ended by themselves, the latest first."""
        ...

    def restore(self, lost: Lost) -> OpenProject:
        """Open the project as it was saved last, with the files that its lost changes need.

        Raises `ProjectError`; then what was kept is still there.
        """
        ...

    def discard(self, lost: Lost) -> None:
        """Throw lost work away: unwanted, or by now kept again by the window that restored it."""
        ...


def restored(moment: Moment, lost: Lost) -> Change:
    """Return the change that brings lost work back: one step, which can be undone."""
    variant = moment.view.variant
    known = lost.project.variant(variant) is not None
    view = replace(moment.view, variant=variant if known else None, selection=None)
    return Change(Moment(lost.project, view), _RESTORED)
