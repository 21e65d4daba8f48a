"""The head of the editor: which questionnaire, which version; undo, publish, files."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QMenu, QPushButton, QToolButton, QWidget

from mrapp.app.clock import day_words, local_from_utc
from mrapp.app.questions.form_edits import versions
from mrapp.model.questions import Questionnaire
from mrapp.model.texts import pick_language
from mrapp.ui import icons
from mrapp.ui.actions import Actions
from mrapp.ui.questionnaire.editing import Editing
from mrapp.ui.style import font_px
from mrapp.ui.widgets import row, set_icon_sizes, wrapped

_ONE_LINE = 1.3
"""Up to this size of letters all stands on one line."""


class FormBar(QWidget):
    """Tells which questionnaire and version are chosen, and by name what else is `wanted`.

    new, publish, save, take, remove, themes; `preview_wanted`: shown or not.
    """

    form_chosen = Signal(str)
    version_chosen = Signal(int)
    preview_wanted = Signal(bool)
    wanted = Signal(str)

    def __init__(self, actions: Actions, scale: float) -> None:
        super().__init__()
        self.forms, self.versions = QComboBox(), QComboBox()
        for box in (self.forms, self.versions):
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(12)
        self.new, self.publish, self.preview = QPushButton(), QPushButton(), QPushButton()
        self.new.setIcon(icons.icon("add", worded=True))
        self.publish.setProperty("look", "main")
        self.preview.setCheckable(True)
        self.more = QToolButton()
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self.more.setMenu(self._menu)
        self.state = wrapped("soft")
        self.undo, self.redo = actions.button("edit.undo"), actions.button("edit.redo")
        self.forms.activated.connect(lambda: self.form_chosen.emit(self.forms.currentData()))
        self.versions.activated.connect(
            lambda: self.version_chosen.emit(self.versions.currentData())
        )
        self.new.clicked.connect(lambda: self.wanted.emit("new"))
        self.publish.clicked.connect(lambda: self.wanted.emit("publish"))
        self.preview.clicked.connect(self.preview_wanted)
        self._lay_out(scale)

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.forms.setAccessibleName(self.tr("Questionnaire"))
        self.versions.setAccessibleName(self.tr("Version"))
        for button, words in (
            (self.new, self.tr("New")),
            (self.publish, self.tr("Publish")),
            (self.preview, self.tr("Preview")),
            (self.more, self.tr("More")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
        self.new.setAccessibleName(self.tr("New questionnaire"))
        self._menu.clear()
        self._actions = {}
        for key, words in (
            ("save", self.tr("Save as a file…")),
            ("take", self.tr("Take from a file…")),
            ("themes", self.tr("Themes and events…")),
            ("remove", self.tr("Remove this version")),
        ):
            action = self._menu.addAction(words)
            action.triggered.connect(lambda _on=False, key=key: self.wanted.emit(key))
            self._actions[key] = action

    def show_form(self, editing: Editing) -> None:
        """Show which questionnaires and versions there are, and what can be done."""
        form, project, language = editing.shown, editing.project, editing.language
        named = {each.id: pick_language(each.name, language) for each in project.questionnaires}
        zone = project.time_zone
        told = {}
        if form is not None:
            known = versions(project, form.id)[::-1]
            told = {each.version: self._version(each, zone, language) for each in known}
        _fill(self.forms, {key: name or key for key, name in named.items()}, form and form.id)
        _fill(self.versions, told, form and form.version)
        written = form is not None and editing.writable and form.published_utc is None
        self.publish.setEnabled(written)
        self._actions["remove"].setEnabled(written)
        self._actions["save"].setEnabled(form is not None)
        self._show_state(editing, form)

    def _lay_out(self, scale: float) -> None:
        chosen = row(self.forms, self.versions, self.new)
        chosen.setStretch(0, 2)
        chosen.setStretch(1, 3)
        chosen.setStretch(3, 0)
        buttons = row(self.undo, self.redo, self.preview, self.more, self.publish)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.addLayout(chosen, 0, 0)
        # Large letters need a line of their own for the buttons.
        grid.addLayout(buttons, *((0, 1) if scale <= _ONE_LINE else (1, 0)))
        grid.addWidget(self.state, 2, 0, 1, 2)
        set_icon_sizes(self, font_px(scale, 17))

    def _version(self, form: Questionnaire, zone: str, language: str) -> str:
        number = str(form.version)
        if form.published_utc is None:
            return self.tr("Version %1, being written").replace("%1", number)
        day = local_from_utc(form.published_utc, zone).day
        date = day_words(day, language)
        words = self.tr("Version %1, published on %2")
        return words.replace("%1", number).replace("%2", date)

    def _show_state(self, editing: Editing, form: Questionnaire | None) -> None:
        said = ""
        if form is not None and not editing.writable:
            said = self.tr("This is an older version. It can be read, not changed.")
        elif form is not None and form.published_utc is not None:
            words = self.tr("This version is in use. What you change becomes version %1.")
            said = words.replace("%1", str(form.version + 1))
        self.state.setText(said)
        self.state.setVisible(bool(said))


def _fill(box: QComboBox, entries: dict[str, str] | dict[int, str], wanted: object) -> None:
    shown = [(box.itemData(at), box.itemText(at)) for at in range(box.count())]
    if shown != list(entries.items()):
        box.clear()
        for key, words in entries.items():
            box.addItem(words, key)
    if wanted in entries:
        box.setCurrentIndex(list(entries).index(wanted))
    box.setEnabled(bool(entries))
