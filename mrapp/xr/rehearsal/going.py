"""How a scripted visitor gets about: by jumps, turns, on foot, and from and to the model."""

import math
from functools import partial

from mrapp.model.texts import Phrase
from mrapp.xr.device import Hand
from mrapp.xr.frames import RigidPose, Vec3, turned
from mrapp.xr.moving.arc import SPEED_M_PER_S
from mrapp.xr.rehearsal import pressing
from mrapp.xr.rehearsal.body import Act, NotThereError, Puppet

_CLEAR = 0.02
_SIDES_RAD = tuple(math.radians(each) for each in (0, 25, -25, 50, -50, 80, -80, 120, -120, 180))
_SHARES = (1.0, 0.7, 1.5)
_WALK_M_PER_S = 1.0
_MOVED_M, _TURNED_RAD = 0.4, math.radians(15.0)
_LARGER = 0.75
_SPOTS: tuple[tuple[float, float], ...] = (
    *((0.0, 0.0), (0.15, 0.05), (-0.15, 0.05), (0.0, -0.15), (0.0, 0.15)),
    *((0.25, -0.1), (-0.25, -0.1), (0.3, 0.2), (-0.3, 0.2)),
)
_NO_SPOT = Phrase(
    nl="Nergens in de buurt mocht de bezoeker staan.", en="The visitor may stand nowhere near."
)
_NO_ARC = Phrase(nl="De boog kwam niet.", en="The arc did not come.")
_NOT_MOVED = Phrase(nl="De bezoeker kwam niet van de plek.", en="The visitor did not move.")
_NOT_TURNED = Phrase(nl="De bezoeker draaide niet.", en="The visitor did not turn.")
_NO_MODEL = Phrase(nl="De maquette kwam niet.", en="The model did not come.")
_NOT_HELD = Phrase(
    nl="De maquette draaide niet mee, of werd niet groter.",
    en="The model did not turn with the hands, or did not become larger.",
)
_NO_LIFE = Phrase(
    nl="Op geen van de aangewezen plekken in de maquette kon de bezoeker staan.",
    en="At none of the spots that were pointed at in the model could the visitor stand.",
)
_NO_PLACE = Phrase(
    nl="Geen van de aangewezen plekken werd een plek voor de mening.",
    en="None of the places pointed at became the place of the opinion.",
)
_NOT_ASKED = Phrase(nl="Er werd niet om een plek gevraagd.", en="No place was asked for.")


def jump(p: Puppet, metres: float) -> Act:
    """Aim so far ahead, else near that, to the sides or behind; let go, and be there."""
    before = p.eye
    base = p.yaw_rad
    began = False
    try:
        for side in _SIDES_RAD:
            for share in _SHARES:
                pitch = pitch_for(metres * share, p.hand_at(p.arm)[1])
                if p.around.under(_aim(p, base + side, pitch)) is not None:
                    continue
                if abs(math.remainder(base + side - p.yaw_rad, math.tau)) > math.radians(20.0):
                    yield from p.look(base + side, -0.1)
                yield from p.aim(base + side, pitch)
                if not began:
                    p.arm.stick = (0.0, 1.0)
                    yield from p.until(lambda: p.around.arc is not None, _NO_ARC)
                    began = True
                yield from p.frames(3)
                arc = p.around.arc
                if arc is not None and arc.allowed:
                    yield from p.rest(0.4)
                    yield from _land(p, before)
                    return
        raise NotThereError(_NO_SPOT)
    finally:
        # Whoever breaks off thinks better of it: with a squeeze, then the stick is let go.
        p.let_go()


def _land(p: Puppet, before: Vec3) -> Act:
    p.arm.stick = (0.0, 0.0)
    yield from p.until(lambda: _moved(p, before) and p.around.black < _CLEAR, _NOT_MOVED)


def turn(p: Puppet, times: int) -> Act:
    """Turn with the stick."""
    yield from p.lower()
    for _ in range(abs(times)):
        before = p.around.place.heading_rad
        p.arm.stick = (math.copysign(1.0, times), 0.0)
        try:
            yield from p.until(partial(_turned, p, before), _NOT_TURNED)
        finally:
            p.arm.stick = (0.0, 0.0)
        yield from p.until(lambda: p.around.black < _CLEAR, _NOT_TURNED)
        yield from p.pass_s(0.3)


def walk_in_room(p: Puppet, metres: float) -> Act:
    """Walk on one's own feet, where the head looks."""
    yield from p.lower()
    before, (x, y, z) = p.eye, p.head_at
    east, north = -math.sin(p.yaw_rad) * metres, -math.cos(p.yaw_rad) * metres

    def change(share: float) -> None:
        p.head_at = (x + share * east, y, z + share * north)

    yield from p.move(abs(metres) / _WALK_M_PER_S, change)
    yield from p.until(lambda: _moved(p, before, 0.5 * abs(metres)), _NOT_MOVED)


def walk_by_stick(p: Puppet, seconds: float) -> Act:
    """Walk with the stick; where a wall is in the way, another way."""
    yield from p.lower()
    other = next((hand for hand in p.arms if hand is not p.main), p.main)
    for _ in range(4):
        before = p.eye
        p.arms[other].stick = (0.0, 1.0)
        yield from p.pass_s(seconds)
        p.arms[other].stick = (0.0, 0.0)
        yield from p.pass_s(0.3)
        if _moved(p, before):
            return
        yield from p.look(p.yaw_rad + math.pi / 2.0)
    raise NotThereError(_NOT_MOVED)


def to_table(p: Puppet) -> Act:
    """Make the city a model, and look at it."""
    # Where the headset shows the room, the menu asks on which table.
    yield from pressing.in_menu(p, "table*")
    if p.around.offers("painted"):
        yield from pressing.press(p, "painted")
    yield from p.until(
        lambda: p.around.is_model and p.around.finished and p.around.black < _CLEAR, _NO_MODEL
    )
    yield from p.lower()
    if p.around.table is not None:
        yield from p.look_at(p.around.table.centre)


def turn_model(p: Puppet) -> Act:
    """Turn the model and make it larger."""
    heading, scale = p.around.place.heading_rad, p.around.place.scale
    if len(p.arms) < len(Hand):
        yield from _turn_by_stick(p, heading, scale)
        return
    yield from p.lower()
    yield from p.move(0.4, lambda share: _hold_out(p, 0.12, 0.0, share))
    for arm in p.arms.values():
        arm.squeeze = 1.0
    yield from p.frames(3)
    try:
        yield from p.move(1.6, lambda share: _hold_out(p, 0.12 + 0.1 * share, 0.7 * share, 1.0))
        yield from p.until(
            lambda: _turned(p, heading) and p.around.place.scale < _LARGER * scale, _NOT_HELD
        )
    finally:
        p.let_go()
    yield from p.frames(2)
    yield from p.lower()


def _hold_out(p: Puppet, apart_m: float, angle_rad: float, share: float) -> None:
    """Hold both hands out over the table, so far from the middle between them, turned about it."""
    for hand, arm in p.arms.items():
        side = 1.0 if hand is Hand.RIGHT else -1.0
        x, z = side * apart_m * math.cos(angle_rad), side * apart_m * math.sin(angle_rad)
        goal = (x, -0.48, -0.45 + z)
        ax, ay, az = (a + share * (b - a) for a, b in zip(arm.at, goal, strict=True))
        arm.at = (ax, ay, az)


def _turn_by_stick(p: Puppet, heading: float, scale: float) -> Act:
    yield from p.lower()
    try:
        p.arm.stick = (1.0, 0.0)
        yield from p.until(lambda: _turned(p, heading), _NOT_HELD)
        p.arm.stick = (0.0, 1.0)
        yield from p.until(lambda: p.around.place.scale < _LARGER * scale, _NOT_HELD)
    finally:
        p.let_go()
    yield from p.frames(2)


def choose_spot(p: Puppet) -> Act:
    """Point at the model and press, at one spot after the other, until one stands there."""
    for x, z in _SPOTS:
        table = p.around.table
        if table is None:
            break
        cx, cy, cz = table.centre
        # To the sides and away, as the visitor looks at it.
        sin, cos = math.sin(p.yaw_rad), math.cos(p.yaw_rad)
        spot = (cx + cos * x + sin * z, cy, cz - sin * x + cos * z)
        yield from p.look_at(spot)
        yield from p.point(partial(_itself, spot))
        yield from p.frames(2)
        arc = p.around.arc
        if p.around.under(p.aim_of(p.arm)) is not None or arc is None or not arc.allowed:
            continue
        yield from _trigger(p)
        try:
            yield from p.until(lambda: _stands(p), _NO_LIFE, p.patience // 10)
        except NotThereError:
            continue
        yield from p.lower()
        yield from p.look(p.yaw_rad)
        return
    raise NotThereError(_NO_LIFE)


def point_place(p: Puppet) -> Act:
    """Point past all panels at the city, and press."""
    yield from p.until(lambda: p.around.asks_place, _NOT_ASKED)
    base = p.yaw_rad
    for side in (*_SIDES_RAD[1:], _SIDES_RAD[0]):
        for pitch in (math.radians(-4.0), math.radians(-14.0)):
            if p.around.under(_aim(p, base + side, pitch)) is not None:
                continue
            yield from p.look(base + 0.7 * side, pitch)
            yield from p.aim(base + side, pitch)
            if p.around.under(p.aim_of(p.arm)) is not None:
                continue
            yield from p.rest(0.4)
            yield from _trigger(p)
            try:
                yield from p.until(lambda: not p.around.asks_place, _NO_PLACE, p.patience // 10)
            except NotThereError:
                continue
            return
    raise NotThereError(_NO_PLACE)


def _trigger(p: Puppet) -> Act:
    p.arm.pressed = True
    yield from p.frames(3)
    p.arm.pressed = False
    yield from p.frames(1)


def _stands(p: Puppet) -> bool:
    return not p.around.is_model and p.around.black < _CLEAR


def pitch_for(metres: float, height_m: float) -> float:
    """Return how far up a hand at a height throws an arc so far on level ground, radians.

    Source: the range of a throw without air. What is too far is thrown as far as it goes.
    """
    best, least = 0.0, math.inf
    for degrees in range(-80, 36):
        pitch = math.radians(degrees)
        up, level = SPEED_M_PER_S * math.sin(pitch), SPEED_M_PER_S * math.cos(pitch)
        far = level * (up + math.sqrt(up * up + 2.0 * 9.81 * height_m)) / 9.81
        if abs(far - metres) < least:
            best, least = pitch, abs(far - metres)
    return best


def _aim(p: Puppet, yaw_rad: float, pitch_rad: float) -> RigidPose:
    return RigidPose(p.hand_at(p.arm), turned(yaw_rad, pitch_rad))


def _moved(p: Puppet, before: Vec3, metres: float = _MOVED_M) -> bool:
    return math.dist(p.eye[:2], before[:2]) >= metres and not p.around.is_model


def _turned(p: Puppet, before: float) -> bool:
    return abs(math.remainder(p.around.place.heading_rad - before, math.tau)) > _TURNED_RAD


def _itself(spot: Vec3) -> Vec3:
    return spot
