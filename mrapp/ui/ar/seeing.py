"""Looks through one source at a time, and shows what is seen with the plan on the tile."""

import time
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mrapp.app.clock import LocalTime, local_from_utc, utc_from_local
from mrapp.app.session import Session
from mrapp.ar.looking import Look
from mrapp.ar.placing import Laid, Mode, Side
from mrapp.ar.watching import Watch
from mrapp.model.ar_errors import PictureSourceError
from mrapp.ui.ar.drawing import Choice, Drawing, outline_of
from mrapp.ui.ar.letting_go import LettingGo
from mrapp.ui.ar.picture import ArPicture, Seen
from mrapp.ui.ar.sources import Eyes, Source
from mrapp.ui.workbench import Workbench

_LEAST_PAUSE_MS = 4
# So long no other picture came: this one is drawn once more, with care.
_AT_REST_MS = 350
# So long the project was not changed again: what is dragged is not drawn here meanwhile.
_CHANGED_MS = 100


class Seeing(QObject):
    """Shows frames in a picture while there is one, and remembers nothing of them.

    Signals: `shown` a frame is on the screen, with its `Look`; `rested` it was drawn with care;
    `opens` a tile came into sight that opens a variant, its id or None for now; `chose` what is to
    be seen is another; `changed` what can be told of it all may be something else; `began`,
    `ended`: a source did.
    """

    shown = Signal(object)
    rested = Signal()
    opens = Signal(object)
    chose = Signal()
    changed = Signal()
    began = Signal()
    ended = Signal()
    _stirred = Signal()

    def __init__(self, bench: Workbench, eyes: Eyes, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._eyes = bench, eyes
        self.picture: ArPicture | None = None
        self.choice: Choice | None = None
        self.watch: Watch | None = None
        self.last: Look | None = None
        self._source: Source | None = None
        self._wanted: Source | None = None
        self._opened_for = ""
        self._going = LettingGo(self)
        self._going.let_go.connect(self._gone)
        self._drawing = Drawing(bench, self._draw_again, self)
        self._pause = self._timer(self._take)
        self._rest = self._timer(self._draw_at_rest)
        self._silent = self._timer(self.changed.emit)
        self._silent.setInterval(round(1000.0 * eyes.silent_s))
        self._later = self._timer(self._draw_again)
        self._later.setInterval(_CHANGED_MS)
        # Its language, or what stands there, by undo too; the next picture may be long in coming.
        bench.changed.connect(self._later.start)
        # From the thread that looks.
        self._stirred.connect(self._soon, Qt.ConnectionType.QueuedConnection)

    def _timer(self, then: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(then)
        return timer

    @property
    def running(self) -> bool:
        """Whether pictures come, or may yet."""
        return self.watch is not None and not self.watch.ended

    @property
    def on(self) -> bool:
        """Whether a camera is on now."""
        camera = self._source is not None and self._source.kind == "camera"
        return camera and self.watch is not None and self.watch.source_open

    @property
    def going(self) -> bool:
        """Whether a camera that was switched off may be on yet."""
        return self._going.held

    @property
    def waits(self) -> bool:
        """Whether a source begins once that camera is off."""
        return self._wanted is not None

    @property
    def silent(self) -> bool:
        """Whether the camera has given no picture for a while."""
        return self.on and self.last is not None and not self._silent.isActive()

    @property
    def laid(self) -> Laid | None:
        """What stands on the tile by now."""
        return self._drawing.laid

    @property
    def laid_for(self) -> Choice | None:
        """The choice that this was made for: another may be under way."""
        return self._drawing.laid_for

    @property
    def aside(self) -> Side | None:
        """Which way the plan is, where it is not in the picture."""
        return self._drawing.aside

    @property
    def wrong(self) -> PictureSourceError | None:
        """What is wrong with the source; None: nothing, or none is on."""
        return self.watch.wrong if self.watch is not None else None

    @property
    def local(self) -> LocalTime | None:
        """The time at which the plan is shown, as a clock there tells it."""
        session, choice = self._bench.session, self.choice
        if session is None or choice is None:
            return None
        return local_from_utc(choice.time_utc, session.project.time_zone)

    def begin(self, source: Source) -> None:
        """Take pictures from here. What was on goes off."""
        session = self._bench.session
        if session is None:
            return
        self.stop()
        if source.kind == "camera" and self._going.held:
            # It is not another program that has it.
            self._wanted = source
            return
        self._source = source
        looker, stir = self._eyes.looker(session, source.camera), self._stirred.emit
        given = self._eyes.open_source(source)
        self.watch = Watch(given, looker, stir, retry_s=self._eyes.retry_s)
        self.watch.start()
        self.began.emit()
        self.changed.emit()

    def stop(self) -> None:
        """Switch off; nothing of what was seen is left."""
        watch, self.watch, self._wanted = self.watch, None, None
        if watch is not None:
            watch.stop()
            if self._source is not None and self._source.kind == "camera":
                self._going.take(watch)
        for timer in (self._pause, self._rest, self._silent, self._later):
            timer.stop()
        self.last, self._opened_for = None, ""
        if self.picture is not None:
            self.picture.clear()
        self.ended.emit()
        self.changed.emit()

    def forget(self) -> None:
        """Switch off, and let go of what stood on the tile: the next look begins with nothing."""
        self.stop()
        self._drawing.forget()

    def close(self) -> None:
        """Switch off, and free what draws."""
        self.stop()
        self._drawing.close()

    def show_variant(self, variant: str | None) -> None:
        """Show a variant on the tile, or now for None."""
        if self.choice is not None:
            self._choose(replace(self.choice, variant=variant))

    def show_mode(self, mode: Mode) -> None:
        """Show it so large."""
        if self.choice is not None:
            self._choose(replace(self.choice, mode=mode))

    def show_at(self, minutes: int) -> None:
        """Show it at a time of the same day, minutes since midnight there."""
        session, local = self._bench.session, self.local
        if session is not None and local is not None and self.choice is not None:
            time_utc = utc_from_local(local.day, minutes, session.project.time_zone)
            self._choose(replace(self.choice, time_utc=time_utc))

    def _choose(self, choice: Choice) -> None:
        if choice != self.choice:
            self.choice = choice
            self._draw_again()
        self.chose.emit()

    def _gone(self) -> None:
        """Go on once a camera is really off, if it was asked for meanwhile."""
        if self._wanted is not None:
            self.begin(self._wanted)
        self.changed.emit()

    def _soon(self) -> None:
        if not self._pause.isActive():
            self._pause.start(_LEAST_PAUSE_MS)

    def _take(self) -> None:
        """Show the newest look; then leave the window as much time as that took."""
        watch, session = self.watch, self._bench.session
        if watch is None or session is None or self.picture is None:
            return
        begun_s = time.perf_counter()
        look = watch.take()
        if look is not None:
            self.last = look
            self._open_as_the_tile_says(look, session)
            self._draw(look, session)
        elif self.wrong is not None and watch.source.live:
            self.last = None
            self.picture.clear()
        if look is not None and watch.source.live:
            self._silent.start()
        if watch.ended:
            self.ended.emit()
        self.changed.emit()
        if look is not None:
            took_ms = 1000.0 * (time.perf_counter() - begun_s)
            self._pause.start(max(_LEAST_PAUSE_MS, round(took_ms)))
            self._rest.start(_AT_REST_MS)
            self.shown.emit(look)

    def _draw(self, look: Look, session: Session, *, at_rest: bool = False) -> None:
        assert self.picture is not None
        assert self.choice is not None
        wide_px = self.picture.wide_px(look.frame.size_px)
        over = self._drawing.draw(look, session, self.choice, wide_px, at_rest=at_rest)
        strength = look.anchor.strength if look.anchor is not None else 1.0
        outline = outline_of(look) if over is None else None
        self.picture.show_seen(Seen(look.frame.pixels, over, strength, outline))

    def _draw_at_rest(self) -> None:
        watch = self.watch
        # A camera is about to give the next picture, however slowly they come.
        if watch is not None and not watch.fresh and (watch.ended or not watch.source.live):
            self.draw_with_care()

    def draw_with_care(self) -> None:
        """Draw the look that is shown once more, as clear as the picture can show it."""
        session = self._bench.session
        if self.last is not None and session is not None and self.picture is not None:
            self._draw(self.last, session, at_rest=True)
            self.rested.emit()

    def _draw_again(self) -> None:
        """Draw the same look once more: what stands on the tile, or is told of it, is another."""
        session = self._bench.session
        if self.last is not None and session is not None and self.picture is not None:
            self._draw(self.last, session)
            self._rest.start(_AT_REST_MS)
            self.changed.emit()

    def _open_as_the_tile_says(self, look: Look, session: Session) -> None:
        """Show the variant that a tile opens, once, when it comes into sight."""
        tile = look.judged.tile if look.judged is not None else None
        if tile is None or look.anchor is None or tile.id == self._opened_for:
            return
        self._opened_for = tile.id
        opens = tile.opens.variant
        known = {variant.id for variant in session.project.variants()}
        if opens == "now":
            self.opens.emit(None)
        elif opens in known:
            self.opens.emit(opens)
