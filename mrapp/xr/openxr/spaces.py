"""The stage: where the floor is, and where eyes and hands are above it."""

from ctypes import byref, c_uint32

import xr
from xr import raw_functions

from mrapp.xr.device import EyeView
from mrapp.xr.frames import Fov, RigidPose
from mrapp.xr.openxr.calls import Native, checked, posed, rigid

SUPPOSED_EYE_M = 1.6
"""How high the eyes are supposed to be where a runtime does not know the floor."""

_R = xr.ReferenceSpaceType
_V = xr.ViewStateFlags
_L = xr.SpaceLocationFlags
_KNOWN = int(_V.POSITION_VALID_BIT.value | _V.ORIENTATION_VALID_BIT.value)
_FOLLOWED = int(_V.POSITION_TRACKED_BIT.value | _V.ORIENTATION_TRACKED_BIT.value)
_PLACED = int(_L.POSITION_VALID_BIT.value | _L.ORIENTATION_VALID_BIT.value)


def stage_space(session: Native, *, local_floor: bool) -> tuple[Native, Native, bool]:
    """Return the space that the stage is, its kind, and whether the runtime knows its floor.

    The local floor where there is one: it turns with "recentre", as people expect; else the stage;
    else the local space, from which the floor is supposed to be `SUPPOSED_EYE_M` down.
    """
    offered = set(xr.enumerate_reference_spaces(session))
    kinds = ((_R.LOCAL_FLOOR,) if local_floor else ()) + (_R.STAGE,)
    for kind in kinds:
        if kind in offered or kind.value in offered:
            return _space(session, kind, RigidPose()), kind, True
    below = RigidPose((0.0, -SUPPOSED_EYE_M, 0.0))
    return _space(session, _R.LOCAL, below), _R.LOCAL, False


def _space(session: Native, kind: Native, pose: RigidPose) -> Native:
    return xr.create_reference_space(
        session, xr.ReferenceSpaceCreateInfo(kind, pose_in_reference_space=posed(pose))
    )


class EyeFinder:
    """Finds both eyes in the stage, at the time that a frame is seen."""

    def __init__(self, session: Native, space: Native) -> None:
        self._session = session
        self._info = xr.ViewLocateInfo(xr.ViewConfigurationType.PRIMARY_STEREO, 0, space)
        self._state = xr.ViewState()
        self._count = c_uint32(0)
        self.views = (xr.View * 2)(xr.View(), xr.View())

    def find(self, time_ns: int) -> tuple[tuple[EyeView, ...], bool]:
        """Return the eyes, left and right, and whether their place is followed, not guessed.

        No eyes where the runtime does not know where the head is, or which way it is turned.
        """
        self._info.display_time = time_ns
        checked(
            raw_functions.xrLocateViews(
                self._session,
                self._info,
                byref(self._state),
                2,
                byref(self._count),
                self.views,
            )
        )
        flags = int(self._state._view_state_flags)
        if flags & _KNOWN != _KNOWN:
            return (), False
        return tuple(map(_eye, self.views)), flags & _FOLLOWED == _FOLLOWED


def _eye(view: Native) -> EyeView:
    fov = view.fov
    return EyeView(
        rigid(view.pose), Fov(fov.angle_left, fov.angle_right, fov.angle_up, fov.angle_down)
    )


class PlaceFinder:
    """Finds one thing that moves, such as a hand, in the stage."""

    def __init__(self, moving: Native, stage: Native) -> None:
        self._moving, self._stage = moving, stage
        self._location = xr.SpaceLocation()

    def find(self, time_ns: int) -> RigidPose | None:
        """Return where it is; None where it is not tracked."""
        checked(
            raw_functions.xrLocateSpace(self._moving, self._stage, time_ns, byref(self._location))
        )
        if int(self._location._location_flags) & _PLACED != _PLACED:
            return None
        return rigid(self._location.pose)
