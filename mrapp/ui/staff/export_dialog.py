"""The dialog that asks in which form opinions are to be written to a file."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from mrapp.app.export_kinds import ExportKind
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.tasks import Task, TaskRunner
from mrapp.ui.widgets import wrapped


class ExportDialog(StaffDialog):
    """Asks `save_wanted` when a place for the file is to be asked."""

    save_wanted = Signal()

    def __init__(self, parent: QWidget, tasks: TaskRunner, scale: float) -> None:
        super().__init__(parent, tasks, scale, "")
        self.setWindowTitle(self.tr("Export opinions"))
        self.formats = QComboBox()
        label = QLabel(self.tr("For which program?"))
        label.setBuddy(self.formats)
        self.formats.setAccessibleName(label.text())
        for kind, words in self._formats().items():
            self.formats.addItem(words, kind)
        self.explained = wrapped("soft")
        self.only_listed = QCheckBox()
        self.hide_small = QCheckBox(self.tr("Hide small groups in the answers about people"))
        self.hide_small.setAccessibleName(self.hide_small.text())
        about = wrapped("soft")
        about.setText(
            self.tr(
                "Age and neighbourhood that fewer than 5 people gave are left out. Read the texts "
                "themselves before you publish them: a text can tell who wrote it."
            )
        )
        self.with_spoken = QCheckBox(self.tr("With spoken notes"))
        self.with_spoken.setAccessibleName(self.with_spoken.text())
        spoken = wrapped("soft")
        spoken.setText(
            self.tr(
                "A voice tells who spoke: take them along only where that is needed. Drawings "
                "always go along, in a folder beside the file."
            )
        )
        first = (label, self.formats, self.explained, self.only_listed)
        for part in (*first, self.hide_small, about, self.with_spoken, spoken):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.save = self.button(self.tr("Choose where and save…"), "main")
        self.save.clicked.connect(self.save_wanted)
        self.put_below(self.save)
        self.formats.currentIndexChanged.connect(self._explain)
        tasks.progressed.connect(self._look)
        self._explain()

    @property
    def kind(self) -> ExportKind:
        """The format that is chosen."""
        return ExportKind(self.formats.currentData())

    def show_numbers(self, every: int, listed: int) -> None:
        """Show how many there are, and how many of them are in the list."""
        words = self.tr("Only the %1 of %n opinion(s) that the list shows now", "", every)
        self.only_listed.setText(words.replace("%1", str(listed)))
        self.only_listed.setAccessibleName(self.only_listed.text())
        self.only_listed.setVisible(listed != every)
        self.only_listed.setChecked(listed != every)
        self.fit()

    def begin(self, task: Task[Any] | None, language: str) -> None:
        """Wait for the file."""
        self.tell("", True)
        self.waiting.follow(task, language)
        self._look()

    def _look(self) -> None:
        self.save.setEnabled(not self.waiting.busy)

    def _formats(self) -> dict[ExportKind, str]:
        return {
            ExportKind.XLSX: self.tr("Spreadsheet (XLSX)"),
            ExportKind.CSV: self.tr("Table as text (CSV)"),
            ExportKind.GPKG: self.tr("Map in QGIS or ArcGIS (GeoPackage)"),
            ExportKind.GEOJSON: self.tr("Map on the web (GeoJSON)"),
            ExportKind.BCF: self.tr("Building model (BCF)"),
        }

    def _explain(self) -> None:
        words = {
            ExportKind.XLSX: self.tr("Three sheets: the opinions, what each column means, counts."),
            ExportKind.CSV: self.tr("For counting and archives; what columns mean is beside it."),
            ExportKind.GPKG: self.tr("Places in RD and NAP, with a table of what columns mean."),
            ExportKind.GEOJSON: self.tr("Places in WGS84; what columns mean is beside it."),
            ExportKind.BCF: self.tr("A topic for each opinion, with what was seen and a picture."),
        }
        self.explained.setText(words[self.kind])
