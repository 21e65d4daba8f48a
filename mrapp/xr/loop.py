"""The frame loop: takes in what the window wants, moves the visitor, draws both eyes, hands over.

All of it runs on the headset's own thread.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.scene.quality import Quality
from mrapp.scene.stereo.view import StereoView
from mrapp.xr.anchoring import Anchoring
from mrapp.xr.budget import LEVELS, Level
from mrapp.xr.city_pressed import CityPressed
from mrapp.xr.device import Frame, Hand, Headset, Inputs
from mrapp.xr.exchange import Asks, Exchange, SceneUpdate, Start, Told
from mrapp.xr.eyes import ahead_of, between, head_of, lens
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.glimpses import Drawn, Glimpses
from mrapp.xr.hands import Hands, Pointing
from mrapp.xr.hands_drawn import HandsDrawn
from mrapp.xr.moving.comfort import CALM, Comfort
from mrapp.xr.moving.seen import Seen
from mrapp.xr.moving.walker import Walker
from mrapp.xr.pacing import Pacing
from mrapp.xr.panels_shown import PanelsShown
from mrapp.xr.pointing import StandingPanel
from mrapp.xr.rehearsal.around import Around
from mrapp.xr.rig import StagePlace, StageRig
from mrapp.xr.room import RoomSight
from mrapp.xr.teller import Teller
from mrapp.xr.veiling import Veiling

_IDLE_S = 0.02
# Strong and long enough to be felt by whoever wonders whether it is.
_TRIAL = (0.8, 0.2)
# How often far things are drawn better, in frames, while nobody moves.
_IMPROVE = 30


@dataclass(frozen=True)
class LoopOptions:
    """How to draw.

    scale: of the recommended resolution. mirror: whether to give glimpses. levels: of effort,
    that it may choose from; one keeps it from choosing. depth: whether a runtime that takes depth
    gets it.
    """

    scale: float = 1.0
    levels: tuple[Level, ...] = LEVELS
    quality: Quality = Quality.STANDARD
    mirror: bool = True
    depth: bool = True


USUAL = LoopOptions()


class FrameLoop:
    """One headset's frames. `turn` again and again; `close` at the end."""

    def __init__(
        self,
        headset: Headset,
        window: vtkOpenGLRenderWindow,
        exchange: Exchange,
        options: LoopOptions = USUAL,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._headset, self._window, self._exchange = headset, window, exchange
        self._options, self._clock = options, clock
        self.view = StereoView(window, options.quality)
        self.rig = StageRig()
        self.walker = Walker(self.rig, self.view.world)
        self.comfort: Comfort = CALM
        self.asks = Asks()
        self.paused = False
        self.pacing = Pacing(self.view, options.levels)
        self.anchoring = Anchoring(headset, self.walker)
        self._sight = RoomSight(self.view, self.walker.tabletop)
        self._veiling = Veiling(self.view)
        self._panels = PanelsShown(headset, self.view)
        self._hands, self._hands_drawn = Hands(), HandsDrawn(self.view)
        pressed = CityPressed(exchange, self.asks, self.walker, self.rig, self.view.world)
        self._teller = Teller(exchange, headset, pressed, clock)
        self._glimpses = Glimpses(
            exchange, headset, self._sight, self.pacing, self._panels, clock, on=options.mirror
        )
        self._head: RigidPose | None = None
        self._shown_at_ns, self._changed = 0, False
        self._watcher: Callable[[Around], None] | None = None
        self.first_s: float | None = None

    @property
    def panels(self) -> tuple[StandingPanel, ...]:
        """The panels that stand, each with its place."""
        return self._panels.standing

    # What wishes may do

    def restart(self, start: Start) -> None:
        """Wipe what the last visitor did, and begin at the start, with everybody's settings."""
        self.comfort, self.paused = CALM, False
        self.asks.place = self.asks.table = False
        self.anchoring.stop()
        self._teller.forget()
        # Nothing is known of the next one's head until it is seen; panels wait for it.
        self._head = None
        self._hands.forget()
        self.beckon(None)
        self.walker.forget()
        self.walker.go_to_sight(start.eye, start.heading_rad)

    def beckon(self, place: Vec3 | None) -> None:
        """Show an arrow over a place, local metres; None: none."""
        self.view.guides.beacon.place = place

    def watch(self, watcher: Callable[[Around], None] | None) -> None:
        """Let somebody know with each frame what there is around the visitor; None: nobody."""
        self._watcher = watcher

    def buzz(self, hand: Hand) -> None:
        """Let a controller tick, to try whether it does."""
        self._headset.buzz(hand, *_TRIAL)

    def gather_panels(self) -> None:
        """Bring the panels to where the visitor looks now."""
        if self._head is not None:
            self._panels.gather(self._head)

    # Frames

    def turn(self) -> bool:
        """Take in what is new and make a frame, if one is wanted. Returns whether one was made."""
        begun_s = self._clock()
        self.pacing.begin(self._headset.cost)
        self._take_in()
        for happening in self._headset.poll():
            self._exchange.tell(Told(happening.kind, happening.what))
            if happening.kind == "recentred":
                self.walker.recentred()
        if not self._headset.running:
            self._glimpses.give(self.rig.place, self._head)
            self._exchange.rest(_IDLE_S)
            return False
        self._frame(begun_s)
        return True

    def opened(self) -> None:
        """Take in that a session began, maybe anew: it knows no panels yet."""
        self._shown_at_ns = 0
        self.view.depth.keep(on=self._headset.takes_depth)
        self._panels.paint_anew()

    def close(self) -> None:
        """Free what is drawn."""
        self.view.close()

    def _take_in(self) -> None:
        update = self._exchange.take_scene()
        if update is not None:
            self._show(update)
        for wish in self._exchange.take_wishes():
            wish(self)
        panels = self._exchange.take_panels()
        if panels is not None:
            self._panels.stand(panels, self._head)

    def _show(self, update: SceneUpdate) -> None:
        self.view.show(update.state, update.meshes, update.ready, update.pinned)
        self._changed = True

    def _frame(self, begun_s: float) -> None:
        frame = self._headset.wait()
        inputs = self._headset.inputs(frame)
        self._glimpses.notice(inputs)
        if self.paused:
            inputs = replace(inputs, steered=False)
        dt_s, head = self._passed_s(frame), head_of(frame)
        if (came := self.anchoring.follow(frame)) is not None:
            self._exchange.tell(Told("tile", came))
        self._follow_head(head)
        pointing = self._hands.follow(inputs, self.panels)
        seen = self._move(dt_s, head, inputs, pointing)
        self._teller.tell(pointing, seen, inputs, self._head)
        if frame.seen and frame.eyes:
            self._draw(frame, inputs, pointing, seen)
        else:
            # Out of sight, such as behind another program: whoever accompanies must be told that.
            self._glimpses.give(self.rig.place, self._head)
        self._headset.submit(frame, self._panels.quads, self._sight.blend)
        if self._watcher is not None:
            self._watcher(self._around(seen, dt_s))
        if self.first_s is None and frame.seen:
            self.first_s = self._clock()
        shown = frame.seen and not self._veiling.hides(seen)
        self.pacing.took(self._headset.cost, self._clock() - begun_s, frame, seen=shown)

    def _follow_head(self, head: RigidPose | None) -> None:
        """Keep where the head was seen last; panels wait for its first sight."""
        if self._head is None and head is not None:
            # Which panels stand is the desk's to say, and it tells of changes only.
            self._panels.gather(head)
        self._head = head or self._head

    def _move(
        self, dt_s: float, head: RigidPose | None, inputs: Inputs, pointing: Pointing
    ) -> Seen:
        """Move the visitor; returns what is to be drawn."""
        if self._changed and not self.view.unfinished:
            # Not before all is there: what is half there cannot be stood on, or is a wall to come.
            self._changed = False
            self.walker.world_changed()
        taken = frozenset(Hand) if self.asks.place or self.asks.table else pointing.taken
        built = self._veiling.came
        seen = self.walker.frame(dt_s, head, inputs, self.comfort, taken, built=built)
        seen = self._sight.follow(seen, self._headset.facts)
        if self._sight.lost:
            self._exchange.tell(Told("room", "lost"))
        return seen

    def _around(self, seen: Seen, dt_s: float) -> Around:
        finished = self._veiling.came and not self.view.unfinished
        there = Around(self._headset.condition, dt_s, self.rig.place, self.panels)
        there = replace(there, arc=seen.arc, table=seen.table, black=seen.black, finished=finished)
        return replace(there, asks_place=self.asks.place, paused=self.paused)

    def _passed_s(self, frame: Frame) -> float:
        passed = (frame.shown_at_ns - self._shown_at_ns) / 1e9 if self._shown_at_ns else 0.0
        self._shown_at_ns = frame.shown_at_ns
        return max(passed, 0.0)

    def _draw(self, frame: Frame, inputs: Inputs, pointing: Pointing, seen: Seen) -> None:
        place = self.rig.place
        # While nobody knows where a head is, such as in a hand, its guessed eyes are drawn for.
        seen_from = self._head or between(frame.eyes)
        head = place.local(seen_from.position)
        # Until all is there for the first time nothing is seen of it.
        coming, unseen = self._veiling.look(), self._veiling.hides(seen)
        ahead = place.way(ahead_of(seen_from))
        self.pacing.carry_out(frame, ahead, unseen=unseen)
        self.view.begin(head, place.scale, ahead=ahead, still=unseen and not coming)
        self.view.guides.beacon.see_from(head)
        self._hands_drawn.draw(place, inputs, pointing, seen, asks=self.asks.place)
        self._panels.draw(place)
        self._veiling.draw(seen)
        self._sight.draw(seen, place)
        self._draw_eyes(frame, place)
        if not seen.moving and frame.number % _IMPROVE == 0:
            self.view.improve(head)

    def _draw_eyes(self, frame: Frame, place: StagePlace) -> None:
        size_px = self._size_px()
        self.pacing.drawn = len(frame.eyes), size_px
        for number, eye in enumerate(frame.eyes):
            self.view.draw(lens(place, eye), size_px)
            depth = self.view.depth if self.view.depth.drawn else None
            self._headset.take_eye(frame, number, self._window, size_px, depth)
            if number == 0:
                drawn = Drawn(eye, size_px, frame.located, self._hands_drawn.held)
                self._glimpses.give(place, self._head, drawn)

    def _size_px(self) -> tuple[int, int]:
        full = self._headset.facts.drawn_px(self._options.scale)
        if self._window.GetSize() != full:
            self._window.SetSize(*full)
        wide, high = (max(round(side * self.pacing.resolution) // 2 * 2, 1) for side in full)
        return wide, high
