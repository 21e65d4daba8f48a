"""Steps of a visit: the first minute, moving about, and what is seen."""

from datetime import datetime
from functools import partial

from mrapp.app.headset import tutorial
from mrapp.app.headset.chimes import Chime
from mrapp.ui.robot import check
from mrapp.xr.device import Hand
from tests.xr.journeys.looks import ARC_RGB, differ, edge, level, near, pitched, shows
from tests.xr.journeys.steps import PLACE, RIGHT_UP, Steps


class Walking(Steps):
    """Somebody who goes about and looks. Each step raises `StepError` where it had no effect."""

    # The first minute

    def look_round(self) -> str:
        """Turn the head to both sides: the first hint goes by itself."""
        seat = self.seat
        seat.rest()
        seat.look(-12.0)
        self.shoot("hint")
        for left_deg in (50.0, -50.0, 0.0):
            seat.look(left_deg)
        seat.until(lambda: self.hint() is tutorial.Step.PRESS, "the first hint goes")
        return "the hint goes once one has looked to both sides"

    def press_a_hint(self) -> str:
        """Press what a hint asks one to press."""
        self.seat.press("try", lambda: self.hint() is tutorial.Step.GO)
        self.rather_not_say()
        return "the second hint goes once one has pressed"

    def teleport(self) -> str:
        """Aim with the stick, let go, and be there."""
        seat = self.seat
        seat.rest()
        before = seat.glimpse.head
        seat.look(0.0, -14.0)
        seat.put(Hand.RIGHT, RIGHT_UP, pitched(4.0), stick=(0.0, 1.0))
        seat.until(lambda: shows(seat.see(), ARC_RGB, 150), "the arc is to be seen")
        self.shoot("teleport")
        gone = seat.heard(Chime.GO)
        seat.hold(stick=(0.0, 0.0))
        seat.until(lambda: seat.heard(Chime.GO) > gone, "the jump begins")
        seat.until(lambda: level(seat.glimpse.head, before) > 2.0, "the jump is made")
        seat.settle()
        check(self.hint() in (tutorial.Step.TURN, None), "the hint waits for what was done")
        return f"{level(seat.glimpse.head, before):.1f} m further"

    def turn(self) -> str:
        """Push the stick aside once, to each side, and turn by 30 degrees."""
        seat = self.seat
        seat.rest()
        before = seat.glimpse.heading_rad
        for side, wanted in ((1.0, 30.0), (-1.0, 0.0)):
            seat.hold(stick=(side, 0.0))
            seat.until(partial(self._is_turned, before, wanted), f"turned by {wanted} degrees")
            seat.hold(stick=(0.0, 0.0))
            seat.until(lambda: seat.state().stick == (0.0, 0.0), "the stick is at rest")
            if wanted:
                self.shoot("turned")
        return "30 degrees to the right, and back"

    def _is_turned(self, before: float, wanted_deg: float) -> bool:
        return near(self.turned(before), wanted_deg)

    def open_and_close(self) -> str:
        """Open the hand menu, and put it away by its button."""
        seat = self.seat
        self.open_menu()
        seat.look(0.0, -14.0)
        seat.point_at("variants")
        self.shoot("menu")
        seat.press("close", lambda: not seat.desk.menu.open)
        if self.hint() is not None:
            seat.press("skip", lambda: seat.desk.hints.tutorial.over)
        return "the first minute is over"

    # Moving

    def walk(self) -> str:
        """Choose to walk freely, and walk: the edge of the view goes dark meanwhile."""
        seat = self.seat
        self.choose("more", "comfort", "going", "close")
        seat.look()
        before, clear = seat.glimpse.head, edge(seat.see())
        seat.hold(Hand.LEFT, stick=(0.0, 1.0))
        seat.until(lambda: level(seat.glimpse.head, before) > 3.0, "three metres are walked")
        narrow = edge(seat.see())
        self.shoot("walking")
        check(narrow < 0.35 * clear, f"the edge is as light as before: {clear:.0f}, {narrow:.0f}")
        seat.hold(Hand.LEFT, stick=(0.0, 0.0))
        seat.until(lambda: edge(seat.see()) > 0.8 * clear, "the view opens again")
        self.choose("more", "comfort", "going", "close")
        return f"{level(seat.glimpse.head, before):.1f} m on foot, edge at {narrow / clear:.0%}"

    def go_to_the_plan(self) -> str:
        """Go to a viewpoint, from where the plan is seen."""
        seat = self.seat
        before = seat.glimpse.head
        self.choose("viewpoints", f"viewpoint:{PLACE}")
        seat.until(lambda: level(seat.glimpse.head, before) > 20.0, "the viewpoint is there")
        seat.settle()
        return "from the square to the viewpoint at the site"

    # What is seen

    def choose_variants(self) -> str:
        """See each variant of the plan, and the city of now."""
        seat, seen = self.seat, []
        names = [None, *(each.id for each in self.session.project.variants())]
        seat.look(0.0, 6.0)
        for name in (*names[1:], names[0], names[1]):
            area = f"variant:{name}" if name else "variant"
            self.open_menu()
            seat.press("variants")
            if self.session.view.variant != name:
                seat.press(area, partial(self._shows_variant, name))
            seat.press("close", lambda: not seat.desk.menu.open)
            seat.rest()
            seat.settle()
            seen.append(self.shoot(f"variant-{name or 'now'}"))
        check(differ(seen[0], seen[1]) > 1.0, "two variants look the same")
        check(differ(seen[0], seen[2]) > 1.0, "a variant looks as the city of now")
        check(differ(seen[0], seen[3]) < 1.0, "the same variant looks otherwise")
        return ", ".join(each or "now" for each in names)

    def _shows_variant(self, name: str | None) -> bool:
        return self.session.view.variant == name

    def change_season(self) -> str:
        """See the same in winter: longer shadows."""
        seat = self.seat
        before = seat.see(fine=True)
        self.open_menu()
        seat.press("time")
        self.shoot("time")
        seat.press("season:12", lambda: self.session.view.time_utc.month == 12)
        seat.press("close", lambda: not seat.desk.menu.open)
        seat.rest()
        seat.settle()
        seen = self.shoot("winter")
        check(differ(before, seen) > 2.0, "winter looks like summer")
        return str(self.session.view.time_utc)

    def change_hour(self) -> str:
        """See the same some hours later."""
        seat = self.seat
        self.open_menu()
        seat.press("time")
        for _ in range(3):
            seat.press("hour:more", partial(self._is_later, self.session.view.time_utc))
        seat.press("close", lambda: not seat.desk.menu.open)
        seat.rest()
        seat.settle()
        self.shoot("afternoon")
        return str(self.session.view.time_utc)

    def _is_later(self, than_utc: datetime) -> bool:
        return self.session.view.time_utc > than_utc
