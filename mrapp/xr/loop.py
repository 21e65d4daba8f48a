"""The frame loop: takes in what the window wants, moves the visitor, draws both eyes, hands over.

All of it runs on the headset's own thread.
"""

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.headset.chimes import Chime
from mrapp.app.headset.panels import PanelPicture
from mrapp.scene.quality import Quality
from mrapp.scene.stereo.view import StereoView
from mrapp.scene.wearer import Hold
from mrapp.xr.budget import LEVELS, Level
from mrapp.xr.deeds import Deeds
from mrapp.xr.device import Condition, EyeView, Frame, Hand, Headset, Inputs
from mrapp.xr.exchange import (
    Asked,
    Did,
    Exchange,
    Glimpse,
    Heard,
    Pointed,
    SceneUpdate,
    Start,
    Told,
)
from mrapp.xr.eyes import ahead_of, between, head_of, lens, rigid
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.hands import Hands, Pointing, pulse
from mrapp.xr.inputs_seen import Noticed
from mrapp.xr.moving.comfort import CALM, Comfort
from mrapp.xr.moving.moment import heading_of
from mrapp.xr.moving.seen import Mode, Seen
from mrapp.xr.moving.tabletop import Table
from mrapp.xr.moving.walker import Walker
from mrapp.xr.pacing import Pacing
from mrapp.xr.panel_room import PanelRoom
from mrapp.xr.pointing import StandingPanel, hit_in_city, met_in_city
from mrapp.xr.rehearsal.around import Around
from mrapp.xr.rig import StagePlace, StageRig
from mrapp.xr.room import RoomSight

_IDLE_S = 0.02
_PUSHED = 0.3
# As dark as this nobody sees anything.
_UNSEEN = 0.99
_GLIMPSE_S = 0.06
# Strong and long enough to be felt by whoever wonders whether it is.
_TRIAL = (0.8, 0.2)
_RAY_M = 3.0
# A marker that is as large as in the street would hide half of a model.
_IN_MODEL = 0.14
_DIDS = {Chime.GO: Did.JUMPED, Chime.HOLD: Did.GRABBED}


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
        self.asks_place = self.asks_table = False
        self.paused = False
        self._sight = RoomSight(self.view, self.walker.tabletop)
        self._noticed = Noticed()
        self.pacing = Pacing(self.view, options.levels)
        self._room, self._hands = PanelRoom(), Hands()
        self._head: RigidPose | None = None
        self._held: tuple[Hold, ...] = ()
        self._deeds = Deeds(exchange, clock)
        self._shown_at_ns, self._changed = 0, False
        self._glimpsed_s = -math.inf
        self._came = False
        self._watcher: Callable[[Around], None] | None = None
        self.first_s: float | None = None

    @property
    def panels(self) -> tuple[StandingPanel, ...]:
        """The panels that stand, each with its place."""
        return self._room.standing

    # What wishes may do

    def restart(self, start: Start) -> None:
        """Wipe what the last visitor did, and begin at the start, with everybody's settings."""
        self.comfort, self.asks_place, self.paused = CALM, False, False
        self.asks_table = False
        self._deeds.forget()
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
            self._room.gather(self._head)

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
            self._let_see(None, None)
            self._exchange.rest(_IDLE_S)
            return False
        self._frame(begun_s)
        return True

    def opened(self) -> None:
        """Take in that a session began, maybe anew: it knows no panels yet."""
        self._shown_at_ns = 0
        self.view.depth.keep(on=self._headset.takes_depth)
        self._paint(panel.picture for panel in self._room.standing)

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
            self._paint(self._room.stand(panels, self._head or RigidPose((0.0, 1.6, 0.0))))

    def _paint(self, pictures: Iterable[PanelPicture]) -> None:
        gone = self._headset.condition in {Condition.LOST, Condition.ENDED}
        for picture in () if gone else pictures:
            if self._headset.can_show_quads:
                self._headset.paint(picture.key, picture.pixels.tobytes(), picture.size_px)
            else:
                self.view.panels.paint(picture.key, picture.pixels)

    def _show(self, update: SceneUpdate) -> None:
        self.view.show(update.state, update.meshes, update.ready, update.pinned)
        self._changed = True

    def _frame(self, begun_s: float) -> None:
        frame = self._headset.wait()
        inputs = self._headset.inputs(frame)
        self._noticed.see(inputs)
        if self.paused:
            inputs = replace(inputs, steered=False)
        dt_s = self._passed_s(frame)
        head = head_of(frame)
        if self._head is None and head is not None:
            # Which panels stand is the desk's to say, and it tells of changes only.
            self._room.gather(head)
        self._head = head or self._head
        pointing = self._hands.follow(inputs, self._room.standing)
        asks = self.asks_place or self.asks_table
        taken = frozenset(Hand) if asks else pointing.taken
        if self._changed and not self.view.unfinished:
            # Not before all is there: what is half there cannot be stood on, or is a wall to come.
            self._changed = False
            self.walker.world_changed()
        seen = self.walker.frame(dt_s, head, inputs, self.comfort, taken, built=self._came)
        seen = self._sight.follow(seen, self._headset.facts)
        if self._sight.lost:
            self._exchange.tell(Told("room", "lost"))
        pushed = any(math.hypot(*hand.stick) > _PUSHED for hand in inputs.hands.values())
        self._tell(pointing, seen, pushed)
        if frame.seen and frame.eyes:
            self._draw(frame, inputs, pointing, seen)
        else:
            # Out of sight, such as behind another program: whoever accompanies must be told that.
            self._let_see(None, None)
        quads = (
            [panel.quad for panel in self._room.standing] if self._headset.can_show_quads else []
        )
        self._headset.submit(frame, quads, self._sight.blend)
        if self._watcher is not None:
            self._watcher(self._around(seen, dt_s))
        if self.first_s is None and frame.seen:
            self.first_s = self._clock()
        shown = frame.seen and self._came and seen.black < _UNSEEN
        self.pacing.took(self._headset.cost, self._clock() - begun_s, frame, seen=shown)

    def _around(self, seen: Seen, dt_s: float) -> Around:
        finished = self._came and not self.view.unfinished
        there = Around(self._headset.condition, dt_s, self.rig.place, self._room.standing)
        there = replace(there, arc=seen.arc, table=seen.table, black=seen.black, finished=finished)
        return replace(there, asks_place=self.asks_place, paused=self.paused)

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
        coming, self._came = self.view.unfinished, self._came or not self.view.unfinished
        unseen = seen.black > _UNSEEN or not self._came
        ahead = place.way(ahead_of(seen_from))
        self.pacing.carry_out(frame, ahead, unseen=unseen)
        self.view.begin(head, place.scale, ahead=ahead, still=unseen and not coming)
        self._guide(inputs, pointing, seen, place)
        self._veil(seen, place)
        size_px = self._size_px()
        self.pacing.drawn = len(frame.eyes), size_px
        for number, eye in enumerate(frame.eyes):
            self.view.draw(lens(place, eye), size_px)
            depth = self.view.depth if self.view.depth.drawn else None
            self._headset.take_eye(frame, number, self._window, size_px, depth)
            if number == 0:
                self._let_see(eye, size_px, located=frame.located)
        if not seen.moving and frame.number % 30 == 0:
            self.view.improve(head)

    def _size_px(self) -> tuple[int, int]:
        full = self._headset.facts.drawn_px(self._options.scale)
        if self._window.GetSize() != full:
            self._window.SetSize(*full)
        wide, high = (max(round(side * self.pacing.resolution) // 2 * 2, 1) for side in full)
        return wide, high

    def _guide(self, inputs: Inputs, pointing: Pointing, seen: Seen, place: StagePlace) -> None:
        guides, scale = self.view.guides, place.scale
        arc = seen.arc
        allowed = bool(arc and arc.allowed)
        fine = scale * _IN_MODEL if seen.mode is Mode.TABLE else scale
        guides.aim(np.array(arc.points) if arc else None, allowed, fine)
        guides.beacon.see_from(place.local((self._head or RigidPose()).position))
        guides.mark(arc.lands if arc else None, arc.heading_rad if arc else 0.0, allowed, fine)
        held: list[Hold] = []
        for hand, state in inputs.hands.items():
            shown = state.present and inputs.steered
            grip = rigid(place, state.grip) if shown and state.grip else None
            guides.hold(hand, grip, scale)
            spot = pointing.spots.get(hand)
            ray = shown and state.aim and (spot or self.asks_place)
            at = rigid(place, state.aim) if ray and state.aim else None
            asked = state.aim if at is not None and spot is None else None
            met = met_in_city(self.view.world, place, asked, seen.table) if asked else None
            long = guides.spot(hand, at, met) / scale or (spot.away_m if spot else _RAY_M)
            guides.point(hand, at, long * scale, scale)
            if grip is not None:
                held.append(Hold(grip, (at, long * scale) if at is not None else None))
        self._held = tuple(held)
        if not self._headset.can_show_quads:
            self.view.panels.stand(
                {
                    panel.picture.key: (place.matrix @ panel.pose.matrix, panel.picture.size_m)
                    for panel in self._room.standing
                }
            )

    def _veil(self, seen: Seen, place: StagePlace) -> None:
        dark = max(seen.black, seen.grey) if self._came else 1.0
        self.view.veil.set(seen.free_view_rad, dark)
        if seen.table is None:
            self.view.table.clear()
            return
        table, under = seen.table, place.zero
        centre = place.local(table.centre)
        self.view.table.stand(centre, under, table.radius_m, place.scale, real=table.real)

    # Telling

    def _tell(self, pointing: Pointing, seen: Seen, pushed: bool) -> None:
        for event in pointing.events:
            self._exchange.tell(event)
            if not isinstance(event, Asked) and event.area is not None:
                self._deeds.did(Did.POINTED if event.done == "hovered" else Did.PRESSED)
        ticks, chimes = [*pointing.ticks, *seen.ticks], [*pointing.chimes, *seen.sounds]
        for hand, aim in pointing.pressed:
            found = self._press(aim, seen.table)
            if found is not None:
                chimes.append(Chime.PRESS if found else Chime.REFUSE)
                ticks.append(pulse(hand, chimes[-1]))
        for chime in chimes:
            self._exchange.tell(Heard(chime))
            if chime in _DIDS:
                self._deeds.did(_DIDS[chime])
        if seen.turned:
            self._deeds.did(Did.TURNED)
        if seen.moving and pushed and seen.mode is Mode.CITY and seen.black == 0.0:
            self._deeds.did(Did.WALKED)
        self._deeds.look(self._head)
        for tick in ticks:
            self._headset.buzz(tick.hand, tick.strength, tick.seconds)

    def _press(self, aim: RigidPose, table: Table | None) -> bool | None:
        """Take in a press past all panels: the edge of the visitor's own table, or a place.

        Returns whether it was one; None where nothing was asked.
        """
        if self.asks_table:
            touched = self.walker.touch_table(aim.position)
            if touched:
                self.asks_table = False
                self._exchange.tell(Told("table", f"{aim.position[1]:.2f}"))
            return touched
        found = self._point(aim, table) if self.asks_place or table is None else None
        return found if self.asks_place else None

    def _point(self, aim: RigidPose, table: Table | None) -> bool:
        """Tell which place was pressed in the city; returns whether there is one."""
        hit = hit_in_city(self.view.world, self.rig.place, aim, table)
        if hit is None:
            return False
        self._exchange.tell(Pointed(hit.point_local, hit.ref))
        return True

    def _let_see(
        self, eye: EyeView | None, size_px: tuple[int, int] | None, *, located: bool = False
    ) -> None:
        now_s = self._clock()
        if not self._options.mirror or now_s - self._glimpsed_s < _GLIMPSE_S:
            return
        self._glimpsed_s = now_s
        head = self._head or RigidPose()
        place = self.rig.place
        self._exchange.let_see(
            Glimpse(
                condition=self._headset.condition,
                facts=self._headset.facts,
                pixels=self._sight.mirrored(eye, size_px) if eye and size_px else None,
                eye=eye,
                head=place.local(head.position),
                heading_rad=heading_of(head, place),
                place=place,
                tracked=located,
                inputs=self._noticed.take(),
                room=self._sight.seen,
                late=self.pacing.budget.late_share,
                level=self.pacing.budget.number,
                frames=len(self.pacing.times),
                hands=self._held if eye else (),
                panels=self._room.standing if eye and self._headset.can_show_quads else (),
            )
        )
