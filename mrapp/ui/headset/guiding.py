"""Accompanying visitors with a headset: holds the facilitator's window and the device together."""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mrapp.app.headset.wanted import Comfort
from mrapp.model.errors import MrappError
from mrapp.model.headset_errors import HeadsetHeldError
from mrapp.model.texts import Phrase, pick_language
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.headset.aside import HandingOn
from mrapp.ui.headset.beside import Beside
from mrapp.ui.headset.care_shown import CareShown
from mrapp.ui.headset.caring import Caring
from mrapp.ui.headset.conditions import NONE, SILENT_S, about, state_words
from mrapp.ui.headset.facilitator import FacilitatorWindow
from mrapp.ui.headset.rehearsals import Rehearsals
from mrapp.ui.headset.runner import HeadsetRunner, Make, PinsOf
from mrapp.ui.headset.screen_view import known_view
from mrapp.ui.headset.trials import Trials
from mrapp.ui.headset.visiting import Visiting
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.workbench import Workbench
from mrapp.xr.exchange import Failed, Glimpse, Start, Told
from mrapp.xr.loop import USUAL, LoopOptions
from mrapp.xr.room import room_mode
from mrapp.xr.starting import start_from, start_of

_TICK_MS = 1_000
_OTHER = Phrase(
    nl="Er is een ander project geopend. Daarom is de headset gestopt; start haar opnieuw.",
    en="Another project was opened. So the headset was stopped; start it again.",
)
_KEPT = Phrase(
    nl="Een mening is bewaard. Geef de bezoeker de code mee: {receipt}",
    en="An opinion was kept. Give the visitor the code: {receipt}",
)
_ROOM_LOST = Phrase(
    nl="De headset laat de kamer niet meer zien. De stad staat nu op een getekende tafel. Zet de "
    "camera's van de headset weer aan, en start de headset dan opnieuw.",
    en="The headset shows the room no longer. The city stands on a drawn table now. Switch the "
    "cameras of the headset on again, then restart the headset.",
)


class Guiding(QObject):
    """Holds the facilitator's window and the headset together.

    city: the view of the main window. pins: which remarks are pinned. why: answers "why no
    headset?". caring: looks after how visitors are. glimpse: what was seen last; None while no
    headset is in use. gives_depth: to VR software that takes it. shown: its window, while that
    is open. trials: of the controllers.

    Signal: `pressed` what a button of the facilitator asks for was done, with its key.
    """

    pressed = Signal(str)

    def __init__(
        self,
        bench: Workbench,
        city: CityWidget,
        door: StoreDoor,
        pins: PinsOf,
        why: Callable[[QWidget], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bench, self._city, self._why, self._window = bench, city, why, window
        self._door = door
        self.runner = HeadsetRunner(bench, pins, self)
        self._beside = Beside(bench, city, self.runner, self)
        self._beside.pointing.changed.connect(self._show_pointing)
        self.handing = HandingOn(self)
        self.handing.changed.connect(self._show_handing)
        self.visiting: Visiting | None = None
        self.caring = Caring(bench, self)
        self._care = CareShown(bench, self.caring, self)
        self.runner.told.connect(self._hear)
        self.runner.seen.connect(self._see)
        self.runner.ended.connect(self._on_ended)
        self.rehearsals = Rehearsals(bench, self.runner, self.begin, lambda: self.shown, self)
        self.pressed.connect(self.rehearsals.did)
        self.runner.left.connect(self._on_left)
        self.shown: FacilitatorWindow | None = None
        self.glimpse: Glimpse | None = None
        self._wrong: MrappError | None = None
        self.gives_depth = True
        self._begun_s = 0.0
        self._event: str | None = None
        self.trials = Trials(self.runner, self)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        bench.changed.connect(self._follow)
        bench.opened.connect(self._on_opened)

    def open(self) -> None:
        """Open the window, or bring it to the front."""
        if self._bench.session_or_told() is None:
            return
        if self.shown is None:
            self.shown = FacilitatorWindow(self._window, *self._bench.spoken)
            self.shown.asked.connect(self._do)
            self.shown.events.chosen.connect(self._choose_event)
            self.shown.viewpoint_wanted.connect(self._beside.leading.bring_to)
            self.shown.comfort_wanted.connect(self._set_comfort)
            self.shown.views.chosen.connect(self.shown.show_view)
            self.shown.views.chosen.connect(self._beside.choose_view)
            self.shown.mirror.picked.connect(self._beside.pointing.point_along)
            self.shown.show_view(known_view(self._bench.settings.headset_view))
            self._care.attach(self.shown.care)
            self.shown.followed.connect(self._show)
            self.shown.followed.connect(self._care.show)
            self.shown.left.connect(self._forget)
            self.rehearsals.show()
        self._show()
        self._follow()
        self.shown.show()
        self.shown.raise_()
        self.shown.activateWindow()

    def begin(
        self, make: Make, options: LoopOptions = USUAL, door: StoreDoor | None = None
    ) -> Visiting | None:
        """Start a headset; the visitor begins at the project's start.

        door: to where opinions go; None: to the project's. Returns who looks after the visitor;
        None: no project is open.
        """
        session = self._bench.session_or_told()
        if session is None:
            return None
        self.runner.stop()
        self._wrong, self.glimpse = None, None
        self.visiting = Visiting(self._bench, session, door or self._door, self.runner, self)
        self.visiting.kept.connect(self._on_kept)
        self.visiting.missed.connect(self._on_missed)
        self.visiting.desk.at_event(self._event)
        self.runner.start(make, self._start(), options)
        self.visiting.begin()
        self._care.begin(self.visiting, counted=door is None)
        self._begun_s = time.monotonic()
        self._timer.start()
        self._show()
        return self.visiting

    def start(self, *, simulated: bool = False) -> None:
        """Start the headset of this machine, or rehearse with a simulated one."""
        if simulated:
            self.rehearsals.begin()
        else:
            # Late: the loader of headsets takes a second.
            from mrapp.xr.openxr.loader import openxr_headset

            self.begin(openxr_headset, replace(USUAL, depth=self.gives_depth))

    def next_visitor(self) -> None:
        """Wipe what the last visitor did, and let the next begin."""
        session = self._bench.session
        if session is None or self.visiting is None or not self.runner.running:
            return
        start = self._start()
        self.runner.wish(lambda loop: loop.restart(start))
        self._beside.forget()
        if self.shown is None:
            # Where a mistaken key can be undone.
            self.open()
        self.handing.hold(self.visiting.next_visitor(self._begun_s))
        self.caring.next_visitor()
        self._begun_s = time.monotonic()
        if self.shown is not None:
            self.shown.show_begun()
            self._show_comfort(Comfort())
        self._show_since()
        self.pressed.emit("next")

    def take_back(self) -> None:
        """Let the last visitor go on: the key for the next one was pressed by mistake."""
        aside = self.handing.take()
        if aside is None or self.visiting is None:
            return
        self.visiting.take_back(aside)
        self.caring.take_back()
        self._begun_s = aside.begun_s
        self._show_comfort(self.visiting.desk.comfort)
        self._show_since()

    def close(self) -> None:
        """End the headset and close the window."""
        self._timer.stop()
        self.runner.close()
        if self.shown is not None:
            self.shown.close()

    # What is asked for

    def _do(self, key: str) -> None:
        doers: dict[str, Callable[[], None]] = {
            "start": self.start,
            "rehearse": lambda: self.start(simulated=True),
            "stop": self.runner.stop,
            "next": self.next_visitor,
            "back": self.take_back,
            "pause": self._pause,
            "here": self._beside.leading.bring_here,
            "all": self._beside.bring_all,
            "unpoint": self._beside.pointing.clear,
            "there": lambda: self._beside.leading.go_there(self.glimpse),
            "table": lambda: self._lay_table("table"),
            "real": lambda: self._lay_table("real"),
            "inputs": self.try_inputs,
            "point": self._point,
            "panels": lambda: self.runner.wish(lambda loop: loop.gather_panels()),
            "why": self._ask_why,
        }
        doers[key]()
        if key != "next":
            self.pressed.emit(key)

    def _pause(self) -> None:
        if self.shown is not None:
            paused = self.shown.buttons["pause"].isChecked()
            self.runner.wish(lambda loop: setattr(loop, "paused", paused))
            self._show()

    def _lay_table(self, key: str) -> None:
        if self.shown is not None:
            on, real = self.shown.buttons[key].isChecked(), key == "real"
            # Off the own table the model stays, on a drawn one.
            self._beside.leading.lay_table(on or real, real=on and real)

    def _point(self) -> None:
        if self.shown is not None:
            self._beside.follow_selection(self.shown.buttons["point"].isChecked())

    def _choose_event(self, event: str | None) -> None:
        self._event = event
        if self.visiting is not None:
            self.visiting.desk.at_event(event)

    def _set_comfort(self) -> None:
        if self.shown is None or self.visiting is None:
            return
        desk = self.visiting.desk
        desk.set_comfort(self.shown.comfort.chosen(desk.comfort))

    def try_inputs(self) -> None:
        """Open the page that shows what each controller does; it follows the headset in use."""
        if self.shown is not None:
            self.trials.open(self.shown, self._bench.spoken, self.glimpse, self._start_to_try)

    def _start_to_try(self, simulated: bool) -> None:
        """Start what is tried: without a headset mouse and keys do what hands would."""
        self.start(simulated=simulated)
        if simulated and self.shown is not None:
            self.shown.rehearsal.steer.setChecked(True)

    def _ask_why(self) -> None:
        if self.shown is not None:
            self._why(self.shown)

    # What is shown

    def _start(self) -> Start:
        session = self._bench.session
        return start_of(session.project) if session else start_from(self._city.city.pose)

    def _hear(self, news: object) -> None:
        if isinstance(news, Failed):
            self._wrong = news.error if isinstance(news.error, MrappError) else None
            self._show()
        elif news == Told("room", "lost") and self.shown is not None:
            self.shown.show_news(_ROOM_LOST.text(self._bench.language))

    def _see(self, glimpse: Glimpse) -> None:
        self.glimpse = glimpse
        if glimpse.pixels is not None:
            self._wrong = None
        if self.shown is not None:
            self.shown.mirror.show_glimpse(glimpse)
            table = glimpse.place.scale > 1.5
            self.shown.buttons["table"].setChecked(table)
            self.shown.show_room(offered=room_mode(glimpse.facts) is not None, seen=glimpse.room)
            if self.visiting is not None:
                self._show_comfort(self.visiting.desk.comfort)
        self._beside.see(glimpse)
        self._show()

    def _on_ended(self) -> None:
        self._timer.stop()
        self.glimpse = None
        self.handing.forget()
        self._beside.forget()
        self._beside.see(None)
        self.caring.end()
        if self.visiting is not None:
            self.visiting.end()
            self.visiting = None
        self._show()

    def _on_left(self) -> None:
        """Take in that the runtime that held up the headset came back."""
        if isinstance(self._wrong, HeadsetHeldError):
            self._wrong = None
            self._show()

    def _tick(self) -> None:
        self._show_since()
        self._care.tick()
        if self.runner.silent_s > SILENT_S:
            self._show()

    def _show(self) -> None:
        shown, language = self.shown, self._bench.language
        if shown is None:
            return
        running = self.runner.running
        if shown.buttons["stop"].isEnabled() != running:
            shown.show_running(running=running)
        self.trials.show(self.glimpse)
        runner, paused = self.runner, shown.buttons["pause"].isChecked()
        silent_s = runner.silent_s
        words = state_words(
            self.glimpse, runner.condition, running=running, silent_s=silent_s, paused=paused
        )
        shown.show_state(words.text(language), about(self.glimpse, language))
        if self.glimpse is None or self.glimpse.pixels is None:
            why = self._wrong.text(language) if self._wrong else ""
            shown.mirror.show_words(why or (words if running else NONE).text(language))

    def _show_handing(self) -> None:
        held = self.handing.held
        if self.shown is not None:
            said = held.said.begun if held else False
            self.shown.show_gone(self.handing.left_s if held else 0, said=said)

    def _show_since(self) -> None:
        self._show_handing()
        if self.shown is not None:
            self.shown.show_since(int(time.monotonic() - self._begun_s))

    def _on_opened(self) -> None:
        """End the headset: its visitor is in the project that was open before."""
        self._event = None
        if self.runner.running:
            self.runner.stop()
            if self.shown is not None:
                self.shown.show_news(_OTHER.text(self._bench.language))

    def _show_comfort(self, comfort: Comfort) -> None:
        if self.shown is not None:
            self.shown.comfort.show_comfort(comfort)

    def _on_kept(self, receipt: str) -> None:
        if self.shown is not None:
            self.shown.show_news(_KEPT.text(self._bench.language, receipt=receipt))

    def _on_missed(self, error: MrappError) -> None:
        if self.shown is not None:
            self.shown.show_news(error.text(self._bench.language))
        else:
            self._bench.tell_error(error)

    def _follow(self) -> None:
        """Show the project's viewpoints, and point at what is selected if that is wanted."""
        session, shown = self._bench.session, self.shown
        if session is None or shown is None:
            return
        language = self._bench.language
        points = [(v.id, pick_language(v.name, language)) for v in session.project.viewpoints]
        if points != shown.offered:
            shown.show_viewpoints(points)
        shown.events.show_events(session.project.events, self._event, language)
        self._beside.pointing.follow()

    def _show_pointing(self) -> None:
        now = self._beside.pointing.now
        if self.visiting is not None:
            self.visiting.outline(now.ref if now else None)
        if self.shown is not None:
            self.shown.show_pointing(pointing=now is not None)

    def _forget(self) -> None:
        self.trials.close()
        self._care.detach()
        self.shown = None
