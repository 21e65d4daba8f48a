"""What the editor does with whole questionnaires: new, publish, files, neighbourhoods, themes."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mrapp.app.questions import form_choices, forms
from mrapp.app.questions.form_files import read_form, read_neighbourhoods, write_form
from mrapp.model.errors import MrappError
from mrapp.model.form_errors import FormUnsureError
from mrapp.model.questions import Questionnaire
from mrapp.ui.dialogs.question import Answer, Role, ask
from mrapp.ui.dialogs.save_file import SaveDialog
from mrapp.ui.questionnaire.editing import Editing
from mrapp.ui.questionnaire.themes_dialog import ThemesDialog


class FormDesk(QObject):
    """Carries out what is about whole questionnaires; `told`: words, and "good" or "error"."""

    told = Signal(str, str)

    def __init__(self, editing: Editing, window: QWidget) -> None:
        super().__init__(window)
        self._editing = editing
        self._window = window
        self.themes: ThemesDialog | None = None

    def add_form(self) -> None:
        """Add a questionnaire, named in the languages that the program speaks."""
        names = {"nl": "Uw mening", "en": "Your opinion"}
        known = self._editing.project.languages
        name = {key: said for key, said in names.items() if key in known} or names
        self._editing.add_form(forms.new_form, name)

    def publish(self) -> None:
        """Publish the version that is written; what stands out is asked about first."""
        form = self._editing.shown
        now = self._editing.bench.services.utc_now()
        if form is None:
            return
        try:
            forms.publish(self._editing.session.moment, form.id, now)
        except FormUnsureError as unsure:
            self._ask_sure(form, unsure)
        except MrappError as error:
            self._tell(error)
        else:
            self._publish(form)

    def remove_version(self) -> None:
        """Remove the version that is written; undo brings it back."""
        if self._editing.act(forms.remove_version):
            self.told.emit(self.tr("The version is removed. Undo brings it back."), "good")

    def show_themes(self) -> None:
        """Show the themes and events of the project."""
        scale = self._editing.bench.settings.text_scale
        self.themes = ThemesDialog(self._editing, scale, self._window)
        self.themes.finished.connect(self._put_themes_away)
        self.themes.open()

    def ask_save(self) -> None:
        """Ask where to write the version that is shown, for others to use."""
        form = self._editing.shown
        if form is not None:
            title, kind = self.tr("Save as a file"), self.tr("Questionnaire (*.json)")
            proposed = Path.home() / f"{form.id}.json"
            SaveDialog(
                self._window, title, proposed, kind, ".json", partial(self.save, form)
            ).open()

    def save(self, form: Questionnaire, path: Path) -> None:
        """Write a version to a file."""
        try:
            write_form(path, self._editing.project, form)
        except MrappError as error:
            self._tell(error)
        else:
            said = self.tr("Saved in %1.").replace("%1", str(path))
            self.told.emit(said, "good")

    def ask_take(self) -> None:
        """Ask for a questionnaire in a file, and add it."""
        kind = self.tr("Questionnaire (*.json)")
        title = self.tr("Take from a file")
        path, _ = QFileDialog.getOpenFileName(self._window, title, str(Path.home()), kind)
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """Add the questionnaire of a file."""
        try:
            read = read_form(path)
        except MrappError as error:
            self._tell(error)
        else:
            self._editing.add_form(forms.take_in, read)

    def ask_neighbourhoods(self) -> None:
        """Ask for a map file of CBS, and take its neighbourhoods as choices."""
        kind = self.tr("Map with neighbourhoods (*.geojson *.json)")
        title = self.tr("Take neighbourhoods from a file")
        path, _ = QFileDialog.getOpenFileName(self._window, title, str(Path.home()), kind)
        if path:
            self.take_neighbourhoods(Path(path))

    def take_neighbourhoods(self, path: Path) -> None:
        """Take the neighbourhoods of a file as the choices of the question that is chosen."""
        question = self._editing.question
        if question is None:
            return
        try:
            found = read_neighbourhoods(path, self._editing.project.languages)
        except MrappError as error:
            self._tell(error)
            return
        if self._editing.act(form_choices.set_choices, question.id, found):
            said = self.tr("Neighbourhoods from the file: %1.")
            self.told.emit(said.replace("%1", str(len(found))), "good")

    def _ask_sure(self, form: Questionnaire, unsure: FormUnsureError) -> None:
        ask(
            self._window,
            self.tr("Publish"),
            unsure.text(self._editing.language),
            self.tr("Do you want to publish it like this?"),
            Answer(self.tr("Publish anyway"), Role.AcceptRole, lambda: self._publish(form)),
            Answer(self.tr("Go back"), Role.RejectRole),
            default=1,
        )

    def _publish(self, form: Questionnaire) -> None:
        now = self._editing.bench.services.utc_now()
        if self._editing.act(forms.publish, now, confirmed=True):
            words = self.tr("Version %1 is published. Save the project to keep it.")
            self.told.emit(words.replace("%1", str(form.version)), "good")

    def _tell(self, error: MrappError) -> None:
        self.told.emit(error.text(self._editing.language), "error")

    def _put_themes_away(self) -> None:
        if self.themes is not None:
            self.themes.deleteLater()
            self.themes = None
