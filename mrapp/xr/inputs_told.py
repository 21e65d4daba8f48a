"""What controllers do, in words: for whoever tries whether each button arrives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mrapp.model.texts import Phrase
from mrapp.xr.device import NO_HAND, Hand, HandState, Inputs

HANDS: Mapping[Hand, Phrase] = {
    Hand.LEFT: Phrase(nl="Links", en="Left"),
    Hand.RIGHT: Phrase(nl="Rechts", en="Right"),
}


@dataclass(frozen=True)
class InputRow:
    """One input of both hands: its name, what each does, and whether it is in use now."""

    label: Phrase
    left: Phrase
    right: Phrase
    used: frozenset[Hand] = frozenset()

    def of(self, hand: Hand) -> Phrase:
        """Return what a hand does with it."""
        return self.left if hand is Hand.LEFT else self.right


_Told = Callable[[HandState], tuple[Phrase, bool]]

_PRESSED, _LOOSE = Phrase(nl="ingedrukt", en="pressed"), Phrase(nl="los", en="released")
_NOTHING = Phrase(nl="–", en="–")
_ABSENT = Phrase(nl="niet gevonden", en="not found")
_FOLLOWED = Phrase(nl="gevolgd", en="tracked")
_UNPLACED = Phrase(nl="er, plek onbekend", en="there, place not known")
_UNTOLD = Phrase(nl="meldt de headset niet", en="the headset does not tell")
_SHARE = Phrase(nl="{percent} %", en="{percent} %")
_BAR, _FULL, _EMPTY = 10, "■", "·"
# Nearer to its middle than this, a stick is at rest.
_RESTS = 0.05


def place_of(state: HandState) -> Phrase:
    """Return whether a hand is there, and whether its place is known."""
    if not state.present:
        return _ABSENT
    return _FOLLOWED if state.aim is not None or state.grip is not None else _UNPLACED


def battery_of(state: HandState) -> Phrase | None:
    """Return how full a controller's battery is; None where nobody tells."""
    return None if state.battery is None else _SHARE.filled(percent=round(100 * state.battery))


def input_rows(inputs: Inputs) -> tuple[InputRow, ...]:
    """Return each input with what both hands do to it now."""
    rows = []
    for label, told in _ROWS:
        said = {hand: _said(told, inputs.hands.get(hand, NO_HAND)) for hand in Hand}
        used = frozenset(hand for hand in Hand if said[hand][1])
        rows.append(InputRow(label, said[Hand.LEFT][0], said[Hand.RIGHT][0], used))
    return tuple(rows)


def _said(told: _Told, state: HandState) -> tuple[Phrase, bool]:
    return told(state) if state.present or told is _place else (_NOTHING, False)


def _place(state: HandState) -> tuple[Phrase, bool]:
    return place_of(state), False


def _profile(state: HandState) -> tuple[Phrase, bool]:
    name = state.profile.removeprefix("/interaction_profiles/")
    return (Phrase(nl=name, en=name) if name else _UNTOLD), False


def _battery(state: HandState) -> tuple[Phrase, bool]:
    return battery_of(state) or _UNTOLD, False


def _button(which: Callable[[HandState], bool]) -> _Told:
    def told(state: HandState) -> tuple[Phrase, bool]:
        pressed = which(state)
        return (_PRESSED if pressed else _LOOSE), pressed

    return told


def _amount(which: Callable[[HandState], float]) -> _Told:
    def told(state: HandState) -> tuple[Phrase, bool]:
        value = which(state)
        full = round(_BAR * min(abs(value), 1.0))
        bar = _FULL * full + _EMPTY * (_BAR - full)
        text = f"{bar} {value:+.2f}" if value < 0.0 else f"{bar} {value:.2f}"
        return Phrase(nl=text.replace(".", ","), en=text), abs(value) > _RESTS

    return told


_ROWS: tuple[tuple[Phrase, _Told], ...] = (
    (Phrase(nl="Gevolgd", en="Tracking"), _place),
    (Phrase(nl="Soort", en="Kind"), _profile),
    (Phrase(nl="Kiezen", en="Select"), _button(lambda hand: hand.select)),
    (Phrase(nl="Trekker", en="Trigger"), _amount(lambda hand: hand.trigger)),
    (Phrase(nl="Knijpen", en="Squeeze"), _amount(lambda hand: hand.squeeze)),
    (Phrase(nl="Stick opzij", en="Stick aside"), _amount(lambda hand: hand.stick[0])),
    (Phrase(nl="Stick vooruit", en="Stick ahead"), _amount(lambda hand: hand.stick[1])),
    (Phrase(nl="Stick ingedrukt", en="Stick pressed"), _button(lambda hand: hand.stick_pressed)),
    (Phrase(nl="Menu", en="Menu"), _button(lambda hand: hand.menu)),
    (Phrase(nl="Terug", en="Back"), _button(lambda hand: hand.back)),
    (Phrase(nl="Batterij", en="Battery"), _battery),
)
