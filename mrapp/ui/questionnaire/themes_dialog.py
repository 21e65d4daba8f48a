"""Themes and events of a project: what a remark may be about, and where it was made."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.history import Change
from mrapp.app.questions import themes
from mrapp.model.project import Event, Theme
from mrapp.ui import icons
from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.questionnaire.editing import Editing
from mrapp.ui.questionnaire.fields import LanguageFields, LineField
from mrapp.ui.style import font_px
from mrapp.ui.widgets import (
    Reader,
    clear,
    icon_button,
    name_button,
    row,
    set_icon_sizes,
    tab_after,
    wrapped,
)


class _Group(QWidget):
    """One of the two lists, with a field for a new one."""

    def __init__(self, add: Callable[[str], object]) -> None:
        super().__init__()
        self._take = add
        self.title, self.hint = QLabel(), wrapped("soft")
        self.title.setProperty("look", "heading")
        self.new, self.add = LineField(), QPushButton()
        self.add.setAutoDefault(False)
        self.add.setIcon(icons.icon("add", worded=True))
        self.new.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.list = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        column.addLayout(self.list)
        column.addLayout(row(self.new, self.add, stretch=0))

    def set_names(self, title: str, hint: str, new: str) -> None:
        """Say what is listed."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.new.setPlaceholderText(new)
        self.new.setAccessibleName(new)
        self.add.setText(self.tr("Add"))
        self.add.setAccessibleName(f"{self.add.text()}: {new}")

    def _add(self) -> None:
        words = self.new.text().strip()
        if words:
            self.new.clear()
            self._take(words)


class ThemesDialog(FollowingDialog):
    """Adds, renames and removes themes and events; each is a step of undo at once."""

    def __init__(self, editing: Editing, scale: float, parent: QWidget) -> None:
        super().__init__(parent, editing.language, scale)
        self._editing = editing
        self._built: tuple[object, ...] = ()
        self._fields: dict[str, LanguageFields] = {}
        self._dates: dict[str, LineField] = {}
        self.themes = _Group(partial(self._add, themes.add_theme))
        self.events = _Group(partial(self._add, themes.add_event))
        self.close_button = QPushButton()
        self.close_button.setDefault(False)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setSpacing(18)
        rows.addWidget(self.themes)
        rows.addWidget(self.events)
        rows.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(Reader(inside), 1)
        column.addLayout(row(self.close_button))
        editing.changed.connect(self.show_all)
        self.retranslate()

    def show_all(self) -> None:
        """Show what the project has."""
        project = self._editing.project
        keys = ([each.id for each in project.themes], [each.id for each in project.events])
        if keys != self._built:
            self._built = keys
            self._rebuild()
        for theme in project.themes:
            self._fields[f"theme {theme.id}"].show_texts(theme.name)
        for event in project.events:
            self._fields[f"event {event.id}"].show_texts(event.name)
            if not self._dates[event.id].hasFocus():
                self._dates[event.id].setText(event.date)

    def retranslate(self) -> None:
        """Take all texts anew, and the size that goes with them."""
        self.resize(min(font_px(self.scale, 620), 1200), min(font_px(self.scale, 560), 660))
        self._name()
        self._built = ()
        self.show_all()

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Themes and events"))
        self.themes.set_names(
            self.tr("Themes"),
            self.tr("A visitor chooses from these what a remark is about."),
            self.tr("New theme"),
        )
        self.events.set_names(
            self.tr("Events"),
            self.tr("A session where people give their opinion, such as an open evening."),
            self.tr("New event"),
        )
        self.close_button.setText(self.tr("Close"))
        self.close_button.setAccessibleName(self.close_button.text())

    def _rebuild(self) -> None:
        self._fields, self._dates = {}, {}
        clear(self.themes.list)
        clear(self.events.list)
        last: QWidget = self.close_button
        for theme in self._editing.project.themes:
            made = self._row(theme, self.tr("Theme"))
            self.themes.list.addWidget(made)
            last = tab_after(last, made)
        last = self.themes.add
        for event in self._editing.project.events:
            made = self._row(event, self.tr("Event"))
            self.events.list.addWidget(made)
            last = tab_after(last, made)

    def _row(self, each: Theme | Event, what: str) -> QWidget:
        kind = "theme" if isinstance(each, Theme) else "event"
        fields = LanguageFields(self._editing.project.languages, self.scale)
        fields.set_names(what, self._editing.language)
        fields.typed.connect(partial(self._rename, kind, each.id))
        self._fields[f"{kind} {each.id}"] = fields
        remove = icon_button("remove", "plain")
        name_button(remove, self.tr("%1: remove").replace("%1", f"{what} {each.id}"))
        action = themes.remove_theme if kind == "theme" else themes.remove_event
        remove.clicked.connect(lambda: self._editing.act_on_project(action, each.id))
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(fields, 3)
        if kind == "event":
            line.addWidget(self._date(each.id), 1)
        line.addWidget(remove)
        set_icon_sizes(made, font_px(self.scale, 16))
        return made

    def _date(self, event: str) -> LineField:
        date = LineField()
        date.setPlaceholderText(self.tr("Date"))
        date.setAccessibleName(self.tr("Date of %1").replace("%1", event))
        date.editingFinished.connect(lambda: self._set_date(event, date.text()))
        self._dates[event] = date
        return date

    def _set_date(self, event: str, date: str) -> None:
        self._editing.act_on_project(themes.set_event_date, event, date)

    def _add(self, action: Callable[..., Change], words: str) -> None:
        self._editing.act_on_project(action, self._editing.named(words))

    def _rename(self, kind: str, key: str, language: str, text: str, visit: int) -> None:
        action = themes.rename_theme if kind == "theme" else themes.rename_event
        merge = f"{kind} {key} {language} {visit}"
        self._editing.act_on_project(action, key, language, text, merge)
