"""The studio as a column beside the view: the register above, the chosen tile below."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.model.project import Project
from mrapp.model.tiles import Tile
from mrapp.ui import icons
from mrapp.ui.style import PAPER, font_px
from mrapp.ui.tiles.paper_form import PaperForm
from mrapp.ui.tiles.passport_form import PassportForm
from mrapp.ui.tiles.pictures import TilePictures
from mrapp.ui.tiles.place_form import PlaceForm
from mrapp.ui.tiles.register_list import RegisterList
from mrapp.ui.tiles.shared_form import SharedForm
from mrapp.ui.tiles.what_form import NameForm, OpensForm, SizeForm
from mrapp.ui.widgets import Reader, Section, icon_button, line, name_button, restyle, wrapped
from mrapp.ui.workbench import Kind


class StudioPanel(QFrame):
    """Shows what it is told to; asks `close_wanted`, `add_wanted`, `delete_wanted`, `shown_wanted`.

    The forms ask for the rest themselves.
    """

    close_wanted = Signal()
    add_wanted = Signal()
    stop_wanted = Signal()
    shown_wanted = Signal(bool)

    def __init__(self, languages: tuple[str, ...], scale: float) -> None:
        super().__init__()
        self.setObjectName("studio")
        self._scale = scale
        self._pointing = False
        self.heading = QLabel()
        self.heading.setProperty("look", "heading")
        self.close_button = icon_button("close")
        self.add = QPushButton()
        self.add.setProperty("look", "main")
        self.shown = QCheckBox()
        self.register = RegisterList(scale)
        self.empty = wrapped()
        self.said = wrapped()
        self._said = QFrame()
        self.pictures = TilePictures()
        self.name, self.place = NameForm(languages), PlaceForm()
        self.measures, self.opens = SizeForm(), OpensForm()
        self.passport, self.paper, self.shared = PassportForm(), PaperForm(), SharedForm()
        self._lay_out()
        self.setFixedWidth(font_px(scale, 404))
        for section in (*self.forms(), self.shared):
            section.set_icon_size(font_px(scale, 17))
        size = font_px(scale, 18)
        self.close_button.setIconSize(QSize(size, size))
        self.add.setIconSize(QSize(round(size * icons.GAP), size))
        self.close_button.clicked.connect(self.close_wanted)
        self.add.clicked.connect(self._ask_add)
        self.shown.clicked.connect(self.shown_wanted)

    def forms(
        self,
    ) -> tuple[NameForm | PlaceForm | SizeForm | OpensForm | PassportForm | PaperForm, ...]:
        """Return the forms about one tile, from top to bottom."""
        return (self.place, self.opens, self.measures, self.name, self.paper, self.passport)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.add)
        top.addWidget(self.close_button)
        within = QVBoxLayout(self._said)
        within.setContentsMargins(10, 6, 10, 6)
        within.addWidget(self.said)
        self._said.hide()
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 6, 8)
        rows.setSpacing(6)
        rows.addWidget(self.pictures)
        self._lines = [line() for _ in (*self.forms(), self.shared)]
        for rule, section in zip(self._lines, (*self.forms(), self.shared), strict=True):
            rows.addWidget(rule)
            rows.addWidget(section)
        rows.addStretch(1)
        self.reader = Reader(inside)
        self.reader.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(top)
        for part in (self._said, self.empty, self.register):
            column.addWidget(part)
        column.addWidget(self.reader, 1)
        column.addWidget(self.shown)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        name_button(self.close_button, self.tr("Close the tiles"))
        self.shown.setText(self.tr("Show tiles in the view when this is closed"))
        self.shown.setAccessibleName(self.shown.text())
        self.empty.setText(
            self.tr(
                "A tile with a code lies in the pavement. Who scans it with a phone sees there "
                "what the plan will look like on that spot.\n\n"
                "1. Fill in below at which web address the tiles open, and who owns them.\n"
                "2. Press New tile, and click in the view where it is to lie. Drag to choose "
                "which way visitors look.\n"
                "3. Choose what it opens, try it out, and print it."
            )
        )
        self.register.retranslate()
        self.pictures.retranslate()
        for form in (*self.forms(), self.shared):
            form.retranslate(language)
        self.show_pointing(self._pointing)

    def show_project(self, project: Project, chosen: Tile | None, language: str) -> None:
        """Show the register, and one tile of it or none."""
        count = len(project.tiles)
        self.heading.setText(self.tr("Tiles (%1)").replace("%1", str(count)))
        self.empty.setVisible(not count)
        self.register.setVisible(bool(count))
        self.register.show_project(project, chosen.id if chosen else None, language)
        self.shared.show_project(project, language)
        self.pictures.setVisible(chosen is not None)
        for rule, form in zip(self._lines, self.forms(), strict=False):
            rule.setVisible(chosen is not None)
            form.setVisible(chosen is not None)
        if chosen is None:
            return
        self.name.show_tile(chosen)
        self.place.show_tile(chosen)
        self.measures.show_tile(chosen)
        self.opens.show_tile(project, chosen, language)
        self.passport.show_tile(project, chosen, language)
        self.paper.show_tile(project, chosen, language)

    def show_pointing(self, pointing: bool) -> None:
        """Show whether a click in the view is waited for."""
        self._pointing = pointing
        words = self.tr("Stop") if pointing else self.tr("New tile")
        self.add.setText(words)
        self.add.setAccessibleName(words)
        size = 2 * self.add.iconSize().height()
        picture = icons.picture("close" if pointing else "add", size, PAPER, icons.GAP)
        self.add.setIcon(QIcon(picture))

    def tell(self, words: str, kind: Kind = "note") -> None:
        """Say how something went, over the list; no words take it away."""
        self.said.setText(words)
        self.said.setAccessibleName(words)
        self._said.setProperty("look", kind)
        restyle(self._said)
        self._said.setVisible(bool(words))

    def open_section(self, section: Section) -> None:
        """Unfold a form and bring it in sight."""
        section.set_open(True)
        self.reader.ensureWidgetVisible(section)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape stop the pointing out first, and then close the studio."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._pointing:
            self.stop_wanted.emit()
        else:
            self.close_wanted.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from what it does in the window while the focus is here."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def _ask_add(self) -> None:
        (self.stop_wanted if self._pointing else self.add_wanted).emit()
