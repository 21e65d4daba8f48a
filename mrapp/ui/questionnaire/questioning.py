"""Opens the editor of questionnaires from the main window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.app.session import Session
from mrapp.ui.actions import Actions
from mrapp.ui.workbench import Workbench

if TYPE_CHECKING:
    from mrapp.ui.questionnaire.editor import QuestionEditor


class Questioning(QObject):
    """Holds the one editor there is at most."""

    def __init__(self, bench: Workbench, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._actions, self._window = bench, actions, window
        self.editor: QuestionEditor | None = None
        bench.settings_changed.connect(self._fit)

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {"questions.edit": self.open}

    def open(self) -> None:
        """Show the editor on the open project."""
        session = self._bench.session_or_told()
        if session is not None:
            editor = self.editor or self._made(session)
            editor.show()
            editor.raise_()
            editor.activateWindow()

    def close(self) -> None:
        """Close the editor; safe without one."""
        if self.editor is not None:
            self.editor.close()

    def _made(self, session: Session) -> "QuestionEditor":
        # Late: it is large, and nobody needs it to see the city.
        from mrapp.ui.questionnaire.editor import QuestionEditor

        self.editor = QuestionEditor(self._bench, session, self._actions, self._window)
        self.editor.closed.connect(self._put_away)
        return self.editor

    def _fit(self) -> None:
        """Make the editor anew for letters of another size."""
        old = self.editor
        if old is not None and old.scale != self._bench.settings.text_scale:
            old.close()
            new = self._made(old.editing.session)
            new.setGeometry(old.geometry())
            new.editing.follow(old.editing)
            new.show()

    def _put_away(self) -> None:
        self.editor = None
