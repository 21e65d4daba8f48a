"""Steps of a visit: saying something, keeping it, and making room for the next."""

import numpy as np

from mrapp.app.headset import tutorial
from mrapp.app.headset.telling import Note, Page
from mrapp.model.remark import Channel
from mrapp.ui.robot import check
from mrapp.xr.device import Condition, Hand
from tests.xr.journeys.looks import ARC_RGB, level, pitched, shows
from tests.xr.journeys.steps import RIGHT_UP, Steps
from tests.xr.rig.remote import Remote


class Saying(Steps):
    """Somebody who has something to say. Each step raises `StepError` where it had no effect."""

    def point_out(self) -> str:
        """Say something about a place that is pointed at."""
        seat = self.seat
        self.choose("say", effect=lambda: seat.desk.pointing)
        seat.until(lambda: seat.of_loop(lambda loop: loop.asks.place), "a place can be told")
        seat.put(Hand.RIGHT, RIGHT_UP, pitched(9.0))
        seat.until(lambda: self.held_at(RIGHT_UP), "the hand points at the plan")
        seat.look(6.0, 0.0)
        if self.out is not None:
            # Too small for the coarse pictures of a quick visit.
            seat.until(lambda: shows(seat.see(fine=True), ARC_RGB, 10), "the spot is to be seen")
        self.shoot("pointing")
        seat.pull()
        seat.until(lambda: seat.telling.point is not None, "the place is told")
        seat.let_go()
        seat.until(lambda: seat.desk.pinned is not None, "there is a pin")
        seat.look(24.0, 0.0)
        self.shoot("pin")
        self.about = self.session.moment
        thing = seat.telling.thing
        return f"{seat.telling.point}, {thing.object_id if thing else 'on the ground'}"

    def answer(self) -> str:
        """Give theme and answers, one of each kind, up to where the headset goes off."""
        seat = self.seat
        for area in ("theme:height", "on", "answer:train", "on", "answer:trees", "answer:seats"):
            seat.press(area)
            if area.startswith("theme"):
                self.shoot("theme")
        self.shoot("question")
        for area in ("on", "answer:tower", "on", "answer:4", "on", "answer:4"):
            seat.press(area)
        self.shoot("mood")
        for area in ("on", "answer:sun", "answer:green"):
            seat.press(area)
        return f"{len(seat.telling.answers)} answers"

    def answer_little(self) -> str:
        """Give a mood and a theme, where the project asks nothing else."""
        for area in ("mood:4", "on", "theme:green"):
            self.seat.press(area)
        return "a mood and a theme"

    def lose_the_headset(self) -> str:
        """Let the runtime go in the middle, and come back: nothing that was said is lost."""
        seat = self.seat
        said = seat.telling
        self.runtime.kill()
        gone = Condition.LOST
        seat.until(lambda: seat.glimpse.condition is gone, "mrapp sees that it went")
        check(seat.telling == said, "the draft changed when the headset went")
        self.runtime.start()
        seat.remote = Remote(seat.remote.posture)
        seat.remote.__enter__()
        seat.until(lambda: seat.glimpse.condition is Condition.FOCUSED, "it came back")
        seat.rest()
        seat.settle()
        check(seat.telling == said, "the draft changed when the headset came back")
        self.shoot("back")
        return f"all {len(said.answers)} answers are still there"

    def speak(self) -> str:
        """Answer the rest, and say something aloud: what is recorded is seen to be."""
        seat = self.seat
        while seat.telling.step != "voice":
            seat.press("on")
        self.shoot("consent")
        check(not self.sound.recordings, "something is recorded before the consent")
        seat.press("record", lambda: seat.telling.note is Note.RECORDING)
        spoken = self.sound.recordings[-1]
        spoken.level = 0.7
        self.shoot("voice")
        spoken.seconds = 6.5
        seat.press("record-end", lambda: seat.telling.note is Note.THERE)
        seat.press("on", lambda: seat.telling.step == "send")
        self.shoot("overview")
        return "a note of 6.5 s"

    def keep(self) -> str:
        """Keep it all, and find it in the store as it was said."""
        seat = self.seat
        moment = self.about
        assert moment is not None
        receipts: list[str] = []
        seat.desk.kept.connect(receipts.append)
        seat.press("keep", lambda: bool(receipts))
        self.shoot("thanks")
        remark = self.kept()
        check(remark.channel is Channel.VR, f"it came by {remark.channel}")
        sight = remark.sight
        assert sight is not None
        eye = self.session.project.origin.frame().local_from_rd(np.array(sight.eye))
        check(level(tuple(eye), seat.glimpse.head) < 0.5, "it was seen from elsewhere")
        check(sight.variant == (moment.view.variant or "now"), f"it is about {sight.variant}")
        check(sight.time_utc == moment.view.time_utc, f"the sun of {sight.time_utc}")
        roles = sorted(each.role for each in remark.attachments)
        check(roles == ["picture", "voice"], f"there are {roles} with it")
        check(remark.point is not None, "the place is lost")
        return f"{receipts[0]}: {sight.variant}, {sight.time_utc}, {roles}"

    def next_visitor(self) -> str:
        """Press the one key: the next visitor finds nothing of this one."""
        seat = self.seat
        seat.press("done", lambda: seat.telling.page is Page.NONE)
        self.choose("more", "language", effect=lambda: seat.desk.language == "en")
        seat.press("close", lambda: not seat.desk.menu.open)
        self.choose("say", effect=lambda: seat.desk.pointing)
        before = seat.glimpse.head
        seat.window.parts.actions["headset.next"].trigger()
        seat.until(lambda: not seat.telling.begun, "the draft is wiped")
        seat.until(lambda: seat.desk.language == "nl", "it speaks Dutch again")
        seat.until(lambda: level(seat.glimpse.head, before) > 20.0, "one stands at the start")
        seat.settle()
        check(not seat.desk.menu.open and seat.desk.pinned is None, "something is left")
        check(self.hint() is tutorial.Step.LOOK, "the first minute begins anew")
        self.shoot("next")
        return "at the start, in Dutch, with nothing of the last"
