"""How visitors with a headset felt, counted: of this day in memory, of the project on disk."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from mrapp.app.headset.feelings import FeelingsNotKeptError, FeelingStore, Totals, told
from mrapp.model.errors import MrappError
from mrapp.ui.headset import care_words as words
from mrapp.ui.workbench import Workbench


class FeelingCounts(QObject):
    """Counts answers of one project.

    Signal: `changed` other totals may be told. today, ever: those that may be told, of this run's
    day and of the project on this machine; never of a few.
    """

    changed = Signal()

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._project = ""
        self._day: date | None = None
        self._counted_today = self._unkept = Totals()
        self.today = self.ever = Totals()

    def follow(self, project: str) -> None:
        """Count for a project from now on, by its id."""
        if project != self._project:
            self._project = project
            self._counted_today = self._unkept = self.today = self.ever = Totals()
            self.add(Totals())

    def add(self, more: Totals) -> None:
        """Count more; what could not be kept before is tried again with it."""
        self._add_today(more)
        wanted, self._unkept = self._unkept.plus(more), Totals()
        project, store = self._project, self._bench.services.feelings
        self._bench.tasks.start(
            words.COUNTING,
            lambda _progress, _cancelled: _counted(store, project, wanted),
            lambda totals: self._take(project, totals),
            lambda error: self._miss(project, wanted, error),
            quick=True,
            stoppable=False,
            lasting=True,
            quiet=True,
        )

    def _add_today(self, more: Totals) -> None:
        day = self._bench.services.utc_now().astimezone().date()
        if day != self._day:
            self._day, self._counted_today, self.today = day, Totals(), Totals()
        self._counted_today = self._counted_today.plus(more)
        self.today = told(self._counted_today, self.today)

    def _take(self, project: str, totals: Totals | None) -> None:
        if project == self._project and totals is not None:
            self.ever = totals
            self.changed.emit()

    def _miss(self, project: str, wanted: Totals, error: MrappError) -> None:
        if project == self._project:
            self._unkept = self._unkept.plus(wanted)
        self._bench.tell_error(error)


def _counted(store: FeelingStore, project: str, more: Totals) -> Totals | None:
    """Count more; returns what may be told, which another window or a new start does not change.

    None: it was counted, and what may be told cannot be read now.
    """
    store.add(project, more)
    try:
        return store.told(project)
    except FeelingsNotKeptError:
        return None
