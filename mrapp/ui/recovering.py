"""Asks what is to become of work that a window lost when it ended by itself, and brings it back.

Only about the project that is open. Who opens another one is told what else there is, and goes on.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject
from PySide6.QtWidgets import QWidget

from mrapp.app.opened import OpenProject
from mrapp.app.ports import Lost
from mrapp.app.recovery import restored
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.question import Answer, Role, ask
from mrapp.ui.saving import Given, Saving
from mrapp.ui.workbench import Message, Workbench

_LOOKING = Phrase(nl="Kijken of er werk is blijven liggen", en="Looking for unsaved work")
_RESTORING = Phrase(nl="Werk terughalen", en="Bringing work back")
_RESTORED = Phrase(
    nl="Uw werk aan {project} is terug. Het is nog niet opgeslagen. Met Ongedaan maken gaat u "
    "terug naar wat er was opgeslagen.",
    en="Your work on {project} is back. It has not been saved yet. Undo takes you back to what "
    "was saved.",
)
_NOT_RESTORED = Phrase(
    nl="Het werk aan {project} is niet teruggehaald. {reason} Het is niet weggegooid: mrapp vraagt "
    "er de volgende keer weer naar.",
    en="The work on {project} was not brought back. {reason} It was not thrown away: mrapp asks "
    "about it again next time.",
)
_OTHERS = Phrase(
    nl="Er is werk dat niet is opgeslagen, aan: {projects}. Het blijft bewaard. mrapp vraagt "
    "ernaar als u dat project opent.",
    en="There is work that was not saved, on: {projects}. It is kept. mrapp asks about it when "
    "you open that project.",
)
_LOOK_NOW = Phrase(nl="Nu bekijken", en="Look at it now")
_ELSEWHERE = Phrase(
    nl="Het project is ook open in een ander venster. Sluit dat venster en open het project hier "
    "opnieuw.",
    en="The project is open in another window too. Close that window and open the project here "
    "again.",
)


class Recovering(QObject):
    """Looks for lost work when the window comes and when a project is opened, one at a time."""

    def __init__(self, bench: Workbench, saving: Saving, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._saving = saving
        self._window = window
        self._begun = False
        self._asking: Lost | None = None
        self._waiting: list[Lost] = []
        bench.opened.connect(self._on_opened)

    def begin(self) -> None:
        """Look for all that was lost, once: the window is there now."""
        if not self._begun:
            self._begun = True
            self._look(self._tell_others)

    def _on_opened(self) -> None:
        # Not while something is brought back: that is being dealt with.
        if self._begun and self._asking is None:
            self._look(lambda _others: None)

    def _look(self, others: Callable[[Sequence[Lost]], None]) -> None:
        """Look for lost work and ask about that on the open project; `others` takes the rest."""
        keeper = self._bench.services.keeper

        def found(works: tuple[Lost, ...]) -> None:
            session = self._bench.session
            place = session.opened.path if session else None
            mine = [each for each in works if place is not None and _same(each.path, place)]
            self._ask_all(mine)
            others([each for each in works if each not in mine])

        # Capsules are unpacked to see whether anything in them differs: not while one waits.
        self._bench.tasks.start(
            _LOOKING,
            lambda _progress, _cancelled: keeper.lost(),
            found,
            self._bench.tell_error,
            quick=True,
            stoppable=False,
        )

    def _tell_others(self, works: Sequence[Lost]) -> None:
        if not works:
            return

        def said(language: str) -> str:
            names = dict.fromkeys(each.project.title(language) for each in works)
            return _OTHERS.text(language, projects=", ".join(names))

        # Looked for anew: by then some of it may have been dealt with.
        offer = (_LOOK_NOW, lambda: self._look(self._ask_all))
        self._bench.tell(Message(said, offer=offer))

    def _ask_all(self, works: Sequence[Lost]) -> None:
        known = {each.key for each in (self._asking, *self._waiting) if each}
        self._waiting += [each for each in works if each.key not in known]
        self._next()

    def _next(self) -> None:
        if self._asking is None and self._waiting:
            self._asking = self._waiting.pop(0)
            self._ask(self._asking)

    def _done(self) -> None:
        self._asking = None
        self._next()

    def _ask(self, lost: Lost) -> None:
        language = self._bench.language
        when = QLocale(language).toString(
            QDateTime.fromSecsSinceEpoch(round(lost.kept_at.timestamp())), "d MMMM yyyy, HH:mm"
        )
        text = self.tr(
            "mrapp ended unexpectedly. Changes to %1 were not saved. The last one was made on %2."
        )
        ask(
            self._window,
            self.tr("Unsaved work was found"),
            text.replace("%1", lost.project.title(language)).replace("%2", when)
            + f"\n\n{lost.path}",
            self.tr("What do you want to do with these changes?"),
            Answer(self.tr("Bring back"), Role.AcceptRole, partial(self._bring_back, lost)),
            Answer(self.tr("Throw away"), Role.DestructiveRole, partial(self._ask_sure, lost)),
            Answer(self.tr("Not now"), Role.RejectRole, self._done),
        )

    def _ask_sure(self, lost: Lost) -> None:
        ask(
            self._window,
            self.tr("Throw unsaved work away"),
            self.tr("The changes to %1 that were not saved go for good.").replace(
                "%1", lost.project.title(self._bench.language)
            ),
            self.tr("Do you want to throw them away?"),
            Answer(self.tr("Throw away"), Role.DestructiveRole, partial(self._discard, lost)),
            Answer(self.tr("Cancel"), Role.RejectRole, partial(self._ask, lost)),
            default=1,
        )

    def _discard(self, lost: Lost) -> None:
        self._bench.services.keeper.discard(lost)
        self._done()

    def _bring_back(self, lost: Lost) -> None:
        """Open the project as it was saved, and then apply what was lost."""
        keeper = self._bench.services.keeper

        def failed(error: MrappError) -> None:
            self._tell_not(lost, error.text)
            self._done()

        self._bench.tasks.start(
            _RESTORING,
            lambda _progress, _cancelled: keeper.restore(lost),
            lambda opened: self._leave_for(lost, opened),
            failed,
            quick=True,
            stoppable=False,
        )

    def _leave_for(self, lost: Lost, opened: OpenProject) -> None:
        # A person may stay where they are: then it is asked again next time.
        self._asking = None
        self._saving.leave(partial(self._enter, lost, opened))

    def _enter(self, lost: Lost, opened: OpenProject, _given: Given) -> None:
        """Open, keep, and only then throw away: whenever it ends, nothing is lost."""
        self._asking = lost
        self._bench.open(opened)
        session, keeping = self._bench.session, self._bench.keeping
        if session is None:
            return
        if keeping.others():
            self._tell_not(lost, _ELSEWHERE.text)
        else:
            session.apply(restored(session.moment, lost))
            self._bench.loader.load(session)
            if keeping.follow(session):
                self._bench.services.keeper.discard(lost)
            project = lost.project
            self._bench.tell(
                Message(lambda said: _RESTORED.text(said, project=project.title(said)), "good")
            )
        self._done()

    def _tell_not(self, lost: Lost, reason: Callable[[str], str]) -> None:
        def said(language: str) -> str:
            name = lost.project.title(language)
            return _NOT_RESTORED.text(language, project=name, reason=reason(language))

        self._bench.tell(Message(said, "error"))


def _same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to the same place."""
    return one.resolve() == other.resolve()
