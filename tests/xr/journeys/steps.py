"""What all steps of a visit share: the menu, the hands, and a picture of what both eyes see."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from mrapp.app.headset import care, tutorial
from mrapp.app.history import Moment
from mrapp.app.remarks.keeping import Kept
from mrapp.app.session import Session
from mrapp.model.remark import Remark
from mrapp.model.texts import Phrase
from mrapp.xr.device import Hand
from mrapp.xr.frames import Vec3
from tests.ui.pretended_sound import PretendedSound
from tests.xr.journeys.looks import Eyes
from tests.xr.journeys.seat import Seat
from tests.xr.rig.service import Service

PLACE: Final = "site"
"""The viewpoint from which the plans are looked at."""

RIGHT_UP: Final = (0.2, 1.22, -0.42)
"""Where the right hand is that aims, metres in the room."""

_LOOKING = Phrase(nl="Kijken", en="Looking")


@dataclass
class Steps:
    """Somebody who does things with a headset on.

    out: where pictures go; None: none are made. about: what was seen when an opinion began.
    """

    seat: Seat
    runtime: Service
    sound: PretendedSound
    out: Path | None = None
    about: Moment | None = None
    pictures: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Let the next visitor begin, who leaves out the first minute."""
        seat = self.seat
        seat.window.parts.actions["headset.next"].trigger()
        seat.until(lambda: seat.glimpse.place.scale < 1.5, "one stands in the city")
        seat.look()
        seat.rest()
        seat.settle()
        seat.press("skip-all", lambda: seat.desk.hints.tutorial.over)
        self.rather_not_say()
        seat.rest()

    def rather_not_say(self) -> None:
        """Answer how one feels, which is asked of who has learnt to press."""
        seat = self.seat
        seat.until(lambda: seat.desk.asked == care.KEY, "one is asked how one feels")
        seat.press(care.UNTOLD, lambda: seat.desk.asked is None)

    def open_menu(self) -> None:
        """Press the menu button."""
        self.seat.button("b_click", lambda: self.seat.desk.menu.open, "the menu opens")

    def choose(self, *areas: str, effect: Callable[[], bool] | None = None) -> None:
        """Open the menu and press one thing after the other; effect: of the last."""
        self.open_menu()
        for area in areas[:-1]:
            self.seat.press(area)
        self.seat.press(areas[-1], effect)

    def shoot(self, name: str) -> Eyes:
        """Return what both eyes see, and leave a picture of it."""
        eyes = self.seat.see(fine=True)
        if self.out is not None:
            file = self.out / f"{len(self.pictures) + 1:02}-{name}.png"
            Image.fromarray(np.concatenate(eyes, axis=1)).save(file)
            self.pictures.append(file.name)
        return eyes

    @property
    def session(self) -> Session:
        """The project as it is open in the window."""
        session = self.seat.window.bench.session
        assert session is not None
        return session

    def hint(self) -> tutorial.Step | None:
        """Return which hint of the first minute stands now; None: none."""
        return tutorial.step_of(self.seat.desk.hints.tutorial, self.seat.desk.hints.controls)

    def turned(self, before: float) -> float:
        """Return by how many degrees the visitor is turned, clockwise from a heading."""
        return math.degrees(math.remainder(self.seat.glimpse.heading_rad - before, math.tau))

    def held_at(self, place: Vec3, hand: Hand = Hand.RIGHT) -> bool:
        """Tell whether mrapp sees a hand at a place in the room."""
        grip = self.seat.state(hand).grip
        return grip is not None and math.dist(grip.position, place) < 1e-3

    def both(self, left: Vec3, right: Vec3, squeeze: float) -> None:
        """Bring both hands to places in the room, and hold there, or let go."""
        seat = self.seat
        seat.put(Hand.LEFT, left, squeeze=squeeze)
        seat.put(Hand.RIGHT, right, squeeze=squeeze)
        seat.until(
            lambda: (
                self.held_at(left, Hand.LEFT)
                and self.held_at(right)
                and all(abs(seat.state(each).squeeze - squeeze) < 0.1 for each in Hand)
            ),
            "both hands are there",
        )

    def kept(self) -> Remark:
        """Return what was kept last, as the store has it."""
        found: list[tuple[Kept, ...]] = []
        door = self.seat.window.door
        door.ask(_LOOKING, lambda store: tuple(store.kept()), found.append)
        self.seat.until(lambda: bool(found), "the store answers")
        remark = found[0][-1].remark
        assert remark is not None
        return remark
