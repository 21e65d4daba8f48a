"""The visitor's comfort as the facilitator sets and sees it: few choices, in one window."""

from dataclasses import replace

from mrapp.app.headset.wanted import Comfort, Going, Turning
from mrapp.ui.headset.facilitator import FacilitatorWindow


def chosen_comfort(shown: FacilitatorWindow, before: Comfort) -> Comfort:
    """Return what is set in the window; what is not to be set there stays as it was before."""
    free = shown.going.currentIndex() == 1
    return replace(
        before,
        going=Going.SMOOTH if free else Going.TELEPORT,
        turning=Turning.SMOOTH if free else Turning.SNAP,
        seated=shown.seated.isChecked(),
        one_handed=shown.one_hand.isChecked(),
        left_handed=shown.left_hand.isChecked(),
    )


def show_comfort(shown: FacilitatorWindow, comfort: Comfort) -> None:
    """Show what is set."""
    shown.show_comfort(
        free=comfort.going is Going.SMOOTH,
        seated=comfort.seated,
        one_hand=comfort.one_handed,
        left=comfort.left_handed,
    )
