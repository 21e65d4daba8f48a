"""Changes and their undoing: a project is a value, so undo is the value before."""

from dataclasses import dataclass, field, replace
from typing import Self

from mrapp.app.state import ViewState
from mrapp.model.project import Project
from mrapp.model.texts import Phrase


@dataclass(frozen=True)
class Moment:
    """The project and the chosen view at one moment."""

    project: Project
    view: ViewState


@dataclass(frozen=True)
class Change:
    """What one user action makes: the new values and what it is called in the undo menu.

    Changes in a row with the same `merge` key count as one step (dragging the time dial).
    """

    after: Moment
    label: Phrase
    merge: str | None = None


def changed_project(
    moment: Moment, label: Phrase, merge: str | None = None, **fields: object
) -> Change:
    """Return the change of some fields of the project."""
    # model_copy skips validation; going through the constructor keeps the invariants.
    project = Project.model_validate({**dict(moment.project), **fields})
    return Change(Moment(project, moment.view), label, merge)


@dataclass(frozen=True)
class History:
    """The steps done and undone; a value, so that it can be tested without a window."""

    now: Moment
    done: tuple[tuple[Moment, Change], ...] = ()
    undone: tuple[tuple[Moment, Change], ...] = ()
    saved: Project | None = field(default=None, compare=False)

    def apply(self, change: Change) -> Self:
        """Return the history with one more step, or the same if nothing changed."""
        if change.after == self.now:
            return self
        before = self.now
        done = self.done
        if change.merge and done and done[-1][1].merge == change.merge and not self.undone:
            before, done = done[-1][0], done[:-1]
            if change.after == before:  # dragged back to where it began: nothing to undo
                return replace(self, now=before, done=done)
        return replace(self, now=change.after, done=(*done, (before, change)), undone=())

    def undo(self) -> Self:
        """Return the history one step back, or the same if there is none."""
        if not self.done:
            return self
        before, change = self.done[-1]
        return replace(
            self,
            now=_in_language_of(self.now, before),
            done=self.done[:-1],
            undone=(*self.undone, (before, change)),
        )

    def redo(self) -> Self:
        """Return the history one step forward, or the same if there is none."""
        if not self.undone:
            return self
        before, change = self.undone[-1]
        return replace(
            self,
            now=_in_language_of(self.now, change.after),
            done=(*self.done, (before, change)),
            undone=self.undone[:-1],
        )

    @property
    def undo_label(self) -> Phrase | None:
        """What would be undone, in words."""
        return self.done[-1][1].label if self.done else None

    @property
    def redo_label(self) -> Phrase | None:
        """What would be done again, in words."""
        return self.undone[-1][1].label if self.undone else None

    def assets(self) -> frozenset[str]:
        """Return every file that some step, done or undone, may show or name."""
        steps = (*self.done, *self.undone)
        moments = (self.now, *(before for before, _ in steps), *(each.after for _, each in steps))
        # Many steps only look, and leave the project as it was.
        projects = {id(moment.project): moment.project for moment in moments}
        return frozenset(asset for each in projects.values() for asset in each.files_named())

    @property
    def unsaved(self) -> bool:
        """Whether the project differs from what was saved last."""
        return self.saved is None or self.now.project != self.saved


def _in_language_of(now: Moment, moment: Moment) -> Moment:
    """Return `moment` as it reads now: the language is a setting, which no step takes back."""
    return replace(moment, view=replace(moment.view, language=now.view.language))
