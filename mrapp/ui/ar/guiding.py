"""Looks through a camera after a yes, shows what is seen, and switches it off with the window."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mrapp.app.clock import local_from_utc, utc_from_local
from mrapp.app.session import Session
from mrapp.app.state import NOW
from mrapp.ar.cameras import CameraName, CameraSource, cameras
from mrapp.ar.files import VIDEO_ENDINGS, PicturesSource, VideoSource
from mrapp.ar.frames import FrameSource
from mrapp.ar.looking import Look, Looker
from mrapp.ar.watching import Watch
from mrapp.model.ar_errors import CameraHeldError
from mrapp.model.sightings import Camera
from mrapp.model.texts import pick_language
from mrapp.ui.ar.drawing import Choice, Drawing
from mrapp.ui.ar.lenses import Lenses
from mrapp.ui.ar.letting_go import LettingGo
from mrapp.ui.ar.picture import Seen
from mrapp.ui.ar.telling import Telling, outline_of
from mrapp.ui.ar.window import ArWindow, Source
from mrapp.ui.workbench import Workbench

_LEAST_PAUSE_MS = 4
# So long no other picture came: this one is drawn once more, with care.
_AT_REST_MS = 350


def source_of(source: Source) -> FrameSource:
    """Return what gives the pictures of a source; nothing is opened yet."""
    if source.kind == "camera":
        return CameraSource(source.number)
    assert source.path is not None
    if source.kind == "video":
        return VideoSource(source.path, source.slower)
    return PicturesSource(source.path)


@dataclass(frozen=True)
class Eyes:
    """What the window sees with; tests give their own.

    looker: made for each source that is begun, with its camera where that is known. cameras: those
    to choose from. open_source: makes what gives the pictures of a source. retry_s: how long after
    a fault a camera is tried again. silent_s: a camera from which no picture came for so long shows
    what is no longer so.
    """

    looker: Callable[[Session, Camera | None], Looker]
    cameras: Callable[[], tuple[CameraName, ...]] = cameras
    open_source: Callable[[Source], FrameSource] = source_of
    retry_s: float = 2.0
    silent_s: float = 2.5


class Guiding(QObject):
    """One window at most, and one source at a time.

    Signals: `shown` a frame is on the screen, with its `Look`; `rested` it was drawn with care.
    """

    shown = Signal(object)
    rested = Signal()
    _stirred = Signal()

    def __init__(self, bench: Workbench, eyes: Eyes, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._eyes, self._window = bench, eyes, window
        self.window: ArWindow | None = None
        self._telling: Telling | None = None
        self.watch: Watch | None = None
        self._source = Source("camera")
        self._cameras: tuple[CameraName, ...] = ()
        self.lenses = Lenses(bench, self)
        self._going = LettingGo(self)
        self._going.let_go.connect(self._gone)
        self._waits = False
        self._allowed = False
        self._choice: Choice | None = None
        self._opened_for = ""
        self._last: Look | None = None
        self._drawing = Drawing(bench, self._draw_again, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._take)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._draw_at_rest)
        self._silent = QTimer(self)
        self._silent.setSingleShot(True)
        self._silent.setInterval(round(1000.0 * eyes.silent_s))
        self._silent.timeout.connect(self._tell)
        # From the thread that looks.
        self._stirred.connect(self._soon, Qt.ConnectionType.QueuedConnection)
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
        shown.mode_wanted.connect(lambda mode: self._choose(mode=mode))
        shown.variant_wanted.connect(lambda variant: self._choose(variant=variant))
        shown.minutes_wanted.connect(self._choose_minutes)
        shown.lens_wanted.connect(self._choose_lens)
        shown.lens_dropped.connect(lambda: self._take_lens(None))
        shown.shut.connect(self.close)
        self._choice = Choice(session.view.variant, session.view.time_utc)
        self._cameras = found = self._eyes.cameras()
        shown.offer_cameras(found)
        self._source = Source("camera", found[0].number if found else 0)
        self._retranslate()
        shown.fit(self._bench.settings.text_scale)
        shown.show()

    def close(self) -> None:
        """Switch off, forget what was seen, and shut the window."""
        self.stop()
        self._allowed = False
        self._drawing.close()
        shown, self.window, self._telling = self.window, None, None
        if shown is not None:
            shown.close()
            shown.deleteLater()
            if self._going.held:
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
        session = self._bench.session
        if session is None or self.window is None:
            return
        self.stop()
        if self._source.kind == "camera" and self._going.held:
            # It is not another program that has it.
            self._waits = True
            return
        source = self._eyes.open_source(self._source)
        known = self._source.camera or self.lenses.of(self._lens_name)
        looker, stir = self._eyes.looker(session, known), self._stirred.emit
        self.watch = Watch(source, looker, stir, retry_s=self._eyes.retry_s)
        self.watch.start()
        self._show_source()
        self._tell()

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
            if self.watch is not None:
                self._begin()
        self._tell()

    def stop(self) -> None:
        """Switch off; nothing of what was seen is left."""
        watch, self.watch, self._waits = self.watch, None, False
        if watch is not None:
            watch.stop()
            if self._source.kind == "camera":
                self._going.take(watch)
        self._pause.stop()
        self._rest.stop()
        self._silent.stop()
        self._last, self._opened_for = None, ""
        if self.window is not None:
            self.window.picture.clear()
            self._show_source()
            self._tell()

    def _gone(self) -> None:
        """Go on once a camera is really off, if it was asked for meanwhile."""
        if self._waits:
            self._begin()
        self._tell()

    def _soon(self) -> None:
        if not self._pause.isActive():
            self._pause.start(_LEAST_PAUSE_MS)

    def _take(self) -> None:
        """Show the newest look; then leave the window as much time as that took."""
        watch, session = self.watch, self._bench.session
        if watch is None or session is None or self.window is None:
            return
        begun_s = time.perf_counter()
        look = watch.take()
        if look is not None:
            self._last = look
            self._open_as_the_tile_says(look, session)
            self._draw(look, session)
        elif watch.wrong is not None and watch.source.live:
            self._last = None
            self.window.picture.clear()
        if look is not None and watch.source.live:
            self._silent.start()
        if watch.ended:
            self._show_source()
        self._tell()
        if look is not None:
            took_ms = 1000.0 * (time.perf_counter() - begun_s)
            self._pause.start(max(_LEAST_PAUSE_MS, round(took_ms)))
            self._rest.start(_AT_REST_MS)
            self.shown.emit(look)

    def _draw(self, look: Look, session: Session, *, at_rest: bool = False) -> None:
        assert self.window is not None
        assert self._choice is not None
        picture = self.window.picture
        wide_px = picture.wide_px(look.frame.size_px)
        over = self._drawing.draw(look, session, self._choice, wide_px, at_rest=at_rest)
        strength = look.anchor.strength if look.anchor is not None else 1.0
        outline = outline_of(look) if over is None else None
        picture.show_seen(Seen(look.frame.pixels, over, strength, outline))

    def _draw_at_rest(self) -> None:
        watch = self.watch
        # A camera is about to give the next picture, however slowly they come.
        if watch is not None and not watch.fresh and (watch.ended or not watch.source.live):
            self.draw_with_care()

    def draw_with_care(self) -> None:
        """Draw the look that is shown once more, as clear as the window can show it."""
        session = self._bench.session
        if self._last is not None and session is not None and self.window is not None:
            self._draw(self._last, session, at_rest=True)
            self.rested.emit()

    def _draw_again(self) -> None:
        """Draw the same look once more: what stands on the tile has come, or is another."""
        session = self._bench.session
        if self._last is not None and session is not None and self.window is not None:
            self._draw(self._last, session)
            self._rest.start(_AT_REST_MS)
            self._tell()

    def _open_as_the_tile_says(self, look: Look, session: Session) -> None:
        """Show the variant that a tile opens, once, when it comes into sight."""
        tile = look.judged.tile if look.judged is not None else None
        if tile is None or look.anchor is None or tile.id == self._opened_for:
            return
        self._opened_for = tile.id
        opens = tile.opens.variant
        known = {variant.id for variant in session.project.variants()}
        if opens == "now":
            self._choose(variant=None)
        elif opens in known:
            self._choose(variant=opens)

    def _choose(self, **changed: object) -> None:
        if self._choice is None:
            return
        self._choice = replace(self._choice, **changed)  # type: ignore[arg-type]
        self._show_choice()
        self._draw_again()

    def _choose_minutes(self, minutes: int) -> None:
        session = self._bench.session
        if session is None or self._choice is None:
            return
        zone = session.project.time_zone
        day = local_from_utc(self._choice.time_utc, zone).day
        self._choose(time_utc=utc_from_local(day, minutes, zone))

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
            running = self.watch is not None and not self.watch.ended
            self.window.show_source(self._source, running=running)

    def _show_choice(self) -> None:
        session = self._bench.session
        if self.window is None or session is None or self._choice is None:
            return
        local = local_from_utc(self._choice.time_utc, session.project.time_zone)
        choice = self._choice
        self.window.show_choice(choice.mode, choice.variant, local.minutes, local.clock())

    def _tell(self) -> None:
        session = self._bench.session
        if session is not None and self._telling is not None:
            camera = self.watch if self._source.kind == "camera" else None
            on = camera is not None and camera.source_open
            silent = on and self._last is not None and not self._silent.isActive()
            self._telling.tell_camera(on=on, going=self._going.held, silent=silent)
            self._telling.tell_aside(self._drawing.aside)
            language, laid = self._bench.language, self._drawing.laid
            known = self._source.camera is not None or self.lenses.has(self._lens_name)
            self._telling.tell_lens(self.lenses.wrong, known=known)
            self._telling.tell(session.project, language, self.watch, self._last, laid)
