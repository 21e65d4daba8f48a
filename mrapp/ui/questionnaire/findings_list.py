"""The foot of the editor: what stands out, what stops publishing first; each leads to its place."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mrapp.app.questions.findings import GRADE_WORDS, Finding, Grade
from mrapp.app.questions.form_checks import faults
from mrapp.app.questions.plain import advice
from mrapp.model.project import Project
from mrapp.model.questions import Questionnaire
from mrapp.ui import icons
from mrapp.ui.style import font_px

_SOON_MS = 150
_ICONS = {Grade.STOPS: "warning", Grade.ASKS: "warning", Grade.ADVICE: "info"}


class FindingsList(QWidget):
    """Asks for what a finding is about to be shown: `chosen` tells the finding."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._wanted: tuple[Project, Questionnaire, str] | None = None
        self.found: tuple[Finding, ...] = ()
        self.title = QLabel()
        self.title.setProperty("look", "heading")
        self.rows = QListWidget()
        self.rows.setWordWrap(True)
        self.rows.setProperty("look", "compact")
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.itemActivated.connect(self._choose)
        self.rows.itemClicked.connect(self._choose)
        self.title.setBuddy(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.title)
        column.addWidget(self.rows, 1)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.show_now)

    def set_text_scale(self, scale: float) -> None:
        """Fit the list to a text size."""
        self.rows.setFixedHeight(min(font_px(scale, 104), 140))
        self.rows.setIconSize(QSize(1, 1) * font_px(scale, 15))

    def show_form(self, project: Project, form: Questionnaire, language: str) -> None:
        """Look a version through, soon."""
        self._wanted = (project, form, language)
        self._soon.start()

    def show_now(self) -> None:
        """Look through at once what was asked for last."""
        self._soon.stop()
        if self._wanted is None:
            return
        project, form, language = self._wanted
        self.found = (*faults(project, form), *advice(project, form))
        many = self.tr("What stands out: %1").replace("%1", str(len(self.found)))
        title = many if self.found else self.tr("Nothing stands out.")
        self.title.setText(title)
        self.rows.setAccessibleName(title)
        wanted = [
            f"{GRADE_WORDS[finding.grade].text(language)} · {finding.placed(form).text(language)}"
            for finding in self.found
        ]
        if wanted != [self.rows.item(at).text() for at in range(self.rows.count())]:
            self.rows.clear()
            for finding, words in zip(self.found, wanted, strict=True):
                self.rows.addItem(QListWidgetItem(icons.icon(_ICONS[finding.grade]), words))
        self.rows.setVisible(bool(wanted))

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.found[self.rows.row(item)])
