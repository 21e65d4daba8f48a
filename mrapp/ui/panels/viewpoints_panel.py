"""The viewpoints: places to look from, to fly to, keep, rename and remove."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.model.project import Project, Viewpoint
from mrapp.model.texts import pick_language
from mrapp.ui import icons
from mrapp.ui.widgets import ElidedButton, Section, clear, drop, icon_button, name_button


class NameEdit(QWidget):
    """A field for a name with a button to keep it; Enter keeps, Escape leaves."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, name: str, label: str, keep: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(name)
        self.field.setAccessibleName(label)
        self.field.setPlaceholderText(label)
        self.field.setMaxLength(100)
        self.keep = QPushButton(keep)
        self.keep.setAccessibleName(keep)
        self.keep.setProperty("look", "main")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.field, 1)
        line.addWidget(self.keep)
        self.field.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave without a change on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        name = self.field.text().strip()
        if name:
            self.kept.emit(name)
        else:
            self.left.emit()


class ViewpointsPanel(Section):
    """Asks to fly (`go_wanted`), and to keep, rename or remove a viewpoint, each by id.

    `left` says that a name was not given after all, so that the view may have the focus.
    """

    go_wanted = Signal(str)
    save_wanted = Signal(str)
    rename_wanted = Signal(str, str)
    remove_wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("viewpoint", parent)
        self._shown: tuple[object, ...] = ()
        self._project: Project | None = None
        self._language = "nl"
        self.go_buttons: dict[str, ElidedButton] = {}
        self._editing: NameEdit | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.save = QPushButton(icons.icon("add", worded=True), "")
        self.save.clicked.connect(self.ask_name)
        self.rows.addLayout(self._column)
        self.rows.addWidget(self.save)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self._language = language
        self.set_title(self.tr("Viewpoints"))
        self.save.setText(self.tr("Save a viewpoint here"))
        self.save.setAccessibleName(self.save.text())
        self._shown = ()
        if self._project is not None:
            self.show_project(self._project, language)

    def show_project(self, project: Project, language: str) -> None:
        """Show a project's viewpoints."""
        if self._project is not None and self._project.id != project.id:
            self._end_edit()
        self._project, self._language = project, language
        wanted = (project.viewpoints, language)
        if wanted != self._shown:
            self._shown = wanted
            self._rebuild(project.viewpoints)

    def ask_name(self) -> None:
        """Ask what to call the viewpoint here; the answer comes as `save_wanted`."""
        if self._editing is not None:
            return
        self.set_open(True)
        count = len(self._project.viewpoints) + 1 if self._project else 1
        edit = self._edit(self.tr("Viewpoint %1").replace("%1", str(count)))
        edit.kept.connect(self.save_wanted)
        edit.kept.connect(self._close_edit)
        self.save.hide()
        self.rows.addWidget(edit)
        edit.field.setFocus()

    def _edit(self, name: str) -> NameEdit:
        edit = NameEdit(name, self.tr("Name of the viewpoint"), self.tr("Keep"))
        edit.left.connect(self._close_edit)
        self._editing = edit
        return edit

    def _end_edit(self) -> None:
        if self._editing is not None:
            self._editing.hide()
            self._editing.deleteLater()
            self._editing = None
        self.save.show()

    def _close_edit(self) -> None:
        self._end_edit()
        self._shown = ()
        if self._project is not None:
            self.show_project(self._project, self._language)
        self.left.emit()

    def _rebuild(self, viewpoints: tuple[Viewpoint, ...]) -> None:
        place = self._focused_row()
        if self._editing is not None and self._column.indexOf(self._editing) >= 0:
            # The field of a rename goes with the rows: the list has changed under it.
            self._end_edit()
        clear(self._column)
        self.go_buttons = {}
        for viewpoint in viewpoints:
            self._column.addWidget(self._row(viewpoint))
        self.fit_icons()
        if place is not None:
            # The row that had the focus, or the one that took its place, has it now.
            left: list[QPushButton] = [*self.go_buttons.values(), self.save]
            left[min(place, len(left) - 1)].setFocus()

    def _focused_row(self) -> int | None:
        """Return the place of the row in which the keyboard is, None if it is elsewhere."""
        items = [self._column.itemAt(n) for n in range(self._column.count())]
        holders = [item.widget() if item else None for item in items]
        return next((n for n, holder in enumerate(holders) if _has_focus(holder)), None)

    def _row(self, viewpoint: Viewpoint) -> QWidget:
        name = pick_language(viewpoint.name, self._language)
        go = ElidedButton(name)
        go.setIcon(icons.icon("viewpoint", worded=True))
        go.setProperty("look", "row")
        go.setAccessibleName(self.tr("Fly to %1").replace("%1", name))
        go.setToolTip(go.accessibleName())
        go.clicked.connect(lambda: self.go_wanted.emit(viewpoint.id))
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(go, 1)
        line.addWidget(self._more(viewpoint, name, holder))
        self.go_buttons[viewpoint.id] = go
        return holder

    def _more(self, viewpoint: Viewpoint, name: str, holder: QWidget) -> QToolButton:
        """Return the button with what else can be done with a viewpoint."""
        more = icon_button("more")
        name_button(more, self.tr("Rename or remove %1").replace("%1", name))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        rename = menu.addAction(self.tr("Rename"))
        remove = menu.addAction(self.tr("Remove"))
        rename.triggered.connect(lambda: self._ask_new_name(viewpoint, holder))
        remove.triggered.connect(lambda: self.remove_wanted.emit(viewpoint.id))
        more.setMenu(menu)
        return more

    def _ask_new_name(self, viewpoint: Viewpoint, holder: QWidget) -> None:
        if self._editing is not None:
            return
        # The row makes room for the field: its button is gone from here on.
        del self.go_buttons[viewpoint.id]
        edit = self._edit(pick_language(viewpoint.name, self._language))
        edit.kept.connect(lambda name: self.rename_wanted.emit(viewpoint.id, name))
        edit.kept.connect(self._close_edit)
        self._column.replaceWidget(holder, edit)
        drop(holder)
        edit.field.setFocus()


def _has_focus(holder: QWidget | None) -> bool:
    focused = QApplication.focusWidget()
    return holder is not None and focused is not None and holder.isAncestorOf(focused)
