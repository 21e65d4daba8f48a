"""One visitor after the other: holds the desk and the headset together."""

import math
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from mrapp.app.headset import own_table
from mrapp.app.headset.panels import PanelEvent
from mrapp.app.headset.wanted import (
    ChangeComfort,
    Comfort,
    FindTable,
    GoTo,
    HandleModel,
    OnTile,
    Stop,
    TableTop,
)
from mrapp.app.marker_tracking import known_tiles
from mrapp.app.remarks.pins import Pinned
from mrapp.app.session import Session
from mrapp.app.state import ObjectRef, SceneState
from mrapp.scene.places import pose_of
from mrapp.ui.headset.aside import Aside, put_back, set_aside
from mrapp.ui.headset.desk import HeadsetDesk
from mrapp.ui.headset.glance import Glance
from mrapp.ui.headset.hearing import Hearing
from mrapp.ui.headset.runner import HeadsetRunner, unheard
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.workbench import Workbench
from mrapp.xr.device import Condition, Hand
from mrapp.xr.exchange import Asked, Button, Deed, Glimpse, Pointed, Told
from mrapp.xr.moving import comfort as moving
from mrapp.xr.pointing import along
from mrapp.xr.room import room_mode

_AHEAD_M = 10.0
# More than a little larger than life: a model.
_MODEL_SCALE = 1.5


class Visiting(QObject):
    """Holds a desk and a headset together, for as long as one session of the headset lasts.

    Signals: `stopped` the visitor has seen enough; `kept` an opinion is durable, with its receipt;
    `missed` one is not kept whose maker cannot be told any more, with why;
    `worn` the headset was put on, or off; `went_on` something was done, or a moment has passed.
    """

    stopped = Signal()
    kept = Signal(str)
    missed = Signal(object)
    worn = Signal(bool)
    went_on = Signal()

    def __init__(
        self,
        bench: Workbench,
        session: Session,
        door: StoreDoor,
        runner: HeadsetRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench, self._session, self._runner = bench, session, runner
        self._glimpse: Glimpse | None = None
        self._table, self._asks, self._finds = (False, False), False, False
        self._offered = (False, False)
        self._outlined: ObjectRef | None = None
        self.desk = HeadsetDesk(bench, session, door, self, self._look_now)
        self.desk.panels_changed.connect(runner.stand)
        self.desk.wanted.connect(self._carry_out)
        self.desk.scene_changed.connect(runner.show_scene)
        self.desk.kept.connect(self.kept)
        self.desk.missed.connect(self.missed)
        self.hearing = Hearing(door.sound, bench.tasks, self)
        self.hearing.changed.connect(self._tell_sound)
        self.hearing.set_house(bench.settings.headset_sound)
        bench.settings_changed.connect(self._follow_settings)
        self.desk.speaking.chimed.connect(self.hearing.play)
        runner.sounded = self.hearing.play
        runner.told.connect(self._hear)
        runner.seen.connect(self._see)
        runner.scene_of = self._scene

    def outline(self, ref: ObjectRef | None) -> None:
        """Let the visitor see a line round what the facilitator points at; None: round nothing."""
        self._outlined = ref
        self._runner.show_scene()

    def _scene(self) -> tuple[SceneState, Pinned | None]:
        # What is selected in the window is the facilitator's own business.
        return replace(self.desk.scene, selection=self._outlined), self.desk.pinned

    def begin(self) -> None:
        """Let the first visitor begin."""
        self.hearing.begin()
        self.desk.begin()

    def next_visitor(self, begun_s: float = 0.0) -> Aside:
        """Let the next one begin, who finds nothing of the last; returns that one.

        begun_s: when the last one began.
        """
        place = self._glimpse.place if self._glimpse and self._glimpse.eye else None
        aside = set_aside(self.desk, self._session, place, begun_s)
        self.desk.next_visitor()
        self._ask()
        return aside

    def take_back(self, aside: Aside) -> None:
        """Let the last one go on, who only seemed to have gone; what came since is forgotten."""
        put_back(self.desk, self._session, aside)
        place = aside.place
        if place is not None and place.scale > _MODEL_SCALE:
            self._runner.wish(lambda loop: loop.walker.lay_table())
        elif place is not None:
            self._runner.wish(lambda loop: loop.walker.go_to(place))
        self._ask()

    def end(self) -> None:
        """Put all away, once; a draft stays.

        What is just being kept is told still, and then nothing is left of this.
        """
        self.hearing.end()
        self.desk.end()
        self._runner.scene_of = None
        self._runner.sounded = unheard
        for signal, slot in ((self._runner.told, self._hear), (self._runner.seen, self._see)):
            signal.disconnect(slot)
        self.desk.speaking.keeping.once_settled(self.deleteLater)

    def _hear(self, news: object) -> None:
        desk = self.desk
        match news:
            case PanelEvent():
                desk.take(news)
            case Asked(Button.MENU):
                desk.menu_button()
            case Asked(Button.BACK):
                desk.back_button()
            case Deed(what):
                desk.did(what)
            case Pointed():
                desk.pointed(news.place, news.ref, None)
            case Told("profile", what):
                desk.hold(what.rpartition(" ")[2])
            case Told("table", _) | Told("tile", "found"):
                self._find(on=False)
            case Told("room", "lost"):
                self._find(on=False)
                desk.ask(own_table.lost_sheet(), lambda _area: None)
            case Told("tile", "refused"):
                self._find(on=False)
                desk.ask(own_table.no_room_sheet(), lambda _area: None)
        self.went_on.emit()
        self._ask()

    def _see(self, glimpse: Glimpse) -> None:
        before, self._glimpse = self._glimpse, glimpse
        worn = glimpse.condition in (Condition.VISIBLE, Condition.FOCUSED)
        was = before is not None and before.condition in (Condition.VISIBLE, Condition.FOCUSED)
        if worn != was or before is None:
            self.desk.wear(worn)
            self.worn.emit(worn)
        table = glimpse.place.scale > _MODEL_SCALE, glimpse.room
        if table != self._table:
            self._table = table
            self.desk.stand_on_table(table[0], own=table[1])
        facts = glimpse.facts
        offered = room_mode(facts) is not None, facts is not None and facts.finds_codes
        if offered != self._offered:
            self._offered = offered
            self.desk.offer_room(offered[0])
            self.desk.offer_tiles(offered[1])
        self.went_on.emit()
        self._ask()

    def _ask(self) -> None:
        """Let a press in the city tell a place, or no more."""
        asks = self.desk.pointing
        if asks != self._asks:
            self._asks = asks
            self._runner.wish(lambda loop: setattr(loop.asks, "place", asks))
        if self._finds and self.desk.asked != own_table.KEY:
            # Answered, or something else is asked: a press is no table's edge any more.
            self._find(on=False)

    def _find(self, *, on: bool) -> None:
        """Let the visitor show where the own table is, or no more."""
        self._finds = on
        self._runner.wish(lambda loop: setattr(loop.asks, "table", on))
        if on:
            self.desk.ask(own_table.find_sheet(), lambda _area: None)
        elif self.desk.asked == own_table.KEY:
            self.desk.ask_no_more()

    def _follow_settings(self) -> None:
        self.hearing.set_house(self._bench.settings.headset_sound)

    def _tell_sound(self) -> None:
        self.desk.tell_sound(self.hearing.silent)

    def _look_now(self) -> Glance | None:
        glimpse = self._glimpse
        if glimpse is None or glimpse.eye is None:
            return None
        eye, place = glimpse.eye, glimpse.place
        return Glance(
            eye=place.local(eye.pose.position),
            look_at=place.local(along(eye.pose, _AHEAD_M)),
            pixels=glimpse.pixels,
            field_of_view_rad=min(eye.fov.up_rad - eye.fov.down_rad, math.radians(150.0)),
        )

    def _carry_out(self, wanted: object) -> None:
        if isinstance(wanted, GoTo | TableTop):
            # Who goes somewhere else does not want to be brought back by a tile.
            self._runner.wish(lambda loop: loop.anchoring.stop())
        match wanted:
            case GoTo(viewpoint):
                self._go_to(viewpoint)
            case TableTop(True, real):
                self._runner.wish(lambda loop: loop.walker.lay_table(real=real))
            case OnTile(life_size):
                self._find_tile(life_size)
            case FindTable():
                self._find(on=True)
            case TableTop(False):
                self._runner.wish(lambda loop: loop.walker.leave_table())
            case HandleModel(right, larger):
                self._runner.wish(lambda loop: loop.walker.handle_model(right, larger))
            case ChangeComfort(comfort):
                self.hearing.set_own(comfort.sound)
                wished = moving_of(comfort)
                self._runner.wish(lambda loop: setattr(loop, "comfort", wished))
            case Stop():
                self.stopped.emit()

    def _find_tile(self, life_size: bool) -> None:
        tiles = known_tiles(self._session.project)
        self._runner.wish(lambda loop: loop.anchoring.look_for(tiles, life_size=life_size))

    def _go_to(self, viewpoint: str) -> None:
        project = self._session.project
        point = project.viewpoint(viewpoint)
        if point is not None:
            pose = pose_of(point, project.origin.frame())
            self._runner.wish(lambda loop: loop.walker.go_to_sight(pose.eye, pose.heading_rad))


def moving_of(comfort: Comfort) -> moving.Comfort:
    """Return what the visitor chose as those take it who move the stage."""
    return moving.Comfort(
        going=comfort.going,
        turning=comfort.turning,
        seated=comfort.seated,
        one_handed=comfort.one_handed,
        main_hand=Hand.LEFT if comfort.left_handed else Hand.RIGHT,
    )
