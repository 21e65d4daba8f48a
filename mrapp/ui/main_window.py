"""The main window: puts the parts together and connects them; decides nothing itself."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from mrapp.app.ports import Services
from mrapp.app.settings import SettingsStore
from mrapp.ui.ar.commands import ArCommands
from mrapp.ui.arranging import Arranging
from mrapp.ui.arrival import Arrival
from mrapp.ui.desk import Desk
from mrapp.ui.finding import Finding
from mrapp.ui.headset.commands import HeadsetCommands
from mrapp.ui.loading import Pending
from mrapp.ui.moves import Moves
from mrapp.ui.news import News
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.opinions.opinions import Opinions
from mrapp.ui.opinions.saying import Saying
from mrapp.ui.opinions.with_code import WithCode
from mrapp.ui.parts import make_parts
from mrapp.ui.placing import Placing
from mrapp.ui.questionnaire.questioning import Questioning
from mrapp.ui.recovering import Recovering
from mrapp.ui.saving import Given, Saving
from mrapp.ui.seeing import Seeing
from mrapp.ui.selecting import Selecting
from mrapp.ui.showing import Showing
from mrapp.ui.staff.commands import StaffCommands
from mrapp.ui.syncing import Syncing
from mrapp.ui.tiles.commands import TileCommands
from mrapp.ui.workbench import Workbench


class MainWindow(QMainWindow):
    """The window of the application, on one project at a time."""

    def __init__(self, services: Services, store: SettingsStore) -> None:
        super().__init__()
        self.setWindowTitle("mrapp")
        self.resize(1440, 900)
        self.bench = Workbench(services, store, self)
        self.parts = make_parts(self, self.bench)
        self.saving = Saving(self.bench, self)
        self.placing = Placing(self.parts, self.bench, self)
        self.finding = Finding(self.parts, self.bench, self.placing, self)
        self.desk = Desk(self.bench, self.saving, self.placing, self)
        self.recovering = Recovering(self.bench, self.saving, self)
        self.moves = Moves(self.parts, self.bench, self)
        self.selecting = Selecting(self.parts, self.bench, self)
        self.seeing = Seeing(self.parts, self.bench, self)
        self.questioning = Questioning(self.bench, self.parts.actions, self)
        self.middle = QHBoxLayout()
        self.tiles = TileCommands(self.parts, self.bench, self.middle, self)
        self.arranging = Arranging(self, self.parts, self.bench)
        self.showing = Showing(self.parts, self.bench, self)
        self.door = StoreDoor(self.bench, self.parts.view.city, self)
        self.opinions = Opinions(self.parts, self.bench, self.door, self)
        self.saying = Saying(self.parts, self.bench, self.door, self)
        self.syncing = Syncing(self.bench.tasks, services.sync, self)
        self.with_code = WithCode(self.bench, self.door, self.syncing, self)
        self.staff = StaffCommands(self.bench, self.door, self.opinions, self.syncing, self)
        self.headset = HeadsetCommands(
            self.bench, self.parts.view.city, self.door, self.opinions, self
        )
        self.ar = ArCommands(self.bench, self)
        self.news = News(self.parts, self.bench, self.door, self.syncing, self.desk.open, self)
        self.arrival = Arrival(self.parts, self.bench, self)
        self._put_together()
        self._connect_commands()
        self._connect_panels()
        self._connect_view()
        self.showing.show_settings()
        self.restoreGeometry(QByteArray(self.bench.settings.geometry))

    def open(self, path: Path, pending: Pending | None = None) -> None:
        """Open a project before the window shows."""
        self.desk.open_now(path, pending)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask about work that was lost, the first time."""
        super().showEvent(event)
        self.recovering.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes first; then end everything that is going on."""
        if not self.saving.settled:
            event.ignore()
            self.saving.leave(self._let_go_and_close)
            return
        self.bench.change_settings(geometry=bytes(self.saveGeometry().data()))
        self.questioning.close()
        self.tiles.close()
        self.staff.close()
        self.headset.close()
        self.ar.close()
        self.syncing.close()
        self.bench.close()
        self.door.close()
        self.showing.close()
        self.parts.view.notices.clear()
        self.parts.view.progress.show_opening(False)
        self.parts.view.city.close_view()
        event.accept()

    def _let_go_and_close(self, _given: Given) -> None:
        self.bench.leave()
        self.close()

    def _put_together(self) -> None:
        self.parts.actions.fill(self.menuBar())
        self.middle.setSpacing(0)
        self.middle.addWidget(self.parts.side)
        self.middle.addWidget(self.parts.view, 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.parts.top)
        column.addLayout(self.middle, 1)
        self.setCentralWidget(centre)

    def _connect_commands(self) -> None:
        self.parts.actions.bind(
            {
                **self.moves.doers(),
                **self.selecting.doers(),
                **self.seeing.doers(),
                **self.questioning.doers(),
                **self.tiles.doers(),
                **self.arranging.doers(),
                **self.opinions.doers(),
                **self.saying.doers(),
                **self.with_code.doers(),
                **self.staff.doers(),
                **self.headset.doers(),
                **self.ar.doers(),
                **self._doers(),
            }
        )

    def _doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands about files do."""
        return {
            "project.new": self.desk.ask_new,
            "project.open": self.desk.ask_open,
            "project.add": self.desk.ask_add,
            "project.save": self.saving.save,
            "project.save_as": self.saving.ask_save_as,
            "project.save_folder": self.saving.ask_save_folder,
            "app.quit": self.close,
        }

    def _connect_panels(self) -> None:
        side, seeing = self.parts.side, self.seeing
        side.plan.variant_wanted.connect(seeing.choose)
        side.plan.demolished_wanted.connect(seeing.show_demolished)
        side.time.time_wanted.connect(seeing.set_time)
        side.time.command_wanted.connect(lambda key: self.parts.actions[key].trigger())
        side.layers.layer_wanted.connect(seeing.show_layer)
        side.layers.remove_wanted.connect(seeing.remove_layer)
        side.layers.place_wanted.connect(self.placing.edit)
        for panel in (side.layers, side.place):
            panel.fly_wanted.connect(self.finding.fly_to)
            panel.bring_wanted.connect(self.finding.bring)
        side.viewpoints.go_wanted.connect(self.moves.fly_to_viewpoint)
        side.viewpoints.save_wanted.connect(seeing.save_viewpoint)
        side.viewpoints.rename_wanted.connect(seeing.rename_viewpoint)
        side.viewpoints.remove_wanted.connect(seeing.remove_viewpoint)
        side.viewpoints.left.connect(self.parts.view.city.setFocus)
        side.opinions.code_wanted.connect(self.with_code.begin)

    def _connect_view(self) -> None:
        view = self.parts.view
        view.city.picked.connect(self.selecting.take)
        view.city.reached.connect(self.moves.reach)
        view.hidden.clicked.connect(self.parts.actions["object.show_all"].trigger)
        view.hidden.clicked.connect(view.city.setFocus)
        view.card.close_wanted.connect(self.parts.actions["object.clear"].trigger)
        view.card.close_wanted.connect(view.city.setFocus)
        view.card.hide_wanted.connect(self.selecting.hide)
        view.card.demolish_wanted.connect(self.selecting.set_demolished)
        view.card.walk_wanted.connect(self.moves.walk_to_selected)
        view.welcome.open_wanted.connect(self.desk.ask_open)
        view.welcome.new_wanted.connect(self.desk.ask_new)
        view.welcome.last_wanted.connect(self._open_last)
        view.first_steps.understood.connect(partial(self.bench.change_settings, hints_seen=True))

    def _open_last(self) -> None:
        self.desk.open(Path(self.bench.settings.last_project))
