"""What sending brings to the window: how it stands, what is other here, a newer version."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from mrapp.app.sync_words import offer
from mrapp.app.syncing import Offered
from mrapp.model.texts import Phrase
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.parts import Parts
from mrapp.ui.syncing import Syncing
from mrapp.ui.workbench import Message, Workbench

_NEWER = Phrase(
    nl="Er is een nieuwe versie van dit project: {which}. U kunt hem ophalen. Wat u nu hebt, "
    "blijft staan, met alle meningen.",
    en="There is a new version of this project: {which}. You can fetch it. What you have now "
    "stays, with all opinions.",
)
_FETCH = Phrase(nl="Ophalen…", en="Fetch…")
_FETCHING = Phrase(nl="Nieuwe versie ophalen", en="Fetching the new version")
_FETCHED = Phrase(
    nl="De nieuwe versie staat in {path}. Wat u had, is niet veranderd.",
    en="The new version is in {path}. What you had was not changed.",
)
_OPEN = Phrase(nl="Nu openen", en="Open now")


class News(QObject):
    """Begins sending once opinions can be read, and shows what comes of it."""

    def __init__(
        self,
        parts: Parts,
        bench: Workbench,
        door: StoreDoor,
        syncing: Syncing,
        open_project: Callable[[Path], object],
        window: QWidget,
    ) -> None:
        """open_project: opens another one in the window."""
        super().__init__(window)
        self._open_project = open_project
        self._parts, self._bench, self._door = parts, bench, door
        self._syncing, self._window = syncing, window
        self._offered: Offered | None = None
        bench.opened.connect(self._leave)
        bench.settings_changed.connect(self._show)
        # After the city is there: nothing of it is needed for the first frame.
        door.changed.connect(self._begin)
        door.wrote.connect(syncing.wake)
        syncing.changed.connect(self._show)
        syncing.news.connect(door.refresh)
        parts.side.sync.wanted.connect(parts.actions["remarks.outbox"].trigger)

    def _leave(self) -> None:
        self._offered = None
        self._syncing.end()

    def _begin(self) -> None:
        session = self._bench.session
        if session is not None and self._door.ready:
            self._syncing.begin(session, session.opened)

    def _show(self) -> None:
        state = self._syncing.state
        self._bench.server = state.server if state is not None else ""
        self._parts.side.sync.show_state(state, self._bench.language)
        offered = state.offered if state is not None else None
        if offered is not None and offered != self._offered:
            self._tell_newer(offered)
        self._offered = offered

    def _tell_newer(self, offered: Offered) -> None:
        session = self._bench.session
        if session is None:
            return
        zone = session.project.time_zone

        def say(language: str) -> str:
            return _NEWER.text(language, which=offer(offered, zone, language))

        self._bench.tell(Message(say, "note", (_FETCH, self._ask_folder)))

    def _ask_folder(self) -> None:
        asking = QFileDialog(self._window, self.tr("Where should the new version go?"))
        asking.setFileMode(QFileDialog.FileMode.Directory)
        asking.setDirectory(str(Path.home()))
        asking.fileSelected.connect(lambda folder: self.fetch(Path(folder)))
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def fetch(self, folder: Path) -> None:
        """Fetch the version that is offered into a folder."""
        self._syncing.run(
            _FETCHING,
            lambda sync, progress, cancelled: sync.fetch(folder, progress, cancelled),
            self._tell_fetched,
            self._bench.tell_error,
        )

    def _tell_fetched(self, path: Path) -> None:
        def say(language: str) -> str:
            return _FETCHED.text(language, path=path)

        self._bench.tell(Message(say, "good", (_OPEN, lambda: self._open(path))))

    def _open(self, path: Path) -> None:
        self._open_project(path)
