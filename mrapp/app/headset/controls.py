"""How the controllers that a visitor holds are used, in plain words.

What each button does: docs/vr-menu.md. Where buttons differ between the hands, it is said which
hand is meant; who uses one hand is told of that one only.
"""

from enum import StrEnum

from mrapp.app.headset.wanted import Comfort, Going
from mrapp.model.texts import Phrase


class Controls(StrEnum):
    """Controllers that are used alike.

    TOUCH: a stick, and Y or B above X or A (Touch, Pico, Reverb G2). INDEX: a stick, and B above A
    on both. WMR: a stick and a menu button. WAND: a touchpad and a menu button (Vive). SIMPLE: one
    button, and one for the menu. HANDS: bare hands.
    """

    TOUCH = "touch"
    INDEX = "index"
    WMR = "wmr"
    WAND = "wand"
    SIMPLE = "simple"
    HANDS = "hands"

    @property
    def has_stick(self) -> bool:
        """Whether one can turn and go with a stick, or a pad."""
        return self not in (Controls.SIMPLE, Controls.HANDS)

    @property
    def has_menu_button(self) -> bool:
        """Whether a button opens the menu; else something in the room must."""
        return self is not Controls.HANDS


_BY_PROFILE = (
    ("index_controller", Controls.INDEX),
    ("vive_controller", Controls.WAND),
    ("microsoft/motion_controller", Controls.WMR),
    ("simple_controller", Controls.SIMPLE),
    ("hand_interaction", Controls.HANDS),
)


def controls_of(profile: str) -> Controls:
    """Return how controllers of an OpenXR interaction profile are used; "": as most are."""
    return next((found for part, found in _BY_PROFILE if part in profile), Controls.TOUCH)


_PRESS = Phrase(
    nl="Wijs met de straal. Druk dan met uw wijsvinger.",
    en="Point with the ray. Then press with your index finger.",
)
_PRESS_SIMPLE = Phrase(
    nl="Wijs met de straal. Druk dan op de knop.", en="Point with the ray. Then press the button."
)
_PINCH = Phrase(
    nl="Wijs met uw hand. Knijp dan duim en wijsvinger tegen elkaar.",
    en="Point with your hand. Then pinch thumb and index finger together.",
)

_JUMP_STICK = Phrase(
    nl="Duw {stick} naar voren en houd vast. Kies een plek. Laat los: u staat er.",
    en="Push {stick} ahead and hold it. Choose a spot. Let go: you stand there.",
)
_WALK_STICK = Phrase(nl="Duw {stick} naar voren. U loopt.", en="Push {stick} ahead. You walk.")
_JUMP_PRESS = Phrase(
    nl="Wijs naar de grond. Houd de knop in, en laat los: u staat er.",
    en="Point at the ground. Hold the button, and let go: you stand there.",
)
_JUMP_PINCH = Phrase(
    nl="Wijs naar de grond. Knijp, houd vast, en laat los: u staat er.",
    en="Point at the ground. Pinch, hold it, and let go: you stand there.",
)
_TURN_STICK = Phrase(
    nl="Duw {stick} naar links of rechts. U draait.",
    en="Push {stick} to the left or right. You turn.",
)

_STICK = Phrase(nl="de stick", en="the stick")
_LEFT_STICK = Phrase(nl="de linkerstick", en="the left stick")
_RIGHT_STICK = Phrase(nl="de rechterstick", en="the right stick")
_PAD = Phrase(nl="uw duim op het vlak", en="your thumb on the pad")
_LEFT_PAD = Phrase(nl="uw linkerduim op het vlak", en="your left thumb on the pad")
_RIGHT_PAD = Phrase(nl="uw rechterduim op het vlak", en="your right thumb on the pad")

_MENU_TOUCH = Phrase(
    nl="Druk met uw duim op de bovenste knop: Y of B.",
    en="Press the upper button with your thumb: Y or B.",
)
_MENU_Y = Phrase(
    nl="Druk met uw duim op de bovenste knop: Y.",
    en="Press the upper button with your thumb: Y.",
)
_MENU_B = Phrase(
    nl="Druk met uw duim op de bovenste knop: B.",
    en="Press the upper button with your thumb: B.",
)
_MENU_BUTTON = Phrase(nl="Druk op de menuknop.", en="Press the menu button.")
_MENU_PLATE = Phrase(
    nl="Kijk omlaag. Wijs naar het bordje Menu, en knijp.",
    en="Look down. Point at the plate Menu, and pinch.",
)


def how_to_press(controls: Controls) -> Phrase:
    """Return how something is pressed."""
    plain = {Controls.HANDS: _PINCH, Controls.SIMPLE: _PRESS_SIMPLE}
    return plain.get(controls, _PRESS)


def how_to_go(controls: Controls, comfort: Comfort) -> Phrase:
    """Return how one gets to another place."""
    if not controls.has_stick:
        return _JUMP_PINCH if controls is Controls.HANDS else _JUMP_PRESS
    walks = comfort.going is Going.SMOOTH
    if walks and comfort.one_handed:
        return _WALK_STICK.filled(stick=_stick(controls, comfort, either=True))
    # Who walks with one hand jumps with the other: the main one.
    return _JUMP_STICK.filled(stick=_stick(controls, comfort, either=not walks))


def how_to_turn(controls: Controls, comfort: Comfort) -> Phrase | None:
    """Return how one turns without turning oneself; None: there is no way to."""
    if not controls.has_stick:
        return None
    walks = comfort.going is Going.SMOOTH and not comfort.one_handed
    return _TURN_STICK.filled(stick=_stick(controls, comfort, either=not walks))


def how_to_open(controls: Controls, comfort: Comfort) -> Phrase:
    """Return how the menu is opened, and put away."""
    match controls:
        case Controls.HANDS:
            return _MENU_PLATE
        case Controls.INDEX:
            return _MENU_B
        case Controls.TOUCH if comfort.one_handed:
            return _MENU_Y if comfort.left_handed else _MENU_B
        case Controls.TOUCH:
            return _MENU_TOUCH
        case _:
            return _MENU_BUTTON


def all_ways(controls: Controls, comfort: Comfort) -> tuple[Phrase, ...]:
    """Return all of it, for the page that helps."""
    turn = how_to_turn(controls, comfort)
    going = how_to_go(controls, comfort)
    return (how_to_press(controls), going, *((turn,) if turn else ()))


def _stick(controls: Controls, comfort: Comfort, *, either: bool) -> Phrase:
    """Return which stick is meant: either of them, or that of the main hand."""
    rows = {
        Controls.WAND: (_PAD, _LEFT_PAD, _RIGHT_PAD),
    }
    one, left, right = rows.get(controls, (_STICK, _LEFT_STICK, _RIGHT_STICK))
    if either:
        return one
    return left if comfort.left_handed else right
