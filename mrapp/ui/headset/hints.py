"""The first minute's hints, for one visitor after the other, by the controllers they hold."""

from mrapp.app.headset import tutorial
from mrapp.app.headset.controls import Controls, controls_of
from mrapp.app.headset.sheets import Sheet
from mrapp.app.headset.tutorial import Deed, Tutorial
from mrapp.app.headset.wanted import Comfort, Speak


class Hints:
    """tutorial: how far the visitor is. controls: what they hold."""

    def __init__(self) -> None:
        self.tutorial = Tutorial()
        self.controls = Controls.TOUCH

    def begin(self) -> None:
        """Begin with the first one."""
        self.tutorial = tutorial.begun()

    def end(self) -> None:
        """Show none any more."""
        self.tutorial = tutorial.ended(self.tutorial)

    def did(self, deed: Deed) -> None:
        """Take in what the visitor did."""
        self.tutorial = tutorial.did(self.tutorial, deed)

    def hold(self, profile: str) -> None:
        """Take in which controllers the visitor holds, by their OpenXR interaction profile."""
        self.controls = controls_of(profile)

    def sheet(self, comfort: Comfort) -> Sheet | None:
        """Return the hint that stands now; None: none does."""
        return tutorial.sheet_of(self.tutorial, self.controls, comfort)

    def press(self, area: str, language: str) -> Speak | None:
        """Take in a press on it; returns the language that is wanted."""
        self.tutorial, wanted = tutorial.pressed(self.tutorial, self.controls, area, language)
        return wanted
