"""What the hands do: the actions of OpenXR, made once a session and read once a frame."""

from ctypes import POINTER, byref, c_void_p, cast, pointer

import xr
from xr import exception, raw_functions

from mrapp.xr.device import NO_HAND, Hand, HandState, Happening, Inputs
from mrapp.xr.openxr.bindings import PROFILES, Act
from mrapp.xr.openxr.calls import HAND_PATHS, Native, checked
from mrapp.xr.openxr.instance import BATTERIES
from mrapp.xr.openxr.spaces import PlaceFinder

_A = xr.ActionType
_KINDS = {
    Act.AIM: _A.POSE_INPUT,
    Act.GRIP: _A.POSE_INPUT,
    Act.STICK: _A.VECTOR2F_INPUT,
    Act.TRIGGER: _A.FLOAT_INPUT,
    Act.SQUEEZE: _A.FLOAT_INPUT,
    Act.SELECT: _A.BOOLEAN_INPUT,
    Act.MENU: _A.BOOLEAN_INPUT,
    Act.BACK: _A.BOOLEAN_INPUT,
    Act.STICK_PRESSED: _A.BOOLEAN_INPUT,
    Act.BUZZ: _A.VIBRATION_OUTPUT,
}
_READERS = {
    _A.POSE_INPUT: (xr.ActionStatePose, raw_functions.xrGetActionStatePose),
    _A.VECTOR2F_INPUT: (xr.ActionStateVector2f, raw_functions.xrGetActionStateVector2f),
    _A.FLOAT_INPUT: (xr.ActionStateFloat, raw_functions.xrGetActionStateFloat),
    _A.BOOLEAN_INPUT: (xr.ActionStateBoolean, raw_functions.xrGetActionStateBoolean),
}
_FLAGS = xr.BatteryStateDisplayStateFlagsEXT
_VALID, _NONE = _FLAGS.VALID_BIT.value, _FLAGS.NO_BATTERY_BIT.value
# A battery is no matter of seconds, and to ask is a call to the runtime.
_BATTERIES_NS = 10_000_000_000
# What the runtime shows to who changes the bindings there.
_SHOWN = {
    Act.AIM: "Point", Act.GRIP: "Hold", Act.STICK: "Move", Act.TRIGGER: "Trigger",
    Act.SQUEEZE: "Squeeze", Act.SELECT: "Choose", Act.MENU: "Menu", Act.BACK: "Back",
    Act.STICK_PRESSED: "Press the stick", Act.BUZZ: "Vibration",
}  # fmt: skip


class _Reader:
    """Reads one action of one hand; what it needs for that is made once."""

    def __init__(self, session: Native, action: Native, path: int, kind: Native) -> None:
        state, self._read = _READERS[kind]
        self._session = session
        self._info = xr.ActionStateGetInfo(action, path)
        self.state = state()

    def read(self) -> Native:
        checked(self._read(self._session, self._info, byref(self.state)))
        return self.state


class _HandReader:
    """Reads one hand."""

    def __init__(
        self, session: Native, stage: Native, actions: dict[Act, Native], path: int
    ) -> None:
        self._read = {
            act: _Reader(session, actions[act], path, kind)
            for act, kind in _KINDS.items()
            if kind in _READERS
        }
        self._places = {
            act: PlaceFinder(
                xr.create_action_space(
                    session, xr.ActionSpaceCreateInfo(action=actions[act], subaction_path=path)
                ),
                stage,
            )
            for act in (Act.AIM, Act.GRIP)
        }
        self.profile = ""
        self.battery: float | None = None

    def state(self, time_ns: int) -> HandState:
        read = {act: reader.read() for act, reader in self._read.items()}
        if not (read[Act.GRIP].is_active or read[Act.AIM].is_active):
            return NO_HAND
        stick = read[Act.STICK].current_state
        return HandState(
            present=True,
            aim=self._places[Act.AIM].find(time_ns),
            grip=self._places[Act.GRIP].find(time_ns),
            stick=(stick.x, stick.y),
            trigger=read[Act.TRIGGER].current_state,
            squeeze=read[Act.SQUEEZE].current_state,
            select=bool(read[Act.SELECT].current_state),
            menu=bool(read[Act.MENU].current_state),
            back=bool(read[Act.BACK].current_state),
            stick_pressed=bool(read[Act.STICK_PRESSED].current_state),
            profile=self.profile,
            battery=self.battery,
        )


def battery_of(told: Native) -> float | None:
    """Return how full a battery is, 0..1, from what a runtime filled in; None: it did not say."""
    flags = int(told._state_flags)
    if not flags & _VALID or flags & _NONE:
        return None
    return min(1.0, max(0.0, float(told.battery_level)))


class Actions:
    """The actions of a session.

    refused: the profiles that the table has and the runtime would not take.
    """

    def __init__(
        self,
        instance: Native,
        session: Native,
        stage: Native,
        api: tuple[int, int],
        extensions: frozenset[str],
    ) -> None:
        self._instance, self._session = instance, session
        self._paths = {hand: xr.string_to_path(instance, each) for hand, each in HAND_PATHS.items()}
        self._set = xr.create_action_set(instance, xr.ActionSetCreateInfo("mrapp", "mrapp", 0))
        self._actions = {act: self._action(act) for act in Act}
        known = [profile for profile in PROFILES if profile.there(api, extensions)]
        self.refused = tuple(each.path for each in known if not self._suggest(each))
        xr.attach_session_action_sets(
            session, xr.SessionActionSetsAttachInfo(action_sets=[self._set])
        )
        self._hands = {
            hand: _HandReader(session, stage, self._actions, path)
            for hand, path in self._paths.items()
        }
        self._tells_batteries = BATTERIES in extensions
        self._batteries_ns = 0
        self._active = xr.ActiveActionSet(self._set, xr.NULL_PATH)
        self._sync = xr.ActionsSyncInfo(active_action_sets=[self._active])

    def _action(self, act: Act) -> Native:
        return xr.create_action(
            self._set,
            xr.ActionCreateInfo(
                action_name=act.value,
                action_type=_KINDS[act],
                localized_action_name=_SHOWN[act],
                subaction_paths=list(self._paths.values()),
            ),
        )

    def _suggest(self, profile: Native) -> bool:
        """Offer the table's bindings; False where the runtime does not know the profile."""
        bound = [
            xr.ActionSuggestedBinding(self._actions[act], xr.string_to_path(self._instance, path))
            for act, _hand, path in profile.bound()
        ]
        try:
            xr.suggest_interaction_profile_bindings(
                self._instance,
                xr.InteractionProfileSuggestedBinding(
                    interaction_profile=xr.string_to_path(self._instance, profile.path),
                    suggested_bindings=bound,
                ),
            )
        except exception.PathUnsupportedError:
            return False
        return True

    def profiles_changed(self) -> tuple[Happening, ...]:
        """Ask which controllers are in use now; returns what is new."""
        happened = []
        for hand, path in self._paths.items():
            profile = self._profile(path)
            if profile != self._hands[hand].profile:
                self._hands[hand].profile = profile
                happened.append(Happening("profile", f"{hand.value} {profile}".rstrip()))
        return tuple(happened)

    def _profile(self, path: int) -> str:
        found = xr.get_current_interaction_profile(self._session, path).interaction_profile
        return str(xr.path_to_string(self._instance, found)) if found else ""

    def _ask_batteries(self, time_ns: int) -> None:
        """Ask how full batteries are, once in a while.

        Source: XR_EXT_interaction_profile_battery_state_display, "Querying for battery state".
        """
        if not self._tells_batteries or time_ns - self._batteries_ns < _BATTERIES_NS:
            return
        self._batteries_ns = time_ns
        for hand, path in self._paths.items():
            told = xr.BatteryStateDisplayEXT()
            state = xr.InteractionProfileState(next=cast(pointer(told), c_void_p))
            checked(raw_functions.xrGetCurrentInteractionProfile(self._session, path, byref(state)))
            self._hands[hand].battery = battery_of(told)

    def read(self, time_ns: int) -> Inputs:
        """Return what both hands do; call it only while the session is focused."""
        synced = checked(raw_functions.xrSyncActions(self._session, self._sync))
        if synced == xr.Result.SESSION_NOT_FOCUSED:
            return Inputs()
        self._ask_batteries(time_ns)
        return Inputs(True, {hand: each.state(time_ns) for hand, each in self._hands.items()})

    def buzz(self, hand: Hand, strength: float, seconds: float) -> None:
        """Let a controller tick; one that cannot stays still."""
        vibration = xr.HapticVibration(
            duration=max(1, round(seconds * 1e9)),
            frequency=xr.FREQUENCY_UNSPECIFIED,
            amplitude=min(1.0, max(0.0, strength)),
        )
        action = xr.HapticActionInfo(self._actions[Act.BUZZ], self._paths[hand])
        # It may have lost the controllers since they were read; that is no error.
        felt = cast(byref(vibration), POINTER(xr.HapticBaseHeader))
        checked(raw_functions.xrApplyHapticFeedback(self._session, action, felt))
