"""The camera's window: asks before a camera is switched on, and switches it off with itself."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from mrapp.app.session import Session
from mrapp.app.state import NOW
from mrapp.ar.cameras import CameraName
from mrapp.ar.files import VIDEO_ENDINGS
from mrapp.model.ar_errors import CameraHeldError
from mrapp.model.texts import pick_language
from mrapp.ui.ar.drawing import Choice
from mrapp.ui.ar.lenses import Lenses
from mrapp.ui.ar.seeing import Seeing
from mrapp.ui.ar.sources import Eyes, Source
from mrapp.ui.ar.telling import Telling
from mrapp.ui.ar.window import ArWindow
from mrapp.ui.workbench import Workbench


class Guiding(QObject):
    """One window at most; `seeing` tells what is shown in it."""

    def __init__(self, bench: Workbench, eyes: Eyes, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._eyes, self._window = bench, eyes, window
        self.window: ArWindow | None = None
        self._telling: Telling | None = None
        self.seeing = Seeing(bench, eyes, self)
        self._source = Source("camera")
        self._cameras: tuple[CameraName, ...] = ()
        self.lenses = Lenses(bench, self)
        self._allowed = False
        self.seeing.opens.connect(self.seeing.show_variant)
        self.seeing.chose.connect(self._show_choice)
        self.seeing.changed.connect(self._tell)
        self.seeing.began.connect(self._show_source)
        self.seeing.ended.connect(self._show_source)
        bench.settings_changed.connect(self._retranslate)
        bench.opened.connect(self.close)

    def open(self) -> None:
        """Open the window, or bring it to the front."""
        session = self._bench.session_or_told()
        if session is None:
            return
        if self.window is None:
            self._make(session)
        else:
            self.window.raise_()
            self.window.activateWindow()

    def _make(self, session: Session) -> None:
        shown = ArWindow(self._window)
        self.window, self._telling = shown, Telling(shown, session.project)
        shown.source_wanted.connect(self._take_source)
        shown.start_wanted.connect(self.start)
        shown.allowed.connect(self._answer)
        shown.stop_wanted.connect(self.stop)
        shown.mode_wanted.connect(self.seeing.show_mode)
        shown.variant_wanted.connect(self.seeing.show_variant)
        shown.minutes_wanted.connect(self.seeing.show_at)
        shown.lens_wanted.connect(self._choose_lens)
        shown.lens_dropped.connect(lambda: self._take_lens(None))
        shown.shut.connect(self.close)
        self.seeing.picture = shown.picture
        self.seeing.choice = Choice(session.view.variant, session.view.time_utc)
        self._cameras = found = self._eyes.cameras()
        shown.offer_cameras(found)
        self._source = Source("camera", found[0].number if found else 0)
        self._retranslate()
        shown.fit(self._bench.settings.text_scale)
        shown.show()

    def close(self) -> None:
        """Switch off, forget what was seen, and shut the window."""
        self.seeing.close()
        self._allowed, self.seeing.picture = False, None
        shown, self.window, self._telling = self.window, None, None
        if shown is not None:
            shown.close()
            shown.deleteLater()
            if self.seeing.going:
                # The lamp is gone with the window.
                self._bench.tell_error(CameraHeldError())

    def choose(self, source: Source) -> None:
        """Take pictures from here; what was on goes off."""
        self.stop()
        self._source = source
        self._show_source()

    def start(self) -> None:
        """Begin: a camera only after a yes, which holds until the window is shut."""
        if self.window is None:
            return
        if self._source.kind == "camera" and not self._allowed:
            self.window.ask(True)
            return
        self._begin()

    def _answer(self, yes: bool) -> None:
        if self.window is None:
            return
        self.window.ask(False)
        self._allowed = yes
        if yes:
            self._begin()

    def _begin(self) -> None:
        if self.window is not None:
            known = self._source.camera or self.lenses.of(self._lens_name)
            self.seeing.begin(replace(self._source, camera=known))

    @property
    def _lens_name(self) -> str:
        """What the lens is known by: the camera's name, or where its pictures are."""
        source = self._source
        if source.path is not None:
            return str(source.path.resolve())
        named = {camera.number: camera.name for camera in self._cameras}
        return named.get(source.number) or f"camera {source.number + 1}"

    def _choose_lens(self) -> None:
        if self.window is not None:
            self.lenses.choose(self.window, self._take_lens)

    def _take_lens(self, file: Path | None) -> None:
        """Take a calibration for this camera; None: none. A file that is none changes nothing."""
        if self.lenses.put(self._lens_name, file):
            self._source = replace(self._source, camera=None)
            if self.seeing.watch is not None or self.seeing.waits:
                self._begin()
        self._tell()

    def stop(self) -> None:
        """Switch off; nothing of what was seen is left."""
        self.seeing.stop()

    def _take_source(self, wanted: object) -> None:
        if isinstance(wanted, Source):
            self.choose(wanted)
        elif wanted == "video":
            self._ask_file(Source("video"))
        else:
            self._ask_file(Source("pictures"))

    def _ask_file(self, wanted: Source) -> None:
        if self.window is None:
            return
        dialog = QFileDialog(self.window)
        if wanted.kind == "video":
            dialog.setWindowTitle(self.tr("Choose a video"))
            dialog.setNameFilter(
                self.tr("Videos (%1)").replace("%1", " ".join(f"*{e}" for e in VIDEO_ENDINGS))
            )
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        else:
            dialog.setWindowTitle(self.tr("Choose a folder of pictures"))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda file: self.choose(replace(wanted, path=Path(file))))
        dialog.rejected.connect(self._show_source)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _retranslate(self) -> None:
        shown, session = self.window, self._bench.session
        if shown is None or session is None:
            return
        shown.retranslate(self._bench.settings.text_scale)
        language = self._bench.language
        variants = session.project.variants()
        named = [(pick_language(each.name, language), each.id) for each in variants]
        shown.offer_variants([(NOW.text(language), None), *named])
        self._show_source()
        self._show_choice()
        self._tell()

    def _show_source(self) -> None:
        if self.window is not None:
            self.window.show_source(self._source, running=self.seeing.running)

    def _show_choice(self) -> None:
        choice, local = self.seeing.choice, self.seeing.local
        if self.window is None or choice is None or local is None:
            return
        self.window.show_choice(choice.mode, choice.variant, local.minutes, local.clock())

    def _tell(self) -> None:
        session = self._bench.session
        if session is not None and self._telling is not None:
            known = self._source.camera is not None or self.lenses.has(self._lens_name)
            self._telling.tell_lens(self.lenses.wrong, known=known)
            self._telling.tell(session.project, self._bench.language, self.seeing)
