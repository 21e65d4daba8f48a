"""Part of the main job for the robot: write a question, look at what the visitor sees, undo it."""

from PySide6.QtCore import Qt

from mrapp.app.questions.form_words import KIND_WORDS
from mrapp.model.questions import Questionnaire
from mrapp.ui.questionnaire.editor import QuestionEditor
from mrapp.ui.robot import Robot, Step, StepError

_CTRL = Qt.KeyboardModifier.ControlModifier


class QuestionSteps:
    """The steps, each with a check of what it should have brought about."""

    def __init__(self, robot: Robot) -> None:
        self._robot = robot
        self._before = 0

    def all(self) -> tuple[Step, ...]:
        """Return the steps in order."""
        return (
            Step("edit the questions (Ctrl+Shift+Q)", self._open, "questions"),
            Step("write a question with two choices", self._write, "question-written"),
            Step("undo all of that (Ctrl+Z), and close", self._undo),
        )

    @property
    def _editor(self) -> QuestionEditor:
        editor = self._robot.window.questioning.editor
        if editor is None:
            raise StepError("the editor is not there")
        return editor

    def _form(self) -> Questionnaire:
        form = self._editor.editing.shown
        if form is None:
            raise StepError("there is no questionnaire")
        return form

    def _open(self) -> str:
        self._before = len(self._robot.session.history.done)
        self._robot.city.setFocus()
        self._robot.key(Qt.Key.Key_Q, _CTRL | Qt.KeyboardModifier.ShiftModifier)
        editor = self._editor
        self._robot.seen = editor
        editor.resize(1440, 900)
        if editor.editing.shown is None:
            editor.bar.new.click()
        elif self._form().questions:
            editor.editing.choose_question(self._form().questions[0].id)
        self._show()
        return f"{len(self._form().questions)} questions"

    def _write(self) -> str:
        editor, before = self._editor, len(self._form().questions)
        kind = KIND_WORDS["single"].text(self._robot.window.bench.language)
        next(a for a in editor.questions.menu.actions() if a.text() == kind).trigger()
        self._robot.type_words("Waar zit u het liefst?")
        for words in ("Op het plein", "Aan de kade"):
            editor.question.choices.new.setFocus()
            self._robot.type_words(words)
            self._robot.key(Qt.Key.Key_Return)
        self._show()
        added = editor.editing.question
        if added is None or len(added.choices) != 2:
            raise StepError("the question is not there with its choices")
        return f"{len(self._form().questions) - before} question, {len(added.choices)} choices"

    def _undo(self) -> str:
        window, session = self._robot.window, self._robot.session
        steps = len(session.history.done) - self._before
        for _ in range(steps):
            self._robot.key(Qt.Key.Key_Z, _CTRL)
        window.questioning.close()
        self._robot.seen = window
        window.activateWindow()
        self._robot.city.setFocus()
        self._robot.turn()
        left = len(session.history.done) - self._before
        if left:
            raise StepError(f"{left} of {steps} steps are left")
        return f"{steps} steps back"

    def _show(self) -> None:
        """Let the preview and the list of what stands out follow at once."""
        self._robot.turn()
        self._editor.preview.show_now()
        self._editor.findings.show_now()
        self._robot.turn()
