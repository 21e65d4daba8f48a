"""The runtime and its headset, before there is a session: what they are and what they offer."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass

import xr
from xr import exception

from mrapp import __version__
from mrapp.model.headset_errors import NoOpenGlError, NoStereoError
from mrapp.xr.openxr.bindings import EXTENSIONS
from mrapp.xr.openxr.calls import Native, code_of
from mrapp.xr.openxr.markers import EXTENSIONS as MARKERS
from mrapp.xr.openxr.refusals import error_for

LOCAL_FLOOR = "XR_EXT_local_floor"
FB_PASSTHROUGH = "XR_FB_passthrough"
HTC_PASSTHROUGH = "XR_HTC_passthrough"
BATTERIES = "XR_EXT_interaction_profile_battery_state_display"
DEPTH = "XR_KHR_composition_layer_depth"

WISHED: tuple[str, ...] = (
    LOCAL_FLOOR,
    DEPTH,
    FB_PASSTHROUGH,
    HTC_PASSTHROUGH,
    BATTERIES,
    *MARKERS,
    *EXTENSIONS,
)
"""What is asked for where a runtime offers it; without, there is less, and nothing breaks."""

_STEREO = xr.ViewConfigurationType.PRIMARY_STEREO


@dataclass
class Runtime:
    """A runtime that answers, with the headset that it has.

    api: the version of OpenXR that is spoken. eye_px, most_px: recommended and largest size of an
    eye's picture. blend_modes: OpenXR's numbers, in the runtime's order.
    """

    instance: Native
    system: Native
    name: str
    version: str
    system_name: str
    api: tuple[int, int]
    extensions: frozenset[str]
    eye_px: tuple[int, int]
    most_px: tuple[int, int]
    blend_modes: tuple[int, ...]

    def close(self) -> None:
        """End it all; a runtime that went cannot be told, and need not be."""
        with contextlib.suppress(exception.XrException):
            xr.destroy_instance(self.instance)


def offered_extensions() -> frozenset[str]:
    """Return what the runtime offers; raises `XrException` where there is no runtime."""
    return frozenset(
        each.extension_name.decode() for each in xr.enumerate_instance_extension_properties()
    )


def open_runtime(needed: Iterable[str]) -> Runtime:
    """Ask for the runtime and its headset, with the extensions that the graphics need.

    Raises `HeadsetError` where something is missing, `XrException` where the runtime refuses.
    """
    needed, offered = tuple(needed), offered_extensions()
    asked = (*needed, *_wished(offered))
    if not offered.issuperset(needed):
        raise NoOpenGlError(code=", ".join(sorted(set(needed) - offered)))
    instance, api = _instance(asked)
    try:
        return _described(instance, api, frozenset(asked))
    except BaseException:
        # Whatever breaks it off: a process may have one instance, and this one is nobody's.
        xr.destroy_instance(instance)
        raise


def _wished(offered: frozenset[str]) -> tuple[str, ...]:
    """Return what is wished of what is offered; what needs another one only along with that."""
    codes = offered.issuperset(MARKERS)
    return tuple(each for each in WISHED if each in offered and (codes or each not in MARKERS))


def _instance(asked: tuple[str, ...]) -> tuple[Native, tuple[int, int]]:
    """Return an instance, of OpenXR 1.1 where the runtime knows that and else of 1.0."""
    try:
        return _made(asked, (1, 1)), (1, 1)
    except exception.ApiVersionUnsupportedError:
        return _made(asked, (1, 0)), (1, 0)


def _made(asked: tuple[str, ...], api: tuple[int, int]) -> Native:
    number = [int(part) if part.isdigit() else 0 for part in __version__.split(".")[:3]]
    packed = number[0] * 10_000 + number[1] * 100 + number[2] if len(number) == 3 else 1
    about = xr.ApplicationInfo("mrapp", packed, "VTK", 9, xr.Version(*api, 0))
    return xr.create_instance(
        xr.InstanceCreateInfo(application_info=about, enabled_extension_names=list(asked))
    )


def _described(instance: Native, api: tuple[int, int], extensions: frozenset[str]) -> Runtime:
    known = xr.get_instance_properties(instance)
    name = known.runtime_name.decode()
    try:
        system = xr.get_system(
            instance, xr.SystemGetInfo(form_factor=xr.FormFactor.HEAD_MOUNTED_DISPLAY)
        )
    except exception.XrException as error:
        # Here, for only here is the runtime's name known, and the advice depends on it.
        raise error_for(code_of(error), runtime=name) from error
    if _STEREO not in xr.enumerate_view_configurations(instance, system):
        raise NoStereoError(code=name)
    view = xr.enumerate_view_configuration_views(instance, system, _STEREO)[0]
    modes = xr.enumerate_environment_blend_modes(instance, system, _STEREO)
    return Runtime(
        instance=instance,
        system=system,
        name=name,
        version=str(xr.Version(known.runtime_version)),
        system_name=xr.get_system_properties(instance, system).system_name.decode(),
        api=api,
        extensions=extensions,
        eye_px=(view.recommended_image_rect_width, view.recommended_image_rect_height),
        most_px=(view.max_image_rect_width, view.max_image_rect_height),
        blend_modes=tuple(map(int, modes)),
    )
