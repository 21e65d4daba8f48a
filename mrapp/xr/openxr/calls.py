"""How a call to OpenXR is checked, and the few values that go over unchanged."""

from typing import Any, TypeAlias

import xr
from xr import exception

from mrapp.xr.device import Hand
from mrapp.xr.frames import RigidPose

Native: TypeAlias = Any
"""A handle, a structure or a value of OpenXR's; pyopenxr has no types for them."""


def checked(result: Native) -> Native:
    """Return the result of a raw call; raises `xr.exception.XrException` for a refusal.

    pyopenxr's own functions raise for "not focused" and "no event" too, which are answers.
    """
    if result.value < 0:
        raise xr.check_result(result)
    return result


def code_of(error: exception.XrException) -> str:
    """Return what a refusal is called, such as "SESSION_LOST"."""
    result = error.get_result_enum() if isinstance(error, exception.ResultException) else None
    return result.name.removeprefix("ERROR_") if result is not None else type(error).__name__


def posed(pose: RigidPose) -> Native:
    """Return a pose as OpenXR has it."""
    return xr.Posef(orientation=xr.Quaternionf(*pose.turned), position=xr.Vector3f(*pose.position))


def rigid(pose: Native) -> RigidPose:
    """Return a pose of OpenXR's as we have it."""
    place, turned = pose.position, pose.orientation
    return RigidPose((place.x, place.y, place.z), (turned.x, turned.y, turned.z, turned.w))


HAND_PATHS = {Hand.LEFT: "/user/hand/left", Hand.RIGHT: "/user/hand/right"}
"""The hands as OpenXR calls them."""
