"""What a refusal of the runtime means for a person: from OpenXR's results to our errors."""

from collections.abc import Mapping

from mrapp.model.headset_errors import (
    GraphicsTooOldError,
    HeadsetLostError,
    LinkOffError,
    NoFormatError,
    NoHeadsetError,
    NoOpenGlError,
    NoStereoError,
    OtherGpuError,
)
from mrapp.model.headset_faults import HeadsetError
from mrapp.model.runtime_errors import (
    HeadsetPermissionError,
    NoRuntimeError,
    RuntimeBusyError,
    RuntimeSilentError,
    RuntimeTooOldError,
)

_AT_THE_START: Mapping[str, type[HeadsetError]] = {
    "RUNTIME_UNAVAILABLE": NoRuntimeError,
    "RUNTIME_FAILURE": RuntimeSilentError,
    "INITIALIZATION_FAILED": RuntimeSilentError,
    "INSTANCE_LOST": RuntimeSilentError,
    "API_VERSION_UNSUPPORTED": RuntimeTooOldError,
    "LIMIT_REACHED": RuntimeBusyError,
    "EXTENSION_NOT_PRESENT": NoOpenGlError,
    "FORM_FACTOR_UNAVAILABLE": NoHeadsetError,
    "FORM_FACTOR_UNSUPPORTED": NoStereoError,
    "VIEW_CONFIGURATION_TYPE_UNSUPPORTED": NoStereoError,
    "GRAPHICS_DEVICE_INVALID": OtherGpuError,
    "SWAPCHAIN_FORMAT_UNSUPPORTED": NoFormatError,
    "PERMISSION_INSUFFICIENT": HeadsetPermissionError,
    "SESSION_LOST": HeadsetLostError,
}

GONE = frozenset(
    {
        "SESSION_LOST",
        "SESSION_LOSS_PENDING",
        "INSTANCE_LOST",
        "RUNTIME_FAILURE",
        "RUNTIME_UNAVAILABLE",
    }
)
"""What a runtime says, or the loader for it, once it went."""

_OF_META = ("oculus", "meta")


def is_meta(runtime: str) -> bool:
    """Tell whether a runtime, by its name, is the one that Quest Link belongs to."""
    return any(word in runtime.lower() for word in _OF_META)


def error_for(
    code: str, *, running: bool = False, runtime: str = "", **values: object
) -> HeadsetError:
    """Return the error for a result such as "FORM_FACTOR_UNAVAILABLE".

    running: whether a session was under way, so that what answers no more is lost and not absent.
    runtime: its name, where it is known. values: fill in what the error says.
    """
    kind = _AT_THE_START.get(code, HeadsetError)
    if running and code in GONE:
        kind = HeadsetLostError
    if kind is NoHeadsetError and is_meta(runtime):
        kind = LinkOffError
    if kind is HeadsetPermissionError:
        values.setdefault("path", runtime or "OpenXR")
    if kind is NoOpenGlError:
        values.setdefault("runtime", runtime or "OpenXR")
    return kind(code=code, **values)


def check_version(found: tuple[int, int], least: tuple[int, int], most: tuple[int, int]) -> None:
    """Raise where the OpenGL that is there is older than what a runtime asks for.

    `most` is only what the runtime was tested with: a newer version is no fault.
    """
    if found < least:
        raise GraphicsTooOldError(
            asked=f"{_dotted(least)} ({_dotted(most)})" if most > least else _dotted(least),
            found=_dotted(found),
        )


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"
