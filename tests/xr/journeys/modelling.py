"""Steps of a visit: the city as a model on a table."""

import math

from mrapp.app.headset.chimes import Chime
from mrapp.ui.robot import check
from mrapp.xr.device import Hand
from tests.xr.journeys.looks import ARC_RGB, level, near, shows
from tests.xr.journeys.steps import PLACE, Steps


class Modelling(Steps):
    """Somebody with a model before them. Each step raises `StepError` where it had no effect."""

    def lay_the_model(self) -> str:
        """Have the city as a model on a table."""
        seat = self.seat
        self.choose("table-top")
        seat.until(lambda: seat.glimpse.place.scale > 150.0, "the city is a model")
        seat.look(0.0, -32.0)
        seat.settle()
        seat.until(lambda: seat.desk.menu.table_top, "the menu knows of it")
        self.shoot("model")
        return f"1:{seat.glimpse.place.scale:.0f}"

    def grab_the_model(self) -> str:
        """Hold the model with one hand and move it."""
        seat = self.seat
        before = seat.glimpse.place
        seat.put(Hand.RIGHT, (0.15, 1.0, -0.6), squeeze=0.0)
        seat.until(lambda: self.held_at((0.15, 1.0, -0.6)), "the hand is over the model")
        held = seat.heard(Chime.HOLD)
        seat.hold(squeeze=1.0)
        seat.until(lambda: seat.heard(Chime.HOLD) > held, "the model is held")
        seat.put(Hand.RIGHT, (-0.05, 1.0, -0.6))

        def moved() -> float:
            return math.dist(seat.glimpse.place.zero, before.zero) / before.scale

        seat.until(lambda: near(moved(), 0.2, 0.02), "the model came along by 20 cm")
        self.shoot("model-held")
        seat.hold(squeeze=0.0)
        seat.until(lambda: seat.state().squeeze < 0.1, "the model is let go")
        check(near(seat.glimpse.place.scale, before.scale), "it kept its scale")
        return f"moved by {moved() * 100:.0f} cm"

    def turn_the_model(self) -> str:
        """Hold the model with two hands, turn it and make it larger."""
        seat = self.seat
        before = seat.glimpse.place
        left, right = (-0.15, 1.0, -0.6), (0.15, 1.0, -0.6)
        self.both(left, right, 0.0)
        self.both(left, right, 1.0)
        self.both((-0.17, 1.0, -0.48), (0.17, 1.0, -0.72), 1.0)
        larger = math.dist((-0.17, -0.48), (0.17, -0.72)) / 0.3
        seat.until(
            lambda: near(before.scale / seat.glimpse.place.scale, larger, 0.02), "it is larger"
        )
        now = seat.glimpse.place
        turned = math.degrees(math.remainder(now.heading_rad - before.heading_rad, math.tau))
        check(abs(turned) > 25.0, f"it was turned by {turned:.0f} degrees only")
        self.shoot("model-turned")
        self.both((-0.17, 1.0, -0.48), (0.17, 1.0, -0.72), 0.0)
        return f"1:{now.scale:.0f}, turned by {abs(turned):.0f} degrees"

    def stand_in_the_model(self) -> str:
        """Point at a spot in the model and stand there."""
        seat = self.seat
        seat.rest()
        table = seat.of_loop(lambda loop: loop.walker.tabletop.table)
        x, y, z = table.centre
        seat.aim((x, y, z + 0.1))
        seat.until(lambda: shows(seat.see(), ARC_RGB, 60), "the spot is to be seen")
        eyes = self.shoot("model-spot")
        check(not shows(eyes, ARC_RGB, 30_000), "the marker hides the model")
        seat.pull()
        seat.until(lambda: seat.glimpse.place.scale < 1.5, "one stands in the city")
        seat.let_go()
        seat.look()
        seat.rest()
        seat.settle()
        self.shoot("model-stood")
        return f"at {', '.join(f'{each:.0f}' for each in seat.glimpse.head)}"

    def come_back(self) -> str:
        """Go to the model again, and from there to where one stood."""
        seat = self.seat
        before = seat.glimpse.head
        self.choose("table-top")
        seat.until(lambda: seat.glimpse.place.scale > 100.0, "the city is a model again")
        self.choose("table-top")
        seat.until(lambda: seat.glimpse.place.scale < 1.5, "the city is a city again")
        now = seat.glimpse.head
        check(level(now, before) < 0.1, f"one came back at {now}, and not at {before}")
        self.choose("viewpoints", f"viewpoint:{PLACE}")
        seat.until(lambda: level(seat.glimpse.head, before) > 5.0, "the viewpoint is there")
        seat.settle()
        return "to the same spot"
