"""The smallest OpenXR program: no picture, only what the runtime tells of head, eyes and hands.

It shows what the rig does without any part of mrapp, and is where to look first when a test of the
headset fails: the fault is in mrapp when this still works. Import it inside tests that are marked
`headset` only: the library that it loads is slow.
"""

import ctypes
import time
from dataclasses import dataclass, field
from typing import Final, Self

import xr
from xr.platform.linux import PFN_xrConvertTimespecTimeToTimeKHR, timespec

from tests.xr.rig.remote import Vector

_EXTENSIONS: Final = ["XR_MND_headless", "XR_KHR_convert_timespec_time"]
_PROFILE: Final = "/interaction_profiles/valve/index_controller"
_STEREO: Final = xr.ViewConfigurationType.PRIMARY_STEREO
_HANDS: Final = ("left", "right")
_INPUTS: Final = {
    "grip": (xr.ActionType.POSE_INPUT, "input/grip/pose"),
    "trigger": (xr.ActionType.FLOAT_INPUT, "input/trigger/value"),
    "squeeze": (xr.ActionType.FLOAT_INPUT, "input/squeeze/value"),
    "stick": (xr.ActionType.VECTOR2F_INPUT, "input/thumbstick"),
    "a": (xr.ActionType.BOOLEAN_INPUT, "input/a/click"),
}


@dataclass(frozen=True)
class SeenHand:
    """A hand as the runtime tells it: its place on the stage in metres, and what is pressed."""

    place_m: Vector
    stick: tuple[float, float]
    trigger: float
    squeeze: float
    a: bool


@dataclass(frozen=True)
class Seen:
    """What the runtime tells. eyes: for each how far it sees left, right, up, down, in radians."""

    head_m: Vector
    eyes: tuple[tuple[float, ...], ...]
    left: SeenHand
    right: SeenHand


@dataclass
class HeadlessProgram:
    """A session without pictures. Whatever goes wrong is an xr.exception.XrException."""

    states: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Connect to the runtime."""
        about = xr.ApplicationInfo("mrapp tests", 1, "none", 0, xr.Version(1, 0, 0))
        self._instance = xr.create_instance(
            xr.InstanceCreateInfo(application_info=about, enabled_extension_names=_EXTENSIONS)
        )
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the runtime, also of one that is gone, and of all that was made in it."""
        xr.destroy_instance(self._instance)

    @property
    def runtime(self) -> str:
        """The runtime's own name."""
        name: bytes = xr.get_instance_properties(self._instance).runtime_name
        return name.decode()

    def begin(self) -> None:
        """Open a session; it comes to `FOCUSED` while `poll` is called."""
        worn = xr.SystemGetInfo(form_factor=xr.FormFactor.HEAD_MOUNTED_DISPLAY)
        system = xr.get_system(self._instance, worn)
        self._session = xr.create_session(self._instance, xr.SessionCreateInfo(system_id=system))
        self._stage = self._space(xr.ReferenceSpaceType.STAGE)
        self._head = self._space(xr.ReferenceSpaceType.VIEW)
        self._hands = {hand: self._path(f"/user/hand/{hand}") for hand in _HANDS}
        about = xr.ActionSetCreateInfo("tests", "Tests", 0)
        self._set = xr.create_action_set(self._instance, about)
        self._actions = {name: self._action(name, kind) for name, (kind, _) in _INPUTS.items()}
        self._bind()
        self._grips = {hand: self._grip(path) for hand, path in self._hands.items()}

    def poll(self) -> str:
        """Hear what the runtime tells, do as it asks, and return the state of the session."""
        while (event := self._event()) is not None:
            if event.type == xr.StructureType.EVENT_DATA_SESSION_STATE_CHANGED:
                kind = ctypes.POINTER(xr.EventDataSessionStateChanged)
                self._enter(xr.SessionState(ctypes.cast(ctypes.byref(event), kind).contents.state))
        return self.states[-1] if self.states else ""

    def look(self) -> Seen:
        """Return what the runtime tells at this moment; the session must be focused."""
        active = xr.ActiveActionSet(self._set, xr.NULL_PATH)
        xr.sync_actions(self._session, xr.ActionsSyncInfo(active_action_sets=[active]))
        now = self._now()
        asked = xr.ViewLocateInfo(_STEREO, now, self._stage)
        _, views = xr.locate_views(self._session, asked)
        fovs = [each.fov for each in views]
        eyes = [(f.angle_left, f.angle_right, f.angle_up, f.angle_down) for f in fovs]
        return Seen(
            self._place(self._head, now), tuple(eyes), *(self._hand(h, now) for h in _HANDS)
        )

    def _hand(self, hand: str, now: xr.Time) -> SeenHand:
        which = {
            name: xr.ActionStateGetInfo(action, self._hands[hand])
            for name, action in self._actions.items()
        }
        stick = xr.get_action_state_vector2f(self._session, which["stick"]).current_state
        trigger, squeeze = (
            float(xr.get_action_state_float(self._session, which[name]).current_state)
            for name in ("trigger", "squeeze")
        )
        a = bool(xr.get_action_state_boolean(self._session, which["a"]).current_state)
        return SeenHand(
            self._place(self._grips[hand], now), (stick.x, stick.y), trigger, squeeze, a
        )

    def _place(self, space: xr.Space, now: xr.Time) -> Vector:
        place = xr.locate_space(space, self._stage, now).pose.position
        return (place.x, place.y, place.z)

    def _enter(self, state: xr.SessionState) -> None:
        self.states.append(state.name)
        if state == xr.SessionState.READY:
            xr.begin_session(self._session, xr.SessionBeginInfo(_STEREO))
        elif state == xr.SessionState.STOPPING:
            xr.end_session(self._session)

    def _event(self) -> xr.EventDataBuffer | None:
        try:
            return xr.poll_event(self._instance)
        except xr.EventUnavailable:
            return None

    def _path(self, name: str) -> xr.Path:
        return xr.string_to_path(self._instance, name)

    def _space(self, kind: xr.ReferenceSpaceType) -> xr.Space:
        return xr.create_reference_space(self._session, xr.ReferenceSpaceCreateInfo(kind))

    def _grip(self, hand: xr.Path) -> xr.Space:
        about = xr.ActionSpaceCreateInfo(action=self._actions["grip"], subaction_path=hand)
        return xr.create_action_space(self._session, about)

    def _action(self, name: str, kind: xr.ActionType) -> xr.Action:
        paths = (xr.Path * len(_HANDS))(*self._hands.values())
        about = xr.ActionCreateInfo(
            action_name=name,
            action_type=kind,
            localized_action_name=name.capitalize(),
            count_subaction_paths=len(_HANDS),
            subaction_paths=paths,
        )
        return xr.create_action(self._set, about)

    def _bind(self) -> None:
        bindings = [
            xr.ActionSuggestedBinding(self._actions[name], self._path(f"/user/hand/{hand}/{where}"))
            for name, (_, where) in _INPUTS.items()
            for hand in _HANDS
        ]
        suggested = xr.InteractionProfileSuggestedBinding(
            interaction_profile=self._path(_PROFILE), suggested_bindings=bindings
        )
        xr.suggest_interaction_profile_bindings(self._instance, suggested)
        attached = xr.SessionActionSetsAttachInfo(action_sets=[self._set])
        xr.attach_session_action_sets(self._session, attached)

    def _now(self) -> xr.Time:
        """This moment on the runtime's clock, which the library itself does not convert to."""
        address = xr.get_instance_proc_addr(self._instance, "xrConvertTimespecTimeToTimeKHR")
        convert = ctypes.cast(address, PFN_xrConvertTimespecTimeToTimeKHR)
        seconds, rest_ns = divmod(time.clock_gettime_ns(time.CLOCK_MONOTONIC), 1_000_000_000)
        here, there = timespec(seconds, rest_ns), xr.Time()
        asked = convert(self._instance, ctypes.byref(here), ctypes.byref(there))
        result = xr.check_result(xr.Result(asked))
        if result.is_exception():
            raise result
        return there
