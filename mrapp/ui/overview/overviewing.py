"""Counting what people said, in a task, and showing it; a bar leads to its remarks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from mrapp.app.counting.area_files import read_areas
from mrapp.app.counting.charts import Chart, charts_of
from mrapp.app.counting.overview import Overview, overview
from mrapp.app.progress import Cancelled, Progress
from mrapp.app.remarks.keeping import Outbox, RemarkStore
from mrapp.app.remarks.samples import read_sample
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.project import Project
from mrapp.model.texts import Phrase
from mrapp.model.values import Point3
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.opinions.opinions import Opinions
from mrapp.ui.overview.window import OverviewWindow
from mrapp.ui.tasks import Task
from mrapp.ui.workbench import Workbench

_COUNTING = Phrase(nl="Meningen tellen", en="Counting the opinions")


@dataclass(frozen=True)
class Wish:
    """What is to be counted, and how. areas: a file with neighbourhoods; None: squares."""

    project: Project
    ids: Sequence[str]
    areas: Path | None
    hide_small: bool
    language: str


@dataclass(frozen=True)
class Found:
    """What was counted. ever: how many remarks were ever kept."""

    counted: Overview
    charts: Sequence[Chart]
    outbox: Outbox
    ever: int


def count(wish: Wish, store: RemarkStore, progress: Progress, cancelled: Cancelled) -> Found:
    """Read and count; raises `MrappError`s in words."""
    areas = read_areas(wish.areas) if wish.areas is not None else ()
    sample = read_sample(store, wish.ids, progress, cancelled)
    counted = overview(wish.project, sample, areas=areas, hide_small=wish.hide_small, by_month=True)
    charts = charts_of(counted, wish.project, wish.language)
    return Found(counted, charts, store.outbox(), store.count())


class Overviewing(QObject):
    """Opens the window with the overview, and counts anew when what passes the filter changes."""

    def __init__(
        self, bench: Workbench, door: StoreDoor, opinions: Opinions, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bench, self._door, self._opinions, self._window = bench, door, opinions, window
        self.shown: OverviewWindow | None = None
        self.found: Found | None = None
        self._wish: Wish | None = None
        self._task: Task[Found] | None = None
        opinions.filtered.connect(self._follow)
        opinions.narrowed.connect(self._on_narrowed)
        door.changed.connect(self._on_store)
        bench.settings_changed.connect(self._on_settings)

    def begin(self) -> None:
        """Open the window, or bring it to the front."""
        if self._door.session_or_told() is None:
            return
        if self.shown is None:
            self._open()
            self._count()
        else:
            self.shown.raise_()
            self.shown.activateWindow()

    def close(self) -> None:
        """Close the window with the overview."""
        if self.shown is not None:
            self.shown.close()

    def _open(self) -> None:
        shown = OverviewWindow(self._window, self._bench.tasks)
        shown.count_wanted.connect(self._count)
        shown.areas_wanted.connect(self._ask_areas)
        shown.no_areas_wanted.connect(lambda: self._take_areas(""))
        shown.rows_wanted.connect(self.show_rows)
        shown.all_wanted.connect(self._opinions.show_only)
        shown.finished.connect(self._put_away)
        self.shown = shown
        scale = self._bench.settings.text_scale
        shown.retranslate(scale)
        shown.show_areas(self._bench.settings.areas)
        shown.fit(scale)
        shown.show()

    def _put_away(self) -> None:
        self._stop()
        shown, self.shown = self.shown, None
        self.found = self._wish = None
        if shown is not None:
            shown.deleteLater()

    def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _follow(self) -> None:
        """Count anew, if other remarks pass the filter than were counted."""
        if self.shown is None:
            return
        if self._wish is None or self._wish.ids != self._opinions.passing:
            self._count()

    def _on_store(self) -> None:
        if self._door.columns is None:
            self.close()
        elif self.shown is not None:
            # The same remarks may have been sent meanwhile, or have something added.
            self._count()

    def _on_settings(self) -> None:
        if self.shown is not None:
            settings = self._bench.settings
            self.shown.retranslate(settings.text_scale)
            self.shown.show_areas(settings.areas)
            self._count()

    def _count(self) -> None:
        session, shown = self._bench.session, self.shown
        if session is None or shown is None:
            return
        self._stop()
        settings = self._bench.settings
        wish = Wish(
            project=session.project,
            ids=self._opinions.passing,
            areas=Path(settings.areas) if settings.areas else None,
            hide_small=shown.hide_small.isChecked(),
            language=settings.language,
        )
        self._wish = wish
        self._task = self._door.run(
            _COUNTING,
            lambda store, progress, cancelled: count(wish, store, progress, cancelled),
            lambda found: self._show(wish, found),
            lambda error: self._tell(wish, error),
        )
        shown.waiting.follow(self._task, settings.language)

    def _show(self, wish: Wish, found: Found) -> None:
        columns = self._door.columns
        if self.shown is None or wish is not self._wish or columns is None:
            return
        self.found = found
        standing, counted = len(columns.ids), found.counted
        withdrawn = found.ever - standing
        numbers = (counted.total, counted.additions, withdrawn, found.outbox.waiting)
        self.shown.show_numbers(numbers, standing)
        self.shown.show_charts(found.charts)

    def _tell(self, wish: Wish, error: MrappError) -> None:
        if self.shown is None or wish is not self._wish:
            return
        if not isinstance(error, CancelledError) or self._task is not None:
            self.shown.show_wrong(error.text(self._bench.language))

    def show_rows(
        self, rows: Sequence[int], words: str, points: Mapping[int, Point3] | None = None
    ) -> None:
        """Show only these rows of the overview, in the list and on the map.

        points: where they are on the map, RD/NAP metres by row, if not where they are about.
        """
        if self.found is not None:
            ids = self.found.counted.ids
            there = {ids[row]: point for row, point in (points or {}).items()}
            self._opinions.show_only(frozenset(ids[row] for row in rows), words, there)

    def _on_narrowed(self, words: str) -> None:
        if self.shown is not None:
            self.shown.show_only(words)

    def _ask_areas(self) -> None:
        if self.shown is None:
            return
        before = self._bench.settings.areas
        dialog = QFileDialog(
            self.shown,
            self.tr("Choose neighbourhoods"),
            str(Path(before).parent) if before else str(Path.home()),
            self.tr("Neighbourhoods by CBS (%1)").replace("%1", "*.geojson *.json"),
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_areas)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_areas(self, file: str) -> None:
        self._bench.change_settings(areas=file)
