"""The dialog that asks in which form opinions are to be written to a file."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.tasks import Task, TaskRunner
from mrapp.ui.widgets import wrapped


class ExportDialog(StaffDialog):
    """Asks `save_wanted` when a place for the file is to be asked."""

    save_wanted = Signal()

    def __init__(self, parent: QWidget, tasks: TaskRunner, language: str, scale: float) -> None:
        super().__init__(parent, tasks, language, scale)
        self._numbers = (0, 0)
        self.formats = QComboBox()
        self._label, self._about = QLabel(), wrapped("soft")
        self._label.setBuddy(self.formats)
        for kind in self._formats():
            self.formats.addItem("", kind)
        self.explained = wrapped("soft")
        self.only_listed, self.hide_small = QCheckBox(), QCheckBox()
        self.with_spoken, self._about_spoken = QCheckBox(), wrapped("soft")
        parts = (
            *(self._label, self.formats, self.explained, self.only_listed),
            *(self.hide_small, self._about, self.with_spoken, self._about_spoken),
        )
        for part in parts:
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.save = self.button("main")
        self.save.clicked.connect(self.save_wanted)
        self.put_below(self.save)
        self.formats.currentIndexChanged.connect(self._explain)
        tasks.progressed.connect(self._look)
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.setWindowTitle(self.tr("Export opinions"))
        self._label.setText(self.tr("For which program?"))
        self.formats.setAccessibleName(self._label.text())
        for place, words in enumerate(self._formats().values()):
            self.formats.setItemText(place, words)
        self.say_on(self.hide_small, self.tr("Hide small groups in the answers about people"))
        self._about.setText(
            self.tr(
                "Age and neighbourhood that fewer than 5 people gave are left out. Read the texts "
                "themselves before you publish them: a text can tell who wrote it."
            )
        )
        self.say_on(self.with_spoken, self.tr("With spoken notes"))
        self._about_spoken.setText(
            self.tr(
                "A voice tells who spoke: take them along only where that is needed. Drawings "
                "always go along, in a folder beside the file."
            )
        )
        self.say_on(self.save, self.tr("Choose where and save…"))
        self._say_numbers()
        self._explain()
        super().retranslate()

    @property
    def kind(self) -> ExportKind:
        """The format that is chosen."""
        return ExportKind(self.formats.currentData())

    def show_numbers(self, every: int, listed: int) -> None:
        """Show how many there are, and how many of them are in the list."""
        self._numbers = every, listed
        self._say_numbers()
        self.only_listed.setVisible(listed != every)
        self.only_listed.setChecked(listed != every)
        self.fit()

    def _say_numbers(self) -> None:
        every, listed = self._numbers
        words = self.tr("Only the %1 of %n opinion(s) that the list shows now", "", every)
        self.say_on(self.only_listed, words.replace("%1", str(listed)))

    def begin(self, task: Task[Any] | None, language: str) -> None:
        """Wait for the file."""
        self.tell(None)
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
