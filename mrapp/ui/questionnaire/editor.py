"""The editor of questionnaires: questions left, the chosen one in the middle, its preview right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mrapp.app.questions import forms
from mrapp.app.questions.findings import Finding
from mrapp.app.session import Session
from mrapp.model.errors import MrappError
from mrapp.model.questions import Kind, Questionnaire
from mrapp.ui.actions import Actions
from mrapp.ui.questionnaire.editing import Editing
from mrapp.ui.questionnaire.findings_list import FindingsList
from mrapp.ui.questionnaire.form_bar import FormBar
from mrapp.ui.questionnaire.form_desk import FormDesk
from mrapp.ui.questionnaire.preview import Preview
from mrapp.ui.questionnaire.question_form import QuestionForm, WholeForm
from mrapp.ui.questionnaire.question_list import QuestionList
from mrapp.ui.style import font_px
from mrapp.ui.widgets import Reader, wrapped
from mrapp.ui.workbench import Workbench

_SHARED = ("edit.undo", "edit.redo", "project.save")
"""Commands of the main window whose keys work here too."""

_NARROW_PX = 1000
"""With less room than this, for letters of normal size, the preview stays away unless asked for."""


class QuestionEditor(QWidget):
    """A window of its own beside the main one; every change in it is a step of undo there too."""

    closed = Signal()

    def __init__(
        self, bench: Workbench, session: Session, actions: Actions, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("editor")
        self._bench, self.scale = bench, bench.settings.text_scale
        self.editing = Editing(bench, session, self)
        self.bar = FormBar(actions, self.scale)
        self.desk = FormDesk(self.editing, self)
        self.questions = QuestionList()
        self.question = QuestionForm(self.editing, self.scale)
        self.whole = WholeForm(self.editing, self.scale)
        self.preview = Preview(session.project.languages, bench.language, bench.settings.text_scale)
        self.findings = FindingsList()
        self.said = wrapped()
        self._said = QFrame()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        for command in _SHARED:
            self.addAction(actions[command])
        QShortcut(QKeySequence("F6"), self, self._next_part)
        self.resize(1280, 720)
        self._retranslate()

    def tell(self, words: str, look: str) -> None:
        """Say how something went, "good" or "error"; no words take it away."""
        self.said.setText(words)
        self._said.setProperty("look", look)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setVisible(bool(words))

    def show_all(self) -> None:
        """Show what is chosen, or that there is no questionnaire yet."""
        editing = self.editing
        form = editing.shown
        self.bar.show_form(editing)
        self._split.setVisible(form is not None)
        self.findings.setVisible(form is not None)
        self._empty.setVisible(form is None)
        if form is not None:
            self._show_form(form)

    def show_preview(self, shown: bool) -> None:
        """Show the preview or put it away; where there is little room, in the place of the form."""
        self.bar.preview.setChecked(shown)
        self.preview.setVisible(shown)
        self._stack.setVisible(not shown or self._wide())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it is put away."""
        super().closeEvent(event)
        self.closed.emit()

    def _show_form(self, form: Questionnaire) -> None:
        editing, question = self.editing, self.editing.question
        key = question.id if question else None
        self.questions.show_form(form, key, editing.language, writable=editing.writable)
        self._stack.setCurrentWidget(self._readers[question is not None])
        if question is None:
            self.whole.show_form(form)
        else:
            self.question.show_question(form, question)
        self.preview.show_question(form, question)
        self.findings.show_form(editing.project, form, editing.language)

    def _lay_out(self) -> None:
        self._readers = {False: Reader(self.whole), True: Reader(self.question)}
        for reader in self._readers.values():
            reader.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._stack.addWidget(reader)
        self._empty = wrapped("soft")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self._said)
        inside.setContentsMargins(10, 6, 10, 6)
        inside.addWidget(self.said)
        self._said.hide()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        for part in (self.questions, self._stack, self.preview):
            self._split.addWidget(part)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(10)
        self._split.setSizes([300, 520, 440])
        self.findings.set_text_scale(self.scale)
        self.questions.set_icon_size(font_px(self.scale, 17))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self.bar)
        column.addWidget(self._said)
        column.addWidget(self._empty, 1)
        column.addWidget(self._split, 1)
        column.addWidget(self.findings)

    def _connect(self) -> None:
        editing, desk = self.editing, self.desk
        editing.changed.connect(self.show_all)
        editing.refused.connect(self._tell_refused)
        editing.done.connect(lambda: self.tell("", ""))
        self._bench.step_refused.connect(self._tell_refused)
        self._bench.settings_changed.connect(self._retranslate)
        self._bench.opened.connect(self.close)
        desk.told.connect(self.tell)
        bar = self.bar
        bar.form_chosen.connect(editing.choose_form)
        bar.version_chosen.connect(editing.choose_version)
        bar.preview_wanted.connect(self.show_preview)
        doers: dict[str, Callable[[], object]] = {
            "new": desk.add_form,
            "publish": desk.publish,
            "save": desk.ask_save,
            "take": desk.ask_take,
            "remove": desk.remove_version,
            "themes": desk.show_themes,
        }
        bar.wanted.connect(lambda key: doers[key]())
        rows = self.questions
        rows.chosen.connect(editing.choose_question)
        rows.add_wanted.connect(self._add)
        rows.move_wanted.connect(lambda key, to: editing.act(forms.move_question, key, to))
        rows.remove_wanted.connect(self._remove)
        self.question.file_wanted.connect(desk.ask_neighbourhoods)
        self.findings.chosen.connect(self._go_to)

    def _retranslate(self) -> None:
        language = self._bench.language
        self.setWindowTitle(self.tr("Questions"))
        self._empty.setText(
            self.tr("There is no questionnaire yet. Make one, or take one from a file.")
        )
        for part in (self.bar, self.questions, self.question, self.whole, self.preview):
            part.retranslate(language)
        self.show_preview(self._wide())
        self.show_all()

    def _wide(self) -> bool:
        """Tell whether there is room for the form and the preview side by side."""
        return self.width() / self.scale >= _NARROW_PX

    def _tell_refused(self, error: MrappError) -> None:
        self.tell(error.text(self._bench.language), "error")

    def _add(self, kind: Kind) -> None:
        editing = self.editing
        question = editing.question
        before = {each.id for each in editing.shown.questions} if editing.shown else set()
        after = question.id if question else None
        if editing.act(forms.add_question, kind, {}, after) and editing.shown is not None:
            added = [each.id for each in editing.shown.questions if each.id not in before]
            editing.choose_question(added[0])
            next(iter(self.question.texts["text"].fields.fields.values())).setFocus()

    def _remove(self, key: str) -> None:
        shown = self.editing.shown
        ids = [each.id for each in shown.questions] if shown else []
        place = ids.index(key)
        if self.editing.act(forms.remove_question, key):
            left = ids[:place] + ids[place + 1 :]
            near = left[min(place, len(left) - 1)] if left else None
            self.editing.choose_question(near)

    def _go_to(self, finding: Finding) -> None:
        self.editing.choose_question(finding.question)
        if finding.language is not None:
            self.preview.speak(finding.language)

    def _next_part(self) -> None:
        """Let the focus go round: the bar, the questions, the form, the preview, the findings."""
        shown = self._readers[self.editing.question is not None].inside
        parts = (self.bar, self.questions, shown, self.preview, self.findings)
        there = [part for part in parts if part.isVisible()]
        focus = self.focusWidget()
        inside = [at for at, part in enumerate(there) if focus and part.isAncestorOf(focus)]
        part = there[(inside[0] + 1) % len(there)] if inside else there[0]
        able = [each for each in part.findChildren(QWidget) if _takes_keys(each)]
        if able:
            able[0].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _takes_keys(widget: QWidget) -> bool:
    tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabs and widget.isVisible() and widget.isEnabled()
