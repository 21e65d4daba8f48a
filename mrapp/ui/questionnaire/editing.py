"""What the editor works on: a questionnaire, a version, a question; requests become actions."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from mrapp.app.history import Change
from mrapp.app.questions.form_edits import latest, versions
from mrapp.app.session import Session
from mrapp.model.errors import MrappError
from mrapp.model.project import Project
from mrapp.model.questions import Question, Questionnaire
from mrapp.model.values import LocalText
from mrapp.ui.workbench import Workbench


class Editing(QObject):
    """Holds what is chosen in the editor and carries out what its parts ask for.

    Signals: `changed` something of what is shown is another; `refused` an action was, with the
    error; `done` one was carried out.
    """

    changed = Signal()
    refused = Signal(object)
    done = Signal()

    def __init__(self, bench: Workbench, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.bench = bench
        self.session = session
        self._form: str | None = None
        self._version: int | None = None
        self._question: str | None = None
        bench.changed.connect(self._follow)
        self._settle()

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.session.project

    @property
    def language(self) -> str:
        """The language that the program speaks."""
        return self.bench.language

    @property
    def shown(self) -> Questionnaire | None:
        """The version that is shown; None where there is no questionnaire yet."""
        return self._shown_of(self._form) if self._form is not None else None

    @property
    def question(self) -> Question | None:
        """The question that is chosen; None: the questionnaire as a whole."""
        shown = self.shown
        return shown.question(self._question) if shown and self._question is not None else None

    @property
    def writable(self) -> bool:
        """Whether the last version is shown, so that what is changed becomes the next."""
        return self._form is not None and self.shown == latest(self.project, self._form)

    def named(self, words: str) -> LocalText:
        """Return words as they are said in the language of the program, or else of the project."""
        known = self.project.languages
        spoken = self.language if self.language in known else next(iter(known), self.language)
        return {spoken: words}

    def follow(self, other: "Editing") -> None:
        """Choose what is chosen elsewhere."""
        self._form, self._version, self._question = other._form, other._version, other._question
        self._settle()
        self.changed.emit()

    def choose_form(self, form: str) -> None:
        """Show another questionnaire."""
        self._form, self._version, self._question = form, None, None
        self._settle()
        self.changed.emit()

    def choose_version(self, version: int) -> None:
        """Show another version."""
        last = latest(self.project, self._form).version if self._form is not None else version
        self._version = None if version == last else version
        self._settle()
        self.changed.emit()

    def choose_question(self, question: str | None) -> None:
        """Choose a question; None: the questionnaire as a whole."""
        if question != self._question:
            self._question = question
            self.changed.emit()

    def add_form(self, action: Callable[..., Change], *values: Any) -> bool:
        """Carry out an action that adds a questionnaire, and show that."""
        before = {each.id for each in self.project.questionnaires}
        done = self._try(lambda: action(self.session.moment, *values))
        added = [each.id for each in self.project.questionnaires if each.id not in before]
        if added:
            self.choose_form(added[-1])
        return done

    def act(self, action: Callable[..., Change], *values: Any, **named: Any) -> bool:
        """Carry out an action on the questionnaire that is shown; False if it was refused."""
        return self._try(lambda: action(self.session.moment, self._form, *values, **named))

    def act_on_project(self, action: Callable[..., Change], *values: Any, **named: Any) -> bool:
        """Carry out an action on the project: its themes and events."""
        return self._try(lambda: action(self.session.moment, *values, **named))

    def _try(self, make: Callable[[], Change]) -> bool:
        try:
            change = make()
        except MrappError as error:
            self.refused.emit(error)
            # What a list showed already, such as a row that was dragged, goes back.
            self.changed.emit()
            return False
        self._version = None
        self.session.apply(change)
        self.done.emit()
        return True

    def _follow(self) -> None:
        if self.bench.session is self.session:
            self._settle()
            self.changed.emit()

    def _settle(self) -> None:
        """Choose something that is there, where what was chosen is not any more."""
        forms = self.project.questionnaires
        if self._form not in {each.id for each in forms}:
            self._form = forms[0].id if forms else None
            self._version = None
        shown = self.shown
        if shown is None or self._question is None or shown.question(self._question) is None:
            self._question = None

    def _shown_of(self, form: str) -> Questionnaire:
        there = {each.version: each for each in versions(self.project, form)}
        return there.get(self._version or 0) or there[max(there)]
